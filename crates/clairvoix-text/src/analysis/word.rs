//! A word of an analysis, and the layers under it.

use super::{Analysis, layer::Layer, listed::Listed, memo::Known, said::Said};
use crate::{
    Utf8Range,
    context::{Upos, WordContext},
    hyphen,
    language::Language,
    liaison::{Liaison, Link, Onset, Register},
    phoneme::{Phoneme, Phonemes},
    pronunciation::Origin,
    reading::{Grapheme, Reading, Source, WordUse, read_word},
    segment::{WordKind, WordSpan},
};

/// Where the layers of a word come from.
enum Sounds<'a> {
    /// Its spelling, as French.
    Spelled(&'a Known),
    /// What is said for it.
    Said(&'a Said),
    /// Nowhere but patterns: it is in another language.
    Foreign(Language),
}

/// A word of an [`Analysis`].
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    pub(super) analysis: &'a Analysis<'a>,
    pub(super) index: usize,
    pub(super) span: WordSpan,
}

impl<'a> Word<'a> {
    /// The bytes of the word.
    #[must_use]
    pub fn range(&self) -> Utf8Range {
        self.span.range
    }

    /// The word as written.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.span.range.slice(&self.analysis.text)
    }

    /// What it is written with.
    #[must_use]
    pub fn kind(&self) -> WordKind {
        self.span.kind
    }

    /// Its number from the start of the text.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// The language it is in: that of its sentence.
    #[must_use]
    pub fn language(&self) -> Language {
        self.analysis.language_of_word(self.index)
    }

    /// Where its layers come from.
    fn sounds(&self) -> Sounds<'a> {
        match (self.language(), self.said_otherwise()) {
            (Language::French, Some(said)) => Sounds::Said(said),
            (Language::French, None) => match self.known() {
                Some(known) => Sounds::Spelled(known),
                None => Sounds::Foreign(Language::French),
            },
            (language, _) => Sounds::Foreign(language),
        }
    }

    fn known(&self) -> Option<&'a Known> {
        self.analysis.known(self.index).map(|known| &**known)
    }

    /// How the word is read as French: the layers below, and more, in bytes of the word.
    ///
    /// Read it once when several layers of a word are wanted.
    #[must_use]
    pub fn reading(&self) -> Reading {
        match self.known() {
            Some(known) => known.reading.clone(),
            None => read_word(self.text()),
        }
    }

    /// What is said for it in plain words, where it is not said as it is spelled: a number, an
    /// abbreviation, an address.
    ///
    /// ```
    /// use clairvoix_text::analysis::{AnalyzeOptions, analyze};
    /// let analysis = analyze("Il est 14h30.", &AnalyzeOptions::default());
    /// let said: Vec<_> = analysis.words().map(|word| word.said()).collect();
    /// assert_eq!(said, [None, None, Some("quatorze heures trente")]);
    /// ```
    #[must_use]
    pub fn said(&self) -> Option<&'a str> {
        match self.listed() {
            Some(listed) => listed.said.as_deref(),
            None => self.said_otherwise().map(|said| said.text.as_str()),
        }
    }

    /// The line of the list of pronunciations that decides how it is said, where one does.
    ///
    /// ```
    /// use clairvoix_text::{
    ///     analysis::{AnalyzeOptions, analyze},
    ///     pronunciation::Pronunciations,
    ///     spoken::SpokenOptions,
    /// };
    /// let pronunciations = Pronunciations::from_pairs([("os", "/ɔs/"), ("Maël", "Ma-elle")]);
    /// let spoken = SpokenOptions { pronunciations, ..SpokenOptions::default() };
    /// let options = AnalyzeOptions { spoken, ..AnalyzeOptions::default() };
    /// let analysis = analyze("Un os pour Maël", &options);
    /// let words: Vec<_> = analysis.words().map(|word| (word.ipa(), word.decided_by())).collect();
    /// assert_eq!(words[0].1, None);
    /// assert_eq!((words[1].0.as_str(), words[1].1.map(|origin| origin.line)), ("ɔs", Some(1)));
    /// assert_eq!((words[3].0.as_str(), words[3].1.map(|origin| origin.line)), ("maɛl", Some(2)));
    /// ```
    #[must_use]
    pub fn decided_by(&self) -> Option<&'a Origin> {
        match self.listed() {
            Some(listed) => Some(&listed.origin),
            None => self.said_otherwise().and_then(|said| said.origin.as_ref()),
        }
    }

    fn listed(&self) -> Option<&'a Listed> {
        self.analysis.listed(self.index)
    }

    fn said_otherwise(&self) -> Option<&'a Said> {
        self.analysis.said(self.index)
    }

    fn context(&self) -> Option<&'a WordContext> {
        self.analysis.context(self.index)
    }

    /// Its part of speech, as a universal tag.
    ///
    /// ```
    /// use clairvoix_text::analysis::{AnalyzeOptions, analyze};
    /// let analysis = analyze("Les poules du couvent couvent.", &AnalyzeOptions::default());
    /// let tags: Vec<_> = analysis.words().map(|word| word.pos().name()).collect();
    /// assert_eq!(tags, ["DET", "NOUN", "ADP", "NOUN", "VERB"]);
    /// ```
    #[must_use]
    pub fn pos(&self) -> Upos {
        self.context().map_or(Upos::X, WordContext::pos)
    }

    /// Whether it is a verb in a finite form: the heart of a clause.
    pub(crate) fn is_finite_verb(&self) -> bool {
        self.context().is_some_and(|context| context.tag.is_finite())
    }

    /// What it does to the breath, as bits, if it is a small word.
    pub(crate) fn breath_bits(&self) -> u8 {
        self.context().map_or(0, |context| context.breath)
    }

    /// The liaison with the next word, whether it must, may or must not be made; `None` where there
    /// is no silent consonant to make it with, no vowel after it, or a pause between.
    #[must_use]
    pub fn liaison_after(&self) -> Option<Liaison> {
        match self.link_after() {
            Link::Liaison(liaison) => Some(liaison),
            Link::None | Link::Enchainement(_) => None,
        }
    }

    /// What links it to the next word: a liaison, an enchaînement, or nothing.
    #[must_use]
    pub fn link_after(&self) -> Link {
        let next = self.analysis.word(self.index + 1);
        let Some(next) = next.filter(|_| self.language() == Language::French) else {
            return Link::None;
        };
        let between = Utf8Range::new(self.span.range.end(), next.span.range.start());
        let onset = next.context().map_or(Onset::Consonant, |context| context.onset);
        if onset != Onset::Vowel || !joins(between.slice(self.analysis.text())) {
            return Link::None;
        }
        let Some(reading) = self.known().map(|known| &known.reading) else {
            return Link::None;
        };
        let Some(last) = reading.last_phoneme() else {
            return Link::None;
        };
        match self.context().and_then(|context| context.liaison) {
            Some(liaison) if last == liaison.phoneme && is_linking_number(self.text()) => {
                Link::Liaison(Liaison { in_reading: true, ..liaison })
            }
            Some(liaison) if self.is_denasalised() || can_link(reading, last, liaison.phoneme) => {
                Link::Liaison(liaison)
            }
            _ if !last.is_vowel() => Link::Enchainement(last),
            _ => Link::None,
        }
    }

    /// Whether liaison has made its last vowel oral: its n is that of the liaison.
    fn is_denasalised(&self) -> bool {
        self.context().is_some_and(|context| context.usage == WordUse::Denasalised)
    }

    /// Its sounds here, in the International Phonetic Alphabet, without a liaison consonant. What is
    /// said in several words (`14h30`) has a space between them; a word of another language has
    /// none.
    #[must_use]
    pub fn ipa(&self) -> String {
        match self.sounds() {
            Sounds::Said(said) => said.ipa.clone(),
            Sounds::Spelled(known) => known.reading.ipa(),
            Sounds::Foreign(_) => String::new(),
        }
    }

    /// How likely its sounds are right, from 0 to 1 ([`Reading::confidence`](crate::reading::Reading));
    /// none for a word of another language, which has no sounds. For what is said in several words, the
    /// least of theirs.
    ///
    /// ```
    /// use clairvoix_text::analysis::{AnalyzeOptions, analyze};
    /// let analysis = analyze("Le brigulon dort.", &AnalyzeOptions::default());
    /// let sure: Vec<_> = analysis.words().map(|word| word.confidence() > Some(0.998)).collect();
    /// assert_eq!(sure, [true, false, true]);
    /// ```
    #[must_use]
    pub fn confidence(&self) -> Option<f32> {
        match self.sounds() {
            Sounds::Said(said) => Some(said.confidence),
            Sounds::Spelled(known) => Some(known.reading.confidence()),
            Sounds::Foreign(_) => None,
        }
    }

    /// The letters read together, each with its sounds; they cover the word. The sounds of a number
    /// are shared out over its signs; a word of another language is one, without sounds. Ranges are
    /// bytes of the text.
    pub fn graphemes(&self) -> impl ExactSizeIterator<Item = Grapheme> + use<'a> {
        let start = self.span.range.start();
        let shift =
            move |grapheme: Grapheme| Grapheme { range: grapheme.range.shift(start), ..grapheme };
        match self.sounds() {
            Sounds::Spelled(known) => Layer::Known(known.reading.graphemes().map(shift)),
            Sounds::Said(said) => Layer::made(said.graphemes(self)),
            Sounds::Foreign(_) => Layer::made(vec![Grapheme {
                range: self.span.range,
                phonemes: Phonemes::SILENT,
                source: Source::Mark,
            }]),
        }
    }

    /// The written syllables, which cover the word; a number is one. Ranges are bytes of the text.
    ///
    /// ```
    /// use clairvoix_text::analysis::{AnalyzeOptions, analyze};
    /// let text = "Quel oiseau !";
    /// let analysis = analyze(text, &AnalyzeOptions::default());
    /// let word = analysis.words().last().unwrap();
    /// let syllables: Vec<_> = word.written_syllables().map(|range| range.slice(text)).collect();
    /// assert_eq!(syllables, ["oi", "seau"]);
    /// ```
    pub fn written_syllables(&self) -> impl ExactSizeIterator<Item = Utf8Range> + use<'a> {
        let start = self.span.range.start();
        let syllables = match self.sounds() {
            Sounds::Spelled(known) => Layer::Known(known.written_syllables()),
            Sounds::Said(_) => Layer::made(vec![Utf8Range::new(0, self.span.range.len())]),
            Sounds::Foreign(language) => Layer::made(hyphen::parts(self.text(), language)),
        };
        syllables.map(move |range| range.shift(start))
    }

    /// The oral syllables, each in the International Phonetic Alphabet.
    pub fn oral_syllables(&self) -> impl ExactSizeIterator<Item = String> + use<'a> {
        match self.sounds() {
            Sounds::Spelled(known) => Layer::Known(known.oral_syllables().map(str::to_owned)),
            Sounds::Said(said) => Layer::made(said.syllables.clone()),
            Sounds::Foreign(_) => Layer::made(Vec::new()),
        }
    }

    /// The letters that are not heard where the liaisons of a register are made: the last letter of
    /// *grands* is heard in *grands‿amis*, and silent in *grands chats*. Ranges are bytes of the text.
    ///
    /// ```
    /// use clairvoix_text::analysis::{AnalyzeOptions, analyze};
    /// use clairvoix_text::liaison::Register;
    /// let text = "les grands amis";
    /// let analysis = analyze(text, &AnalyzeOptions::default());
    /// let silent = |register| -> Vec<_> {
    ///     let words = analysis.words().flat_map(|word| word.silent_in(register));
    ///     words.map(|range| range.slice(text)).collect()
    /// };
    /// assert_eq!(silent(Register::Everyday), ["d", "s"]);
    /// assert_eq!(analysis.words().flat_map(|word| word.silent()).count(), 3);
    /// ```
    pub fn silent_in(
        &self,
        register: Register,
    ) -> impl ExactSizeIterator<Item = Utf8Range> + use<> {
        let sounded = |liaison: Liaison| liaison.made_in(register) && !liaison.in_reading;
        let silent: Vec<_> = self.silent().collect();
        let ends = silent.last().is_some_and(|last| last.end() == self.span.range.end());
        let liaison = self.liaison_after().filter(|liaison| ends && sounded(*liaison));
        match liaison {
            Some(_) => without_last_letter(silent, &self.analysis.text).into_iter(),
            None => silent.into_iter(),
        }
    }

    /// The letters that are not heard, no liaison made. Ranges are bytes of the text.
    pub fn silent(&self) -> impl ExactSizeIterator<Item = Utf8Range> + use<'a> {
        let start = self.span.range.start();
        let silent = match self.sounds() {
            Sounds::Spelled(known) => Layer::Known(known.silent()),
            Sounds::Said(_) | Sounds::Foreign(_) => Layer::made(Vec::new()),
        };
        silent.map(move |range| range.shift(start))
    }
}

/// Whether what stands between two words lets the voice go on: spaces, a hyphen, the end of a line but
/// not that of a paragraph.
fn joins(between: &str) -> bool {
    let hyphen = |c| matches!(c, '-' | '\u{2010}' | '\u{2011}');
    let joining = |text: &str| text.chars().all(|c| c.is_whitespace() || hyphen(c));
    let paragraph = |text: &str| text.bytes().filter(|&byte| byte == b'\n').nth(1).is_some();
    between == " " || !between.is_empty() && joining(between) && !paragraph(between)
}

/// Silent letters without the last one, which the liaison sounds.
fn without_last_letter(mut silent: Vec<Utf8Range>, text: &str) -> Vec<Utf8Range> {
    if let Some(last) = silent.pop() {
        let len = last.slice(text).chars().next_back().map_or(0, char::len_utf8);
        let rest = Utf8Range::new(last.start(), last.end() - len);
        silent.extend(Some(rest).filter(|rest| !rest.is_empty()));
    }
    silent
}

/// Whether the final consonant is silent, so that it can be heard in liaison only.
fn can_link(reading: &Reading, last: Phoneme, liaison: Phoneme) -> bool {
    match liaison {
        Phoneme::N => last.is_nasal_vowel(),
        Phoneme::R => last.is_vowel(),
        _ => last.is_vowel() || reading.ends_silent(),
    }
}

/// The numbers whose final consonant is part of their reading before a vowel.
fn is_linking_number(word: &str) -> bool {
    ["six", "dix"].iter().any(|number| word.to_lowercase().ends_with(number))
}
