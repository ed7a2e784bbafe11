//! `clairvoix words`: a line for each word read on standard input, or why a word is read so.

use clairvoix::text::{
    reading::{self, SCORE_HEADER},
    syllable::{OralOptions, WrittenOptions},
};

use crate::{
    Outcome,
    args::{WordsArgs, WordsFormat},
    input::Input,
    output::Stdout,
    ui::Ui,
};

const TSV_HEADER: &str = "input\tipa\twsyll\tosyll\talign";

pub(super) fn run(ui: &Ui, args: &WordsArgs) -> Outcome {
    let mut out = Stdout::new();
    match &args.explain {
        Some(word) => explain(ui, word, &mut out)?,
        None => table(ui, args.format, &mut out)?,
    }
    out.finish(ui)
}

fn table(ui: &Ui, format: WordsFormat, out: &mut Stdout) -> Outcome {
    let header = match format {
        WordsFormat::Tsv => TSV_HEADER,
        WordsFormat::Score => SCORE_HEADER,
    };
    out.put(ui, header.as_bytes())?;
    out.put(ui, b"\n")?;
    let mut input = Input::stdin(ui);
    let mut line = Vec::new();
    while input.next_line(ui, &mut line)? {
        // The line goes back byte for byte; it is read as text, without the CR of a file made on
        // Windows.
        let text = String::from_utf8_lossy(&line);
        let word = text.strip_suffix('\r').unwrap_or(&text);
        out.put(ui, &line)?;
        out.put(ui, columns(word, format).as_bytes())?;
        out.put(ui, b"\n")?;
    }
    Ok(())
}

/// What follows the input in its line, from its tab on.
fn columns(word: &str, format: WordsFormat) -> String {
    match format {
        WordsFormat::Score => {
            let line = reading::score_line(word);
            line.get(word.len()..).unwrap_or_default().to_owned()
        }
        WordsFormat::Tsv => ipa_columns(word),
    }
}

fn ipa_columns(word: &str) -> String {
    let reading = reading::read_word(word);
    let written: Vec<&str> = reading
        .written_syllables(&WrittenOptions::default())
        .into_iter()
        .map(|range| range.slice(word))
        .collect();
    let oral: Vec<String> = reading
        .oral_syllables(&OralOptions::default())
        .into_iter()
        .map(|syllable| syllable.into_iter().map(|sound| sound.ipa()).collect())
        .collect();
    let aligned: Vec<String> = reading
        .graphemes()
        .map(|grapheme| {
            let sounds: String = grapheme.phonemes.iter().map(|sound| sound.ipa()).collect();
            let sounds = if sounds.is_empty() { "#" } else { &sounds };
            format!("{}:{sounds}", grapheme.range.slice(word))
        })
        .collect();
    format!("\t{}\t{}\t{}\t{}", reading.ipa(), written.join("-"), oral.join("-"), aligned.join("|"))
}

fn explain(ui: &Ui, word: &str, out: &mut Stdout) -> Outcome {
    for grapheme in reading::explain(word) {
        let sounds: String = grapheme.phonemes.iter().map(|sound| sound.ipa()).collect();
        let sounds = if sounds.is_empty() { "#" } else { &sounds };
        let letters = grapheme.range.slice(word);
        let line = format!("{letters}\t{sounds}\t{}\n", grapheme.reason);
        out.put(ui, line.as_bytes())?;
    }
    Ok(())
}
