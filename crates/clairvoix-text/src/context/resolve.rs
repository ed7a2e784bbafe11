//! One sentence at a time: tags, then the use of each word, then the liaison after it.

use super::{Tag, Upos, ending, homograph, sentence::Sentence, tagger::Tagger};
use crate::{
    Utf8Range,
    liaison::{self, Liaison, LiaisonKind},
    phoneme::Phoneme,
    reading::WordUse,
    segment::WordSpan,
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
}

impl<'t> Resolver<'t> {
    /// A resolver with the model of the crate.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds to `out` one decision for each of `words`, the words of the sentence `range` of `text`.
    pub fn resolve(
        &mut self,
        text: &'t str,
        range: Utf8Range,
        words: &[WordSpan],
        out: &mut Vec<WordContext>,
    ) {
        self.sentence.read(text, range, words, &TAGGER);
        // Endings first, for they correct tags that the other rules look at.
        let first = out.len();
        for word in 0..self.sentence.len() {
            let at = self.sentence.token_of(word);
            out.push(self.decide_use(at));
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

    fn decide_use(&mut self, at: usize) -> WordContext {
        let tag = self.sentence.token(at).map_or(Tag::of(Upos::X), |token| token.tag);
        let decision = ending::decide(&self.sentence, at, &TAGGER);
        let (usage, tag) = decision.map_or((WordUse::Alone, tag), |d| (d.usage, d.tag));
        self.sentence.set_tag(at, tag);
        WordContext { tag, usage, liaison: None }
    }
}

/// Whether liaison makes the vowel oral: in adjectives, not in *mon*, *un*, *on*, *en*, *bien*.
fn loses_nasal(context: &WordContext) -> bool {
    let linked = context.liaison.is_some_and(|liaison| {
        liaison.kind == LiaisonKind::Required && liaison.phoneme == Phoneme::N
    });
    linked && matches!(context.tag.upos(), Upos::Adj | Upos::Noun)
}
