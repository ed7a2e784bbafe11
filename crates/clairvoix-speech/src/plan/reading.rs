//! One sentence as it is written and as it is said: the plan's only view of `clairvoix-text`.

use std::ops::Range;

use clairvoix_text::{
    Utf8Range,
    analysis::{AnalyzeOptions, analyze},
    language::Language,
    spoken::{Spoken, SpokenMap, SpokenOptions, spoken_form},
};

use super::{
    PlannedSound,
    options::PlanOptions,
    passage::{Piece, pieces},
    syllable::{self, sounds_listed, sounds_of},
    window::Sentence,
};

/// A sentence read; all source ranges are in the source text.
#[derive(Clone, Debug, Default)]
pub(super) struct SentenceReading {
    /// The spoken form.
    pub(super) text: String,
    /// The words of `text`.
    pub(super) spoken: Vec<SpokenWord>,
    /// The written words.
    pub(super) written: Vec<WrittenWord>,
}

#[derive(Clone, Debug)]
pub(super) struct SpokenWord {
    /// In the spoken form.
    pub(super) range: Utf8Range,
    pub(super) ipa: String,
    pub(super) sounds: Vec<PlannedSound>,
    /// Its written syllables, in the source.
    pub(super) syllables: Vec<Utf8Range>,
    /// Its language where it is another than the text's, and there is a voice for it.
    pub(super) foreign: Option<Language>,
}

#[derive(Clone, Debug)]
pub(super) struct WrittenWord {
    pub(super) range: Utf8Range,
    /// Indexes of the spoken words that say it. Two written words have either the same ones or none
    /// in common.
    pub(super) spoken: Range<usize>,
    /// They cover `range`.
    pub(super) syllables: Vec<Utf8Range>,
}

impl SentenceReading {
    pub(super) fn read(text: &str, sentence: &Sentence, options: &PlanOptions) -> Self {
        let written = sentence.range.slice(text);
        let mut reading = Self::default();
        let mut sources = Vec::with_capacity(sentence.words.len());
        for piece in pieces(written, sentence.range.start(), options) {
            let offset = sentence.range.start() + piece.range.start();
            reading.add(&piece, piece.range.slice(written), offset, options, &mut sources);
        }
        reading.written = assign(&sentence.words, &sources);
        syllable::divide(&mut reading.written, &mut reading.spoken, &sources);
        reading
    }

    /// Adds what is said for a piece of the sentence that starts at byte `offset` of the source, and
    /// the sources of its words.
    fn add(
        &mut self,
        piece: &Piece,
        written: &str,
        offset: usize,
        options: &PlanOptions,
        sources: &mut Vec<Utf8Range>,
    ) {
        let variant = options.variant(piece.foreign);
        let french = variant.is_some_and(|variant| variant.language() == Language::French);
        let spoken = match variant {
            Some(variant) if piece.formula.is_some() => {
                let options = SpokenOptions { variant, ..SpokenOptions::default() };
                let spoken = piece.formula.as_deref().map(|formula| formula.spoken(&options));
                spoken.unwrap_or_default()
            }
            Some(variant) => {
                let (mode, pronunciations) = (options.mode, options.pronunciations.clone());
                let options =
                    SpokenOptions { variant, mode, pronunciations, ..SpokenOptions::default() };
                spoken_form(written, &options)
            }
            None => Spoken {
                text: written.to_owned(),
                map: SpokenMap::identity(written),
                ..Spoken::default()
            },
        };
        let Spoken { text, map, pronounced } = spoken;
        if self.text.ends_with(|c: char| !c.is_whitespace())
            && text.starts_with(char::is_alphanumeric)
        {
            self.text.push(' ');
        }
        let base = self.text.len();
        let as_asked = AnalyzeOptions { written: options.syllables, ..AnalyzeOptions::default() };
        for word in analyze(&text, &as_asked).words() {
            sources.push(map.to_source(word.range()).shift(offset));
            let listed = pronounced.iter().find(|part| part.spoken == word.range());
            let (ipa, sounds, syllables) =
                if let Some(reading) = listed.and_then(|part| part.reading.as_ref()) {
                    let (sounds, syllables) =
                        sounds_listed(&word, reading, &options.syllables, &map, offset);
                    (reading.ipa(), sounds, syllables)
                } else if french {
                    let (sounds, syllables) = sounds_of(&word, &map, offset);
                    (word.ipa(), sounds, syllables)
                } else {
                    let range = |r| map.to_source(r).shift(offset);
                    (String::new(), Vec::new(), word.written_syllables().map(range).collect())
                };
            let range = word.range().shift(base);
            self.spoken.push(SpokenWord { range, ipa, sounds, syllables, foreign: piece.foreign });
        }
        self.text.push_str(&text);
    }

    /// Whether the word at `index` is in another language than the one before it.
    pub(super) fn changes_language(&self, index: usize) -> bool {
        let foreign = |index: usize| self.spoken.get(index).map(|word| word.foreign);
        index > 0 && foreign(index) != foreign(index - 1)
    }
}

/// Which spoken words say each written one; `sources` are those of the spoken words.
fn assign(written: &[Utf8Range], sources: &[Utf8Range]) -> Vec<WrittenWord> {
    let mut out: Vec<WrittenWord> = Vec::with_capacity(written.len());
    let mut next_spoken = 0;
    let mut next_written = 0;
    while next_written < written.len() {
        // The written words said together with this one, and the spoken words that say them: grown
        // until nothing overlaps any more.
        let (first_written, first_spoken) = (next_written, next_spoken);
        let mut end = written.get(next_written).map_or(0, |w| w.end());
        next_written += 1;
        loop {
            let last_group = next_written == written.len();
            let limit = written.get(next_written).map_or(usize::MAX, |w| w.start());
            let before = (next_spoken, next_written);
            while let Some(source) = sources.get(next_spoken) {
                // What starts in the gap before the next word (a sign, a unit) goes with this one.
                if source.start() >= end.max(limit) && !last_group {
                    break;
                }
                end = end.max(source.end());
                next_spoken += 1;
            }
            while written.get(next_written).is_some_and(|w| w.start() < end) {
                end = end.max(written.get(next_written).map_or(0, |w| w.end()));
                next_written += 1;
            }
            if before == (next_spoken, next_written) {
                break;
            }
        }
        for range in written.get(first_written..next_written).unwrap_or_default() {
            out.push(WrittenWord {
                range: *range,
                spoken: first_spoken..next_spoken,
                syllables: Vec::new(),
            });
        }
    }
    if written.is_empty() && !sources.is_empty() {
        // Signs only, yet something is said: a mark on the signs themselves.
        let range = sources.iter().copied().reduce(Utf8Range::cover);
        out.push(WrittenWord {
            range: range.unwrap_or(Utf8Range::new(0, 0)),
            spoken: 0..sources.len(),
            syllables: Vec::new(),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use clairvoix_text::pronunciation::Pronunciations;

    #[test]
    fn a_passage_in_another_language_has_its_voice_where_there_is_one() {
        let voice = |name: &str| crate::VoiceId::try_new(name).expect("a valid name");
        let text = "Traduis : « The cat is black », puis relis. Il dort.";
        let said = |options: PlanOptions| -> Vec<(String, String)> {
            crate::plan(text, options)
                .expect("a plan")
                .map(|p| (p.utterance.voice.as_str().to_owned(), p.range.slice(text).to_owned()))
                .collect()
        };
        let mut options = PlanOptions::new("fr", voice("camille"));
        let whole =
            [("camille", "Traduis : « The cat is black », puis relis"), ("camille", "Il dort")];
        let owned = |list: &[(&str, &str)]| -> Vec<(String, String)> {
            list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
        };
        assert_eq!(said(options.clone()), owned(&whole));
        // A voice for yet another language changes nothing.
        let language = |tag: &str, name: &str| crate::LanguageVoice {
            language: tag.to_owned(),
            voice: voice(name),
        };
        options.voices.push(language("de", "anna"));
        assert_eq!(said(options.clone()), owned(&whole));
        options.voices.push(language("en-GB", "daniel"));
        let switched = [
            ("camille", "Traduis"),
            ("daniel", "The cat is black"),
            ("camille", "puis relis"),
            ("camille", "Il dort"),
        ];
        assert_eq!(said(options), owned(&switched));
    }

    #[test]
    fn numbers_are_said_in_the_language_of_their_passage() {
        let voice = |name: &str| crate::VoiceId::try_new(name).expect("a valid name");
        let said = |text: &str, options: &PlanOptions| -> Vec<(String, String)> {
            crate::plan(text, options.clone())
                .expect("a plan")
                .map(|p| (p.utterance.voice.as_str().to_owned(), p.utterance.text))
                .collect()
        };
        let own = |list: &[(&str, &str)]| -> Vec<(String, String)> {
            list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
        };
        let english = PlanOptions::new("en-GB", voice("daniel"));
        let text = "Mr Brown was born on 5/12/1984.";
        let read = "mister Brown was born on the fifth of December nineteen eighty-four.";
        assert_eq!(said(text, &english), own(&[("daniel", read)]));
        let mut french = PlanOptions::new("fr", voice("camille"));
        let text = "Lis : « I have 21 cats and they are 3 », puis 21 lignes.";
        french
            .voices
            .push(crate::LanguageVoice { language: "en-GB".into(), voice: voice("daniel") });
        let switched = [
            ("camille", "Lis :"),
            ("daniel", "I have twenty-one cats and they are three,"),
            ("camille", "puis vingt et une lignes."),
        ];
        assert_eq!(said(text, &french), own(&switched));
        // Rules that are not known here change nothing.
        let other = PlanOptions::new("pt", voice("ines"));
        assert_eq!(said("21 gatos", &other), own(&[("ines", "21 gatos")]));
    }

    #[test]
    fn lists_of_pronunciations_give_the_voice_its_words_and_sounds() {
        let voice = crate::VoiceId::try_new("camille").expect("a valid name");
        let mut options = PlanOptions::new("fr", voice);
        let pairs = [("Maël", "/mal/"), ("hot dog", "/ɔt dɔɡ/"), ("CDI", "la bibliothèque")];
        options.pronunciations = Pronunciations::from_pairs(pairs);
        let text = "Maël a un hot dog au CDI.";
        let planned: Vec<_> = crate::plan(text, options).expect("a plan").collect();
        let [planned] = planned.as_slice() else { panic!("{planned:?}") };
        assert_eq!(planned.utterance.text, "Mal a un ot dog au la bibliothèque.");
        let ipa: Vec<&str> = planned.utterance.words.iter().map(|word| &*word.ipa).collect();
        assert_eq!(ipa, ["mal", "a", "œ̃", "ɔt", "dɔɡ", "o", "la", "biblijɔtɛk"]);
        let written: Vec<&str> = planned.words.iter().map(|word| word.range.slice(text)).collect();
        assert_eq!(written, ["Maël", "a", "un", "hot", "dog", "au", "CDI"]);
        assert_eq!(planned.words.last().map(|word| word.spoken.clone()), Some(6..8));
    }

    #[test]
    fn every_written_word_gets_the_spoken_words_that_say_it() {
        type Ranges = &'static [(usize, usize)];
        // written words, sources of the spoken words, spoken words of each written one
        let cases: &[(Ranges, Ranges, Ranges)] = &[
            (&[(0, 2), (3, 7)], &[(0, 2), (3, 7)], &[(0, 1), (1, 2)]),
            // 14h30: three words for one
            (&[(0, 5)], &[(0, 5), (0, 5), (0, 5)], &[(0, 3)]),
            // 10 €: the sign is no word, and goes with the number
            (&[(0, 2), (7, 9)], &[(0, 2), (3, 6), (7, 9)], &[(0, 2), (2, 3)]),
            // a sign before the first word goes with it
            (&[(2, 4)], &[(0, 1), (2, 4)], &[(0, 2)]),
            // one spoken word for two written ones
            (&[(0, 2), (3, 5)], &[(0, 5)], &[(0, 1), (0, 1)]),
            // nothing is said for the second
            (&[(0, 2), (3, 5), (6, 8)], &[(0, 2), (6, 8)], &[(0, 1), (1, 1), (1, 2)]),
            (&[(0, 2)], &[], &[(0, 0)]),
            (&[], &[(0, 3), (0, 3)], &[(0, 2)]),
        ];
        for (written, sources, expected) in cases {
            let ranges = |pairs: &[(usize, usize)]| {
                pairs.iter().map(|&(a, b)| Utf8Range::new(a, b)).collect::<Vec<_>>()
            };
            let got: Vec<_> = assign(&ranges(written), &ranges(sources))
                .into_iter()
                .map(|w| (w.spoken.start, w.spoken.end))
                .collect();
            assert_eq!(&got, expected, "{written:?} {sources:?}");
        }
    }
}
