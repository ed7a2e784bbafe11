//! Reads a table of homographs and prints how each target is read in its sentence, as the scorer of
//! homographs wants it: `id<TAB>phonemes` in Lexique codes.
//!
//! `cargo run --release -p clairvoix-text --example score_context -- homographs.tsv > out.tsv`

#![allow(
    clippy::disallowed_methods,
    reason = "an example at the edge: it reads a file named on the command line"
)]

use clairvoix_text::{
    OffsetMap, Scalar,
    analysis::{AnalyzeOptions, analyze},
};
use std::{error::Error, io::Write as _};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: score_context FILE.tsv")?;
    let table = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let mut out = std::io::stdout().lock();
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[id, sentence, start, ..] = fields.as_slice() else {
            return Err(format!("{path}: too few fields: {line}").into());
        };
        let start = OffsetMap::<Scalar>::new(sentence).offset_to_utf8(start.parse()?);
        let analysis = analyze(sentence, &AnalyzeOptions::default());
        let phonemes: String = analysis
            .word_at(start)
            .map(|word| word.reading().phonemes().map(|phoneme| phoneme.lexique()).collect())
            .unwrap_or_default();
        let tag = analysis.word_at(start).map_or("", |word| word.pos().name());
        writeln!(out, "{id}\t{phonemes}\t{tag}")?;
    }
    Ok(())
}
