//! The words of the page's own buttons, from `data/words.toml`.

use std::{collections::BTreeMap, sync::LazyLock};

use clairvoix_profile::{Label, Language};

/// All words in `language`, by their key.
pub(crate) fn words(language: Language) -> BTreeMap<&'static str, &'static str> {
    static WORDS: LazyLock<BTreeMap<String, Label>> =
        LazyLock::new(|| toml::from_str(include_str!("../../data/words.toml")).unwrap_or_default());
    WORDS.iter().map(|(key, label)| (key.as_str(), label.get(language))).collect()
}

/// The words of one key; empty where there is none.
pub(crate) fn word(language: Language, key: &str) -> &'static str {
    words(language).get(key).copied().unwrap_or_default()
}
