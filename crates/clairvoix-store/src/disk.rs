//! What the store asks of a disk: few operations, so that tests can put a failing or forgetful disk in
//! the place of the real one.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
};

/// How a file is opened for writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// It must not exist yet.
    New,
    /// From its start, its old contents gone; it is made where it is missing.
    Over,
    /// At its end; it is made where it is missing.
    Append,
}

/// The operations on files and folders. Nothing is safe from a power cut before it is synchronised.
pub trait Disk: Send + Sync {
    /// The bytes of a file; at most `bytes_max` and one more.
    ///
    /// # Errors
    /// As [`std::fs::read`].
    fn read(&self, path: &Path, bytes_max: u64) -> io::Result<Vec<u8>>;

    /// Opens a file for writing.
    ///
    /// # Errors
    /// As [`std::fs::OpenOptions::open`].
    fn open(&self, path: &Path, opening: Opening) -> io::Result<Box<dyn DiskFile>>;

    /// Gives a file or folder another name, in place of a file of that name.
    ///
    /// # Errors
    /// As [`std::fs::rename`].
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// As [`std::fs::remove_file`].
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Whether there is a folder of this name.
    fn is_folder(&self, path: &Path) -> bool;

    /// Makes a folder that only this person can open.
    ///
    /// # Errors
    /// As [`std::fs::create_dir`].
    fn make_folder(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    ///
    /// # Errors
    /// As [`std::fs::remove_dir`].
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// The names in a folder; none where it does not exist.
    ///
    /// # Errors
    /// As [`std::fs::read_dir`].
    fn list(&self, path: &Path) -> io::Result<Vec<String>>;

    /// Makes the names in a folder outlive a power cut.
    ///
    /// # Errors
    /// As [`std::fs::File::sync_all`].
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
}

/// Makes a folder with those above it that are missing, safe from power cuts.
pub(crate) fn make_folders(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    let missing: Vec<&Path> = folder
        .ancestors()
        .take_while(|part| !part.as_os_str().is_empty() && !disk.is_folder(part))
        .collect();
    for part in missing.into_iter().rev() {
        match disk.make_folder(part) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        let above = part.parent().filter(|above| !above.as_os_str().is_empty());
        disk.sync_folder(above.unwrap_or(Path::new(".")))?;
    }
    Ok(())
}

/// A file open for writing.
pub trait DiskFile {
    /// Writes all bytes.
    ///
    /// # Errors
    /// As [`std::io::Write::write_all`].
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Makes what was written outlive a power cut.
    ///
    /// # Errors
    /// As [`std::fs::File::sync_all`].
    fn sync(&mut self) -> io::Result<()>;
}

/// The computer's own disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn read(&self, path: &Path, bytes_max: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(bytes_max.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn open(&self, path: &Path, opening: Opening) -> io::Result<Box<dyn DiskFile>> {
        let mut options = OpenOptions::new();
        match opening {
            Opening::New => options.write(true).create_new(true),
            Opening::Over => options.write(true).create(true).truncate(true),
            Opening::Append => options.append(true).create(true),
        };
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        Ok(Box::new(RealFile(options.open(path)?)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt;
            fs::DirBuilder::new().mode(0o700).create(path)
        }
        #[cfg(not(unix))]
        fs::DirBuilder::new().create(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut names = Vec::new();
        for entry in entries {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.sort_unstable();
        Ok(names)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        // Windows opens no folder, and its journal keeps the order of names.
        if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
    }
}

struct RealFile(File);

impl DiskFile for RealFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }
}
