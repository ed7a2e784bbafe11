//! Pico's phones by number, as data: `data/phones-*.tsv`.

use std::sync::OnceLock;

/// What a phone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PhoneKind {
    /// Carries a syllable.
    Vowel,
    /// A glide.
    Glide,
    /// A consonant.
    Consonant,
    /// The silent part of the stop that follows.
    Closure,
    /// No sound at all.
    Silence,
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PhoneName {
    pub(crate) id: u8,
    pub(crate) ipa: &'static str,
    pub(crate) kind: PhoneKind,
}

/// The phones of one language.
#[derive(Debug)]
pub(crate) struct PhoneTable {
    names: Vec<PhoneName>,
}

/// Language and table of every voice.
const DATA: [(&str, &str); 6] = [
    ("fr-FR", include_str!("../data/phones-fr-FR.tsv")),
    ("en-GB", include_str!("../data/phones-en-GB.tsv")),
    ("en-US", include_str!("../data/phones-en-US.tsv")),
    ("de-DE", include_str!("../data/phones-de-DE.tsv")),
    ("es-ES", include_str!("../data/phones-es-ES.tsv")),
    ("it-IT", include_str!("../data/phones-it-IT.tsv")),
];

impl PhoneTable {
    /// The table of a language; an empty one for a language without a voice.
    pub(crate) fn of(language: &str) -> &'static Self {
        static TABLES: OnceLock<Vec<(&str, PhoneTable)>> = OnceLock::new();
        static NONE: PhoneTable = PhoneTable { names: Vec::new() };
        TABLES
            .get_or_init(|| DATA.map(|(of, data)| (of, Self::parse(data))).into())
            .iter()
            .find(|(of, _)| *of == language)
            .map_or(&NONE, |(_, table)| table)
    }

    fn parse(data: &'static str) -> Self {
        let names = data.lines().filter_map(|line| {
            let mut fields = line.split('\t');
            Some(PhoneName {
                id: fields.next()?.parse().ok()?,
                ipa: fields.next()?.trim(),
                kind: match fields.next()? {
                    "vowel" => PhoneKind::Vowel,
                    "glide" => PhoneKind::Glide,
                    "consonant" => PhoneKind::Consonant,
                    "closure" => PhoneKind::Closure,
                    "silence" => PhoneKind::Silence,
                    _ => return None,
                },
            })
        });
        Self { names: names.collect() }
    }

    pub(crate) fn get(&self, id: u8) -> Option<&PhoneName> {
        self.names.iter().find(|name| name.id == id)
    }

    /// The phone whose IPA is the longest at the start of `text`.
    pub(crate) fn longest(&self, text: &str) -> Option<&PhoneName> {
        // A later name of the same length is only another phone for the same sound.
        self.names
            .iter()
            .filter(|name| !name.ipa.is_empty() && text.starts_with(name.ipa))
            .reduce(|best, name| if name.ipa.len() > best.ipa.len() { name } else { best })
    }

    /// The IPA of a phone; empty when it is not known.
    pub(crate) fn ipa(&self, id: u8) -> &'static str {
        self.get(id).map_or("", |name| name.ipa)
    }

    pub(crate) fn is_closure(&self, id: u8) -> bool {
        self.is(id, PhoneKind::Closure)
    }

    pub(crate) fn is_silence(&self, id: u8) -> bool {
        self.is(id, PhoneKind::Silence)
    }

    fn is(&self, id: u8, kind: PhoneKind) -> bool {
        self.get(id).is_some_and(|name| name.kind == kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_table_is_read() {
        for (language, data) in DATA {
            let lines = data.lines().filter(|line| !line.starts_with('#')).count();
            let table = PhoneTable::of(language);
            assert_eq!(table.names.len(), lines, "{language}");
            let silences = table.names.iter().filter(|name| table.is_silence(name.id));
            assert_eq!(silences.count(), 1, "{language}");
        }
        assert_eq!(PhoneTable::of("fr-FR").ipa(78), "ɑ̃");
        assert_eq!(PhoneTable::of("de-DE").ipa(78), "");
    }
}
