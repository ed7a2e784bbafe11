//! A disk in memory that forgets, at a power cut, what was not synchronised: the contents of files, wholly
//! or from some byte on, and the last names given in each folder.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
};

use clairvoix_store::disk::{Disk, DiskFile, Opening};

use super::Random;

/// A shortcut that must be found out by the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shortcut {
    /// None: the store as it is.
    None,
    /// Files are not synchronised.
    NoFileSync,
    /// Folders are not synchronised.
    NoFolderSync,
    /// Files are written over in place of renaming.
    NoRename,
}

#[derive(Clone, Debug)]
enum Node {
    File(usize),
    Folder,
}

#[derive(Clone, Debug)]
enum Step {
    Put(PathBuf, Node),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
}

#[derive(Default)]
struct State {
    /// What a program sees.
    names: BTreeMap<PathBuf, Node>,
    contents: Vec<Vec<u8>>,
    /// What outlives a power cut.
    safe_names: BTreeMap<PathBuf, Node>,
    safe_contents: Vec<Vec<u8>>,
    /// Steps on names that are not safe yet, in order.
    steps: Vec<Step>,
    operations: u64,
    cut_at: Option<u64>,
}

#[derive(Clone)]
pub(crate) struct PowerDisk {
    state: Arc<Mutex<State>>,
    shortcut: Shortcut,
}

impl PowerDisk {
    /// An empty disk with one folder, whose power goes at operation `cut_at`.
    pub(crate) fn new(folder: &Path, shortcut: Shortcut, cut_at: Option<u64>) -> Self {
        let mut state = State { cut_at, ..State::default() };
        for part in folder.ancestors() {
            state.names.insert(part.to_owned(), Node::Folder);
        }
        state.safe_names = state.names.clone();
        Self { state: Arc::new(Mutex::new(state)), shortcut }
    }

    pub(crate) fn operations(&self) -> u64 {
        self.lock().operations
    }

    /// The disk as it may be after the power has come back.
    pub(crate) fn after_the_cut(&self, random: &mut Random) -> Self {
        let state = self.lock();
        let mut names = state.safe_names.clone();
        // In each folder the last steps may be lost; folders are independent of each other.
        let mut kept: BTreeMap<PathBuf, bool> = BTreeMap::new();
        for step in &state.steps {
            let still = kept.entry(folder_of(step)).or_insert(true);
            *still = *still && random.below(3) > 0;
            if *still {
                apply(&mut names, step);
            }
        }
        let contents: Vec<Vec<u8>> = state
            .contents
            .iter()
            .zip(&state.safe_contents)
            .map(|(now, safe)| {
                // What was added at the end of safe bytes does not touch them.
                let kept = if now.starts_with(safe) { safe.len() } else { 0 };
                let from = kept + random.below((now.len() - kept) as u64 + 1) as usize;
                match random.below(4) {
                    0 => safe.clone(),
                    1 => now.clone(),
                    2 => now[..from].to_vec(),
                    // The length is there, the bytes are not.
                    _ => {
                        let mut torn = now.clone();
                        torn[from..].fill(0);
                        torn
                    }
                }
            })
            .collect();
        let after = State {
            safe_names: names.clone(),
            names,
            safe_contents: contents.clone(),
            contents,
            ..State::default()
        };
        Self { state: Arc::new(Mutex::new(after)), shortcut: self.shortcut }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no panic while held")
    }

    /// Counts an operation; from the cut on all of them fail.
    fn operate(&self) -> io::Result<MutexGuard<'_, State>> {
        let mut state = self.lock();
        state.operations += 1;
        match state.cut_at {
            Some(cut) if state.operations >= cut => Err(io::Error::other("no power")),
            _ => Ok(state),
        }
    }
}

fn folder_of(step: &Step) -> PathBuf {
    let (Step::Put(path, _) | Step::Rename(path, _) | Step::Remove(path)) = step;
    path.parent().expect("below a folder").to_owned()
}

fn apply(names: &mut BTreeMap<PathBuf, Node>, step: &Step) {
    match step {
        Step::Put(path, node) => {
            names.insert(path.clone(), node.clone());
        }
        Step::Remove(path) => {
            names.remove(path);
        }
        Step::Rename(from, to) => {
            let moved: Vec<PathBuf> =
                names.keys().filter(|p| p.starts_with(from)).cloned().collect();
            for path in moved {
                let rest = path.strip_prefix(from).expect("it starts so");
                let target = if rest.as_os_str().is_empty() { to.clone() } else { to.join(rest) };
                if let Some(node) = names.remove(&path) {
                    names.insert(target, node);
                }
            }
        }
    }
}

impl State {
    fn step(&mut self, step: Step) {
        apply(&mut self.names, &step);
        // What lies in a renamed folder goes by its new name: so do the steps in it.
        if let Step::Rename(from, to) = &step {
            for earlier in &mut self.steps {
                let (Step::Put(path, _) | Step::Rename(path, _) | Step::Remove(path)) = earlier;
                if path != from
                    && let Ok(rest) = path.strip_prefix(from)
                {
                    *path = to.join(rest);
                }
            }
        }
        self.steps.push(step);
    }

    fn file(&self, path: &Path) -> io::Result<usize> {
        match self.names.get(path) {
            Some(Node::File(file)) => Ok(*file),
            Some(Node::Folder) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn add(&mut self, path: &Path) -> usize {
        self.contents.push(Vec::new());
        self.safe_contents.push(Vec::new());
        let file = self.contents.len() - 1;
        self.step(Step::Put(path.to_owned(), Node::File(file)));
        file
    }
}

impl Disk for PowerDisk {
    fn read(&self, path: &Path, _bytes_max: u64) -> io::Result<Vec<u8>> {
        let state = self.operate()?;
        Ok(state.contents[state.file(path)?].clone())
    }

    fn open(&self, path: &Path, opening: Opening) -> io::Result<Box<dyn DiskFile>> {
        let mut state = self.operate()?;
        let file = match (state.file(path), opening) {
            (Ok(_), Opening::New) => return Err(io::ErrorKind::AlreadyExists.into()),
            (Ok(file), Opening::Over) => {
                state.contents[file].clear();
                file
            }
            (Ok(file), Opening::Append) => file,
            (Err(_), _) => state.add(path),
        };
        drop(state);
        Ok(Box::new(PowerFile { disk: self.clone(), file }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.operate()?;
        if self.shortcut == Shortcut::NoRename
            && let Ok(source) = state.file(from)
        {
            // The same bytes, in the old file: what a program does that knows no renaming.
            let target = match state.file(to) {
                Ok(target) => target,
                Err(_) => state.add(to),
            };
            state.contents[target] = state.contents[source].clone();
            state.step(Step::Remove(from.to_owned()));
            return Ok(());
        }
        if !state.names.contains_key(from) {
            return Err(io::ErrorKind::NotFound.into());
        }
        state.step(Step::Rename(from.to_owned(), to.to_owned()));
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        let mut state = self.operate()?;
        state.file(path)?;
        state.step(Step::Remove(path.to_owned()));
        Ok(())
    }

    fn is_folder(&self, path: &Path) -> bool {
        matches!(self.lock().names.get(path), Some(Node::Folder))
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.operate()?;
        if state.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        state.step(Step::Put(path.to_owned(), Node::Folder));
        Ok(())
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.operate()?;
        state.step(Step::Remove(path.to_owned()));
        Ok(())
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let state = self.operate()?;
        let inside = state.names.keys().filter(|name| name.parent() == Some(path));
        let name = |path: &PathBuf| path.file_name()?.to_str().map(str::to_owned);
        Ok(inside.filter_map(name).collect())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.operate()?;
        if self.shortcut == Shortcut::NoFolderSync {
            return Ok(());
        }
        let steps = std::mem::take(&mut state.steps);
        for step in steps {
            if folder_of(&step) == path {
                apply(&mut state.safe_names, &step);
            } else {
                state.steps.push(step);
            }
        }
        Ok(())
    }
}

struct PowerFile {
    disk: PowerDisk,
    file: usize,
}

impl DiskFile for PowerFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.disk.operate()?;
        state.contents[self.file].extend_from_slice(bytes);
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut state = self.disk.operate()?;
        if self.disk.shortcut != Shortcut::NoFileSync {
            state.safe_contents[self.file] = state.contents[self.file].clone();
        }
        Ok(())
    }
}
