//! `clairvoix-piper`: reads requests on standard input, writes responses on standard output
//! (`docs/protocol.md`). It is started by a host, not by a person.

use std::process::ExitCode;

use clairvoix_piper::{PiperSynth, folders};
use clairvoix_worker::{Needs, Program, run};

/// A voice of 65 MB, its working memory and the stacks of its threads fit several times over.
const ADDRESS_BYTES_MAX: u64 = 1 << 30;

fn main() -> ExitCode {
    let data = folders();
    let synth = PiperSynth::open(&data);
    run(Program {
        name: "clairvoix-piper",
        version: env!("CARGO_PKG_VERSION"),
        needs: Needs { data, address_bytes_max: Some(ADDRESS_BYTES_MAX) },
        make: Box::new(move || Ok(synth)),
    })
}
