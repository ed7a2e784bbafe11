//! The module: commands in, replies and events out, while one thread speaks.

use std::{
    io::{self, Read, Write},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU8, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use clairvoix_speech::VoiceId;

use crate::{
    Engines, Listener, Message, Order, Settings,
    manners::Manners,
    protocol::{Command, Decoder, Event, MessageKind, Pair, Reply, Step, VoiceLine},
    say,
};

/// Bytes read at once.
const READ_BYTES: usize = 16 * 1024;

/// Serves until `QUIT` or the end of `input`.
///
/// # Errors
/// When `input` or `output` fails, or no thread can be started.
pub fn serve(mut input: impl Read, output: impl Write + Send + 'static) -> io::Result<()> {
    let shared =
        Arc::new(Shared { output: Mutex::new(Box::new(output)), state: AtomicU8::default() });
    let (jobs, waiting) = channel();
    let for_thread = Arc::clone(&shared);
    let speaking = thread::Builder::new()
        .name("speaking".to_owned())
        .spawn(move || speak_all(&for_thread, &waiting))?;
    let mut server = Server { shared, jobs, settings: Settings::default() };
    let mut decoder = Decoder::default();
    let mut bytes = vec![0; READ_BYTES];
    'life: loop {
        let count = match input.read(&mut bytes) {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        for step in decoder.push(bytes.get(..count).unwrap_or_default()) {
            if !server.step(step)? {
                break 'life;
            }
        }
        if count == 0 {
            break;
        }
    }
    server.shared.order(STOPPING);
    drop(server);
    // Its worker processes end with it.
    let _ = speaking.join();
    Ok(())
}

/// What the speaking thread is to do.
const IDLE: u8 = 0;
const SPEAKING: u8 = 1;
const STOPPING: u8 = 2;
const PAUSING: u8 = 3;

struct Shared {
    output: Mutex<Box<dyn Write + Send>>,
    state: AtomicU8,
}

impl Shared {
    fn output(&self) -> MutexGuard<'_, Box<dyn Write + Send>> {
        self.output.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes lines that nothing else may come between.
    fn write(&self, lines: &[u8]) -> io::Result<()> {
        let mut output = self.output();
        output.write_all(lines)?;
        output.flush()
    }

    /// Changes what a text that is being said is to do; nothing when there is none.
    fn order(&self, state: u8) {
        let change =
            |now| (now == SPEAKING || now == PAUSING && state == STOPPING).then_some(state);
        // It fails when there is nothing to change.
        let _ = self.state.fetch_update(Ordering::AcqRel, Ordering::Acquire, change);
    }
}

/// A text for the speaking thread.
struct Job {
    kind: MessageKind,
    text: String,
    settings: Settings,
}

struct Server {
    shared: Arc<Shared>,
    jobs: Sender<Job>,
    settings: Settings,
}

impl Server {
    /// Does a step; false when it was the last one.
    fn step(&mut self, step: Step) -> io::Result<bool> {
        let reply = match step {
            Step::Reply(reply) => Some(reply),
            Step::Command(Command::Quit) => {
                self.shared.order(STOPPING);
                self.shared.write(&Reply::Quit.encode())?;
                return Ok(false);
            }
            Step::Command(command) => self.command(command)?,
        };
        if let Some(reply) = reply {
            self.shared.write(&reply.encode())?;
        }
        Ok(true)
    }

    fn command(&mut self, command: Command) -> io::Result<Option<Reply>> {
        Ok(Some(match command {
            Command::Init => Reply::Loaded("Clairvoix is ready.".to_owned()),
            Command::Speak { kind, text } => return self.speak(kind, text),
            Command::Stop | Command::Quit => {
                self.shared.order(STOPPING);
                return Ok(None);
            }
            Command::Pause => {
                self.shared.order(PAUSING);
                return Ok(None);
            }
            Command::Set(pairs) if self.settings.set_all(&pairs) => Reply::SettingsReceived,
            Command::Set(_) => Reply::BadValue,
            Command::Audio(pairs) if plays_itself(&pairs) => Reply::AudioInitialized,
            Command::Audio(_) => Reply::BadValue,
            Command::LogLevel(_) => Reply::LogLevelSet,
            // Nothing of what is said is ever written down.
            Command::Debug { on } => Reply::Debugging { on },
            Command::ListVoices { language, variant } => {
                Reply::Voices(voices(language.as_deref(), variant.as_deref()))
            }
        }))
    }

    /// The reply is written before the speaking thread can tell anything.
    fn speak(&mut self, kind: MessageKind, text: String) -> io::Result<Option<Reply>> {
        let change = (IDLE, SPEAKING, Ordering::AcqRel, Ordering::Acquire);
        if self.shared.state.compare_exchange(change.0, change.1, change.2, change.3).is_err() {
            return Ok(Some(Reply::CannotSpeak));
        }
        self.shared.write(&Reply::Speaking.encode())?;
        let job = Job { kind, text, settings: self.settings.clone() };
        let gone = |_| io::Error::other("the speaking thread is gone");
        self.jobs.send(job).map_err(gone)?;
        Ok(None)
    }
}

/// The server can play: that is the one way here.
fn plays_itself(pairs: &[Pair]) -> bool {
    let methods = pairs.iter().filter(|(name, _)| name == "audio_output_method");
    methods.map(|(_, method)| method.as_str()).all(|method| method == "server")
}

/// Asked of engines started for it, so that the answer does not wait for what is being said.
fn voices(language: Option<&str>, variant: Option<&str>) -> Vec<VoiceLine> {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let listed = |wanted: &str, tag: &str| {
        wanted.eq_ignore_ascii_case(tag) || wanted.to_ascii_lowercase() == primary(tag)
    };
    let all = Engines::default().voices().into_iter().map(|voice| VoiceLine {
        name: voice.id.as_str().to_owned(),
        language: voice.language,
        variant: "none".to_owned(),
    });
    all.filter(|voice| language.is_none_or(|wanted| listed(wanted, &voice.language)))
        .filter(|voice| variant.is_none_or(|wanted| wanted.eq_ignore_ascii_case(&voice.variant)))
        .collect()
}

/// The speaking thread: one text after the other.
fn speak_all(shared: &Shared, jobs: &Receiver<Job>) {
    let mut engines = Engines::default();
    engines.prepare();
    let manners = Manners::start();
    while let Ok(job) = jobs.recv() {
        manners.speaks();
        let mut heard = Heard { begun: Instant::now(), length: Duration::ZERO };
        let last = speak(shared, &mut engines, &job, &mut heard);
        let stopped = !matches!(last, Ok(Event::End));
        manners.silent_at(if stopped { Instant::now() } else { heard.begun + heard.length });
        shared.state.store(IDLE, Ordering::Release);
        if last.and_then(|event| shared.write(&event.encode())).is_err() {
            // The server is gone; the end of its output is seen by the other thread.
            return;
        }
    }
}

/// What the server was given of a text: it is heard later than it is written.
struct Heard {
    begun: Instant,
    length: Duration,
}

fn speak(
    shared: &Shared,
    engines: &mut Engines,
    job: &Job,
    heard: &mut Heard,
) -> io::Result<Event> {
    let chosen = match engines.choose(&job.settings) {
        Ok(chosen) => chosen,
        Err(error) => {
            shared.write(&Event::Begin.encode())?;
            complain(&error);
            return Ok(Event::Stop);
        }
    };
    let known: Vec<VoiceId> = chosen.voices.iter().map(|voice| voice.id.clone()).collect();
    let message = Message::read(job.kind, &job.text, &job.settings, chosen.options, &known);
    let volume = job.settings.volume_factor();
    let mut listener = ToServer { shared, heard };
    let ending = say(chosen.engine, &chosen.voices, message, volume, &mut listener)?;
    if let crate::Ending::Failed(error) = &ending {
        complain(error);
    }
    Ok(ending.event())
}

/// The server keeps what the module writes here in its log. It names no text.
fn complain(error: &clairvoix_speech::Error) {
    // Without a log there is nobody to tell.
    let _ = writeln!(io::stderr(), "sd_clairvoix: {:?}: {error}", error.kind());
}

struct ToServer<'s> {
    shared: &'s Shared,
    heard: &'s mut Heard,
}

impl Listener for ToServer<'_> {
    fn tell(&mut self, event: &Event) -> io::Result<()> {
        if let Event::Audio { sample_rate_hz, samples } = event {
            let seconds = samples.len() as f64 / f64::from((*sample_rate_hz).max(1));
            self.heard.length += Duration::from_secs_f64(seconds);
        }
        self.shared.write(&event.encode())
    }

    fn order(&mut self) -> Order {
        match self.shared.state.load(Ordering::Acquire) {
            STOPPING => Order::Stop,
            PAUSING => Order::Pause,
            _ => Order::GoOn,
        }
    }
}
