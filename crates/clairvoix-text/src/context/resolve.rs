//! One sentence at a time: tags, then the use of each word, then the liaison after it.

use super::{
    Forms, Tag, Upos, VerbForm, ending, homograph,
    sentence::Sentence,
    tagger::{Tagger, may},
    two_readings::opens_sentence,
};
use crate::{
    Utf8Range,
    liaison::{self, Liaison, LiaisonKind, Onset, onset},
    phoneme::Phoneme,
    reading::WordUse,
    segment::WordSpan,
    structure::small_word_bits,
};
use std::sync::LazyLock;

/// The model of the crate.
pub(super) static TAGGER: LazyLock<Tagger<'static>> = LazyLock::new(Tagger::embedded);

/// What the sentence says about one of its words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WordContext {
    /// The part of speech, with the form of a verb.
    pub tag: Tag,
    /// What its reading depends on.
    pub usage: WordUse,
    /// The liaison its spelling allows with the next word, made or not. Whether there is a silent
    /// consonant to make it with is for the reading to say.
    pub liaison: Option<Liaison>,
    /// How the word begins.
    pub(crate) onset: Onset,
    /// What it does to the breath, if it is a small word.
    pub(crate) breath: u8,
}

impl WordContext {
    /// The universal part of speech.
    #[must_use]
    pub const fn pos(&self) -> Upos {
        self.tag.upos()
    }
}

/// Decides sentences one after the other; its memory is used again.
#[derive(Debug, Default)]
pub struct Resolver<'t> {
    sentence: Sentence<'t>,
    forms: Forms,
}

impl<'t> Resolver<'t> {
    /// A resolver with the model of the crate.
    #[must_use]
    pub fn new() -> Self {
        Self::with_forms(Forms::default())
    }

    /// A resolver that knows some tokens already.
    pub(crate) fn with_forms(forms: Forms) -> Self {
        Self { sentence: Sentence::default(), forms }
    }

    /// The tokens it knows now.
    pub(crate) fn into_forms(self) -> Forms {
        self.forms
    }

    /// Adds to `out` one decision for each of `words`, the words of the sentence `range` of `text`.
    pub fn resolve(
        &mut self,
        text: &'t str,
        range: Utf8Range,
        words: &[WordSpan],
        out: &mut Vec<WordContext>,
    ) {
        self.sentence.read(text, range, words, (&TAGGER, &mut self.forms));
        // Endings first, for they correct tags that the other rules look at.
        let first = out.len();
        for (number, word) in words.iter().enumerate() {
            let at = self.sentence.token_of(number);
            let context = self.decide_use(at, word.range.slice(text));
            out.push(context);
        }
        for (word, context) in out.iter_mut().skip(first).enumerate() {
            let at = self.sentence.token_of(word);
            if let Some(usage) = homograph::find(&self.sentence, at) {
                context.usage = usage;
            }
            context.liaison = liaison::find(&self.sentence, at);
            if context.usage == WordUse::Alone && loses_nasal(context) {
                context.usage = WordUse::Denasalised;
            }
        }
    }

    fn decide_use(&mut self, at: usize, word: &str) -> WordContext {
        let token = self.sentence.token(at);
        let tag = token.map_or(Tag::of(Upos::X), |token| token.tag);
        // The token of an inverted pronoun is more than the word.
        let whole = token.is_some_and(|token| token.text.len() == word.len());
        let (onset, breath) = match whole {
            true => (self.sentence.onset(at), self.sentence.breath(at)),
            false => (onset(word), small_word_bits(word)),
        };
        let decision = ending::decide(&self.sentence, at, &TAGGER);
        let (usage, tag) = decision.map_or((WordUse::Alone, tag), |d| (d.usage, d.tag));
        let tag = known_at_start(&self.sentence, at, tag);
        self.sentence.set_tag(at, tag);
        WordContext { tag, usage, liaison: None, onset, breath }
    }
}

/// The tag of a word with a capital at the start of a sentence: one that the lexicon knows as a verb or
/// an adverb only is no name (*Calcule l'aire*).
fn known_at_start(sentence: &Sentence<'_>, at: usize, tag: Tag) -> Tag {
    if tag.upos() != Upos::Propn || !opens_sentence(sentence, at) {
        return tag;
    }
    let known = sentence.token(at).map_or(0, |token| TAGGER.may_be(token.lexical));
    match known {
        may::VERB => Tag::verb(VerbForm::Finite),
        may::ADVERB => Tag::of(Upos::Adv),
        _ => tag,
    }
}

/// Whether liaison makes the vowel oral: in adjectives, not in *mon*, *un*, *on*, *en*, *bien*.
fn loses_nasal(context: &WordContext) -> bool {
    let linked = context.liaison.is_some_and(|liaison| {
        liaison.kind == LiaisonKind::Required && liaison.phoneme == Phoneme::N
    });
    linked && matches!(context.tag.upos(), Upos::Adj | Upos::Noun)
}
