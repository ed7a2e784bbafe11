//! French names of emoji and symbols, and of emoji made of several others.

use std::{collections::BTreeMap, error::Error, fmt::Write as _};

use clairvoix_text::spoken::{SpokenOptions, Variant, spoken_form};

const HEADER: &str = "\
# French names of emoji and symbols: the characters without U+FE0F, the name. Built by
# `cargo xtask data spoken` from CLDR (npm cldr-annotations-full and cldr-annotations-derived-full,
# Unicode-3.0); do not edit. Names chosen here are in symbols.tsv.
";

const HEADER_ELSEWHERE: &str = "\
# Names of emoji: the characters without U+FE0F, the name. Built by `cargo xtask data emoji` from CLDR
# (npm cldr-annotations-full and cldr-annotations-derived-full, Unicode-3.0); do not edit. Names of signs
# are in symbols.tsv.
";

/// The table, in the order of the characters, from the annotations and the derived ones, in the language
/// of a tag. Other languages than French have emoji only, no signs of currencies or mathematics.
pub(super) fn table(json: &str, derived: &str, tag: &str) -> Result<String, Box<dyn Error>> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (json, path) in
        [(json, "/annotations/annotations"), (derived, "/annotationsDerived/annotations")]
    {
        let annotations: serde_json::Value = serde_json::from_str(json)?;
        let entries = annotations
            .pointer(path)
            .and_then(serde_json::Value::as_object)
            .ok_or_else(|| format!("CLDR annotations: no {path}"))?;
        for (key, value) in entries {
            let characters: String = key.chars().filter(|c| *c != '\u{fe0f}').collect();
            let name = value.pointer("/tts/0").and_then(serde_json::Value::as_str);
            let kept = is_kept(&characters) && (tag == "fr" || is_emoji(&characters));
            if let Some(name) = name.filter(|_| kept) {
                names.insert(characters, plain(name, tag));
            }
        }
    }
    let mut table = if tag == "fr" { HEADER } else { HEADER_ELSEWHERE }.to_owned();
    for (characters, name) in names {
        let _ = writeln!(table, "{characters}\t{name}");
    }
    Ok(table)
}

/// One sign, or an emoji made of several; skin tones are named by the rule, keycaps by their digit.
fn is_kept(characters: &str) -> bool {
    let several = characters.chars().nth(1).is_some();
    let toned = several && characters.contains(|c| matches!(c, '\u{1f3fb}'..='\u{1f3ff}'));
    let first = characters.chars().next();
    !toned && first.is_some_and(|c| !c.is_alphanumeric() && !is_punctuation(c))
}

/// Punctuation is for the rules, not for names.
fn is_punctuation(c: char) -> bool {
    c < '\u{2070}' || matches!(c, '\u{3000}'..='\u{303f}' | '\u{fe00}'..='\u{ffff}')
}

/// Pictures, dingbats and what is made of them.
fn is_emoji(characters: &str) -> bool {
    characters.chars().next().is_some_and(
        |c| matches!(c, '\u{231a}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..),
    )
}

/// The name in plain words of the language.
fn plain(name: &str, tag: &str) -> String {
    let name = name.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'");
    let options = SpokenOptions { variant: Variant::from_tag(tag), ..SpokenOptions::default() };
    spoken_form(&name, &options).text
}
