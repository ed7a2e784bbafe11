//! Changes by other programs are told at once.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

use std::{
    fs,
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

use clairvoix_profile::{Profile, Value};
use clairvoix_store::{ExamStart, Place, State, Store};

const PATIENCE: Duration = Duration::from_secs(20);

/// Waits until the state is another one.
fn next(store: &Store, changes: &Receiver<()>, before: &State) -> State {
    loop {
        changes.recv_timeout(PATIENCE).expect("a change is told");
        // Between two steps of a change there may be nothing whole to see yet.
        if let Ok(state) = store.state()
            && state != *before
        {
            return state;
        }
    }
}

#[test]
fn every_kind_of_change_of_another_program_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let (here, there) = (Store::at(folder.path()), Store::at(folder.path()));
    let (sender, changes) = channel();
    let _watch = here.watch(move || sender.send(()).unwrap_or(())).expect("watched");
    let mut state = here.state().expect("read");
    let pupil = there.create("Renard", Profile::default()).expect("made");
    state = next(&here, &changes, &state);
    assert_eq!(state.pupils.len(), 1);
    there.set_active(Some(&pupil)).expect("saved");
    state = next(&here, &changes, &state);
    assert_eq!(state.active.as_ref(), Some(&pupil.id));
    let size = |profile: &mut Profile| {
        profile.set("text.size_pt", &Value::Number(18.0)).expect("fits");
    };
    there.change(Place::Pupil(&pupil), size).expect("saved");
    state = next(&here, &changes, &state);
    assert_eq!(state.pupils[0].1, 2);
    there.change(Place::Device, size).expect("saved");
    state = next(&here, &changes, &state);
    assert_eq!(state.device.0, 1);
    fs::write(pupil.folder.join("profile.toml"), "alias = \"Loup\"\n").expect("by hand");
    state = next(&here, &changes, &state);
    let rules = "exam_version = 1\nallow = []\n";
    there.start_exam(&pupil, ExamStart { rules, pin: None }).expect("begun");
    state = next(&here, &changes, &state);
    assert!(state.exam.is_some());
    there.end_exam(None, |_, _| Ok::<(), clairvoix_store::Error>(())).expect("ended");
    state = next(&here, &changes, &state);
    there.delete(&pupil).expect("deleted");
    while !state.pupils.is_empty() || state.active.is_some() {
        state = next(&here, &changes, &state);
    }
}

#[test]
fn reading_tells_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path());
    let pupil = store.create("Renard", Profile::default()).expect("made");
    let (sender, changes) = channel();
    let _watch = store.watch(move || sender.send(()).unwrap_or(())).expect("watched");
    for _ in 0..10 {
        store.state().expect("read");
        store.history(Place::Pupil(&pupil)).expect("read");
    }
    assert!(changes.recv_timeout(Duration::from_millis(300)).is_err());
}
