//! How a number agrees with the noun after it.

use std::sync::LazyLock;

use super::{
    number::Agreement,
    scan::Scan,
    table::{Map, Set},
    token::Kind,
};

/// Endings of nouns and what they say; a whole word starts with `^`.
static ENDINGS: LazyLock<Map<&'static str, bool>> = LazyLock::new(|| {
    super::table::rows(include_str!("../../data/fr/spoken/gender.tsv"))
        .map(|row| (super::table::field(&row, 0), super::table::field(&row, 1) == "f"))
        .collect()
});

/// No noun is longer.
const NOUN_BYTES_MAX: usize = 48;

/// Whether the noun is feminine, by the longest ending known; a noun of both genders is not.
pub(super) fn is_feminine(noun: &str) -> bool {
    if noun.len() > NOUN_BYTES_MAX {
        return false;
    }
    let lower = noun.to_lowercase();
    if let Some(&feminine) = ENDINGS.get(format!("^{lower}").as_str()) {
        return feminine;
    }
    let singular = singular(&lower);
    let key = format!("^{singular}");
    key.char_indices()
        .find_map(|(at, _)| ENDINGS.get(key.get(at..).unwrap_or_default()))
        .copied()
        .unwrap_or(false)
}

fn singular(noun: &str) -> &str {
    if noun.len() > 3 { noun.strip_suffix('s').unwrap_or(noun) } else { noun }
}

/// Adjectives that stand between a number and its noun: feminine, masculine, or both (`None`).
fn adjective(word: &str) -> Option<Option<bool>> {
    let gender = match word {
        "petites" | "petite" | "grandes" | "grande" | "belles" | "belle" | "nouvelles"
        | "nouvelle" | "vieilles" | "bonnes" | "bonne" | "mauvaises" | "mauvaise" | "grosses"
        | "longues" | "premières" | "première" | "dernières" | "hautes" | "seules" | "seule"
        | "courtes" | "certaines" | "différentes" | "prochaines" => Some(true),
        "petits" | "petit" | "grands" | "grand" | "beaux" | "beau" | "nouveaux" | "nouveau"
        | "vieux" | "bons" | "bon" | "mauvais" | "gros" | "longs" | "premiers" | "premier"
        | "derniers" | "hauts" | "seuls" | "seul" | "prochains" => Some(false),
        "jeunes" | "jeune" | "autres" | "autre" | "mêmes" | "même" | "simples" | "simple"
        | "braves" | "énormes" | "vastes" => None,
        _ => return None,
    };
    Some(gender)
}

/// The agreement of a number with what follows it at token `at`; `before` is the word before the
/// number.
pub(super) fn agreement(scan: &Scan<'_>, at: usize, before: &str) -> Agreement {
    let mut agreement = Agreement::default();
    if !scan.is_space(at) || is_rank_word(&before.to_lowercase()) {
        return agreement;
    }
    let mut word = scan.skip_space(at);
    for _ in 0..2 {
        let text = scan.word(word).to_lowercase();
        match adjective(&text) {
            Some(Some(feminine)) => {
                agreement.feminine = feminine;
                return agreement;
            }
            Some(None) => word = scan.skip_space(word + 1),
            None => break,
        }
    }
    // « 1 demi-droite »
    let prefixed = matches!(scan.word(word), "demi" | "mi" | "semi" | "contre" | "micro");
    let word = if prefixed && scan.is_sign(word + 1, '-') { word + 2 } else { word };
    let noun = scan.word(word);
    // « deux cent mille » takes no s, « deux cents millions » does.
    agreement.rank = noun == "mille";
    let dotted = scan.is_sign(word + 1, '.');
    if dotted && matches!(noun, "p" | "c" | "pers" | "sem" | "pp") {
        agreement.feminine = true;
        return agreement;
    }
    let small = noun.starts_with(char::is_lowercase);
    // A word followed by an apostrophe or too short to be a noun is a determiner or a pronoun.
    let elided = matches!(scan.kind(word + 1), Some(Kind::Sign('\'' | '’')));
    agreement.feminine =
        small && !elided && noun.chars().count() > 2 && !is_tool(noun) && is_feminine(noun);
    agreement
}

/// Words of grammar that may follow a number.
fn is_tool(word: &str) -> bool {
    matches!(
        word,
        "sont"
            | "est"
            | "des"
            | "les"
            | "une"
            | "par"
            | "pour"
            | "dans"
            | "avec"
            | "sur"
            | "sous"
            | "ont"
            | "mais"
            | "puis"
            | "comme"
            | "que"
            | "qui"
            | "entre"
            | "sans"
            | "avant"
            | "après"
            | "cette"
            | "elle"
            | "elles"
            | "donc"
            | "sera"
            | "reste"
            | "moins"
            | "plus"
            | "mille"
            | "million"
            | "millions"
    )
}

/// Nouns whose number comes after them and does not agree.
static RANK_WORDS: LazyLock<Set<&'static str>> = LazyLock::new(|| {
    super::table::rows(include_str!("../../data/fr/spoken/rank_words.tsv"))
        .map(|row| super::table::field(&row, 0))
        .collect()
});

/// Whether the number after the noun is a rank: page 21, les années 80.
pub(super) fn is_rank_word(word: &str) -> bool {
    RANK_WORDS.contains(word)
}
