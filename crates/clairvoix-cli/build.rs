//! Gives the French data a short fingerprint, so that a report about a wrong word says which data it
//! was made with, also between two releases.
#![allow(clippy::disallowed_methods, reason = "build scripts read files and the environment")]

use std::{fs, io, path::Path};

fn main() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../clairvoix-text/data/fr");
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let fingerprint = match add(&data, &mut hash) {
        Ok(()) => format!("{:08x}", hash >> 32),
        // Built outside the workspace: the version of the crate is all there is.
        Err(_) => "release".to_owned(),
    };
    println!("cargo::rustc-env=CLAIRVOIX_DATA={fingerprint}");
    println!("cargo::rerun-if-changed={}", data.display());
}

/// FNV-1a over the names and the contents of a folder, in the order of the names.
fn add(folder: &Path, hash: &mut u64) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        feed(hash, entry.file_name().as_encoded_bytes());
        if path.is_dir() {
            add(&path, hash)?;
        } else {
            feed(hash, &fs::read(path)?);
        }
    }
    Ok(())
}

fn feed(hash: &mut u64, bytes: &[u8]) {
    for byte in bytes {
        *hash = (*hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
}
