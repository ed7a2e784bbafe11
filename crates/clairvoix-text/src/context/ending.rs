//! Endings that sound one way in a verb and another in a noun or adjective: *-ent*, *-tions*;
//! for the others, see `two_readings`.
//!
//! The tagger proposes; agreement, which it does not see well, decides: a noun or adjective in
//! *-ent* is singular, a verb in *-ent* has a plural subject.

use super::{
    Tag, Upos, VerbForm,
    condition::{Number, number_of},
    lexical::{hash_letters, pack, word_hash},
    sentence::{Sentence, Token},
    tagger::{Tagger, may},
    two_readings,
};
use crate::reading::WordUse;

/// What an ending says, with the tag corrected where agreement knows better.
pub(crate) struct Decision {
    pub(crate) usage: WordUse,
    pub(crate) tag: Tag,
}

/// The use of the word at `at` by its ending; `None` where the ending decides nothing.
pub(crate) fn decide(sentence: &Sentence<'_>, at: usize, tagger: &Tagger<'_>) -> Option<Decision> {
    let token = sentence.token(at)?;
    let word = token.lexical;
    if word.ends(const { pack("ent") }, 3) {
        ent(sentence, at, &token, tagger)
    } else if word.ends(const { pack("er") }, 2) {
        two_readings::er(sentence, at, &token, tagger)
    } else if word.ends(const { pack("ions") }, 4) {
        // The t of -stions and -ttions never hisses.
        let never = ["stions", "ttions"].iter().any(|ending| token.ends_with(ending));
        (token.ends_with("tions") && !never).then(|| tions(sentence, at, &token, tagger))
    } else if word.ends(const { pack("s") }, 1) || word.ends(const { pack("t") }, 1) {
        two_readings::last_consonant(sentence, at, &token, tagger)
    } else {
        None
    }
}

/// What a word in *-ent* may be.
#[derive(Clone, Copy, Debug, PartialEq)]
struct May {
    plural_verb: bool,
    singular_verb: bool,
    nominal: bool,
}

impl May {
    fn of(token: &Token<'_, '_>, tagger: &Tagger<'_>) -> Self {
        let known = tagger.may_be(token.lexical);
        let nominal = known & (may::NOUN | may::ADJECTIVE | may::ADVERB) != 0;
        // il sent (sentir), il tient (tenir)
        let singular_verb = knows_with(tagger, token, 0, "ir")
            || token.ends_with("ient") && knows_with(tagger, token, 4, "enir");
        // ils chantent (chanter), ils dorment (dormait), whether listed or not
        let plural_verb = known & may::VERB != 0 && !singular_verb
            || knows_with(tagger, token, 3, "er")
            || knows_with(tagger, token, 3, "ait");
        Self { plural_verb, singular_verb, nominal }
    }
}

/// Whether the word without its last `cut` letters, and with `ending`, is a known verb form.
fn knows_with(tagger: &Tagger<'_>, token: &Token<'_, '_>, cut: usize, ending: &str) -> bool {
    let word = token.bare();
    let letters = word.chars().count();
    if letters <= cut {
        return false;
    }
    let stem = word.chars().take(letters.saturating_sub(cut));
    tagger.knows_verb(hash_letters(stem.chain(ending.chars())))
}

fn ent(
    sentence: &Sentence<'_>,
    at: usize,
    token: &Token<'_, '_>,
    tagger: &Tagger<'_>,
) -> Option<Decision> {
    let may = May::of(token, tagger);
    if may.plural_verb && may.singular_verb && !may.nominal {
        return Some(either_number(sentence, at, token));
    }
    let verb = match (may.plural_verb, may.nominal) {
        (true, false) => !may.singular_verb && !is_surely_nominal(sentence, at),
        (false, true) => false,
        (true, true) => has_plural_subject(sentence, at).unwrap_or(token.tag.is_finite()),
        (false, false) if may.singular_verb => return None,
        (false, false) => token.tag.is_finite(),
    };
    let known = may.plural_verb || may.nominal || verb;
    let usage = match (verb, known) {
        (true, _) => WordUse::VerbThirdPlural,
        (false, true) if may.nominal || !may.singular_verb => WordUse::Nominal,
        _ => return None,
    };
    let tag = match (verb, token.tag) {
        (true, tag) if tag.is_finite() => tag,
        (true, _) => Tag::verb(VerbForm::Finite),
        (false, tag) if matches!(tag.upos(), Upos::Verb | Upos::Aux) => {
            Tag::of(nominal_upos(sentence, at))
        }
        (false, tag) => tag,
    };
    Some(Decision { usage, tag })
}

/// A form of two verbs, one in the plural: *ils convient* (convier), *il convient* (convenir).
fn either_number(sentence: &Sentence<'_>, at: usize, token: &Token<'_, '_>) -> Decision {
    let usage = match has_plural_noun_or_pronoun(sentence, at) {
        true => WordUse::VerbThirdPlural,
        _ if token.ends_with("ient") => WordUse::Given("ien:j5|t:#"),
        _ => WordUse::Given("en:@|t:#"),
    };
    let tag = if token.tag.is_finite() { token.tag } else { Tag::verb(VerbForm::Finite) };
    Decision { usage, tag }
}

/// Whether what stands before the verb at `at` and its pronouns is a subject in the plural.
fn has_plural_noun_or_pronoun(sentence: &Sentence<'_>, at: usize) -> bool {
    const PRONOUNS: [&str; 18] = [
        "me", "m'", "te", "t'", "se", "s'", "nous", "vous", "le", "la", "les", "l'", "lui", "leur",
        "y", "en", "ne", "n'",
    ];
    let mut place = at;
    while let Some(before) = place.checked_sub(1).and_then(|place| sentence.token(place)) {
        let pronoun = PRONOUNS.iter().any(|word| before.lexical.word == word_hash(word));
        if !pronoun && before.tag.upos() != Upos::Adv {
            break;
        }
        place -= 1;
    }
    let Some(subject) = place.checked_sub(1) else { return false };
    sentence.token(subject).is_some_and(|before| match before.tag.upos() {
        Upos::Noun | Upos::Propn | Upos::Adj => after_noun(sentence, at, subject) == Some(true),
        _ => ["ils", "elles"].iter().any(|word| before.lexical.word == word_hash(word)),
    })
}

/// Whether a word known as a verb only is a noun or adjective here: the lexicon does not know all of
/// them (*un pays émergent*).
fn is_surely_nominal(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(before) = sentence.near(at, -1) else {
        return false;
    };
    let local = match before.tag.upos() {
        Upos::Det | Upos::Num | Upos::Aux | Upos::Adp => true,
        Upos::Adj => opens_group(sentence, at - 1),
        Upos::Noun => !(0..at).any(|place| is_plural_or_and(sentence, place)),
        _ => false,
    };
    local && has_plural_subject(sentence, at) == Some(false)
}

/// A noun after its determiner or an adjective, an adjective after its noun or its verb.
fn nominal_upos(sentence: &Sentence<'_>, at: usize) -> Upos {
    match sentence.near(at, -1).map(|before| before.tag.upos()) {
        Some(Upos::Det | Upos::Adj | Upos::Adp | Upos::Num) => Upos::Noun,
        _ => Upos::Adj,
    }
}

/// Whether agreement makes the word at `at` a verb in the plural (`Some(true)`), a singular noun or
/// adjective (`Some(false)`), or leaves it open.
fn has_plural_subject(sentence: &Sentence<'_>, at: usize) -> Option<bool> {
    let Some(mut place) = at.checked_sub(1) else {
        return no_plural(sentence, at);
    };
    while sentence.token(place).is_some_and(|t| t.tag.upos() == Upos::Adv && !is_negation(&t)) {
        place = place.checked_sub(1)?;
    }
    let before = sentence.token(place)?;
    if is_clitic_of_plural_verb(&before) {
        return Some(true);
    }
    // Whatever the tagger says of the word after a plural determiner, it is the noun.
    let determined = sentence.near(place, -1).is_some_and(|token| token.tag.upos() == Upos::Det);
    let plural_form = before.ends_with("s") || before.ends_with("x");
    if determined && plural_form && number_of(sentence, place) == Some(Number::Plural) {
        return Some(true);
    }
    match before.tag.upos() {
        Upos::Det | Upos::Num => Some(match number_of(sentence, place + 1) {
            Some(Number::Plural) => true,
            _ => follows_plural_pronoun(sentence, place),
        }),
        Upos::Pron if matches!(before.bare(), "le" | "la" | "l'" | "l’") => {
            Some(follows_plural_pronoun(sentence, place))
        }
        Upos::Verb if before.tag.verb_form() == Some(VerbForm::Participle) => {
            after_noun(sentence, at, place)
        }
        Upos::Aux | Upos::Verb | Upos::Adp => Some(false),
        Upos::Adj if opens_group(sentence, place) => Some(false),
        Upos::Noun | Upos::Adj | Upos::Propn => after_noun(sentence, at, place),
        _ => no_plural(sentence, at),
    }
}

/// Not a verb where no plural could be its subject, before it or, in an inversion, just after it.
fn no_plural(sentence: &Sentence<'_>, at: usize) -> Option<bool> {
    let mut places = (0..at).chain(at + 1..at + 4);
    let plural = places.any(|place| is_plural_or_and(sentence, place));
    (!plural).then_some(false)
}

/// After a noun: a plural one is the subject; after a singular one, the subject may be a plural
/// before it, or several nouns, if the clause has no other verb.
fn after_noun(sentence: &Sentence<'_>, at: usize, noun: usize) -> Option<bool> {
    if number_of(sentence, noun) == Some(Number::Plural) {
        return Some(true);
    }
    if has_other_verb(sentence, at) {
        return Some(false);
    }
    let mut clause = (0..noun).rev().take_while(|place| is_open(sentence, *place));
    Some(clause.any(|place| is_plural_or_and(sentence, place)))
}

/// Whether the token at `place` may make a subject plural: a plural noun or pronoun, *et*.
fn is_plural_or_and(sentence: &Sentence<'_>, place: usize) -> bool {
    sentence.token(place).is_some_and(|token| match token.tag.upos() {
        Upos::Noun | Upos::Pron => number_of(sentence, place) == Some(Number::Plural),
        Upos::Cconj => token.bare() == "et",
        _ => false,
    })
}

fn is_negation(token: &Token<'_, '_>) -> bool {
    matches!(token.bare(), "ne" | "n'" | "n’")
}

fn is_clitic_of_plural_verb(token: &Token<'_, '_>) -> bool {
    const CLITICS: [&str; 10] =
        ["ils", "elles", "se", "s'", "ne", "n'", "y", "leur", "lui", "-ils"];
    CLITICS.iter().any(|clitic| {
        token.lexical.word == hash_letters(clitic.chars())
            && (*clitic != "leur" || token.tag.upos() == Upos::Pron)
    })
}

/// Whether *ils* or *elles*, or a plural noun, stands just before the pronoun or article at `place`.
fn follows_plural_pronoun(sentence: &Sentence<'_>, place: usize) -> bool {
    sentence.near(place, -1).is_some_and(|token| is_clitic_of_plural_verb(&token))
}

/// Whether the adjective at `place`, in the singular, comes before its noun: *le principal affluent*.
fn opens_group(sentence: &Sentence<'_>, place: usize) -> bool {
    let opening = sentence.near(place, -1).is_none_or(|token| {
        matches!(token.tag.upos(), Upos::Det | Upos::Adp | Upos::Num | Upos::Punct | Upos::Cconj)
    });
    opening && !sentence.token(place).is_some_and(|t| t.ends_with("s") || t.ends_with("x"))
}

/// Whether the token at `place` lies inside a clause, and does not end one.
fn is_open(sentence: &Sentence<'_>, place: usize) -> bool {
    sentence.token(place).is_some_and(|token| {
        !matches!(token.tag.upos(), Upos::Punct | Upos::Sconj)
            && !matches!(token.bare(), "qui" | "dont" | "où")
    })
}

/// Whether the clause of the word at `at` has another conjugated verb.
fn has_other_verb(sentence: &Sentence<'_>, at: usize) -> bool {
    let finite = |place: usize| sentence.token(place).is_some_and(|token| token.tag.is_finite());
    let open = |place: &usize| is_open(sentence, *place);
    (0..at).rev().take_while(open).any(finite)
        || (at + 1..sentence.token_count()).take_while(open).any(finite)
}

fn tions(
    sentence: &Sentence<'_>,
    at: usize,
    token: &Token<'_, '_>,
    tagger: &Tagger<'_>,
) -> Decision {
    // nous portions (porter), nous mentions (mentir), nous battions (battre)
    let known = tagger.may_be(token.lexical);
    let may_be_verb = known & may::VERB != 0
        || knows_with(tagger, token, 4, "er")
        || knows_with(tagger, token, 4, "ait");
    let verb_only = known & may::VERB != 0 && known & (may::NOUN | may::ADJECTIVE) == 0;
    if verb_only || may_be_verb && has_subject_nous(sentence, at) {
        return Decision { usage: WordUse::VerbFirstPlural, tag: Tag::verb(VerbForm::Finite) };
    }
    let tag = if token.tag.is_finite() && may_be_verb { Tag::of(Upos::Noun) } else { token.tag };
    Decision { usage: WordUse::Nominal, tag }
}

/// Whether *nous* stands before the word, with nothing but pronouns and *ne* between.
fn has_subject_nous(sentence: &Sentence<'_>, at: usize) -> bool {
    const BETWEEN: [&str; 17] = [
        "ne", "n'", "le", "la", "les", "l'", "lui", "leur", "y", "en", "te", "t'", "vous", "se",
        "me", "nous", "toujours",
    ];
    for back in 1..=5 {
        let Some(place) = at.checked_sub(back) else {
            return false;
        };
        let Some(token) = sentence.token(place) else {
            return false;
        };
        let is = |word: &str| token.lexical.word == hash_letters(word.chars());
        if is("nous") {
            let governed =
                sentence.near(place, -1).is_some_and(|before| before.tag.upos() == Upos::Adp);
            return !governed || back > 1;
        }
        if !BETWEEN.iter().any(|word| is(word)) {
            return false;
        }
    }
    false
}
