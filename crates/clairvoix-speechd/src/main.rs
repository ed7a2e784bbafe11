//! `sd_clairvoix`: started by speech-dispatcher, which talks to it on standard input and output.

#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "this is the edge: arguments and standard streams")]

use std::{
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

const USAGE: &str = "\
sd_clairvoix: Clairvoix's voices and reading for speech-dispatcher.

It is started by speech-dispatcher, from ~/.local/libexec/speech-dispatcher-modules or the system's
folder of modules, and talks to it on standard input and output. The name of a configuration file is
accepted and not read: there is nothing to configure. Try it with: spd-say -o clairvoix -l fr Bonjour
";

fn main() -> ExitCode {
    let version = std::env::args().any(|argument| argument == "--version");
    let help = std::env::args().any(|argument| argument == "--help");
    if version || help || io::stdin().is_terminal() {
        let text =
            if version { concat!("sd_clairvoix ", env!("CARGO_PKG_VERSION"), "\n") } else { USAGE };
        // Nobody reads it.
        let _ = io::stdout().write_all(text.as_bytes());
        return ExitCode::SUCCESS;
    }
    match clairvoix_speechd::serve(io::stdin().lock(), io::stdout()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sd_clairvoix: {error}");
            ExitCode::FAILURE
        }
    }
}
