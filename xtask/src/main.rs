//! House tasks, run as `cargo xtask TASK`. No dependencies, so that it builds at once.

#![allow(
    clippy::disallowed_methods,
    reason = "a developer's tool at the edge: it reads files, the environment and the clock"
)]

mod data;
mod demo;
mod doctor;
mod feature;
mod measure;
mod portable;
mod process;
mod test;
mod tidy;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask TASK

  demo [FILE] [--out DIR]  read a French document aloud and write its adapted page
                           (default: the lesson of examples/data, into the folder demo/)
  test [--fast]            the whole suite: set-up, format, lints, tidy, build, tests, counts;
                           --fast: no set-up, no browser, no sound server
  measure [WHAT ...]       the long runs, tables on standard output (see `measure --help`)
  tidy                     house rules and the budgets of ARCHITECTURE.md, with measured values
  doctor [--install]       which system packages are missing; installs them when asked or root
  data [WHAT ...]          builds the language data again from its sources (see `data --help`)
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (task, rest) = match arguments.split_first() {
        Some((task, rest)) => (task.as_str(), rest),
        None => ("--help", [].as_slice()),
    };
    let outcome = match task {
        "demo" => demo::run(rest),
        "test" => test::run(rest),
        "measure" => measure::run(rest),
        "tidy" => tidy::run(rest),
        "doctor" => doctor::run(rest),
        "data" => data::run(rest),
        "--help" | "-h" | "help" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("no task is called {other:?}\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
