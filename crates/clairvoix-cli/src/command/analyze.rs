//! `clairvoix analyze`: one JSON object for a text, or one for each of its lines.

use std::io;

use clairvoix::text::analysis::{AnalyzeOptions, analyze};

use crate::{
    Outcome, args::AnalyzeArgs, failure::Failure, input::Input, output::Stdout, schema, ui::Ui,
    unit::UnitName,
};

pub(super) fn run(ui: &Ui, args: &AnalyzeArgs) -> Outcome {
    let mut input = Input::open(ui, &args.file)?;
    let mut out = Stdout::new();
    if args.lines {
        lines(ui, input, args.unit, &mut out)?;
    } else {
        let text = input.read_text(ui)?;
        write(ui, &text, args.unit, &mut out)?;
    }
    out.finish(ui)
}

fn lines(ui: &Ui, mut input: Input, unit: UnitName, out: &mut Stdout) -> Outcome {
    let mut line = Vec::new();
    let mut number = 0_u64;
    while input.next_line(ui, &mut line)? {
        number += 1;
        let text = String::from_utf8_lossy(&line);
        if matches!(text, std::borrow::Cow::Owned(_)) {
            let places = [("name", input.name.as_str()), ("line", &number.to_string())];
            ui.note("note.invalid_utf8_line", &places);
        }
        write(ui, &text, unit, out)?;
    }
    Ok(())
}

fn write(ui: &Ui, text: &str, unit: UnitName, out: &mut Stdout) -> Outcome {
    let analysis = analyze(text, &AnalyzeOptions::default());
    serde_json::to_writer(&mut *out, &schema::analysis::object(&analysis, unit))
        .map_err(|e| Failure::stdout(ui, &io::Error::from(e)))?;
    out.put(ui, b"\n")
}
