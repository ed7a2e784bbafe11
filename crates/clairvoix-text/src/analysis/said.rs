//! Words that are not said as they are spelled: numbers, abbreviations, addresses, and what lists of
//! pronunciations decide.

use super::{
    Analysis, Analyzer, Word,
    analyzer::Memory,
    listed::{self, Listed},
    memo::Known,
};
use crate::{
    Utf8Range,
    context::may_depend,
    language::{Language, spans},
    phoneme::{Phoneme, Phonemes},
    pronunciation::Origin,
    reading::{Grapheme, Reading, Source, WordUse},
    segment::{SentenceSpan, WordKind, WordSpan, segment},
    spoken::{Passages, Spoken, SpokenOptions, Variant, spoken_form},
    syllable::OralOptions,
};
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation as _;

/// The most sounds of one grapheme.
const PACKED_MAX: usize = 8;

/// What is said for a word that is not said as it is spelled.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    /// The word, numbered from the start of the text.
    pub(super) index: usize,
    /// What is said, in plain words: `quatorze heures trente`.
    pub(super) text: String,
    /// Its sounds in the International Phonetic Alphabet, a space between words.
    pub(super) ipa: String,
    /// Its sounds in order.
    pub(super) sounds: Vec<Phoneme>,
    /// Its oral syllables.
    pub(super) syllables: Vec<String>,
    /// How sure the reading of its least sure word is, from 0 to 1.
    pub(super) confidence: f32,
    /// The line of the list that decided, where one did.
    pub(super) origin: Option<Origin>,
}

/// Whether a word may be said otherwise than it is spelled.
fn is_candidate(text: &str, word: &WordSpan) -> bool {
    let form = word.range.slice(text);
    word.kind != WordKind::Word
        || form.ends_with(['.', '°'])
        || form.bytes().any(|byte| byte.is_ascii_digit())
}

/// The words of a text that are not said as they are spelled.
#[derive(Clone, Debug)]
pub(super) struct AllSaid {
    /// In order.
    said: Box<[Said]>,
    /// Words that a list has, letters and sounds aligned, in order.
    listed: Box<[Listed]>,
    /// A bit for each word of the text: most words are asked about, and few are here.
    marks: Box<[u64]>,
}

impl AllSaid {
    fn new(said: Vec<Said>, listed: Vec<Listed>, words: usize) -> Self {
        let mut marks = vec![0_u64; if said.is_empty() { 0 } else { words.div_ceil(64) }];
        for said in &said {
            if let Some(bits) = marks.get_mut(said.index / 64) {
                *bits |= 1 << (said.index % 64);
            }
        }
        Self { said: said.into(), listed: listed.into(), marks: marks.into() }
    }

    /// How a list has the word numbered `index`.
    #[inline]
    pub(super) fn find_listed(&self, index: usize) -> Option<&Listed> {
        if self.listed.is_empty() {
            return None;
        }
        let at = self.listed.binary_search_by_key(&index, |listed| listed.index).ok()?;
        self.listed.get(at)
    }

    /// What is said for the word numbered `index`.
    #[inline]
    pub(super) fn find(&self, index: usize) -> Option<&Said> {
        if self.marks.get(index / 64)? >> (index % 64) & 1 == 0 {
            return None;
        }
        self.said.get(self.said.binary_search_by_key(&index, |said| said.index).ok()?)
    }
}

/// All such words of a text. Only sentences that hold one are put into spoken form.
pub(super) fn said(analysis: &Analysis<'_>) -> AllSaid {
    let mut all = Vec::new();
    let mut listed = Vec::new();
    let lists = !analysis.options().spoken.pronunciations.is_empty();
    analysis.memory.reserve(analysis.segments.words.len());
    for (index, sentence) in analysis.segments.sentences.iter().enumerate() {
        let words = analysis.segments.words.get(sentence.words.clone()).unwrap_or_default();
        let language = analysis.language_of(index);
        if language != Language::French {
            read_foreign(analysis, language, sentence, words, &mut all);
        } else if lists || words.iter().any(|word| is_candidate(&analysis.text, word)) {
            read_sentence(analysis, sentence, words, &mut all, &mut listed);
        }
    }
    AllSaid::new(all, listed, analysis.segments.words.len())
}

/// The spoken form of a sentence in its language.
fn spoken(analysis: &Analysis<'_>, language: Language, sentence: &SentenceSpan) -> Spoken {
    let options = &analysis.options().spoken;
    let text = sentence.range.slice(&analysis.text);
    let passages =
        if analysis.options().detect_language { Passages::InTheirOwn } else { options.passages };
    if options.variant.language() == language && options.passages == passages {
        return spoken_form(text, options);
    }
    let variant = match options.variant.language() == language {
        true => options.variant,
        false => Variant::from_tag(language.tag()),
    };
    spoken_form(text, &SpokenOptions { variant, passages, ..options.clone() })
}

/// The passages of a French sentence in other languages, where they are looked for.
fn passages(analysis: &Analysis<'_>, sentence: &SentenceSpan) -> Vec<Utf8Range> {
    if !analysis.options().detect_language {
        return Vec::new();
    }
    let found = spans(sentence.range.slice(&analysis.text), Language::French).into_iter();
    let others = found.filter(|span| span.language != Language::French);
    others.map(|span| span.range.shift(sentence.range.start())).collect()
}

/// The words of a sentence in another language that are not said as they are spelled; they have no
/// sounds. Abbreviations without a full stop (Mr) are looked for too.
fn read_foreign(
    analysis: &Analysis<'_>,
    language: Language,
    sentence: &SentenceSpan,
    words: &[WordSpan],
    all: &mut Vec<Said>,
) {
    let start = sentence.range.start();
    let spoken = spoken(analysis, language, sentence);
    if spoken.map.is_identity() {
        return;
    }
    for (offset, word) in words.iter().enumerate() {
        let at = |byte: usize| byte.saturating_sub(start);
        let written = Utf8Range::new(at(word.range.start()), at(word.range.end()));
        let said = spoken.map.to_spoken(written);
        let form = said.slice(&spoken.text).trim();
        if form != word.range.slice(&analysis.text) && !form.is_empty() {
            let mut listed = spoken.pronounced.iter();
            let part = listed
                .find(|part| part.spoken.start() < said.end() && said.start() < part.spoken.end());
            let origin = part.map(|part| part.origin.clone());
            let index = sentence.words.start + offset;
            all.push(Said { text: form.to_owned(), origin, ..Said::of(index) });
        }
    }
}

fn read_sentence(
    analysis: &Analysis<'_>,
    sentence: &SentenceSpan,
    words: &[WordSpan],
    all: &mut Vec<Said>,
    listed: &mut Vec<Listed>,
) {
    let start = sentence.range.start();
    let spoken = spoken(analysis, Language::French, sentence);
    let passages = passages(analysis, sentence);
    let analyzer = Analyzer { memory: Arc::clone(&analysis.memory) };
    let (first_said, first_listed) = (all.len(), listed.len());
    listed::read_pronounced(analysis, sentence, words, &spoken, &analyzer, all, listed);
    let (by_list, aligned) = (all.len(), listed.len());
    let decided = |index: usize, all: &[Said], listed: &[Listed]| {
        let said = all.get(first_said..by_list).unwrap_or_default();
        let listed = listed.get(first_listed..aligned).unwrap_or_default();
        said.iter().any(|said| said.index == index)
            || listed.binary_search_by_key(&index, |listed| listed.index).is_ok()
    };
    let mut asked = Vec::new();
    for (offset, word) in words.iter().enumerate() {
        if !is_candidate(&analysis.text, word)
            || decided(sentence.words.start + offset, all, listed)
        {
            continue;
        }
        let written = Utf8Range::new(
            word.range.start().saturating_sub(start),
            word.range.end().saturating_sub(start),
        );
        let said = spoken.map.to_spoken(written);
        let form = said.slice(&spoken.text);
        let index = sentence.words.start + offset;
        if form == word.range.slice(&analysis.text) || form.trim().is_empty() {
            continue;
        }
        if passages.iter().any(|passage| passage.contains_range(word.range)) {
            all.push(Said { text: form.trim().to_owned(), ..Said::of(index) });
        } else {
            asked.push((index, said));
        }
    }
    read_asked(&asked, &spoken.text, &analyzer, all);
    if (by_list > first_said || !passages.is_empty())
        && let Some(all) = all.get_mut(first_said..)
    {
        all.sort_by_key(|said| said.index);
    }
}

/// Reads what is said for words, each given by its number and the range of what is said for it: those that
/// hang on no sentence alone, the others with their neighbours.
fn read_asked(
    mut asked: &[(usize, Utf8Range)],
    spoken: &str,
    analyzer: &Analyzer,
    all: &mut Vec<Said>,
) {
    while let [(index, said), rest @ ..] = asked {
        if let Some(read) = read_alone(*index, said.slice(spoken), &analyzer.memory) {
            all.push(read);
            asked = rest;
            continue;
        }
        // Those whose neighbours are neighbours are read together.
        let mut window = with_neighbours(spoken, *said);
        let together = 1 + rest
            .iter()
            .map_while(|(_, said)| {
                let next = with_neighbours(spoken, *said);
                (next.start() <= window.end()).then(|| window = window.cover(next))
            })
            .count();
        let inner = analyzer.analyze(window.slice(spoken));
        let (here, after) = asked.split_at_checked(together).unwrap_or((asked, &[]));
        all.extend(here.iter().map(|(index, said)| read_in(*index, &inner, *said, window)));
        asked = after;
    }
}

/// Reads what is said for the word numbered `index` without its sentence, if no word of it hangs on that.
fn read_alone(index: usize, form: &str, memory: &Memory) -> Option<Said> {
    let words = segment(form).words;
    let forms = || words.iter().map(|word| word.range.slice(form));
    if forms().any(may_depend) {
        return None;
    }
    let mut read = Said { text: form.trim().to_owned(), ..Said::of(index) };
    forms().for_each(|form| read.add(&memory.word(form, WordUse::Alone)));
    Some(read)
}

/// How many words to each side decide how a word of the spoken form is read: the tagger sees two, and
/// whether a number sounds its last letter hangs on the next (« dix arbres »).
const NEIGHBOURS: usize = 4;

/// `said` with its neighbours, cut at spaces: the rest of the sentence changes nothing.
fn with_neighbours(text: &str, said: Utf8Range) -> Utf8Range {
    let (before, after) = (text.get(..said.start()), text.get(said.end()..));
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    // The spaces that part the word from its neighbours count too.
    let first = before.rmatch_indices(' ').nth(NEIGHBOURS).map_or(0, |(at, _)| at + 1);
    let last = after.match_indices(' ').nth(NEIGHBOURS).map_or(after.len(), |(at, _)| at);
    Utf8Range::new(first, said.end() + last)
}

/// Reads what is said for the word numbered `index`: the range `said` of the spoken form `spoken`.
pub(super) fn read_words(index: usize, spoken: &str, said: Utf8Range, analyzer: &Analyzer) -> Said {
    let window = with_neighbours(spoken, said);
    read_in(index, &analyzer.analyze(window.slice(spoken)), said, window)
}

/// Reads what is said for the word numbered `index`: the range `said` of the spoken form, of which
/// `inner` is the analysis of the stretch `window`.
fn read_in(index: usize, inner: &Analysis<'_>, said: Utf8Range, window: Utf8Range) -> Said {
    let said = Utf8Range::new(said.start() - window.start(), said.end() - window.start());
    let text = said.slice(&inner.text).trim().to_owned();
    let mut read = Said { text, ..Said::of(index) };
    let words = &inner.segments.words;
    let first = words.partition_point(|word| word.range.end() <= said.start());
    let touched = (first..).map_while(|index| inner.word(index));
    for word in touched.take_while(|word| word.range().start() < said.end()) {
        // The spoken form holds plain words; what it leaves as it is is read letter by letter.
        // Only this word: the others of the sentence are not asked for.
        let usage = inner.context(word.index()).map(|context| context.usage).unwrap_or_default();
        read.add(&inner.memory.word(word.text(), usage));
    }
    read
}

impl Said {
    /// Adds a word to what is said.
    fn add(&mut self, known: &Known) {
        if !self.ipa.is_empty() {
            self.ipa.push(' ');
        }
        known.reading.write_ipa(&mut self.ipa);
        self.confidence = self.confidence.min(known.reading.confidence());
        self.sounds.extend(known.reading.phonemes());
        self.syllables.extend(known.oral_syllables().map(str::to_owned));
    }

    /// Nothing yet, for the word numbered `index`.
    fn of(index: usize) -> Self {
        Self {
            index,
            text: String::new(),
            ipa: String::new(),
            sounds: Vec::new(),
            syllables: Vec::new(),
            confidence: 1.0,
            origin: None,
        }
    }

    /// What a list says in sounds.
    pub(super) fn of_reading(
        index: usize,
        text: &str,
        reading: &Reading,
        oral: &OralOptions,
    ) -> Self {
        let syllable = |syllable: Vec<Phoneme>| syllable.into_iter().map(Phoneme::ipa).collect();
        Self {
            index,
            text: text.to_owned(),
            ipa: reading.ipa(),
            sounds: reading.phonemes().collect(),
            syllables: reading.oral_syllables(oral).into_iter().map(syllable).collect(),
            confidence: 1.0,
            origin: None,
        }
    }

    /// The sounds shared out over the signs of the word, in order and as evenly as may be: a number
    /// has no letters that they could belong to. Letters that a list gives sounds they cannot stand
    /// for are one grapheme with all of them, where so many sounds fit one.
    pub(super) fn graphemes(&self, word: &Word<'_>) -> Vec<Grapheme> {
        if self.origin.is_some() && self.sounds.len() <= PACKED_MAX {
            let phonemes = self.sounds.iter().copied().collect();
            return vec![Grapheme { range: word.range(), phonemes, source: Source::Listed }];
        }
        let start = word.range().start();
        let clusters: Vec<_> = word.text().grapheme_indices(true).collect();
        let share = |index: usize| index * self.sounds.len() / clusters.len().max(1);
        let signs = clusters.iter().enumerate();
        signs
            .map(|(index, (at, cluster))| Grapheme {
                range: Utf8Range::new(start + at, start + at + cluster.len()),
                phonemes: self
                    .sounds
                    .get(share(index)..share(index + 1))
                    .unwrap_or_default()
                    .iter()
                    .copied()
                    .collect::<Phonemes>(),
                source: Source::Name,
            })
            .collect()
    }
}
