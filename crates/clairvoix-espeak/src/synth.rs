//! espeak-ng as a worker's engine.

use std::path::PathBuf;

use clairvoix_speech::protocol::SpeakRequest;
use clairvoix_speech::{Timing, Voice};
use clairvoix_worker::{Error, ErrorKind, Flow, HeldAudio, Part, Synth};

use crate::armour::armour;
use crate::correct::corrections;
use crate::engine::Espeak;
use crate::marks::Marker;
use crate::voice::{Known, known};

/// espeak's own speed, in words a minute, and what it can do.
const RATE: (i32, i32, i32) = (175, 80, 700);
/// Samples of the first piece: 32 ms.
const FIRST_SAMPLES: usize = 706;
/// Samples gathered before more are handed on: 46 ms.
const BATCH_SAMPLES: usize = 1024;
/// Samples that wait at most for the mark of the word they say: 2 s.
const HELD_SAMPLES_MAX: usize = 44_100;

/// The library, opened, and the voice that speaks.
pub struct EspeakSynth {
    espeak: Espeak,
    known: Vec<Known>,
    version: String,
    data: PathBuf,
    loaded: bool,
    /// The voice speaks French: it can be made to read as we do.
    french: bool,
}

impl EspeakSynth {
    /// Loads the library of this system.
    ///
    /// # Errors
    /// [`ErrorKind::Voice`] when espeak-ng or its data is not installed, with the package's name.
    pub fn open() -> Result<Self, Error> {
        let espeak = Espeak::open()?;
        let (version, data) = espeak.info();
        let known = known(&espeak.voices(), espeak.sample_rate_hz);
        Ok(Self { espeak, known, version, data, loaded: false, french: false })
    }

    /// Where its data is.
    #[must_use]
    pub fn data_folder(&self) -> PathBuf {
        self.data.clone()
    }
}

impl Synth for EspeakSynth {
    fn engine(&self) -> String {
        // The protocol has a maximum for names; a version is far below it.
        let engine = format!("espeak-ng {}", self.version);
        engine.chars().filter(char::is_ascii).take(60).collect()
    }

    fn voices(&self) -> Vec<Voice> {
        self.known.iter().map(|known| known.voice.clone()).collect()
    }

    fn load(&mut self, name: &str) -> Result<Timing, Error> {
        let found = self.known.iter().find(|known| known.voice.id.as_str() == name);
        let Some(Known { voice, identifier }) = found else {
            return Err(Error::new(ErrorKind::Voice, "no voice has that name"));
        };
        self.french = voice.language.split('-').next() == Some("fr");
        self.loaded = self.espeak.set_voice(identifier);
        if self.loaded {
            Ok(voice.timing)
        } else {
            Err(Error::new(ErrorKind::Voice, "espeak-ng does not load it"))
        }
    }

    fn speak(
        &mut self,
        request: SpeakRequest,
        emit: &mut dyn FnMut(Part) -> Flow,
    ) -> Result<(), Error> {
        if !self.loaded {
            return Err(Error::new(ErrorKind::Voice, "no voice is loaded"));
        }
        for word in &request.words {
            let silent = !word.range.slice(&request.text).contains(char::is_alphanumeric);
            if silent && emit(Part::Unspeakable(word.range)) == Flow::Stop {
                return Ok(());
            }
        }
        let mut armoured = armour(&request.text);
        if self.french {
            let replacements = corrections(&mut self.espeak, &armoured, &request);
            armoured = armoured.replaced(&replacements);
        }
        let mut marker = Marker::new(&request, &armoured);
        let mut audio = HeldAudio::new(FIRST_SAMPLES, BATCH_SAMPLES, HELD_SAMPLES_MAX);
        let mut flow = Flow::Continue;
        let (rate, pitch) = (rate(request.rate_milli), pitch(request.pitch_milli));
        self.espeak.speak(&armoured.text, rate, pitch, &mut |samples, events| {
            audio.push(samples);
            let marks = events.into_iter().flat_map(|event| marker.event(event));
            flow = pass_on(marks.map(Part::Mark), emit);
            if flow == Flow::Continue {
                flow = emit(Part::Audio(audio.take(marker.marked_up_to())));
            }
            flow
        })?;
        if flow == Flow::Continue {
            let marks = marker.finish(audio.received());
            let rest = std::iter::once(Part::Audio(audio.rest()));
            pass_on(marks.into_iter().map(Part::Mark).chain(rest), emit);
        }
        Ok(())
    }
}

fn pass_on(parts: impl Iterator<Item = Part>, emit: &mut dyn FnMut(Part) -> Flow) -> Flow {
    for part in parts {
        if emit(part) == Flow::Stop {
            return Flow::Stop;
        }
    }
    Flow::Continue
}

fn rate(milli: u32) -> i32 {
    let (own, least, most) = RATE;
    let words = i64::from(milli) * i64::from(own) / 1000;
    i32::try_from(words).unwrap_or(most).clamp(least, most)
}

/// espeak's scale: 50 is the voice's own, 0 an octave below, 100 nearly one above.
fn pitch(milli: u32) -> i32 {
    let octaves = (f64::from(milli.max(1)) / 1000.0).log2();
    (50.0 + 50.0 * octaves).round().clamp(0.0, 99.0) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_become_numbers_of_espeak() {
        assert_eq!([0, 400, 1000, 2000, 9000].map(rate), [80, 80, 175, 350, 700]);
        assert_eq!([0, 500, 1000, 2000, u32::MAX].map(pitch), [0, 0, 50, 99, 99]);
    }
}
