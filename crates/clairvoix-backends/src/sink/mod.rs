//! Where sound goes: the loudspeaker, or nowhere.

#[cfg(feature = "sound")]
mod clock;
#[cfg(feature = "sound")]
mod cpal;
#[cfg(all(feature = "sound", target_os = "linux"))]
mod linux;
#[cfg(feature = "sound")]
mod ring;
mod silent;

#[cfg(feature = "sound")]
pub use self::cpal::{CpalOptions, CpalSink, output_devices};
pub use silent::SilentSink;
