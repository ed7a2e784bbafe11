//! Words written alike and read differently: which reading the sentence asks for.
//!
//! The words that are a matter of their own are listed in `data/fr/homographs.tsv`; the classes
//! *-ent*, *-tions* and *-er* are decided in `ending`.

use super::{
    condition::Condition,
    lexical::{fold, word_hash},
    sentence::Sentence,
};
use crate::{data::lines, reading::WordUse};
use std::{collections::HashMap, sync::LazyLock};

static SOURCE: &str = include_str!("../../data/fr/homographs.tsv");

struct Rule {
    usage: WordUse,
    conditions: Vec<Condition>,
}

/// The rules of each listed word, in order.
static LISTED: LazyLock<Listed> = LazyLock::new(|| {
    let mut listed = Listed { filter: [0; FILTER], rules: HashMap::new() };
    for (word, rule) in lines(SOURCE).filter_map(|line| parse(line).ok()).flatten() {
        if let Some(bits) = listed.filter.get_mut(word as usize % FILTER) {
            *bits |= 1 << (word >> 58);
        }
        listed.rules.entry(word).or_default().push(rule);
    }
    listed
});

/// Words of the filter: few enough to stay close, many enough that few unlisted words pass.
const FILTER: usize = 128;

struct Listed {
    /// Which words may be listed: most words are not, and need not be looked up.
    filter: [u64; FILTER],
    rules: HashMap<u64, Vec<Rule>>,
}

impl Listed {
    #[inline]
    fn rules(&self, word: u64) -> Option<&[Rule]> {
        let bits = self.filter.get(word as usize % FILTER).copied().unwrap_or(0);
        if bits >> (word >> 58) & 1 == 0 {
            return None;
        }
        self.rules.get(&word).map(Vec::as_slice)
    }
}

/// `WORD|WORD <tab> READING <tab> CONDITIONS <tab> examples`.
fn parse(line: &'static str) -> Result<Vec<(u64, Rule)>, String> {
    let mut fields = line.split('\t');
    let (Some(words), Some(reading)) = (fields.next(), fields.next()) else {
        return Err(format!("{line:?}: not a word and a reading"));
    };
    let usage = match reading {
        "alone" => WordUse::Alone,
        "verb" => WordUse::VerbThirdPlural,
        "nominal" => WordUse::Nominal,
        "infinitive" => WordUse::Infinitive,
        graphemes => WordUse::Given(graphemes),
    };
    let conditions = fields.next().unwrap_or_default();
    words
        .split('|')
        .map(|word| {
            let conditions = conditions.split_whitespace().map(Condition::parse);
            let conditions = conditions.collect::<Result<_, _>>()?;
            Ok((word_hash(word), Rule { usage, conditions }))
        })
        .collect()
}

/// The use of a listed word at `at`, if one of its rules decides.
pub(crate) fn find(sentence: &Sentence<'_>, at: usize) -> Option<WordUse> {
    let token = sentence.token(at)?;
    let rules = LISTED.rules(token.lexical.word).or_else(|| compound_number(token.text))?;
    let holds = |rule: &&Rule| rule.conditions.iter().all(|c| c.holds(sentence, at));
    rules.iter().find(holds).map(|rule| rule.usage)
}

/// Whether a rule may decide how `word` is read, whose hash is given.
pub(super) fn is_listed(word: &str, hash: u64) -> bool {
    LISTED.rules(hash).or_else(|| compound_number(word)).is_some()
}

/// The rules of the last part of a number in several parts, which is read like that part alone:
/// *vingt-six ans*, *dix-huit jours*.
fn compound_number(word: &str) -> Option<&'static [Rule]> {
    const LAST: [&str; 5] = ["-six", "-dix", "-huit", "-neuf", "-dix-sept"];
    if !matches!(word.as_bytes().last(), Some(b'x' | b't' | b'f' | b'X' | b'T' | b'F')) {
        return None;
    }
    let ends = |ending: &str| {
        let mut letters = word.chars().rev().map(fold);
        ending.chars().rev().all(|c| letters.next() == Some(c))
    };
    let last = LAST.iter().find(|ending| ends(ending))?;
    LISTED.rules(word_hash(last.get(1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{data::check_lines, reading::read_word_as};

    #[test]
    fn every_line_is_a_rule() {
        check_lines(SOURCE, parse);
    }

    #[test]
    fn a_given_reading_has_the_letters_of_its_word() {
        for line in lines(SOURCE) {
            let mut fields = line.split('\t');
            let words = fields.next().unwrap_or_default();
            let Some(graphemes) = fields.next().filter(|reading| reading.contains(':')) else {
                continue;
            };
            for word in words.split('|') {
                let letters: String = graphemes
                    .split('|')
                    .filter_map(|grapheme| grapheme.split(':').next())
                    .collect();
                assert_eq!(letters, word, "{line}");
                let sounds: String = graphemes
                    .split('|')
                    .filter_map(|grapheme| grapheme.split(':').nth(1))
                    .filter(|sounds| *sounds != "#")
                    .collect();
                let reading = read_word_as(word, WordUse::Given(graphemes));
                let read: String = reading.phonemes().map(|p| p.lexique()).collect();
                assert_eq!(read, sounds, "{line}");
            }
        }
    }
}
