//! One file per command.

mod adapt;
mod analyze;
mod completions;
mod devices;
mod doctor;
mod man;
mod profile;
mod pronunciations;
mod read;
mod say;
#[cfg(target_os = "linux")]
mod service;
mod settings;
mod spoken;
#[cfg(target_os = "linux")]
mod status;
#[cfg(target_os = "linux")]
mod stop;
mod voices;
mod words;

use crate::{Outcome, args::Command, permit, ui::Ui};

/// Runs the command asked for.
pub(crate) fn run(ui: &Ui, command: Command) -> Outcome {
    permit::check(ui, &command)?;
    match command {
        Command::Adapt(args) => adapt::run(ui, &args),
        Command::Analyze(args) => analyze::run(ui, &args),
        Command::Completions(args) => completions::run(ui, &args),
        Command::Man(args) => man::run(ui, &args),
        Command::Profile(args) => profile::run(ui, &args.action),
        Command::Pronunciations(args) => pronunciations::run(ui, &args),
        Command::Read(args) => read::run(ui, &args),
        Command::Say(args) => say::run(ui, &args),
        Command::Settings(args) => settings::run(ui, &args),
        Command::Spoken(args) => spoken::run(ui, &args),
        Command::Voices(args) => voices::run(ui, args),
        Command::Devices => devices::run(ui),
        Command::Doctor(args) => doctor::run(ui, &args),
        #[cfg(target_os = "linux")]
        Command::Service(args) => service::run(ui, &args),
        #[cfg(target_os = "linux")]
        Command::Status(args) => status::run(ui, &args),
        #[cfg(target_os = "linux")]
        Command::Stop => stop::run(ui),
        #[cfg(not(target_os = "linux"))]
        Command::Service(_) | Command::Status(_) | Command::Stop => {
            Err(crate::failure::Failure::io(ui, "failure.linux_only", &[]))
        }
        Command::Words(args) => words::run(ui, &args),
    }
}
