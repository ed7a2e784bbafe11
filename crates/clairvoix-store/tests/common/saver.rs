//! A process that saves numbers and notes, and says each one once it is acknowledged; the ways of saving,
//! the store's own and those that are known to be wrong.

use std::{
    env, fs, io,
    io::Write,
    path::Path,
    process::{Child, Command, Stdio},
};

use clairvoix_profile::{Profile, Value};
use clairvoix_store::{
    Error, ErrorKind, Helped, JournalEntry, Method, Place, Role, Store,
    disk::{Disk, DiskFile, Opening, RealDisk},
};

const FOLDER: &str = "CLAIRVOIX_SAVING_FOLDER";
const HOW: &str = "CLAIRVOIX_SAVING_HOW";
/// The setting that counts the savings, and the number it begins again at.
const COUNTER: &str = "voice.pause_paragraph_ms";
pub(crate) const COUNTER_MAX: u64 = 10_000;
/// So many savings a note in the journal.
const SAVINGS_A_NOTE: u64 = 4;

/// How a process saves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// As the store does.
    Rename,
    /// As the store does on FAT.
    Slots,
    /// Writing over the file, as many programs do.
    WritingOver,
    /// Renaming, and nothing synchronised.
    WithoutSync,
    /// Files synchronised, their folder not.
    WithoutFolderSync,
}

impl How {
    const ALL: [Self; 5] =
        [Self::Rename, Self::Slots, Self::WritingOver, Self::WithoutSync, Self::WithoutFolderSync];

    pub(crate) fn store(self, folder: &Path) -> Store {
        match self {
            Self::Rename => Store::with_disk(folder, Method::Rename, Box::new(RealDisk)),
            Self::Slots => Store::with_disk(folder, Method::Slots, Box::new(RealDisk)),
            wrong => Store::with_disk(folder, Method::Rename, Box::new(WrongDisk(wrong))),
        }
    }

    fn word(self) -> String {
        format!("{self:?}")
    }
}

/// The real disk, without one of the steps.
struct WrongDisk(How);

impl Disk for WrongDisk {
    fn read(&self, path: &Path, bytes_max: u64) -> io::Result<Vec<u8>> {
        RealDisk.read(path, bytes_max)
    }
    fn open(&self, path: &Path, opening: Opening) -> io::Result<Box<dyn DiskFile>> {
        let file = RealDisk.open(path, opening)?;
        Ok(if self.0 == How::WithoutSync { Box::new(NeverSynced(file)) } else { file })
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.0 != How::WritingOver {
            return RealDisk.rename(from, to);
        }
        // A piece at a time, as a buffered writer does.
        let bytes = fs::read(from)?;
        let mut file = RealDisk.open(to, Opening::Over)?;
        for piece in bytes.chunks(16) {
            file.write(piece)?;
            file.sync()?;
        }
        fs::remove_file(from)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_file(path)
    }
    fn is_folder(&self, path: &Path) -> bool {
        RealDisk.is_folder(path)
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        RealDisk.make_folder(path)
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_folder(path)
    }
    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        RealDisk.list(path)
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        if self.0 == How::WritingOver { RealDisk.sync_folder(path) } else { Ok(()) }
    }
}

struct NeverSynced(Box<dyn DiskFile>);

impl DiskFile for NeverSynced {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write(bytes)
    }
    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Puts a number in.
pub(crate) fn count(profile: &mut Profile, number: u64) {
    let value = Value::Number((number % COUNTER_MAX) as f64);
    profile.set(COUNTER, &value).expect("within bounds");
}

/// The number that was put in last.
pub(crate) fn counted(profile: &Profile) -> Option<u64> {
    profile.voice.pause_paragraph_ms.map(|number| number as u64)
}

/// The work of the process: until it is killed, or the disk fails.
pub(crate) fn save() {
    let (Ok(folder), Ok(word)) = (env::var(FOLDER), env::var(HOW)) else {
        return;
    };
    let how = How::ALL.into_iter().find(|how| how.word() == word).expect("a way");
    let store = how.store(Path::new(&folder));
    let pupil = store.find("Renard").expect("the pupil");
    let loaded = store.load(Place::Pupil(&pupil)).expect("the profile").profile;
    let start = counted(&loaded).unwrap_or(0);
    for number in start + 1.. {
        if store.change(Place::Pupil(&pupil), |profile| count(profile, number)).is_err() {
            return;
        }
        say(&format!("saved {}", number % COUNTER_MAX));
        if number.is_multiple_of(SAVINGS_A_NOTE) {
            match store.note(&pupil, entry()) {
                Ok(_) => say("noted"),
                Err(error) if error.kind == ErrorKind::Full => {}
                Err(_) => return,
            }
        }
    }
}

fn entry() -> JournalEntry {
    JournalEntry {
        date: String::new(),
        adaptation: "aids.ruler".to_owned(),
        value: None,
        helped: Helped::Yes,
        role: Role::Pupil,
    }
}

fn say(line: &str) {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).expect("a reader");
}

/// Starts the process; `test` is the name of the test that calls [`save`].
pub(crate) fn start(folder: &Path, how: How, test: &str, out: Stdio) -> Child {
    Command::new(env::current_exe().expect("this program"))
        .args(["--exact", test, "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .env(HOW, how.word())
        .stdout(out)
        .stderr(Stdio::null())
        .spawn()
        .expect("this program starts")
}

/// What the process has said.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said {
    /// The last number that was acknowledged.
    pub(crate) saved: Option<u64>,
    /// How many notes were.
    notes: usize,
}

impl Said {
    /// A last line without its end was not acknowledged as far as anybody can tell.
    pub(crate) fn read(said: &str) -> Self {
        let whole = said.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let last = whole.lines().filter_map(|line| line.strip_prefix("saved ")).next_back();
        let notes = whole.lines().filter(|line| *line == "noted").count();
        Self { saved: last.and_then(|number| number.parse().ok()), notes }
    }
}

/// How many notes there are; or what is not as it was acknowledged. `told` was said before the fault, `all`
/// in the end: what was said meanwhile may be there or not. `notes` were there before.
pub(crate) fn judge(
    how: How,
    folder: &Path,
    (told, all): (Said, Said),
    notes: usize,
) -> Result<usize, String> {
    let saved = told.saved.ok_or("nothing could be saved")?;
    let more = (all.saved.unwrap_or(saved) + COUNTER_MAX - saved) % COUNTER_MAX + 1;
    let store = how.store(folder);
    let said = |error: Error| error.to_string();
    let pupil = store.find("Renard").map_err(said)?;
    let loaded = store.load(Place::Pupil(&pupil)).map_err(said)?;
    if !loaded.diagnostics.is_empty() {
        return Err("diagnostics".to_owned());
    }
    let number = counted(&loaded.profile);
    if !(0..=more).any(|more| number == Some((saved + more) % COUNTER_MAX)) {
        return Err(format!("{saved} acknowledged, {number:?} found"));
    }
    let history = store.history(Place::Pupil(&pupil)).map_err(said)?;
    let is_saved = |after: &Option<String>| after.as_deref() == Some(&*saved.to_string());
    let mut changes = history.iter().flat_map(|revision| &revision.changes);
    if !changes.any(|change| is_saved(&change.after)) {
        return Err(format!("the history has no {saved}"));
    }
    let kept = store.journal(&pupil).map_err(said)?.len();
    if !(notes + told.notes..=notes + all.notes + 1).contains(&kept) {
        return Err(format!("{} notes acknowledged, {kept} found", notes + told.notes));
    }
    Ok(kept)
}
