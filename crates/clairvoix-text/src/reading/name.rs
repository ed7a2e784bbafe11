//! Letters and digits said by their names: initials and codes.

use super::{
    Cell, Source,
    engine::letter::{self, Letter},
};
use crate::phoneme::Phonemes;

/// The names of a to z.
const LETTERS: [&str; 26] = [
    "a", "be", "se", "de", "2", "Ef", "Ze", "aS", "i", "Zi", "ka", "El", "Em", "En", "o", "pe",
    "ky", "ER", "Es", "te", "y", "ve", "dubl°ve", "iks", "igREk", "zEd",
];

/// The names of 0 to 9.
const DIGITS: [&str; 10] = ["zeRo", "1", "d2", "tRwa", "katR", "s5k", "sis", "sEt", "8it", "n9f"];

/// Acronyms of school and of daily life that are spelled although they could be read.
const SPELLED: &[&str] =
    &["AESH", "APL", "AVS", "BEP", "CAP", "EPS", "ESH", "PIB", "PAP", "PPS", "UE", "UPE"];

/// Whether a word in capitals is spelled: it has no vowel letter, or cannot be pronounced.
pub(super) fn is_spelled(word: &str, letters: &[Letter]) -> bool {
    // Nine words in ten need no count.
    if word.starts_with(|c: char| c.is_ascii_lowercase()) {
        return false;
    }
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let plain = letters.iter().all(|&l| (1..=26).contains(&l));
    if !plain || capitals != letters.len() || letters.len() < 2 || letters.len() > 6 {
        return letters.len() == 1 && capitals == 1 && is_lone_consonant(letters);
    }
    let vowels = letters.iter().filter(|&&l| letter::is_in(l, letter::VOWELS)).count();
    vowels == 0 || SPELLED.contains(&word) || opens_badly(letters) || closes_badly(letters)
}

fn is_lone_consonant(letters: &[Letter]) -> bool {
    letters.iter().all(|&l| letter::is_in(l, letter::CONSONANTS))
}

/// Whether a word of capitals begins as no word does: "HLM", "SMIC" does not, "RSA" does.
fn opens_badly(letters: &[Letter]) -> bool {
    let text: String = letters.iter().map(|&l| letter::decode(l)).collect();
    let consonant = |l: &Letter| letter::is_in(*l, letter::CONSONANTS);
    let open = letters.iter().take_while(|l| consonant(l)).count();
    let onset: String = text.chars().take(open).collect();
    const ONSETS: &[&str] = &[
        "bl", "br", "ch", "chr", "chl", "cl", "cr", "dr", "dj", "fl", "fr", "gl", "gn", "gr", "kl",
        "kr", "ph", "phr", "pl", "pn", "pr", "ps", "pt", "qu", "rh", "sc", "sch", "scr", "sh",
        "sk", "sl", "sm", "sn", "sp", "spl", "spr", "sph", "st", "str", "sw", "th", "thr", "tr",
        "ts", "tch", "vr", "vl", "wh", "kn", "kh", "gh", "mn", "cz", "tw", "tz", "zl",
    ];
    open >= 2 && !ONSETS.contains(&onset.as_str())
}

/// Whether a short word of capitals ends in consonants that no word ends in: "IRM", "ADN".
fn closes_badly(letters: &[Letter]) -> bool {
    let consonant = |l: &Letter| letter::is_in(*l, letter::CONSONANTS);
    let close = letters.iter().rev().take_while(|l| consonant(l)).count();
    let text: String = letters.iter().rev().take(close).map(|&l| letter::decode(l)).collect();
    const CODAS: &[&str] = &[
        "ns", "nt", "nc", "nd", "ng", "mp", "rt", "rd", "rc", "rs", "st", "ct", "rf", "rg", "rp",
        "lt", "ll", "ss", "tt", "ck", "ch", "ph", "sh", "th", "nts", "rts", "nds", "rds", "mps",
        "ngs", "rcs", "gt", "ts", "ps", "ls", "ds", "fs", "cs", "lm", "rm", "rn", "rl", "ld", "lk",
        "lf", "ft", "pt", "xt", "sk", "sm", "gts", "lts", "cts", "sts", "ks", "gs", "ms", "nn",
        "mm", "ff", "tz", "rk", "nk", "ngt", "ngts",
    ];
    let coda: String = text.chars().rev().collect();
    close >= 2 && letters.len() <= 5 && !CODAS.contains(&coda.as_str())
        || (letters.len() == 3 && matches!(coda.as_str(), "rm" | "rn" | "dn" | "tt" | "ss" | "lm"))
}

/// Adds a cell for each letter, said by its name.
pub(super) fn spell(_word: &str, letters: &[Letter], cells: &mut Vec<Cell>) {
    for (index, &letter) in letters.iter().enumerate() {
        let name = usize::from(letter).checked_sub(1).and_then(|at| LETTERS.get(at));
        cells.push(Cell {
            end: (index + 1) as u32,
            phonemes: Phonemes::from_lexique(name.copied().unwrap_or_default()),
            source: Source::Name,
        });
    }
}

/// Gives each digit of the word its name.
pub(super) fn digits(word: &str, spelled: &[(Letter, u32)], cells: &mut [Cell]) {
    if !word.bytes().any(|byte| byte.is_ascii_digit()) {
        return;
    }
    let mut start = 0u32;
    let mut at = 0;
    for cell in cells {
        let one = cell.end as usize == at + 1;
        let end = spelled.get((cell.end as usize).saturating_sub(1)).map_or(start, |&(_, end)| end);
        let text = word.get(start as usize..end as usize).unwrap_or_default();
        let digit = text.chars().next().and_then(|c| c.to_digit(10));
        if let (true, Some(name)) = (one, digit.and_then(|d| DIGITS.get(d as usize))) {
            cell.phonemes = Phonemes::from_lexique(name);
            cell.source = Source::Name;
        }
        start = end;
        at = cell.end as usize;
    }
}
