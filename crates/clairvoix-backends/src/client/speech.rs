//! Speech wherever it can be had.

use std::{
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use clairvoix_speech::{
    Error, Loudness, PlanOptions, Request, RequestId, SkipUnit, SpeakMode, SpeechEvent,
};

use super::Client;
use crate::player::Player;

/// Speaks through the service where it is there, so that applications share one voice and its queue;
/// else in process. The calls and the events are the same.
///
/// ```no_run
/// use clairvoix_backends::{
///     client::Speech, engine::{PicoEngine, PicoOptions}, player::Player, sink::CpalSink,
/// };
/// let speech = Speech::open(|| {
///     let engine = PicoEngine::new(PicoOptions::default())?;
///     Player::try_new(engine, || CpalSink::new(Default::default()))
/// })?;
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
pub enum Speech {
    /// Through the service.
    Service(Client),
    /// In process.
    Own(Player),
}

impl Speech {
    /// The service where it runs or can be started, else what `make` gives.
    ///
    /// # Errors
    /// Those of `make`, where there is no service.
    pub fn open(make: impl FnOnce() -> Result<Player, Error>) -> Result<Self, Error> {
        match Client::connect_if_there() {
            Some(client) => Ok(Self::Service(client)),
            None => make().map(Self::Own),
        }
    }

    /// Says a text now, in place of whatever is being said.
    ///
    /// # Errors
    /// As [`Client::speak`] and [`Player::speak`]; so for the next three.
    pub fn speak(
        &self,
        text: impl Into<Arc<str>>,
        options: PlanOptions,
    ) -> Result<RequestId, Error> {
        self.request(Request::new(self.new_id(), text, options), SpeakMode::Replace)
    }

    /// Says a text after those that wait.
    ///
    /// # Errors
    /// As [`Speech::speak`].
    pub fn append(
        &self,
        text: impl Into<Arc<str>>,
        options: PlanOptions,
    ) -> Result<RequestId, Error> {
        self.request(Request::new(self.new_id(), text, options), SpeakMode::Append)
    }

    /// A name for [`Speech::request`] that no other request has.
    pub fn new_id(&self) -> RequestId {
        match self {
            Self::Service(client) => client.new_id(),
            Self::Own(player) => player.new_id(),
        }
    }

    /// Says a request made by hand, in any [`SpeakMode`].
    ///
    /// # Errors
    /// As [`Speech::speak`].
    pub fn request(&self, request: Request, mode: SpeakMode) -> Result<RequestId, Error> {
        match self {
            Self::Service(client) => client.request(request, mode),
            Self::Own(player) => player.request(request, mode),
        }
    }

    /// Says the text again that was said last.
    ///
    /// # Errors
    /// When there is none.
    pub fn repeat(&self, mode: SpeakMode) -> Result<RequestId, Error> {
        match self {
            Self::Service(client) => client.repeat(mode),
            Self::Own(player) => player.repeat(mode),
        }
    }

    /// Silence, to be resumed at the sample.
    ///
    /// # Errors
    /// When the service is gone; so for all commands.
    pub fn pause(&self) -> Result<(), Error> {
        self.command(Client::pause, Player::pause)
    }

    /// Goes on after a pause.
    ///
    /// # Errors
    /// As [`Speech::pause`].
    pub fn resume(&self) -> Result<(), Error> {
        self.command(Client::resume, Player::resume)
    }

    /// Silence at once; all of ours that waits is forgotten.
    ///
    /// # Errors
    /// As [`Speech::pause`].
    pub fn stop(&self) -> Result<(), Error> {
        self.command(Client::stop, Player::stop)
    }

    /// Goes on from another word, sentence or paragraph; 0 says the present one again.
    ///
    /// # Errors
    /// As [`Speech::pause`].
    pub fn skip(&self, unit: SkipUnit, by: i32) -> Result<(), Error> {
        self.command(|c| c.skip(unit, by), |p| p.skip(unit, by))
    }

    /// Goes on from the word at this byte of the present text.
    ///
    /// # Errors
    /// As [`Speech::pause`].
    pub fn go_to(&self, offset: usize) -> Result<(), Error> {
        self.command(|c| c.go_to(offset), |p| p.go_to(offset))
    }

    /// Changes the speed from the next word on.
    ///
    /// # Errors
    /// As [`Client::set_rate`].
    pub fn set_rate(&self, rate: f32) -> Result<(), Error> {
        self.command(|c| c.set_rate(rate), |p| p.set_rate(rate))
    }

    /// Changes the pitch from the next word on.
    ///
    /// # Errors
    /// As [`Client::set_pitch`].
    pub fn set_pitch(&self, pitch: f32) -> Result<(), Error> {
        self.command(|c| c.set_pitch(pitch), |p| p.set_pitch(pitch))
    }

    /// Changes how loud it is, at once.
    ///
    /// # Errors
    /// As [`Client::set_volume`].
    pub fn set_volume(&self, volume: f32) -> Result<(), Error> {
        let loudness = Loudness { volume, ..Loudness::default() };
        self.command(|c| c.set_volume(volume), |p| p.set_loudness(loudness))
    }

    /// The next event: see [`Player::next_event`].
    pub fn next_event(&self, timeout: Option<Duration>) -> Option<SpeechEvent> {
        match self {
            Self::Service(client) => client.next_event(timeout),
            Self::Own(player) => player.next_event(timeout),
        }
    }

    /// The next event for an asynchronous task: see [`Player::poll_event`].
    pub fn poll_event(&self, context: &mut Context<'_>) -> Poll<Option<SpeechEvent>> {
        match self {
            Self::Service(client) => client.poll_event(context),
            Self::Own(player) => player.poll_event(context),
        }
    }

    fn command(
        &self,
        service: impl FnOnce(&Client) -> Result<(), Error>,
        own: impl FnOnce(&Player),
    ) -> Result<(), Error> {
        match self {
            Self::Service(client) => service(client),
            Self::Own(player) => {
                own(player);
                Ok(())
            }
        }
    }
}
