//! Where the folder between the computers is, and the key of what is in it.

use std::{fs, io, path::Path};

use clairvoix_store::{Work, open_sealed, seal};
use serde::{Deserialize, Serialize};

use crate::{Error, ErrorKind, Remote, WebDav, whole};

const FILE: &str = "config.json";
/// The key of all files, behind the passphrase that all computers are told.
const KEY_FILE: &str = "key.age";
const KEY_BYTES: usize = 32;
const DEVICE_BYTES: usize = 4;

/// What one computer needs. Its file is for its owner only: who reads it reads what is in the folder.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config {
    /// The folder on the server.
    pub url: String,
    /// The person's name there.
    pub user: String,
    /// A password, best one for this application only.
    pub password: String,
    /// The key of the files: random, the same on all computers.
    pub key: String,
    /// A random name of this computer.
    pub device: String,
}

impl Config {
    /// What was set up in a folder.
    ///
    /// # Errors
    /// [`ErrorKind::NotSetUp`], [`ErrorKind::Store`].
    pub fn load(folder: &Path) -> Result<Self, Error> {
        let not = || Error::new(ErrorKind::NotSetUp, "synchronise: it is not set up here");
        let bytes = match fs::read(folder.join(FILE)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(not()),
            Err(error) => return Err(error.into()),
        };
        serde_json::from_slice(&bytes).map_err(|_| not())
    }

    /// The folder on the server.
    ///
    /// # Errors
    /// Those of [`WebDav::new`].
    pub fn remote(&self) -> Result<WebDav, Error> {
        WebDav::new(&self.url, &self.user, &self.password)
    }
}

/// Sets this computer up: makes the folder on the server and its key, or takes the key that the first computer
/// has put there, which the passphrase opens.
///
/// # Errors
/// Those of the server; [`ErrorKind::BadPassphrase`] where another computer took another one.
pub fn set_up(
    folder: &Path,
    (url, user, password): (&str, &str, &str),
    passphrase: &str,
) -> Result<Config, Error> {
    let remote = WebDav::new(url, user, password)?;
    remote.make_folder()?;
    let key = match remote.get(KEY_FILE)? {
        Some(sealed) => text(open_sealed(&sealed, passphrase)?),
        None => {
            let key = random(KEY_BYTES)?;
            remote.put(KEY_FILE, &seal(key.as_bytes(), passphrase, Work::Remembered)?)?;
            // Where two computers begin at once, the one that came last has put its key there.
            let kept = remote.get(KEY_FILE)?.unwrap_or_default();
            text(open_sealed(&kept, passphrase)?)
        }
    };
    let (url, user, password) = (url.to_owned(), user.to_owned(), password.to_owned());
    let config = Config { url, user, password, key, device: random(DEVICE_BYTES)? };
    let json = serde_json::to_vec(&config).map_err(io::Error::from)?;
    whole::write(folder, FILE, &json)?;
    Ok(config)
}

/// Forgets everything about synchronising on this computer; what is on the server stays for the others.
///
/// # Errors
/// [`ErrorKind::Store`].
pub fn forget(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

fn random(count: usize) -> Result<String, Error> {
    let mut bytes = vec![0; count];
    getrandom::fill(&mut bytes).map_err(|_| {
        Error::new(ErrorKind::Store, "make a key: the system has no random numbers")
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
