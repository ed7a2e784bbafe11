//! Speaking aloud: an engine, the speaker's state machine and a sound device, joined by threads.
//!
//! Two threads: one waits for the engine, one for everything else, so that a command is obeyed at
//! once whatever the engine does. Both sleep while there is nothing to say.

mod engine_thread;
pub(crate) mod events;
mod inbox;
mod run;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
    thread,
    time::Duration,
};

use clairvoix_speech::{
    AudioSink, Engine, Error, ErrorKind, Input, Loudness, PlanOptions, Request, RequestId,
    SkipUnit, SpeakMode, Speaker, SpeechEvent, Voice,
};

pub(crate) use events::Events;
use inbox::Inbox;

pub use events::EVENTS_MAX;
pub use inbox::COMMANDS_MAX;

/// Speaks texts aloud and tells what is heard when it is heard. Dropping it stops the sound.
///
/// ```no_run
/// use clairvoix_backends::{engine::{PicoEngine, PicoOptions}, player::Player, sink::CpalSink};
/// use clairvoix_speech::{PlanOptions, SpeechEvent, VoiceId};
///
/// let engine = PicoEngine::new(PicoOptions::default())?;
/// let player = Player::try_new(engine, || CpalSink::new(Default::default()))?;
/// let options = PlanOptions::new("fr", VoiceId::try_new("pico-fr-FR")?);
/// player.speak("La chouette chuinte. Le hibou hulule.", options)?;
/// while let Some(event) = player.next_event(None) {
///     println!("{event:?}");
///     if matches!(event, SpeechEvent::Finished { .. } | SpeechEvent::Failed { .. }) {
///         break;
///     }
/// }
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
pub struct Player {
    inbox: Arc<Inbox>,
    events: Arc<Events>,
    voices: Vec<Voice>,
    next_request: AtomicU64,
    thread: Option<thread::JoinHandle<()>>,
}

impl Player {
    /// Starts the threads. `make_sink` runs on the player's thread: some devices may not change
    /// threads. No device is touched before there is something to say.
    ///
    /// # Errors
    /// What [`Engine::voices`] gives; [`ErrorKind::Unavailable`] when no thread can be started.
    pub fn try_new<S: AudioSink + 'static>(
        mut engine: impl Engine + 'static,
        make_sink: impl FnOnce() -> S + Send + 'static,
    ) -> Result<Self, Error> {
        let voices = engine.voices()?;
        let inbox = Arc::new(Inbox::default());
        let events = Arc::new(Events::default());
        let orders = engine_thread::start(Box::new(engine), Arc::clone(&inbox))?;
        let speaker = Speaker::new(voices.clone());
        let (in_thread, out_thread) = (Arc::clone(&inbox), Arc::clone(&events));
        let thread = thread::Builder::new()
            .name("clairvoix-player".to_owned())
            .spawn(move || {
                let closes = events::Closes(Arc::clone(&out_thread));
                run::Run::new(speaker, make_sink(), orders, in_thread, out_thread).run();
                drop(closes);
            })
            .map_err(|e| Error::new(ErrorKind::Unavailable, format!("no thread: {e}")))?;
        Ok(Self { inbox, events, voices, next_request: AtomicU64::new(1), thread: Some(thread) })
    }

    /// The engine's voices.
    #[must_use]
    pub fn voices(&self) -> &[Voice] {
        &self.voices
    }

    /// Says a text now, in place of whatever is being said.
    ///
    /// # Errors
    /// [`ErrorKind::Unavailable`] when [`COMMANDS_MAX`] commands wait. What is wrong with the text
    /// or the device comes as [`SpeechEvent::Failed`].
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
    /// As [`Player::speak`].
    pub fn append(
        &self,
        text: impl Into<Arc<str>>,
        options: PlanOptions,
    ) -> Result<RequestId, Error> {
        self.request(Request::new(self.new_id(), text, options), SpeakMode::Append)
    }

    /// Says a text now, then goes on with what was being said, from the word that was cut.
    ///
    /// # Errors
    /// As [`Player::speak`].
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
    /// As [`Player::speak`].
    pub fn echo(
        &self,
        text: impl Into<Arc<str>>,
        options: PlanOptions,
    ) -> Result<RequestId, Error> {
        self.request(Request::new(self.new_id(), text, options), SpeakMode::Echo)
    }

    /// Says the text again that was finished, stopped or replaced last.
    ///
    /// # Errors
    /// As [`Player::speak`]; [`SpeechEvent::Failed`] tells when nothing was said yet.
    pub fn repeat(&self, mode: SpeakMode) -> Result<RequestId, Error> {
        let id = self.new_id();
        self.give(Input::Repeat { id, mode }).map(|()| id)
    }

    /// A name for [`Player::request`] that no other request has.
    pub fn new_id(&self) -> RequestId {
        RequestId(self.next_request.fetch_add(1, Ordering::Relaxed))
    }

    /// Says a request made by hand: from a place in its text, with syllables.
    ///
    /// # Errors
    /// As [`Player::speak`].
    pub fn request(&self, request: Request, mode: SpeakMode) -> Result<RequestId, Error> {
        let id = request.id;
        self.give(Input::Speak { request, mode }).map(|()| id)
    }

    fn give(&self, input: Input) -> Result<(), Error> {
        if self.inbox.command(input) {
            Ok(())
        } else {
            Err(Error::new(
                ErrorKind::Unavailable,
                format!("{COMMANDS_MAX} commands wait already: the sound system does not answer"),
            ))
        }
    }

    /// Silence, to be resumed at the sample.
    pub fn pause(&self) {
        self.inbox.command(Input::Pause);
    }

    /// Goes on after a pause.
    pub fn resume(&self) {
        self.inbox.command(Input::Resume);
    }

    /// Silence at once; all that waits is forgotten.
    pub fn stop(&self) {
        self.inbox.stop();
    }

    /// Silence as soon as what the device has taken has faded: no click, some 20 ms later than
    /// [`Player::stop`].
    pub fn stop_softly(&self) {
        self.inbox.command(Input::StopSoftly);
    }

    /// Goes on from another word, sentence or paragraph; 0 says the present one again.
    pub fn skip(&self, unit: SkipUnit, by: i32) {
        self.inbox.command(Input::Skip { unit, by });
    }

    /// Goes on from the word at this byte of the present text. Of many in a row, as a slider gives
    /// them, only the last waiting one is obeyed.
    pub fn go_to(&self, offset: usize) {
        self.inbox.command(Input::GoTo { offset });
    }

    /// Changes the speed from the next word on.
    pub fn set_rate(&self, rate: f32) {
        self.inbox.command(Input::SetRate(rate));
    }

    /// Changes the pitch from the next word on.
    pub fn set_pitch(&self, pitch: f32) {
        self.inbox.command(Input::SetPitch(pitch));
    }

    /// Changes volume and ceiling, now and for all that follows.
    pub fn set_loudness(&self, loudness: Loudness) {
        self.inbox.command(Input::SetLoudness(loudness));
    }

    /// The next event, waiting for it at most so long (for ever without a limit); none when the time
    /// is over or the player is gone.
    pub fn next_event(&self, timeout: Option<Duration>) -> Option<SpeechEvent> {
        self.events.next(timeout)
    }

    /// The next event for an asynchronous task, which is woken when there is one: `None` when the
    /// player has ended. One task at a time waits.
    ///
    /// ```no_run
    /// # async fn follow(player: &clairvoix_backends::player::Player) {
    /// while let Some(event) = std::future::poll_fn(|context| player.poll_event(context)).await {
    ///     println!("{event:?}");
    /// }
    /// # }
    /// ```
    pub fn poll_event(&self, context: &mut Context<'_>) -> Poll<Option<SpeechEvent>> {
        self.events.poll(context)
    }

    /// Calls `listen` with every event, on a thread of its own, until the player is dropped. Events go
    /// to whoever asks first: an application that listens so does not ask for them elsewhere.
    ///
    /// # Errors
    /// [`ErrorKind::Unavailable`] when no thread can be started.
    ///
    /// ```
    /// use clairvoix_backends::{player::Player, sink::SilentSink};
    /// use clairvoix_speech::{PlanOptions, testing::FakeEngine};
    /// let (heard, events) = std::sync::mpsc::channel();
    /// let player = Player::try_new(FakeEngine::default(), SilentSink::default)?;
    /// player.listen(move |event| drop(heard.send(event)))?;
    /// player.speak("Oui.", PlanOptions::new("fr", FakeEngine::voice_id()))?;
    /// assert!(events.recv().is_ok());
    /// # Ok::<(), clairvoix_speech::Error>(())
    /// ```
    pub fn listen(
        &self,
        mut listen: impl FnMut(SpeechEvent) + Send + 'static,
    ) -> Result<(), Error> {
        let events = Arc::clone(&self.events);
        let listener = thread::Builder::new().name("clairvoix-events".to_owned());
        listener
            .spawn(move || {
                while let Some(event) = events.next(None) {
                    listen(event);
                }
            })
            .map(drop)
            .map_err(|e| Error::new(ErrorKind::Unavailable, format!("no thread: {e}")))
    }

    /// How many mark events were dropped because [`EVENTS_MAX`] waited to be read.
    #[must_use]
    pub fn dropped_events(&self) -> u64 {
        self.events.dropped()
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        self.inbox.quit();
        if let Some(thread) = self.thread.take() {
            // It only fails when the thread panicked, which has been told on stderr.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_player_may_be_shared() {
        fn shared<T: Send + Sync>() {}
        shared::<Player>();
    }
}
