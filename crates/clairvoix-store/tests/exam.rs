//! An examination: what it allows is in force for every program of this computer, nothing else is changed or
//! written down, and only its PIN ends it.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

use std::{fs, path::Path};

use clairvoix_profile::{Feature, Profile, Value};
use clairvoix_store::{
    Error, ErrorKind, ExamStart, Helped, JournalEntry, Method, Place, Pupil, Role, Store,
    disk::RealDisk,
};

const RULES: &str = "exam_version = 1\ntitle = \"DNB\"\nallow = [\"speech\", \"line_aids\"]\n";
const START: ExamStart<'static> = ExamStart { rules: RULES, pin: Some("2468") };

fn pupil(store: &Store) -> Pupil {
    let mut profile =
        Profile { presets: vec!["syllabe-par-syllabe".to_owned()], ..Profile::default() };
    profile.set("text.size_pt", &Value::Number(16.0)).expect("fits");
    profile.set("aids.ruler", &Value::Flag(true)).expect("fits");
    profile.set("voice.pronunciations", &Value::Word("classe.csv".into())).expect("fits");
    store.create("Renard", profile).expect("made")
}

fn set(profile: &mut Profile, key: &str, value: f64) {
    profile.set(key, &Value::Number(value)).expect("fits");
}

fn kind<T>(result: Result<T, Error>) -> ErrorKind {
    result.err().expect("an error").kind
}

fn ends(store: &Store, pin: &str) -> Result<(), Error> {
    store.end_exam(Some(pin), |_, _| Ok::<(), Error>(())).map(drop)
}

/// Every file below a folder with its bytes, but the examination's own.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if !path.file_name().is_some_and(|n| n.to_string_lossy().starts_with("exam")) {
            found.push((path.display().to_string(), fs::read(&path).expect("a file")));
        }
    }
    found.sort();
    found
}

#[test]
fn what_is_not_allowed_is_off_and_comes_back() {
    for method in [Method::Rename, Method::Slots] {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::with_disk(folder.path(), method, Box::new(RealDisk));
        let pupil = pupil(&store);
        let settings = || {
            let stack = store.stack(Some(&pupil), None).expect("read");
            stack.layers(store.catalogue()).settings()
        };
        let before = settings();
        assert_ne!(before.aids.syllables.as_str(), "off");
        assert!(store.allows(Feature::Words).expect("read"));
        store.start_exam(&pupil, START).expect("begun");
        let other_program = Store::with_disk(folder.path(), method, Box::new(RealDisk));
        for store in [&store, &other_program] {
            assert!(store.allows(Feature::Speech).expect("read"));
            assert!(!store.allows(Feature::Words).expect("read"));
        }
        let during = settings();
        assert_eq!((during.aids.syllables.as_str(), during.aids.ruler), ("off", true));
        assert_eq!((during.voice.pronunciations.as_str(), during.aids.silent_letters), ("", false));
        let stack = store.stack(Some(&pupil), None).expect("read");
        let why = stack.layers(store.catalogue()).why("aids.syllables").expect("a setting");
        let won = why.steps.iter().find(|step| step.wins).expect("one");
        assert_eq!(won.layer.as_str(), "exam");
        ends(&store, "2468").expect("ended");
        assert_eq!(settings(), before);
        assert!(
            store.exam().expect("read").is_none() && store.allows(Feature::Words).expect("read")
        );
    }
}

#[test]
fn only_the_size_of_letters_changes_and_nothing_is_written_down() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path());
    let (other, pupil) = (store.create("Loup", Profile::default()).expect("made"), pupil(&store));
    let place = Place::Pupil(&pupil);
    store.set_active(Some(&pupil)).expect("saved");
    store.change(place, |profile| set(profile, "text.weight", 500.0)).expect("saved");
    let started = store.start_exam(&pupil, START).expect("begun");
    let before = files(folder.path());
    let saved = store.change(place, |profile| set(profile, "text.size_pt", 24.0)).expect("larger");
    assert_eq!(saved.changes[0].after.as_deref(), Some("24"));
    let entry = JournalEntry {
        date: String::new(),
        adaptation: "aids.ruler".to_owned(),
        value: None,
        helped: Helped::Yes,
        role: Role::Pupil,
    };
    assert_eq!(kind(store.change(place, |p| set(p, "voice.rate", 2.0))), ErrorKind::Exam);
    assert_eq!(kind(store.change(Place::Device, |p| set(p, "text.size_pt", 9.0))), ErrorKind::Exam);
    assert_eq!(kind(store.undo(place)), ErrorKind::Exam);
    assert_eq!(kind(store.restore(place, 1)), ErrorKind::Exam);
    assert_eq!(kind(store.note(&pupil, entry)), ErrorKind::Exam);
    assert_eq!(kind(store.create("Tortue", Profile::default())), ErrorKind::Exam);
    assert_eq!(kind(store.delete(&other)), ErrorKind::Exam);
    assert_eq!(kind(store.set_active(Some(&other))), ErrorKind::Exam);
    assert_eq!(kind(store.import(place, Profile::default())), ErrorKind::Exam);
    assert_eq!(kind(store.start_exam(&other, START)), ErrorKind::Exam);
    let bundle = store.export(&other).expect("read");
    assert_eq!(kind(store.take(&other, &bundle)), ErrorKind::Exam);
    assert_eq!(files(folder.path()), before, "nothing but the examination is written");
    let stack = store.stack(Some(&pupil), None).expect("read");
    assert_eq!(stack.layers(store.catalogue()).settings().text.size_pt, 24.0);
    let ended = store.end_exam(Some("2468"), |exam, at| {
        assert!(*at >= *exam.started && exam.size_pt == Some(24.0));
        Ok::<(), Error>(())
    });
    assert_eq!(ended.expect("ended").started, started.started);
    assert_eq!(store.load(place).expect("read").profile.text.size_pt, Some(16.0));
    assert_eq!(files(folder.path()), before);
}

#[test]
fn wrong_pins_are_counted_and_slowed_and_never_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path());
    let pupil = pupil(&store);
    for bad in ["123", "abcd", "1234567890123", "12 4"] {
        let start = ExamStart { pin: Some(bad), ..START };
        assert_eq!(kind(store.start_exam(&pupil, start)), ErrorKind::BadPin, "{bad}");
    }
    store.start_exam(&pupil, START).expect("begun");
    let kept = fs::read_to_string(folder.path().join("exam.toml")).expect("there");
    assert!(!kept.contains("2468"), "{kept}");
    for wrong in ["0000", "1111", "2469"] {
        assert_eq!(kind(ends(&store, wrong)), ErrorKind::WrongPin);
    }
    assert_eq!(store.exam().expect("read").expect("on").wrong_pins, 3);
    // Also the right one has to wait now, in every program.
    match kind(ends(&Store::at(folder.path()), "2468")) {
        ErrorKind::Wait(seconds) => assert!((1..=30).contains(&seconds), "{seconds}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(kind(store.end_exam(None, |_, _| Ok::<(), Error>(()))), ErrorKind::WrongPin);
}

#[test]
fn an_attestation_that_cannot_be_written_keeps_the_examination() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path());
    let pupil = pupil(&store);
    assert_eq!(kind(ends(&store, "2468")), ErrorKind::NoExam);
    let none = ExamStart { rules: "allow = [", ..START };
    assert_eq!(kind(store.start_exam(&pupil, none)), ErrorKind::BadExam);
    store.start_exam(&pupil, START).expect("begun");
    let refused = || Error { kind: ErrorKind::Full, message: "no room".to_owned() };
    let ended = store.end_exam(Some("2468"), |_, _| Err(refused()));
    assert_eq!(kind(ended), ErrorKind::Full);
    assert_eq!(store.exam().expect("read").expect("it goes on").wrong_pins, 0);
    ends(&store, "2468").expect("ended");
    // A rehearsal is the same, without a PIN.
    store.start_exam(&pupil, ExamStart { pin: None, ..START }).expect("begun");
    assert!(!store.allows(Feature::Syllables).expect("read"));
    assert!(store.exam().expect("read").expect("on").rehearsal);
    store.end_exam(None, |_, _| Ok::<(), Error>(())).expect("ended");
}

#[test]
fn rules_that_cannot_be_read_any_more_allow_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path());
    let pupil = pupil(&store);
    store.start_exam(&pupil, START).expect("begun");
    fs::write(folder.path().join("exam.toml"), "rules = 3\n").expect("written");
    assert_eq!(kind(store.allows(Feature::Speech)), ErrorKind::Damaged);
    assert_eq!(kind(store.change(Place::Pupil(&pupil), |_| {})), ErrorKind::Damaged);
}
