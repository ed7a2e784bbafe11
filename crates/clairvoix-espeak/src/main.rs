//! `clairvoix-espeak`: reads requests on standard input, writes responses on standard output
//! (`docs/protocol.md`). It is started by a host, not by a person.

use std::process::ExitCode;

use clairvoix_espeak::EspeakSynth;
use clairvoix_worker::{Needs, Program, run};

fn main() -> ExitCode {
    // Opened before the sandbox closes; afterwards only its data can be read.
    let synth = EspeakSynth::open();
    let data = synth.as_ref().ok().map(EspeakSynth::data_folder);
    let needs = Needs { data: data.into_iter().collect(), ..Needs::default() };
    run(Program {
        name: "clairvoix-espeak",
        version: env!("CARGO_PKG_VERSION"),
        needs,
        make: Box::new(move || synth),
    })
}
