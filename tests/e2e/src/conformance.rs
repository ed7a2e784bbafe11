//! The table of what every engine does: one column an engine, one line a behaviour.

use clairvoix_speech::testing::{
    check_french_words,
    conformance::{Check, Report, Table, check_engine},
};

use crate::engines::EngineKind;

/// Runs the suite over every engine that is here.
///
/// # Errors
/// When a name is not valid: none.
pub fn table() -> Result<(Table, Vec<String>), String> {
    let mut table = Table::default();
    let mut missing = Vec::new();
    for kind in EngineKind::ALL {
        match kind.open() {
            Ok(mut open) => {
                let mut report = check_engine(open.engine.as_mut());
                report.checks.push(french(kind, open.engine.as_mut())?);
                table.add(kind.name(), report);
            }
            Err(why) => {
                table.add(kind.name(), Report::default());
                missing.push(format!("{}: {why}", kind.name()));
            }
        }
    }
    Ok((table, missing))
}

fn french(kind: EngineKind, engine: &mut dyn clairvoix_speech::Engine) -> Result<Check, String> {
    let voice = kind.french()?;
    let result = check_french_words(engine, &voice);
    Ok(Check {
        voice: voice.as_str().to_owned(),
        behaviour: "marks each written word of French once, at 0.5 to 4 times",
        asked: true,
        result,
    })
}
