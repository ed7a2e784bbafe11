//! The system's own voices, by the crate `tts`: speech-dispatcher on Linux, WinRT on Windows,
//! AVFoundation on macOS.

use clairvoix_speech::{Error, ErrorKind, Timing, Utterance, Voice, VoiceId};
use tts::{Backends, Tts, UtteranceId};

use super::{Talker, Tell};

/// The name of the voice that the person has chosen in the system, whichever it is.
const OWN: &str = "system";
/// Letters of a voice's name that are kept.
const NAME_CHARS_MAX: usize = 48;

/// The system's voices, for a [`TalkerPlayer`](super::TalkerPlayer). The voice `system` is the one chosen
/// in the system; the list of the others takes up to two seconds on Linux, and so does taking one of
/// them. Rates from 0.5 to 2 are meant to be those of other engines, as near as each system lets them be.
///
/// ```no_run
/// use clairvoix_backends::talker::{SystemTalker, TalkerPlayer};
/// use clairvoix_speech::{PlanOptions, VoiceId};
/// let player = TalkerPlayer::try_new(SystemTalker::try_new)?;
/// player.speak("Bonjour à tous.", PlanOptions::new("fr", VoiceId::try_new("system")?))?;
/// while let Some(event) = player.next_event(None) {
///     println!("{event:?}");
/// }
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
pub struct SystemTalker {
    tts: Tts,
    /// Known once they were asked for.
    voices: Option<Vec<(VoiceId, tts::Voice)>>,
    /// What it speaks with now.
    voice: VoiceId,
    rate: f32,
    pitch: f32,
}

impl SystemTalker {
    /// Connects to the system's speech service.
    ///
    /// # Errors
    /// [`ErrorKind::Unavailable`] where there is none, or one that does not tell when an utterance
    /// begins and ends.
    pub fn try_new(tell: Tell<UtteranceId>) -> Result<Self, Error> {
        #[cfg(target_os = "linux")]
        let tts = Tts::new(Backends::SpeechDispatcher);
        #[cfg(not(target_os = "linux"))]
        let tts = Tts::default();
        let tts = tts.map_err(|e| unavailable(&e))?;
        let (began, ended, stopped) = (tell.clone(), tell.clone(), tell);
        tts.on_utterance_begin(Some(Box::new(move |id| began.began(id))))
            .and_then(|()| tts.on_utterance_end(Some(Box::new(move |id| ended.ended(id)))))
            .and_then(|()| tts.on_utterance_stop(Some(Box::new(move |id| stopped.stopped(id)))))
            .map_err(|e| unavailable(&e))?;
        let voice = VoiceId::try_new(OWN)?;
        Ok(Self { tts, voices: None, voice, rate: 1.0, pitch: 1.0 })
    }

    fn known(&mut self) -> Result<&[(VoiceId, tts::Voice)], Error> {
        if self.voices.is_none() {
            let found = self.tts.voices().map_err(|e| unavailable(&e))?;
            let mut known: Vec<(VoiceId, tts::Voice)> = Vec::new();
            for voice in found {
                let id = VoiceId::try_new(&name(&voice.id(), known.len()))?;
                // A name that two have is the first one's.
                if !known.iter().any(|(other, _)| *other == id) {
                    known.push((id, voice));
                }
            }
            self.voices = Some(known);
        }
        Ok(self.voices.as_deref().unwrap_or_default())
    }

    fn take_voice(&mut self, wanted: &VoiceId) -> Result<(), Error> {
        if *wanted == self.voice {
            return Ok(());
        }
        let known = self.known()?.iter().find(|(id, _)| id == wanted);
        // There is no way back to the system's own choice but a new connection.
        let Some((_, voice)) = known.cloned() else {
            let message = format!("the system has no voice {}", wanted.as_str());
            return Err(Error::new(ErrorKind::InvalidInput, message));
        };
        self.tts.set_voice(&voice).map_err(|e| unavailable(&e))?;
        self.voice = wanted.clone();
        Ok(())
    }

    fn take_prosody(&mut self, rate: f32, pitch: f32) -> Result<(), Error> {
        let features = self.tts.supported_features();
        if features.rate && differs(rate, self.rate) {
            let limits = (self.tts.min_rate(), self.tts.normal_rate(), self.tts.max_rate());
            self.tts.set_rate(within(rate, limits)).map_err(|e| unavailable(&e))?;
            self.rate = rate;
        }
        if features.pitch && differs(pitch, self.pitch) {
            let limits = (self.tts.min_pitch(), self.tts.normal_pitch(), self.tts.max_pitch());
            self.tts.set_pitch(within(pitch, limits)).map_err(|e| unavailable(&e))?;
            self.pitch = pitch;
        }
        Ok(())
    }
}

impl Talker for SystemTalker {
    type Id = UtteranceId;

    fn voices(&mut self) -> Result<Vec<Voice>, Error> {
        let own = (VoiceId::try_new(OWN)?, "und".to_owned(), OWN.to_owned());
        let known = self.known()?.iter();
        let known = known.map(|(id, v)| (id.clone(), v.language().into_inner(), v.name()));
        let voice = |(id, language, label)| Voice {
            id,
            language,
            label,
            sample_rate_hz: 0,
            timing: Timing::Estimated,
        };
        Ok(std::iter::once(own).chain(known).map(voice).collect())
    }

    fn say(&mut self, utterance: &Utterance) -> Result<UtteranceId, Error> {
        self.take_voice(&utterance.voice)?;
        self.take_prosody(utterance.rate, utterance.pitch)?;
        let given = self.tts.speak(utterance.text.as_str(), false).map_err(|e| unavailable(&e))?;
        given.ok_or_else(|| Error::new(ErrorKind::Unavailable, "the system took no text"))
    }

    fn stop(&mut self) -> Result<(), Error> {
        self.tts.stop().map(drop).map_err(|e| unavailable(&e))
    }
}

fn unavailable(error: &tts::Error) -> Error {
    let message = format!("the system's speech does not answer: {error}");
    Error::new(ErrorKind::Unavailable, message)
}

fn differs(wanted: f32, now: f32) -> bool {
    (wanted - now).abs() > 0.005
}

/// A factor on the system's scale, which runs from a lowest to a highest value around the usual one: half
/// is half-way down, twice half-way up, and so on.
fn within(factor: f32, (lowest, usual, highest): (f32, f32, f32)) -> f32 {
    let steps = factor.max(0.01).log2() / 2.0;
    let far = if steps < 0.0 { usual - lowest } else { highest - usual };
    (usual + steps * far).clamp(lowest.min(highest), highest.max(lowest))
}

/// A name that may be a [`VoiceId`].
fn name(system: &str, number: usize) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { '_' };
    let kept: String = system.chars().map(kept).take(NAME_CHARS_MAX).collect();
    if kept.chars().any(|c| c.is_ascii_alphanumeric()) {
        format!("{OWN}-{kept}")
    } else {
        format!("{OWN}-{number}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_lie_on_the_systems_scale() {
        let near = |a: f32, b: f32| (a - b).abs() < 0.01;
        assert!(near(within(1.0, (-100.0, 0.0, 100.0)), 0.0));
        assert!(near(within(2.0, (-100.0, 0.0, 100.0)), 50.0));
        assert!(near(within(0.25, (-100.0, 0.0, 100.0)), -100.0));
        assert!(near(within(8.0, (0.5, 1.0, 6.0)), 6.0));
    }

    #[test]
    fn every_voice_has_a_name() {
        assert_eq!(name("French (France)+Alicia", 3), "system-French__France__Alicia");
        assert_eq!(name("日本", 3), "system-3");
        assert!(VoiceId::try_new(&name(&"x".repeat(200), 0)).is_ok());
    }
}
