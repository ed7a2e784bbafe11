//! A process that speaks, commanded line by line and telling its events with their times.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

use clairvoix_speech::{Edge, SpeechEvent};

use crate::{clock::now_ns, pulse::PulseServer};

/// One line the process printed: when, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// In ns of [`now_ns`].
    pub at_ns: u64,
    /// Such as `start word 0 4` or `finished`.
    pub what: String,
}

/// The speaking process; killed when dropped.
pub struct Probe {
    process: Child,
    input: ChildStdin,
    lines: Receiver<Told>,
}

impl Probe {
    /// Starts `program` (the binary `speak-probe`) with an engine, `fake` or `pico`, whose sound
    /// goes to `server`.
    ///
    /// # Errors
    /// When it cannot be started or does not get ready.
    pub fn start(server: &PulseServer, program: &str, engine: &str) -> Result<Self, String> {
        let mut command = server.command(program);
        command.arg(engine);
        Self::start_command(command)
    }

    /// Starts a program that speaks the same lines.
    ///
    /// # Errors
    /// As [`Probe::start`].
    pub fn start_command(mut command: Command) -> Result<Self, String> {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|e| format!("{}: {e}", command.get_program().display()))?;
        let input = process.stdin.take().ok_or("no input")?;
        let output = process.stdout.take().ok_or("no output")?;
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                let Some((at, what)) = line.split_once(' ') else {
                    continue;
                };
                let told = Told { at_ns: at.parse().unwrap_or_default(), what: what.to_owned() };
                if sender.send(told).is_err() {
                    break;
                }
            }
        });
        let mut probe = Self { process, input, lines };
        probe.wait("ready", Duration::from_secs(20))?;
        Ok(probe)
    }

    /// Sends a command and tells when.
    ///
    /// # Errors
    /// When the process is gone.
    pub fn send(&mut self, command: &str) -> Result<u64, String> {
        let at = now_ns();
        writeln!(self.input, "{command}").map_err(|e| format!("the probe is gone: {e}"))?;
        self.input.flush().map_err(|e| format!("the probe is gone: {e}"))?;
        Ok(at)
    }

    /// All that is told up to a line that begins with `what`, which is the last.
    ///
    /// # Errors
    /// When it does not come in time, or speech fails.
    pub fn wait(&mut self, what: &str, limit: Duration) -> Result<Vec<Told>, String> {
        let deadline = Instant::now() + limit;
        let mut told = Vec::new();
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) => {
                    let found = line.what.starts_with(what);
                    let failed = line.what.starts_with("failed");
                    told.push(line);
                    if found {
                        return Ok(told);
                    }
                    if failed {
                        return Err(format!("{told:?}"));
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    return Err(format!("no {what} within {limit:?} after {told:?}"));
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(format!("the probe is gone after {told:?}"));
                }
            }
        }
    }

    /// Its process number.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.process.id()
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        // It fails only when the process is dead already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The binary `speak-probe`, in the folder above that of the example that runs.
///
/// # Errors
/// How to build it, when it is not there.
pub fn program() -> Result<String, String> {
    built("speak-probe")
}

/// A binary of this build, beside the folder of the example that runs.
///
/// # Errors
/// When it is not built.
pub fn built(name: &str) -> Result<String, String> {
    let here = std::env::current_exe().map_err(|e| e.to_string())?;
    let folder = here.parent().and_then(|p| p.parent()).ok_or("no folder")?;
    let program = folder.join(name);
    if program.is_file() {
        Ok(program.display().to_string())
    } else {
        Err(format!("{} is not built: cargo build --bins", program.display()))
    }
}

/// An event as the probes print it.
#[must_use]
pub fn describe(event: &SpeechEvent) -> String {
    match event {
        SpeechEvent::Started { .. } => "started".to_owned(),
        SpeechEvent::Mark { edge, kind, range, .. } => {
            let edge = if *edge == Edge::Start { "start" } else { "end" };
            format!("{edge} {} {} {}", kind.name(), range.start(), range.end())
        }
        SpeechEvent::Paused { .. } => "paused".to_owned(),
        SpeechEvent::Resumed { .. } => "resumed".to_owned(),
        SpeechEvent::Skipped { range, cause, .. } => {
            format!("skipped {} {} {cause}", range.start(), range.end())
        }
        SpeechEvent::Interrupted { cause, .. } => format!("interrupted {cause}"),
        SpeechEvent::DeviceLost { cause } => format!("device lost {cause}"),
        SpeechEvent::DeviceBack => "device back".to_owned(),
        SpeechEvent::Finished { .. } => "finished".to_owned(),
        SpeechEvent::Stopped { .. } => "stopped".to_owned(),
        SpeechEvent::Failed { cause, .. } => format!("failed {cause}"),
        other => format!("{other:?}"),
    }
}
