//! Two computers and a real WebDAV server: what is changed on one comes to the other, what is changed on both is
//! kept twice, what is deleted goes; the server sees nothing.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use clairvoix_profile::{Profile, Value};
use clairvoix_store::{ExamStart, Helped, JournalEntry, Place, Pupil, Role};
use clairvoix_sync::{ErrorKind, Report, WebDav, What, set_up};
use common::{Computer, PASSPHRASE, PASSWORD, Server, USER};

fn set(computer: &Computer, pupil: &Pupil, size: f64) {
    let change = |profile: &mut Profile| {
        profile.set("text.size_pt", &Value::Number(size)).expect("fits");
    };
    computer.store.change(Place::Pupil(pupil), change).expect("saved");
}

fn size(computer: &Computer, alias: &str) -> Option<f64> {
    let pupil = computer.store.find(alias).expect("there");
    computer.store.load(Place::Pupil(&pupil)).expect("read").profile.text.size_pt
}

fn note(computer: &Computer, pupil: &Pupil, adaptation: &str) {
    let entry = JournalEntry {
        date: "2026-11-27".to_owned(),
        adaptation: adaptation.to_owned(),
        value: None,
        helped: Helped::Yes,
        role: Role::Aesh,
    };
    computer.store.note(pupil, entry).expect("noted");
}

/// The one thing that a run did.
fn what(report: &Report) -> &What {
    assert_eq!(report.pupils.len(), 1, "{report:?}");
    &report.pupils[0].what
}

#[test]
fn a_pupil_follows_and_two_changes_are_both_kept() {
    let Some(server) = Server::start() else { return };
    let (home, school) = (Computer::new(&server), Computer::new(&server));
    assert!(home.config.key == school.config.key, "the passphrase opens the key of the first one");
    let pupil = home.store.create("Renard", Profile::default()).expect("made");
    set(&home, &pupil, 16.0);
    note(&home, &pupil, "aids.ruler");
    assert!(matches!(what(&home.sync().expect("sent")), What::Sent));
    assert!(matches!(what(&school.sync().expect("received")), What::Made));
    assert_eq!(size(&school, "Renard"), Some(16.0));
    let there = school.store.find("Renard").expect("there");
    assert_eq!(there.id, pupil.id);
    assert_eq!(school.store.journal(&there).expect("read").len(), 1);
    for computer in [&home, &school] {
        assert!(matches!(what(&computer.sync().expect("done")), What::Same));
    }
    // One change comes over, and can be undone.
    set(&school, &there, 20.0);
    assert!(matches!(what(&school.sync().expect("sent")), What::Sent));
    assert!(matches!(what(&home.sync().expect("received")), What::Received));
    assert_eq!(size(&home, "Renard"), Some(20.0));
    // Both change without a network: both versions are kept, and shown to both.
    set(&home, &pupil, 24.0);
    note(&home, &pupil, "text.size_pt");
    set(&school, &there, 12.0);
    note(&school, &there, "aids.syllables");
    assert!(matches!(what(&school.sync().expect("sent")), What::Sent));
    let report = home.sync().expect("both");
    let What::Conflict(sides) = what(&report) else { panic!("{report:?}") };
    assert_eq!(sides.len(), 2);
    assert_eq!((size(&home, "Renard"), size(&school, "Renard")), (Some(24.0), Some(12.0)));
    assert!(matches!(what(&school.sync().expect("both")), What::Conflict(_)));
    // Somebody chooses: what was noted on both stays.
    let other = sides.iter().find(|side| !side.own).expect("the other one");
    home.with(&home.remote(), |sync| sync.keep(&pupil, &other.id)).expect("chosen");
    assert_eq!(size(&home, "Renard"), Some(12.0));
    school.sync().expect("received");
    for computer in [&home, &school, &home, &school] {
        computer.sync().expect("done");
    }
    for computer in [&home, &school] {
        assert!(matches!(what(&computer.sync().expect("done")), What::Same));
        assert_eq!(size(computer, "Renard"), Some(12.0));
        let pupil = computer.store.find("Renard").expect("there");
        assert_eq!(computer.store.journal(&pupil).expect("read").len(), 3);
    }
    home.store.undo(Place::Pupil(&pupil)).expect("the other version is in the history");
    assert_eq!(size(&home, "Renard"), Some(24.0));
    let gone = home.with(&home.remote(), |sync| sync.keep(&pupil, &other.id));
    assert_eq!(gone.expect_err("no conflict").kind, ErrorKind::NoConflict);
}

#[test]
fn the_server_sees_nothing_and_what_is_deleted_goes() {
    let Some(server) = Server::start() else { return };
    let (home, school) = (Computer::new(&server), Computer::new(&server));
    let pupil = home.store.create("Zorglub", Profile::default()).expect("made");
    let change = |profile: &mut Profile| {
        profile.set("text.font", &Value::Word("Policesecrete".into())).expect("fits");
    };
    home.store.change(Place::Pupil(&pupil), change).expect("saved");
    home.sync().expect("sent");
    school.sync().expect("received");
    for (name, bytes) in server.files() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("Zorglub") && !text.contains("Police"), "{name}");
        assert!(!text.contains("size_pt") && !text.contains(&home.config.key), "{name}");
        assert!(bytes.starts_with(b"age-encryption.org/v1\n"), "{name}");
    }
    home.store.delete(&pupil).expect("deleted");
    assert!(matches!(what(&home.sync().expect("told")), What::Removed));
    assert!(home.sync().expect("done").pupils.is_empty());
    let names: Vec<String> = server.files().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, [format!("{}.gone", pupil.id), "key.age".to_owned()]);
    // The other computer is told, and deletes when somebody there does.
    assert!(matches!(what(&school.sync().expect("told")), What::GoneElsewhere));
    let there = school.store.find("Zorglub").expect("still there");
    school.store.delete(&there).expect("deleted");
    assert!(school.sync().expect("done").pupils.is_empty());
}

#[test]
fn what_is_wrong_is_said() {
    let Some(server) = Server::start() else { return };
    let home = Computer::new(&server);
    let folder = tempfile::tempdir().expect("a folder");
    let url = server.url();
    let try_with = |url: &str, password: &str, passphrase: &str| {
        let set = set_up(folder.path(), (url, USER, password), passphrase);
        set.err().expect("refused").kind
    };
    assert_eq!(try_with(&url, "un autre", PASSPHRASE), ErrorKind::Refused);
    assert_eq!(try_with(&url, PASSWORD, "une autre phrase"), ErrorKind::BadPassphrase);
    assert_eq!(try_with("ftp://127.0.0.1/x", PASSWORD, PASSPHRASE), ErrorKind::BadAddress);
    assert_eq!(try_with("http://nuage.example/x", PASSWORD, PASSPHRASE), ErrorKind::BadAddress);
    assert_eq!(try_with("nuage", PASSWORD, PASSPHRASE), ErrorKind::BadAddress);
    assert_eq!(try_with("http://127.0.0.1:9/x", PASSWORD, PASSPHRASE), ErrorKind::Unreachable);
    assert!(WebDav::new("https://nuage.example/dav/", USER, PASSWORD).is_ok());
    let pupil = home.store.create("Renard", Profile::default()).expect("made");
    let rules = "exam_version = 1\nallow = []\n";
    home.store.start_exam(&pupil, ExamStart { rules, pin: None }).expect("begun");
    assert_eq!(home.sync().expect_err("an examination").kind, ErrorKind::Exam);
    assert_eq!(server.files().len(), 1, "nothing was sent");
}
