//! What speaks: engines and a loudspeaker, or stand-ins for tests.

use clairvoix::backends::player::Player;
use clairvoix::speech::{Engines, Error};

/// Makes what speaks, when it is needed.
pub trait Backend: Send + Sync + 'static {
    /// The engines for a voice of this name; without one, for any voice of the embedded kind. They may
    /// start processes.
    fn engines(&self, voice: Option<&str>) -> Engines;

    /// All engines there are, to list their voices.
    fn all_engines(&self) -> Engines;

    /// A player for these engines and the device of this name; where it is not there, and without a
    /// name, it is the system's choice.
    ///
    /// # Errors
    /// When no engine has a voice, or no thread can be started.
    fn player(&self, engines: Engines, device: Option<&str>) -> Result<Player, Error>;
}

/// The engines of this machine and its loudspeaker. In a build without sound, speech goes by in
/// silence at the pace of sound.
#[derive(Clone, Copy, Debug, Default)]
pub struct Native;

impl Backend for Native {
    fn engines(&self, voice: Option<&str>) -> Engines {
        clairvoix::backends::engine::engines_for(voice)
    }

    fn all_engines(&self) -> Engines {
        clairvoix::backends::engine::all_engines()
    }

    #[cfg(feature = "sound")]
    fn player(&self, engines: Engines, device: Option<&str>) -> Result<Player, Error> {
        use clairvoix::backends::sink::{CpalOptions, CpalSink};
        let sink = CpalOptions { device: device.map(str::to_owned), ..CpalOptions::default() };
        Player::try_new(engines, || CpalSink::new(sink))
    }

    #[cfg(not(feature = "sound"))]
    fn player(&self, engines: Engines, _device: Option<&str>) -> Result<Player, Error> {
        Player::try_new(engines, clairvoix::backends::sink::SilentSink::default)
    }
}
