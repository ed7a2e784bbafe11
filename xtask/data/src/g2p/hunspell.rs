//! The forms of the French spelling dictionary of Debian's `hunspell-fr-classical` (MPL-2.0).

use std::{collections::HashMap, fs, path::Path};

/// What kind of word a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Category {
    Noun,
    Verb,
    Infinitive,
    Other,
}

struct Suffix {
    strip: String,
    add: String,
    condition: Vec<(bool, String)>,
    category: Option<Category>,
}

/// All inflected forms with their category.
pub(crate) fn forms(folder: &Path) -> Result<Vec<(String, Category)>, String> {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let suffixes = suffixes(&read("fr.aff")?);
    let mut forms = Vec::new();
    for line in read("fr.dic")?.lines().skip(1) {
        let mut cells = line.split_whitespace();
        let Some(head) = cells.next() else { continue };
        let (word, flags) = head.split_once('/').unwrap_or((head, ""));
        let category = category(cells);
        let flags: Vec<char> = flags.chars().collect();
        let flags: Vec<String> = flags.chunks(2).map(|pair| pair.iter().collect()).collect();
        if !flags.iter().any(|flag| flag == "()") {
            forms.push((word.to_owned(), category.unwrap_or(Category::Other)));
        }
        for suffix in flags.iter().filter_map(|flag| suffixes.get(flag)).flatten() {
            if let Some(form) = suffix.apply(word) {
                forms.push((form, suffix.category.or(category).unwrap_or(Category::Other)));
            }
        }
    }
    Ok(forms)
}

fn suffixes(aff: &str) -> HashMap<String, Vec<Suffix>> {
    let mut suffixes: HashMap<String, Vec<Suffix>> = HashMap::new();
    for line in aff.lines() {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let ["SFX", flag, strip, add, condition, fields @ ..] = cells.as_slice() else { continue };
        let zero = |text: &str| if text == "0" { String::new() } else { text.to_owned() };
        suffixes.entry((*flag).to_owned()).or_default().push(Suffix {
            strip: zero(strip),
            add: zero(add.split('/').next().unwrap_or_default()),
            condition: parse_condition(condition),
            category: category(fields.iter().copied()),
        });
    }
    suffixes
}

/// The category that `po:` fields state.
fn category<'a>(fields: impl Iterator<Item = &'a str>) -> Option<Category> {
    fields
        .filter_map(|field| field.strip_prefix("po:"))
        .map(|tag| match tag {
            "infi" => Category::Infinitive,
            "nom" | "adj" | "npr" | "patr" | "prn" | "ppas" => Category::Noun,
            "ppre" | "ipre" | "iimp" | "ipsi" | "ifut" | "cond" | "spre" | "simp" | "impe" => {
                Category::Verb
            }
            tag if tag.starts_with('v') => Category::Infinitive,
            _ => Category::Other,
        })
        .last()
}

fn parse_condition(text: &str) -> Vec<(bool, String)> {
    let mut items = Vec::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '.' => items.push((false, String::new())),
            '[' => {
                let set: String = chars.by_ref().take_while(|&c| c != ']').collect();
                match set.strip_prefix('^') {
                    Some(set) => items.push((false, set.to_owned())),
                    None => items.push((true, set)),
                }
            }
            c => items.push((true, c.to_string())),
        }
    }
    items
}

impl Suffix {
    fn apply(&self, word: &str) -> Option<String> {
        let chars: Vec<char> = word.chars().collect();
        let tail = chars.len().checked_sub(self.condition.len())?;
        let fits = self
            .condition
            .iter()
            .zip(&chars[tail..])
            .all(|((wanted, set), &c)| set.contains(c) == *wanted);
        let stem = word.strip_suffix(self.strip.as_str())?;
        fits.then(|| format!("{stem}{}", self.add))
    }
}
