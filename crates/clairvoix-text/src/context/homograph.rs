//! Words written alike and read differently: which reading the sentence asks for.
//!
//! By ending where it is a matter of class (*-ent*, *-tions*, *-er*), by the list in
//! `data/fr/homographs.tsv` where it is a matter of the word.

use super::{
    Tag,
    condition::Condition,
    lexical::word_hash,
    sentence::{Sentence, Token},
    tagger::{Tagger, may},
};
use crate::reading::WordUse;
use std::{collections::HashMap, sync::LazyLock};

static SOURCE: &str = include_str!("../../data/fr/homographs.tsv");

struct Rule {
    usage: WordUse,
    conditions: Vec<Condition>,
}

/// The rules of each listed word, in order.
static LISTED: LazyLock<HashMap<u64, Vec<Rule>>> = LazyLock::new(|| {
    let mut listed: HashMap<u64, Vec<Rule>> = HashMap::new();
    for (word, rule) in lines().filter_map(|line| parse(line).ok()).flatten() {
        listed.entry(word).or_default().push(rule);
    }
    listed
});

fn lines() -> impl Iterator<Item = &'static str> {
    SOURCE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
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

/// The use of the word at `at`.
pub(crate) fn find(sentence: &Sentence<'_>, at: usize, tagger: &Tagger<'_>) -> WordUse {
    let Some(token) = sentence.token(at) else {
        return WordUse::Alone;
    };
    if let Some(rules) = LISTED.get(&token.lexical.word) {
        let rule = rules.iter().find(|rule| rule.conditions.iter().all(|c| c.holds(sentence, at)));
        if let Some(rule) = rule {
            return rule.usage;
        }
    }
    by_ending(&token, tagger)
}

/// Verb or not, for the endings that sound accordingly.
fn by_ending(token: &Token<'_, '_>, tagger: &Tagger<'_>) -> WordUse {
    if token.ends_with("ent") {
        ent(token, tagger)
    } else if token.ends_with("tions") && !token.ends_with("stions") {
        match token.tag {
            Tag::VerbFinite | Tag::Aux => WordUse::VerbFirstPlural,
            _ => WordUse::Nominal,
        }
    } else {
        WordUse::Alone
    }
}

/// Verbs of the third group in the singular, whose -ent is nasal: *il tient, il sent, il ment*.
const SINGULAR: [&str; 5] = ["tient", "vient", "sent", "ment", "repent"];

fn ent(token: &Token<'_, '_>, tagger: &Tagger<'_>) -> WordUse {
    let may_be = tagger.may_be(token.lexical);
    let verb = token.tag.is_finite();
    let other = may_be & (may::NOUN | may::ADJECTIVE | may::ADVERB) != 0;
    let singular = SINGULAR.iter().any(|ending| token.ends_with(ending));
    match (may_be & may::VERB != 0, other) {
        (true, true) if verb => WordUse::VerbThirdPlural,
        (true, true) | (false, true) => WordUse::Nominal,
        (true, false) if !singular => WordUse::VerbThirdPlural,
        (false, false) if verb && !singular => WordUse::VerbThirdPlural,
        _ => WordUse::Alone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::read_word_as;

    #[test]
    fn every_line_is_a_rule() {
        for line in lines() {
            if let Err(message) = parse(line) {
                panic!("{message}");
            }
        }
    }

    #[test]
    fn a_given_reading_has_the_letters_of_its_word() {
        for line in lines() {
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
