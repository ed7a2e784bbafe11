//! The language that the letters of a passage are most like.

use super::Language;
use whatlang::{Detector, Lang};

/// A passage with fewer letters says too little.
const LETTERS_MIN: usize = 24;

/// So many bytes from the start of a passage tell its language.
const SAMPLE_LEN: usize = 1024;

/// The most likely language, and how sure that is, from 0 to 1.
pub(super) fn guess(text: &str) -> Option<(Language, f64)> {
    let mut end = text.len().min(SAMPLE_LEN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = text.get(..end)?;
    if sample.chars().filter(|c| c.is_alphabetic()).take(LETTERS_MIN).count() < LETTERS_MIN {
        return None;
    }
    let known = vec![Lang::Fra, Lang::Eng, Lang::Spa, Lang::Deu, Lang::Ita];
    let info = Detector::with_allowlist(known).detect(sample)?;
    Some((from_whatlang(info.lang())?, info.confidence()))
}

const fn from_whatlang(lang: Lang) -> Option<Language> {
    match lang {
        Lang::Fra => Some(Language::French),
        Lang::Eng => Some(Language::English),
        Lang::Spa => Some(Language::Spanish),
        Lang::Deu => Some(Language::German),
        Lang::Ita => Some(Language::Italian),
        _ => None,
    }
}
