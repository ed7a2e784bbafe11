//! `clairvoix profile`: pupils made, changed, asked why, undone, deleted; what goes wrong is named with
//! the way out.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use std::{fs, path::Path};

use common::{Run, command, finish};
use serde_json::Value;

/// A computer with its own pupils.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, "")
    }

    fn run_with(&self, args: &[&str], input: &str) -> Run {
        let mut process = command(args);
        process.env("CLAIRVOIX_HOME", self.path().join("pupils"));
        process.env("CLAIRVOIX_PRESETS", self.path().join("school"));
        finish(process, input.as_bytes())
    }

    fn profile(&self, args: &[&str]) -> Run {
        let args: Vec<&str> = ["profile"].iter().chain(args).copied().collect();
        self.run(&args)
    }

    fn json(&self, args: &[&str]) -> Vec<Value> {
        let args: Vec<&str> = args.iter().chain(&["--json"]).copied().collect();
        let out = self.profile(&args).exits(0).out();
        out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }
}

#[test]
fn from_a_new_pupil_to_a_page_with_their_settings() {
    common::worker::build();
    let home = Home::new();
    let made = home.profile(&["new", "Renard", "--preset", "perd-la-ligne,se-fatigue"]).exits(0);
    assert!(made.out().contains("Renard") && made.stderr.is_empty(), "{}", made.stderr);
    home.profile(&["set", "text.size_pt", "17"]).exits(0);
    let shown = &home.json(&["show"])[0];
    assert_eq!(shown["settings"]["text.size_pt"], 17);
    assert_eq!(shown["settings"]["spacing.line"], 2);
    assert_eq!(shown["presets"][1]["label"], "Se fatigue");
    assert_eq!((&shown["active"], &shown["set"]["text.size_pt"]), (&true.into(), &17.into()));
    let lesson = home.path().join("lecon.txt");
    fs::write(&lesson, "Le chat dort.").expect("written");
    let page = |name: &str, profile: &[&str]| {
        let out = home.path().join(name);
        let (lesson, target) = (lesson.to_str().expect("a path"), out.to_str().expect("a path"));
        let args = ["read", lesson, "--out", target];
        home.run(&args.iter().chain(profile).copied().collect::<Vec<_>>()).exits(0);
        fs::read_to_string(out.join("index.html")).expect("the page")
    };
    assert!(page("a", &[]).contains("--text-size_pt:17;"));
    assert!(page("b", &["--profile", "renard"]).contains("--text-size_pt:17;"));
    assert!(!page("c", &["--profile", "none"]).contains("--text-size_pt:17;"));
}

#[test]
fn every_value_can_be_explained_and_taken_back() {
    let home = Home::new();
    home.profile(&["new", "Renard", "--preset", "espace"]).exits(0);
    home.profile(&["set", "spacing.letter_em", "0,2"]).exits(0);
    home.profile(&["set", "--layer", "device", "voice.device", "Casque"]).exits(0);
    let why = &home.json(&["why", "spacing.letter_em"])[0];
    let steps: Vec<(&str, f64, bool)> = why["steps"]
        .as_array()
        .expect("steps")
        .iter()
        .map(|step| {
            let value = step["value"].as_f64().expect("a number");
            (step["layer"].as_str().expect("a word"), value, step["wins"] == true)
        })
        .collect();
    assert_eq!(steps, [("default", 0.03, false), ("preset", 0.12, false), ("pupil", 0.2, true)]);
    let said = home.profile(&["why", "spacing.letter_em"]).exits(0).out();
    assert!(said.contains("→ élève\t0.2") && said.contains("Zorzi 2012"), "{said}");
    assert_eq!(home.json(&["why", "voice.device"])[0]["steps"][1]["layer"], "device");
    home.profile(&["unset", "spacing.letter_em"]).exits(0);
    assert_eq!(home.json(&["why", "spacing.letter_em"])[0]["value"], 0.12);
    home.profile(&["undo"]).exits(0);
    assert_eq!(home.json(&["why", "spacing.letter_em"])[0]["value"], 0.2);
    let undone = home.json(&["undo"]);
    assert_eq!(undone[0]["changes"][0]["before"], "0.2");
    home.profile(&["undo"]).exits(1);
    let history = home.json(&["history"]);
    let kinds: Vec<&str> = history.iter().filter_map(|line| line["kind"].as_str()).collect();
    assert_eq!(kinds, ["created", "changed", "changed", "undone", "undone"]);
    home.profile(&["undo", "--to", "2"]).exits(0);
    assert_eq!(home.json(&["show"])[0]["settings"]["spacing.letter_em"], 0.2);
    assert!(home.profile(&["undo", "--to", "99"]).exits(2).stderr.contains("99"));
}

#[test]
fn several_pupils_and_what_helped() {
    let home = Home::new();
    assert!(home.profile(&["list"]).exits(0).stderr.contains("profile new"));
    for alias in ["Renard", "Tortue"] {
        home.profile(&["new", alias]).exits(0);
    }
    assert_eq!(home.profile(&["list"]).exits(0).out(), "Renard\nTortue\tactif\n");
    home.profile(&["use", "renard"]).exits(0);
    home.profile(&["journal", "aids.ruler", "oui", "--by", "eleve"]).exits(0);
    home.profile(&["journal", "se-fatigue", "bof"]).exits(0);
    let journal = home.json(&["journal"]);
    assert_eq!((&journal[0]["helped"], &journal[0]["role"]), (&"yes".into(), &"pupil".into()));
    assert_eq!((&journal[0]["value"], &journal[1]["helped"]), (&"false".into(), &"so-so".into()));
    let refused = home.profile(&["journal", "dyslexie", "oui"]).exits(2);
    assert!(refused.stderr.contains("dyslexie"), "{}", refused.stderr);
    assert!(home.json(&["journal", "--pupil", "Tortue"]).is_empty());
    home.profile(&["delete", "Renard"]).exits(0);
    assert_eq!(home.profile(&["list"]).exits(0).out(), "Tortue\n");
    let left = walk(&home.path().join("pupils"));
    assert!(!left.iter().any(|text| text.contains("Renard")), "{left:?}");
    assert!(home.profile(&["show"]).exits(2).stderr.contains("profile use"));
}

/// Every file's text below a folder.
fn walk(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            texts.extend(walk(&path));
        } else {
            texts.push(String::from_utf8_lossy(&fs::read(path).expect("a file")).into_owned());
        }
    }
    texts
}

#[test]
fn mistakes_are_named_with_the_way_out_and_change_nothing() {
    let home = Home::new();
    assert!(home.profile(&["set", "text.size_pt", "16"]).exits(2).stderr.contains("profile new"));
    home.profile(&["new", "Renard"]).exits(0);
    for (args, parts) in [
        (vec!["set", "text.size", "16"], ["text.size", "text.size_pt"]),
        (vec!["set", "text.size_pt", "900"], ["8 à 72", "900"]),
        (vec!["set", "aids.syllables", "toutes"], ["\"oral\"", "toutes"]),
        (vec!["set", "presets", "se_fatigue"], ["se_fatigue", "se-fatigue"]),
        (vec!["new", "renard"], ["renard", "pseudonyme"]),
        (vec!["new", "none"], ["none", "40"]),
        (vec!["use", "Loup"], ["Loup", "Renard"]),
        (vec!["set", "--layer", "ecran", "text.size_pt", "16"], ["ecran", "device"]),
        (vec!["set", "--layer", "app:../x", "text.size_pt", "16"], ["a à z", "40"]),
        (vec!["why", "letter_em"], ["letter_em", "spacing.letter_em"]),
    ] {
        let run = home.profile(&args).exits(2);
        assert!(run.stdout.is_empty() && run.stderr.lines().count() == 1, "{args:?}");
        for part in parts {
            assert!(run.stderr.contains(part), "{args:?}: {part} in {}", run.stderr);
        }
    }
    assert_eq!(home.json(&["show"])[0]["revision"], 1);
    let named = home.profile(&["new", "Léa Martin"]).exits(0);
    assert!(named.stderr.contains("pseudonyme"), "{}", named.stderr);
}

#[test]
fn a_file_changed_by_hand_is_taken_and_the_school_has_its_presets() {
    let home = Home::new();
    let school = home.path().join("school");
    fs::create_dir(&school).expect("made");
    let preset = "[preset]\nlabel = { fr = \"Sixième B\", en = \"6B\" }\n[text]\nsize_pt = 18\n";
    fs::write(school.join("sixieme-b.toml"), preset).expect("written");
    home.profile(&["new", "Renard", "--preset", "sixieme-b"]).exits(0);
    assert_eq!(home.json(&["show"])[0]["settings"]["text.size_pt"], 18);
    let pupils = home.path().join("pupils/pupils");
    let folder = fs::read_dir(&pupils).expect("there").next().expect("one").expect("read").path();
    fs::write(folder.join("profile.toml"), "alias = \"Renard\"\n[text]\nsize_pt = 99\nsise = 1\n")
        .expect("written");
    let shown = home.profile(&["show"]).exits(0);
    assert!(shown.out().contains("text.size_pt\t72"), "{}", shown.out());
    assert!(shown.stderr.contains("ligne 4") && shown.stderr.contains("text.size_pt"));
    home.profile(&["set", "text.weight", "500"]).exits(0);
    home.profile(&["undo"]).exits(0);
    home.profile(&["undo"]).exits(0);
    assert_eq!(home.json(&["show"])[0]["settings"]["text.size_pt"], 18);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_said() {
    let home = Home::new();
    fs::write(home.path().join("pupils"), "a file where the folder should be").expect("written");
    let run = home.profile(&["new", "Renard"]).exits(1);
    assert!(run.stderr.contains("pupils"), "{}", run.stderr);
}

#[test]
fn a_pupil_goes_to_another_computer_as_a_file_and_as_codes() {
    let (here, there) = (Home::new(), Home::new());
    here.profile(&["new", "Renard", "--preset", "se-fatigue"]).exits(0);
    here.profile(&["set", "text.size_pt", "17"]).exits(0);
    here.profile(&["set", "voice.pronunciations", "classe.csv"]).exits(0);
    here.profile(&["journal", "text.size_pt", "oui"]).exits(0);
    let file = here.path().join("renard.clairvoix");
    let file = file.to_str().expect("a path");
    let told = here.json(&["export", "-o", file]);
    assert_eq!(told[0]["sha256"].as_str().map(str::len), Some(64));
    let preview = there.profile(&["import", file, "--dry-run"]).exits(0).out();
    assert!(preview.contains("text.size_pt") && preview.contains("se-fatigue"), "{preview}");
    assert!(there.json(&["list"]).is_empty());
    there.profile(&["import", file]).exits(0);
    assert_eq!(there.json(&["show", "Renard"])[0]["set"], here.json(&["show"])[0]["set"]);
    assert_eq!(there.json(&["journal", "--pupil", "Renard"]), here.json(&["journal"]));
    assert!(there.profile(&["import", file]).exits(2).stderr.contains("--replace"));
    there.profile(&["import", file, "--as", "Loup"]).exits(0);
    here.profile(&["set", "text.size_pt", "20"]).exits(0);
    let cards = here.profile(&["export", "--codes"]).exits(0).out();
    let codes = here.path().join("codes.txt");
    fs::write(&codes, cards).expect("written");
    let codes = codes.to_str().expect("a path");
    let changed = there.json(&["import", codes, "--replace"]);
    assert_eq!(changed[0]["changes"][0]["after"], "20");
    there.profile(&["undo", "--pupil", "Renard"]).exits(0);
    assert_eq!(there.json(&["show", "Renard"])[0]["set"]["text.size_pt"], 17);
    let norm = here.profile(&["export", "--pnp"]).exits(0);
    assert!(norm.out().contains("<font-size>20</font-size>"), "{}", norm.out());
    assert!(norm.stderr.contains("spacing.paragraph_em"), "{}", norm.stderr);
    let document = here.path().join("pnp.xml");
    fs::write(&document, norm.out()).expect("written");
    let document = document.to_str().expect("a path");
    there.profile(&["import", document, "--as", "Tortue"]).exits(0);
    assert_eq!(there.json(&["show", "Tortue"])[0]["set"]["spacing.letter_em"], 0.12);
    let damaged = fs::read_to_string(file).expect("the file").replace("17", "71");
    fs::write(file, damaged).expect("written");
    let refused = there.profile(&["import", file, "--replace"]).exits(1);
    assert!(refused.stderr.contains("SHA-256"), "{}", refused.stderr);
}

#[test]
fn the_sheet_says_everything_in_plain_words() {
    let home = Home::new();
    home.profile(&["new", "Re<nard", "--preset", "perd-la-ligne"]).exits(0);
    home.profile(&["set", "text.size_pt", "17"]).exits(0);
    home.profile(&["journal", "aids.ruler", "oui", "--by", "eleve"]).exits(0);
    let sheet = home.profile(&["sheet"]).exits(0).out();
    for part in [
        "Re&lt;nard",
        "Perd la ligne",
        "<th scope=\"row\">Taille des lettres</th><td>17 points</td>",
        "aide</td><td>élève",
        "<kbd>Espace</kbd>",
        "<svg role=\"img\"",
    ] {
        assert!(sheet.contains(part), "{part} in {sheet}");
    }
    assert!(sheet.matches("://").count() == sheet.matches("http://www.w3.org").count());
    let english = home.run(&["profile", "sheet", "--ui-lang", "en"]).exits(0).out();
    assert!(english.contains("What is set") && english.contains("17 points"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_the_old_profile_stays() {
    use std::{io::Write, process::Command};

    let home = Home::new();
    let mut mount = Command::new("mount");
    mount.args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(home.path());
    if !mount.output().is_ok_and(|output| output.status.success()) {
        let mut out = std::io::stdout().lock();
        writeln!(out, "\ncannot run here: mounting a small disk is for root").expect("a reader");
        return;
    }
    home.profile(&["new", "Renard"]).exits(0);
    home.profile(&["set", "text.size_pt", "17"]).exits(0);
    // As much as there is room for: the error is what is wanted.
    let _ = fs::write(home.path().join("ballast"), vec![b'x'; 1 << 20]);
    let said = (18..60).find_map(|size| {
        let run = home.profile(&["set", "text.size_pt", &size.to_string()]);
        (run.code != Some(0)).then(|| (size, run.exits(1).stderr))
    });
    let (size, said) = said.expect("the disk is full");
    let shown = home.json(&["show"])[0]["settings"]["text.size_pt"].clone();
    let unmounted = Command::new("umount").arg(home.path()).status().expect("umount runs");
    assert!(said.contains("plein") && said.lines().count() == 1, "{said}");
    assert_eq!(shown, size - 1);
    assert!(unmounted.success());
}

#[test]
fn a_file_behind_a_passphrase_opens_with_it_only() {
    let (here, there) = (Home::new(), Home::new());
    here.profile(&["new", "Renard", "--preset", "se-fatigue"]).exits(0);
    let file = here.path().join("renard.age");
    let file = file.to_str().expect("a path");
    let export = ["profile", "export", "--passphrase", "-o", file];
    assert!(here.run_with(&export, "court\n").exits(2).stderr.contains("8 caractères"));
    assert!(!Path::new(file).exists());
    here.run_with(&export, "quatre mots au hasard\n").exits(0);
    let bytes = fs::read(file).expect("the file");
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"));
    assert!(!String::from_utf8_lossy(&bytes).contains("Renard"));
    let import = ["profile", "import", file];
    assert!(there.run_with(&import, "autre chose\n").exits(1).stderr.contains("phrase secrète"));
    there.run_with(&import, "quatre mots au hasard\n").exits(0);
    assert_eq!(there.json(&["show", "Renard"])[0]["presets"][0]["id"], "se-fatigue");
    let piped = ["profile", "import", "-"];
    assert!(there.run_with(&piped, "age-encryption.org/v1\n-> x").exits(2).stderr.contains("nom"));
}

#[test]
fn what_a_scanner_gives_is_imported_in_any_order() {
    let (here, there) = (Home::new(), Home::new());
    here.profile(&["new", "Renard", "--preset", "se-fatigue"]).exits(0);
    for (key, value) in [
        ("text.font", "Une police au nom assez long pour remplir une carte"),
        ("colours.page", "#FDF6E3"),
        ("colours.ink", "#1B1B1B"),
        ("colours.soft_ink", "#3B3B3B"),
        ("colours.sentence", "#FFE58A"),
        ("voice.pronunciations", "classe de sixième B.csv;mots de l'élève pour les sciences.csv"),
        ("voice.device", "Casque avec un nom très long de constructeur, branché à gauche"),
        ("spacing.letter_em", "0.15"),
        ("spacing.word_em", "0.5"),
        ("spacing.line", "2"),
        ("page.column_chars", "45"),
    ] {
        here.profile(&["set", key, value]).exits(0);
    }
    let codes = here.profile(&["export", "--codes"]).exits(0).out();
    let header = "clairvoix-profile ";
    let cards: Vec<&str> = codes.split(header).filter(|card| !card.is_empty()).collect();
    assert!(cards.len() > 1, "{codes}");
    // Scanners end lines as they like, and read a code twice.
    let scanned: String = cards
        .iter()
        .rev()
        .chain(&cards[..1])
        .map(|card| format!("{header}{}\r\n", card.replace('\n', "\r\n")))
        .collect();
    there.run_with(&["profile", "import", "-"], &scanned).exits(0);
    assert_eq!(there.json(&["show", "Renard"])[0]["set"], here.json(&["show"])[0]["set"]);
    let one: String = format!("{header}{}", cards[0]);
    let lacking = there.run_with(&["profile", "import", "-", "--as", "Loup"], &one).exits(1);
    assert!(lacking.stderr.contains(&cards.len().to_string()), "{}", lacking.stderr);
    assert_eq!(there.json(&["list"]).len(), 1);
}

#[test]
fn what_was_deleted_is_nowhere_in_the_folder() {
    let home = Home::new();
    home.profile(&["new", "Zorglub"]).exits(0);
    home.profile(&["new", "Tortue"]).exits(0);
    home.profile(&["use", "Zorglub"]).exits(0);
    for value in ["Policepremiere", "Policeseconde", "Policetroisieme"] {
        home.profile(&["set", "text.font", value]).exits(0);
    }
    home.profile(&["set", "--layer", "app:lecture", "text.font", "Policeapplication"]).exits(0);
    home.profile(&["undo"]).exits(0);
    home.profile(&["journal", "text.font", "oui"]).exits(0);
    let pupils = home.path().join("pupils");
    let folders = || fs::read_dir(pupils.join("pupils")).expect("there").count();
    let own = fs::read_dir(pupils.join("pupils")).expect("there").find_map(|entry| {
        let path = entry.expect("an entry").path();
        let profile = fs::read_to_string(path.join("profile.toml")).ok()?;
        profile.contains("Zorglub").then_some(path)
    });
    let own = own.expect("the pupil's folder");
    fs::write(own.join("eleve.csv"), "Capucine;ka.py.sin\n").expect("a list");
    let id = own.file_name().expect("a name").to_string_lossy().into_owned();
    let words = ["Zorglub", "Police", "Capucine", &id];
    let found = |words: &[&str]| {
        let texts = walk(&pupils);
        words.iter().filter(|word| texts.iter().any(|text| text.contains(**word))).count()
    };
    assert_eq!(found(&words), words.len(), "all of them are kept before");
    home.profile(&["delete", "Zorglub"]).exits(0);
    assert_eq!(found(&words), 0);
    assert_eq!((folders(), own.exists()), (1, false));
    assert!(found(&["Tortue"]) == 1);
}

#[test]
fn synchronising_is_off_until_its_program_is_there() {
    let home = Home::new();
    // The tests' program lies beside others that were built: one alone is what is wanted.
    let alone = home.path().join("clairvoix");
    fs::copy(env!("CARGO_BIN_EXE_clairvoix"), &alone).expect("copied");
    let mut process = std::process::Command::new(&alone);
    process.args(["profile", "sync", "run"]).env("LANG", "fr_FR.UTF-8").env_remove("LC_ALL");
    process.env_remove("LC_MESSAGES").env("CLAIRVOIX_HOME", home.path().join("pupils"));
    let run = finish(process, b"").exits(1);
    assert!(run.stderr.contains("clairvoix-sync") && run.stdout.is_empty(), "{}", run.stderr);
    let short = ["profile", "sync", "setup", "https://nuage.example/x", "--user", "a"];
    assert!(home.run_with(&short, "mot de passe\ncourt\n").exits(2).stderr.contains("8 carac"));
}
