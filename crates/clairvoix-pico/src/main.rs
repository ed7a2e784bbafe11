//! `clairvoix-pico`: reads requests on standard input, writes responses on standard output
//! (`docs/protocol.md`). It is started by a host, not by a person.

#![allow(clippy::disallowed_methods, reason = "a worker has threads and arguments")]

use std::io;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;

use clairvoix_pico::serve::{QUEUE_MAX, Server, Urgent, read_requests};
use clairvoix_speech::protocol::Sandbox;

/// Pico wants about one megabyte of stack; Windows gives a main thread just that.
const STACK_BYTES: usize = 4 << 20;

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        None => serve(),
        Some("--version") => {
            println!("clairvoix-pico {}", env!("CARGO_PKG_VERSION"));
            ExitCode::SUCCESS
        }
        Some(_) => {
            eprintln!("clairvoix-pico is started by clairvoix and takes no arguments");
            ExitCode::from(2)
        }
    }
}

fn serve() -> ExitCode {
    let urgent = Arc::new(Urgent::default());
    let (sender, queue) = sync_channel(QUEUE_MAX);
    let urgent_too = Arc::clone(&urgent);
    let speaker = thread::Builder::new().name("speaker".to_owned()).stack_size(STACK_BYTES).spawn(
        move || {
            let mut server = Server::new(io::stdout(), &urgent_too, Sandbox::default());
            // An error here means that the host is gone; there is nobody to tell.
            let code = i32::from(server.run(&queue).is_err());
            std::process::exit(code)
        },
    );
    if speaker.is_err() {
        return ExitCode::FAILURE;
    }
    // The host closed its end, or died: nothing of what is being said will be heard.
    let read = read_requests(io::stdin().lock(), &urgent, &sender);
    ExitCode::from(u8::from(read.is_err()))
}
