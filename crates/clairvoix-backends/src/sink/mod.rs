//! Where sound goes: the loudspeaker.

#[cfg(feature = "sound")]
mod clock;
#[cfg(feature = "sound")]
mod cpal;
#[cfg(all(feature = "sound", target_os = "linux"))]
mod linux;
#[cfg(feature = "sound")]
mod ring;

#[cfg(feature = "sound")]
pub use self::cpal::{CpalOptions, CpalSink};
