//! The words of the page, from `data/words.toml`.

use std::{collections::BTreeMap, sync::LazyLock};

use clairvoix_profile::{Label, Language};

use crate::html::escape;

/// The words in one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words(pub(crate) Language);

impl Words {
    /// The words of a key; the key itself where there are none, which a test forbids.
    pub(crate) fn get(self, key: &str) -> &str {
        table().get(key).map_or(key, |label| label.get(self.0))
    }

    /// The same as HTML.
    pub(crate) fn html(self, key: &str) -> String {
        escape(self.get(key))
    }

    /// The words of a key with each `{place}` filled once: what is put in is never looked at again.
    pub(crate) fn fill(self, key: &str, places: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.get(key);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, after)) = after.split_once('}') else { break };
            filled
                .push_str(places.iter().find(|place| place.0 == name).map_or("", |place| place.1));
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// The tag of the language.
    pub(crate) fn tag(self) -> &'static str {
        match self.0 {
            Language::French => "fr",
            Language::English => "en",
        }
    }

    /// A number as the language writes it.
    pub(crate) fn number(self, number: f64) -> String {
        // Steps such as 0.05 leave traces in the last digits.
        let plain = ((number * 1000.0).round() / 1000.0).to_string();
        match self.0 {
            Language::French => plain.replace('.', ","),
            Language::English => plain,
        }
    }
}

fn table() -> &'static BTreeMap<String, Label> {
    static WORDS: LazyLock<BTreeMap<String, Label>> =
        LazyLock::new(|| toml::from_str(include_str!("../data/words.toml")).unwrap_or_default());
    &WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key that the sources name is there, and every one that is there is named: the keys made of
    /// parts begin with one of `MADE`.
    #[test]
    fn words_and_sources_agree() {
        const MADE: &[&str] = &["unit.", "error.", "section.", "layer.", "kind.", "step."];
        let sources: Vec<&str> = vec![
            include_str!("app.rs"),
            include_str!("view/mod.rs"),
            include_str!("view/frame.rs"),
            include_str!("view/home.rs"),
            include_str!("view/text.rs"),
            include_str!("view/needs.rs"),
            include_str!("view/choose.rs"),
            include_str!("view/tune.rs"),
            include_str!("view/name.rs"),
            include_str!("view/all.rs"),
            include_str!("view/value.rs"),
            include_str!("view/lists.rs"),
            include_str!("view/history.rs"),
            include_str!("view/transfer.rs"),
            include_str!("view/why.rs"),
            include_str!("view/exam.rs"),
        ];
        assert!(table().len() > 50, "data/words.toml is not read");
        for key in table().keys() {
            let quoted = format!("\"{key}\"");
            let named = sources.iter().any(|source| source.contains(&quoted));
            assert!(named || MADE.iter().any(|made| key.starts_with(made)), "{key} is never used");
        }
        for source in sources {
            for call in ["w.html(\"", "w.get(\"", "w.fill(\"", "say(\"", "say_trouble(\""] {
                for part in source.split(call).skip(1) {
                    let key = part.split('"').next().unwrap();
                    assert!(table().contains_key(key), "{key} is not in data/words.toml");
                }
            }
        }
    }

    #[test]
    fn french_has_no_exclamation_mark() {
        for (key, label) in table() {
            assert!(!label.fr.contains('!') && !label.en.contains('!'), "{key}");
        }
    }
}
