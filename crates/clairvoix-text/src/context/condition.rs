//! Conditions on a word and its neighbours, as the rule files of `data/fr` write them.
//!
//! A condition is `PLACE:TEST|TEST...`; it holds when one of the tests does. `!` before it turns it
//! round. Places:
//!
//! | place | what is tested |
//! |---|---|
//! | `0` | the word itself |
//! | `-1`, `+2`, ... | the token so many places away; signs count |
//! | `left` | one of the 9 tokens to the left, up to a full stop or a semicolon |
//! | `right` | one of the 9 tokens to the right, likewise |
//! | `near` | any word of the sentence |
//!
//! Tests: `word` (whatever its case), `pre*`, `*suf`, `@NOUN` (a part of speech), `@VERB.fin`,
//! `@VERB.inf`, `@VERB.part`, `^` (starts with a capital), `#` (a sign, or the border of the
//! sentence), `%vowel` and `%cons` (the first sound), `%sing` and `%plur` (number, from the
//! determiner and the endings), `%adj` (known as an adjective, not as a noun).

use super::{
    Tag, Upos, VerbForm,
    lexical::{shape, word_hash},
    resolve::TAGGER,
    sentence::{Sentence, Token},
    tagger::may,
};
use crate::liaison::{self, Onset};
use std::sync::LazyLock;

/// How far `left` and `right` look.
const REACH: usize = 9;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    At(isize),
    Left,
    Right,
    Near,
}

#[derive(Clone, Debug, PartialEq)]
enum Test {
    Word(u64),
    Prefix(&'static str),
    Suffix(&'static str),
    Upos(Upos),
    Tag(Tag),
    Adjective,
    Capital,
    Sign,
    Onset(Onset),
    Number(Number),
}

/// Grammatical number, as far as it can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    Singular,
    Plural,
}

/// One condition of a rule.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Condition {
    negated: bool,
    place: Place,
    tests: Vec<Test>,
}

impl Condition {
    /// Reads one condition; an error says what is wrong with it.
    pub(crate) fn parse(source: &'static str) -> Result<Self, String> {
        let (negated, body) = match source.strip_prefix('!') {
            Some(body) => (true, body),
            None => (false, source),
        };
        let (place, tests) =
            body.split_once(':').ok_or_else(|| format!("{source:?}: a condition is PLACE:TEST"))?;
        let place = match place {
            "left" => Place::Left,
            "right" => Place::Right,
            "near" => Place::Near,
            number => Place::At(
                number.parse().map_err(|_| format!("{source:?}: no place is called {number:?}"))?,
            ),
        };
        let tests = tests.split('|').map(Test::parse).collect::<Result<_, _>>()?;
        Ok(Self { negated, place, tests })
    }

    /// Whether it holds for the token at `at`.
    pub(crate) fn holds(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let found = match self.place {
            Place::At(offset) => match at.checked_add_signed(offset) {
                Some(there) => self.any(sentence, there),
                None => self.tests.contains(&Test::Sign),
            },
            Place::Left => self.scan(sentence, (at.saturating_sub(REACH)..at).rev()),
            Place::Right => self.scan(sentence, at + 1..at + 1 + REACH),
            Place::Near => {
                (0..sentence.token_count()).any(|there| there != at && self.any(sentence, there))
            }
        };
        found != self.negated
    }

    /// The tags one of which the token `offset` places away must have, as bits by their number, where
    /// that is all the condition asks.
    pub(crate) fn tags_at(&self, offset: isize) -> Option<u32> {
        if self.negated || self.place != Place::At(offset) {
            return None;
        }
        self.tests.iter().try_fold(0, |bits, test| {
            let all = Tag::ALL.iter().filter(|tag| match test {
                Test::Upos(upos) => tag.upos() == *upos,
                Test::Tag(wanted) => *tag == wanted,
                _ => false,
            });
            let tags = all.fold(0, |bits, tag| bits | 1 << tag.number());
            (tags != 0).then_some(bits | tags)
        })
    }

    /// The hashes of the words one of which the token must be, where that is all the condition asks.
    pub(crate) fn words_here(&self) -> Option<Vec<u64>> {
        if self.negated || self.place != Place::At(0) {
            return None;
        }
        let word = |test: &Test| match test {
            Test::Word(hash) => Some(*hash),
            _ => None,
        };
        self.tests.iter().map(word).collect()
    }

    fn scan(&self, sentence: &Sentence<'_>, places: impl Iterator<Item = usize>) -> bool {
        places
            .map_while(|there| sentence.token(there).map(|token| (there, token)))
            .take_while(|(_, token)| !matches!(token.text, "." | ";" | ":" | "?" | "!"))
            .any(|(there, _)| self.any(sentence, there))
    }

    fn any(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        match sentence.token(at) {
            Some(token) => self.tests.iter().any(|test| test.holds(sentence, at, &token)),
            None => self.tests.contains(&Test::Sign),
        }
    }
}

impl Test {
    fn parse(source: &'static str) -> Result<Self, String> {
        let test = match source {
            "^" => Self::Capital,
            "#" => Self::Sign,
            "%adj" => Self::Adjective,
            "%vowel" => Self::Onset(Onset::Vowel),
            "%cons" => Self::Onset(Onset::Consonant),
            "%sing" => Self::Number(Number::Singular),
            "%plur" => Self::Number(Number::Plural),
            "@VERB.fin" => Self::Tag(Tag::verb(VerbForm::Finite)),
            "@VERB.inf" => Self::Tag(Tag::verb(VerbForm::Infinitive)),
            "@VERB.part" => Self::Tag(Tag::verb(VerbForm::Participle)),
            "" => return Err("an empty test".to_owned()),
            _ => {
                match (source.strip_prefix('@'), source.strip_suffix('*'), source.strip_prefix('*'))
                {
                    (Some(name), ..) => Self::Upos(
                        Upos::from_name(name)
                            .ok_or_else(|| format!("no part of speech is called {name:?}"))?,
                    ),
                    (_, Some(prefix), _) => Self::Prefix(prefix),
                    (.., Some(suffix)) => Self::Suffix(suffix),
                    _ => Self::Word(word_hash(source)),
                }
            }
        };
        Ok(test)
    }

    fn holds(&self, sentence: &Sentence<'_>, at: usize, token: &Token<'_, '_>) -> bool {
        match self {
            Self::Word(hash) => token.lexical.word == *hash,
            Self::Prefix(prefix @ "-") => token.text.starts_with(prefix),
            Self::Prefix(prefix) => token.starts_with(prefix),
            Self::Adjective => {
                let may_be = TAGGER.may_be(token.lexical);
                may_be & may::ADJECTIVE != 0 && may_be & may::NOUN == 0
            }
            Self::Suffix(suffix) => token.ends_with(suffix),
            Self::Upos(upos) => token.tag.upos() == *upos,
            Self::Tag(tag) => token.tag == *tag,
            Self::Capital => token.lexical.shape & shape::CAPITAL != 0,
            Self::Sign => token.is_mark(),
            Self::Onset(onset) => !token.is_mark() && liaison::onset(token.bare()) == *onset,
            Self::Number(number) => number_of(sentence, at) == Some(*number),
        }
    }
}

/// The number of the noun or adjective at `at`: from its determiner, else from its ending.
pub(crate) fn number_of(sentence: &Sentence<'_>, at: usize) -> Option<Number> {
    for back in 1..=4 {
        let Some(token) = at.checked_sub(back).and_then(|at| sentence.token(at)) else {
            break;
        };
        if let Some(number) = number_of_determiner(token.lexical.word) {
            return Some(number);
        }
        let inside = matches!(token.tag.upos(), Upos::Adj | Upos::Adv | Upos::Noun | Upos::Num)
            || token.tag.verb_form() == Some(VerbForm::Participle);
        if !inside {
            break;
        }
    }
    let token = sentence.token(at)?;
    let plural = token.ends_with("s") || token.ends_with("x") || token.ends_with("z");
    Some(if plural { Number::Plural } else { Number::Singular })
}

/// Determiners with the number they give, sorted by the hash of the word.
static DETERMINERS: LazyLock<Vec<(u64, Number)>> = LazyLock::new(|| {
    const SINGULAR: &str = "le la l' un une ce cet cette mon ma ton ta son sa notre votre leur du au \
        chaque aucun aucune nul nulle quel quelle tout toute";
    const PLURAL: &str = "les des ces mes tes ses nos vos leurs aux deux trois quatre cinq six sept \
        huit neuf dix cent mille quelques plusieurs certains certaines divers diverses différents \
        différentes quels quelles tous toutes";
    let singular = SINGULAR.split_whitespace().map(|word| (word_hash(word), Number::Singular));
    let plural = PLURAL.split_whitespace().map(|word| (word_hash(word), Number::Plural));
    let mut all: Vec<_> = singular.chain(plural).collect();
    all.sort_unstable_by_key(|(hash, _)| *hash);
    all
});

fn number_of_determiner(hash: u64) -> Option<Number> {
    let at = DETERMINERS.binary_search_by_key(&hash, |(hash, _)| *hash).ok()?;
    DETERMINERS.get(at).map(|(_, number)| *number)
}
