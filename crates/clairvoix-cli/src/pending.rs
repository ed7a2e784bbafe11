//! Files being written: under a temporary name in the same folder, renamed when all is well, gone
//! on an error or on Ctrl-C. What is written is there whole or not at all.

use std::{
    fs::{self, File},
    io::{self, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    process,
    sync::{Mutex, Once, PoisonError},
};

use tempfile::NamedTempFile;

use crate::{Outcome, failure::Failure, ui::Ui};

/// Temporary files and new folders that must go if the program is interrupted.
static LIVE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
static HANDLER: Once = Once::new();

/// A file that will appear under its name once [`Pending::commit`] is called.
pub(crate) struct Pending {
    name: String,
    target: PathBuf,
    file: Place,
}

enum Place {
    /// Beside the target.
    Temporary(NamedTempFile),
    /// A device or a named pipe: nothing to rename.
    Direct(File),
}

impl Pending {
    /// Starts writing `target`, which is replaced at the end.
    pub(crate) fn create(ui: &Ui, target: &Path) -> Outcome<Self> {
        let name = target.display().to_string();
        Self::try_create(ui, target, name.clone()).map_err(|e| Failure::write(ui, &name, &e))
    }

    fn try_create(ui: &Ui, target: &Path, name: String) -> io::Result<Self> {
        // A link is written through, as a redirection would.
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        if let Ok(metadata) = fs::metadata(&target) {
            if metadata.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            if !metadata.is_file() {
                let file = Place::Direct(File::options().write(true).open(&target)?);
                return Ok(Self { name, target, file });
            }
        }
        let folder = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        remove_when_interrupted(ui);
        let temporary = builder().tempfile_in(folder)?;
        lock().push(temporary.path().to_owned());
        let file = Place::Temporary(temporary);
        Ok(Self { name, target, file })
    }

    /// The name a person knows the file by.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The random name it has for now.
    pub(crate) fn temporary_name(&self) -> String {
        match &self.file {
            Place::Temporary(temporary) => temporary.path().to_string_lossy().into_owned(),
            Place::Direct(_) => self.name.clone(),
        }
    }

    /// Makes the file appear under its name, safe on the disk.
    pub(crate) fn commit(mut self, ui: &Ui) -> Outcome {
        let name = std::mem::take(&mut self.name);
        self.try_commit().map_err(|e| Failure::write(ui, &name, &e))
    }

    fn try_commit(mut self) -> io::Result<()> {
        self.flush()?;
        match self.file {
            Place::Direct(_) => Ok(()),
            Place::Temporary(temporary) => {
                temporary.as_file().sync_all()?;
                let path = temporary.path().to_owned();
                temporary.persist(&self.target).map_err(|e| e.error)?;
                forget(&path);
                Ok(())
            }
        }
    }

    fn handle(&mut self) -> &mut File {
        match &mut self.file {
            Place::Temporary(temporary) => temporary.as_file_mut(),
            Place::Direct(file) => file,
        }
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.handle().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.handle().flush()
    }
}

impl io::Read for Pending {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.handle().read(bytes)
    }
}

impl Seek for Pending {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.handle().seek(to)
    }
}

/// A folder for output; the parts of its path that had to be made go again if nothing is kept.
pub(crate) struct PendingFolder {
    made: Vec<PathBuf>,
}

impl PendingFolder {
    /// Makes the folder where it is missing.
    pub(crate) fn create(ui: &Ui, folder: &Path) -> Outcome<Self> {
        let made: Vec<PathBuf> = folder
            .ancestors()
            .take_while(|part| !part.as_os_str().is_empty() && !part.exists())
            .map(Path::to_owned)
            .collect();
        remove_when_interrupted(ui);
        // Registered first: an interruption between the two leaves nothing behind.
        lock().extend(made.iter().rev().cloned());
        let pending = Self { made };
        fs::create_dir_all(folder)
            .map_err(|e| Failure::write(ui, &folder.display().to_string(), &e))?;
        Ok(pending)
    }

    /// Keeps the folder.
    pub(crate) fn commit(mut self) {
        for part in std::mem::take(&mut self.made) {
            forget(&part);
        }
    }
}

impl Drop for PendingFolder {
    fn drop(&mut self) {
        for part in &self.made {
            // Fails, as it should, when somebody has put something in it.
            let _ = fs::remove_dir(part);
            forget(part);
        }
    }
}

fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".clairvoix-").suffix(".tmp");
    #[cfg(unix)]
    {
        // As a file made in the ordinary way: what the person's umask leaves.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

fn lock() -> std::sync::MutexGuard<'static, Vec<PathBuf>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn forget(path: &Path) {
    lock().retain(|live| live != path);
}

/// From now on Ctrl-C, hang-up and termination remove what is pending, last made first.
fn remove_when_interrupted(ui: &Ui) {
    let message = format!("clairvoix: {}\n", ui.get("note.interrupted"));
    HANDLER.call_once(|| {
        // Without a handler an interruption leaves a hidden file: no reason not to work.
        let _ = ctrlc::set_handler(move || {
            let live = lock();
            for path in live.iter().rev() {
                let _ = fs::remove_file(path).or_else(|_| fs::remove_dir(path));
            }
            let _ = io::stderr().write_all(message.as_bytes());
            process::exit(130);
        });
    });
}
