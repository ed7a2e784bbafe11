//! Work that grows with the length and no faster, on texts made to hurt.

use clairvoix_invariants::{
    spoken::{FOREIGN, foreign_options, options},
    work::{check, check_bytes},
};
use proptest::prelude::*;

/// Pieces that make rules look far, or again.
const HURTFUL: [&str; 96] = [
    "1",
    "a",
    "é",
    "1 ",
    "123 ",
    "123.",
    "1,",
    "1/",
    "1-",
    "1:",
    "-1 ",
    "(",
    "(1+",
    ")",
    "[",
    "]",
    "|x",
    "{",
    "«",
    "« ",
    "»",
    "\"",
    "“",
    "'",
    "l'",
    "d'A",
    "aujourd'",
    "A.",
    "a.",
    "a. ",
    "A.-",
    "M. ",
    "p. ",
    "p. 1 ",
    "n°",
    "etc. ",
    "av. J.-C. ",
    "XIX ",
    "XIXe ",
    "II. ",
    "M",
    "XIXe s. ",
    "a·e",
    "·e",
    "(e)s ",
    "a-",
    "-",
    "- ",
    "—",
    "_",
    "_ ",
    "f(",
    "f(x) ",
    "x^2",
    "x = ",
    "A' ",
    "sin ",
    "√(",
    "n!",
    "²",
    "x₁",
    "H2O ",
    "[AB]",
    "(AB) ",
    "a) ",
    "<",
    "<math",
    "<math>",
    "<mathx",
    "</math>",
    "<math><mi>a</mi></math>",
    "http://",
    "www.",
    "@.",
    "a@",
    "a@a.",
    ".",
    "...",
    "!",
    "?!",
    ",",
    ", ",
    ";",
    "€1",
    "1 € ",
    "12 h ",
    "12/05/2024 ",
    "06 12 34 56 78 ",
    "3-1 ",
    "\n",
    "\r\n",
    "\n- ",
    "\u{301}",
    "e\u{301}",
    "👍\u{200d}",
    "🇫",
];

/// Pieces that make a formula deep or wide.
const FORMULAE: [(&str, &str); 10] = [
    ("<mo>[</mo>", "<mo>;</mo><mi>b</mi><mo>[</mo>"),
    ("<mo>[</mo><mi>a</mi>", ""),
    ("<mo>|</mo><mi>a</mi>", ""),
    ("<msqrt>", "</msqrt>"),
    ("<mfrac><mi>a</mi>", "</mfrac>"),
    ("<msup><mi>a</mi>", "</msup>"),
    ("<mroot><mi>a</mi>", "</mroot>"),
    ("<munderover><mo>∑</mo><mi>k</mi>", "</munderover>"),
    ("<mfenced>", "</mfenced>"),
    ("<mtable><mtr><mtd>", "</mtd></mtr></mtable>"),
];

/// Those of which one line is a megabyte.
const LONG: [&str; 9] = ["1", "a.", "« ", "(", "1-", ", ", "XIX ", "<mathx", "é"];

#[test]
fn a_line_of_a_megabyte_costs_so_many_steps_a_byte() {
    for piece in LONG {
        check(&piece.repeat(1_000_000 / piece.len()), &options(0));
    }
}

#[test]
fn lines_of_each_piece_cost_so_many_steps_a_byte() {
    for piece in HURTFUL {
        check(&piece.repeat(100_000 / piece.len()), &options(0));
    }
}

#[test]
fn every_mode_costs_so_many_steps_a_byte() {
    // Dictation, spelling, verse; a list of pronunciations.
    for choice in [5 << 2, 6 << 2, 7 << 2, 1 << 5] {
        for piece in HURTFUL {
            check(&piece.repeat(40_000 / piece.len()), &options(choice));
        }
    }
}

#[test]
fn other_languages_cost_so_many_steps_a_byte() {
    let theirs = [
        "3. ",
        "am 3. und ",
        "z. B. ",
        "S. ",
        "1:00-",
        "14.30 ",
        "1.000,",
        "XIV. ",
        "II y ",
        "5 May ",
        "May 5 ",
        "1 x ",
        "'80s ",
        "1º ",
        "« the 1 » ",
        "\"of the\" ",
        "<b lang=de>1</b>",
    ];
    for language in 0..=FOREIGN.len() {
        let languages = [language, language + FOREIGN.len() + 1];
        for piece in HURTFUL.iter().chain(&theirs) {
            for language in languages {
                check(&piece.repeat(30_000 / piece.len()), &foreign_options(0, language));
            }
            check(&piece.repeat(10_000 / piece.len()), &foreign_options(5 << 2, language));
        }
    }
}

#[test]
fn pieces_in_turn_cost_so_many_steps_a_byte() {
    for (index, first) in HURTFUL.iter().enumerate() {
        for second in HURTFUL.iter().skip(index % 7).step_by(7) {
            let both = format!("{first}{second}");
            check(&both.repeat(20_000 / both.len()), &options(0));
        }
    }
    // Scripts in turn, and a long word among short ones.
    for both in ["abc中文", "abс", "été الكتاب ", &format!("{} (AB) x = ", "A".repeat(9000))]
    {
        check(&both.repeat(200_000 / both.len()), &options(0));
    }
}

#[test]
fn deep_and_wide_formulae_cost_so_many_steps_a_byte() {
    for (open, close) in FORMULAE {
        for depth in [1, 8, 16, 40, 5000] {
            let formula =
                format!("<math>{}<mi>x</mi>{}</math>", open.repeat(depth), close.repeat(depth));
            check(&formula, &options(0));
            check(&formula.repeat(60_000_usize.div_ceil(formula.len())), &options(0));
        }
    }
    let scripts = "<mi>b</mi>".repeat(100_000);
    let many = format!("<math><mmultiscripts><mi>a</mi>{scripts}</mmultiscripts></math>");
    check(&many, &options(0));
    check(&format!("{}</math>", "<mathx".repeat(100_000)), &options(0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_mix_of_them_costs_so_many_steps_a_byte(
        pieces in prop::collection::vec(prop::sample::select(HURTFUL.to_vec()), 1..12),
        choice: u8,
    ) {
        check_bytes(&[&[choice], pieces.concat().as_bytes()].concat());
    }

    #[test]
    fn any_text_costs_so_many_steps_a_byte(text: String, choice: u8) {
        check_bytes(&[&[choice], text.as_bytes()].concat());
    }
}
