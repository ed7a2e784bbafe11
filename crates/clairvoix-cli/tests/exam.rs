//! `clairvoix profile exam`: what is not allowed is off in every command, a PIN ends it, and the page of what
//! was active shows every later change.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use std::{fs, path::Path};

use common::{Run, command, finish};
use serde_json::Value;

/// A computer with a pupil, a lesson and a document of what is allowed.
struct Room(tempfile::TempDir);

impl Room {
    fn new(allow: &str) -> Self {
        let room = Self(tempfile::tempdir().expect("a folder"));
        room.run(&["profile", "new", "Renard", "--preset", "syllabe-par-syllabe"]).exits(0);
        room.run(&["profile", "set", "aids.ruler", "oui"]).exits(0);
        fs::write(room.path().join("lecon.txt"), "Le petit chat dort.").expect("written");
        let rules = room.name("dnb.toml");
        let mut args = vec!["profile", "exam", "new", "--title", "DNB <français>", "-o", &rules];
        if !allow.is_empty() {
            args.extend(["--allow", allow]);
        }
        room.run(&args).exits(0);
        room
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn name(&self, file: &str) -> String {
        self.path().join(file).display().to_string()
    }

    fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, "")
    }

    fn run_with(&self, args: &[&str], input: &str) -> Run {
        let mut process = command(args);
        process.env("CLAIRVOIX_HOME", self.path().join("pupils")).current_dir(self.path());
        finish(process, input.as_bytes())
    }

    fn exam(&self, args: &[&str]) -> Run {
        self.exam_with(args, "")
    }

    fn exam_with(&self, args: &[&str], input: &str) -> Run {
        let args: Vec<&str> = ["profile", "exam"].iter().chain(args).copied().collect();
        self.run_with(&args, input)
    }

    fn status(&self) -> Value {
        serde_json::from_str(&self.exam(&["status", "--json"]).exits(0).out()).expect("JSON")
    }
}

#[test]
fn what_is_not_allowed_is_off_in_every_command() {
    let room = Room::new("speech,line_aids");
    room.run(&["words"]).exits(0);
    let rehearsed = room.exam(&["rehearse", "dnb.toml"]).exits(0).out();
    assert!(
        rehearsed.contains("Répétition") && rehearsed.contains("permis\tspeech"),
        "{rehearsed}"
    );
    assert!(rehearsed.contains("coupé\tsyllables"), "{rehearsed}");
    for (args, said) in [
        (vec!["words"], "Renseigner sur les mots"),
        (vec!["analyze", "lecon.txt"], "Renseigner sur les mots"),
        (vec!["spoken", "lecon.txt"], "Renseigner sur les mots"),
        (vec!["say", "chat", "--out", "a.wav"], "Enregistrer la voix"),
        (vec!["say", "chat", "--syllables"], "syllabes"),
        (vec!["say", "--selection"], "sélectionné"),
        (vec!["read", "--selection", "--out", "x"], "sélectionné"),
        (vec!["read", "lecon.txt", "--out", "x", "--pronunciations", "notes.csv"], "listes"),
        (vec!["pronunciations", "notes.csv"], "listes"),
        (vec!["read", "lecon.txt", "--out", "x", "--profile", "espace"], "Renard"),
        (vec!["profile", "set", "aids.syllables", "oral"], "taille des lettres"),
        (vec!["profile", "journal", "aids.ruler", "oui"], "taille des lettres"),
        (vec!["profile", "undo"], "taille des lettres"),
        (vec!["profile", "new", "Loup"], "taille des lettres"),
        (vec!["profile", "use", "none"], "taille des lettres"),
        (vec!["profile", "exam", "start", "dnb.toml"], "taille des lettres"),
    ] {
        let run = room.run(&args).exits(1);
        assert!(run.stderr.contains(said) && run.stdout.is_empty(), "{args:?}: {}", run.stderr);
    }
    assert!(!room.path().join("x").exists() && !room.path().join("a.wav").exists());
    // The pupil can always enlarge, and the page has what is allowed only.
    room.run(&["profile", "set", "text.size_pt", "26"]).exits(0);
    room.run(&["read", "lecon.txt", "--out", "page"]).exits(0);
    let page = fs::read_to_string(room.path().join("page/index.html")).expect("the page");
    assert!(page.contains("--text-size_pt:26;") && page.contains("data-aids-ruler=\"true\""));
    assert!(page.contains("data-aids-syllables=\"off\"") && page.contains("\"syllables\":[[]]"));
    assert!(
        !page.contains("data-key=\"aids.syllables\"") && page.contains("data-key=\"aids.ruler\"")
    );
    assert!(!room.path().join("page/audio.wav").exists());
    let why = room.run(&["profile", "why", "aids.syllables"]).exits(0).out();
    assert!(why.contains("→ évaluation\toff"), "{why}");
    room.exam(&["end"]).exits(0);
    assert_eq!(room.status()["on"], false);
    room.run(&["words"]).exits(0);
    let shown = room.run(&["profile", "show", "--all", "--json"]).exits(0).out();
    let shown: Value = serde_json::from_str(&shown).expect("JSON");
    assert_eq!(shown["settings"]["aids.syllables"], "written");
    assert_eq!((&shown["settings"]["text.size_pt"], &shown["revision"]), (&14.into(), &2.into()));
}

#[test]
fn a_pin_ends_it_and_the_attestation_shows_later_changes() {
    let room = Room::new("speech");
    assert!(room.exam_with(&["start", "dnb.toml"], "12\n").exits(2).stderr.contains("4 à 12"));
    room.exam_with(&["start", "dnb.toml"], "2468\n").exits(0);
    let status = room.status();
    assert_eq!((&status["on"], &status["allowed"][0]), (&true.into(), &"speech".into()));
    assert!(room.exam_with(&["end"], "2468\n").exits(2).stderr.contains("-o"));
    let end = ["end", "-o", "fin.html"];
    assert!(room.exam_with(&end, "1357\n").exits(1).stderr.contains("continue"));
    assert!(!room.path().join("fin.html").exists());
    let ended = room.exam_with(&["end", "-o", "fin.html", "--json"], "2468\n").exits(0).out();
    let ended: Value = serde_json::from_str(&ended).expect("JSON");
    let sum = ended["sum"].as_str().expect("a hash");
    let page = fs::read_to_string(room.path().join("fin.html")).expect("the page");
    for part in ["DNB &lt;français&gt;", "Renard", "La voix lit les textes", "Codes faux", sum] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("2468") && !page.contains("http"), "{page}");
    let whole = room.exam(&["check", "fin.html"]).exits(0).out();
    assert!(whole.contains(sum), "{whole}");
    let copied = sum.to_uppercase().replace(' ', "");
    room.exam(&["check", "fin.html", "--printed", &copied]).exits(0);
    room.exam(&["check", "fin.html", "--printed", "0000 1111"]).exits(1);
    fs::write(room.path().join("windows.html"), page.replace('\n', "\r\n")).expect("written");
    room.exam(&["check", "windows.html"]).exits(0);
    // Any change of any line of the page is seen.
    for (at, line) in page.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        let changed = page.replacen(line, &format!("{line} "), 1);
        fs::write(room.path().join("changed.html"), changed).expect("written");
        let run = room.exam(&["check", "changed.html"]).exits(1);
        assert!(run.stderr.contains("changée"), "line {at}: {}", run.stderr);
    }
}

#[test]
fn a_rehearsal_says_that_it_is_one_and_wrong_rules_begin_nothing() {
    let room = Room::new("");
    let rules = fs::read_to_string(room.path().join("dnb.toml")).expect("the rules");
    assert!(rules.contains("# \"speech\", # La voix lit les textes"), "{rules}");
    fs::write(room.path().join("faux.toml"), rules.replace("# \"speech\"", "\"speach\""))
        .expect("written");
    let wrong = room.exam(&["rehearse", "faux.toml"]).exits(2);
    assert!(wrong.stderr.contains("speach") && wrong.stderr.contains("peut-être : speech"));
    assert!(wrong.stderr.contains("ligne 8"), "{}", wrong.stderr);
    assert_eq!(room.status()["on"], false);
    room.exam(&["rehearse", "dnb.toml"]).exits(0);
    assert!(room.run(&["say", "chat"]).exits(1).stderr.contains("La voix"));
    room.exam(&["end", "-o", "essai.html"]).exits(0);
    let page = fs::read_to_string(room.path().join("essai.html")).expect("the page");
    assert!(page.contains("RÉPÉTITION"), "{page}");
    assert!(room.exam(&["end"]).exits(1).stderr.contains("aucune évaluation"));
    let english = room.run(&["profile", "exam", "status", "--ui-lang", "en"]).exits(0).out();
    assert_eq!(english, "no examination is going on\n");
}
