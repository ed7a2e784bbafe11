//! The `clairvoix` command: read, say, analyze, words, voices.
//!
//! Thin on purpose: one file per command under `command/`, the types of the arguments in `args`,
//! every sentence a person sees in `messages/*.toml`, the JSON shapes in `schema/`. What the
//! commands do is in the library crates.

#![forbid(unsafe_code)]
#![allow(
    clippy::disallowed_methods,
    reason = "this is the edge: arguments, environment, files and standard streams are read here"
)]

mod args;
mod audio_file;
mod browser;
mod check;
mod command;
#[cfg(target_os = "linux")]
mod desktop;
mod engine;
mod estimate;
mod failure;
mod flac;
mod input;
mod language;
mod lists;
mod localise;
mod loudspeaker;
mod marks_file;
mod messages;
mod output;
mod page;
mod pending;
mod permit;
mod pupil;
mod recorder;
mod schema;
mod secret;
mod selection;
mod ui;
mod unit;
mod usage_error;
mod version;
mod voice;
mod voice_file;

use std::process::ExitCode;

use clap::FromArgMatches;

use crate::{args::Cli, failure::Failure, ui::Ui};

fn main() -> ExitCode {
    let ui = Ui::from_environment();
    let matches = match localise::command(&ui).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return usage_error::report(&ui, error),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return usage_error::report(&ui, error),
    };
    match command::run(&ui, cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if let Some(message) = failure.message() {
                ui.error(message);
            }
            failure.exit_code()
        }
    }
}

/// What every command returns.
type Outcome<T = ()> = Result<T, Failure>;
