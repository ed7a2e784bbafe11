//! The rule file: its grammar, and finding the rule that fits at a place of a word.

use super::letter::{self, Letter};
use std::str::Chars;

/// One reading rule.
#[derive(Debug)]
pub(crate) struct Rule {
    /// The line of the rule file, from 1: the rule's name.
    pub(crate) line: u16,
    /// The letters that the rule reads.
    pub(crate) grapheme: Vec<Letter>,
    /// Their sounds as Lexique codes; empty when silent.
    pub(crate) sounds: String,
    left: Vec<Item>,
    right: Vec<Item>,
}

/// All rules, by the first letter of their grapheme and the letter after it.
#[derive(Debug)]
pub(crate) struct Rules {
    rules: Vec<Rule>,
    /// For each pair of letters, where its candidates begin; one more number closes the last.
    starts: Vec<u32>,
    /// The rules that may fit such a pair, in order.
    candidates: Vec<Candidate>,
}

/// A rule with the letters, as bits, that its place must have around it: most rules need not be tried.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    rule: u16,
    /// The letter after the first, and the one after that.
    second: u64,
    third: u64,
    /// The letter before, and the one before that.
    before: u64,
    far_before: u64,
}

#[derive(Debug, Clone)]
enum Item {
    /// One letter out of a set of bits.
    Set(u64),
    /// A letter of the set, or nothing.
    Optional(u64),
    /// Any number of letters of the set.
    Many(u64),
    /// One of several sequences.
    Any(Vec<Vec<Item>>),
}

impl Rules {
    /// Reads a rule file; a line that is not a rule is an error that names it.
    pub(crate) fn parse(source: &str) -> Result<Self, String> {
        let mut rules = Vec::new();
        for (index, line) in source.lines().enumerate() {
            let text = line.trim();
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            let number = u16::try_from(index + 1).map_err(|_| "too many lines".to_owned())?;
            let rule = parse_rule(number, text).ok_or_else(|| {
                format!("line {number}: not `LEFT [GRAPHEME] RIGHT = SOUNDS`: {line}")
            })?;
            rules.push(rule);
        }
        Ok(Self::index(rules))
    }

    fn index(rules: Vec<Rule>) -> Self {
        let numbered = || rules.iter().zip(0..);
        let (mut starts, mut candidates) = (Vec::new(), Vec::new());
        for first in 0..letter::COUNT {
            let of_letter: Vec<Candidate> = numbered()
                .filter(|(rule, _)| rule.grapheme.first().map(|&l| usize::from(l)) == Some(first))
                .map(|(rule, number)| rule.candidate(number))
                .collect();
            for second in 0..letter::COUNT {
                starts.push(candidates.len() as u32);
                let fits = |rule: &&Candidate| letter::is_in(second as Letter, rule.second);
                candidates.extend(of_letter.iter().filter(fits));
            }
        }
        starts.push(candidates.len() as u32);
        Self { rules, starts, candidates }
    }

    /// The first rule whose grapheme and contexts fit at `at`.
    #[must_use]
    pub(crate) fn find(&self, letters: &[Letter], at: usize) -> Option<&Rule> {
        let letter =
            |at: Option<usize>| at.and_then(|at| letters.get(at)).copied().unwrap_or(letter::EDGE);
        let first = usize::from(*letters.get(at)?);
        let pair = first * letter::COUNT + usize::from(letter(Some(at + 1)));
        let (start, end) = (*self.starts.get(pair)?, *self.starts.get(pair + 1)?);
        let third = letter(Some(at + 2));
        let (before, far_before) = (letter(at.checked_sub(1)), letter(at.checked_sub(2)));
        self.candidates
            .get(start as usize..end as usize)?
            .iter()
            .filter(|candidate| {
                letter::is_in(before, candidate.before)
                    && letter::is_in(third, candidate.third)
                    && letter::is_in(far_before, candidate.far_before)
            })
            .filter_map(|candidate| self.rules.get(usize::from(candidate.rule)))
            .find(|rule| rule.fits(letters, at))
    }

    /// All rules in the order of the file.
    #[allow(dead_code, reason = "the trainer, which compiles this file too, uses it")]
    pub(crate) fn all(&self) -> &[Rule] {
        &self.rules
    }
}

impl Rule {
    /// What the letters around a place must be for the rule to be tried.
    fn candidate(&self, rule: u16) -> Candidate {
        let (second, third) = match *self.grapheme {
            [_, second, third, ..] => (1 << second, 1 << third),
            [_, second] => (1 << second, first_letters(&self.right, u64::MAX)),
            _ => two_letters(&self.right),
        };
        let (before, far_before) = two_letters(&self.left);
        Candidate { rule, second, third, before, far_before }
    }

    fn fits(&self, letters: &[Letter], at: usize) -> bool {
        let end = at + self.grapheme.len();
        letters.get(at..end) == Some(&self.grapheme)
            && matches(&self.right, &mut Walk::right(letters, end))
            && matches(&self.left, &mut Walk::left(letters, at))
    }
}

/// Letters read one way from a place; past the ends, edges.
#[derive(Clone, Copy)]
struct Walk<'l> {
    letters: &'l [Letter],
    at: isize,
    step: isize,
}

impl<'l> Walk<'l> {
    fn right(letters: &'l [Letter], at: usize) -> Self {
        Self { letters, at: at as isize, step: 1 }
    }

    fn left(letters: &'l [Letter], at: usize) -> Self {
        Self { letters, at: at as isize - 1, step: -1 }
    }

    fn next(&mut self) -> Letter {
        let letter = usize::try_from(self.at).ok().and_then(|at| self.letters.get(at));
        self.at += self.step;
        letter.copied().unwrap_or(letter::EDGE)
    }
}

/// The letters that a sequence may begin with, where `after` may follow it.
fn first_letters(items: &[Item], after: u64) -> u64 {
    let Some((item, rest)) = items.split_first() else {
        return after;
    };
    match item {
        Item::Set(set) => *set,
        Item::Optional(set) | Item::Many(set) => *set | first_letters(rest, after),
        Item::Any(sequences) => {
            let after = first_letters(rest, after);
            sequences.iter().fold(0, |all, sequence| all | first_letters(sequence, after))
        }
    }
}

/// The letters that a sequence may have first, and second: all where that is not one set.
fn two_letters(items: &[Item]) -> (u64, u64) {
    match items {
        [Item::Set(first), rest @ ..] => (*first, first_letters(rest, u64::MAX)),
        _ => (first_letters(items, u64::MAX), u64::MAX),
    }
}

/// The sequences still to fit once the one being read does: a list that lives on the call stack.
struct Rest<'r> {
    items: &'r [Item],
    below: Option<&'r Rest<'r>>,
}

fn matches(items: &[Item], walk: &mut Walk<'_>) -> bool {
    matches_then(items, *walk, None)
}

/// Whether `items` fit, and after them the sequences of `rest`.
fn matches_then(items: &[Item], mut walk: Walk<'_>, rest: Option<&Rest<'_>>) -> bool {
    let Some((item, after)) = items.split_first() else {
        return rest.is_none_or(|rest| matches_then(rest.items, walk, rest.below));
    };
    match item {
        Item::Set(set) => letter::is_in(walk.next(), *set) && matches_then(after, walk, rest),
        Item::Optional(set) => {
            let mut one = walk;
            (letter::is_in(one.next(), *set) && matches_then(after, one, rest))
                || matches_then(after, walk, rest)
        }
        Item::Many(set) => loop {
            if matches_then(after, walk, rest) {
                return true;
            }
            let letter = walk.next();
            if letter == letter::EDGE || !letter::is_in(letter, *set) {
                return false;
            }
        },
        Item::Any(sequences) => {
            let deeper = Rest { items: after, below: rest };
            sequences.iter().any(|sequence| matches_then(sequence, walk, Some(&deeper)))
        }
    }
}

fn parse_rule(line: u16, text: &str) -> Option<Rule> {
    let (pattern, result) = text.split_once('=')?;
    let (left, rest) = pattern.split_once('[')?;
    let (grapheme, right) = rest.split_once(']')?;
    let (sounds, comment) = match result.trim().split_once(char::is_whitespace) {
        Some((sounds, comment)) => (sounds, comment.trim()),
        None => (result.trim(), ""),
    };
    let grapheme: Vec<Letter> = grapheme.trim().chars().map(letter::encode).collect();
    if grapheme.is_empty() || sounds.is_empty() || !(comment.is_empty() || comment.starts_with('#'))
    {
        return None;
    }
    let mut left = parse_sequence(&mut left.chars(), false)?;
    reverse(&mut left);
    Some(Rule {
        line,
        grapheme,
        sounds: if sounds == "#" { String::new() } else { sounds.to_owned() },
        left,
        right: parse_sequence(&mut right.chars(), false)?,
    })
}

fn reverse(items: &mut [Item]) {
    items.reverse();
    for item in items {
        if let Item::Any(sequences) = item {
            sequences.iter_mut().for_each(|sequence| reverse(sequence));
        }
    }
}

/// Reads a context up to its end, or up to `)` or `|` inside parentheses.
fn parse_sequence(chars: &mut Chars<'_>, nested: bool) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    loop {
        let mut peek = chars.clone();
        let Some(c) = peek.next() else {
            return (!nested).then_some(items);
        };
        if nested && (c == ')' || c == '|') {
            return Some(items);
        }
        *chars = peek;
        let edge = 1 << letter::EDGE;
        match c {
            ' ' => {}
            '^' | '$' | '-' | '\'' => items.push(Item::Set(edge)),
            'V' => items.push(Item::Set(letter::VOWELS)),
            'C' => items.push(Item::Set(letter::CONSONANTS)),
            'L' => items.push(Item::Set(letter::VOWELS | letter::CONSONANTS)),
            'N' => items.push(Item::Set(letter::NASALISERS | edge)),
            'F' => items.extend([Item::Optional(1 << letter::encode('s')), Item::Set(edge)]),
            '{' => items.push(Item::Set(parse_set(chars)?)),
            '(' => items.push(parse_group(chars)?),
            '?' | '*' => {
                let last = items.pop()?;
                items.push(repeat(last, c)?);
            }
            c if c.is_alphabetic() => items.push(Item::Set(1 << letter::encode(c))),
            _ => return None,
        }
    }
}

fn repeat(item: Item, mark: char) -> Option<Item> {
    match (item, mark) {
        (Item::Set(set), '?') => Some(Item::Optional(set)),
        (Item::Set(set), _) => Some(Item::Many(set)),
        (Item::Any(mut sequences), '?') => {
            sequences.push(Vec::new());
            Some(Item::Any(sequences))
        }
        _ => None,
    }
}

fn parse_group(chars: &mut Chars<'_>) -> Option<Item> {
    let mut sequences = Vec::new();
    loop {
        sequences.push(parse_sequence(chars, true)?);
        if chars.next()? == ')' {
            return Some(Item::Any(sequences));
        }
    }
}

fn parse_set(chars: &mut Chars<'_>) -> Option<u64> {
    let mut set = 0u64;
    let mut negated = false;
    loop {
        match chars.next()? {
            '}' => break,
            '!' => negated = true,
            '$' | '^' => set |= 1 << letter::EDGE,
            c => set |= 1 << letter::encode(c),
        }
    }
    let letters = letter::VOWELS | letter::CONSONANTS;
    Some(if negated { letters & !set } else { set })
}
