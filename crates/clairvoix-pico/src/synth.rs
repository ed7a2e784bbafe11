//! Pico as a worker's engine.

use clairvoix_speech::protocol::SpeakRequest;
use clairvoix_speech::{Timing, Voice};
use clairvoix_worker::{Flow, Part, Synth};

use crate::narrate::narrate;
use crate::voice::{self, VoiceData};
use crate::{Error, ErrorKind, Pico, check};

/// One voice at a time, loaded when it is asked for.
#[derive(Debug, Default)]
pub struct PicoSynth {
    loaded: Option<(VoiceData, Pico)>,
}

impl Synth for PicoSynth {
    fn engine(&self) -> String {
        concat!("pico 0.1.5, clairvoix ", env!("CARGO_PKG_VERSION")).to_owned()
    }

    fn voices(&self) -> Vec<Voice> {
        voice::list()
    }

    fn load(&mut self, name: &str) -> Result<Timing, Error> {
        let Some(data) = voice::find(name) else {
            return Err(Error::new(ErrorKind::Voice, "no voice has that name"));
        };
        let mut pico = match self.loaded.take() {
            Some((loaded, pico)) if loaded.name == data.name => pico,
            before => Pico::load(data, before.map(|(_, pico)| pico))?,
        };
        let timing = check::timing(&mut pico, data.language);
        self.loaded = Some((data, pico));
        Ok(timing)
    }

    fn speak(
        &mut self,
        request: SpeakRequest,
        emit: &mut dyn FnMut(Part) -> Flow,
    ) -> Result<(), Error> {
        let Some((voice, pico)) = self.loaded.as_mut() else {
            return Err(Error::new(ErrorKind::Voice, "no voice is loaded"));
        };
        narrate(pico, voice.language, request, emit).map(drop)
    }
}
