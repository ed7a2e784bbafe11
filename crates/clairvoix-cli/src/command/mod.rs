//! One file per command.

mod analyze;
mod completions;
mod devices;
mod man;
mod profile;
mod pronunciations;
mod read;
mod say;
mod spoken;
mod voices;
mod words;

use crate::{Outcome, args::Command, ui::Ui};

/// Runs the command asked for.
pub(crate) fn run(ui: &Ui, command: Command) -> Outcome {
    match command {
        Command::Analyze(args) => analyze::run(ui, &args),
        Command::Completions(args) => completions::run(ui, &args),
        Command::Man(args) => man::run(ui, &args),
        Command::Profile(args) => profile::run(ui, &args.action),
        Command::Pronunciations(args) => pronunciations::run(ui, &args),
        Command::Read(args) => read::run(ui, &args),
        Command::Say(args) => say::run(ui, &args),
        Command::Spoken(args) => spoken::run(ui, &args),
        Command::Voices(args) => voices::run(ui, args),
        Command::Devices => devices::run(ui),
        Command::Words(args) => words::run(ui, &args),
    }
}
