//! `clairvoix analyze`: one JSON object for a text, or one for each of its lines.

use std::io;

use clairvoix::{
    UnitName, json,
    text::{
        analysis::{AnalyzeOptions, Analyzer},
        confusable::{FamilySet, UnknownFamily},
        language::Language,
        pronunciation::Pronunciations,
        spoken::SpokenOptions,
        syllable::OralOptions,
    },
};

use crate::{
    Outcome,
    args::{AnalyzeArgs, LANGUAGE_AUTO},
    failure::Failure,
    input::Input,
    lists,
    output::Stdout,
    ui::Ui,
};

/// What is asked for, the text apart.
struct Asked {
    /// One for all lines: it knows again the words it has read.
    analyzer: Analyzer,
    unit: UnitName,
    families: FamilySet,
}

impl Asked {
    fn new(args: &AnalyzeArgs, pronunciations: Pronunciations) -> Result<Self, UnknownFamily> {
        let options = AnalyzeOptions {
            language: Language::from_tag(&args.language).unwrap_or_default(),
            detect_language: args.language == LANGUAGE_AUTO,
            written: args.written.into(),
            oral: OralOptions { schwa: args.schwa.into(), glides: args.glides.into() },
            spoken: SpokenOptions { pronunciations, ..SpokenOptions::default() },
        };
        let families = args.confusables.join(",").parse()?;
        Ok(Self { analyzer: Analyzer::new(options), unit: args.unit.into(), families })
    }
}

pub(super) fn run(ui: &Ui, args: &AnalyzeArgs) -> Outcome {
    let lists = lists::load(ui, &args.pronunciations)?;
    let asked = Asked::new(args, lists).map_err(|unknown| Failure::Usage(unknown.to_string()))?;
    let mut input = Input::open(ui, &args.file)?;
    let mut out = Stdout::new();
    if args.lines {
        lines(ui, input, &asked, &mut out)?;
    } else {
        let text = input.read_text(ui)?;
        write(ui, &text, &asked, &mut out)?;
    }
    out.finish(ui)
}

fn lines(ui: &Ui, mut input: Input, asked: &Asked, out: &mut Stdout) -> Outcome {
    let mut line = Vec::new();
    let mut number = 0_u64;
    while input.next_line(ui, &mut line)? {
        number += 1;
        let text = String::from_utf8_lossy(&line);
        if matches!(text, std::borrow::Cow::Owned(_)) {
            let places = [("name", input.name.as_str()), ("line", &number.to_string())];
            ui.note("note.invalid_utf8_line", &places);
        }
        write(ui, &text, asked, out)?;
    }
    Ok(())
}

fn write(ui: &Ui, text: &str, asked: &Asked, out: &mut Stdout) -> Outcome {
    let analysis = asked.analyzer.analyze(text);
    let object = json::analysis(&analysis, asked.unit, asked.families);
    serde_json::to_writer(&mut *out, &object)
        .map_err(|e| Failure::stdout(ui, &io::Error::from(e)))?;
    out.put(ui, b"\n")
}
