//! Reads words, one a line, from standard input; writes the columns the word scorer reads.
use clairvoix_text::reading::{SCORE_HEADER, score_line};
use std::io::{self, BufRead, BufWriter, Write};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(out, "{SCORE_HEADER}")?;
    for line in io::stdin().lock().lines() {
        writeln!(out, "{}", score_line(&line?))?;
    }
    out.flush()
}
