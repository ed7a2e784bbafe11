//! Finds the liaison between two words with the rules of `data/fr/liaison.tsv`.

use super::{Liaison, LiaisonKind, Onset, onset};
use crate::{
    context::{Condition, Sentence},
    phoneme::Phoneme,
};
use std::sync::LazyLock;

static SOURCE: &str = include_str!("../../data/fr/liaison.tsv");

struct Rule {
    kind: LiaisonKind,
    conditions: Vec<Condition>,
}

/// The rules in order; a test checks that every line is one.
static RULES: LazyLock<Vec<Rule>> =
    LazyLock::new(|| lines().filter_map(|l| parse(l).ok()).collect());

fn lines() -> impl Iterator<Item = &'static str> {
    SOURCE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
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
    if next.is_mark() || token.is_mark() || onset(next.bare()) != Onset::Vowel {
        return None;
    }
    let rule = RULES.iter().find(|rule| rule.conditions.iter().all(|c| c.holds(sentence, at)))?;
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
        for line in lines() {
            if let Err(message) = parse(line) {
                panic!("{message}");
            }
        }
        assert!(RULES.last().is_some_and(|rule| rule.conditions.is_empty()));
    }
}
