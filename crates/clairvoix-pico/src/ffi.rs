//! The few C functions used: Pico's API (picoapi.h) and ours (`csrc/`).

use std::ffi::{c_char, c_int, c_void};

/// `PICO_OK`.
pub(crate) const OK: c_int = 0;
/// `PICO_STEP_IDLE`: nothing left to say.
pub(crate) const STEP_IDLE: c_int = 200;
/// `PICO_STEP_BUSY`: call again.
pub(crate) const STEP_BUSY: c_int = 201;
/// `PICO_RESET_FULL`: forget everything, speed and pitch included.
pub(crate) const RESET_FULL: c_int = 0;

/// Sees an item between two units: context, buffer number, item, its length, the room it has.
pub(crate) type Observer = extern "C" fn(*mut c_void, c_int, *mut u8, *mut u16, u16);

unsafe extern "C" {
    pub(crate) fn pico_initialize(
        memory: *mut c_void,
        size: u32,
        system: *mut *mut c_void,
    ) -> c_int;
    pub(crate) fn pico_terminate(system: *mut *mut c_void) -> c_int;
    pub(crate) fn pico_loadResource(
        system: *mut c_void,
        name: *const c_char,
        resource: *mut *mut c_void,
    ) -> c_int;
    pub(crate) fn pico_getResourceName(
        system: *mut c_void,
        resource: *mut c_void,
        name: *mut c_char,
    ) -> c_int;
    pub(crate) fn pico_createVoiceDefinition(system: *mut c_void, name: *const c_char) -> c_int;
    pub(crate) fn pico_addResourceToVoiceDefinition(
        system: *mut c_void,
        voice: *const c_char,
        resource: *const c_char,
    ) -> c_int;
    pub(crate) fn pico_newEngine(
        system: *mut c_void,
        voice: *const c_char,
        engine: *mut *mut c_void,
    ) -> c_int;
    pub(crate) fn pico_disposeEngine(system: *mut c_void, engine: *mut *mut c_void) -> c_int;
    pub(crate) fn pico_putTextUtf8(
        engine: *mut c_void,
        text: *const c_char,
        size: i16,
        taken: *mut i16,
    ) -> c_int;
    pub(crate) fn pico_getData(
        engine: *mut c_void,
        buffer: *mut c_void,
        size: i16,
        received: *mut i16,
        kind: *mut i16,
    ) -> c_int;
    pub(crate) fn pico_resetEngine(engine: *mut c_void, mode: c_int) -> c_int;

    pub(crate) fn clairvoix_offer_file(
        slot: c_int,
        name: *const c_char,
        data: *const u8,
        length: usize,
    );
    pub(crate) fn clairvoix_watch(engine: *mut c_void) -> c_int;
    pub(crate) fn clairvoix_observe(observer: Option<Observer>, context: *mut c_void);
}
