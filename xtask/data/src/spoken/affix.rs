//! The words of a Hunspell dictionary with two-letter flags, suffixes applied.

use std::collections::HashMap;

/// A word of the dictionary.
pub(super) struct Form {
    /// As written.
    pub(super) text: String,
    /// `po:` of the entry and `is:` of the entry and the suffix, parted by spaces.
    pub(super) tags: String,
}

impl Form {
    /// Whether `tag` is among the tags.
    pub(super) fn is(&self, tag: &str) -> bool {
        self.tags.split(' ').any(|known| known == tag)
    }

    /// Whether the entry is a verb, whatever its group.
    pub(super) fn is_verb(&self) -> bool {
        self.tags.split(' ').any(|tag| tag.starts_with("po:v"))
    }
}

/// All forms.
pub(super) struct Lexicon {
    /// In the order of the dictionary.
    pub(super) forms: Vec<Form>,
}

struct Suffix {
    strip: String,
    add: String,
    condition: Vec<(bool, Vec<char>)>,
    tags: String,
}

impl Lexicon {
    /// Reads the affixes and the entries.
    pub(super) fn read(affixes: &str, entries: &str) -> Self {
        let suffixes = suffixes(affixes);
        let mut forms = Vec::new();
        for line in entries.lines().skip(1) {
            let mut fields = line.split_whitespace();
            let Some(head) = fields.next() else { continue };
            let tags: Vec<&str> = fields.collect();
            let tags = tags.join(" ");
            let (word, flags) = head.split_once('/').unwrap_or((head, ""));
            forms.push(Form { text: word.to_owned(), tags: tags.clone() });
            let flags: Vec<char> = flags.chars().collect();
            for flag in flags.chunks(2).map(|flag| flag.iter().collect::<String>()) {
                for suffix in suffixes.get(&flag).into_iter().flatten() {
                    if let Some(text) = suffix.apply(word) {
                        forms.push(Form { text, tags: format!("{tags} {}", suffix.tags) });
                    }
                }
            }
        }
        Self { forms }
    }
}

impl Suffix {
    fn apply(&self, word: &str) -> Option<String> {
        let letters: Vec<char> = word.chars().collect();
        let start = letters.len().checked_sub(self.condition.len())?;
        let holds = self
            .condition
            .iter()
            .zip(&letters[start..])
            .all(|((negative, class), letter)| class.contains(letter) != *negative);
        let stem = word.strip_suffix(&self.strip)?;
        holds.then(|| format!("{stem}{}", self.add))
    }
}

fn suffixes(affixes: &str) -> HashMap<String, Vec<Suffix>> {
    let mut suffixes: HashMap<String, Vec<Suffix>> = HashMap::new();
    for line in affixes.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let ["SFX", flag, strip, add, condition, tags @ ..] = fields.as_slice() else {
            continue;
        };
        let zero = |text: &str| if text == "0" { String::new() } else { text.to_owned() };
        let add = add.split('/').next().unwrap_or_default();
        suffixes.entry((*flag).to_owned()).or_default().push(Suffix {
            strip: zero(strip),
            add: zero(add),
            condition: classes(condition),
            tags: tags.join(" "),
        });
    }
    suffixes
}

/// `[^sxz]er` as one class a letter.
fn classes(condition: &str) -> Vec<(bool, Vec<char>)> {
    let mut classes = Vec::new();
    let mut letters = condition.chars();
    while let Some(letter) = letters.next() {
        if letter == '[' {
            let inside: Vec<char> = letters.by_ref().take_while(|&c| c != ']').collect();
            let negative = inside.first() == Some(&'^');
            classes.push((negative, inside[usize::from(negative)..].to_vec()));
        } else if letter == '.' {
            classes.push((true, Vec::new()));
        } else {
            classes.push((false, vec![letter]));
        }
    }
    classes
}
