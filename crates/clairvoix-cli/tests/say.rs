//! `clairvoix say --out`: sound and marks of texts kind and hostile.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use std::{fs, path::Path};

use common::{Run, command, finish, hostile, marks, names_in, run, run_with_input, worker};

const TEXT: &str = "Les enfants 🦉 partent à 14h30, l'œil vif. Et vous ?";

/// Says what is on standard input.
fn say(folder: &Path, text: &[u8], more: &[&str]) -> Run {
    worker::build();
    let (wav, jsonl) = (folder.join("s.wav"), folder.join("m.jsonl"));
    let mut args = vec!["say", "-", "--out", wav.to_str().expect("UTF-8")];
    args.extend(["--marks", jsonl.to_str().expect("UTF-8")]);
    args.extend(more);
    run_with_input(&args, text)
}

#[test]
fn every_word_has_its_mark_in_every_unit() {
    let folder = tempfile::tempdir().expect("a folder");
    let wav = folder.path().join("s.wav");
    let units = [
        ("utf8", TEXT.len()),
        ("utf16", TEXT.encode_utf16().count()),
        ("scalar", TEXT.chars().count()),
    ];
    let mut times = Vec::new();
    for (unit, length) in units {
        let run = say(folder.path(), TEXT.as_bytes(), &["--unit", unit]).exits(0);
        assert_eq!(run.stderr, "");
        let all = marks::read(&folder.path().join("m.jsonl"));
        marks::check(&all, length, marks::wav_seconds(&wav));
        assert_eq!(all.iter().filter(|m| m.kind == "sentence").count(), 2);
        if unit == "utf8" {
            marks::check_words(&all, TEXT);
            assert!(all.iter().any(|m| m.kind == "phoneme"));
        }
        times.push(all.iter().map(|m| m.start_ms).collect::<Vec<_>>());
    }
    assert_eq!(times[0], times[1]);
    assert_eq!(times[0], times[2]);
    assert_eq!(names_in(folder.path()), ["m.jsonl", "s.wav"]);
}

#[test]
fn marks_are_as_fine_as_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "La fenêtre.";
    let written = |by: &str| {
        say(folder.path(), text.as_bytes(), &["--marks-by", by, "--unit", "utf8"]).exits(0);
        let all = marks::read(&folder.path().join("m.jsonl"));
        let of = |m: &&marks::Mark| m.kind == by;
        let found: Vec<&str> = all.iter().filter(of).map(|m| &text[m.start..m.end]).collect();
        (found.join(" "), all.iter().any(|m| m.kind == "phoneme"))
    };
    assert_eq!(written("word"), ("La fenêtre".to_owned(), false));
    assert_eq!(written("syllable"), ("La fe nê tre".to_owned(), false));
    let (wav, vtt) = (folder.path().join("s.wav"), folder.path().join("s.vtt"));
    let paths = [wav.to_str().expect("UTF-8"), vtt.to_str().expect("UTF-8")];
    let by = ["--marks-by", "syllabe"];
    run(&["say", "--out", paths[0], "--marks", paths[1], by[0], by[1], "--", text]).exits(0);
    let captions = fs::read_to_string(&vtt).expect("captions");
    assert_eq!(captions.matches('<').count(), 3, "{captions}");
    // The profile wants it so, unless the command says otherwise.
    let profile = folder.path().join("p.toml");
    fs::write(&profile, "[highlight]\nunit = \"syllable\"\n").expect("written");
    let profile = ["--profile", profile.to_str().expect("UTF-8")];
    for (more, times) in [(&[][..], 3), (&["--marks-by", "word"][..], 1)] {
        let say = ["say", "--out", paths[0], "--marks", paths[1], profile[0], profile[1]];
        run(&[&say[..], more, &["--", text]].concat()).exits(0);
        let captions = fs::read_to_string(&vtt).expect("captions");
        assert_eq!(captions.matches('<').count(), times, "{captions}");
    }
    let run = say(folder.path(), text.as_bytes(), &["--marks-by", "letter"]).exits(2);
    assert!(run.stderr.contains("--marks-by"), "{}", run.stderr);
}

#[test]
fn in_syllables_a_word_has_silences_of_the_length_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "La fenêtre.";
    let said = |pause: &str| {
        say(folder.path(), text.as_bytes(), &[pause, "--unit", "utf8"]).exits(0);
        marks::read(&folder.path().join("m.jsonl"))
    };
    for (pause, ms) in [("--syllables", 300.0), ("--syllables=120", 120.0)] {
        let all = said(pause);
        let of = |kind: &'static str| all.iter().filter(move |m| m.kind == kind);
        let syllables: Vec<_> = of("syllable").collect();
        let written: Vec<&str> = syllables.iter().map(|m| &text[m.start..m.end]).collect();
        assert_eq!(written, ["La", "fe", "nê", "tre"]);
        for (pair, least) in syllables.windows(2).zip([2.0 * ms, ms, ms]) {
            // The voice keeps 20 ms of silence after a sound.
            let silence = pair[1].start_ms - pair[0].end_ms;
            assert!((least..least + 60.0).contains(&silence), "{silence} {pair:?}");
        }
        let words: Vec<_> = of("word").map(|m| (m.start_ms, m.end_ms)).collect();
        assert_eq!(words[1], (syllables[1].start_ms, syllables[3].end_ms));
        assert_eq!((words.len(), of("sentence").count()), (2, 1));
    }
}

#[test]
fn a_text_argument_and_standard_input_say_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    say(folder.path(), TEXT.as_bytes(), &[]).exits(0);
    let from_input = fs::read(folder.path().join("m.jsonl")).expect("marks");
    let (wav, jsonl) = (folder.path().join("t.wav"), folder.path().join("t.jsonl"));
    let paths = [wav.to_str().expect("UTF-8"), jsonl.to_str().expect("UTF-8")];
    run(&["say", "--out", paths[0], "--marks", paths[1], "--", TEXT]).exits(0);
    assert_eq!(fs::read(&jsonl).expect("marks"), from_input);
}

#[test]
fn a_faster_rate_is_shorter() {
    let folder = tempfile::tempdir().expect("a folder");
    let seconds = |rate: &str| {
        say(folder.path(), TEXT.as_bytes(), &["--rate", rate]).exits(0);
        marks::wav_seconds(&folder.path().join("s.wav"))
    };
    let (slow, own, fast) = (seconds("0,5"), seconds("1"), seconds("2"));
    assert!(slow > own * 1.3 && own > fast * 1.3, "{slow} {own} {fast}");
}

#[test]
fn nothing_to_say_is_an_empty_sound_and_said_so() {
    let folder = tempfile::tempdir().expect("a folder");
    for text in ["", " \n", "…"] {
        let run = say(folder.path(), text.as_bytes(), &[]).exits(0);
        assert!(run.stderr.contains("rien qui se dise"), "{}", run.stderr);
        marks::wav_seconds(&folder.path().join("s.wav"));
    }
}

#[test]
fn text_is_read_in_the_encoding_it_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "L'élève à l'école, déjà.";
    say(folder.path(), text.as_bytes(), &[]).exits(0);
    let expected = fs::read(folder.path().join("m.jsonl")).expect("marks");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin1: Vec<u8> =
        text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    for (bytes, encoding) in [(utf16, "UTF-16LE"), (latin1, "windows-1252")] {
        let run = say(folder.path(), &bytes, &[]).exits(0);
        assert!(run.stderr.contains(encoding), "{}", run.stderr);
        assert_eq!(fs::read(folder.path().join("m.jsonl")).expect("marks"), expected);
    }
}

#[test]
fn a_missing_voice_program_is_said_with_the_way_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let wav = folder.path().join("s.wav");
    let mut process = command(&["say", "Bonjour", "--out", wav.to_str().expect("UTF-8")]);
    process.env("CLAIRVOIX_WORKERS", folder.path());
    let run = finish(process, b"").exits(1);
    assert!(run.stderr.contains("la voix n'a pas pu démarrer"), "{}", run.stderr);
    assert!(names_in(folder.path()).is_empty());
}

#[test]
fn voices_lists_those_that_speak() {
    worker::build();
    let out = run(&["voices"]).exits(0).out();
    let names: Vec<&str> = out.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    for name in ["pico-fr-FR", "pico-en-GB", "pico-de-DE", "pico-es-ES", "pico-it-IT"] {
        assert!(names.contains(&name), "{out}");
    }
}

/// Every hostile text is spoken or skipped with a word about it, leaves no file behind, and the
/// text after it is said as ever.
fn say_hostile_texts(numbers: impl Iterator<Item = u64>) {
    let folder = tempfile::tempdir().expect("a folder");
    say(folder.path(), "Bonjour.".as_bytes(), &[]).exits(0);
    let healthy = fs::read(folder.path().join("m.jsonl")).expect("marks");
    for number in numbers {
        let text = hostile::text(number);
        let run = say(folder.path(), text.as_bytes(), &["--unit", "utf8"]);
        assert_eq!(run.code, Some(0), "text {number}: {}", run.stderr);
        for line in run.stderr.lines() {
            assert!(line.starts_with("clairvoix: "), "text {number}: {line}");
        }
        let all = marks::read(&folder.path().join("m.jsonl"));
        let length = text.trim_start_matches('\u{feff}').len();
        marks::check(&all, length, marks::wav_seconds(&folder.path().join("s.wav")));
        if number % 10 == 0 {
            say(folder.path(), "Bonjour.".as_bytes(), &[]).exits(0);
            assert_eq!(fs::read(folder.path().join("m.jsonl")).expect("marks"), healthy);
        }
        assert_eq!(names_in(folder.path()), ["m.jsonl", "s.wav"], "text {number}");
    }
}

#[test]
fn hostile_texts_harm_nothing() {
    // One of each kind.
    say_hostile_texts(20..40);
}

/// The long run: `cargo test --release -p clairvoix-cli --test say -- --ignored`.
#[test]
#[ignore = "2 000 runs: part of cargo xtask measure"]
fn two_thousand_hostile_texts_harm_nothing() {
    say_hostile_texts(0..2000);
}

#[test]
fn a_text_that_looks_like_a_file_is_said_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    say(folder.path(), "RIFF est un mot.\u{0}".as_bytes(), &[]).exits(0);
    say_hostile_texts(std::iter::once(1923));
}

#[test]
fn captions_and_flac_are_written_by_the_names_of_the_files() {
    worker::build();
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let flac = path("s.flac");
    for (name, start) in [("s.vtt", "WEBVTT\n\n00:"), ("s.srt", "1\n00:"), ("s.smil", "<?xml")] {
        run(&["say", "--out", &flac, "--marks", &path(name), "--", TEXT]).exits(0);
        let captions = fs::read_to_string(path(name)).expect("captions");
        assert!(captions.starts_with(start), "{captions}");
        let shown = if name == "s.smil" { "s.flac\" clipBegin" } else { "14h30," };
        assert!(captions.contains(shown), "{captions}");
    }
    assert!(fs::read(&flac).expect("sound").starts_with(b"fLaC"));
    assert_eq!(names_in(folder.path()), ["s.flac", "s.smil", "s.srt", "s.vtt"]);
}
