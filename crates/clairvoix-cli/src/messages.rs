//! The sentences a person sees, from `messages/fr.toml` and `messages/en.toml`.

use toml::Table;

use crate::language::UiLanguage;

const FRENCH: &str = include_str!("messages/fr.toml");
const ENGLISH: &str = include_str!("messages/en.toml");

/// The messages of one language.
pub(crate) struct Messages {
    table: Table,
}

impl Messages {
    /// The messages of `language`.
    pub(crate) fn load(language: UiLanguage) -> Self {
        let source = match language {
            UiLanguage::Fr => FRENCH,
            UiLanguage::En => ENGLISH,
        };
        // A test parses both files: the empty table is never used in a build that passed.
        Self { table: source.parse().unwrap_or_default() }
    }

    /// The message of a dotted key, if there is one.
    pub(crate) fn find(&self, key: &str) -> Option<&str> {
        let mut parts = key.split('.');
        let mut value = self.table.get(parts.next()?)?;
        for part in parts {
            value = value.get(part)?;
        }
        value.as_str()
    }

    /// The message of a dotted key; the key itself where there is none.
    pub(crate) fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The message of a key with each `{place}` filled.
    pub(crate) fn fill(&self, key: &str, places: &[(&str, &str)]) -> String {
        fill(self.get(key), places)
    }

    /// Every dotted key, for tests.
    #[cfg(test)]
    pub(crate) fn keys(&self) -> Vec<String> {
        fn walk(prefix: &str, table: &Table, keys: &mut Vec<String>) {
            for (name, value) in table {
                match value {
                    toml::Value::Table(inner) => walk(&format!("{prefix}{name}."), inner, keys),
                    _ => keys.push(format!("{prefix}{name}")),
                }
            }
        }
        let mut keys = Vec::new();
        walk("", &self.table, &mut keys);
        keys
    }
}

/// Fills the places of `template` in one pass, so that a brace in a value is never a place.
fn fill(template: &str, places: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let place = after.split_once('}').and_then(|(name, tail)| {
            let (_, value) = places.iter().find(|(key, _)| *key == name)?;
            Some((value, tail))
        });
        match place {
            Some((value, tail)) => {
                out.push_str(value);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(template: &str) -> Vec<&str> {
        let mut names: Vec<&str> = template
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'))
            .map(|(name, _)| name)
            .collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn both_languages_have_the_same_keys_and_places() {
        let (fr, en) = (Messages::load(UiLanguage::Fr), Messages::load(UiLanguage::En));
        assert!(fr.keys().len() > 100);
        assert_eq!(fr.keys(), en.keys());
        for key in fr.keys() {
            assert_eq!(places(fr.get(&key)), places(en.get(&key)), "{key}");
            assert!(!fr.get(&key).contains(" ?!"), "{key}");
        }
    }

    #[test]
    fn places_are_filled_once() {
        let filled = fill("{a} et {b} et {c}", &[("a", "{b}"), ("b", "2")]);
        assert_eq!(filled, "{b} et 2 et {c}");
    }
}
