//! The tokens of one sentence, as the tagger and the rules see them.

use super::{
    Tag, Upos,
    forms::{Facts, Forms},
    lexical::{Lexical, fold},
    tagger::{Tagger, mark_position},
};
use crate::{Utf8Range, liaison::Onset, segment::WordSpan};

/// A sentence cut into tokens: its words and the signs between them, each with its tag.
///
/// Kept from one sentence to the next, so that its memory is used again.
#[derive(Debug, Default)]
pub(crate) struct Sentence<'t> {
    tokens: Vec<(&'t str, Lexical)>,
    /// What each token is wherever it stands.
    facts: Vec<Facts>,
    tags: Vec<Tag>,
    /// Where each word is among the tokens.
    words: Vec<u32>,
}

impl<'t> Sentence<'t> {
    /// Takes a new sentence: `words` of `text`, all inside `range`.
    pub(crate) fn read(
        &mut self,
        text: &'t str,
        range: Utf8Range,
        words: &[WordSpan],
        (tagger, forms): (&Tagger<'_>, &mut Forms),
    ) {
        self.tokens.clear();
        self.facts.clear();
        self.words.clear();
        let mut at = range.start();
        for word in words {
            let gap = Utf8Range::new(at, word.range.start());
            // An inverted pronoun keeps its hyphen, and the t written for its liaison: `-t-il`.
            let start = match gap.slice(text) {
                "" | " " => word.range.start(),
                gap if is_clitic_hyphen(gap) => at,
                gap => {
                    self.push_signs(gap, tagger, forms);
                    word.range.start()
                }
            };
            let end = word.range.end();
            self.words.push(u32::try_from(self.tokens.len()).unwrap_or(u32::MAX));
            self.push(Utf8Range::new(start, end).slice(text), tagger, forms);
            at = end;
        }
        self.push_signs(Utf8Range::new(at, range.end()).slice(text), tagger, forms);
        mark_position(&mut self.tokens);
        let facts = &self.facts;
        let scores = |at: usize| facts.get(at).map(|facts| &facts.scores);
        tagger.tag_scored(&self.tokens, scores, &mut self.tags);
    }

    fn push(&mut self, token: &'t str, tagger: &Tagger<'_>, forms: &mut Forms) {
        if let Some(form) = forms.look_up(token, tagger) {
            self.tokens.push((token, form.lexical));
            self.facts.push(form.facts);
        }
    }

    /// Signs, cut at spaces and where the sign changes: `...` is one, `?!` two.
    fn push_signs(&mut self, gap: &'t str, tagger: &Tagger<'_>, forms: &mut Forms) {
        for run in gap.split(char::is_whitespace) {
            let mut rest = run;
            while let Some(first) = rest.chars().next() {
                let end = rest.find(|c| c != first).unwrap_or(rest.len());
                let (sign, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
                self.push(sign, tagger, forms);
                rest = after;
            }
        }
    }

    /// The token that word number `word` is.
    pub(crate) fn token_of(&self, word: usize) -> usize {
        self.words.get(word).map_or(usize::MAX, |at| *at as usize)
    }

    /// The token at `at`, if there is one.
    pub(crate) fn token(&self, at: usize) -> Option<Token<'_, 't>> {
        let (text, lexical) = self.tokens.get(at)?;
        let tag = *self.tags.get(at)?;
        Some(Token { text, lexical, tag })
    }

    /// The token `offset` places from `at`.
    pub(crate) fn near(&self, at: usize, offset: isize) -> Option<Token<'_, 't>> {
        self.token(at.checked_add_signed(offset)?)
    }

    /// How the token at `at` begins, the hyphen of an inverted pronoun left out.
    pub(crate) fn onset(&self, at: usize) -> Onset {
        self.facts.get(at).map_or(Onset::Consonant, |facts| facts.onset)
    }

    /// What the token at `at` does to the breath, if it is a small word.
    pub(crate) fn breath(&self, at: usize) -> u8 {
        self.facts.get(at).map_or(0, |facts| facts.breath)
    }

    /// The number of tokens.
    pub(crate) fn token_count(&self) -> usize {
        self.tokens.len()
    }

    /// Corrects a tag that a rule knows better.
    pub(crate) fn set_tag(&mut self, at: usize, tag: Tag) {
        if let Some(slot) = self.tags.get_mut(at) {
            *slot = tag;
        }
    }
}

/// One token in its sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'s, 't> {
    pub(crate) text: &'t str,
    pub(crate) lexical: &'s Lexical,
    pub(crate) tag: Tag,
}

impl<'t> Token<'_, 't> {
    /// Whether it is punctuation or a symbol.
    pub(crate) fn is_mark(&self) -> bool {
        matches!(self.tag.upos(), Upos::Punct | Upos::Sym)
    }

    /// The word without the hyphen of an inverted pronoun.
    pub(crate) fn bare(&self) -> &'t str {
        bare(self.text)
    }

    /// Whether it ends with `ending`, given in lower case.
    pub(crate) fn ends_with(&self, ending: &str) -> bool {
        let mut letters = self.text.chars().rev().map(fold);
        ending.chars().rev().all(|c| letters.next() == Some(c))
    }

    /// Whether it begins with `start`, given in lower case.
    pub(crate) fn starts_with(&self, start: &str) -> bool {
        let mut letters = self.bare().chars().map(fold);
        start.chars().all(|c| letters.next() == Some(c))
    }
}

/// A token without the hyphen of an inverted pronoun.
pub(super) fn bare(token: &str) -> &str {
    let text = token.trim_start_matches(is_hyphen);
    text.strip_prefix("t-").or(text.strip_prefix("T-")).unwrap_or(text)
}

fn is_hyphen(c: char) -> bool {
    fold(c) == '-'
}

/// Whether what stands before a word is the hyphen of an inversion: `-`, `-t-`, `-t'`.
fn is_clitic_hyphen(gap: &str) -> bool {
    let mut letters = gap.chars().map(fold);
    letters.next() == Some('-')
        && match letters.next() {
            None => true,
            Some('t') => matches!(letters.next(), Some('-' | '\'')) && letters.next().is_none(),
            Some(_) => false,
        }
}
