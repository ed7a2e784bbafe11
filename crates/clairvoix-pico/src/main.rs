//! `clairvoix-pico`: reads requests on standard input, writes responses on standard output
//! (`docs/protocol.md`). It is started by a host, not by a person.

#![allow(clippy::disallowed_methods, reason = "a worker has threads and arguments")]

use std::io;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;

use clairvoix_pico::sandbox;
use clairvoix_pico::self_test::attempts;
use clairvoix_pico::serve::{QUEUE_MAX, Server, Urgent, read_requests};
use clairvoix_speech::protocol::Sandbox;

/// Pico wants about one megabyte of stack; Windows gives a main thread just that.
const STACK_BYTES: usize = 4 << 20;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let words = (arguments.next(), arguments.next());
    match (words.0.as_deref(), words.1.as_deref()) {
        (None, _) => serve(),
        (Some("--version"), None) => {
            println!("clairvoix-pico {}", env!("CARGO_PKG_VERSION"));
            ExitCode::SUCCESS
        }
        (Some("--self-test"), Some("sandbox")) => self_test(|| sandbox::seal(sandbox::enter())),
        (Some("--self-test"), Some("open")) => self_test(Sandbox::default),
        _ => {
            eprintln!(
                "clairvoix-pico is started by clairvoix and takes no arguments but --version and \
                 --self-test sandbox|open"
            );
            ExitCode::from(2)
        }
    }
}

/// Says what keeps the process in and what it could still do; fails when it could do anything.
fn self_test(sandbox: impl FnOnce() -> Sandbox) -> ExitCode {
    // Found out before: the sandbox would not let it look.
    let program = std::env::current_exe().unwrap_or_default();
    println!("{:?}", sandbox());
    let attempts = attempts(&program);
    for (what, allowed) in &attempts {
        println!("{what}: {}", if *allowed { "allowed" } else { "refused" });
    }
    ExitCode::from(u8::from(attempts.iter().any(|(_, allowed)| *allowed)))
}

fn serve() -> ExitCode {
    let entered = sandbox::enter();
    let urgent = Arc::new(Urgent::default());
    let (sender, queue) = sync_channel(QUEUE_MAX);
    let (tell, told) = sync_channel(1);
    let urgent_too = Arc::clone(&urgent);
    let speaker = thread::Builder::new().name("speaker".to_owned()).stack_size(STACK_BYTES).spawn(
        move || {
            let sandbox = told.recv().unwrap_or_default();
            let mut server = Server::new(io::stdout(), &urgent_too, sandbox);
            // An error here means that the host is gone; there is nobody to tell.
            let code = i32::from(server.run(&queue).is_err());
            std::process::exit(code)
        },
    );
    if speaker.is_err() || tell.send(sandbox::seal(entered)).is_err() {
        return ExitCode::FAILURE;
    }
    // The host closed its end, or died: nothing of what is being said will be heard.
    let read = read_requests(io::stdin().lock(), &urgent, &sender);
    ExitCode::from(u8::from(read.is_err()))
}
