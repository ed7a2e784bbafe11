//! `clairvoix doctor`: what Clairvoix needs of this computer, and how to give it what is missing.

use serde::Serialize;

use crate::{Outcome, args::DoctorArgs, check, failure::Failure, output::Stdout, ui::Ui};

#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    state: &'a str,
    found: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'a str>,
}

pub(super) fn run(ui: &Ui, args: &DoctorArgs) -> Outcome {
    let checks = check::all(ui);
    let mut out = Stdout::new();
    for check in &checks {
        let text = if args.json {
            let line = Line {
                name: check.name,
                state: check.state.name(),
                found: &check.found,
                fix: check.fix.as_deref(),
            };
            serde_json::to_string(&line).unwrap_or_default()
        } else {
            let label = ui.fill(&format!("check.{}", check.name), &[]);
            let state = ui.fill(&format!("check.{}", check.state.name()), &[]);
            let fix = check.fix.as_ref().map(|fix| format!("\n    → {fix}")).unwrap_or_default();
            format!("{state} {label} : {}{fix}", check.found)
        };
        out.put(ui, format!("{text}\n").as_bytes())?;
    }
    out.finish(ui)?;
    if checks.iter().any(|check| check.state == check::State::Missing) {
        return Err(Failure::io(ui, "failure.doctor", &[]));
    }
    Ok(())
}
