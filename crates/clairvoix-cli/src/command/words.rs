//! `clairvoix words`: a line for each word read on standard input, or why a word is read so.

use clairvoix::{
    explain_word,
    text::{
        analysis::{Analysis, AnalyzeOptions, Analyzer},
        phoneme::Phonemes,
        pronunciation::{ListedPronunciation, Pronunciations},
        reading::{self, SCORE_HEADER},
        spoken::SpokenOptions,
        syllable::{OralOptions, WrittenOptions},
    },
};

use crate::{
    Outcome,
    args::{WordsArgs, WordsFormat},
    input::Input,
    lists,
    output::Stdout,
    ui::Ui,
};

const TSV_HEADER: &str = "input\tipa\twsyll\tosyll\talign";

pub(super) fn run(ui: &Ui, args: &WordsArgs) -> Outcome {
    let mut out = Stdout::new();
    let lists = lists::load(ui, &args.pronunciations)?;
    match &args.explain {
        Some(word) => explain(ui, word, &lists, &mut out)?,
        None => table(ui, args.format, lists, &mut out)?,
    }
    out.finish(ui)
}

fn table(ui: &Ui, format: WordsFormat, lists: Pronunciations, out: &mut Stdout) -> Outcome {
    let analyzer = (!lists.is_empty()).then(|| analyzer(lists));
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
        let listed = analyzer.as_ref().and_then(|it| listed_columns(&it.analyze(word), format));
        let columns = listed.unwrap_or_else(|| columns(word, format));
        out.put(ui, columns.as_bytes())?;
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

/// What reads words as the lists have them.
fn analyzer(pronunciations: Pronunciations) -> Analyzer {
    let spoken = SpokenOptions { pronunciations, ..SpokenOptions::default() };
    Analyzer::new(AnalyzeOptions { spoken, ..AnalyzeOptions::default() })
}

/// The columns of a text that is one word which a list decides.
fn listed_columns(analysis: &Analysis<'_>, format: WordsFormat) -> Option<String> {
    let mut words = analysis.words();
    let word = words.next().filter(|word| word.text() == analysis.text())?;
    word.decided_by()?;
    if format == WordsFormat::Score || words.next().is_some() {
        return None;
    }
    let text = analysis.text();
    let written: Vec<&str> = word.written_syllables().map(|range| range.slice(text)).collect();
    let oral: Vec<String> = word.oral_syllables().collect();
    let aligned: Vec<String> = word
        .graphemes()
        .map(|grapheme| format!("{}:{}", grapheme.range.slice(text), sounds(grapheme.phonemes)))
        .collect();
    let (written, oral, aligned) = (written.join("-"), oral.join("-"), aligned.join("|"));
    Some(format!("\t{}\t{written}\t{oral}\t{aligned}", word.ipa()))
}

fn sounds(phonemes: Phonemes) -> String {
    if phonemes.is_empty() { "#".to_owned() } else { phonemes.to_string() }
}

fn explain(ui: &Ui, word: &str, lists: &Pronunciations, out: &mut Stdout) -> Outcome {
    if let [first, others @ ..] = lists.explain(word).as_slice() {
        return explain_listed(ui, word, (first, others), lists, out);
    }
    out.put(ui, explain_word(word).as_bytes())
}

/// Which line of which list decides, and which others say the same letters.
fn explain_listed(
    ui: &Ui,
    text: &str,
    (first, others): (&ListedPronunciation, &[&ListedPronunciation]),
    lists: &Pronunciations,
    out: &mut Stdout,
) -> Outcome {
    let entry = |listed: &ListedPronunciation| {
        let entry = &listed.pronunciation;
        format!("{}: {} → {}", listed.origin, entry.written(), entry.said())
    };
    let analysis = analyzer(lists.clone());
    let analysis = analysis.analyze(text);
    for grapheme in analysis.words().flat_map(|word| word.graphemes()) {
        let letters = grapheme.range.slice(text);
        let line = format!("{letters}\t{}\t{}\n", sounds(grapheme.phonemes), entry(first));
        out.put(ui, line.as_bytes())?;
    }
    for other in others {
        let places = [("entry", &*entry(other)), ("winner", &first.origin.to_string())];
        ui.note("note.pronunciation_over", &places);
    }
    Ok(())
}
