//! The few functions of espeak-ng that are used, found in its shared library at run time. Their
//! signatures are those of `espeak-ng/speak_lib.h`, revision 12, unchanged since 2015.

use std::ffi::{c_char, c_int, c_short, c_uint, c_void};

use clairvoix_worker::{Error, ErrorKind};
use libloading::Library;

pub(crate) const OUTPUT_SYNCHRONOUS: c_int = 2;
/// Phoneme events, in IPA; a missing data folder is an error, not the end of the process.
pub(crate) const OPTIONS: c_int = 0x1 | 0x2 | 0x8000;
pub(crate) const CHARS_UTF8: c_uint = 1;
/// What stands between [[ and ]] is phonemes.
pub(crate) const PHONEMES: c_uint = 0x100;
/// Phonemes as text are wanted in IPA.
pub(crate) const AS_IPA: c_int = 2;
pub(crate) const POSITION_CHARACTER: c_int = 1;
pub(crate) const PARAMETER_RATE: c_int = 1;
pub(crate) const PARAMETER_PITCH: c_int = 3;
pub(crate) const OK: c_int = 0;

/// `espeak_EVENT`. The last field is a union; only phoneme names are read from it.
#[repr(C)]
pub(crate) struct Event {
    pub(crate) kind: c_int,
    unique_identifier: c_uint,
    pub(crate) text_position: c_int,
    length: c_int,
    audio_position: c_int,
    pub(crate) sample: c_int,
    user_data: *mut c_void,
    pub(crate) name: [u8; 8],
}

/// `espeak_VOICE`.
#[repr(C)]
pub(crate) struct Voice {
    pub(crate) name: *const c_char,
    pub(crate) languages: *const c_char,
    pub(crate) identifier: *const c_char,
    gender: u8,
    age: u8,
    variant: u8,
    xx1: u8,
    score: c_int,
    spare: *mut c_void,
}

pub(crate) type Callback = unsafe extern "C" fn(*mut c_short, c_int, *mut Event) -> c_int;

/// The library and its functions, which live as long as it.
pub(crate) struct Functions {
    pub(crate) initialize: unsafe extern "C" fn(c_int, c_int, *const c_char, c_int) -> c_int,
    pub(crate) set_callback: unsafe extern "C" fn(Option<Callback>),
    pub(crate) info: unsafe extern "C" fn(*mut *const c_char) -> *const c_char,
    pub(crate) list_voices: unsafe extern "C" fn(*mut Voice) -> *const *const Voice,
    pub(crate) set_voice: unsafe extern "C" fn(*const c_char) -> c_int,
    pub(crate) set_parameter: unsafe extern "C" fn(c_int, c_int, c_int) -> c_int,
    pub(crate) synth: unsafe extern "C" fn(
        *const c_void,
        usize,
        c_uint,
        c_int,
        c_uint,
        c_uint,
        *mut c_uint,
        *mut c_void,
    ) -> c_int,
    pub(crate) text_to_phonemes:
        unsafe extern "C" fn(*mut *const c_void, c_int, c_int) -> *const c_char,
    _library: Library,
}

#[cfg(target_os = "macos")]
const NAMES: &[&str] = &["libespeak-ng.1.dylib", "libespeak-ng.dylib"];
#[cfg(windows)]
const NAMES: &[&str] = &["libespeak-ng.dll", "espeak-ng.dll"];
#[cfg(not(any(target_os = "macos", windows)))]
const NAMES: &[&str] = &["libespeak-ng.so.1"];

impl Functions {
    /// Finds the library where the system keeps its libraries.
    pub(crate) fn load() -> Result<Self, Error> {
        // SAFETY: loading runs the library's initialisers; espeak-ng's have no requirements.
        let found = NAMES.iter().find_map(|name| unsafe { Library::new(name) }.ok());
        let library = found.ok_or_else(|| {
            Error::new(
                ErrorKind::Voice,
                "espeak-ng is not installed: install the package libespeak-ng1 (Debian, Ubuntu) or \
                 espeak-ng",
            )
        })?;
        let missing =
            |error: libloading::Error| Error::new(ErrorKind::Voice, format!("espeak-ng: {error}"));
        // SAFETY: the names and signatures are those of espeak-ng's public header; the library is
        // kept beside the pointers.
        unsafe {
            Ok(Self {
                initialize: *library.get(b"espeak_Initialize\0").map_err(missing)?,
                set_callback: *library.get(b"espeak_SetSynthCallback\0").map_err(missing)?,
                info: *library.get(b"espeak_Info\0").map_err(missing)?,
                list_voices: *library.get(b"espeak_ListVoices\0").map_err(missing)?,
                set_voice: *library.get(b"espeak_SetVoiceByName\0").map_err(missing)?,
                set_parameter: *library.get(b"espeak_SetParameter\0").map_err(missing)?,
                text_to_phonemes: *library.get(b"espeak_TextToPhonemes\0").map_err(missing)?,
                synth: *library.get(b"espeak_Synth\0").map_err(missing)?,
                _library: library,
            })
        }
    }
}
