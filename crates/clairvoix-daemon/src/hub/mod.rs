//! Where sessions, the floor and the player meet. Every call returns at once: what takes time is done
//! by the audio thread or the pool.

mod call;
mod meter;
mod profile;
mod quiet;
mod session;
mod speech;
mod status;
mod synthesis;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use clairvoix::speech::{Engines, Voice};

pub use call::Call;
pub use meter::{LATENCY_BOUNDS_MS, Meters};
pub use session::{Event, Listener};
pub use speech::{Change, Command};
pub use status::Status;

use crate::{
    audio::{self, Ear, Mailbox, Order},
    backend::Backend,
    error::{Error, ErrorKind},
    floor::{Floor, Heard, Input, JobId, Output, SessionId, Ticket, Told},
    hold::Store,
    limit::Limits,
    profiles::Profiles,
    spec::Spec,
};
use session::{Client, Entry};
use synthesis::Silent;

/// What a hub is made with.
pub struct HubOptions {
    /// What speaks.
    pub backend: Arc<dyn Backend>,
    /// The pupil's profiles.
    pub profiles: Profiles,
    /// How much of everything there may be.
    pub limits: Limits,
    /// Engines and the device are let go after so long without speech.
    pub rest: Duration,
}

/// The service, without any bus.
pub struct Hub {
    inner: Arc<Inner>,
    audio: Option<thread::JoinHandle<()>>,
}

struct Inner {
    state: Mutex<State>,
    mail: Arc<Mailbox>,
    backend: Arc<dyn Backend>,
    limits: Limits,
    texts: Store,
    fd_texts: Store,
    /// Read from the disk: never while the state is locked.
    profiles: Mutex<Profiles>,
    /// Engines that said something into a descriptor, warm for the next time.
    spare: Mutex<Option<(Option<String>, Engines)>>,
    since: Instant,
    left: quiet::Left,
}

/// Its name, and what is called.
type Watcher = (u64, Box<dyn Fn(News) + Send>);

/// What changed for everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Who is said, if anybody.
    Speaking,
    /// The active profile, or its settings.
    Profile,
}

struct State {
    floor: Floor<Arc<Spec>>,
    clients: HashMap<SessionId, Client>,
    jobs: HashMap<JobId, Entry>,
    /// Those of the jobs that are said into descriptors.
    silent: HashMap<JobId, Silent>,
    voices: Option<Vec<Voice>>,
    /// What is started to speak.
    engines: Option<String>,
    meters: Meters,
    last_session: u64,
    last_job: u64,
    calls: u64,
    /// Told what changed for everybody.
    watchers: Vec<Watcher>,
    last_watch: u64,
    /// Whose job is heard.
    audible: Option<SessionId>,
    activity: u64,
}

impl Hub {
    /// Starts the audio thread; no engine and no device yet.
    ///
    /// # Errors
    /// [`ErrorKind::Unavailable`] when no thread can be started.
    pub fn try_new(options: HubOptions) -> Result<Self, Error> {
        let HubOptions { backend, profiles, limits, rest } = options;
        let mail = Arc::new(Mailbox::default());
        let state = State {
            floor: Floor::default(),
            clients: HashMap::new(),
            jobs: HashMap::new(),
            silent: HashMap::new(),
            voices: None,
            engines: None,
            meters: Meters::default(),
            last_session: 0,
            last_job: 0,
            calls: 0,
            watchers: Vec::new(),
            last_watch: 0,
            audible: None,
            activity: 0,
        };
        let inner = Arc::new(Inner {
            state: Mutex::new(state),
            mail: Arc::clone(&mail),
            backend: Arc::clone(&backend),
            texts: Store::new(limits.held_bytes),
            fd_texts: Store::new(limits.held_fd_bytes),
            profiles: Mutex::new(profiles),
            spare: Mutex::default(),
            since: Instant::now(),
            left: quiet::Left::default(),
            limits,
        });
        let ear: Arc<dyn Ear> = Arc::<Inner>::clone(&inner);
        let audio = audio::start(backend, mail, ear, rest)?;
        Ok(Self { inner, audio: Some(audio) })
    }

    /// How much of everything there may be.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.inner.limits
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.inner.state()
    }

    /// Calls `watch` each time that something changes for everybody. It must return at once. Gives a name
    /// to end it with.
    pub fn watch(&self, watch: impl Fn(News) + Send + 'static) -> u64 {
        let mut state = self.state();
        state.last_watch += 1;
        let name = state.last_watch;
        state.watchers.push((name, Box::new(watch)));
        name
    }

    /// Ends [`Hub::watch`].
    pub fn unwatch(&self, name: u64) {
        self.state().watchers.retain(|(known, _)| *known != name);
    }

    /// Whether anything is being said.
    #[must_use]
    pub fn is_speaking(&self) -> bool {
        self.speaker().is_some()
    }

    /// Whose job is being said.
    #[must_use]
    pub fn speaker(&self) -> Option<SessionId> {
        self.state().audible
    }

    /// The voices there are. Slow the first time: engines are started to be asked.
    ///
    /// # Errors
    /// [`ErrorKind::Unavailable`] when there is none.
    pub fn voices(&self) -> Result<Vec<Voice>, Error> {
        use clairvoix::speech::Engine;
        if let Some(known) = self.state().voices.clone() {
            return Ok(known);
        }
        let voices = self.inner.backend.all_engines().voices()?;
        self.state().voices = Some(voices.clone());
        Ok(voices)
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        self.inner.mail.quit();
        if let Some(audio) = self.audio.take() {
            // It only fails when the thread panicked, which has been told on stderr.
            let _ = audio.join();
        }
    }
}

impl Inner {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Engines for a voice, warm where the last ones were for the same.
    fn engines(&self, voice: Option<&str>) -> Engines {
        let spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner).take();
        match spare {
            Some((known, engines)) if known.as_deref() == voice => engines,
            _ => self.backend.engines(voice),
        }
    }

    fn keep(&self, voice: Option<String>, engines: Engines) {
        let mut spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        let before = spare.replace((voice, engines));
        drop(spare);
        drop(before);
    }

    /// Gives the floor an input and does what follows.
    fn handle(&self, state: &mut State, input: Input<Arc<Spec>>) {
        let mut inputs = vec![input];
        while let Some(input) = inputs.pop() {
            for output in state.floor.handle(input) {
                let order = match output {
                    Output::Tell(session, job, told) => {
                        state.tell(session, job, told);
                        continue;
                    }
                    Output::Play { ticket, what, from } => Order::Play { ticket, spec: what, from },
                    Output::Silence => Order::Silence,
                    Output::Pause => Order::Pause,
                    Output::Resume => Order::Resume,
                };
                let unsaid = self.mail.push(order);
                inputs.extend(unsaid.into_iter().map(|it| Input::Heard(it, Heard::Stopped)));
            }
        }
        state.notice();
    }
}

impl State {
    /// Tells those who watch, where something changed.
    fn notice(&mut self) {
        let speaker = self.floor.speaking().map(|(session, _)| session);
        let audible = speaker.filter(|_| self.floor.is_audible());
        if audible != self.audible {
            self.audible = audible;
            self.announce(News::Speaking);
        }
    }

    fn announce(&self, news: News) {
        self.watchers.iter().for_each(|(_, watch)| watch(news));
    }

    fn tell(&mut self, session: SessionId, job: JobId, told: Told) {
        self.meters.count(&told);
        match &told {
            Told::Failed(error) => tracing::warn!(job = job.0, "failed: {}", error.kind().name()),
            Told::Interrupted(_) => tracing::warn!(job = job.0, "the voice lost its place"),
            _ => {}
        }
        let ends = matches!(told, Told::Finished | Told::Stopped | Told::Failed(_));
        if let Some(entry) = self.jobs.get_mut(&job) {
            if told == Told::Started
                && let Some(asked) = entry.asked.take()
            {
                self.meters.latency(asked.elapsed());
            }
            if let Some(event) = entry.event(told)
                && let Some(client) = self.clients.get(&session)
            {
                client.listener.tell(job, event);
            }
        }
        if ends {
            self.jobs.remove(&job);
        }
    }
}

impl Ear for Inner {
    fn heard(&self, ticket: Ticket, heard: Heard) {
        self.handle(&mut self.state(), Input::Heard(ticket, heard));
    }

    fn device(&self, state: Result<(), String>) {
        match &state {
            Ok(()) => tracing::info!("the sound device is back"),
            Err(_) => tracing::warn!("the sound device is gone"),
        }
        self.handle(&mut self.state(), Input::Device(state));
    }

    fn is_quiet(&self) -> bool {
        self.state().floor.is_empty()
    }

    fn opened(&self, engines: String) {
        self.state().engines = Some(engines);
    }

    fn rested(&self) {
        let mut state = self.state();
        state.voices = None;
        state.engines = None;
        drop(state);
        let spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(spare);
    }
}

fn gone() -> Error {
    Error::new(ErrorKind::Unavailable, "the session is over")
}
