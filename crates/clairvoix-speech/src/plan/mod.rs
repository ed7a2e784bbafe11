//! From text to what an engine is asked to say, sentence by sentence, with the way back to the text.
//!
//! A plan is lazy and holds a few kilobytes whatever the size of the text. Every written word or
//! number of the text is in exactly one [`PlannedUtterance`] (or, when its spoken form is longer
//! than an utterance may be, in several that follow each other).

mod cut;
mod options;
mod passage;
mod reading;
mod syllabic;
mod syllable;
pub(crate) mod walk;
mod window;

use std::{collections::VecDeque, ops::Range};

use clairvoix_text::Utf8Range;

use crate::{Error, Utterance, UtteranceId, UtteranceWord};
pub use options::{
    LanguageVoice, PAUSE_MS_MAX, Passage, PassageKind, Pauses, PlanOptions, PlanUnit,
    UTTERANCE_WORDS_MAX,
};
use reading::SentenceReading;
use window::Sentence;

/// One utterance, and what each part of it is in the source text. Ranges are in the source text
/// unless said.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedUtterance {
    /// What the engine says; its own ranges are in its own text. Without words, there is nothing to
    /// say and no engine is asked.
    pub utterance: Utterance,
    /// From the first to the last written word said.
    pub range: Utf8Range,
    /// The sentence it belongs to.
    pub sentence: Utf8Range,
    /// Whether it is the first utterance of its sentence (or the first after a seek).
    pub starts_sentence: bool,
    /// Whether it is the last one of its sentence.
    pub ends_sentence: bool,
    /// The written words and numbers it says, in order.
    pub words: Vec<PlannedWord>,
    /// The sounds of each of [`Utterance::words`], for marks by syllable and phoneme.
    pub sounds: Vec<Vec<PlannedSound>>,
    /// Silence after it, in ms.
    pub pause_after_ms: u32,
}

/// A written word or number of the source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedWord {
    /// Where it stands in the source text.
    pub range: Utf8Range,
    /// Its written syllables, in order; they cover it. What is not said as it is spelled (a number, an
    /// abbreviation) is one.
    pub syllables: Vec<Utf8Range>,
    /// The entries of [`Utterance::words`] that say it. Neighbours share entries when one spoken
    /// word says several written ones; empty when nothing is said for it.
    pub spoken: Range<usize>,
    /// It began in the utterance before.
    pub continues: bool,
    /// It goes on in the utterance after.
    pub continued: bool,
}

/// One sound we expect in a spoken word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedSound {
    /// The phoneme in IPA.
    pub ipa: String,
    /// The letters of the source that give it, or all of what is said so where letters and sounds
    /// do not match (numbers, abbreviations).
    pub range: Utf8Range,
    /// Which of [`PlannedWord::syllables`] it belongs to, in the written word that it says.
    pub syllable: usize,
}

/// Cuts a text into utterances, as far as it is asked to. The text is given at each step, so that a
/// planner can live beside its text; [`plan`] is the iterator over a borrowed one.
#[derive(Clone, Debug)]
pub struct Planner {
    options: PlanOptions,
    /// Where the text not yet cut into sentences starts.
    unread: usize,
    /// At most those of one window.
    sentences: VecDeque<Sentence>,
    /// At most those of one sentence.
    ready: VecDeque<PlannedUtterance>,
    /// Words that end at or before this are not said.
    from: usize,
    next_id: u64,
}

impl Planner {
    /// A planner at the start of its text.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidInput`] when the options name no voice, or a rate or pitch that
    /// is not a positive number.
    pub fn try_new(options: PlanOptions) -> Result<Self, Error> {
        if options.voices.is_empty() {
            return Err(Error::invalid_input("no voice is named to say the text"));
        }
        for (name, value) in [("rate", options.rate), ("pitch", options.pitch)] {
            if !(value.is_finite() && value > 0.0) {
                return Err(Error::invalid_input(format!(
                    "{name} is {value}: it must be a number above 0"
                )));
            }
        }
        Ok(Self {
            options,
            unread: 0,
            sentences: VecDeque::new(),
            ready: VecDeque::new(),
            from: 0,
            next_id: 0,
        })
    }

    /// The options it works with.
    #[must_use]
    pub fn options(&self) -> &PlanOptions {
        &self.options
    }

    /// Changes speed and pitch of the utterances to come; a value that is not above 0 changes
    /// nothing.
    pub fn set_prosody(&mut self, rate: f32, pitch: f32) {
        let kept =
            |value: f32, old: f32| if value.is_finite() && value > 0.0 { value } else { old };
        self.options.rate = kept(rate, self.options.rate);
        self.options.pitch = kept(pitch, self.options.pitch);
        for planned in &mut self.ready {
            planned.utterance.rate = self.options.rate;
            planned.utterance.pitch = self.options.pitch;
        }
    }

    /// The next utterance of `text`, or none at its end.
    pub fn next_utterance(&mut self, text: &str) -> Option<PlannedUtterance> {
        loop {
            if let Some(planned) = self.ready.pop_front() {
                return Some(planned);
            }
            let sentence = self.next_sentence(text)?;
            self.prepare(text, sentence);
        }
    }

    /// Goes to the word at byte `offset` of the text, or the first after it. `sentence_start` is
    /// the start of its sentence as this planner gave it.
    pub fn seek(&mut self, sentence_start: usize, offset: usize) {
        self.unread = sentence_start.min(offset);
        self.from = offset;
        self.sentences.clear();
        self.ready.clear();
    }

    /// Goes to the word at byte `offset` of `text`, or the first after it, when its sentence is not
    /// known: the text is read from a little before it.
    pub fn seek_anywhere(&mut self, text: &str, offset: usize) {
        self.seek(window::safe_start(text, offset), offset);
        self.from = offset.min(text.len());
    }

    fn next_sentence(&mut self, text: &str) -> Option<Sentence> {
        loop {
            while let Some(sentence) = self.sentences.pop_front() {
                if sentence.range.end() > self.from {
                    return Some(sentence);
                }
            }
            if self.unread >= text.len() {
                return None;
            }
            let window = window::sentences(text, self.unread);
            self.sentences = passage::whole(window.sentences, &self.options.passages);
            self.unread = window.end;
        }
    }

    fn prepare(&mut self, text: &str, sentence: Sentence) {
        let reading = SentenceReading::read(text, &sentence, &self.options);
        let sentence = sentence.range;
        let first = reading
            .written
            .iter()
            .find(|w| w.range.end() > self.from)
            .map_or(reading.spoken.len(), |w| w.spoken.start);
        let mut groups = cut::groups(&reading, first, &self.options);
        let unsaid = |w: &reading::WrittenWord| w.range.end() > self.from;
        if groups.is_empty() && reading.written.iter().any(unsaid) {
            // Words that nothing is said for still get their marks.
            groups.push(reading.spoken.len()..reading.spoken.len());
        }
        let count = groups.len();
        for (index, group) in groups.into_iter().enumerate() {
            let last = index + 1 == count;
            let mut planned = self.utterance(&reading, group, sentence);
            planned.starts_sentence = index == 0;
            planned.ends_sentence = last;
            planned.pause_after_ms = self.pause_ms(last, text, sentence);
            self.add(planned);
        }
    }

    /// Keeps an utterance, in syllables where they are asked for, and numbers it.
    fn add(&mut self, planned: PlannedUtterance) {
        let pause_ms = self.options.pauses.syllable_ms.min(PAUSE_MS_MAX);
        let parts = match self.options.effective_unit() {
            PlanUnit::Syllable => syllabic::by_syllable(planned, pause_ms),
            _ => vec![planned],
        };
        for mut part in parts {
            part.utterance.id = UtteranceId(self.next_id);
            self.next_id += 1;
            self.ready.push_back(part);
        }
    }

    fn pause_ms(&self, last: bool, text: &str, sentence: Utf8Range) -> u32 {
        let pauses = self.options.pauses;
        let ms = if last && window::ends_paragraph(text, sentence.end()) {
            pauses.paragraph_ms.max(pauses.sentence_ms)
        } else if last {
            pauses.sentence_ms
        } else if matches!(self.options.effective_unit(), PlanUnit::Word | PlanUnit::Syllable) {
            pauses.word_ms
        } else {
            pauses.group_ms
        };
        ms.min(PAUSE_MS_MAX)
    }

    fn utterance(
        &self,
        reading: &SentenceReading,
        group: Range<usize>,
        sentence: Utf8Range,
    ) -> PlannedUtterance {
        let text = cut::text_of(reading, &group);
        let spoken = reading.spoken.get(group.clone()).unwrap_or_default();
        let words = planned_words(reading, &group);
        let range = match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.range.cover(last.range),
            _ => sentence,
        };
        let foreign = spoken.first().and_then(|word| word.foreign);
        let language = foreign.map_or(self.options.language.as_str(), |language| language.tag());
        let local = |r: Utf8Range| Utf8Range::new(r.start() - text.start(), r.end() - text.start());
        PlannedUtterance {
            utterance: Utterance {
                id: UtteranceId(0),
                text: text.slice(&reading.text).to_owned(),
                words: spoken
                    .iter()
                    .map(|w| UtteranceWord { range: local(w.range), ipa: w.ipa.clone() })
                    .collect(),
                voice: self.options.voice(language).cloned().unwrap_or_else(crate::VoiceId::none),
                rate: self.options.rate,
                pitch: self.options.pitch,
            },
            range,
            sentence,
            starts_sentence: false,
            ends_sentence: false,
            words,
            sounds: spoken.iter().map(|w| w.sounds.clone()).collect(),
            pause_after_ms: 0,
        }
    }
}

/// The written words that a group of spoken words says.
fn planned_words(reading: &SentenceReading, group: &Range<usize>) -> Vec<PlannedWord> {
    let last_group = group.end == reading.spoken.len();
    reading
        .written
        .iter()
        .filter(|w| {
            if w.spoken.is_empty() {
                // Nothing is said for it: it belongs where it would have been said.
                group.contains(&w.spoken.start) || (last_group && w.spoken.start >= group.end)
            } else {
                w.spoken.start < group.end && group.start < w.spoken.end
            }
        })
        .map(|w| {
            let start = w.spoken.start.clamp(group.start, group.end);
            let end = w.spoken.end.clamp(start, group.end);
            let continues = w.spoken.start < group.start;
            let continued = w.spoken.end > group.end;
            PlannedWord {
                range: w.range,
                // Parts of a word that are said apart are not divided further.
                syllables: if continues || continued { vec![w.range] } else { w.syllables.clone() },
                spoken: start - group.start..end - group.start,
                continues,
                continued,
            }
        })
        .collect()
}

/// The utterances of a text, one after the other, made as they are asked for.
///
/// # Errors
/// As [`Planner::try_new`].
///
/// ```
/// use clairvoix_speech::{PlanOptions, VoiceId, plan};
/// let options = PlanOptions::new("fr", VoiceId::try_new("pico-fr-FR")?);
/// let text = "Le chat dort. Il rêve.";
/// let said: Vec<_> = plan(text, options)?.map(|u| u.range.slice(text).to_owned()).collect();
/// assert_eq!(said, ["Le chat dort", "Il rêve"]);
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
pub fn plan(text: &str, options: PlanOptions) -> Result<Plan<'_>, Error> {
    Ok(Plan { text, planner: Planner::try_new(options)? })
}

/// See [`plan`].
#[derive(Clone, Debug)]
pub struct Plan<'t> {
    text: &'t str,
    planner: Planner,
}

impl Iterator for Plan<'_> {
    type Item = PlannedUtterance;

    fn next(&mut self) -> Option<Self::Item> {
        self.planner.next_utterance(self.text)
    }
}
