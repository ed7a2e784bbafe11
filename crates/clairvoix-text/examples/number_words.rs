//! Numbers in words, for comparison with another reader: a line of language, kind, number and words each.
//!
//! usage: number_words

#![allow(clippy::print_stdout, reason = "an example prints")]

use clairvoix_text::spoken::{SpokenOptions, Variant, spoken_form};

/// Every cardinal below this one.
const CARDINALS: u64 = 10_001;
/// Every ordinal below this one; Spanish has none beyond a thousand.
const ORDINALS: u64 = 1001;

fn said(variant: Variant, written: &str) -> String {
    spoken_form(written, &SpokenOptions { variant, ..SpokenOptions::default() }).text
}

/// The number with the marks of its thousands: without them it may be a year.
fn grouped(number: u64, mark: char) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

/// Large numbers: beside the powers of ten, and some of every length from a fixed sequence.
fn large() -> Vec<u64> {
    let mut numbers: Vec<u64> = Vec::new();
    for exponent in 5..15 {
        let power = 10_u64.pow(exponent);
        numbers.extend([power - 1, power, power + 1, 2 * power, 21 * power / 10]);
    }
    let mut state = 1_u64;
    for index in 0..200 {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        numbers.push((state >> 16) % 10_u64.pow(6 + index % 9));
    }
    numbers
}

fn main() {
    let languages = [
        ("en_GB", Variant::Britain, ','),
        ("es", Variant::Spanish, '.'),
        ("de", Variant::German, '.'),
        ("it", Variant::Italian, '.'),
    ];
    for (tag, variant, mark) in languages {
        let cardinals = (0..CARDINALS).map(|number| ("cardinal", number));
        let large = large().into_iter().map(|number| ("large", number));
        for (kind, number) in cardinals.chain(large) {
            println!("{tag}\t{kind}\t{number}\t{}", said(variant, &grouped(number, mark)));
        }
        for number in 1..ORDINALS {
            let (before, after) = match variant {
                Variant::Britain => ("", "th"),
                Variant::German => ("der ", ". Tag"),
                Variant::Spanish => ("", ".º"),
                _ => ("", "º"),
            };
            let words = said(variant, &format!("{before}{number}{after}"));
            let words = words.trim_start_matches("der ").trim_end_matches(" Tag");
            println!("{tag}\tordinal\t{number}\t{words}");
        }
        let announced = match variant {
            Variant::Britain => "in ",
            Variant::German => "im Jahr ",
            _ => continue,
        };
        for year in 1100..2100 {
            let words = said(variant, &format!("{announced}{year}"));
            println!("{tag}\tyear\t{year}\t{}", words.trim_start_matches(announced));
        }
    }
}
