//! Capitals: acronyms spelled (SNCF) or read (UNESCO), and words in capitals (ATTENTION).

use std::sync::LazyLock;

use crate::spoken::{
    scan::{Scan, Writer},
    table::{Map, field, rows},
    token::Kind,
};

/// How a word in capitals is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Listed {
    /// Letter by letter.
    Spelled,
    /// As a word.
    Read,
    /// As these words.
    Said(&'static str),
}

static ACRONYMS: LazyLock<Map<&'static str, Listed>> = LazyLock::new(|| {
    rows(include_str!("../../../data/fr/spoken/acronyms.tsv"))
        .map(|row| {
            let how = match field(&row, 1) {
                "spelled" => Listed::Spelled,
                "read" => Listed::Read,
                said => Listed::Said(said),
            };
            (field(&row, 0), how)
        })
        .collect()
});

/// Short French words and words with accents, a line each, sorted as if they had no accents.
static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../data/fr/spoken/short_words.tsv"))
        .map(|row| field(&row, 0))
        .collect()
});

/// The acronyms of the list.
pub(super) fn known_words() -> impl Iterator<Item = &'static str> {
    ACRONYMS.keys().copied()
}

/// The word in capitals, accents left out.
fn capitals_of(word: &str) -> String {
    letters_of(word).collect()
}

fn letters_of(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_uppercase).map(plain)
}

fn plain(c: char) -> char {
    match c {
        'À' | 'Â' | 'Ä' => 'A',
        'Ç' => 'C',
        'È' | 'É' | 'Ê' | 'Ë' => 'E',
        'Î' | 'Ï' => 'I',
        'Ô' | 'Ö' => 'O',
        'Ù' | 'Û' | 'Ü' => 'U',
        'Ÿ' => 'Y',
        _ => c,
    }
}

/// The short French word written in capitals, with its accents: `ETE` is « été ».
pub(super) fn known_word(capitals: &str) -> Option<&'static str> {
    let key = capitals_of(capitals);
    let found = WORDS.binary_search_by(|word| letters_of(word).cmp(key.chars())).ok()?;
    WORDS.get(found).copied()
}

/// The letters of `word` as capitals, a space between them.
pub(in crate::spoken) fn spelled(word: &str) -> String {
    let mut out = String::with_capacity(word.len() * 2);
    for c in word.chars().flat_map(char::to_uppercase) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// The longest acronym with dots.
const LETTERS_BYTES_MAX: usize = 24;

/// S.N.C.F.: single letters, each with its dot.
pub(super) fn dotted(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let single = |at: usize| {
        let word = scan.word(at);
        word.starts_with(char::is_uppercase) && word.chars().nth(1).is_none()
    };
    if !single(at) || !scan.is_sign(at + 1, '.') || scan.glued_before(at) {
        return None;
    }
    if !single(at + 2) {
        return initial(scan, at, out);
    }
    let mut letters = String::new();
    let mut next = at;
    while single(next) && scan.is_sign(next + 1, '.') && letters.len() < LETTERS_BYTES_MAX {
        letters.push_str(scan.word(next));
        next += 2;
    }
    if single(next) {
        letters.push_str(scan.word(next));
        next += 1;
    }
    if letters.chars().nth(1).is_none() || scan.is_alphanumeric(next) {
        return None;
    }
    let said = match ACRONYMS.get(letters.as_str()) {
        Some(Listed::Read) => letters.to_lowercase(),
        Some(Listed::Said(said)) => (*said).to_owned(),
        _ => spelled(&letters),
    };
    // The last dot ends the sentence too if another starts after it.
    let ends = scan.is_sign(next - 1, '.')
        && scan.is_space(next)
        && scan.word(next + 1).starts_with(char::is_uppercase);
    let end = if ends { next - 1 } else { next };
    out.say(scan.start(end), &said);
    Some(end)
}

/// « J. Dupont », « George W. Bush »: the dot of an initial makes no pause.
fn initial(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let name = scan.is_space(at + 2) && scan.word(at + 3).starts_with(char::is_uppercase);
    let before = scan.word_before(at);
    let opens = before.starts_with(char::is_uppercase)
        || matches!(before, "par" | "de" | "et" | "selon" | "d" | "après" | "avec" | "chez")
        || scan.before_space(at).is_none_or(|before| {
            matches!(scan.kind(before), Some(Kind::Line | Kind::Sign('.' | '(' | ',' | '«')))
        });
    // « I. », « A. » at the start of a line number a part.
    if !name || !opens || scan.starts_line(at) {
        return None;
    }
    out.copy(scan.start(at + 1), true);
    out.skip(scan.start(at + 2));
    Some(at + 2)
}

/// A word of two capitals or more.
pub(super) fn capitals(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let word = scan.word(at);
    let next = at + 1;
    let end = scan.start(next);
    let (word, plural) = match word.strip_suffix('s') {
        Some(stem) if stem.chars().nth(1).is_some() => (stem, "s"),
        _ => (word, ""),
    };
    let mut letters = word.chars();
    if !letters.all(char::is_uppercase) || word.chars().nth(1).is_none() {
        return listed_mixed(scan, at, out);
    }
    // A run of hundreds of capitals is no word: it stays as it is.
    const LONGEST: usize = 60;
    if word.len() > LONGEST {
        return None;
    }
    match how(scan, at, word) {
        Listed::Spelled => out.say(end, &spelled(word)),
        Listed::Said(said) => out.say(end, said),
        Listed::Read => {
            let known = known_word(word).map_or_else(|| word.to_lowercase(), str::to_owned);
            let written = if word.is_ascii() { known } else { word.to_lowercase() };
            // Victor HUGO
            let first_name = scan.word_before(at).chars().nth(2).is_some_and(char::is_lowercase)
                && scan.word_before(at).starts_with(char::is_uppercase);
            let name = first_name || is_name(scan, at);
            let written = if name { capitalised(&written) } else { written };
            out.say(end, &format!("{written}{plural}"));
        }
    }
    Some(next)
}

/// The word with its first letter as a capital.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Words with small letters that are in the list: `Unesco` needs none, `PowerPoint` neither.
fn listed_mixed(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let word = scan.word(at);
    let mixed = word.chars().nth(1).is_some() && word.starts_with(char::is_uppercase);
    let said = match ACRONYMS.get(word).filter(|_| mixed)? {
        Listed::Said(said) => (*said).to_owned(),
        Listed::Spelled => spelled(word),
        Listed::Read => return None,
    };
    out.say(scan.start(at + 1), &said);
    Some(at + 1)
}

fn how(scan: &Scan<'_>, at: usize, word: &str) -> Listed {
    let shout = shouted(scan, at);
    if scan.is_sign(at + 1, '\'') && word.ends_with('U') {
        // QU'EST-CE, LORSQU'IL
        return Listed::Read;
    }
    let listed = ACRONYMS.get(word).copied();
    if let Some(listed) = listed.filter(|_| !(shout && known_word(word).is_some())) {
        return listed;
    }
    let operator = |at: Option<usize>| {
        at.is_some_and(|at| {
            matches!(scan.sign(at), Some('=' | '+' | '×' | '<' | '>' | '≠' | '≈' | '÷'))
        })
    };
    let length = word.chars().count();
    if length < 4 && (operator(scan.before_space(at)) || operator(Some(scan.skip_space(at + 1)))) {
        // AB = 5 cm
        return Listed::Spelled;
    }
    let glued = scan.glued_before(at) || !scan.digits(at + 1).is_empty();
    if glued {
        return Listed::Spelled;
    }
    let known = known_word(word).is_some();
    let name = is_name(scan, at) && word.chars().any(is_vowel);
    let accented = word.chars().any(|c| plain(c) != c);
    let reads = known
        || accented
        || (name && length > 2)
        || (length > 5 && pronounceable(word, 4))
        || (length > 3 && (pronounceable(word, 2) || (shout && pronounceable(word, 3))));
    if reads { Listed::Read } else { Listed::Spelled }
}

/// Whether the words around are in capitals too: a title, a warning.
fn shouted(scan: &Scan<'_>, at: usize) -> bool {
    let capitals = |word: &str| {
        word.chars().nth(1).is_some()
            && word.chars().all(char::is_uppercase)
            && !ACRONYMS.contains_key(word)
    };
    let lower = |word: &str| word.chars().any(char::is_lowercase);
    // CE N'EST PAS FINI
    let after = scan.skip_space(at + 1);
    let elided = scan.word(after).chars().nth(1).is_none() && scan.is_sign(after + 1, '\'');
    let after = if elided { after + 2 } else { after };
    let around = [scan.word_before(at), scan.word(after)];
    around.iter().any(|word| capitals(word)) && !around.iter().any(|word| lower(word))
}

/// Whether the word before is a title or a first name.
fn is_name(scan: &Scan<'_>, at: usize) -> bool {
    let before = scan.word_before(at);
    matches!(before, "Mme" | "Mlle" | "Mr" | "Dr" | "Pr" | "MM")
        || (scan.before_space(at).is_some_and(|dot| scan.is_sign(dot, '.'))
            && scan
                .before_space(at)
                .and_then(|dot| scan.before(dot))
                .is_some_and(|m| scan.word(m) == "M"))
}

fn is_vowel(c: char) -> bool {
    matches!(plain(c), 'A' | 'E' | 'I' | 'O' | 'U' | 'Y' | 'Œ' | 'Æ')
}

/// Whether French could read the capitals as a word: vowels, groups of consonants that French
/// words start and end with, none longer than `run`.
fn pronounceable(word: &str, run: usize) -> bool {
    let letters: Vec<char> = word.chars().map(plain).collect();
    if !letters.iter().any(|&c| is_vowel(c)) {
        return false;
    }
    let groups: Vec<(usize, String)> = consonant_groups(&letters);
    // Five letters or fewer with four vowels side by side are no word; ROYAUME is one.
    let vowels_together =
        letters.len() < 6 && letters.windows(4).any(|four| four.iter().all(|&c| is_vowel(c)));
    let last = letters.len();
    !vowels_together
        && groups.iter().all(|(start, group)| {
            let end = start + group.len();
            if group.len() > run {
                false
            } else if *start == 0 {
                group.len() == 1 || ONSETS.contains(&group.as_str())
            } else if end == last {
                group.len() == 1 || CODAS.contains(&group.as_str())
            } else {
                // remarque, pourquoi
                !group.contains('Q') || group.ends_with('Q') && letters.get(end) == Some(&'U')
            }
        })
}

fn consonant_groups(letters: &[char]) -> Vec<(usize, String)> {
    let mut groups: Vec<(usize, String)> = Vec::new();
    for (at, &c) in letters.iter().enumerate() {
        if is_vowel(c) {
            continue;
        }
        match groups.last_mut() {
            Some((start, group)) if *start + group.chars().count() == at => group.push(c),
            _ => groups.push((at, c.to_string())),
        }
    }
    groups
}

/// Groups of consonants a French word may start with.
const ONSETS: [&str; 42] = [
    "BL", "BR", "CH", "CL", "CR", "DR", "FL", "FR", "GL", "GN", "GR", "PH", "PL", "PR", "PS", "QU",
    "SC", "SH", "SK", "SL", "SM", "SN", "SP", "SQ", "ST", "SW", "TH", "TR", "TW", "VR", "WH",
    "CHR", "SCR", "SPR", "STR", "SCH", "PHR", "THR", "SPL", "RH", "KL", "SPH",
];

/// Groups of consonants a French word may end with.
const CODAS: [&str; 61] = [
    "BS", "CH", "CK", "CS", "CT", "DS", "FF", "FS", "GS", "LL", "LS", "LT", "MP", "MS", "ND", "NG",
    "NN", "NS", "NT", "NTS", "NX", "PH", "PS", "PT", "PTS", "RC", "RCS", "RD", "RDS", "RF", "RG",
    "RL", "RM", "RN", "RS", "RT", "RTS", "SS", "ST", "STS", "TH", "TS", "TT", "ZZ", "CTS", "GT",
    "GTS", "LLS", "MB", "MBS", "MPS", "MPT", "NCS", "NCT", "NCTS", "NDS", "NGS", "CHS", "CKS",
    "RGS", "TCH",
];
