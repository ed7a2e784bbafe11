//! The service `clairvoixd` from a program: speech that all applications share, reading aids, layouts and
//! the pupil's profile. The calls are those of docs/dbus/*.xml.
//!
//! [`Client`] talks to the service; [`Speech`] speaks through it where it is there, and in process with
//! the same calls where it is not.

mod listen;
mod news;
mod presence;
mod reading;
mod request;
mod speech;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use clairvoix_speech::{
    Error, ErrorKind, PlanOptions, Request, RequestId, SkipUnit, SpeakMode, SpeechEvent,
};
use zbus::{
    blocking::{Connection, connection::Builder},
    zvariant::DynamicType,
};

use listen::Shared;

pub use presence::{Presence, presence, reload_bus};
pub use reading::{ProfileName, SpokenLink, StatusValue};
pub use request::carries;
pub use speech::Speech;

const NAME: &str = "org.clairvoix.Clairvoix1";
const PATH: &str = "/org/clairvoix/Clairvoix1";
const SPEECH: &str = "org.clairvoix.Speech1";

/// A connection to the service. Requests made with it are one session: they go with it.
///
/// ```no_run
/// use clairvoix_backends::client::Client;
/// use clairvoix_speech::{PlanOptions, SpeechEvent, VoiceId};
///
/// let client = Client::connect()?;
/// let options = PlanOptions::new("fr", VoiceId::try_new("pico-fr-FR")?);
/// client.speak("La chouette chuinte.", options)?;
/// while let Some(event) = client.next_event(None) {
///     println!("{event:?}");
///     if matches!(event, SpeechEvent::Finished { .. } | SpeechEvent::Failed { .. }) {
///         break;
///     }
/// }
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
pub struct Client {
    connection: Connection,
    /// The service's name on a bus; none where we talk to it directly.
    destination: Option<&'static str>,
    shared: Arc<Shared>,
    next_request: AtomicU64,
}

impl Client {
    /// Connects to the session bus; the bus starts the service where it is not running.
    ///
    /// # Errors
    /// [`ErrorKind::Unavailable`] without a session bus, or where the service is not installed.
    pub fn connect() -> Result<Self, Error> {
        let client = Self::on_bus(Builder::session())?;
        client.start_service()?;
        Ok(client)
    }

    /// The same on the bus of an address, such as `unix:path=/run/user/1000/bus`.
    ///
    /// # Errors
    /// As [`Client::connect`].
    pub fn connect_to(address: &str) -> Result<Self, Error> {
        let client = Self::on_bus(Builder::address(address))?;
        client.start_service()?;
        Ok(client)
    }

    /// The same where the service runs or can be started by the bus, else nothing.
    #[must_use]
    pub fn connect_if_there() -> Option<Self> {
        let client = Self::on_bus(Builder::session()).ok()?;
        client.start_service().ok().map(|()| client)
    }

    /// The same where the service is running already: nothing is started.
    #[must_use]
    pub fn connect_if_running() -> Option<Self> {
        let client = Self::on_bus(Builder::session()).ok()?;
        let owned: bool = client.ask_bus("NameHasOwner", &NAME).ok()?;
        owned.then_some(client)
    }

    /// Talks to a service at the other end of a connection, without a bus.
    ///
    /// # Errors
    /// [`ErrorKind::Unavailable`] when no thread can be started.
    pub fn direct(connection: Connection) -> Result<Self, Error> {
        Self::over(connection, None)
    }

    fn on_bus(bus: zbus::Result<Builder<'_>>) -> Result<Self, Error> {
        let connection = bus.and_then(Builder::build).map_err(|e| {
            Error::new(ErrorKind::Unavailable, format!("no session bus to be reached: {e}"))
        })?;
        Self::over(connection, Some(NAME))
    }

    fn over(connection: Connection, destination: Option<&'static str>) -> Result<Self, Error> {
        let shared = Arc::new(Shared::default());
        listen::start(&connection, destination, Arc::clone(&shared))?;
        Ok(Self { connection, destination, shared, next_request: AtomicU64::new(1) })
    }

    fn start_service(&self) -> Result<(), Error> {
        let started: u32 = self.ask_bus("StartServiceByName", &(NAME, 0u32))?;
        // 1: started now; 2: was running.
        if matches!(started, 1 | 2) {
            Ok(())
        } else {
            Err(Error::new(ErrorKind::Unavailable, "the service does not start"))
        }
    }

    fn ask_bus<B, R>(&self, method: &str, body: &B) -> Result<R, Error>
    where
        B: serde::Serialize + DynamicType,
        R: for<'d> serde::Deserialize<'d> + zbus::zvariant::Type,
    {
        let (bus, path) = ("org.freedesktop.DBus", "/org/freedesktop/DBus");
        let reply = self.connection.call_method(Some(bus), path, Some(bus), method, body);
        reply.and_then(|reply| reply.body().deserialize()).map_err(|e| failure(&e))
    }

    fn call<B, R>(&self, interface: &str, method: &str, body: &B) -> Result<R, Error>
    where
        B: serde::Serialize + DynamicType,
        R: for<'d> serde::Deserialize<'d> + zbus::zvariant::Type,
    {
        let reply =
            self.connection.call_method(self.destination, PATH, Some(interface), method, body);
        reply.and_then(|reply| reply.body().deserialize()).map_err(|e| failure(&e))
    }

    /// Says a text now, in place of whatever this client says.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] for options that the service does not take ([`carries`]) and texts
    /// beyond its limits; [`ErrorKind::Unavailable`] when the service is gone or has no voice. What is
    /// wrong later comes as [`SpeechEvent::Failed`].
    pub fn speak(
        &self,
        text: impl Into<Arc<str>>,
        options: PlanOptions,
    ) -> Result<RequestId, Error> {
        self.request(Request::new(self.new_id(), text, options), SpeakMode::Replace)
    }

    /// Says a text after those of this client that wait.
    ///
    /// # Errors
    /// As [`Client::speak`].
    pub fn append(
        &self,
        text: impl Into<Arc<str>>,
        options: PlanOptions,
    ) -> Result<RequestId, Error> {
        self.request(Request::new(self.new_id(), text, options), SpeakMode::Append)
    }

    /// Says a text now, then goes on with what this client was saying, from the word that was cut.
    ///
    /// # Errors
    /// As [`Client::speak`].
    pub fn interrupt(
        &self,
        text: impl Into<Arc<str>>,
        options: PlanOptions,
    ) -> Result<RequestId, Error> {
        self.request(Request::new(self.new_id(), text, options), SpeakMode::Interrupt)
    }

    /// Says what was typed, unless a text is being said: see [`SpeakMode::Echo`].
    ///
    /// # Errors
    /// As [`Client::speak`].
    pub fn echo(
        &self,
        text: impl Into<Arc<str>>,
        options: PlanOptions,
    ) -> Result<RequestId, Error> {
        self.request(Request::new(self.new_id(), text, options), SpeakMode::Echo)
    }

    /// A name for [`Client::request`] that no other request has.
    pub fn new_id(&self) -> RequestId {
        RequestId(self.next_request.fetch_add(1, Ordering::Relaxed))
    }

    /// Says a request made by hand.
    ///
    /// # Errors
    /// As [`Client::speak`].
    pub fn request(&self, request: Request, mode: SpeakMode) -> Result<RequestId, Error> {
        let options = request::options(&request, mode)?;
        let id = request.id;
        self.shared.name(id, || self.call(SPEECH, "Speak", &(&*request.text, options)))
    }

    /// Says the text again that was finished or stopped last.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] when nothing was said yet.
    pub fn repeat(&self, mode: SpeakMode) -> Result<RequestId, Error> {
        self.shared.name(self.new_id(), || self.call(SPEECH, "Repeat", &request::mode_name(mode)))
    }

    /// Silence, to be resumed at the sample.
    ///
    /// # Errors
    /// [`ErrorKind::Unavailable`] when the service is gone; so for all that follow.
    pub fn pause(&self) -> Result<(), Error> {
        self.call(SPEECH, "Pause", &())
    }

    /// Goes on after a pause.
    ///
    /// # Errors
    /// As [`Client::pause`].
    pub fn resume(&self) -> Result<(), Error> {
        self.call(SPEECH, "Resume", &())
    }

    /// Silence at once; all of this client that waits is forgotten.
    ///
    /// # Errors
    /// As [`Client::pause`].
    pub fn stop(&self) -> Result<(), Error> {
        self.call(SPEECH, "Stop", &())
    }

    /// Silence at once, for every application.
    ///
    /// # Errors
    /// As [`Client::pause`].
    pub fn stop_all(&self) -> Result<(), Error> {
        self.call(SPEECH, "StopAll", &())
    }

    /// Goes on from another word, sentence or paragraph; 0 says the present one again.
    ///
    /// # Errors
    /// As [`Client::pause`].
    pub fn skip(&self, unit: SkipUnit, by: i32) -> Result<(), Error> {
        let unit = match unit {
            SkipUnit::Word => "word",
            SkipUnit::Sentence => "sentence",
            SkipUnit::Paragraph => "paragraph",
        };
        self.call(SPEECH, "Skip", &(unit, by))
    }

    /// Goes on from the word at this byte of the present text.
    ///
    /// # Errors
    /// As [`Client::pause`].
    pub fn go_to(&self, offset: usize) -> Result<(), Error> {
        self.call(SPEECH, "GoTo", &(offset as u64))
    }

    /// Changes the speed from the next word on, and of later requests that name none.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] beyond 0.2 to 5.
    pub fn set_rate(&self, rate: f32) -> Result<(), Error> {
        self.call(SPEECH, "SetRate", &f64::from(rate))
    }

    /// Changes the pitch in the same way.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] beyond 0.5 to 2.
    pub fn set_pitch(&self, pitch: f32) -> Result<(), Error> {
        self.call(SPEECH, "SetPitch", &f64::from(pitch))
    }

    /// Changes how loud this client's speech is, at once.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] beyond 0 to 2.
    pub fn set_volume(&self, volume: f32) -> Result<(), Error> {
        self.call(SPEECH, "SetVolume", &f64::from(volume))
    }

    /// The next event, waiting for it at most so long (for ever without a limit); none when the time
    /// is over or the connection is gone.
    pub fn next_event(&self, timeout: Option<Duration>) -> Option<SpeechEvent> {
        self.shared.events.next(timeout)
    }

    /// The next event for an asynchronous task, which is woken when there is one: `None` when the
    /// connection is gone. One task at a time waits.
    pub fn poll_event(&self, context: &mut Context<'_>) -> Poll<Option<SpeechEvent>> {
        self.shared.events.poll(context)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // The listener ends with the connection; a service that cannot be told has ended before.
        let _ = self.connection.clone().close();
    }
}

/// An error of the bus or the service as one of ours.
fn failure(error: &zbus::Error) -> Error {
    match error {
        zbus::Error::MethodError(name, message, _) => {
            let kind = name.rsplit_once('.').map_or("", |(_, kind)| kind);
            let kind = if name.starts_with("org.clairvoix.Error.") { kind } else { "" };
            let message = message.as_deref().unwrap_or("no reason given");
            Error::new(news::kind_of(kind), message)
        }
        other => {
            Error::new(ErrorKind::Unavailable, format!("the service does not answer: {other}"))
        }
    }
}
