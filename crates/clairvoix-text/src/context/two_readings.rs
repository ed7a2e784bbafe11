//! Words that sound one way as a verb and another as a noun, adjective or adverb, by their last
//! letters: *je lis*, *le lis*; *boxer*, *le boxer*.
//!
//! Which words: `data/fr/two_readings.tsv`, and infinitives that look English. Which reading: the words
//! just before and after, where they leave no doubt (a subject, an article, a preposition), else the
//! tagger.

use super::{
    Tag, Upos, VerbForm,
    ending::Decision,
    lexical::{hash_letters, pack, shape, word_hash},
    sentence::{Sentence, Token},
    tagger::{Tagger, may},
};
use crate::{data::lines, reading::WordUse};
use std::sync::LazyLock;

static SOURCE: &str = include_str!("../../data/fr/two_readings.tsv");

/// How the two readings of a listed word differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The last s or t is silent in the verb alone.
    Final,
    /// *-er* is é in the infinitive, and sounds its r elsewhere.
    Er,
}

/// The listed words, sorted by their hash.
static LISTED: LazyLock<Vec<(u64, Kind)>> = LazyLock::new(|| {
    let mut listed: Vec<_> = lines(SOURCE).filter_map(|line| parse(line).ok()).collect();
    listed.sort_unstable_by_key(|(word, _)| *word);
    listed
});

fn parse(line: &'static str) -> Result<(u64, Kind), String> {
    match line.split_once('\t') {
        Some((word, "final")) => Ok((word_hash(word), Kind::Final)),
        Some((word, "er")) => Ok((word_hash(word), Kind::Er)),
        _ => Err(format!("{line:?}: not a word and its kind")),
    }
}

fn kind_of(word: u64) -> Option<Kind> {
    let at = LISTED.binary_search_by_key(&word, |(listed, _)| *listed).ok()?;
    LISTED.get(at).map(|(_, kind)| *kind)
}

/// Whether the word of that hash has two readings by its last letters.
pub(super) fn is_listed(word: u64) -> bool {
    kind_of(word).is_some()
}

/// The use of the word at `at` in *-s* or *-t*, if it has two readings.
pub(super) fn last_consonant(
    sentence: &Sentence<'_>,
    at: usize,
    token: &Token<'_, '_>,
    tagger: &Tagger<'_>,
) -> Option<Decision> {
    let known = tagger.may_be(token.lexical);
    if known & may::VERB == 0 || kind_of(token.lexical.word) != Some(Kind::Final) {
        return None;
    }
    let tagged = matches!(token.tag.upos(), Upos::Verb | Upos::Aux);
    let verb = is_conjugated(sentence, at).unwrap_or(tagged);
    if !verb && token.tag.upos() == Upos::Adv {
        return None;
    }
    let both = token.lexical.ends(const { pack("st") }, 2);
    let last_t = token.lexical.ends(const { pack("t") }, 1);
    let tail = match (verb, both, last_t) {
        (true, true, _) => "s:#|t:#",
        (true, _, true) => "t:#",
        (true, ..) => "s:#",
        (false, true, _) => "s:s|t:t",
        (false, _, true) => "t:t",
        (false, ..) => "s:s",
    };
    let tag = match (verb, tagged) {
        (true, _) if !token.tag.is_finite() => Tag::verb(VerbForm::Finite),
        (false, true) => Tag::of(Upos::Noun),
        _ => token.tag,
    };
    Some(Decision { usage: WordUse::Given(tail), tag })
}

/// Whether the words around the one at `at` make it a conjugated verb (`Some(true)`), something else
/// (`Some(false)`), or leave it open.
fn is_conjugated(sentence: &Sentence<'_>, at: usize) -> Option<bool> {
    if sentence.near(at, 1).is_some_and(|next| is_inverted_subject(&next)) {
        return Some(true);
    }
    if opens_sentence(sentence, at) {
        // An order: lis ce texte, lis d'abord la consigne.
        let object = sentence.near(at, 1).is_some_and(|next| {
            matches!(next.tag.upos(), Upos::Det | Upos::Pron | Upos::Adv)
                || is_one_of(&next, &["d'"])
                    && sentence.near(at, 2).is_some_and(|after| is_one_of(&after, &["abord"]))
        });
        return object.then_some(true);
    }
    let before = sentence.near(at, -1)?;
    let is = |words: &[&str]| is_one_of(&before, words);
    if is(&SUBJECTS) || is(&PRONOUNS_ONLY) {
        return Some(true);
    }
    let earlier = at.checked_sub(2).and_then(|place| sentence.token(place));
    if is(&PRONOUNS_OR_ARTICLES) {
        return Some(earlier.is_some_and(|token| {
            is_one_of(&token, &SUBJECTS)
                || is_one_of(&token, &PRONOUNS_ONLY)
                || matches!(token.tag.upos(), Upos::Noun | Upos::Propn)
        }));
    }
    match before.tag.upos() {
        // A preposition or a pronoun: en sus, le coût en est moindre.
        _ if is(&["en"]) => None,
        Upos::Det | Upos::Adp => Some(false),
        // deux vis; not: Hassan II est, en 1992 est
        Upos::Num if before.lexical.shape & (shape::CAPITAL | shape::DIGIT) == 0 => Some(false),
        _ => None,
    }
}

/// Whether nothing but signs and the number of a question stands before the word.
pub(super) fn opens_sentence(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = (0..at).rev().map_while(|place| sentence.token(place));
    before.take(3).all(|token| token.is_mark() || token.lexical.shape & shape::DIGIT != 0)
}

const SUBJECTS: [&str; 11] =
    ["je", "j'", "tu", "t'", "il", "elle", "on", "qui", "ça", "cela", "c'"];
/// What may stand between a subject and its verb, and is nothing but a pronoun or *ne*.
const PRONOUNS_ONLY: [&str; 8] = ["ne", "n'", "me", "m'", "te", "se", "s'", "y"];
const PRONOUNS_OR_ARTICLES: [&str; 4] = ["le", "la", "l'", "les"];

fn is_one_of(token: &Token<'_, '_>, words: &[&str]) -> bool {
    words.iter().any(|word| token.lexical.word == hash_letters(word.chars()))
}

fn is_inverted_subject(token: &Token<'_, '_>) -> bool {
    const INVERTED: [&str; 6] = ["-je", "-tu", "-il", "-elle", "-on", "-ce"];
    is_one_of(token, &INVERTED)
}

/// A noun or adjective in *-er* that is also an infinitive: *fier*, *le scanner*.
pub(super) fn er(
    sentence: &Sentence<'_>,
    at: usize,
    token: &Token<'_, '_>,
    tagger: &Tagger<'_>,
) -> Option<Decision> {
    let known = tagger.may_be(token.lexical);
    if known & may::VERB == 0 || known & (may::NOUN | may::ADJECTIVE) == 0 {
        return None;
    }
    if kind_of(token.lexical.word) != Some(Kind::Er) && !looks_english(token) {
        return None;
    }
    let tagged = token.tag.verb_form() == Some(VerbForm::Infinitive);
    let infinitive = is_infinitive(sentence, at).unwrap_or(tagged);
    let tag = match (infinitive, tagged) {
        (true, _) => Tag::verb(VerbForm::Infinitive),
        (false, true) => Tag::of(match known & may::NOUN {
            0 => Upos::Adj,
            _ => Upos::Noun,
        }),
        (false, false) => token.tag,
    };
    let usage = if infinitive { WordUse::Infinitive } else { WordUse::Nominal };
    Some(Decision { usage, tag })
}

/// Infinitives that are nouns of English with such an ending keep its sound.
fn looks_english(token: &Token<'_, '_>) -> bool {
    const ENDINGS: [&str; 17] = [
        "pper", "tter", "nner", "xer", "ster", "nter", "mper", "bber", "gger", "ker", "wer",
        "rver", "iper", "ooper", "rter", "rfer", "mber",
    ];
    ENDINGS.iter().any(|ending| token.ends_with(ending))
}

/// Whether the words before the one at `at` make it an infinitive, or a noun or adjective.
fn is_infinitive(sentence: &Sentence<'_>, at: usize) -> Option<bool> {
    let before = sentence.near(at, -1)?;
    let is = |words: &[&str]| is_one_of(&before, words);
    let earlier = at.checked_sub(2).and_then(|place| sentence.token(place));
    if is(&["se", "s'", "me", "m'", "te", "t'", "y", "lui", "à", "de", "d'", "pour", "sans"]) {
        return Some(true);
    }
    if is(&PRONOUNS_OR_ARTICLES) {
        // veut le reporter, de le reporter; but: regarde le reporter, which the tagger tells.
        let governed = earlier.is_some_and(|token| is_one_of(&token, &["à", "de", "pour", "sans"]));
        return if governed { Some(true) } else { article(&before) };
    }
    match before.tag.upos() {
        Upos::Det | Upos::Num => Some(false),
        Upos::Aux => Some(false),
        Upos::Adj => earlier.is_none_or(|token| token.tag.upos() != Upos::Det).then_some(false),
        _ => None,
    }
    .or_else(|| follows_modal(&before))
}

/// An article makes a noun; a pronoun leaves it to the tagger.
fn article(before: &Token<'_, '_>) -> Option<bool> {
    (before.tag.upos() == Upos::Det).then_some(false)
}

/// Verbs that govern an infinitive: *il faut reporter*.
fn follows_modal(before: &Token<'_, '_>) -> Option<bool> {
    const STEMS: [&str; 14] = [
        "fau", "veu", "voul", "voud", "peu", "pouv", "pour", "doi", "dev", "va", "vont", "allon",
        "allez", "fai",
    ];
    let verb = before.tag.is_finite() || before.tag.verb_form() == Some(VerbForm::Infinitive);
    (verb && STEMS.iter().any(|stem| before.starts_with(stem))).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_word_and_its_kind() {
        crate::data::check_lines(SOURCE, parse);
    }
}
