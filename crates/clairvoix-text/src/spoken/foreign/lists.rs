//! The data files of a language, `data/<tag>/spoken/*.tsv`.

use std::collections::{HashMap, HashSet};

use crate::spoken::{
    emoji::EmojiNames,
    table::{character, field, rows},
};

/// Where an abbreviation is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// Anywhere.
    Any,
    /// Anywhere; a full stop that ends the sentence too is kept.
    End,
    /// Before a word with a capital.
    Name,
    /// After a word with a capital.
    After,
    /// Before a number.
    Number,
    /// After a number.
    Counted,
    /// Before or after a number: the month of a date.
    Month,
}

/// What is said for an abbreviation, and where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Abbreviation {
    pub(super) said: &'static str,
    pub(super) place: Where,
}

/// The name of a unit in both numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub(super) one: &'static str,
    pub(super) many: &'static str,
}

/// A currency and its hundredth.
#[derive(Clone, Copy, Debug)]
pub(super) struct Currency {
    pub(super) unit: Unit,
    pub(super) cent: Unit,
}

/// The texts of the data files.
pub(super) struct Sources {
    pub(super) abbreviations: &'static str,
    pub(super) units: &'static str,
    pub(super) money: &'static str,
    pub(super) symbols: &'static str,
    pub(super) words: &'static str,
    pub(super) emoji: &'static str,
}

/// The lists of a language.
pub(in crate::spoken) struct Lists {
    abbreviations: HashMap<String, Vec<Abbreviation>>,
    /// What the first token of an abbreviation may be.
    starts: HashSet<&'static str>,
    units: HashMap<&'static str, Unit>,
    money: HashMap<&'static str, Currency>,
    symbols: HashMap<char, &'static str>,
    dictated: HashMap<char, &'static str>,
    words: HashSet<(&'static str, &'static str)>,
    said: HashMap<&'static str, &'static str>,
    /// Names of months, the first twelve in full.
    months: Vec<&'static str>,
    pub(super) emoji: EmojiNames,
}

impl Lists {
    pub(super) fn new(sources: &Sources) -> Self {
        let mut lists = Self {
            abbreviations: HashMap::new(),
            starts: HashSet::new(),
            units: HashMap::new(),
            money: HashMap::new(),
            symbols: HashMap::new(),
            dictated: HashMap::new(),
            words: HashSet::new(),
            said: HashMap::new(),
            months: Vec::new(),
            emoji: EmojiNames::default(),
        };
        lists.read_abbreviations(sources.abbreviations);
        for row in rows(sources.units) {
            lists.units.insert(field(&row, 0), Unit { one: field(&row, 1), many: field(&row, 2) });
        }
        for row in rows(sources.money) {
            let unit = Unit { one: field(&row, 1), many: field(&row, 2) };
            let cent = Unit { one: field(&row, 3), many: field(&row, 4) };
            lists.money.insert(field(&row, 0), Currency { unit, cent });
        }
        for row in rows(sources.symbols) {
            let names = [(0, &mut lists.symbols), (1, &mut lists.dictated)];
            for (column, names) in names {
                let name = field(&row, column + 1);
                if let Some(c) = character(field(&row, 0)).filter(|_| !name.is_empty()) {
                    names.insert(c, name);
                }
            }
        }
        lists.read_words(sources.words);
        lists.emoji = EmojiNames::new(sources.emoji, lists.said("flag"), ": ");
        lists
    }

    fn read_abbreviations(&mut self, data: &'static str) {
        for row in rows(data) {
            let (written, said) = (field(&row, 0), field(&row, 1));
            let place = match field(&row, 2) {
                "end" => Where::End,
                "name" => Where::Name,
                "after" => Where::After,
                "number" => Where::Number,
                "counted" => Where::Counted,
                "month" => Where::Month,
                _ => Where::Any,
            };
            let first = written.find(|c: char| !c.is_alphanumeric()).unwrap_or(written.len());
            self.starts.extend(written.get(..first.max(1)));
            let key = written.replace(' ', "");
            self.abbreviations.entry(key).or_default().push(Abbreviation { said, place });
        }
    }

    fn read_words(&mut self, data: &'static str) {
        for row in rows(data) {
            let (kind, text) = (field(&row, 0), field(&row, 1));
            match kind.strip_prefix("say ") {
                Some(what) => _ = self.said.insert(what, text),
                None if kind == "month" => self.months.extend(text.split(' ')),
                None => self.words.extend(text.split(' ').map(|word| (kind, word))),
            }
        }
    }

    /// The readings of an abbreviation, written without spaces.
    pub(super) fn abbreviation(&self, written: &str) -> Option<&[Abbreviation]> {
        self.abbreviations.get(written).map(Vec::as_slice)
    }

    /// Whether an abbreviation may begin with this token.
    pub(super) fn starts_abbreviation(&self, token: &str) -> bool {
        self.starts.contains(token)
    }

    /// The unit of a symbol.
    pub(super) fn unit(&self, symbol: &str) -> Option<Unit> {
        self.units.get(symbol).copied()
    }

    /// The currency of a sign or a code.
    pub(super) fn currency(&self, sign: &str) -> Option<Currency> {
        self.money.get(sign).copied()
    }

    /// What is said for a sign; `-` for nothing.
    pub(super) fn symbol(&self, c: char) -> Option<&'static str> {
        self.symbols.get(&c).copied()
    }

    /// What a dictation says for a sign.
    pub(super) fn dictated(&self, c: char) -> Option<&'static str> {
        self.dictated.get(&c).copied()
    }

    /// Whether `word` is in a list of words; as written, or with small letters.
    pub(super) fn is(&self, list: &str, word: &str) -> bool {
        if self.words.contains(&(list, word)) {
            return true;
        }
        word.starts_with(char::is_uppercase)
            && self.words.contains(&(list, word.to_lowercase().as_str()))
    }

    /// Whether a noun is feminine, as far as lists and endings tell.
    pub(super) fn is_feminine(&self, noun: &str) -> bool {
        if self.is("feminine", noun) || self.is("masculine", noun) {
            return self.is("feminine", noun);
        }
        let endings = noun.char_indices().filter_map(|(at, _)| noun.get(at..));
        for ending in endings {
            if self.is("feminine ending", ending) {
                return true;
            }
            if self.is("masculine ending", ending) {
                return false;
            }
        }
        false
    }

    /// What is said for an idea, or nothing.
    pub(super) fn said(&self, what: &str) -> &'static str {
        self.said.get(what).copied().unwrap_or_default()
    }

    /// The name of a letter that has one (ñ, ß).
    pub(super) fn letter(&self, c: char) -> Option<&'static str> {
        self.said.get(format!("letter {c}").as_str()).copied()
    }

    /// The name of a combining accent.
    pub(super) fn accent(&self, mark: char) -> &'static str {
        let name = match mark {
            '\u{300}' => "accent grave",
            '\u{301}' => "accent acute",
            '\u{302}' => "accent circumflex",
            '\u{303}' => "accent tilde",
            '\u{308}' => "accent diaeresis",
            _ => "accent cedilla",
        };
        self.said(name)
    }

    /// What is said for a sign of an address.
    pub(super) fn in_address(&self, c: char) -> &'static str {
        self.said.get(format!("address {c}").as_str()).copied().unwrap_or_default()
    }

    /// A word that multiplies an amount (million, bn): what is said for it, in one or, after `|`, in
    /// more.
    pub(super) fn scale(&self, word: &str) -> Option<&'static str> {
        self.said.get(format!("scale {word}").as_str()).copied()
    }

    /// The name of a month from its number, counted from 1.
    pub(super) fn month(&self, digits: &str) -> Option<&'static str> {
        let number: usize = digits.parse().ok()?;
        let months = self.months.get(..12)?;
        months.get(number.checked_sub(1)?).copied()
    }

    /// Whether `word` is the name of a month, in full or cut short.
    pub(super) fn is_month(&self, word: &str) -> bool {
        self.months.contains(&word)
    }
}
