//! One analysis of a text, from which every layer is read: sentences, words, sounds, syllables.

mod analyzer;
mod edited;
mod layer;
mod listed;
mod memo;
mod said;
mod word;

pub use analyzer::Analyzer;
pub use edited::{EditedText, Paragraph};
pub use word::Word;

use analyzer::Memory;
use listed::Listed;
use memo::Known;
use said::{AllSaid, Said};
use std::{
    borrow::Cow,
    ops::Range,
    sync::{Arc, OnceLock},
};

use crate::{
    Utf8Range,
    context::{Resolver, WordContext},
    language::{CONFIDENCE_MIN, Language, detect},
    segment::{Segments, SentenceSpan},
    spoken::SpokenOptions,
    structure::{BreathGroup, breath_groups},
    syllable::{OralOptions, WrittenOptions},
};

/// What an analysis takes into account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnalyzeOptions {
    /// How words are cut into written syllables.
    pub written: WrittenOptions,
    /// How sounds are grouped into oral syllables.
    pub oral: OralOptions,
    /// How numbers, abbreviations and addresses are said; a sentence in another language than that of
    /// [`SpokenOptions::variant`] is said in its own, as its tag without a region asks.
    pub spoken: SpokenOptions,
    /// The language of the text. Only French has sounds, silent letters and liaisons; words of the
    /// others have syllables from patterns ([`hyphen`](crate::hyphen)).
    pub language: Language,
    /// Whether sentences that are surely in another language are taken as such
    /// ([`language::detect`](crate::language::detect)), and the numbers of quotations in another language
    /// said in that language ([`language::spans`](crate::language::spans)).
    pub detect_language: bool,
}

/// Analyses `text`. It never fails: any text is valid.
///
/// Sentences and words are found at once, in time linear in the length of the text; the other
/// layers are computed when they are first asked for. For a very long text, or many texts, use an
/// [`Analyzer`], which knows again the words it has read, and bounds the memory.
///
/// ```
/// use clairvoix_text::analysis::{AnalyzeOptions, analyze};
/// let analysis = analyze("Le chat dort. Et toi ?", &AnalyzeOptions::default());
/// let words: Vec<_> = analysis.words().map(|word| word.text()).collect();
/// assert_eq!(words, ["Le", "chat", "dort", "Et", "toi"]);
/// let sentence = analysis.sentences().nth(1).unwrap();
/// assert_eq!(sentence.text(), "Et toi ?");
/// ```
#[must_use]
pub fn analyze<'t>(text: &'t str, options: &AnalyzeOptions) -> Analysis<'t> {
    Analyzer::new(options.clone()).analyze(text)
}

/// The analysis of one text. All ranges are in bytes of that text.
#[derive(Clone, Debug)]
pub struct Analysis<'t> {
    text: Cow<'t, str>,
    memory: Arc<Memory>,
    segments: Segments,
    /// What sentences say about their words: decided for all at the first question.
    contexts: OnceLock<Box<[WordContext]>>,
    /// What is said for numbers and the like: decided for all at the first question.
    said: OnceLock<AllSaid>,
    /// Each word as it is read in its use: for all at the first question.
    words: OnceLock<Box<[Arc<Known>]>>,
    /// The language of each sentence, where languages are to be detected.
    languages: OnceLock<Box<[Language]>>,
}

impl Analysis<'_> {
    /// The text analysed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The options it was analysed with.
    #[must_use]
    pub fn options(&self) -> &AnalyzeOptions {
        &self.memory.options
    }

    /// The sentences, in order.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Sentence<'_>> + DoubleEndedIterator {
        let spans = self.segments.sentences.iter().enumerate();
        spans.map(|(index, span)| Sentence { analysis: self, index, span })
    }

    /// The words of all sentences, in order.
    pub fn words(&self) -> impl ExactSizeIterator<Item = Word<'_>> + DoubleEndedIterator {
        self.words_in(0..self.segments.words.len())
    }

    fn words_in(
        &self,
        indices: Range<usize>,
    ) -> impl ExactSizeIterator<Item = Word<'_>> + DoubleEndedIterator {
        let first = indices.start;
        let spans = self.segments.words.get(indices).unwrap_or_default();
        spans.iter().enumerate().map(move |(offset, &span)| Word {
            analysis: self,
            index: first + offset,
            span,
        })
    }

    /// The word numbered `index` from the start of the text.
    #[must_use]
    pub fn word(&self, index: usize) -> Option<Word<'_>> {
        let span = *self.segments.words.get(index)?;
        Some(Word { analysis: self, index, span })
    }

    /// What its sentence says about the word numbered `index`.
    fn context(&self, index: usize) -> Option<&WordContext> {
        self.contexts().get(index)
    }

    /// What their sentences say about the words.
    fn contexts(&self) -> &[WordContext] {
        self.contexts.get_or_init(|| {
            let mut forms = self.memory.take_forms();
            forms.reserve(self.segments.words.len());
            let mut resolver = Resolver::with_forms(forms);
            let mut contexts = Vec::with_capacity(self.segments.words.len());
            for sentence in &self.segments.sentences {
                let words = self.segments.words.get(sentence.words.clone()).unwrap_or_default();
                resolver.resolve(&self.text, sentence.range, words, &mut contexts);
            }
            self.memory.keep_forms(resolver.into_forms());
            contexts.into_boxed_slice()
        })
    }

    /// The word numbered `index` as it is read in its use.
    fn known(&self, index: usize) -> Option<&Arc<Known>> {
        if let Some(listed) = self.listed(index) {
            return Some(&listed.known);
        }
        let words = self.words.get_or_init(|| {
            // Contexts come first: the memory must not be held while they are decided.
            let uses = self.contexts().iter().map(|context| context.usage);
            let forms = self.segments.words.iter().map(|word| word.range.slice(&self.text));
            self.memory.words(forms.zip(uses))
        });
        words.get(index)
    }

    /// The language of the sentence numbered `index`.
    fn language_of(&self, index: usize) -> Language {
        if !self.options().detect_language {
            return self.options().language;
        }
        let languages = self.languages.get_or_init(|| {
            let language = |sentence: &SentenceSpan| {
                let text = sentence.range.slice(&self.text);
                detect(text, CONFIDENCE_MIN).unwrap_or(self.options().language)
            };
            self.segments.sentences.iter().map(language).collect()
        });
        languages.get(index).copied().unwrap_or(self.options().language)
    }

    /// The language of the word numbered `index`: that of its sentence.
    fn language_of_word(&self, index: usize) -> Language {
        if !self.options().detect_language {
            return self.options().language;
        }
        let sentences = &self.segments.sentences;
        self.language_of(sentences.partition_point(|sentence| sentence.words.end <= index))
    }

    /// How a list of pronunciations has the word numbered `index`, where its letters can stand for it.
    fn listed(&self, index: usize) -> Option<&Listed> {
        if self.options().spoken.pronunciations.is_empty() {
            return None;
        }
        self.said.get_or_init(|| said::said(self)).find_listed(index)
    }

    /// What is said for the word numbered `index`, where it is not said as it is spelled.
    fn said(&self, index: usize) -> Option<&Said> {
        self.said.get_or_init(|| said::said(self)).find(index)
    }

    /// The word at byte `offset`, or the first after it.
    #[must_use]
    pub fn word_at(&self, offset: usize) -> Option<Word<'_>> {
        let words = &self.segments.words;
        self.word(words.partition_point(|word| word.range.end() <= offset))
    }
}

/// A sentence of an [`Analysis`].
#[derive(Clone, Copy, Debug)]
pub struct Sentence<'a> {
    analysis: &'a Analysis<'a>,
    index: usize,
    span: &'a SentenceSpan,
}

impl<'a> Sentence<'a> {
    /// The bytes of the sentence, its last punctuation included.
    #[must_use]
    pub fn range(&self) -> Utf8Range {
        self.span.range
    }

    /// The sentence as written.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.span.range.slice(&self.analysis.text)
    }

    /// The words of the sentence, in order; none when it holds signs only.
    pub fn words(&self) -> impl ExactSizeIterator<Item = Word<'a>> + DoubleEndedIterator + use<'a> {
        self.analysis.words_in(self.span.words.clone())
    }

    /// The language it is in.
    ///
    /// ```
    /// use clairvoix_text::{analysis::{AnalyzeOptions, analyze}, language::Language};
    /// let text = "Lis la phrase du tableau. The children are playing in the garden with their dog.";
    /// let options = AnalyzeOptions { detect_language: true, ..AnalyzeOptions::default() };
    /// let analysis = analyze(text, &options);
    /// let languages: Vec<_> = analysis.sentences().map(|sentence| sentence.language()).collect();
    /// assert_eq!(languages, [Language::French, Language::English]);
    /// ```
    #[must_use]
    pub fn language(&self) -> Language {
        self.analysis.language_of(self.index)
    }

    /// Its breath groups, in order: see [`breath_groups`](crate::structure::breath_groups).
    #[must_use]
    pub fn breath_groups(&self) -> Vec<BreathGroup> {
        breath_groups(self)
    }

    /// Where its words are among those of the whole analysis.
    #[must_use]
    pub fn word_indices(&self) -> Range<usize> {
        self.span.words.clone()
    }
}
