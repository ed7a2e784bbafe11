//! `clairvoix-pico`: reads requests on standard input, writes responses on standard output
//! (`docs/protocol.md`). It is started by a host, not by a person.

use std::process::ExitCode;

use clairvoix_pico::PicoSynth;
use clairvoix_worker::{Needs, Program, run};

fn main() -> ExitCode {
    run(Program {
        name: "clairvoix-pico",
        version: env!("CARGO_PKG_VERSION"),
        needs: Needs::default(),
        make: Box::new(|| Ok(PicoSynth::default())),
    })
}
