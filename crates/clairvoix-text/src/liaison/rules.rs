//! Finds the liaison between two words with the rules of `data/fr/liaison.tsv`.

use super::{Liaison, LiaisonKind, Onset};
use crate::{
    context::{Condition, Sentence, Tag},
    data::lines,
    phoneme::Phoneme,
};
use std::{collections::HashMap, sync::LazyLock};

static SOURCE: &str = include_str!("../../data/fr/liaison.tsv");

struct Rule {
    kind: LiaisonKind,
    conditions: Vec<Condition>,
}

/// The rules in order; a test checks that every line is one.
static RULES: LazyLock<Rules> =
    LazyLock::new(|| Rules::index(lines(SOURCE).filter_map(|l| parse(l).ok()).collect()));

/// Rules as bits, by their number: a test checks that there are no more.
type Bits = u128;

/// Rules with what says of most of them that they cannot hold, before any condition is tried.
struct Rules {
    rules: Vec<Rule>,
    /// For each tag of the token itself and of the next, the rules that it allows.
    tags: [[Bits; Tag::ALL.len()]; 2],
    /// The rules that are for listed words only, and those for each word, by its hash.
    listed: Bits,
    words: HashMap<u64, Bits>,
}

impl Rules {
    fn index(rules: Vec<Rule>) -> Self {
        let mut tags = [[Bits::MAX; Tag::ALL.len()]; 2];
        let (mut listed, mut words) = (0, HashMap::new());
        for (number, rule) in rules.iter().enumerate().take(Bits::BITS as usize) {
            let bit: Bits = 1 << number;
            for condition in &rule.conditions {
                for (offset, allowed) in (0..).zip(&mut tags) {
                    let wanted = condition.tags_at(offset).unwrap_or(u32::MAX);
                    let refused = allowed.iter_mut().enumerate();
                    let refused = refused.filter(|(tag, _)| wanted >> tag & 1 == 0);
                    refused.for_each(|(_, bits)| *bits &= !bit);
                }
            }
            if let Some(forms) = rule.conditions.iter().find_map(Condition::words_here) {
                listed |= bit;
                forms.into_iter().for_each(|form| *words.entry(form).or_default() |= bit);
            }
        }
        Self { rules, tags, listed, words }
    }

    /// The first rule that holds between the tokens `at` and `at + 1`.
    fn find(&self, sentence: &Sentence<'_>, at: usize) -> Option<&Rule> {
        let (token, next) = (sentence.token(at)?, sentence.token(at + 1)?);
        let allowed = |tags: &[Bits; Tag::ALL.len()], tag: Tag| tags.get(tag.number()).copied();
        let words = self.words.get(&token.lexical.word).copied().unwrap_or(0);
        let mut may_hold = (words | !self.listed)
            & allowed(&self.tags[0], token.tag)?
            & allowed(&self.tags[1], next.tag)?;
        while may_hold != 0 {
            let rule = self.rules.get(may_hold.trailing_zeros() as usize)?;
            if rule.conditions.iter().all(|condition| condition.holds(sentence, at)) {
                return Some(rule);
            }
            may_hold &= may_hold - 1;
        }
        None
    }
}

fn parse(line: &'static str) -> Result<Rule, String> {
    let mut fields = line.split('\t').next().unwrap_or_default().split_whitespace();
    let kind = match fields.next() {
        Some("required") => LiaisonKind::Required,
        Some("optional") => LiaisonKind::Optional,
        Some("elevated") => LiaisonKind::Elevated,
        Some("forbidden") => LiaisonKind::Forbidden,
        other => return Err(format!("{line:?}: no kind of liaison is called {other:?}")),
    };
    let conditions = fields.map(Condition::parse).collect::<Result<_, _>>()?;
    Ok(Rule { kind, conditions })
}

/// The liaison after the token at `at`, by spelling and rules; whether its consonant is silent in
/// the first place is for the reading to say.
pub(crate) fn find(sentence: &Sentence<'_>, at: usize) -> Option<Liaison> {
    let token = sentence.token(at)?;
    let phoneme = latent_consonant(token.lexical.last as u16)?;
    let next = sentence.token(at + 1)?;
    if next.is_mark() || token.is_mark() || sentence.onset(at + 1) != Onset::Vowel {
        return None;
    }
    let rule = RULES.find(sentence, at)?;
    Some(Liaison { kind: rule.kind, phoneme, in_reading: false })
}

/// The sound that a final letter, in lower case, has in liaison.
fn latent_consonant(letter: u16) -> Option<Phoneme> {
    match u8::try_from(letter).ok()? {
        b's' | b'x' | b'z' => Some(Phoneme::Z),
        b't' | b'd' => Some(Phoneme::T),
        b'n' => Some(Phoneme::N),
        b'r' => Some(Phoneme::R),
        b'p' => Some(Phoneme::P),
        b'g' => Some(Phoneme::K),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_rule() {
        crate::data::check_lines(SOURCE, parse);
        assert!(RULES.rules.last().is_some_and(|rule| rule.conditions.is_empty()));
        assert!(RULES.rules.len() <= Bits::BITS as usize, "more rules than bits");
    }
}
