//! Ordinal numbers and the names of fractions.

use super::{Agreement, cardinal};
use crate::spoken::options::Variant;

/// The gender of an ordinal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::spoken) enum Gender {
    /// Masculine, or not known.
    #[default]
    Masculine,
    /// Feminine.
    Feminine,
}

/// The ordinal in words: premier, première, deuxième, vingt et unième.
pub(in crate::spoken) fn ordinal(digits: &str, gender: Gender, variant: Variant) -> String {
    if digits.trim_start_matches('0') == "1" {
        let word = match gender {
            Gender::Masculine => "premier",
            Gender::Feminine => "première",
        };
        return word.to_owned();
    }
    with_suffix(digits, variant)
}

/// The name of a denominator, singular: demi, tiers, quart, cinquième.
pub(in crate::spoken) fn fraction_name(digits: &str, variant: Variant) -> String {
    match digits {
        "2" => "demi".to_owned(),
        "3" => "tiers".to_owned(),
        "4" => "quart".to_owned(),
        _ => with_suffix(digits, variant),
    }
}

fn with_suffix(digits: &str, variant: Variant) -> String {
    let rank = Agreement { feminine: false, rank: true };
    let mut word = cardinal(digits, rank, variant);
    if word.ends_with("cinq") {
        word.push('u');
    } else if word.ends_with("neuf") {
        word.pop();
        word.push('v');
    } else if word.ends_with('e') || word.ends_with("millions") || word.ends_with("milliards") {
        word.pop();
    }
    word.push_str("ième");
    // « millionième », not « un millionième ».
    match word.strip_prefix("un mill") {
        Some(rest) if rest.starts_with("ion") || rest.starts_with("iard") => format!("mill{rest}"),
        _ => word,
    }
}
