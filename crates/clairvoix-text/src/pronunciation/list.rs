//! Lists, one over the other, ready to be looked up at each word.

use super::{
    entry::{Pronunciation, PronunciationOptions, SIDE_BYTES_MAX, Said},
    pattern::{Fit, Pattern, Piece, small},
    respell::respell,
};
use crate::{language::Language, reading::Reading};
use std::{collections::HashMap, fmt, sync::Arc};

/// The most entries of all lists together.
pub const ENTRIES_MAX: usize = 20_000;
/// The most entries with `*` or `?` of all lists together: each may have to be tried at each word.
pub const PATTERNS_MAX: usize = 500;

/// The most entries that begin with the same word, for the same reason.
const SAME_WORD_MAX: usize = 500;

/// A list: a class's, a subject's, a pupil's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PronunciationList {
    /// What it is called where it is told which list decided.
    pub name: String,
    /// Its entries with their lines, counted from 1. Of two for the same letters the later holds.
    pub entries: Vec<(u32, Pronunciation)>,
}

/// Which line of which list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The list's name.
    pub list: Arc<str>,
    /// The line, counted from 1.
    pub line: u32,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.list, self.line)
    }
}

/// An entry and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedPronunciation {
    /// Where it stands.
    pub origin: Origin,
    /// What it says.
    pub pronunciation: Pronunciation,
}

/// Lists in layers, the strongest last: a class's, then a pupil's.
///
/// At each word the entry that takes the most letters holds; of several, the one of the later list, then
/// the one without wild signs, then the later one. Cloning is cheap: lists are shared.
///
/// ```
/// use clairvoix_text::{pronunciation::Pronunciations, spoken::{SpokenOptions, spoken_form}};
/// let pronunciations = Pronunciations::from_pairs([("Maël", "Ma-elle"), ("hot dog", "/ɔt dɔɡ/")]);
/// let options = SpokenOptions { pronunciations, ..SpokenOptions::default() };
/// assert_eq!(spoken_form("Maël mange un hot dog.", &options).text, "Ma-elle mange un ot dog.");
/// ```
#[derive(Clone, Default)]
pub struct Pronunciations {
    compiled: Option<Arc<Compiled>>,
}

#[derive(Default)]
struct Compiled {
    rules: Vec<Rule>,
    /// By the first token in small letters.
    by_token: HashMap<String, Vec<usize>>,
    /// Those whose first word has a wild sign, by the character before it; `*` where there is none.
    by_char: HashMap<char, Vec<usize>>,
    left_out: usize,
}

struct Rule {
    listed: ListedPronunciation,
    /// Which list, from the weakest.
    layer: usize,
    pattern: Pattern,
    /// For sounds: French letters and the reading, word by word.
    respelled: Vec<(String, Reading)>,
}

/// An entry that fits a place of a text.
pub(crate) struct Found<'p> {
    rule: &'p Rule,
    start: usize,
    fit: Fit,
}

/// What is said for a part of what is written.
pub(crate) struct Part<'p> {
    /// The byte where the part ends, and where the spaces after it end.
    pub(crate) end: usize,
    pub(crate) space_end: usize,
    pub(crate) said: String,
    /// Its sounds, where the list gives them.
    pub(crate) reading: Option<&'p Reading>,
}

impl Pronunciations {
    /// Lists in layers, the strongest last. Entries beyond [`ENTRIES_MAX`] and [`PATTERNS_MAX`], and those
    /// that begin with the same word as 500 others, are left out: [`left_out`](Self::left_out) counts them.
    #[must_use]
    pub fn new(lists: impl IntoIterator<Item = PronunciationList>) -> Self {
        let mut compiled = Compiled::default();
        let mut patterns = 0;
        for (layer, list) in lists.into_iter().enumerate() {
            let name: Arc<str> = list.name.into();
            for (line, pronunciation) in list.entries {
                let pattern = pronunciation.pattern();
                patterns += usize::from(pattern.is_wild());
                if compiled.rules.len() >= ENTRIES_MAX
                    || (pattern.is_wild() && patterns > PATTERNS_MAX)
                {
                    compiled.left_out += 1;
                    continue;
                }
                let origin = Origin { list: Arc::clone(&name), line };
                let added = compiled.add(layer, origin, pronunciation, pattern);
                compiled.left_out += usize::from(!added);
            }
        }
        let empty = compiled.rules.is_empty() && compiled.left_out == 0;
        Self { compiled: (!empty).then(|| Arc::new(compiled)) }
    }

    /// One list without a name from pairs (written, said); pairs that cannot be used are left out.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let entry = |(line, (written, said)): (u32, (&str, &str))| {
            let options = PronunciationOptions::default();
            Some((line, Pronunciation::try_new(written, said, options).ok()?))
        };
        let entries = (1..).zip(pairs).filter_map(entry).collect();
        Self::new([PronunciationList { name: String::new(), entries }])
    }

    /// Whether they hold nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many entries they hold.
    #[must_use]
    pub fn len(&self) -> usize {
        self.compiled.as_ref().map_or(0, |compiled| compiled.rules.len())
    }

    /// How many entries were too many.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.compiled.as_ref().map_or(0, |compiled| compiled.left_out)
    }

    /// All entries, those of the weakest list first.
    pub fn entries(&self) -> impl Iterator<Item = &ListedPronunciation> {
        self.compiled.iter().flat_map(|compiled| compiled.rules.iter().map(|rule| &rule.listed))
    }

    /// The entries that fit the whole of `text`, the one that holds first.
    ///
    /// ```
    /// use clairvoix_text::pronunciation::Pronunciations;
    /// let lists = Pronunciations::from_pairs([("Ma*", "ma *"), ("Maël", "Ma-elle")]);
    /// let why: Vec<_> = lists.explain("Maël").into_iter().map(|it| it.origin.line).collect();
    /// assert_eq!(why, [2, 1]);
    /// ```
    #[must_use]
    pub fn explain(&self, text: &str) -> Vec<&ListedPronunciation> {
        let clean = crate::spoken::cleaned(text.trim());
        let token = crate::spoken::first_token(&clean);
        let mut found: Vec<_> = self
            .fits(&clean, 0, token, Language::French)
            .filter(|found| found.fit.end == clean.len())
            .collect();
        found.sort_by_key(|found| std::cmp::Reverse(found.rank()));
        found.into_iter().map(|found| &found.rule.listed).collect()
    }

    /// The entry for what begins at byte `start` of a cleaned text, where its token `token` is.
    pub(crate) fn find<'p>(
        &'p self,
        text: &str,
        start: usize,
        token: &str,
        language: Language,
    ) -> Option<Found<'p>> {
        self.fits(text, start, token, language).max_by_key(Found::rank)
    }

    /// The entries that fit.
    fn fits<'p>(
        &'p self,
        text: &str,
        start: usize,
        token: &str,
        language: Language,
    ) -> impl Iterator<Item = Found<'p>> {
        let compiled = self.compiled.as_deref().filter(|_| !token.is_empty());
        let candidates = compiled.map(|compiled| compiled.candidates(token)).unwrap_or_default();
        candidates.into_iter().filter_map(move |rule| {
            if rule.listed.pronunciation.language() != language {
                return None;
            }
            Some(Found { rule, start, fit: rule.pattern.fit(text, start)? })
        })
    }
}

impl Compiled {
    /// Adds an entry, unless too many begin as it does.
    fn add(
        &mut self,
        layer: usize,
        origin: Origin,
        pronunciation: Pronunciation,
        pattern: Pattern,
    ) -> bool {
        let index = self.rules.len();
        let literal = |piece: &Piece| match piece {
            Piece::Char(c) => Some(*c),
            Piece::One | Piece::Star | Piece::Space => None,
        };
        let first: String = pattern.pieces.iter().map_while(literal).collect();
        let token = crate::spoken::first_token(&first).to_lowercase();
        let wild_after = pattern.pieces.get(token.chars().count());
        let bucket = if token.is_empty() || matches!(wild_after, Some(Piece::One | Piece::Star)) {
            self.by_char.entry(first.chars().next().map_or('*', small)).or_default()
        } else {
            self.by_token.entry(token).or_default()
        };
        if bucket.len() >= SAME_WORD_MAX {
            return false;
        }
        bucket.push(index);
        let respelled = match pronunciation.said() {
            Said::Words(_) => Vec::new(),
            Said::Sounds(words) => words.iter().map(|word| respell(word)).collect(),
        };
        let listed = ListedPronunciation { origin, pronunciation };
        self.rules.push(Rule { listed, layer, pattern, respelled });
        true
    }

    /// The rules that may begin with a token.
    fn candidates(&self, token: &str) -> Vec<&Rule> {
        let same = match token.len() {
            0..=SIDE_BYTES_MAX => self.by_token.get(&token.to_lowercase()),
            _ => None,
        };
        let first = token.chars().next().map_or('*', small);
        let wild = [first, '*'].into_iter().filter_map(|key| self.by_char.get(&key)).flatten();
        let indexes = same.into_iter().flatten().chain(wild);
        indexes.filter_map(|&index| self.rules.get(index)).collect()
    }
}

impl<'p> Found<'p> {
    /// What makes it hold against others: length, layer, plainness, case, place.
    fn rank(&self) -> (usize, usize, bool, bool, u32) {
        let exact = self.rule.listed.pronunciation.exact_case();
        let line = self.rule.listed.origin.line;
        (self.fit.end, self.rule.layer, !self.rule.pattern.is_wild(), exact, line)
    }

    /// The byte after what is written.
    pub(crate) const fn end(&self) -> usize {
        self.fit.end
    }

    /// Which line of which list decided.
    pub(crate) const fn origin(&self) -> &'p Origin {
        &self.rule.listed.origin
    }

    /// What is said, part by part where as many are said as are written, else at once. `star` says what
    /// a star stands for.
    pub(crate) fn parts(&self, text: &str, star: impl Fn(&str) -> String) -> Vec<Part<'p>> {
        let mut said: Vec<(String, Option<&'p Reading>)> =
            match self.rule.listed.pronunciation.said() {
                Said::Words(words) => {
                    let stars = self.fit.stars.iter();
                    let mut stars = stars.map(|range| text.get(range.clone()).unwrap_or_default());
                    let filled = fill(words, || star(stars.next().unwrap_or_default()));
                    filled.split_whitespace().map(|word| (word.to_owned(), None)).collect()
                }
                Said::Sounds(_) => self
                    .rule
                    .respelled
                    .iter()
                    .map(|(word, reading)| (word.clone(), Some(reading)))
                    .collect(),
            };
        let spaces = &self.fit.spaces;
        if said.len() != spaces.len() + 1 {
            let words: Vec<String> = said.into_iter().map(|(word, _)| word).collect();
            let (end, said) = (self.fit.end, words.join(" "));
            return vec![Part { end, space_end: end, said, reading: None }];
        }
        let last = self.fit.end..self.fit.end;
        let ends = spaces.iter().chain(std::iter::once(&last));
        let mut start = self.start;
        ends.zip(said.drain(..))
            .map(|(space, (said, reading))| {
                let written = text.get(start..space.start).unwrap_or_default();
                start = space.end;
                let said = if reading.is_some() { capitalised_as(written, said) } else { said };
                Part { end: space.start, space_end: space.end, said, reading }
            })
            .collect()
    }
}

/// A capital where what is written has one: a name stays a name.
fn capitalised_as(written: &str, said: String) -> String {
    let capital = written.chars().next().is_some_and(char::is_uppercase);
    let mut letters = said.chars();
    match letters.next() {
        Some(first) if capital => first.to_uppercase().chain(letters).collect(),
        _ => said,
    }
}

/// The words with each star filled.
fn fill(words: &str, mut star: impl FnMut() -> String) -> String {
    let mut filled = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '*' => filled.push_str(&star()),
            c => filled.push(c),
        }
    }
    filled
}

impl PartialEq for Pronunciations {
    fn eq(&self, other: &Self) -> bool {
        match (&self.compiled, &other.compiled) {
            (Some(one), Some(two)) if Arc::ptr_eq(one, two) => true,
            _ => self.left_out() == other.left_out() && self.entries().eq(other.entries()),
        }
    }
}

impl Eq for Pronunciations {}

impl fmt::Debug for Pronunciations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.entries()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_an_end() {
        let count = |written: &dyn Fn(usize) -> String, entries: usize| {
            let pairs: Vec<_> = (0..entries).map(|index| (written(index), "oui")).collect();
            let pairs = pairs.iter().map(|(written, said)| (written.as_str(), *said));
            let lists = Pronunciations::from_pairs(pairs);
            (lists.len(), lists.left_out())
        };
        assert_eq!(count(&|index| format!("mot{index}"), 600), (500, 100));
        assert_eq!(count(&|index| format!("{}*", letters(index)), 600), (500, 100));
        assert_eq!(count(&|index| letters(index), 20_001), (20_000, 1));
    }

    /// A number as letters, each time another word.
    fn letters(mut index: usize) -> String {
        let mut word = String::new();
        loop {
            word.push(char::from(b'a' + u8::try_from(index % 26).unwrap_or(0)));
            index /= 26;
            if index == 0 {
                return word + "z";
            }
        }
    }
}
