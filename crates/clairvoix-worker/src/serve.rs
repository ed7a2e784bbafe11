//! The worker's conversation with its host, over any reader and writer.

use std::io::{Read, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender};

use clairvoix_speech::protocol::{
    Decoded, FRAME_BYTES_MAX, FaultCode, MarkResponse, Ready, Request, Response, SAMPLES_MAX,
    Sandbox, SpeakRequest, VERSION, decode_request,
};

use crate::{Error, ErrorKind, Flow, Part, Synth};

/// Requests that wait while an utterance is spoken; a host has no reason to send more.
pub(crate) const QUEUE_MAX: usize = 64;

/// What the reader tells the speaker beside the queue, because it cannot wait its turn.
#[derive(Debug, Default)]
pub(crate) struct Urgent {
    /// Utterances to stop: every number up to this one.
    stop_up_to: AtomicU64,
}

/// Reads requests until the host closes the pipe or sends what is not the protocol.
///
/// # Errors
/// [`ErrorKind::Host`]: the reason.
pub(crate) fn read_requests(
    mut input: impl Read,
    urgent: &Urgent,
    queue: &SyncSender<Request>,
) -> Result<(), Error> {
    let mut bytes: Vec<u8> = Vec::new();
    let mut chunk = [0u8; 8192];
    loop {
        let used = take_requests(&bytes, urgent, queue)?;
        bytes.drain(..used);
        if bytes.len() > FRAME_BYTES_MAX + 4 {
            return Err(lost("frame too long"));
        }
        let count = input.read(&mut chunk).map_err(|error| lost(&error.to_string()))?;
        if count == 0 {
            return Ok(());
        }
        bytes.extend_from_slice(chunk.get(..count).unwrap_or_default());
    }
}

fn take_requests(
    bytes: &[u8],
    urgent: &Urgent,
    queue: &SyncSender<Request>,
) -> Result<usize, Error> {
    let mut used = 0;
    while let Decoded::Message { message, used: more } =
        decode_request(bytes.get(used..).unwrap_or_default())
            .map_err(|error| lost(error.message()))?
    {
        used += more;
        match &message {
            Request::Cancel { utterance } => {
                urgent.stop_up_to.fetch_max(*utterance, Ordering::Relaxed);
                continue;
            }
            // Speaking something new cancels what is under way.
            Request::Speak(speak) => {
                let before = speak.utterance.saturating_sub(1);
                urgent.stop_up_to.fetch_max(before, Ordering::Relaxed);
            }
            _ => {}
        }
        queue.send(message).map_err(|_| lost("speaker is gone"))?;
    }
    Ok(used)
}

fn lost(what: &str) -> Error {
    Error::new(ErrorKind::Host, format!("host lost: {what}"))
}

/// Answers requests, one after the other, until the queue ends.
pub(crate) struct Server<'u, W, S> {
    output: W,
    synth: S,
    urgent: &'u Urgent,
    sandbox: Sandbox,
    bytes: Vec<u8>,
}

impl<'u, W: Write, S: Synth> Server<'u, W, S> {
    /// A server that says that `sandbox` keeps it in.
    pub(crate) fn new(output: W, synth: S, urgent: &'u Urgent, sandbox: Sandbox) -> Self {
        Self { output, synth, urgent, sandbox, bytes: Vec::new() }
    }

    /// Runs until the queue ends or the host asks to shut down.
    ///
    /// # Errors
    /// [`ErrorKind::Host`]: the host no longer listens.
    pub(crate) fn run(&mut self, queue: &Receiver<Request>) -> Result<(), Error> {
        while let Ok(request) = queue.recv() {
            match request {
                Request::Hello { .. } => self.send(&self.ready())?,
                Request::LoadVoice { voice } => {
                    let answer = match self.synth.load(&voice) {
                        Ok(timing) => Response::VoiceLoaded { voice, timing },
                        Err(error) => fault(0, &error),
                    };
                    self.send(&answer)?;
                }
                Request::Speak(speak) => self.speak(speak)?,
                // Seen by the reader already.
                Request::Cancel { .. } => {}
                Request::Shutdown => break,
            }
        }
        Ok(())
    }

    fn ready(&self) -> Response {
        Response::Ready(Ready {
            version: VERSION,
            engine: self.synth.engine(),
            sandbox: self.sandbox,
            voices: self.synth.voices(),
        })
    }

    fn speak(&mut self, request: SpeakRequest) -> Result<(), Error> {
        let utterance = request.utterance;
        let mut sent = Ok(());
        let (output, bytes, urgent) = (&mut self.output, &mut self.bytes, self.urgent);
        let told = self.synth.speak(request, &mut |part| {
            if sent.is_ok() {
                sent = send_part(output, bytes, utterance, part);
            }
            let stopped = urgent.stop_up_to.load(Ordering::Relaxed) >= utterance;
            if stopped || sent.is_err() { Flow::Stop } else { Flow::Continue }
        });
        sent?;
        let answer = match told {
            Ok(()) => Response::Done { utterance },
            Err(error) => fault(utterance, &error),
        };
        self.send(&answer)
    }

    fn send(&mut self, response: &Response) -> Result<(), Error> {
        send(&mut self.output, &mut self.bytes, response)
    }
}

fn send_part(
    output: &mut impl Write,
    bytes: &mut Vec<u8>,
    utterance: u64,
    part: Part,
) -> Result<(), Error> {
    match part {
        Part::Audio(samples) => samples.chunks(SAMPLES_MAX).try_for_each(|chunk| {
            let samples = chunk.to_vec();
            send(output, bytes, &Response::Audio { utterance, samples })
        }),
        Part::Mark(mark) => send(output, bytes, &Response::Mark(MarkResponse { utterance, mark })),
        Part::Unspeakable(range) => send(
            output,
            bytes,
            &Response::Skipped {
                utterance,
                range,
                message: "the voice has no sound for these characters".to_owned(),
            },
        ),
    }
}

fn send(output: &mut impl Write, bytes: &mut Vec<u8>, response: &Response) -> Result<(), Error> {
    bytes.clear();
    response.encode(bytes).map_err(|error| Error::new(ErrorKind::Host, error.message()))?;
    output.write_all(bytes).and_then(|()| output.flush()).map_err(|error| lost(&error.to_string()))
}

fn fault(utterance: u64, error: &Error) -> Response {
    let code = match error.kind() {
        ErrorKind::Voice => FaultCode::NoVoice,
        ErrorKind::Engine | ErrorKind::Host => FaultCode::Engine,
    };
    Response::Fault { utterance, code, message: error.message().to_owned() }
}
