//! What one message asks for.

use std::collections::VecDeque;

use clairvoix_speech::{PlanOptions, Script, ScriptPart, Ssml, VoiceId};
use clairvoix_text::{language::Language, spoken::Mode};

use crate::{Capitals, Punctuation, Settings, label, protocol::MessageKind};

/// Silence between sentences at the voice's own speed, in ms: whoever listens all day wants little.
const SENTENCE_MS: f32 = 250.0;

/// A message, read: what is said, and the marks in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message(pub Script);

impl Message {
    /// Reads a message of this kind. `options` has the language and the voices; the manner is of
    /// `settings`. SSML may ask for another voice: only those of `known` can be had.
    #[must_use]
    pub fn read(
        kind: MessageKind,
        text: &str,
        settings: &Settings,
        mut options: PlanOptions,
        known: &[VoiceId],
    ) -> Self {
        options.rate = settings.rate_factor();
        options.pitch = settings.pitch_factor();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 1 000")]
        let pause_ms = (SENTENCE_MS / options.rate) as u32;
        options.pauses.sentence_ms = pause_ms;
        options.pauses.paragraph_ms = 0;
        match kind {
            MessageKind::Text => Self::text(text, settings, options, known),
            MessageKind::Character => Self::character(text, settings, &options),
            MessageKind::Key => Self::key(text, &options),
            MessageKind::SoundIcon => Self::words(&text.replace(['-', '_'], " "), &options),
        }
    }

    fn text(text: &str, settings: &Settings, mut options: PlanOptions, known: &[VoiceId]) -> Self {
        options.mode = match settings.punctuation {
            _ if settings.spelling => Mode::Spelling,
            Punctuation::None | Punctuation::Some => Mode::Normal,
            Punctuation::Most | Punctuation::All => Mode::Dictation,
        };
        let ssml = Ssml::read(text);
        let mut parts: VecDeque<ScriptPart> =
            ssml.requests(&options).into_iter().map(Into::into).collect();
        for part in &mut parts {
            part.options.voices.retain(|entry| known.contains(&entry.voice));
        }
        Self(Script { parts, marks: ssml.marks.into() })
    }

    fn character(text: &str, settings: &Settings, options: &PlanOptions) -> Self {
        if text == "space" || text.chars().all(char::is_whitespace) {
            return Self::key("space", options);
        }
        let told = settings.capitals != Capitals::None;
        let text = if told { text.to_owned() } else { text.to_lowercase() };
        Self::one(&text, Mode::Spelling, options)
    }

    /// Keys held together are joined by `_`.
    fn key(text: &str, options: &PlanOptions) -> Self {
        let language = Language::from_tag(&options.language);
        let mut message = Self::default();
        let parts: Vec<&str> = match text {
            "_" => vec!["underscore"],
            _ => text.split('_').filter(|part| !part.is_empty()).collect(),
        };
        for part in parts {
            let mut one = match label::key(part, language) {
                Some(name) => Self::words(name, options),
                None if part.chars().count() == 1 => {
                    Self::one(&part.to_lowercase(), Mode::Spelling, options)
                }
                None => Self::words(&part.replace('-', " "), options),
            };
            message.0.parts.append(&mut one.0.parts);
        }
        message
    }

    fn words(text: &str, options: &PlanOptions) -> Self {
        Self::one(text, Mode::Normal, options)
    }

    fn one(text: &str, mode: Mode, options: &PlanOptions) -> Self {
        let options = PlanOptions { mode, ..options.clone() };
        let part = ScriptPart { text: text.into(), options, offset: 0 };
        Self(Script { parts: VecDeque::from([part]), marks: VecDeque::new() })
    }
}
