//! What sound on Linux needs before it is used: a cookie for the sound server, and a quiet ALSA.

use std::{
    env, fs,
    io::{self, Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::Once,
};

/// Length of a cookie; a sound server refuses one of another length.
const COOKIE_BYTES: usize = 256;

/// Prepares, once for the process.
pub(super) fn prepare() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        quiet_alsa();
        let places = places(env::var_os("PULSE_COOKIE").map(PathBuf::from), env::home_dir());
        // Without one, the sound server may still take us; else ALSA is tried.
        let _ = provide_cookie(&places);
    });
}

/// ALSA prints its own lines on standard error when there is no card; our error says it better.
fn quiet_alsa() {
    unsafe extern "C" fn ignore() {}
    let ignore: unsafe extern "C" fn() = ignore;
    // SAFETY: the handler is a C function with variable arguments, which its caller lays out and
    // takes away; one that looks at none of them may be called in its place.
    let handler = unsafe { std::mem::transmute::<unsafe extern "C" fn(), Handler>(ignore) };
    // SAFETY: the handler lives as long as the program, touches nothing, and may be called from
    // any thread.
    unsafe { alsa_sys::snd_lib_error_set_handler(Some(handler)) };
}

type Handler = unsafe extern "C" fn(
    *const std::ffi::c_char,
    std::ffi::c_int,
    *const std::ffi::c_char,
    std::ffi::c_int,
    *const std::ffi::c_char,
    ...
);

/// Where a cookie is looked for, first place first. The last two are those of every account.
fn places(named: Option<PathBuf>, home: Option<PathBuf>) -> Vec<PathBuf> {
    let own = home
        .into_iter()
        .flat_map(|home| [home.join(".config/pulse/cookie"), home.join(".pulse-cookie")]);
    named.into_iter().chain(own).collect()
}

/// A client without a cookie is refused, by PipeWire too, which never makes one. The sound server's
/// own library makes it where there is none; so do we, in its usual place.
fn provide_cookie(places: &[PathBuf]) -> io::Result<()> {
    if places.iter().any(|place| place.exists()) {
        return Ok(());
    }
    let usual = places.iter().find(|place| place.ends_with("pulse/cookie"));
    usual.map_or(Ok(()), |place| make_cookie(place))
}

fn make_cookie(place: &Path) -> io::Result<()> {
    let mut cookie = [0; COOKIE_BYTES];
    fs::File::open("/dev/urandom")?.read_exact(&mut cookie)?;
    if let Some(folder) = place.parent() {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(place)?;
    file.write_all(&cookie)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt;

    use super::*;

    #[test]
    fn a_cookie_is_made_once_for_its_owner_alone() -> io::Result<()> {
        let home = tempfile::tempdir()?;
        let places = places(None, Some(home.path().to_owned()));
        provide_cookie(&places)?;
        let made = home.path().join(".config/pulse/cookie");
        let first = fs::read(&made)?;
        assert_eq!((first.len(), fs::metadata(&made)?.mode() & 0o777), (COOKIE_BYTES, 0o600));
        provide_cookie(&places)?;
        assert_eq!(fs::read(&made)?, first, "it is kept");
        Ok(())
    }

    #[test]
    fn a_cookie_elsewhere_is_enough() -> io::Result<()> {
        let home = tempfile::tempdir()?;
        fs::write(home.path().join(".pulse-cookie"), [7; COOKIE_BYTES])?;
        provide_cookie(&places(None, Some(home.path().to_owned())))?;
        assert!(!home.path().join(".config").exists());
        Ok(())
    }
}
