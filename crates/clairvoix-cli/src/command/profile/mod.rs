//! `clairvoix profile`: pupils' settings, kept on this computer.

mod edit;
mod exam;
mod journal;
mod sheet;
mod show;
mod sync;
mod target;
mod transfer;

use clairvoix::store::{Pupil, Store};
use serde_json::Value;

use crate::{Outcome, args::ProfileAction, output::Stdout, ui::Ui};

/// The sheet of a pupil, for the settings page.
pub(super) fn sheet_of(ui: &Ui, store: &Store, pupil: &Pupil) -> Outcome<String> {
    sheet::html(ui, store, pupil)
}

pub(super) fn run(ui: &Ui, action: &ProfileAction) -> Outcome {
    match action {
        ProfileAction::New(args) => edit::new(ui, args),
        ProfileAction::List(args) => show::list(ui, args.json),
        ProfileAction::Use(args) => edit::activate(ui, args),
        ProfileAction::Show(args) => show::show(ui, args),
        ProfileAction::Set(args) => edit::set(ui, args),
        ProfileAction::Unset(args) => edit::unset(ui, args),
        ProfileAction::Why(args) => show::why(ui, args),
        ProfileAction::Undo(args) => edit::undo(ui, args),
        ProfileAction::History(args) => show::history(ui, args),
        ProfileAction::Journal(args) => journal::run(ui, args),
        ProfileAction::Delete(args) => edit::delete(ui, args),
        ProfileAction::Export(args) => transfer::export(ui, args),
        ProfileAction::Import(args) => transfer::import(ui, args),
        ProfileAction::Sheet(args) => sheet::run(ui, args),
        ProfileAction::Exam(args) => exam::run(ui, &args.action),
        ProfileAction::Sync(args) => sync::run(ui, &args.action),
    }
}

/// Writes a result, one line a value.
fn print_json(ui: &Ui, values: impl IntoIterator<Item = Value>) -> Outcome {
    let mut out = Stdout::new();
    for value in values {
        out.put(ui, format!("{value}\n").as_bytes())?;
    }
    out.finish(ui)
}

/// Writes lines for a person.
fn print_lines(ui: &Ui, lines: impl IntoIterator<Item = String>) -> Outcome {
    let mut out = Stdout::new();
    for line in lines {
        out.put(ui, line.as_bytes())?;
        out.put(ui, b"\n")?;
    }
    out.finish(ui)
}
