//! The power cut while a process saves: a real ext4 file system in an image, stopped at random moments by
//! its own ioctl, which forgets what was not synchronised, then mounted again, when it mends itself from
//! its journal. `CLAIRVOIX_POWER_CUTS=500` makes the long run of `cargo xtask measure saving`.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use std::{
    env,
    fs::{self, File},
    io::{self, BufRead, BufReader, Write},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{Mutex, PoisonError},
    thread,
    time::Duration,
};

use clairvoix_profile::Profile;
use clairvoix_store::Place;
use common::{
    Random,
    saver::{self, How, Said, count, judge, start},
};

/// Waits for a byte, then stops the file system with `EXT4_IOC_SHUTDOWN` of the kernel's fs/ext4/ext4.h, whose
/// flag 2 leaves the journal as it is. In Python: the ioctl is unsafe code in Rust, which has no place here.
const CUTTER: &str = "
import fcntl, os, struct, sys
folder = os.open(sys.argv[1], os.O_RDONLY)
print('ready', flush=True)
sys.stdin.read(1)
fcntl.ioctl(folder, 0x8004587D, struct.pack('I', 2))
";
/// A fresh image after so many cuts: histories stay short.
const CUTS_AN_IMAGE: u64 = 25;

#[test]
#[ignore = "started by the tests of this file, to lose its disk"]
fn saves_until_the_power_goes() {
    saver::save();
}

/// A file system in an image; none where this person may not mount.
struct Image {
    image: PathBuf,
    folder: PathBuf,
    _home: tempfile::TempDir,
}

impl Image {
    fn make() -> Option<Self> {
        let home = tempfile::tempdir().expect("a folder");
        let (image, folder) = (home.path().join("image"), home.path().join("mounted"));
        File::create(&image).expect("made").set_len(16 << 20).expect("sparse");
        fs::create_dir(&folder).expect("made");
        let made = succeeds(Command::new("mkfs.ext4").args(["-q", "-F"]).arg(&image));
        let this = Self { image, folder, _home: home };
        (made && this.mount()).then_some(this)
    }

    fn mount(&self) -> bool {
        let mut mount = Command::new("mount");
        succeeds(mount.args(["-o", "loop"]).arg(&self.image).arg(&self.folder))
    }

    fn unmount(&self) -> bool {
        succeeds(Command::new("umount").arg(&self.folder))
    }

    /// A process that cuts the power as soon as its standard input ends.
    fn cutter(&self) -> Child {
        let mut command = Command::new("python3");
        command.args(["-c", CUTTER]).arg(&self.folder);
        let mut cutter =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("python3 starts");
        let mut ready = String::new();
        let out = cutter.stdout.as_mut().expect("a pipe");
        BufReader::new(out).read_line(&mut ready).expect("a line");
        assert_eq!(ready, "ready\n");
        cutter
    }

    fn store(&self) -> PathBuf {
        self.folder.join("pupils")
    }
}

impl Drop for Image {
    fn drop(&mut self) {
        self.unmount();
    }
}

fn succeeds(command: &mut Command) -> bool {
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Cuts the power between 0 and 20 ms after the first saving that was acknowledged, evenly spread; gives
/// what was acknowledged before the cut, and what was said in the end: with a real cut nobody would hear
/// that, and the kernel, stopped this way, may answer a synchronising that is going on with "done".
fn cut_one(image: &Image, how: How, random: &mut Random) -> (Said, Said) {
    let said = image.image.with_extension("said");
    let out = File::create(&said).expect("made");
    let mut cutter = image.cutter();
    let mut child = start(&image.store(), how, "saves_until_the_power_goes", out.into());
    let heard = || Said::read(&fs::read_to_string(&said).expect("what it said"));
    while heard().saved.is_none() && child.try_wait().expect("its state").is_none() {
        thread::sleep(Duration::from_micros(500));
    }
    thread::sleep(Duration::from_micros(random.below(20_000)));
    let before = heard();
    drop(cutter.stdin.take());
    assert!(cutter.wait().expect("it ends").success(), "ext4 stops for root");
    child.wait().expect("it ends");
    assert!(image.unmount() && image.mount(), "the image cannot be mounted again");
    (before, heard())
}

/// Cuts many times, or until something is lost; gives how many times and what was lost, or nothing where
/// nothing can be mounted.
fn cut_many(how: How, cuts: u64, stops: bool) -> Option<(u64, Vec<String>)> {
    let mut random = Random::of_the_clock(&format!("{how:?}"));
    let mut lost = Vec::new();
    let (mut done, mut kept) = (0, 0);
    let mut image = fresh(how)?;
    while done < cuts && (lost.is_empty() || !stops) {
        let said = cut_one(&image, how, &mut random);
        done += 1;
        let judged = judge(how, &image.store(), said, kept);
        let is_lost = judged.is_err();
        match judged {
            Ok(notes) => kept = notes,
            Err(wrong) => lost.push(format!("cut {done}: {wrong}")),
        }
        // The next cut is judged by itself.
        if is_lost || done.is_multiple_of(CUTS_AN_IMAGE) {
            drop(image);
            image = fresh(how)?;
            kept = 0;
        }
    }
    Some((done, lost))
}

/// An image with a pupil that is safe on it, whatever way of saving is judged.
fn fresh(how: How) -> Option<Image> {
    let image = Image::make()?;
    let safe = if how == How::Slots { How::Slots } else { How::Rename };
    let store = safe.store(&image.store());
    let pupil = store.create("Renard", Profile::default()).expect("made");
    let place = Place::Pupil(&pupil);
    store.change(place, |profile| count(profile, 1)).expect("saved");
    Some(image)
}

/// On the real standard output, where the runner counts it.
fn cannot_run() {
    let mut out = io::stdout().lock();
    writeln!(out, "\ncannot run here: mounting an ext4 image is for root").expect("a reader");
}

/// The number of cuts of the long run, where it is one.
fn long_run() -> Option<u64> {
    env::var("CLAIRVOIX_POWER_CUTS").ok()?.parse().ok()
}

/// One at a time: a process that another test is just starting holds for a moment what is open here, and a
/// file system that is held cannot be unmounted.
static ONE: Mutex<()> = Mutex::new(());

#[test]
fn a_power_cut_on_ext4_loses_nothing_acknowledged() {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    for how in [How::Rename, How::Slots] {
        let Some((cuts, lost)) = cut_many(how, long_run().unwrap_or(6), false) else {
            return cannot_run();
        };
        println!("{how:?}: {} of {cuts} power cuts lost something", lost.len());
        assert_eq!(lost.first(), None, "{how:?}: {} of {cuts}", lost.len());
    }
}

#[test]
fn the_same_cuts_find_every_way_that_is_wrong() {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    for how in [How::WritingOver, How::WithoutSync, How::WithoutFolderSync] {
        // The short run stops at the first loss.
        let (cuts, stops) = long_run().map_or((200, true), |cuts| (cuts, false));
        let Some((cuts, lost)) = cut_many(how, cuts, stops) else {
            return cannot_run();
        };
        println!("{how:?}: {} of {cuts} power cuts lost something", lost.len());
        assert!(!lost.is_empty(), "{how:?}: {cuts} cuts found nothing");
    }
}
