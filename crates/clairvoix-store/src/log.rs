//! A file that only grows: one record a line, each with its checksum, so that a line cut by a crash is
//! seen and left out. Old records go with whole files: `NAME-1.log`, `NAME-2.log`, …

use std::{
    io,
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};

use crate::{
    disk::{Disk, Opening},
    document::checksum,
};

const CHECKSUM_CHARS: usize = 16;
const BYTES_MAX: u64 = 64 << 20;

/// A growing file, in parts.
pub(crate) struct Log<'d> {
    pub(crate) disk: &'d dyn Disk,
    pub(crate) folder: &'d Path,
    pub(crate) name: String,
    /// So many records a part; two parts are kept.
    pub(crate) records_a_part: usize,
}

impl Log<'_> {
    /// The records, the oldest first.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> io::Result<Vec<T>> {
        let mut records = Vec::new();
        for part in self.parts()? {
            let bytes = self.disk.read(&self.path(part), BYTES_MAX)?;
            records.extend(lines(&bytes).filter_map(record));
        }
        Ok(records)
    }

    /// Adds a record. It outlives a power cut once this has returned.
    pub(crate) fn append<T: Serialize>(&self, value: &T) -> io::Result<()> {
        let json = serde_json::to_string(value).map_err(io::Error::from)?;
        let line = format!("{} {json}\n", short_checksum(&json));
        let parts = self.parts()?;
        let (part, bytes) = match parts.last() {
            Some(last) => (*last, self.disk.read(&self.path(*last), BYTES_MAX)?),
            None => (1, Vec::new()),
        };
        if lines(&bytes).count() >= self.records_a_part {
            self.write(part + 1, &line, true)?;
            for old in parts.iter().filter(|old| **old < part) {
                // It is only too old.
                let _ = self.disk.remove_file(&self.path(*old));
            }
            return Ok(());
        }
        // After a line that a crash has cut, a new one is begun.
        let cut = bytes.last().is_some_and(|last| *last != b'\n');
        let line = if cut { format!("\n{line}") } else { line };
        self.write(part, &line, parts.is_empty())
    }

    fn write(&self, part: u64, line: &str, is_new: bool) -> io::Result<()> {
        let mut file = self.disk.open(&self.path(part), Opening::Append)?;
        file.write(line.as_bytes())?;
        file.sync()?;
        if is_new { self.disk.sync_folder(self.folder) } else { Ok(()) }
    }

    /// The numbers of the files, in order.
    fn parts(&self) -> io::Result<Vec<u64>> {
        let number = |name: String| {
            let number = name.strip_prefix(&self.name)?.strip_prefix('-')?.strip_suffix(".log")?;
            number.parse::<u64>().ok()
        };
        let mut parts: Vec<u64> =
            self.disk.list(self.folder)?.into_iter().filter_map(number).collect();
        parts.sort_unstable();
        Ok(parts)
    }

    fn path(&self, part: u64) -> PathBuf {
        self.folder.join(format!("{}-{part}.log", self.name))
    }
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty())
}

fn record<T: DeserializeOwned>(line: &[u8]) -> Option<T> {
    let (sum, json) = std::str::from_utf8(line).ok()?.split_once(' ')?;
    if sum != short_checksum(json) {
        return None;
    }
    serde_json::from_str(json).ok()
}

fn short_checksum(text: &str) -> String {
    checksum(text.as_bytes()).chars().take(CHECKSUM_CHARS).collect()
}
