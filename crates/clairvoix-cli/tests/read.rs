//! `clairvoix read`: files whole or not at all, from any file a person may give.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use common::{Run, marks, names_in, run, run_with_input, worker};

const LESSON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/data/lecon.md");

fn read(file: &Path, out: &Path, more: &[&str]) -> Run {
    worker::build();
    let mut args = vec!["read", file.to_str().expect("UTF-8")];
    args.extend(["--out", out.to_str().expect("UTF-8")]);
    args.extend(more);
    run(&args)
}

#[test]
fn the_lesson_becomes_a_page_its_sound_and_its_marks() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("a/b");
    let run = read(Path::new(LESSON), &out, &["--unit", "utf8"]).exits(0);
    assert_eq!((run.stderr.as_str(), run.stdout.len()), ("", 0));
    assert_eq!(names_in(&out), ["audio.wav", "index.html", "marks.jsonl"]);
    let text = fs::read_to_string(LESSON).expect("the lesson");
    let all = marks::read(&out.join("marks.jsonl"));
    marks::check(&all, text.len(), marks::wav_seconds(&out.join("audio.wav")));
    let words: Vec<&str> =
        all.iter().filter(|m| m.kind == "word").map(|m| &text[m.start..m.end]).collect();
    for word in ["carnet", "8h45", "18 °C", "martin-pêcheur", "XVIe", "1er", "2,50 €", "observé"]
    {
        assert!(words.contains(&word), "{word} in {words:?}");
    }
    assert!(words.iter().all(|word| !word.contains(['#', '*', '>'])), "{words:?}");
    let page = fs::read_to_string(out.join("index.html")).expect("the page");
    assert!(page.contains("audio.wav") && page.contains("martin-pêcheur"));
    // Once more over the same files.
    let file = folder.path().join("f.txt");
    fs::write(&file, "Bonjour.").expect("written");
    read(&file, &out, &["--profile", "espace"]).exits(0);
    assert_eq!(names_in(&out), ["audio.wav", "index.html", "marks.jsonl"]);
    assert!(marks::wav_seconds(&out.join("audio.wav")) < 3.0);
}

#[test]
fn a_single_page_holds_all_its_sound() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("leçon.html");
    read(Path::new(LESSON), &page, &["--single"]).exits(0);
    assert_eq!(names_in(folder.path()), ["leçon.html"]);
    let html = fs::read_to_string(&page).expect("the page");
    let (_, sound) = html.split_once("data:audio/flac;base64,").expect("its sound");
    let (sound, _) = sound.split_once('"').expect("its end");
    let bytes = STANDARD.decode(sound).expect("base64");
    let mut reader = claxon::FlacReader::new(&bytes[..]).expect("FLAC");
    let promised = reader.streaminfo().samples.expect("a length");
    let mut samples = 0_u64;
    for sample in reader.samples() {
        sample.expect("a sample");
        samples += 1;
    }
    assert_eq!(samples, promised);
    assert!(samples > 60 * 16_000, "{samples} samples");
    // A folder takes it too.
    let (file, out) = (folder.path().join("f.txt"), folder.path().join("out"));
    fs::write(&file, "Bonjour.").expect("written");
    read(&file, &out, &["--single"]).exits(0);
    assert_eq!(names_in(&out), ["index.html"]);
}

#[test]
fn a_page_without_a_name_never_replaces_a_file() {
    worker::build();
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("mot.txt"), "Bonjour.").expect("written");
    let single = || {
        let mut process = common::command(&["read", "mot.txt", "--single"]);
        process.current_dir(folder.path());
        common::finish(process, b"")
    };
    single().exits(0);
    assert_eq!(names_in(folder.path()), ["mot.html", "mot.txt"]);
    let again = single().exits(1);
    assert!(again.stderr.contains("« mot.html » existe déjà"), "{}", again.stderr);
}

#[test]
fn a_file_is_read_in_the_encoding_it_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join("f.txt"), folder.path().join("out"));
    let text = "L'élève lit déjà.\n\nIl est à l'école.\n";
    let utf16 = |mark: bool, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(bytes).collect()
    };
    let latin1 = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (text.into(), ""),
        ([b"\xef\xbb\xbf", text.as_bytes()].concat(), ""),
        (utf16(true, u16::to_le_bytes), ""),
        (utf16(true, u16::to_be_bytes), ""),
        (utf16(false, u16::to_le_bytes), "UTF-16LE"),
        (utf16(false, u16::to_be_bytes), "UTF-16BE"),
        (latin1, "windows-1252"),
    ];
    let mut first = None;
    for (bytes, said) in cases {
        fs::write(&file, bytes).expect("written");
        let run = read(&file, &out, &[]).exits(0);
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
        assert_eq!(run.stderr.lines().count(), usize::from(!said.is_empty()), "{}", run.stderr);
        let found = fs::read(out.join("marks.jsonl")).expect("marks");
        assert_eq!(first.get_or_insert_with(|| found.clone()), &found, "{said}");
    }
}

#[test]
fn damage_is_said_and_the_rest_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join("f.txt"), folder.path().join("out"));
    fs::write(&file, b"L'\xc3\xa9l\xc3\xa8ve \xff lit d\xc3\xa9j\xc3\xa0.").expect("written");
    let run = read(&file, &out, &[]).exits(0);
    assert!(run.stderr.contains("illisibles remplacés par � : 1."), "{}", run.stderr);
    assert!(fs::read_to_string(out.join("index.html")).expect("the page").contains("lit déjà"));
}

#[test]
fn an_empty_file_is_an_empty_page_and_said_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join("f.txt"), folder.path().join("out"));
    fs::write(&file, b"").expect("written");
    let run = read(&file, &out, &[]).exits(0);
    assert!(run.stderr.contains("est vide"), "{}", run.stderr);
    assert_eq!(names_in(&out), ["audio.wav", "index.html", "marks.jsonl"]);
    assert_eq!(fs::read(out.join("marks.jsonl")).expect("marks"), b"");
    assert!(marks::wav_seconds(&out.join("audio.wav")) < 0.001);
}

#[test]
fn what_is_no_text_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join("f.pdf"), folder.path().join("out"));
    for (bytes, why) in [
        (&b"%PDF-1.7 ..."[..], "copiez le texte"),
        (b"PK\x03\x04......", "abîmé"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\0", "DOCX"),
    ] {
        fs::write(&file, bytes).expect("written");
        let run = read(&file, &out, &[]).exits(1);
        assert!(run.stderr.contains(why) && run.stderr.contains("f.pdf"), "{}", run.stderr);
        assert_eq!(names_in(folder.path()), ["f.pdf"]);
    }
}

/// A document of the corpus, packed as its program packs it.
fn packed(name: &str, folder: &Path) -> PathBuf {
    let parts =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/fr/packed").join(name);
    let path = folder.join(name);
    let mut writer = zip::ZipWriter::new(fs::File::create(&path).expect("a file"));
    let mut names: Vec<PathBuf> = vec![PathBuf::new()];
    while let Some(under) = names.pop() {
        let here = parts.join(&under);
        if here.is_dir() {
            let inside = fs::read_dir(&here).expect("a folder of the corpus");
            names.extend(inside.map(|entry| under.join(entry.expect("an entry").file_name())));
        } else {
            let options = zip::write::SimpleFileOptions::default();
            writer.start_file(under.to_str().expect("UTF-8"), options).expect("a part");
            writer.write_all(&fs::read(here).expect("a part")).expect("written");
        }
    }
    writer.finish().expect("a package");
    path
}

#[test]
fn packed_documents_become_pages_whose_marks_name_their_part() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, part, words) in [
        ("lesson.docx", "word/document.xml", ["fractions", "ption", "Calcule", "fumées"]),
        ("lesson.odt", "content.xml", ["photosynthèse", "vertes", "Observe", "Colorie"]),
        ("book.epub", "OEBPS/text/un loup.xhtml", ["loup", "fois", "Donc", "Jadis"]),
    ] {
        let file = packed(name, folder.path());
        let out = folder.path().join("out");
        let run = read(&file, &out, &["--unit", "utf8"]).exits(0);
        assert!(run.stderr.contains(name), "{}", run.stderr);
        let text = fs::read_to_string(
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("../../tests/corpus/fr/packed")
                .join(name)
                .join(part),
        )
        .expect("the part");
        let marks = fs::read_to_string(out.join("marks.jsonl")).expect("marks");
        let said: Vec<&str> = marks
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
            .filter(|mark| mark["kind"] == "word" && mark["part"] == part)
            .map(|mark| {
                let at = |index: usize| mark["range"][index].as_u64().expect("a place") as usize;
                &text[at(0)..at(1)]
            })
            .collect();
        let found = words.iter().filter(|word| said.iter().any(|it| it.ends_with(*word))).count();
        assert!(found >= 3, "{found} of {words:?} in {said:?}");
    }
}

#[test]
fn a_locked_or_damaged_document_says_the_way_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = packed("lesson.docx", folder.path());
    let bytes = fs::read(&file).expect("the document");
    fs::write(&file, &bytes[..bytes.len() / 2]).expect("cut");
    let out = folder.path().join("out");
    let run = read(&file, &out, &[]).exits(1);
    assert!(
        run.stderr.contains("lesson.docx") && run.stderr.contains("enregistrez-le"),
        "{}",
        run.stderr
    );
    assert!(!out.exists());
}

#[test]
fn hundreds_of_hours_are_not_written_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join("f.txt"), folder.path().join("out"));
    let sentence = "Une phrase toute simple qui se répète. ";
    fs::write(&file, sentence.repeat(50_000_000 / sentence.len())).expect("written");
    let run = read(&file, &out, &[]).exits(1);
    assert!(run.stderr.contains("heures de parole"), "{}", run.stderr);
    assert!(run.stderr.contains("--max-hours"), "{}", run.stderr);
    assert_eq!(names_in(folder.path()), ["f.txt"]);
    let run = read(&file, &folder.path().join("p.html"), &["--single"]).exits(1);
    assert!(run.stderr.contains("--max-hours"), "{}", run.stderr);
    assert_eq!(names_in(folder.path()), ["f.txt"]);
}

#[test]
fn standard_input_is_a_document_too() {
    worker::build();
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let args = ["read", "-", "--out", out.to_str().expect("UTF-8")];
    run_with_input(&args, "Bonjour à tous.".as_bytes()).exits(0);
    assert_eq!(names_in(&out).len(), 3);
}

#[test]
fn a_faulty_profile_is_said_line_by_line_and_holds_for_the_rest() {
    let folder = tempfile::tempdir().expect("a folder");
    let (profile, file) = (folder.path().join("p.toml"), folder.path().join("f.txt"));
    fs::write(&profile, "[text]\nsize_pt = 18\nsise = 3\n").expect("written");
    fs::write(&file, "Bonjour.").expect("written");
    let out = folder.path().join("out");
    let run = read(&file, &out, &["--profile", profile.to_str().expect("UTF-8")]).exits(0);
    assert!(run.stderr.contains("ligne 3"), "{}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 1);
}

#[test]
fn the_page_lights_syllables_where_the_profile_or_the_command_wants_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("f.txt"), "La fenêtre.").expect("written");
    fs::write(path("p.toml"), "[highlight]\nunit = \"syllable\"\n").expect("written");
    let lit = |more: &[&str]| {
        read(&path("f.txt"), &path("out"), more).exits(0);
        let page = fs::read_to_string(path("out/index.html")).expect("the page");
        let (_, marks) = page.split_once("\"syllables\":[").expect("its marks");
        !marks.starts_with(']')
    };
    let profile = path("p.toml");
    let profile = profile.to_str().expect("UTF-8");
    assert!(!lit(&[]));
    assert!(lit(&["--marks-by", "syllable"]));
    assert!(lit(&["--profile", profile]));
    assert!(!lit(&["--profile", profile, "--marks-by", "word"]));
}

/// A small file system of its own, where this machine lets us make one.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let options = format!("size={size}");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &options, "clairvoix-test"]).arg(folder.path());
        let done = mount.output().is_ok_and(|output| output.status.success());
        done.then_some(Self(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_disk_that_fills_up_keeps_nothing_half_written() {
    let Some(disk) = SmallDisk::mount("6656k") else {
        // `say` and `words` show a full device all the same (`/dev/full`). Past the capture of the test
        // runner, for `cargo xtask test` to count.
        let why = "cannot run here: a small disk needs the right to mount";
        writeln!(std::io::stdout(), "\n{why}").expect("it is written");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("f.txt");
    // Pauses are not made shorter by the rate: more sound comes than its words promise.
    fs::write(&file, "Oui. ".repeat(500)).expect("written");
    let out = disk.0.path().join("out");
    let run = read(&file, &out, &["--rate", "4"]).exits(1);
    assert!(run.stderr.contains("le disque est plein"), "{}", run.stderr);
    assert!(names_in(disk.0.path()).is_empty());
    // And where it is known beforehand, nothing is begun.
    fs::write(&file, "Oui, bien sûr. ".repeat(500)).expect("written");
    let run = read(&file, &out, &[]).exits(1);
    assert!(run.stderr.contains("il manque de la place"), "{}", run.stderr);
    assert!(names_in(disk.0.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn an_interruption_leaves_nothing() {
    worker::build();
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join("f.txt"), folder.path().join("a/b"));
    fs::write(&file, "Une phrase toute simple. ".repeat(4000)).expect("written");
    for signal in ["-INT", "-TERM"] {
        let args = ["read", file.to_str().expect("UTF-8"), "--out", out.to_str().expect("UTF-8")];
        let child = common::command(&args).spawn().expect("the binary starts");
        // It has begun to write once its temporary files are there.
        while fs::read_dir(&out).map_or(0, Iterator::count) < 3 {
            std::thread::yield_now();
        }
        let killed = Command::new("kill").args([signal, &child.id().to_string()]).status();
        assert!(killed.expect("kill runs").success());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(130));
        assert_eq!(names_in(folder.path()), ["f.txt"], "{signal}");
    }
}
