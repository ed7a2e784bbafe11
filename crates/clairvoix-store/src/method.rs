//! How a file is replaced so that it is there whole or not at all.

use std::path::Path;

/// How a file is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// A new file is written, synchronised, and renamed over the old one.
    Rename,
    /// Two files with checksums are written in turn; the whole one with the higher number holds. For
    /// disks on which renaming is not one step, as FAT on USB keys.
    Slots,
}

impl Method {
    /// The method for a folder, or for the folder in which it will be made. What cannot be known is
    /// taken as safe to rename, except in a portable folder.
    #[must_use]
    pub fn of_folder(folder: &Path, portable: bool) -> Self {
        let nearest = folder.ancestors().find(|part| part.exists()).unwrap_or(folder);
        match renames_in_one_step(nearest) {
            Some(true) => Self::Rename,
            Some(false) => Self::Slots,
            None if portable => Self::Slots,
            None => Self::Rename,
        }
    }
}

#[cfg(target_os = "linux")]
fn renames_in_one_step(folder: &Path) -> Option<bool> {
    // linux/magic.h: MSDOS_SUPER_MAGIC, EXFAT_SUPER_MAGIC, FUSE_SUPER_MAGIC (NTFS and exFAT of other
    // drivers: unknown, so not trusted).
    const NOT_TRUSTED: [u64; 3] = [0x4d44, 0x2011_bab0, 0x6573_5546];
    let magic = u64::try_from(rustix::fs::statfs(folder).ok()?.f_type).ok()?;
    Some(!NOT_TRUSTED.contains(&magic))
}

#[cfg(not(target_os = "linux"))]
fn renames_in_one_step(_folder: &Path) -> Option<bool> {
    None
}
