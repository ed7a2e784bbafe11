//! The life of a worker program.

use std::io;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;

use clairvoix_speech::protocol::Sandbox;

use crate::sandbox::{self, Needs};
use crate::self_test::attempts;
use crate::serve::{QUEUE_MAX, Server, Urgent, read_requests};
use crate::{Error, Synth};

/// A C engine may want a megabyte of stack; Windows gives a main thread just that.
const STACK_BYTES: usize = 4 << 20;

/// What makes a worker this one.
pub struct Program<S> {
    /// The program's name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// What the engine needs of the system while it speaks.
    pub needs: Needs,
    /// Makes the engine, before the sandbox closes: here it may open its library and its data.
    ///
    /// # Errors
    /// What keeps it from speaking at all; the program prints it and ends.
    pub make: Box<dyn FnOnce() -> Result<S, Error> + Send>,
}

/// The whole of a worker's `main`: serves a host on standard input and output, or obeys the few
/// arguments there are (`--version`, `--self-test sandbox|open`).
pub fn run<S: Synth + Send + 'static>(program: Program<S>) -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let words = (arguments.next(), arguments.next());
    match (words.0.as_deref(), words.1.as_deref()) {
        (None, _) => serve(program),
        (Some("--version"), None) => {
            println!("{} {}", program.name, program.version);
            ExitCode::SUCCESS
        }
        (Some("--self-test"), Some("sandbox")) => {
            self_test(|| sandbox::seal(sandbox::enter(&program.needs), &program.needs))
        }
        (Some("--self-test"), Some("open")) => self_test(Sandbox::default),
        _ => {
            eprintln!(
                "{} is started by clairvoix and takes no arguments but --version and --self-test \
                 sandbox|open",
                program.name
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

fn serve<S: Synth + Send + 'static>(program: Program<S>) -> ExitCode {
    let mut synth = match (program.make)() {
        Ok(synth) => synth,
        Err(error) => {
            eprintln!("{}: {error}", program.name);
            return ExitCode::FAILURE;
        }
    };
    let entered = sandbox::enter(&program.needs);
    let urgent = Arc::new(Urgent::default());
    let (sender, queue) = sync_channel(QUEUE_MAX);
    let (tell, told) = sync_channel(1);
    let (started, has_started) = sync_channel(1);
    let urgent_too = Arc::clone(&urgent);
    let speaker = thread::Builder::new().name("speaker".to_owned()).stack_size(STACK_BYTES).spawn(
        move || {
            synth.start();
            // The receiver waits below.
            let _ = started.send(());
            let sandbox = told.recv().unwrap_or_default();
            let mut server = Server::new(io::stdout(), synth, &urgent_too, sandbox);
            // An error here means that the host is gone; there is nobody to tell.
            let code = i32::from(server.run(&queue).is_err());
            std::process::exit(code)
        },
    );
    // An engine that failed to start has dropped its sender: the wait ends, and so does the program.
    if speaker.is_err()
        || has_started.recv().is_err()
        || tell.send(sandbox::seal(entered, &program.needs)).is_err()
    {
        return ExitCode::FAILURE;
    }
    // The host closed its end, or died: nothing of what is being said will be heard.
    let read = read_requests(io::stdin().lock(), &urgent, &sender);
    ExitCode::from(u8::from(read.is_err()))
}
