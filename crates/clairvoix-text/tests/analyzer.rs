//! An analyzer that has read other texts gives what a fresh one gives.

use clairvoix_text::analysis::{Analysis, Analyzer};
use proptest::prelude::*;

/// Words of all that makes a reading: known, unknown, homographs, liaisons, inversions, numbers,
/// capitals, accents written apart, marks, other scripts.
const PIECES: [&str; 32] = [
    "les",
    "poules",
    "du",
    "couvent",
    "couvent",
    "nous",
    "portions",
    "des",
    "bon",
    "ami",
    "Est",
    "-t-il",
    "l'",
    "héros",
    "HÉROÏNE",
    "bivalirudine",
    "SMIC",
    "14h30",
    "6",
    "six",
    "fils",
    "plus",
    ".",
    ",",
    " ?",
    "\n\n",
    "e\u{301}te\u{301}",
    "«",
    "»",
    "東京",
    "œuf",
    "boxer",
];

/// Every layer of every word, as text.
fn layers(analysis: &Analysis<'_>) -> Vec<String> {
    analysis
        .words()
        .map(|word| {
            format!(
                "{} {} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
                word.text(),
                word.ipa(),
                word.pos(),
                word.graphemes().collect::<Vec<_>>(),
                word.written_syllables().collect::<Vec<_>>(),
                word.oral_syllables().collect::<Vec<_>>(),
                word.silent().collect::<Vec<_>>(),
                word.link_after(),
                word.said(),
            )
        })
        .collect()
}

fn text(pieces: &[usize]) -> String {
    let words = pieces.iter().filter_map(|&at| PIECES.get(at));
    words.map(|word| format!("{word} ")).collect()
}

proptest! {
    #[test]
    fn what_was_read_before_changes_nothing(
        texts in prop::collection::vec(prop::collection::vec(0..PIECES.len(), 0..12), 1..6),
    ) {
        let analyzer = Analyzer::default();
        for pieces in &texts {
            let text = text(pieces);
            let fresh = Analyzer::default();
            prop_assert_eq!(layers(&analyzer.analyze(&text)), layers(&fresh.analyze(&text)));
        }
    }
}

/// More words than an analyzer keeps: those that made room are read again, and the same.
#[test]
fn a_text_with_more_words_than_are_kept_reads_the_same() {
    let syllables = ["ba", "ché", "din", "fou", "gler", "hon", "ji", "lent", "mois", "neau"];
    let word = |number: usize| -> String {
        (0..5).map(|place| syllables[number / 10_usize.pow(place) % 10]).collect()
    };
    let analyzer = Analyzer::default();
    for start in (0..24_000).step_by(2_000) {
        let text: String = (start..start + 2_000).map(|number| word(number) + " ").collect();
        analyzer.analyze(&text).words().for_each(|word| drop(word.ipa()));
    }
    let text: String = (0..50).map(|number| word(number * 37) + " ").collect();
    assert_eq!(layers(&analyzer.analyze(&text)), layers(&Analyzer::default().analyze(&text)));
}
