//! Two computers that change, lose the connection at any request and choose, in random order: nothing that was
//! acknowledged is lost, and they agree in the end. `CLAIRVOIX_INTERLEAVINGS=100` makes the long run of
//! `cargo xtask measure sync`.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use std::{
    cell::Cell,
    collections::BTreeSet,
    env,
    time::{SystemTime, UNIX_EPOCH},
};

use clairvoix_profile::{Profile, Value};
use clairvoix_store::{Place, Pupil};
use clairvoix_sync::{Error, ErrorKind, Remote, Version, WebDav, What};
use common::{Computer, Random, Server};

/// The real server through a connection that is lost at one request: before it, after it, or in the middle of
/// what is sent.
struct Lost {
    remote: Box<dyn Remote>,
    left: Cell<u64>,
    how: u64,
}

impl Lost {
    fn request<T>(
        &self,
        real: impl FnOnce() -> Result<T, Error>,
        cut: impl FnOnce() -> Result<T, Error>,
    ) -> Result<T, Error> {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        let lost =
            || Error::new(ErrorKind::Unreachable, "reach the server: the connection is lost");
        match (left, self.how) {
            // From there on there is no connection.
            (0, _) => Err(lost()),
            (1, 0) => Err(lost()),
            (1, 1) => real().and_then(|_| Err(lost())),
            (1, _) => cut().and_then(|_| Err(lost())),
            _ => real(),
        }
    }
}

impl Remote for Lost {
    fn list(&self) -> Result<Vec<String>, Error> {
        self.request(|| self.remote.list(), || self.remote.list())
    }
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        self.request(|| self.remote.get(name), || self.remote.get(name))
    }
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let half = &bytes[..bytes.len() / 2];
        self.request(|| self.remote.put(name, bytes), || self.remote.put(name, half))
    }
    fn delete(&self, name: &str) -> Result<(), Error> {
        self.request(|| self.remote.delete(name), || self.remote.delete(name))
    }
}

/// A folder that keeps the newest version of a pupil only, as a simple synchronisation does: it must be found
/// out.
struct NewestOnly(WebDav);

impl Remote for NewestOnly {
    fn list(&self) -> Result<Vec<String>, Error> {
        self.0.list()
    }
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        self.0.get(name)
    }
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        for other in self.0.list()?.iter().filter(|other| other.contains('-')) {
            self.0.delete(other)?;
        }
        self.0.put(name, bytes)
    }
    fn delete(&self, name: &str) -> Result<(), Error> {
        self.0.delete(name)
    }
}

/// Which folder a story is told with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Folder {
    Ours,
    NewestOnly,
}

impl Folder {
    fn of(self, computer: &Computer) -> Box<dyn Remote> {
        match self {
            Self::Ours => Box::new(computer.remote()),
            Self::NewestOnly => Box::new(NewestOnly(computer.remote())),
        }
    }

    /// Through a connection that is lost after at most so many requests.
    fn lost(self, computer: &Computer, most: u64, random: &mut Random) -> Lost {
        let left = Cell::new(random.below(most) + 1);
        Lost { remote: self.of(computer), left, how: random.below(3) }
    }
}

const STEPS: usize = 14;

fn set(computer: &Computer, pupil: &Pupil, number: u64) {
    let value = Value::Number(number as f64);
    let change =
        |profile: &mut Profile| profile.set("voice.pause_paragraph_ms", &value).expect("fits");
    computer.store.change(Place::Pupil(pupil), change).expect("saved");
}

fn number(computer: &Computer, pupil: &Pupil) -> u64 {
    let profile = computer.store.load(Place::Pupil(pupil)).expect("read").profile;
    profile.voice.pause_paragraph_ms.unwrap_or_default() as u64
}

/// The numbers that the versions on the server have: all of them, whichever came after.
fn on_the_server(server: &Server, key: &str) -> BTreeSet<u64> {
    let mut found = BTreeSet::new();
    for (name, bytes) in server.files() {
        if name == "key.age" {
            continue;
        }
        // What was cut on the way does not open.
        let Ok(json) = clairvoix_store::open_sealed(&bytes, key) else { continue };
        let version: Version = serde_json::from_slice(&json).expect("a version");
        let profile = clairvoix_profile::read_profile(version.bundle.profile.as_bytes()).0;
        found.insert(profile.voice.pause_paragraph_ms.unwrap_or_default() as u64);
    }
    found
}

/// One story; gives what is wrong in the end.
fn story(folder: Folder, seed: u64, server: &Server, models: &[Computer; 2]) -> Result<(), String> {
    server.clear();
    let mut random = Random(seed);
    let computers = [Computer::like(&models[0]), Computer::like(&models[1])];
    let pupil = computers[0].store.create("Renard", Profile::default()).expect("made");
    computers[0].sync().expect("sent");
    computers[1].sync().expect("received");
    let pupils = [pupil, computers[1].store.find("Renard").expect("there")];
    // Every number that a run has acknowledged to be on the server.
    let mut acknowledged = BTreeSet::new();
    let mut changes = 0;
    for _ in 0..STEPS {
        let at = random.below(2) as usize;
        let (computer, pupil) = (&computers[at], &pupils[at]);
        match random.below(5) {
            0 | 1 => {
                changes += 1;
                set(computer, pupil, changes * 10);
            }
            2 => {
                // Whatever it comes to: the next run goes on.
                let _ = computer.sync_through(&folder.lost(computer, 6, &mut random));
            }
            3 => {
                let before = number(computer, pupil);
                let report = computer.sync_through(&*folder.of(computer)).expect("a whole run");
                acknowledged.insert(before);
                acknowledged.insert(number(computer, pupil));
                if report.pupils.iter().all(|it| !matches!(it.what, What::Conflict(_))) {
                    continue;
                }
                choose(folder, computer, pupil, &mut random);
            }
            _ => choose(folder, computer, pupil, &mut random),
        }
    }
    for at in [0, 1] {
        acknowledged.insert(number(&computers[at], &pupils[at]));
    }
    judge(server, &computers, &pupils, &acknowledged, &mut random)
}

/// Chooses any version where there are several; the connection may be lost meanwhile.
fn choose(folder: Folder, computer: &Computer, pupil: &Pupil, random: &mut Random) {
    let Ok(report) = computer.sync() else { return };
    for found in report.pupils {
        if let What::Conflict(sides) = found.what {
            let side = &sides[random.below(sides.len() as u64) as usize];
            let lost = folder.lost(computer, 20, random);
            let _ = computer.with(&lost, |sync| sync.keep(pupil, &side.id));
        }
    }
}

fn judge(
    server: &Server,
    computers: &[Computer; 2],
    pupils: &[Pupil; 2],
    acknowledged: &BTreeSet<u64>,
    random: &mut Random,
) -> Result<(), String> {
    for round in 0.. {
        let mut quiet = true;
        for (computer, pupil) in computers.iter().zip(pupils) {
            let report = computer.sync().map_err(|error| error.to_string())?;
            quiet &= report.pupils.iter().all(|it| matches!(it.what, What::Same));
            for found in report.pupils {
                if let What::Conflict(sides) = found.what {
                    let side = &sides[random.below(sides.len() as u64) as usize];
                    let kept = computer.with(&computer.remote(), |sync| sync.keep(pupil, &side.id));
                    kept.map_err(|error| error.to_string())?;
                }
            }
        }
        if quiet {
            break;
        }
        if round > 12 {
            return Err("they do not come to rest".to_owned());
        }
    }
    let numbers: Vec<u64> =
        computers.iter().zip(pupils).map(|(computer, pupil)| number(computer, pupil)).collect();
    if numbers[0] != numbers[1] {
        return Err(format!("they differ: {numbers:?}"));
    }
    let kept = on_the_server(server, &computers[0].config.key);
    match acknowledged.difference(&kept).next() {
        Some(lost) => Err(format!("{lost} is lost of {acknowledged:?}: {kept:?}")),
        None => Ok(()),
    }
}

/// Tells many stories, or until something is lost; gives how many, and what was lost. None where there is no
/// server.
fn stories(folder: Folder, count: u64, stops: bool) -> Option<(u64, Vec<String>)> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    let first = since.as_nanos() as u64;
    println!("{folder:?}: seeds from {first}");
    let server = Server::start()?;
    let models = [Computer::new(&server), Computer::new(&server)];
    let (mut told, mut wrong) = (0, Vec::new());
    while told < count && (wrong.is_empty() || !stops) {
        let seed = first.wrapping_add(told);
        if let Err(what) = story(folder, seed, &server, &models) {
            wrong.push(format!("seed {seed}: {what}"));
        }
        told += 1;
    }
    println!("{folder:?}: {} of {told} interleavings lost something", wrong.len());
    Some((told, wrong))
}

#[test]
fn nothing_is_lost_whatever_the_order() {
    let count = env::var("CLAIRVOIX_INTERLEAVINGS").ok().and_then(|n| n.parse().ok()).unwrap_or(4);
    if let Some((told, wrong)) = stories(Folder::Ours, count, false) {
        assert_eq!(wrong.first(), None, "{} of {told}", wrong.len());
    }
}

#[test]
fn the_same_stories_find_a_folder_that_keeps_the_newest_only() {
    if let Some((told, wrong)) = stories(Folder::NewestOnly, 50, true) {
        assert!(!wrong.is_empty(), "{told} stories found nothing");
    }
}
