//! Analyse a text: its sentences, its words, how each is read.
//!
//! ```sh
//! cargo run -p clairvoix-examples --example analyse_a_text -- "Les poules du couvent couvent."
//! ```

#![allow(clippy::disallowed_methods, reason = "an example reads its arguments")]

use clairvoix::text::{
    OffsetMap, Utf16,
    analysis::{AnalyzeOptions, analyze},
};

fn main() {
    let given = std::env::args().nth(1);
    let text = given.as_deref().unwrap_or("Les poules du couvent couvent.");

    let analysis = analyze(text, &AnalyzeOptions::default());
    // Ranges are in bytes of your own text; a map makes them what your interface counts.
    let utf16 = OffsetMap::<Utf16>::new(text);

    for sentence in analysis.sentences() {
        println!("phrase {:?}", utf16.from_utf8(sentence.range()));
        for word in sentence.words() {
            let syllables: Vec<&str> =
                word.written_syllables().map(|range| range.slice(text)).collect();
            let silent: Vec<&str> = word.silent().map(|range| range.slice(text)).collect();
            println!(
                "  {:?} {} [{}] syllabes {} muettes {}",
                utf16.from_utf8(word.range()),
                word.text(),
                word.ipa(),
                syllables.join("-"),
                silent.join(" "),
            );
        }
    }
}
