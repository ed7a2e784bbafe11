//! Pico, made safe to call: one voice at a time, text in, samples and items out.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr::null_mut;
use std::slice;

use crate::ffi;
use crate::voice::VoiceData;
use crate::{Error, ErrorKind, Flow};

/// Bytes Pico is given to work in. 2.4 MB is enough for every voice; it asks for no more later.
const ARENA_BYTES: usize = 4 << 20;
/// Bytes of one item Pico hands out at most.
const OUTPUT_BYTES: i16 = 512;
/// `pico_Retstring`.
const NAME_BYTES: usize = 200;

/// One item that passes from one of Pico's units to the next.
#[derive(Debug)]
pub struct Item<'i> {
    /// Between which units: 0 after the tokenizer, 6 before the spectral unit.
    pub buffer: usize,
    /// Type, two infos, length, content.
    bytes: &'i mut [u8],
    length: &'i mut u16,
}

/// Bytes of an item before its content.
const HEAD: usize = 4;

impl Item<'_> {
    /// The item's type, a letter of Pico's.
    #[must_use]
    pub fn kind(&self) -> u8 {
        self.bytes.first().copied().unwrap_or_default()
    }

    /// The first of its two small numbers.
    #[must_use]
    pub fn info1(&self) -> u8 {
        self.bytes.get(1).copied().unwrap_or_default()
    }

    /// The second of its two small numbers.
    #[must_use]
    pub fn info2(&self) -> u8 {
        self.bytes.get(2).copied().unwrap_or_default()
    }

    /// What it carries.
    #[must_use]
    pub fn content(&self) -> &[u8] {
        self.bytes.get(HEAD..usize::from(*self.length)).unwrap_or_default()
    }

    /// Replaces what it carries; says whether there was room.
    pub fn replace_content(&mut self, content: &[u8]) -> bool {
        let (Ok(short), Ok(total)) =
            (u8::try_from(content.len()), u16::try_from(HEAD + content.len()))
        else {
            return false;
        };
        let Some(room) = self.bytes.get_mut(HEAD..HEAD + content.len()) else {
            return false;
        };
        room.copy_from_slice(content);
        if let Some(length) = self.bytes.get_mut(3) {
            *length = short;
        }
        *self.length = total;
        true
    }
}

/// Sees the items of an utterance while it is made.
pub trait Watch {
    /// Called for each item, in the order of each buffer; must not panic.
    fn item(&mut self, item: &mut Item<'_>);
}

/// Pico with a voice loaded. The C library keeps its state in statics, so there is one at a time:
/// [`Pico::load`] takes the earlier one back.
#[derive(Debug)]
pub struct Pico {
    /// Boxed in words, because Pico wants its memory aligned; it must not move while `system` lives.
    _arena: Box<[u64]>,
    system: *mut c_void,
    engine: *mut c_void,
}

// SAFETY: the pointers lead into `_arena` and to the statics of the C code, none of which is tied
// to a thread; `Pico` is neither `Sync` nor cloneable, so one thread at a time calls into it.
unsafe impl Send for Pico {}

impl Pico {
    /// Loads a voice; `before` is the one that spoke until now.
    ///
    /// # Errors
    /// [`ErrorKind::Voice`] with Pico's status.
    pub fn load(voice: VoiceData, before: Option<Self>) -> Result<Self, Error> {
        drop(before);
        let mut arena = vec![0u64; ARENA_BYTES / 8].into_boxed_slice();
        let mut pico = Self { system: null_mut(), engine: null_mut(), _arena: Box::default() };
        // SAFETY: the arena is as large as said, aligned, and lives as long as `system`: it moves
        // into `pico`, whose box stays where it is, and `drop` ends the system first.
        check("initialize", unsafe {
            ffi::pico_initialize(
                arena.as_mut_ptr().cast(),
                u32::try_from(ARENA_BYTES).unwrap_or(u32::MAX),
                &raw mut pico.system,
            )
        })?;
        pico._arena = arena;
        // SAFETY: the system is the one just made; names are NUL-terminated.
        check("define voice", unsafe {
            ffi::pico_createVoiceDefinition(pico.system, c"voice".as_ptr())
        })?;
        pico.add_resource(0, c"ta.bin", voice.analysis)?;
        pico.add_resource(1, c"sg.bin", voice.signal)?;
        // SAFETY: the voice was defined above, the engine's place is ours.
        check("start", unsafe {
            ffi::pico_newEngine(pico.system, c"voice".as_ptr(), &raw mut pico.engine)
        })?;
        // SAFETY: the engine is the one just made.
        check("watch", unsafe { ffi::clairvoix_watch(pico.engine) })?;
        Ok(pico)
    }

    fn add_resource(&self, slot: c_int, name: &CStr, data: &'static [u8]) -> Result<(), Error> {
        let mut resource = null_mut();
        let mut unique = [0 as c_char; NAME_BYTES];
        // SAFETY: `data` is static, so it stays readable; `unique` has the length Pico writes at
        // most; the resource handed on is the one just loaded.
        unsafe {
            ffi::clairvoix_offer_file(slot, name.as_ptr(), data.as_ptr(), data.len());
            check(
                "read voice",
                ffi::pico_loadResource(self.system, name.as_ptr(), &raw mut resource),
            )?;
            check(
                "name voice",
                ffi::pico_getResourceName(self.system, resource, unique.as_mut_ptr()),
            )?;
            check(
                "add voice",
                ffi::pico_addResourceToVoiceDefinition(
                    self.system,
                    c"voice".as_ptr(),
                    unique.as_ptr(),
                ),
            )
        }
    }

    /// Says `text`, which must be armoured ([`crate::armour`]), handing out samples as they come.
    /// `watch` is given back to `output`, so that both ends see the same state.
    ///
    /// # Errors
    /// [`ErrorKind::Engine`] with Pico's status; the engine is reset and can be used again.
    pub fn speak<W: Watch>(
        &mut self,
        text: &str,
        watch: &mut W,
        mut output: impl FnMut(&mut W, &[i16]) -> Flow,
    ) -> Result<Flow, Error> {
        self.reset()?;
        let mut bytes = text.replace('\0', " ").into_bytes();
        bytes.push(0);
        let mut rest = bytes.as_slice();
        let result = loop {
            rest = match self.put(rest) {
                Ok(left) => left,
                Err(error) => break Err(error),
            };
            match self.drain(watch, &mut output) {
                Ok(Flow::Continue) if rest.is_empty() => break Ok(Flow::Continue),
                Ok(Flow::Continue) => {}
                other => break other,
            }
        };
        if !matches!(result, Ok(Flow::Continue)) {
            self.reset()?;
        }
        result
    }

    fn reset(&mut self) -> Result<(), Error> {
        // SAFETY: `engine` is alive as long as `self`. Only a full reset is used: a soft one leaks
        // the sound of the utterance before into the next.
        check("reset", unsafe { ffi::pico_resetEngine(self.engine, ffi::RESET_FULL) })
    }

    fn put<'t>(&mut self, text: &'t [u8]) -> Result<&'t [u8], Error> {
        let size = i16::try_from(text.len()).unwrap_or(i16::MAX);
        let mut taken = 0;
        // SAFETY: `size` bytes at `text` are readable, and no more are read.
        check("take text", unsafe {
            ffi::pico_putTextUtf8(self.engine, text.as_ptr().cast(), size, &raw mut taken)
        })?;
        let taken = usize::try_from(taken).unwrap_or_default();
        text.get(taken..)
            .ok_or_else(|| Error::new(ErrorKind::Engine, "pico took more text than there was"))
    }

    /// Calls Pico until it asks for more text.
    fn drain<W: Watch>(
        &mut self,
        watch: &mut W,
        output: &mut impl FnMut(&mut W, &[i16]) -> Flow,
    ) -> Result<Flow, Error> {
        let mut bytes = [0u8; OUTPUT_BYTES as usize];
        let mut samples = Vec::with_capacity(bytes.len() / 2);
        loop {
            let (mut received, mut kind) = (0i16, 0i16);
            let context: *mut W = watch;
            // SAFETY: `bytes` has the room said. The observer gets `context` only during this call,
            // while `watch` is borrowed here and used by nothing else, and is taken off after.
            let status = unsafe {
                ffi::clairvoix_observe(Some(observe::<W>), context.cast());
                let status = ffi::pico_getData(
                    self.engine,
                    bytes.as_mut_ptr().cast(),
                    OUTPUT_BYTES,
                    &raw mut received,
                    &raw mut kind,
                );
                ffi::clairvoix_observe(None, null_mut());
                status
            };
            if received > 0 {
                let used =
                    bytes.get(..usize::try_from(received).unwrap_or_default()).unwrap_or_default();
                samples.clear();
                samples.extend(used.chunks_exact(2).map(|pair| match pair {
                    [low, high] => i16::from_ne_bytes([*low, *high]),
                    _ => 0,
                }));
            } else {
                samples.clear();
            }
            // Also without samples: the caller looks whether to stop.
            if output(watch, &samples) == Flow::Stop {
                return Ok(Flow::Stop);
            }
            match status {
                ffi::STEP_BUSY => {}
                ffi::STEP_IDLE => return Ok(Flow::Continue),
                other => return Err(failure("speak", other)),
            }
        }
    }
}

impl Drop for Pico {
    fn drop(&mut self) {
        // SAFETY: each is ended once, the engine before the system it belongs to; the arena goes
        // after both.
        unsafe {
            if !self.engine.is_null() {
                ffi::pico_disposeEngine(self.system, &raw mut self.engine);
            }
            if !self.system.is_null() {
                ffi::pico_terminate(&raw mut self.system);
            }
        }
    }
}

extern "C" fn observe<W: Watch>(
    context: *mut c_void,
    buffer: c_int,
    item: *mut u8,
    length: *mut u16,
    room: u16,
) {
    // SAFETY: `context` is the `W` that `drain` borrows for the length of the call that leads here.
    let watch = unsafe { &mut *context.cast::<W>() };
    // SAFETY: Pico's unit owns `room` bytes at `item` and gets them back when we return; `length`
    // is a variable of its own.
    let (bytes, length) =
        unsafe { (slice::from_raw_parts_mut(item, usize::from(room)), &mut *length) };
    watch.item(&mut Item { buffer: usize::try_from(buffer).unwrap_or(usize::MAX), bytes, length });
}

fn check(what: &str, status: c_int) -> Result<(), Error> {
    if status == ffi::OK { Ok(()) } else { Err(failure(what, status)) }
}

fn failure(what: &str, status: c_int) -> Error {
    let kind = match what {
        "speak" | "reset" | "take text" => ErrorKind::Engine,
        _ => ErrorKind::Voice,
    };
    Error::new(kind, format!("pico failed to {what}: status {status}"))
}
