//! A formula is said in words that lead back to its markup, in chunks that hold all of them.

use clairvoix_text::spoken::{MathsStyle, SpokenOptions, speak_mathml};

/// Checks the words, the map and the chunks of a stretch of markup, alone and inside a text.
pub fn check(markup: &str) {
    for maths in [MathsStyle::Brief, MathsStyle::Full] {
        let options = SpokenOptions { maths, ..SpokenOptions::default() };
        let speech = speak_mathml(markup, &options);
        crate::spoken::check_map(markup, &speech.text, &speech.map);
        crate::check_order(speech.chunks.iter().copied(), speech.text.len());
        let words = |text: &str| text.split([' ', ',']).filter(|word| !word.is_empty()).count();
        let in_chunks: usize =
            speech.chunks.iter().map(|chunk| words(chunk.slice(&speech.text))).sum();
        assert_eq!(in_chunks, words(&speech.text));
        crate::spoken::check(&format!("Soit <math>{markup}</math>fin."), &options);
    }
}
