//! Lists of pronunciations beside profiles, written whole or not at all.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

use clairvoix_profile::PROFILE_BYTES_MAX;
use clairvoix_store::disk::{Disk as _, Opening, RealDisk};

use crate::{Error, ErrorKind};

/// The list for all pupils of the store, in its folder and in each pupil's.
pub(super) const CLASS_LIST: &str = "classe.csv";
/// A pupil's own list, in their folder.
pub(super) const PUPIL_LIST: &str = "eleve.csv";

/// A list as it stands; empty where there is none.
pub(super) fn read(folder: &Path, name: &str) -> Result<String, Error> {
    let path = folder.join(name);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(String::new()),
        Err(error) => return Err(failed("read", &path, &error)),
    };
    let mut bytes = Vec::new();
    file.take(PROFILE_BYTES_MAX as u64)
        .read_to_end(&mut bytes)
        .map_err(|error| failed("read", &path, &error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Writes a list: another name first, to the disk, then the name.
pub(super) fn write(folder: &Path, name: &str, table: &str) -> Result<(), Error> {
    let (path, new) = (folder.join(name), folder.join(format!(".{name}.new")));
    let at = |error: io::Error| failed("write", &path, &error);
    if table.len() > PROFILE_BYTES_MAX {
        return Err(Error::new(
            ErrorKind::Full,
            format!("write {}: it is too long", path.display()),
        ));
    }
    fs::create_dir_all(folder).map_err(at)?;
    let disk = RealDisk;
    let mut file = disk.open(&new, Opening::Over).map_err(at)?;
    file.write(table.as_bytes()).and_then(|()| file.sync()).map_err(at)?;
    drop(file);
    disk.rename(&new, &path).and_then(|()| disk.sync_folder(folder)).map_err(at)
}

/// The names of lists in a profile with those of the page among them, where they are there: the class's
/// first, the pupil's last, as it wins.
pub(super) fn named(now: &str, is_there: impl Fn(&str) -> bool) -> String {
    let others = now.split(';').map(str::trim).filter(|name| !name.is_empty());
    let others = others.filter(|name| ![CLASS_LIST, PUPIL_LIST].contains(name));
    let class = is_there(CLASS_LIST).then_some(CLASS_LIST);
    let pupil = is_there(PUPIL_LIST).then_some(PUPIL_LIST);
    class.into_iter().chain(others).chain(pupil).collect::<Vec<_>>().join("; ")
}

fn failed(what: &str, path: &Path, error: &io::Error) -> Error {
    Error::new(ErrorKind::Disk, format!("{what} {}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_written_read_and_named() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path(), CLASS_LIST).unwrap(), "");
        write(folder.path(), CLASS_LIST, "a,b\n").unwrap();
        assert_eq!(read(folder.path(), CLASS_LIST).unwrap(), "a,b\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let there = |name: &str| name == CLASS_LIST;
        assert_eq!(named("mots.csv; eleve.csv", there), "classe.csv; mots.csv");
        assert_eq!(named("", |_| true), "classe.csv; eleve.csv");
    }
}
