//! Sounds as small numbers.

/// The Lexique codes in the order of `Phoneme`: the first is number 1.
#[allow(dead_code, reason = "the trainer, which compiles this file too, uses it")]
pub(crate) const CODES: &str = "aiyuoOeE29°51@§jw8pbtdkgfvszSZmnNGlR";

/// The number of a Lexique code; 0 for any other character.
#[allow(dead_code, reason = "the trainer, which compiles this file too, uses it")]
pub(crate) fn encode(code: char) -> u8 {
    CODES.chars().position(|c| c == code).map_or(0, |at| at as u8 + 1)
}

/// Lexique codes as numbers, with open and closed vowels not told apart: that is done afterwards,
/// by position.
#[allow(dead_code, reason = "the trainer, which compiles this file too, uses it")]
pub(crate) fn encode_collapsed(codes: &str) -> Vec<u8> {
    codes
        .chars()
        .map(|c| match c {
            'O' => 'o',
            'E' => 'e',
            '9' => '2',
            c => c,
        })
        .map(encode)
        .filter(|&code| code != 0)
        .collect()
}
