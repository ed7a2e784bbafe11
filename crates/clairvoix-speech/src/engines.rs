//! Several engines as one, and the voice to use among theirs.

use clairvoix_text::language::Language;

use crate::{
    Engine, EngineEvent, Error, ErrorKind, LanguageVoice, Timing, Utterance, Voice,
    render::unknown_voice,
};

/// Engines in order of preference, driven as one: an utterance goes to the engine that has its voice.
/// An engine that is not there takes nothing from the others.
///
/// ```
/// # #[cfg(feature = "testing")] {
/// use clairvoix_speech::{Engine, Engines, Error, ErrorKind, testing::FakeEngine};
/// let mut engines = Engines::default();
/// engines.add("fake", Ok(FakeEngine::default()));
/// engines.add("other", Err::<FakeEngine, _>(Error::new(ErrorKind::Unavailable, "not installed")));
/// assert_eq!(engines.voices()?.len(), 1);
/// assert_eq!(engines.missing()[0].0, "other");
/// # }
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
#[derive(Default)]
pub struct Engines {
    engines: Vec<Member>,
    missing: Vec<(String, Error)>,
    /// The one that speaks.
    speaking: Option<usize>,
}

struct Member {
    name: String,
    engine: Box<dyn Engine>,
    /// Known once they were asked for.
    voices: Option<Vec<Voice>>,
}

impl Engines {
    /// Adds an engine after those that are there; one that could not be made is remembered with the
    /// reason.
    pub fn add(&mut self, name: &str, engine: Result<impl Engine + 'static, Error>) {
        match engine {
            Ok(engine) => self.engines.push(Member {
                name: name.to_owned(),
                engine: Box::new(engine),
                voices: None,
            }),
            Err(cause) => self.missing.push((name.to_owned(), cause)),
        }
    }

    /// The engines that are not there, as far as is known by now, and why.
    #[must_use]
    pub fn missing(&self) -> &[(String, Error)] {
        &self.missing
    }

    /// Asks each engine once for its voices; those that fail are left out from then on.
    fn ask(&mut self) {
        // Those that start a process start it at the same time.
        self.prepare();
        let missing = &mut self.missing;
        self.engines.retain_mut(|member| {
            if member.voices.is_some() {
                return true;
            }
            match member.engine.voices() {
                Ok(voices) => member.voices = Some(voices),
                Err(cause) => missing.push((member.name.clone(), cause)),
            }
            member.voices.is_some()
        });
    }

    /// The engine that has the voice. Those before it are asked for their voices, those after it are
    /// not: an engine that is not needed is not started.
    fn engine_of(&mut self, utterance: &Utterance) -> Option<usize> {
        let has = |voices: &[Voice]| voices.iter().any(|voice| voice.id == utterance.voice);
        for (index, member) in self.engines.iter_mut().enumerate() {
            if member.voices.is_none() {
                member.voices = member.engine.voices().ok();
            }
            if member.voices.as_deref().is_some_and(has) {
                return Some(index);
            }
        }
        None
    }
}

impl Engine for Engines {
    fn prepare(&mut self) {
        let unknown = self.engines.iter_mut().filter(|member| member.voices.is_none());
        unknown.for_each(|member| member.engine.prepare());
    }

    fn voices(&mut self) -> Result<Vec<Voice>, Error> {
        self.ask();
        let mut all: Vec<Voice> = Vec::new();
        for voice in self.engines.iter().flat_map(|member| member.voices.iter().flatten()) {
            // A name that two engines use is the first one's.
            if !all.iter().any(|known| known.id == voice.id) {
                all.push(voice.clone());
            }
        }
        if all.is_empty() {
            let why: Vec<String> =
                self.missing.iter().map(|(name, cause)| format!("{name}: {cause}")).collect();
            let message = format!("there is no voice at all: {}", why.join("; "));
            return Err(Error::new(ErrorKind::Unavailable, message));
        }
        Ok(all)
    }

    fn begin(&mut self, utterance: &Utterance) -> Result<(), Error> {
        self.cancel();
        let Some(index) = self.engine_of(utterance) else {
            let voices = self.voices()?;
            return Err(unknown_voice(utterance.voice.as_str(), &voices));
        };
        if let Some(member) = self.engines.get_mut(index) {
            member.engine.begin(utterance)?;
            self.speaking = Some(index);
        }
        Ok(())
    }

    fn next_event(&mut self) -> Result<EngineEvent, Error> {
        let Some(index) = self.speaking else {
            return Ok(EngineEvent::Finished);
        };
        let event = match self.engines.get_mut(index) {
            Some(member) => member.engine.next_event(),
            None => Ok(EngineEvent::Finished),
        };
        if matches!(event, Ok(EngineEvent::Finished) | Err(_)) {
            self.speaking = None;
        }
        event
    }

    fn cancel(&mut self) {
        if let Some(member) = self.speaking.take().and_then(|index| self.engines.get_mut(index)) {
            member.engine.cancel();
        }
    }
}

/// A voice, and whether it is the one that was wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoiceChoice {
    /// The voice to use.
    pub voice: Voice,
    /// Why it is another than the one wanted, for those who should know; none when it is not.
    pub fallback: Option<String>,
}

/// The voice to say `language` with, a BCP 47 tag: the one named `wanted` if it is there, else the
/// first of the same language and region, else of the same language, else any, those with exact times
/// first. So there is always a voice, and a choice that nobody made is told.
///
/// # Errors
/// [`ErrorKind::Unavailable`] when there is no voice at all.
pub fn choose_voice(
    voices: &[Voice],
    wanted: Option<&str>,
    language: &str,
) -> Result<VoiceChoice, Error> {
    if let Some(voice) = voices.iter().find(|voice| wanted == Some(voice.id.as_str())) {
        return Ok(VoiceChoice { voice: voice.clone(), fallback: None });
    }
    // The first of the best: the order of the engines decides among equals.
    let best = voices.iter().min_by_key(|voice| {
        let timing = match voice.timing {
            Timing::Exact => 0,
            Timing::Estimated => 1,
            Timing::None => 2,
        };
        (distance(&voice.language, language), timing)
    });
    let voice = best
        .cloned()
        .ok_or_else(|| Error::new(ErrorKind::Unavailable, "there is no voice at all"))?;
    let id = voice.id.as_str();
    let fallback = match wanted {
        Some(name) => Some(format!("there is no voice {name}; {id} speaks instead")),
        None if distance(&voice.language, language) == 2 => {
            Some(format!("there is no voice for {language}; {id} speaks instead"))
        }
        None => None,
    };
    Ok(VoiceChoice { voice, fallback })
}

/// Voices for the passages in other languages of a class beside `own`: of the same engine where it has
/// one for a language, else of the first that has.
#[must_use]
pub fn voices_beside(voices: &[Voice], own: &Voice) -> Vec<LanguageVoice> {
    let engine = |voice: &Voice| voice.id.as_str().split('-').next().map(str::to_owned);
    let own_engine = engine(own);
    let own_language = Language::from_tag(&own.language);
    Language::ALL
        .into_iter()
        .filter(|language| Some(*language) != own_language)
        .filter_map(|language| {
            let of = |voice: &&Voice| Language::from_tag(&voice.language) == Some(language);
            // The first of the least.
            let voice = voices.iter().filter(of).min_by_key(|voice| engine(voice) != own_engine)?;
            Some(LanguageVoice { language: voice.language.clone(), voice: voice.id.clone() })
        })
        .collect()
}

/// 0 the same tag, 1 the same language, 2 another. A language without region is near to all its own.
fn distance(voice: &str, wanted: &str) -> u8 {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase();
    if voice.replace('_', "-").eq_ignore_ascii_case(&wanted.replace('_', "-")) {
        0
    } else if primary(voice) == primary(wanted) {
        1
    } else {
        2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::VoiceId;

    fn voice(id: &str, language: &str, timing: Timing) -> Voice {
        Voice {
            id: VoiceId::try_new(id).unwrap_or_else(|e| panic!("{e}")),
            language: language.to_owned(),
            label: id.to_owned(),
            sample_rate_hz: 16_000,
            timing,
        }
    }

    #[test]
    fn a_passage_has_a_voice_of_the_same_engine_or_of_another() {
        let voices = [
            voice("pico-en-GB", "en-GB", Timing::Exact),
            voice("pico-de-DE", "de-DE", Timing::Exact),
            voice("piper-fr", "fr-FR", Timing::Exact),
            voice("piper-de", "de-DE", Timing::Exact),
        ];
        let beside = voices_beside(&voices, &voices[2]);
        let names: Vec<&str> = beside.iter().map(|voice| voice.voice.as_str()).collect();
        assert_eq!(names, ["pico-en-GB", "piper-de"]);
    }

    #[test]
    fn there_is_always_a_voice_and_another_than_wanted_is_told() {
        let voices = [
            voice("sys-fr", "fr-FR", Timing::None),
            voice("pico-fr-FR", "fr-FR", Timing::Exact),
            voice("es-fr-be", "fr-BE", Timing::Exact),
            voice("pico-de", "de-DE", Timing::Exact),
        ];
        // wanted, language, chosen, told
        for (wanted, language, chosen, told) in [
            (None, "fr-FR", "pico-fr-FR", false),
            (None, "fr-be", "es-fr-be", false),
            (None, "fr", "pico-fr-FR", false),
            (None, "fr_CA", "pico-fr-FR", false),
            (Some("sys-fr"), "fr", "sys-fr", false),
            (Some("gone"), "de", "pico-de", true),
            (None, "eo", "pico-fr-FR", true),
        ] {
            let choice = choose_voice(&voices, wanted, language);
            let choice = choice.unwrap_or_else(|e| panic!("{e}"));
            let got = (choice.voice.id.as_str(), choice.fallback.is_some());
            assert_eq!(got, (chosen, told), "{wanted:?} {language}");
        }
        assert!(choose_voice(&[], None, "fr").is_err());
    }
}
