//! Power cuts and errors at every operation: old or new, nothing acknowledged lost.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use std::io;

use clairvoix_store::{Method, Store, disk::RealDisk};
use common::{
    Random,
    faults::FaultyDisk,
    power::{PowerDisk, Shortcut},
    story::{judge, tell},
};

/// Cuts the power at every operation of the story, with several states after each; gives what was
/// lost.
fn cut_everywhere(method: Method, shortcut: Shortcut, seeds: u64) -> (u64, Vec<String>) {
    // The lock is a real file; all else is on the disk that forgets.
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let store = |disk: &PowerDisk| Store::with_disk(folder, method, Box::new(disk.clone()));
    let whole = PowerDisk::new(folder, shortcut, None);
    assert_eq!(tell(&store(&whole)).error, None);
    let (mut cuts, mut lost) = (0, Vec::new());
    for at in 1..=whole.operations() + 1 {
        let disk = PowerDisk::new(folder, shortcut, Some(at));
        let told = tell(&store(&disk));
        for seed in 0..seeds {
            let after = disk.after_the_cut(&mut Random(at * 1000 + seed));
            cuts += 1;
            lost.extend(judge(&store(&after), &told).err());
        }
    }
    (cuts, lost)
}

#[test]
fn a_power_cut_loses_nothing_acknowledged() {
    for method in [Method::Rename, Method::Slots] {
        let (cuts, lost) = cut_everywhere(method, Shortcut::None, 8);
        assert!(cuts > 1000, "{cuts}");
        assert_eq!(lost.first(), None, "{method:?}: {} of {cuts}", lost.len());
    }
}

#[test]
fn the_same_cuts_find_every_shortcut() {
    for (method, shortcut) in [
        (Method::Rename, Shortcut::NoFileSync),
        (Method::Rename, Shortcut::NoFolderSync),
        (Method::Rename, Shortcut::NoRename),
        (Method::Slots, Shortcut::NoFileSync),
        (Method::Slots, Shortcut::NoFolderSync),
    ] {
        let (cuts, lost) = cut_everywhere(method, shortcut, 2);
        println!("{method:?} {shortcut:?}: {} of {cuts} cuts lose something", lost.len());
        assert!(!lost.is_empty(), "{method:?} {shortcut:?} was not found in {cuts} cuts");
    }
}

/// A folder in memory where there is one: synchronising is not what is judged here.
fn quick_folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder")
}

#[test]
fn an_error_at_any_operation_loses_nothing_acknowledged() {
    let errors = [io::ErrorKind::StorageFull, io::ErrorKind::Other];
    for (method, error) in [Method::Rename, Method::Slots].into_iter().zip(errors) {
        for at in 1.. {
            let folder = quick_folder();
            let disk = FaultyDisk::new(at, error);
            let told = tell(&Store::with_disk(folder.path(), method, Box::new(disk.clone())));
            let after = Store::with_disk(folder.path(), method, Box::new(RealDisk));
            assert_eq!(judge(&after, &told), Ok(()), "{method:?} {error:?} at {at}");
            if disk.operations() < at {
                assert!(at > 100 && told.error.is_none(), "{at} {told:?}");
                break;
            }
        }
    }
}
