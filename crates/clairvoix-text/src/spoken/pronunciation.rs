//! Words and phrases said otherwise than they are written, as a class or a pupil chooses.

use std::{collections::HashMap, fmt, sync::Arc};

use super::{
    scan::{Scan, Writer},
    token::{Kind, tokenize},
};

/// A list of words or phrases and what is said for each; the longest that fits wins.
///
/// Case is ignored unless the entry has a capital. Cloning is cheap: lists are shared.
///
/// ```
/// use clairvoix_text::spoken::{Pronunciations, SpokenOptions, spoken_form};
/// let (pronunciations, _) = Pronunciations::from_csv("Maël,Ma-elle\nhot dog,hotte dogue\n");
/// let options = SpokenOptions { pronunciations, ..SpokenOptions::default() };
/// assert_eq!(spoken_form("Maël mange un hot dog.", &options).text, "Ma-elle mange un hotte dogue.");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pronunciations {
    /// By the first token in small letters, the longest first.
    entries: Arc<HashMap<String, Vec<Entry>>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    /// The tokens as written.
    tokens: Vec<String>,
    said: String,
    exact_case: bool,
}

/// A line of a list that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PronunciationProblem {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong and what would be right.
    pub message: String,
}

impl fmt::Display for PronunciationProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// The most entries a list holds.
const ENTRIES_MAX: usize = 20_000;
/// The longest side of an entry, in bytes.
const ENTRY_BYTES_MAX: usize = 200;

impl Pronunciations {
    /// A list from pairs (written, said). Pairs with an empty side are left out.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut entries: HashMap<String, Vec<Entry>> = HashMap::new();
        for (written, said) in pairs.into_iter().take(ENTRIES_MAX) {
            let tokens = tokens(written);
            let Some(first) = tokens.first().filter(|_| !said.trim().is_empty()) else {
                continue;
            };
            entries.entry(first.to_lowercase()).or_default().push(Entry {
                exact_case: written.chars().any(char::is_uppercase),
                said: said.trim().to_owned(),
                tokens,
            });
        }
        for list in entries.values_mut() {
            list.sort_by_key(|entry| std::cmp::Reverse(entry.tokens.len()));
        }
        Self { entries: Arc::new(entries) }
    }

    /// A list from a table: two columns, written and said, parted by a comma, a semicolon or a
    /// tab; quotes around a column that holds one; `#` starts a comment. Lines that cannot be
    /// used are left out and told.
    #[must_use]
    pub fn from_csv(table: &str) -> (Self, Vec<PronunciationProblem>) {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut problems = Vec::new();
        for (index, line) in table.trim_start_matches('\u{feff}').lines().enumerate() {
            if line.trim().is_empty() || line.trim_start().starts_with('#') {
                continue;
            }
            match columns(line) {
                Ok(pair) if pairs.len() < ENTRIES_MAX => pairs.push(pair),
                Ok(_) => {
                    let message = format!("the list is full: it holds {ENTRIES_MAX} entries");
                    problems.push(PronunciationProblem { line: index + 1, message });
                    break;
                }
                Err(message) => problems.push(PronunciationProblem { line: index + 1, message }),
            }
        }
        let pairs = pairs.iter().map(|(written, said)| (written.as_str(), said.as_str()));
        (Self::from_pairs(pairs), problems)
    }

    /// Whether the list holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many entries the list holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.values().map(Vec::len).sum()
    }
}

fn tokens(written: &str) -> Vec<String> {
    let mut found = Vec::new();
    tokenize(written, 0, written.len(), &mut found);
    found
        .iter()
        .filter(|token| token.kind != Kind::Space)
        .filter_map(|token| written.get(token.start..token.end))
        .map(str::to_owned)
        .collect()
}

/// The two columns of a line.
fn columns(line: &str) -> Result<(String, String), String> {
    let mark = ['\t', ';', ','].into_iter().find(|mark| split(line, *mark).len() > 1);
    let columns = mark.map(|mark| split(line, mark)).unwrap_or_default();
    let [written, said, ..] = columns.as_slice() else {
        return Err(format!("{line:?} has one column; write what is read, a comma, what is said"));
    };
    let (written, said) = (written.trim(), said.trim());
    if written.is_empty() || said.is_empty() {
        return Err(format!(
            "{line:?} has an empty column; both what is read and what is said are needed"
        ));
    }
    if written.len() > ENTRY_BYTES_MAX || said.len() > ENTRY_BYTES_MAX {
        return Err(format!("an entry is longer than {ENTRY_BYTES_MAX} bytes; cut it"));
    }
    Ok((written.to_owned(), said.to_owned()))
}

/// The line cut at `mark` outside quotes; doubled quotes stand for one.
fn split(line: &str, mark: char) -> Vec<String> {
    let mut columns = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(c) = letters.next() {
        let doubled = c == '"' && quoted && letters.peek() == Some(&'"');
        match (c, columns.last_mut()) {
            ('"', Some(column)) if doubled => {
                letters.next();
                column.push('"');
            }
            ('"', _) => quoted = !quoted,
            (c, _) if c == mark && !quoted => columns.push(String::new()),
            (c, Some(column)) => column.push(c),
            (_, None) => {}
        }
    }
    columns
}

/// Says the entry that starts at `at`, if the list has one.
pub(super) fn rule(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let entries = &scan.options.pronunciations.entries;
    if entries.is_empty() || scan.str(at).len() > ENTRY_BYTES_MAX || scan.glued_before(at) {
        return None;
    }
    let list = entries.get(&scan.str(at).to_lowercase())?;
    let (entry, next) = list.iter().find_map(|entry| Some((entry, fits(scan, at, entry)?)))?;
    out.say(scan.start(next), &entry.said);
    Some(next)
}

/// The token after the entry if it stands at `at`.
fn fits(scan: &Scan<'_>, at: usize, entry: &Entry) -> Option<usize> {
    let mut next = at;
    for (index, token) in entry.tokens.iter().enumerate() {
        if index > 0 {
            next = scan.skip_space(next);
        }
        let written = scan.str(next);
        let same = written == token
            || (!entry.exact_case && written.to_lowercase() == token.to_lowercase());
        if !same {
            return None;
        }
        next += 1;
    }
    (!scan.is_alphanumeric(next)).then_some(next)
}
