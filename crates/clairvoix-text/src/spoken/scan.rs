//! What a rule sees of the text, and how it writes what is said.

use crate::{Utf8Range, pronunciation::Origin, reading::Reading, work};

use super::{
    Pronounced, Spoken, SpokenMapBuilder, SpokenOptions,
    number::{Agreement, cardinal},
    token::{Kind, Token},
};

/// A rule: if something it knows starts at token `at`, it says it and returns the next token.
pub(super) type Rule = fn(&Scan<'_>, usize, &mut Writer<'_>) -> Option<usize>;

/// The tokens of a stretch of text. All indices may be out of range: nothing is there then.
pub(super) struct Scan<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) options: &'t SpokenOptions,
}

impl<'t> Scan<'t> {
    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        work::step(1);
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(super) fn str(&self, at: usize) -> &'t str {
        let text = self.tokens.get(at).and_then(|token| self.text.get(token.start..token.end));
        let text = text.unwrap_or_default();
        // Most rules look at the first letters alone; some turn all of them into small ones.
        work::step(1 + text.len() / 8);
        text
    }

    /// The word at `at`, or `""`.
    pub(super) fn word(&self, at: usize) -> &'t str {
        match self.kind(at) {
            Some(Kind::Word) => self.str(at),
            _ => "",
        }
    }

    /// The digits at `at`, or `""`.
    pub(super) fn digits(&self, at: usize) -> &'t str {
        match self.kind(at) {
            Some(Kind::Digits) => self.str(at),
            _ => "",
        }
    }

    pub(super) fn sign(&self, at: usize) -> Option<char> {
        match self.kind(at) {
            Some(Kind::Sign(c)) => Some(c),
            _ => None,
        }
    }

    pub(super) fn is_sign(&self, at: usize, c: char) -> bool {
        self.kind(at) == Some(Kind::Sign(c))
    }

    pub(super) fn is_space(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Space)
    }

    /// `at`, or the token after where `at` is a space.
    pub(super) fn skip_space(&self, at: usize) -> usize {
        if self.is_space(at) { at + 1 } else { at }
    }

    /// The byte where token `at` starts; the end of the stretch past the last one.
    pub(super) fn start(&self, at: usize) -> usize {
        self.tokens
            .get(at)
            .map_or_else(|| self.tokens.last().map_or(0, |last| last.end), |token| token.start)
    }

    /// The token before `at`.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|&at| at < self.tokens.len())
    }

    /// The token before `at`, a space left out.
    pub(super) fn before_space(&self, at: usize) -> Option<usize> {
        let before = self.before(at)?;
        if self.is_space(before) { self.before(before) } else { Some(before) }
    }

    /// The word just before `at`, a space between them, or `""`.
    pub(super) fn word_before(&self, at: usize) -> &'t str {
        self.before_space(at).map_or("", |before| self.word(before))
    }

    /// The word just after `at`, a space between them, or `""`.
    pub(super) fn word_after(&self, at: usize) -> &'t str {
        self.word(self.skip_space(at + 1))
    }

    /// Whether nothing but spaces stands before `at` on its line.
    pub(super) fn starts_line(&self, at: usize) -> bool {
        match self.before_space(at) {
            None => true,
            Some(before) => self.kind(before) == Some(Kind::Line),
        }
    }

    /// Whether nothing but spaces stands from `at` to the end of its line.
    pub(super) fn ends_line(&self, at: usize) -> bool {
        matches!(self.kind(self.skip_space(at)), None | Some(Kind::Line))
    }

    /// Whether token `at` touches a letter or a digit on its left.
    pub(super) fn glued_before(&self, at: usize) -> bool {
        self.before(at)
            .is_some_and(|before| matches!(self.kind(before), Some(Kind::Word | Kind::Digits)))
    }

    /// Whether token `at` is a letter or a digit.
    pub(super) fn is_alphanumeric(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Word | Kind::Digits))
    }

    /// A cardinal without agreement.
    pub(super) fn cardinal(&self, digits: &str) -> String {
        cardinal(digits, Agreement::default(), self.options.variant)
    }

    /// A cardinal used as a rank: page quatre-vingt.
    pub(super) fn rank(&self, digits: &str) -> String {
        let rank = Agreement { feminine: false, rank: true };
        cardinal(digits, rank, self.options.variant)
    }
}

/// Writes the spoken text. It keeps words apart and never doubles a space.
pub(super) struct Writer<'t> {
    map: SpokenMapBuilder<'t>,
    /// Something was said: a letter that comes next needs a space before it.
    said: bool,
    /// A comma to be said before the next word, unless punctuation comes first.
    pause: bool,
    /// What lists decided.
    pronounced: Vec<Pronounced>,
}

impl<'t> Writer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { map: SpokenMapBuilder::new(text), said: false, pause: false, pronounced: Vec::new() }
    }

    pub(super) fn finish(self) -> Spoken {
        let (text, map) = self.map.finish();
        Spoken { text, map, pronounced: self.pronounced }
    }

    /// Says `words` for the source up to byte `end`, as a list has it.
    pub(super) fn say_listed(
        &mut self,
        end: usize,
        words: &str,
        origin: &Origin,
        reading: Option<&Reading>,
    ) {
        self.say(end, words);
        let at = self.map.text().len();
        self.pronounced.push(Pronounced {
            spoken: Utf8Range::new(at - words.len(), at),
            origin: origin.clone(),
            reading: reading.cloned(),
        });
    }

    fn last(&self) -> Option<char> {
        self.map.text().chars().next_back()
    }

    /// Whether a word can start here without a space.
    fn open(&self) -> bool {
        self.last().is_none_or(|c| c.is_whitespace() || matches!(c, '\'' | '-' | '‿'))
    }

    /// Says `words` for the source up to byte `end`.
    pub(super) fn say(&mut self, end: usize, words: &str) {
        self.flush_pause();
        if !self.open() && words.starts_with(char::is_alphanumeric) {
            self.map.insert(" ");
        }
        self.map.replace_to(end, words);
        self.said = true;
    }

    /// Copies the source up to byte `end`: a word or a sign that is kept.
    pub(super) fn copy(&mut self, end: usize, starts_word: bool) {
        if starts_word {
            self.flush_pause();
            if self.said && !self.open() {
                self.map.insert(" ");
            }
        } else {
            self.pause = false;
        }
        self.said = false;
        self.map.copy_to(end);
    }

    /// Writes a space for the source up to byte `end`, unless one is there already.
    pub(super) fn space(&mut self, end: usize, copied: bool) {
        let open = self.last().is_none_or(char::is_whitespace);
        if open || self.pause {
            self.map.delete_to(end);
        } else if copied {
            self.map.copy_to(end);
        } else {
            self.map.replace_to(end, " ");
        }
    }

    /// Writes punctuation for the source up to byte `end`.
    pub(super) fn punctuation(&mut self, end: usize, text: &str) {
        self.pause = false;
        self.said = false;
        self.map.replace_to(end, text);
    }

    /// Keeps the punctuation of the source up to byte `end`; a space before it goes only before
    /// the high signs (`;:!?`).
    pub(super) fn punctuation_copy(&mut self, end: usize) {
        self.pause = false;
        self.said = false;
        self.map.copy_to(end);
    }

    /// Keeps a line break.
    pub(super) fn line(&mut self, end: usize) {
        self.map.copy_to(end);
    }

    /// Leaves out the source up to byte `end`.
    pub(super) fn skip(&mut self, end: usize) {
        self.map.delete_to(end);
    }

    /// Leaves out the source up to byte `end`; a comma is said there if words come before and
    /// after.
    pub(super) fn pause(&mut self, end: usize) {
        let before = self.last();
        match before {
            Some(c) if c.is_alphanumeric() => self.pause = true,
            // « Il ___ (manger) »: words stay apart from the dots.
            Some(c) => self.said |= !c.is_whitespace(),
            None => {}
        }
        self.map.delete_to(end);
    }

    /// Forgets a pause that other punctuation replaces.
    pub(super) fn cancel_pause(&mut self) {
        self.pause = false;
    }

    /// Forgets a pause that nothing follows.
    pub(super) fn end_line(&mut self) {
        self.pause = false;
        self.said = false;
    }

    fn flush_pause(&mut self) {
        if self.pause {
            self.pause = false;
            self.map.insert(", ");
        }
    }
}
