//! Reads the tab-separated data files of the crate, and keeps what they hold.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

/// The rows of a data file: comments (`#`) and blank lines left out, cut at tabs.
pub(super) fn rows(data: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    data.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').collect())
}

/// The field `index` of a row, or `""`.
pub(super) fn field(row: &[&'static str], index: usize) -> &'static str {
    row.get(index).copied().unwrap_or_default().trim()
}

/// The character of a field: itself, or `U+0023` where it would start a comment.
pub(super) fn character(written: &str) -> Option<char> {
    match written.strip_prefix("U+") {
        Some(code) => char::from_u32(u32::from_str_radix(code, 16).ok()?),
        None => {
            let mut characters = written.chars();
            characters.next().filter(|_| characters.next().is_none())
        }
    }
}

/// A table of what the data files hold. They are ours, so no one can choose keys that collide, and a
/// quick hash will do: looking words up is a good part of the work.
pub(super) type Map<K, V> = HashMap<K, V, BuildHasherDefault<QuickHasher>>;

/// A set of what the data files hold; see [`Map`].
pub(super) type Set<K> = HashSet<K, BuildHasherDefault<QuickHasher>>;

/// Eight bytes at a time, each turned and multiplied in.
#[derive(Default)]
pub(super) struct QuickHasher(u64);

impl QuickHasher {
    fn add(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        eights.iter().for_each(|eight| self.add(u64::from_le_bytes(*eight)));
        if !rest.is_empty() {
            self.add(rest.iter().fold(0, |value, byte| value << 8 | u64::from(*byte)));
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.add(value.into());
    }

    fn write_u32(&mut self, value: u32) {
        self.add(value.into());
    }

    fn finish(&self) -> u64 {
        // Tables look at the high bits and at the low ones.
        self.0 ^ self.0 >> 32
    }
}
