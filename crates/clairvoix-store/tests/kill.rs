//! A process that saves, killed at random moments; two writers; a full disk; a folder that cannot be
//! written. `CLAIRVOIX_KILLS=1000` makes the long run of `cargo xtask measure saving`.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use std::{
    env, fs, io,
    io::{BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use clairvoix_profile::{Profile, Value};
use clairvoix_store::{ErrorKind, Method, Place, Store, disk::RealDisk};
use common::{
    Random,
    saver::{self, How, Said, count, judge, start},
};

/// The process that is killed: saves numbers, and says each one once it is acknowledged.
#[test]
#[ignore = "started by the tests of this file, to be killed"]
fn saves_until_it_is_killed() {
    saver::save();
}

/// Kills the process at a moment between 0 and 20 ms after its first acknowledged saving, evenly spread;
/// gives what was acknowledged.
fn kill_one(folder: &Path, how: How, random: &mut Random) -> Said {
    let mut child = start(folder, how, "saves_until_it_is_killed", Stdio::piped());
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut said = String::new();
    while out.read_line(&mut said).expect("a line") > 0 && !said.contains("saved ") {}
    thread::sleep(Duration::from_micros(random.below(20_000)));
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    out.read_to_string(&mut said).expect("what was said before");
    Said::read(&said)
}

/// A new folder after so many kills: histories and journals stay short.
const KILLS_A_FOLDER: u64 = 50;

/// Kills many times; gives what was lost.
fn kill_many(how: How, kills: u64) -> Vec<String> {
    let mut random = Random::of_the_clock(&format!("{how:?}"));
    let mut lost = Vec::new();
    let (mut folder, mut kept) = (fresh(how), 0);
    for kill in 1..=kills {
        let said = kill_one(folder.path(), how, &mut random);
        let judged = judge(how, folder.path(), (said, said), kept);
        if judged.is_err() || kill.is_multiple_of(KILLS_A_FOLDER) {
            // The next kill is judged by itself.
            folder = fresh(how);
        }
        match judged {
            Ok(notes) => kept = if kill.is_multiple_of(KILLS_A_FOLDER) { 0 } else { notes },
            Err(wrong) => {
                kept = 0;
                lost.push(format!("kill {kill}: {wrong}"));
            }
        }
    }
    lost
}

fn fresh(how: How) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    how.store(folder.path()).create("Renard", Profile::default()).expect("made");
    folder
}

fn kills() -> u64 {
    env::var("CLAIRVOIX_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(12)
}

#[test]
fn kill_9_at_any_moment_leaves_the_old_or_the_new_profile() {
    for how in [How::Rename, How::Slots] {
        let lost = kill_many(how, kills());
        println!("{how:?}: {} of {} kills lost something", lost.len(), kills());
        assert_eq!(lost.first(), None, "{how:?}: {} of {}", lost.len(), kills());
    }
}

#[test]
fn kill_9_finds_a_store_that_writes_over_its_file() {
    let kills = kills().max(30);
    let lost = kill_many(How::WritingOver, kills);
    println!("WritingOver: {} of {kills} kills lost something", lost.len());
    assert!(!lost.is_empty(), "{kills} kills found nothing");
}

#[test]
fn two_writers_lose_nothing_of_each_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let pupil = Store::at(folder.path()).create("Renard", Profile::default()).expect("made");
    let write = |key: &'static str| {
        let (folder, pupil) = (folder.path().to_owned(), pupil.clone());
        move || {
            let store = Store::at(folder);
            for number in 1..=25 {
                let value = Value::Number(f64::from(number * 10));
                let change = |profile: &mut Profile| profile.set(key, &value).expect("fits");
                store.change(Place::Pupil(&pupil), change).expect("saved");
            }
        }
    };
    let keys = ["voice.pause_word_ms", "voice.pause_group_ms"];
    let writers: Vec<_> = keys
        .into_iter()
        .map(|key| thread::Builder::new().spawn(write(key)).expect("a thread"))
        .collect();
    for writer in writers {
        writer.join().expect("it saves");
    }
    let store = Store::at(folder.path());
    let voice = store.load(Place::Pupil(&pupil)).expect("there").profile.voice;
    assert_eq!((voice.pause_word_ms, voice.pause_group_ms), (Some(250.0), Some(250.0)));
    assert_eq!(store.history(Place::Pupil(&pupil)).expect("there").len(), 51);
}

#[test]
fn a_writer_that_does_not_end_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path());
    store.create("Renard", Profile::default()).expect("made");
    let file = fs::OpenOptions::new().write(true).open(folder.path().join("lock")).expect("there");
    fs4::FileExt::lock(&file).expect("locked");
    let error = store.create("Tortue", Profile::default()).expect_err("it is locked");
    assert_eq!(error.kind, ErrorKind::Busy);
    assert!(store.find("Renard").is_ok(), "readers wait for nobody");
}

#[test]
fn old_revisions_go_and_undo_stays() {
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
    let folder = folder.expect("a folder");
    let store = Store::at(folder.path());
    let pupil = store.create("Renard", Profile::default()).expect("made");
    let place = Place::Pupil(&pupil);
    for number in 1..=450 {
        store.change(place, |profile| count(profile, number)).expect("saved");
    }
    let kept = store.history(place).expect("there");
    assert!((100..=201).contains(&kept.len()), "{}", kept.len());
    for _ in 0..50 {
        store.undo(place).expect("undone");
    }
    assert_eq!(store.load(place).expect("there").profile.voice.pause_paragraph_ms, Some(400.0));
}

#[cfg(target_os = "linux")]
mod linux {
    use super::*;

    /// A disk of a few pages, in memory; none where this person may not mount.
    struct SmallDisk(PathBuf);

    impl SmallDisk {
        fn mount(folder: &Path) -> Option<Self> {
            let options = ["-t", "tmpfs", "-o", "size=64k", "tmpfs"];
            let mut mount = Command::new("mount");
            mount.args(options).arg(folder).stderr(Stdio::null());
            let mounted = mount.status().is_ok_and(|status| status.success());
            mounted.then(|| Self(folder.to_owned()))
        }
    }

    impl Drop for SmallDisk {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg(&self.0).status();
        }
    }

    /// On the real standard output, where the runner counts it.
    fn cannot_mount() {
        let mut out = io::stdout().lock();
        writeln!(out, "\ncannot run here: mounting a small disk is for root").expect("a reader");
    }

    #[test]
    fn a_full_disk_keeps_the_old_profile() {
        let folder = tempfile::tempdir().expect("a folder");
        let Some(_disk) = SmallDisk::mount(folder.path()) else {
            return cannot_mount();
        };
        for (method, alias) in [(Method::Rename, "Renard"), (Method::Slots, "Tortue")] {
            let store = Store::with_disk(folder.path(), method, Box::new(RealDisk));
            let pupil = store.create(alias, Profile::default()).expect("made");
            let place = Place::Pupil(&pupil);
            store.change(place, |profile| count(profile, 1)).expect("saved");
            let ballast = folder.path().join("ballast");
            // As much as there is room for: the error is what is wanted.
            let _ = fs::write(&ballast, vec![b'x'; 1 << 20]);
            let mut saved = 1;
            let error = loop {
                match store.change(place, |profile| count(profile, saved + 1)) {
                    Ok(_) => saved += 1,
                    Err(error) => break error,
                }
            };
            assert_eq!(error.kind, ErrorKind::Write(io::ErrorKind::StorageFull), "{error}");
            let found = store.load(place).expect("there").profile.voice.pause_paragraph_ms;
            assert_eq!(found, Some(saved as f64), "{method:?}");
            fs::remove_file(&ballast).expect("removed");
            store.change(place, |profile| count(profile, 77)).expect("there is room again");
            store.undo(place).expect("undone");
            let found = store.load(place).expect("there").profile.voice.pause_paragraph_ms;
            assert_eq!(found, Some(saved as f64), "{method:?}");
        }
    }

    #[test]
    fn a_disk_that_can_only_be_read_is_read_and_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let Some(_disk) = SmallDisk::mount(folder.path()) else {
            return cannot_mount();
        };
        let store = Store::at(folder.path());
        let pupil = store.create("Renard", Profile::default()).expect("made");
        let mut remount = Command::new("mount");
        remount.args(["-o", "remount,ro"]).arg(folder.path());
        assert!(remount.status().expect("mount runs").success());
        let change = store.change(Place::Pupil(&pupil), |profile| count(profile, 1));
        let error = change.expect_err("it can only be read");
        assert_eq!(error.kind, ErrorKind::Write(io::ErrorKind::ReadOnlyFilesystem), "{error}");
        assert!(store.find("Renard").is_ok());
    }
}
