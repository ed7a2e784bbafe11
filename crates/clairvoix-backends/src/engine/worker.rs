//! Keeps a worker at hand: starts it when it is needed, replaces it when it is lost, and has a spare
//! one warm where that is wanted.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use clairvoix_speech::protocol::{Request, Response, Sandbox};
use clairvoix_speech::{Error, ErrorKind, Timing, Voice};

use super::process::{Loss, Process};

/// How long a worker that owes an answer may say nothing. What is said of it ("two seconds") holds
/// with the time to notice and to start another one.
pub(super) const HANG_LIMIT: Duration = Duration::from_millis(1800);

/// How a worker is, for reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerStatus {
    /// Its process, while it runs.
    pub process_id: Option<u32>,
    /// The engine's name and version, once it has introduced itself.
    pub engine: String,
    /// What keeps it in.
    pub sandbox: Sandbox,
    /// How often a worker was lost, by crash or by hang.
    pub losses: u64,
}

pub(super) struct Worker {
    program: PathBuf,
    keeps_spare: bool,
    voice_folders: Vec<PathBuf>,
    running: Option<Process>,
    /// The spare worker, and the voice it was told to load.
    spare: Option<(Process, String)>,
    /// The voice that the running worker was told to load while it was the spare one.
    loading: Option<String>,
    /// The voice the running worker has loaded, and how exact its marks are.
    voice: Option<(String, Timing)>,
    losses: u64,
}

impl Worker {
    pub(super) fn new(program: PathBuf, keeps_spare: bool, voice_folders: Vec<PathBuf>) -> Self {
        Self {
            program,
            keeps_spare,
            voice_folders,
            running: None,
            spare: None,
            loading: None,
            voice: None,
            losses: 0,
        }
    }

    /// The worker, started if need be.
    fn process(&mut self) -> Result<&mut Process, Error> {
        if self.running.as_mut().is_some_and(Process::is_lost) {
            self.lose();
        }
        let process = match self.running.take() {
            Some(process) => process,
            None => self.replacement()?,
        };
        Ok(self.running.insert(process))
    }

    fn replacement(&mut self) -> Result<Process, Error> {
        self.voice = None;
        self.loading = None;
        let spare = self.spare.take();
        match spare
            .and_then(|(mut process, voice)| (!process.is_lost()).then_some((process, voice)))
        {
            Some((process, voice)) => {
                self.loading = Some(voice);
                Ok(process)
            }
            None => Process::start(&self.program, &self.voice_folders),
        }
    }

    /// Starts the spare worker, which warms up while the other one works. That it cannot start is
    /// told when it is needed.
    fn start_spare(&mut self, voice: &str) {
        if !self.keeps_spare || self.spare.is_some() {
            return;
        }
        let load = Request::LoadVoice { voice: voice.to_owned() };
        self.spare = Process::start(&self.program, &self.voice_folders)
            .ok()
            .filter(|process| process.send(&load).is_ok())
            .map(|process| (process, voice.to_owned()));
    }

    /// Gives up the running worker, which is killed.
    pub(super) fn lose(&mut self) {
        if self.running.take().is_some() {
            self.losses += 1;
        }
        self.voice = None;
    }

    /// Starts the worker where none runs; that it cannot start is told when it is needed.
    pub(super) fn prepare(&mut self) {
        let _ = self.process();
    }

    pub(super) fn voices(&mut self) -> Result<Vec<Voice>, Error> {
        let process = self.process()?;
        match process.ready() {
            Ok(ready) => Ok(ready.voices.clone()),
            Err(loss) => {
                self.lose();
                Err(Error::new(ErrorKind::Unavailable, loss.cause.message()))
            }
        }
    }

    pub(super) fn status(&mut self) -> WorkerStatus {
        let losses = self.losses;
        let ready = self.running.as_mut().and_then(|process| {
            let id = process.id();
            process.ready().ok().map(|ready| (id, ready.engine.clone(), ready.sandbox))
        });
        match ready {
            Some((id, engine, sandbox)) => {
                WorkerStatus { process_id: Some(id), engine, sandbox, losses }
            }
            None => WorkerStatus {
                process_id: None,
                engine: String::new(),
                sandbox: Sandbox::default(),
                losses,
            },
        }
    }

    /// Makes the worker speak with a voice. An error is final (there is no such voice, the program
    /// does not start); a loss may be tried again.
    pub(super) fn load_voice(&mut self, name: &str) -> Result<Result<Timing, Loss>, Error> {
        if self.running.as_mut().is_some_and(Process::is_lost) {
            self.lose();
        }
        if let Some((_, timing)) = self.voice.as_ref().filter(|(loaded, _)| loaded == name) {
            return Ok(Ok(*timing));
        }
        self.process()?;
        let loading = self.loading.take();
        let Some(process) = self.running.as_mut() else {
            return Err(Error::new(ErrorKind::Unavailable, "no worker runs"));
        };
        let asked = process.ready().map(drop).and_then(|()| {
            if loading.as_deref() == Some(name) {
                return Ok(());
            }
            // The answer to a voice never mixes with an utterance: what is left of one goes first.
            process.drain();
            process.send(&Request::LoadVoice { voice: name.to_owned() })
        });
        if let Err(loss) = asked {
            return Ok(Err(loss));
        }
        loop {
            match process.receive(HANG_LIMIT) {
                Ok(Response::VoiceLoaded { voice, timing }) if voice == name => {
                    self.start_spare(&voice);
                    self.voice = Some((voice, timing));
                    return Ok(Ok(timing));
                }
                Ok(Response::Fault { utterance: 0, message, .. }) => {
                    return Err(Error::new(
                        ErrorKind::Unavailable,
                        format!("the voice {name} does not load: {message}"),
                    ));
                }
                Ok(_) => {}
                Err(loss) => return Ok(Err(loss)),
            }
        }
    }

    pub(super) fn send(&mut self, request: &Request) -> Result<(), Loss> {
        match &self.running {
            Some(process) => process.send(request),
            None => Err(Loss { cause: Error::new(ErrorKind::EngineFailed, "no worker runs") }),
        }
    }

    pub(super) fn receive(&mut self) -> Result<Response, Loss> {
        match &self.running {
            Some(process) => process.receive(HANG_LIMIT),
            None => Err(Loss { cause: Error::new(ErrorKind::EngineFailed, "no worker runs") }),
        }
    }
}

/// What a system wants of a child that no one should see.
#[cfg(not(windows))]
pub(super) fn platform(_command: &mut Command) {}

/// What a system wants of a child that no one should see: no console window.
#[cfg(windows)]
pub(super) fn platform(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}
