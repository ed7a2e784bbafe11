//! What a rule sees: the tokens, and the language they are in.

use std::ops::Deref;

use super::{
    grammar::{CARDINAL_MAX_DIGITS, Grammar, Use},
    lists::Lists,
};
use crate::spoken::scan::{Scan, Writer};

/// A rule: if something it knows starts at token `at`, it says it and returns the next token.
pub(in crate::spoken) type Rule = fn(&Reader<'_>, usize, &mut Writer<'_>) -> Option<usize>;

/// The tokens of a stretch of text in a language.
pub(in crate::spoken) struct Reader<'t> {
    scan: Scan<'t>,
    pub(super) grammar: &'static dyn Grammar,
    pub(super) lists: &'static Lists,
}

impl<'t> Deref for Reader<'t> {
    type Target = Scan<'t>;

    fn deref(&self) -> &Scan<'t> {
        &self.scan
    }
}

impl<'t> Reader<'t> {
    pub(super) fn new(scan: Scan<'t>, grammar: &'static dyn Grammar) -> Self {
        Self { scan, grammar, lists: grammar.lists() }
    }

    /// A cardinal of any length; digits one by one where it is too long or begins with zero.
    pub(super) fn count(&self, digits: &str, usage: Use<'_>) -> String {
        let led = digits.len() > 1 && digits.starts_with('0');
        match digits.parse() {
            Ok(number) if !led && digits.len() <= CARDINAL_MAX_DIGITS => {
                self.grammar.cardinal(number, usage)
            }
            _ => self.one_by_one(digits),
        }
    }

    /// Digits, each by its name.
    pub(super) fn one_by_one(&self, digits: &str) -> String {
        let names = digits.chars().filter_map(|c| c.to_digit(10));
        let names = names.map(|digit| self.grammar.cardinal(u64::from(digit), Use::Alone));
        names.collect::<Vec<_>>().join(" ")
    }

    /// The word after `at` if the number there counts it, a space between.
    pub(super) fn counted(&self, at: usize) -> Option<&'t str> {
        let space = self.is_space(at);
        let word = self.scan.word(at + usize::from(space));
        (space && self.grammar.may_be_counted(word)).then_some(word)
    }

    /// How the number that ends before `at` is used.
    pub(super) fn usage(&self, at: usize) -> Use<'t> {
        self.counted(at).map_or(Use::Alone, Use::Before)
    }

    /// Text of the tokens from `at` to before `end`.
    pub(super) fn slice(&self, at: usize, end: usize) -> &'t str {
        self.text.get(self.start(at)..self.start(end)).unwrap_or_default()
    }

    /// The longest entry of `find` written with the tokens from `at`, at most `most` of them, and the
    /// token after it.
    pub(super) fn longest<T>(
        &self,
        at: usize,
        most: usize,
        find: impl Fn(&str) -> Option<T>,
    ) -> Option<(T, usize)> {
        let last = (at + most).min(self.tokens.len());
        (at + 1..=last).rev().find_map(|end| Some((find(self.slice(at, end))?, end)))
    }

    /// The word before `at`, a space between them; with its full stop if it is cut short.
    pub(super) fn noun_before(&self, at: usize) -> &'t str {
        let Some(before) = self.before_space(at) else {
            return "";
        };
        match self.before(before).filter(|_| self.is_sign(before, '.')) {
            Some(cut) if !self.scan.word(cut).is_empty() => self.slice(cut, before + 1),
            _ => self.scan.word(before),
        }
    }

    /// Whether the word before `at` is in that list.
    pub(super) fn after(&self, at: usize, list: &str) -> bool {
        let word = self.noun_before(at);
        !word.is_empty() && self.lists.is(list, word)
    }

    /// Whether `at` is where a sentence or the text ends: nothing or a capital follows.
    pub(super) fn ends_sentence(&self, at: usize) -> bool {
        self.ends_line(at)
            || (self.is_space(at) && self.scan.word(at + 1).starts_with(char::is_uppercase))
    }
}
