//! What a client of Spiel asks for, and how it is written to its pipe.

use std::io::{self, Write};

use clairvoix::{
    speech::{
        Engine, Error, Loudness, PlanOptions, Script, ScriptPart, Ssml, StreamEnd, StreamEvent,
        Voice, choose_voice, stream, voices_beside,
    },
    text::{OffsetMap, Scalar, Utf8Range},
};

use super::chunk::{self, EventKind};

/// Within which speed and pitch are kept.
const RATES: (f64, f64) = (0.2, 5.0);
const PITCHES: (f64, f64) = (0.5, 2.0);

/// The arguments of `Synthesize`, without the pipe.
#[derive(Clone, Debug, PartialEq)]
pub struct SpielRequest {
    /// Plain text or SSML.
    pub text: String,
    /// A voice's identifier.
    pub voice: String,
    /// 1.0 is the voice's own.
    pub pitch: f64,
    /// 1.0 is the voice's own.
    pub rate: f64,
    /// Whether `text` is SSML.
    pub is_ssml: bool,
    /// BCP 47 tag, or nothing.
    pub language: String,
}

impl SpielRequest {
    /// Says it with an engine and writes the stream; returns when all is written.
    ///
    /// # Errors
    /// When the reader is gone or the pipe fails; in the second place what the engine could not do.
    pub fn write(
        &self,
        engine: &mut dyn Engine,
        voices: &[Voice],
        out: &mut dyn Write,
    ) -> io::Result<Result<(), Error>> {
        out.write_all(chunk::HEADER)?;
        let voice = match choose_voice(voices, Some(&self.voice), self.language_or("fr")) {
            Ok(choice) => choice.voice,
            Err(error) => return Ok(Err(error)),
        };
        // A stream has one rate of samples, which its voice's format names.
        let alike = voices.iter().filter(|it| it.sample_rate_hz == voice.sample_rate_hz);
        let alike: Vec<Voice> = alike.cloned().collect();
        let (script, ssml) = self.script(&voice, &alike);
        let characters = OffsetMap::<Scalar>::new(&self.text);
        let given = |range: Utf8Range| {
            let range = ssml.as_ref().map_or(range, |ssml| ssml.to_source(range));
            let range = characters.from_utf8(range);
            (range.start(), range.end())
        };
        let mut bytes = Vec::new();
        let end = stream(engine, &alike, script, Loudness::default(), |event| {
            bytes.clear();
            match event {
                StreamEvent::Audio { samples, .. } => chunk::audio(&samples, &mut bytes),
                StreamEvent::Word(range) => {
                    chunk::event(EventKind::Word, given(range), "", &mut bytes);
                }
                StreamEvent::Sentence(range) => {
                    chunk::event(EventKind::Sentence, given(range), "", &mut bytes);
                }
                StreamEvent::Mark(name) => {
                    chunk::event(EventKind::Mark, (0, 0), &name, &mut bytes);
                }
                StreamEvent::Skipped(_) => {}
            }
            out.write_all(&bytes).map(|()| true)
        })?;
        Ok(match end {
            StreamEnd::Failed(error) => Err(error),
            StreamEnd::Finished | StreamEnd::Stopped => Ok(()),
        })
    }

    fn language_or<'a>(&'a self, other: &'a str) -> &'a str {
        if self.language.is_empty() { other } else { &self.language }
    }

    fn script(&self, voice: &Voice, voices: &[Voice]) -> (Script, Option<Ssml>) {
        let mut options = PlanOptions::new(self.language_or(&voice.language), voice.id.clone());
        options.voices.extend(voices_beside(voices, voice));
        options.rate = within(self.rate, RATES);
        options.pitch = within(self.pitch, PITCHES);
        options.pauses.paragraph_ms = 0;
        if !self.is_ssml {
            let part = ScriptPart { text: self.text.as_str().into(), options, offset: 0 };
            return (Script { parts: [part].into(), ..Script::default() }, None);
        }
        let ssml = Ssml::read(&self.text);
        let mut script = Script {
            parts: ssml.requests(&options).into_iter().map(Into::into).collect(),
            marks: ssml.marks.clone().into(),
        };
        for part in &mut script.parts {
            part.options.voices.retain(|entry| voices.iter().any(|it| it.id == entry.voice));
        }
        (script, Some(ssml))
    }
}

#[allow(clippy::cast_possible_truncation, reason = "within small bounds")]
fn within(value: f64, (min, max): (f64, f64)) -> f32 {
    if value.is_finite() { value.clamp(min, max) as f32 } else { 1.0 }
}
