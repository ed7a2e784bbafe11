//! Changes by other programs, told by the system: nothing is asked for again and again, and at rest nothing
//! wakes up.

use std::{fmt, io, path::Path};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, event::AccessKind};

use crate::{Error, ErrorKind, Place, Store, disk::make_folders};

/// What is in a store, to be compared with what was there before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The id of the active pupil.
    pub active: Option<String>,
    /// The pupils by id, each with the number and the SHA-256 of the profile.
    pub pupils: Vec<(String, u64, String)>,
    /// The number and the SHA-256 of the device's layer.
    pub device: (u64, String),
    /// When the examination that is going on began, and the size of letters chosen in it.
    pub exam: Option<(String, String)>,
}

/// Tells of changes as long as it is kept.
pub struct Watch {
    _watcher: RecommendedWatcher,
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watch")
    }
}

impl Store {
    /// Calls `changed` on a thread of its own after profiles, the active pupil or the examination have been
    /// changed, by this program or another one: once or several times a change, at once. [`Store::state`]
    /// says whether something differs. Folders on a network may tell nothing.
    ///
    /// ```
    /// use clairvoix_profile::Profile;
    /// use clairvoix_store::Store;
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path();
    /// let store = Store::at(folder);
    /// let (sender, changes) = std::sync::mpsc::channel();
    /// let watch = store.watch(move || sender.send(()).unwrap_or(()))?;
    /// Store::at(folder).create("Renard", Profile::default())?; // another program
    /// changes.recv().unwrap();
    /// # Ok::<(), clairvoix_store::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Write`] where the folder cannot be made, [`ErrorKind::Read`] where the system cannot
    /// watch it.
    pub fn watch(&self, changed: impl Fn() + Send + 'static) -> Result<Watch, Error> {
        make_folders(&*self.disk, &self.folder).map_err(|e| Error::write(&self.folder, &e))?;
        let told = move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| concerns(&event)) {
                changed();
            }
        };
        let failed = |error: notify::Error| {
            let message = format!("watch {}: {error}", self.folder.display());
            let kind = match error.kind {
                notify::ErrorKind::Io(error) => error.kind(),
                _ => io::ErrorKind::Other,
            };
            Error { kind: ErrorKind::Read(kind), message }
        };
        let mut watcher = notify::recommended_watcher(told).map_err(failed)?;
        watcher.watch(&self.folder, RecursiveMode::Recursive).map_err(failed)?;
        Ok(Watch { _watcher: watcher })
    }

    /// What is in the store now.
    ///
    /// # Errors
    /// [`ErrorKind::Read`], [`ErrorKind::Damaged`].
    pub fn state(&self) -> Result<State, Error> {
        let mut pupils = Vec::new();
        for pupil in self.pupils()? {
            let (number, sum) = self.mark(Place::Pupil(&pupil))?;
            pupils.push((pupil.id, number, sum));
        }
        let size = |size: Option<f64>| size.map_or(String::new(), |size| size.to_string());
        Ok(State {
            active: self.active()?.map(|pupil| pupil.id),
            pupils,
            device: self.mark(Place::Device)?,
            exam: self.exam()?.map(|exam| (exam.started, size(exam.size_pt))),
        })
    }
}

/// Whether an event is about something that is kept: not the lock, nor files on their way, nor reading.
fn concerns(event: &Event) -> bool {
    let reads = match event.kind {
        EventKind::Access(AccessKind::Close(mode)) => mode != notify::event::AccessMode::Write,
        EventKind::Access(_) => true,
        _ => false,
    };
    let is_kept = |path: &Path| {
        let name = path.file_name().map_or_else(Default::default, |name| name.to_string_lossy());
        name != "lock" && !name.ends_with(".tmp")
    };
    !reads && event.paths.iter().any(|path| is_kept(path))
}
