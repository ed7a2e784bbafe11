//! The real disk, with an error at one operation of a kind.

use std::{
    io,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use clairvoix_store::disk::{Disk, DiskFile, Opening, RealDisk};

/// Fails once, at the operation of that number; a write that fails has written half.
#[derive(Clone)]
pub(crate) struct FaultyDisk {
    count: Arc<AtomicU64>,
    at: u64,
    error: io::ErrorKind,
}

impl FaultyDisk {
    pub(crate) fn new(at: u64, error: io::ErrorKind) -> Self {
        Self { count: Arc::default(), at, error }
    }

    pub(crate) fn operations(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    fn operate(&self) -> io::Result<()> {
        let number = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        if number == self.at { Err(self.error.into()) } else { Ok(()) }
    }
}

impl Disk for FaultyDisk {
    fn read(&self, path: &Path, bytes_max: u64) -> io::Result<Vec<u8>> {
        self.operate()?;
        RealDisk.read(path, bytes_max)
    }
    fn open(&self, path: &Path, opening: Opening) -> io::Result<Box<dyn DiskFile>> {
        self.operate()?;
        Ok(Box::new(FaultyFile { disk: self.clone(), file: RealDisk.open(path, opening)? }))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.operate()?;
        RealDisk.rename(from, to)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.operate()?;
        RealDisk.remove_file(path)
    }
    fn is_folder(&self, path: &Path) -> bool {
        RealDisk.is_folder(path)
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.operate()?;
        RealDisk.make_folder(path)
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.operate()?;
        RealDisk.remove_folder(path)
    }
    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        self.operate()?;
        RealDisk.list(path)
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.operate()?;
        RealDisk.sync_folder(path)
    }
}

struct FaultyFile {
    disk: FaultyDisk,
    file: Box<dyn DiskFile>,
}

impl DiskFile for FaultyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.disk.operate() {
            self.file.write(&bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        self.file.write(bytes)
    }
    fn sync(&mut self) -> io::Result<()> {
        self.disk.operate()?;
        self.file.sync()
    }
}
