//! One worker process: started, written to, read from, ended. It never blocks its owner for longer
//! than asked, whatever state the process is in.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError, sync_channel};
use std::thread;
use std::time::Duration;

use clairvoix_speech::protocol::{
    Decoded, FRAME_BYTES_MAX, Ready, Request, Response, VERSION, decode_response,
};
use clairvoix_speech::{Error, ErrorKind};

use super::voice_folder::VOICE_FOLDERS_VARIABLE;

/// Responses that may wait between the pipe and the caller; then the worker blocks.
const RESPONSES_MAX: usize = 64;
/// Requests that may wait before the pipe; a worker that takes none is hung.
const REQUESTS_MAX: usize = 16;
/// How long a program may take to start and answer: a slow disk, a busy machine.
const START_LIMIT: Duration = Duration::from_secs(5);

/// Why nothing more comes from a process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Loss {
    pub(super) cause: Error,
}

impl Loss {
    fn new(what: impl Into<String>) -> Self {
        Self { cause: Error::new(ErrorKind::EngineFailed, what) }
    }
}

pub(super) struct Process {
    child: Child,
    requests: SyncSender<Vec<u8>>,
    responses: Receiver<Result<Response, Loss>>,
    ready: Option<Ready>,
}

impl Process {
    /// Starts the program and says hello; the answer is awaited by [`Process::ready`].
    pub(super) fn start(program: &Path, voice_folders: &[PathBuf]) -> Result<Self, Error> {
        let mut command = Command::new(program);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        // A folder with the parting sign in its name cannot be told, and has no voices then.
        if let Ok(folders) = std::env::join_paths(voice_folders) {
            command.env(VOICE_FOLDERS_VARIABLE, folders);
        }
        super::worker::platform(&mut command);
        let mut child = command.spawn().map_err(|error| {
            let message = format!("failed to start {}: {error}", program.display());
            Error::new(ErrorKind::Unavailable, message)
        })?;
        let pipes = (child.stdin.take(), child.stdout.take());
        let (Some(input), Some(output)) = pipes else {
            return Err(Error::new(ErrorKind::Unavailable, "a worker has no pipes"));
        };
        let (requests, to_write) = sync_channel(REQUESTS_MAX);
        let (to_read, responses) = sync_channel(RESPONSES_MAX);
        let threads = spawn("worker-in", move || write_all(input, &to_write))
            .and_then(|()| spawn("worker-out", move || read_all(output, &to_read)));
        let process = Self { child, requests, responses, ready: None };
        threads?;
        process.send(&Request::Hello { version: VERSION }).map_err(|loss| loss.cause)?;
        Ok(process)
    }

    /// The worker's answer to hello, awaited once.
    pub(super) fn ready(&mut self) -> Result<&Ready, Loss> {
        if self.ready.is_none() {
            match self.receive(START_LIMIT)? {
                Response::Ready(ready) if ready.version == VERSION => self.ready = Some(ready),
                Response::Ready(ready) => {
                    return Err(Loss::new(format!(
                        "the worker speaks version {} of the protocol, not {VERSION}",
                        ready.version
                    )));
                }
                _ => return Err(Loss::new("the worker did not introduce itself")),
            }
        }
        self.ready.as_ref().ok_or_else(|| Loss::new("the worker did not introduce itself"))
    }

    pub(super) fn send(&self, request: &Request) -> Result<(), Loss> {
        let mut bytes = Vec::new();
        request.encode(&mut bytes).map_err(|cause| Loss { cause })?;
        self.requests.try_send(bytes).map_err(|_| Loss::new("the worker takes no requests"))
    }

    pub(super) fn receive(&self, limit: Duration) -> Result<Response, Loss> {
        match self.responses.recv_timeout(limit) {
            Ok(response) => response,
            Err(RecvTimeoutError::Timeout) => {
                Err(Loss::new(format!("the worker said nothing for {} ms", limit.as_millis())))
            }
            Err(RecvTimeoutError::Disconnected) => Err(Loss::new("the worker ended")),
        }
    }

    /// Whether the process has already ended, without waiting.
    pub(super) fn is_lost(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// Drops what has come and was not asked for.
    pub(super) fn drain(&self) {
        while !matches!(
            self.responses.try_recv(),
            Err(TryRecvError::Empty | TryRecvError::Disconnected)
        ) {}
    }

    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Killing fails only when the process is gone already; either way it is reaped.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[allow(clippy::disallowed_methods, reason = "pipes are served by threads")]
fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<(), Error> {
    thread::Builder::new().name(name.to_owned()).spawn(body).map(drop).map_err(|error| {
        Error::new(ErrorKind::Unavailable, format!("failed to start a thread: {error}"))
    })
}

/// Ends when the owner or the worker is gone; closing the pipe then ends the worker.
fn write_all(mut input: ChildStdin, requests: &Receiver<Vec<u8>>) {
    while let Ok(bytes) = requests.recv() {
        if input.write_all(&bytes).and_then(|()| input.flush()).is_err() {
            return;
        }
    }
}

fn read_all(mut output: ChildStdout, responses: &SyncSender<Result<Response, Loss>>) {
    let mut bytes: Vec<u8> = Vec::new();
    let mut chunk = vec![0u8; 16 << 10];
    loop {
        let mut used = 0;
        loop {
            match decode_response(bytes.get(used..).unwrap_or_default()) {
                Ok(Decoded::Message { message, used: more }) => {
                    used += more;
                    if responses.send(Ok(message)).is_err() {
                        return;
                    }
                }
                Ok(Decoded::Incomplete) => break,
                Err(cause) => {
                    let _ = responses.send(Err(Loss { cause }));
                    return;
                }
            }
        }
        bytes.drain(..used);
        debug_assert!(bytes.len() <= FRAME_BYTES_MAX + 4, "longer frames are refused above");
        match output.read(&mut chunk) {
            Ok(count) if count > 0 => {
                bytes.extend_from_slice(chunk.get(..count).unwrap_or_default());
            }
            _ => return,
        }
    }
}
