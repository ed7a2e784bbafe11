//! espeak-ng, made safe to call: one at a time in a process, text in, samples and events out.

use std::ffi::{CStr, CString, c_char, c_int, c_short, c_uint, c_void};
use std::path::PathBuf;
use std::ptr::{null, null_mut};
use std::slice;
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};

use clairvoix_worker::{Error, ErrorKind, Flow};

use crate::correct::Reader;
use crate::ffi::{self, Functions};

/// Length of the blocks espeak hands out; short, for the first sound.
const BLOCK_MS: c_int = 20;
/// Events of one block, at most.
const EVENTS_MAX: usize = 4096;

/// Clauses of one text that are looked at before it is said.
const CLAUSES_MAX: usize = 4096;
/// Some sound, whatever the language.
const FLUSH: &str = "a";

/// What espeak says of its own sound. Characters and samples count from the start of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A word begins: its first character, and where it is heard.
    Word { character: usize, sample: u64 },
    /// A clause is over up to this character.
    ClauseEnd { character: usize, sample: u64 },
    /// A sound begins; without a name it is a pause.
    Phoneme { ipa: String, sample: u64 },
}

/// A voice as espeak names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) name: String,
    /// Its first language.
    pub(crate) language: String,
    /// What [`Espeak::set_voice`] takes.
    pub(crate) identifier: String,
}

/// The library keeps its state in statics: there is one of these in a process.
pub(crate) struct Espeak {
    functions: Functions,
    pub(crate) sample_rate_hz: u32,
}

type Listener<'l> = dyn FnMut(&[i16], Vec<Event>) -> Flow + 'l;

/// Who listens to the utterance being said; a pointer to a `&mut Listener`.
static LISTENER: AtomicPtr<&mut Listener<'static>> = AtomicPtr::new(null_mut());
static OPENED: AtomicBool = AtomicBool::new(false);

impl Espeak {
    /// Loads and starts the library.
    ///
    /// # Errors
    /// [`ErrorKind::Voice`] when it is not installed, has no data, or was opened before.
    pub(crate) fn open() -> Result<Self, Error> {
        if OPENED.swap(true, Ordering::SeqCst) {
            return Err(Error::new(ErrorKind::Voice, "espeak-ng is open already"));
        }
        let functions = Functions::load()?;
        // SAFETY: called first and once; a null path is the library's own place.
        let rate = unsafe {
            (functions.initialize)(ffi::OUTPUT_SYNCHRONOUS, BLOCK_MS, null(), ffi::OPTIONS)
        };
        let sample_rate_hz = u32::try_from(rate).map_err(|_| {
            Error::new(ErrorKind::Voice, "espeak-ng has no data: install espeak-ng-data")
        })?;
        // SAFETY: the callback is a function of this program, there for good.
        unsafe { (functions.set_callback)(Some(heard)) };
        Ok(Self { functions, sample_rate_hz })
    }

    /// Its version, and the folder of its data.
    pub(crate) fn info(&self) -> (String, PathBuf) {
        let mut path = null();
        // SAFETY: both strings are the library's own, NUL-terminated, and copied at once.
        let version = unsafe { text((self.functions.info)(&raw mut path)) };
        // SAFETY: as above.
        (version, PathBuf::from(unsafe { text(path) }))
    }

    /// All voices whose data is there.
    pub(crate) fn voices(&self) -> Vec<Listed> {
        let mut found = Vec::new();
        // SAFETY: the list ends with a null pointer, and it and what it leads to are the library's
        // own until the next call.
        unsafe {
            let mut entry = (self.functions.list_voices)(null_mut());
            while let Some(voice) = entry.as_ref().and_then(|voice| voice.as_ref()) {
                let languages = voice.languages;
                // A byte for the priority, then the name.
                let named = !languages.is_null() && *languages != 0;
                found.push(Listed {
                    name: text(voice.name),
                    language: if named { text(languages.add(1)) } else { String::new() },
                    identifier: text(voice.identifier),
                });
                entry = entry.add(1);
            }
        }
        found
    }

    /// Speaks with another voice from now on; says whether it is there.
    pub(crate) fn set_voice(&mut self, identifier: &str) -> bool {
        let Ok(name) = CString::new(identifier) else {
            return false;
        };
        // SAFETY: the name is NUL-terminated and lives for the call.
        unsafe { (self.functions.set_voice)(name.as_ptr()) == ffi::OK }
    }

    /// Says `text` at a rate in words a minute and a pitch from 0 to 100.
    ///
    /// # Errors
    /// [`ErrorKind::Engine`] when espeak refuses it.
    pub(crate) fn speak(
        &mut self,
        text: &str,
        rate: c_int,
        pitch: c_int,
        listener: &mut Listener<'_>,
    ) -> Result<(), Error> {
        // SAFETY: plain numbers.
        unsafe {
            (self.functions.set_parameter)(ffi::PARAMETER_RATE, rate, 0);
            (self.functions.set_parameter)(ffi::PARAMETER_PITCH, pitch, 0);
        }
        let mut stopped = false;
        let said = self.synth(text, &mut |samples, events| {
            let flow = listener(samples, events);
            stopped = flow == Flow::Stop;
            flow
        });
        if stopped {
            // Stopped in the middle of a sound, espeak takes up that sound in the next text, however
            // short: this one is not heard.
            return self.synth(FLUSH, &mut |_, _| Flow::Continue);
        }
        said
    }

    fn synth(&mut self, text: &str, listener: &mut Listener<'_>) -> Result<(), Error> {
        let text = CString::new(text)
            .map_err(|_| Error::new(ErrorKind::Engine, "a text with a zero in it"))?;
        let mut listener: &mut Listener<'_> = listener;
        LISTENER.store((&raw mut listener).cast(), Ordering::SeqCst);
        // SAFETY: `synth` returns when all is said, so text and listener outlive it; the callback
        // runs on this thread, during this call only, and is the one user of the listener.
        let status = unsafe {
            (self.functions.synth)(
                text.as_ptr().cast(),
                text.as_bytes_with_nul().len(),
                0,
                ffi::POSITION_CHARACTER,
                0,
                ffi::CHARS_UTF8 | ffi::PHONEMES,
                null_mut::<c_uint>(),
                null_mut(),
            )
        };
        LISTENER.store(null_mut(), Ordering::SeqCst);
        if status == ffi::OK {
            Ok(())
        } else {
            Err(Error::new(ErrorKind::Engine, format!("espeak-ng failed: status {status}")))
        }
    }
}

impl Reader for Espeak {
    fn phonemes(&mut self, text: &str) -> String {
        let mut said = String::new();
        let Ok(bytes) = CString::new(text) else {
            return said;
        };
        let mut rest: *const c_void = bytes.as_ptr().cast();
        for _ in 0..CLAUSES_MAX {
            if rest.is_null() {
                break;
            }
            // SAFETY: `rest` leads into `bytes`, which is NUL-terminated and outlives the call; the
            // library moves it to the next clause, or makes it null at the end. The string it gives
            // is its own until the next call, and copied at once.
            let clause = unsafe {
                self::text((self.functions.text_to_phonemes)(
                    &raw mut rest,
                    ffi::CHARS_UTF8.cast_signed(),
                    ffi::AS_IPA,
                ))
            };
            said.push_str(&clause);
            said.push(' ');
        }
        said
    }
}

/// # Safety
/// `pointer` is null or leads to a NUL-terminated string.
unsafe fn text(pointer: *const c_char) -> String {
    if pointer.is_null() {
        return String::new();
    }
    // SAFETY: as the caller promises.
    unsafe { CStr::from_ptr(pointer) }.to_string_lossy().into_owned()
}

/// espeak's callback: 0 to go on, 1 to stop.
unsafe extern "C" fn heard(wave: *mut c_short, count: c_int, events: *mut ffi::Event) -> c_int {
    let listener = LISTENER.load(Ordering::SeqCst);
    // SAFETY: it is null, or set by `speak`, which waits below this call and touches it no more.
    let Some(listener) = (unsafe { listener.as_mut() }) else {
        return 1;
    };
    let samples = match usize::try_from(count) {
        // SAFETY: espeak hands out `count` samples at `wave`, until this call returns.
        Ok(count) if !wave.is_null() => unsafe { slice::from_raw_parts(wave, count) },
        _ => &[],
    };
    let mut found = Vec::new();
    for index in 0..EVENTS_MAX {
        // SAFETY: the events are a row that ends with one of kind 0, or there are none.
        let Some(event) = (unsafe { events.add(index).as_ref() }).filter(|e| e.kind != 0) else {
            break;
        };
        found.extend(understand(event));
    }
    match listener(samples, found) {
        Flow::Continue => 0,
        Flow::Stop => 1,
    }
}

fn understand(event: &ffi::Event) -> Option<Event> {
    let sample = u64::try_from(event.sample).unwrap_or_default();
    // Characters are counted from 1.
    let character = usize::try_from(event.text_position).unwrap_or_default().saturating_sub(1);
    match event.kind {
        1 => Some(Event::Word { character, sample }),
        5 => Some(Event::ClauseEnd { character, sample }),
        7 => {
            let end = event.name.iter().position(|byte| *byte == 0).unwrap_or(event.name.len());
            let name = String::from_utf8_lossy(event.name.get(..end).unwrap_or_default());
            Some(Event::Phoneme { ipa: sound(&name), sample })
        }
        _ => None,
    }
}

/// A name without what is no sound: stress, joins, digits of espeak's own.
fn sound(name: &str) -> String {
    let kept = |c: &char| {
        (c.is_alphabetic() && !matches!(c, 'ˈ' | 'ˌ')) || ('\u{300}'..='\u{36f}').contains(c)
    };
    name.chars().filter(kept).collect()
}
