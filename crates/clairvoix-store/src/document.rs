//! One small file that is replaced whole: under its own name, or in two slots. Its first line has its
//! number and checksum, as a comment of TOML.

use std::{
    io,
    path::{Path, PathBuf},
};

use clairvoix_profile::PROFILE_BYTES_MAX;
use sha2::{Digest, Sha256};

use crate::{
    disk::{Disk, Opening},
    method::Method,
};

const HEADER: &str = "# clairvoix ";
const TEMPORARY: (&str, &str) = (".clairvoix-", ".tmp");
const BYTES_MAX: u64 = PROFILE_BYTES_MAX as u64 + 256;

/// The contents of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    /// What follows the first line; all of it where that line is not ours.
    pub(crate) body: Vec<u8>,
    /// Rises with each saving.
    pub(crate) number: u64,
    /// False where somebody else has changed it since.
    pub(crate) as_saved: bool,
}

/// What is found of a document.
#[derive(Debug)]
pub(crate) enum Found {
    /// Nothing of that name.
    Nothing,
    /// One slot only, and not whole: the first saving ever, which a crash has cut.
    Cut,
    /// Two slots of which none is whole.
    Damaged,
    /// The one that holds.
    Whole(Document),
}

/// Reads the document `name` of a folder.
pub(crate) fn read(disk: &dyn Disk, folder: &Path, name: &str) -> io::Result<Found> {
    let plain = read_file(disk, &plain_path(folder, name))?;
    let slots = [read_slot(disk, folder, name, 0)?, read_slot(disk, folder, name, 1)?];
    let slots_there = slots.iter().flatten().count();
    let whole_slot =
        slots.into_iter().flatten().filter(|slot| slot.as_saved).max_by_key(|slot| slot.number);
    Ok(match (plain, whole_slot) {
        (Some(plain), Some(slot)) if plain.as_saved && slot.number > plain.number => {
            Found::Whole(slot)
        }
        (Some(plain), slot) => {
            // What somebody has put there by hand comes after all that was saved.
            let number = plain.number.max(slot.map_or(0, |slot| slot.number));
            Found::Whole(Document { number, ..plain })
        }
        (None, Some(slot)) => Found::Whole(slot),
        (None, None) => match slots_there {
            0 => Found::Nothing,
            1 => Found::Cut,
            _ => Found::Damaged,
        },
    })
}

/// Replaces the document `name` of a folder. Safe from power cuts once it has returned.
pub(crate) fn write(
    disk: &dyn Disk,
    folder: &Path,
    name: &str,
    method: Method,
    number: u64,
    body: &str,
) -> io::Result<()> {
    remove_leftovers(disk, folder);
    let contents = format!("{HEADER}{number} sha256 {}\n{body}", checksum(body.as_bytes()));
    match method {
        Method::Rename => {
            write_by_renaming(disk, folder, &plain_name(name), contents.as_bytes())?;
            // They have lower numbers: they do not hold, also where they stay.
            for slot in [0, 1] {
                let _ = disk.remove_file(&slot_path(folder, name, slot));
            }
            Ok(())
        }
        Method::Slots => write_slot(disk, folder, name, contents.as_bytes()),
    }
}

/// Replaces a file that has no header of ours: a list that a spreadsheet opens.
pub(crate) fn write_plain(
    disk: &dyn Disk,
    folder: &Path,
    file_name: &str,
    contents: &[u8],
) -> io::Result<()> {
    remove_leftovers(disk, folder);
    write_by_renaming(disk, folder, file_name, contents)
}

fn write_by_renaming(
    disk: &dyn Disk,
    folder: &Path,
    file_name: &str,
    contents: &[u8],
) -> io::Result<()> {
    let (start, end) = TEMPORARY;
    let temporary = folder.join(format!("{start}{file_name}{end}"));
    let written = (|| {
        let mut file = disk.open(&temporary, Opening::New)?;
        file.write(contents)?;
        file.sync()?;
        drop(file);
        disk.rename(&temporary, &folder.join(file_name))
    })();
    if let Err(error) = written {
        let _ = disk.remove_file(&temporary);
        return Err(error);
    }
    disk.sync_folder(folder)
}

fn write_slot(disk: &dyn Disk, folder: &Path, name: &str, contents: &[u8]) -> io::Result<()> {
    let number = |slot| {
        let found = read_slot(disk, folder, name, slot)?.filter(|found| found.as_saved);
        io::Result::Ok(found.map(|found| found.number))
    };
    // The one that does not hold is written over: none, or the lower one.
    let slot = usize::from(number(0)? > number(1)?);
    let mut file = disk.open(&slot_path(folder, name, slot), Opening::Over)?;
    file.write(contents)?;
    file.sync()?;
    drop(file);
    disk.sync_folder(folder)?;
    // What was put there by hand would go on holding.
    match disk.remove_file(&plain_path(folder, name)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) => disk.sync_folder(folder),
        Err(_) => Ok(()),
    }
}

/// Temporary files of a saving that a crash has cut; nobody else is writing now.
fn remove_leftovers(disk: &dyn Disk, folder: &Path) {
    let (start, end) = TEMPORARY;
    for name in disk.list(folder).unwrap_or_default() {
        if name.starts_with(start) && name.ends_with(end) {
            let _ = disk.remove_file(&folder.join(name));
        }
    }
}

fn plain_name(name: &str) -> String {
    format!("{name}.toml")
}

fn plain_path(folder: &Path, name: &str) -> PathBuf {
    folder.join(plain_name(name))
}

fn slot_path(folder: &Path, name: &str, slot: usize) -> PathBuf {
    folder.join(format!("{name}.{}.toml", slot + 1))
}

fn read_slot(
    disk: &dyn Disk,
    folder: &Path,
    name: &str,
    slot: usize,
) -> io::Result<Option<Document>> {
    read_file(disk, &slot_path(folder, name, slot))
}

fn read_file(disk: &dyn Disk, path: &Path) -> io::Result<Option<Document>> {
    match disk.read(path, BYTES_MAX) {
        Ok(bytes) => Ok(Some(parse(bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn parse(bytes: Vec<u8>) -> Document {
    let header = bytes.iter().position(|byte| *byte == b'\n').and_then(|end| {
        let line = std::str::from_utf8(bytes.get(..end)?).ok()?;
        let (number, sum) = line.strip_prefix(HEADER)?.split_once(" sha256 ")?;
        let body = bytes.get(end + 1..)?;
        Some((number.parse().ok()?, sum.trim_end() == checksum(body), body.to_vec()))
    });
    match header {
        Some((number, as_saved, body)) => Document { body, number, as_saved },
        None => Document { body: bytes, number: 0, as_saved: false },
    }
}

/// The SHA-256 of `bytes`, in hexadecimal.
pub(crate) fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
