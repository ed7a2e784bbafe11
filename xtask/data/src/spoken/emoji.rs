//! French names of emoji and symbols of one character.

use std::{collections::BTreeMap, error::Error, fmt::Write as _};

use clairvoix_text::spoken::{SpokenOptions, spoken_form};

const HEADER: &str = "\
# French names of emoji and symbols: the character, its name. Built by `cargo xtask data spoken` from
# CLDR annotations (npm cldr-annotations-full, Unicode-3.0); do not edit. Names chosen here are in
# symbols.tsv.
";

/// The table, in the order of the characters.
pub(super) fn table(json: &str) -> Result<String, Box<dyn Error>> {
    let annotations: serde_json::Value = serde_json::from_str(json)?;
    let entries = annotations
        .pointer("/annotations/annotations")
        .and_then(serde_json::Value::as_object)
        .ok_or("annotations.json: no annotations.annotations")?;
    let mut names: BTreeMap<char, String> = BTreeMap::new();
    for (key, value) in entries {
        let mut characters = key.chars().filter(|c| *c != '\u{fe0f}');
        let (Some(c), None) = (characters.next(), characters.next()) else {
            continue;
        };
        let name = value.pointer("/tts/0").and_then(serde_json::Value::as_str);
        if let Some(name) = name.filter(|_| !c.is_alphanumeric() && !is_punctuation(c)) {
            names.insert(c, plain(name));
        }
    }
    let mut table = HEADER.to_owned();
    for (c, name) in names {
        let _ = writeln!(table, "{c}\t{name}");
    }
    Ok(table)
}

/// Punctuation is for the rules, not for names.
fn is_punctuation(c: char) -> bool {
    c < '\u{2070}' || matches!(c, '\u{3000}'..='\u{303f}' | '\u{fe00}'..='\u{ffff}')
}

/// The name in plain words.
fn plain(name: &str) -> String {
    let name = name.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'");
    spoken_form(&name, &SpokenOptions::default()).text.replace(" : ", ", ")
}
