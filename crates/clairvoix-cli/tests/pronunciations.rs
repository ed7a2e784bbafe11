//! `clairvoix pronunciations` and `--pronunciations`: layers, what decides, import, edits, what is wrong.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use std::{fs, path::Path};

use common::{run, run_with_input};

fn folder() -> (tempfile::TempDir, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
    let (class, pupil) = (path("classe.csv"), path("eleve.csv"));
    // As a French spreadsheet saves it: Windows-1252, semicolons, CRLF.
    fs::write(&class, b"mot;dit\r\nMa\xebl;Ma-elle\r\nhot dog;/ot do/\r\nseul\r\n")
        .expect("written");
    fs::write(&pupil, "Maël,/mal/\n").expect("written");
    (folder, class, pupil)
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(path)).expect("the list is there")
}

#[test]
fn the_entries_that_hold_are_shown_with_their_place() {
    let (_folder, class, pupil) = folder();
    let shown = run(&["pronunciations", &class, &pupil]).exits(0);
    assert_eq!(shown.out(), "hot dog\t/ot do/\tclasse.csv:3\nMaël\t/mal/\televe.csv:1\n");
    assert!(shown.stderr.contains("classe.csv") && shown.stderr.contains('4'), "{}", shown.stderr);
    let csv = run(&["pronunciations", &class, "--format", "csv"]).exits(0).out();
    assert_eq!(csv, "written,said,case,language\nMaël,Ma-elle,,\nhot dog,/ot do/,,\n");
    let sheet = run(&["pronunciations", &pupil, "--format", "tableur"]).exits(0).out();
    assert_eq!(sheet, "\u{feff}écrit;dit;casse;langue\r\nMaël;/mal/;;\r\n");
    let json = run(&["pronunciations", &pupil, "--format", "jsonl"]).exits(0).out();
    let object: serde_json::Value = serde_json::from_str(&json).expect("an object");
    assert_eq!((&object["kind"], &object["line"]), (&"sounds".into(), &1.into()));
}

#[test]
fn every_reading_aid_takes_the_lists() {
    let (_folder, class, pupil) = folder();
    let lists = ["--pronunciations", &class, "--pronunciations", &pupil];
    let with = |args: &[&str]| -> Vec<String> {
        args.iter().chain(&lists).map(|&arg| arg.to_owned()).collect()
    };
    let run = |args: &[&str], input: &str| {
        let args = with(args);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        run_with_input(&args, input.as_bytes()).exits(0)
    };
    assert_eq!(run(&["spoken"], "Maël mange un hot dog.").out(), "Mal mange un ôt dô.\n");
    let words = run(&["words"], "Maël\nchat\n").out();
    assert!(words.contains("Maël\tmal\tMaël\tmal\tM:m|a:a|ë:#|l:l\n"), "{words}");
    let why = run(&["words", "--explain", "Maël"], "");
    assert!(why.out().starts_with("M\tm\televe.csv:1: Maël → /mal/\n"), "{}", why.out());
    assert!(why.stderr.contains("classe.csv:2: Maël → Ma-elle"), "{}", why.stderr);
    let json = run(&["analyze", "-"], "Un hot dog.").out();
    let object: serde_json::Value = serde_json::from_str(&json).expect("an object");
    let word = &object["words"][1];
    assert_eq!((&word["ipa"], &word["decided_by"]["line"]), (&"ot".into(), &3.into()));
    let jsonl = run(&["spoken", "--format", "jsonl"], "Maël").out();
    let object: serde_json::Value = serde_json::from_str(&jsonl).expect("an object");
    assert_eq!(object["pronounced"][0]["ipa"], "mal");
}

#[test]
fn the_voice_gets_the_sounds() {
    let (folder, class, pupil) = folder();
    let path = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
    let (sound, marks) = (path("a.wav"), path("a.jsonl"));
    let args = ["say", "Maël dort.", "--out", &sound, "--marks", &marks];
    let lists = ["--pronunciations", &class, "--pronunciations", &pupil];
    run(&args.into_iter().chain(lists).collect::<Vec<_>>()).exits(0);
    let phonemes: Vec<String> = read(&marks)
        .lines()
        .filter(|line| line.contains("\"phoneme\""))
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|mark| Some(mark["ipa"].as_str()?.to_owned()))
        .collect();
    assert_eq!(phonemes[..3].concat(), "mal", "{phonemes:?}");
}

#[test]
fn a_table_is_imported_and_a_list_is_edited() {
    let (folder, class, _) = folder();
    let list = folder.path().join("liste.csv").to_str().expect("a path").to_owned();
    run(&["pronunciations", &list, "--add", "Loïs", "Lo-ïsse"]).exits(0);
    let imported = run(&["pronunciations", &class, "--into", &list]).exits(0);
    assert!(imported.stderr.contains("classe.csv"), "{}", imported.stderr);
    let expected =
        "written,said,case,language\nLoïs,Lo-ïsse,,\nMaël,Ma-elle,,\nhot dog,/ot do/,,\n";
    assert_eq!(read(&list), expected);
    run(&["pronunciations", &list, "--add", "Maël", "/mal/", "--case", "any"]).exits(0);
    assert!(read(&list).ends_with("Maël,/mal/,any,\n"), "{}", read(&list));
    run(&["pronunciations", &list, "--add", "sun", "sunne", "--language", "en"]).exits(0);
    run(&["pronunciations", &list, "--remove", "Maël"]).exits(0);
    assert_eq!(
        read(&list),
        "written,said,case,language\nLoïs,Lo-ïsse,,\nhot dog,/ot do/,,\nsun,sunne,,en\n"
    );
    run(&["pronunciations", &list, "--check"]).exits(0);
    run(&["pronunciations", &list, "--remove", "absent"]).exits(1);
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_changes_nothing() {
    let (_folder, class, pupil) = folder();
    let wrong = run(&["pronunciations", &class, "--check"]).exits(1);
    assert!(wrong.stderr.contains("4"), "{}", wrong.stderr);
    let before = read(&pupil);
    let refused = run(&["pronunciations", &pupil, "--add", "Thom", "/θɔm/"]).exits(2);
    assert!(refused.stderr.contains('θ') && refused.stderr.contains('ʁ'), "{}", refused.stderr);
    run(&["pronunciations", &class, &pupil, "--add", "a", "b"]).exits(2);
    run(&["pronunciations", "absente.csv"]).exits(1);
    assert_eq!(read(&pupil), before);
}

#[test]
fn a_profile_brings_its_lists() {
    common::worker::build();
    let (folder, _class, _pupil) = folder();
    let path = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
    fs::write(path("lecon.txt"), "Maël mange.").expect("written");
    let profile = |lists: &str| {
        let text = format!("[voice]\npronunciations = \"{lists}\"\n");
        fs::write(path("p.toml"), text).expect("written");
    };
    let sounds = || {
        let out = path("page");
        let args = ["read", &path("lecon.txt"), "--profile", &path("p.toml"), "--out", &out];
        let told = run(&args).exits(0).stderr;
        let marks = read(&path("page/marks.jsonl"));
        fs::remove_dir_all(out).expect("it is there");
        let ipa = |line: &str| Some(line.split_once(r#""ipa":""#)?.1.split('"').next()?.to_owned());
        let phonemes = marks.lines().filter(|line| line.contains(r#""kind":"phoneme""#));
        (phonemes.filter_map(ipa).take(4).collect::<String>(), told)
    };
    profile("classe.csv");
    assert_eq!(sounds().0, "maɛl");
    profile("classe.csv; eleve.csv");
    assert!(sounds().0.starts_with("mal"));
    profile("../secret.csv");
    assert!(sounds().1.contains("../secret.csv"));
}
