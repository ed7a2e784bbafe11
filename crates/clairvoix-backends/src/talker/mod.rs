//! Voices that play their own sound and tell no more than when an utterance begins and ends: the
//! system's (feature `system`), a screen reader's, a browser's.
//!
//! They cannot be an [`Engine`](clairvoix_speech::Engine): there is no audio to hand on. What is kept is
//! the plan of the text and the stream of [`SpeechEvent`]s. The times of words are **estimated**: an
//! utterance's length is guessed from its letters and from the pace of those before, shared among its
//! words by their letters, and set right at each beginning and end that the voice tells.

mod follow;
mod run;
#[cfg(feature = "system")]
mod system;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{Sender, channel},
    },
    task::{Context, Poll},
    thread::{self, JoinHandle},
    time::Duration,
};

use clairvoix_speech::{
    Error, ErrorKind, PlanOptions, Planner, RequestId, SpeechEvent, Utterance, Voice,
};

use crate::player::events::{Closes, Events};
use run::{Job, News, Run};

#[cfg(feature = "system")]
pub use system::SystemTalker;

/// Frames of a [`SpeechEvent`] of a [`TalkerPlayer`] are milliseconds since it was made.
pub const TALKER_FRAMES_PER_SECOND: u32 = 1000;

/// A voice that plays its own sound. It lives on the thread of its [`TalkerPlayer`], and tells through
/// [`Tell`] what becomes of its utterances.
pub trait Talker {
    /// What it calls an utterance.
    type Id: PartialEq + Send + 'static;

    /// Its voices; may take seconds. Their [`Voice::timing`] is
    /// [`Timing::Estimated`](clairvoix_speech::Timing::Estimated), their `sample_rate_hz` 0.
    ///
    /// # Errors
    /// When they cannot be had.
    fn voices(&mut self) -> Result<Vec<Voice>, Error>;

    /// Begins to say an utterance (its text, voice, rate and pitch), and returns at once.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] for an unknown voice, [`ErrorKind::Unavailable`] when it cannot.
    fn say(&mut self, utterance: &Utterance) -> Result<Self::Id, Error>;

    /// Silence; the utterance is forgotten. What is told of it afterwards is not listened to.
    ///
    /// # Errors
    /// When it cannot be reached.
    fn stop(&mut self) -> Result<(), Error>;
}

/// Tells a [`TalkerPlayer`] what its talker hears of an utterance, from any thread.
pub struct Tell<I>(Sender<News<I>>);

impl<I> Clone for Tell<I> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<I> Tell<I> {
    /// Its first sound is heard.
    pub fn began(&self, utterance: I) {
        // The player may be gone: then nobody asks.
        let _ = self.0.send(News::Began(utterance));
    }

    /// Its last sound was heard.
    pub fn ended(&self, utterance: I) {
        let _ = self.0.send(News::Ended(utterance));
    }

    /// It was stopped by someone else than its player: another program, the system.
    pub fn stopped(&self, utterance: I) {
        let _ = self.0.send(News::Stopped(utterance));
    }
}

/// Says texts with a [`Talker`], utterance by utterance, and tells the same events as
/// [`Player`](crate::player::Player). Of what that one does, it has speak, append, pause, resume and
/// stop; a pause is silence at once, and what was being said is said again from the start of its utterance.
/// Words of one utterance after a pause, and only those, are told again.
///
/// An utterance that does not begin within ten seconds, or does not end long after it should have, is
/// a failure, and told.
pub struct TalkerPlayer<I: Send + 'static> {
    news: Sender<News<I>>,
    events: Arc<Events>,
    next_request: AtomicU64,
    thread: Option<JoinHandle<()>>,
}

impl<I: PartialEq + Send + 'static> TalkerPlayer<I> {
    /// Makes the talker on a thread of its own.
    ///
    /// # Errors
    /// What `make` gives; [`ErrorKind::Unavailable`] when no thread can be started.
    pub fn try_new<T: Talker<Id = I>>(
        make: impl FnOnce(Tell<I>) -> Result<T, Error> + Send + 'static,
    ) -> Result<Self, Error> {
        let (news, inbox) = channel();
        let events = Arc::new(Events::default());
        let (made, outcome) = channel();
        let (tell, out) = (Tell(news.clone()), Arc::clone(&events));
        let thread = thread::Builder::new()
            .name("clairvoix-talker".to_owned())
            .spawn(move || {
                let closes = Closes(Arc::clone(&out));
                match make(tell) {
                    Ok(talker) => {
                        let _ = made.send(Ok(()));
                        Run::new(talker, inbox, out).run();
                    }
                    Err(error) => drop(made.send(Err(error))),
                }
                drop(closes);
            })
            .map_err(|e| Error::new(ErrorKind::Unavailable, format!("no thread: {e}")))?;
        let gone = || Error::new(ErrorKind::Unavailable, "the talker's thread ended at once");
        outcome.recv().map_err(|_| gone())??;
        Ok(Self { news, events, next_request: AtomicU64::new(1), thread: Some(thread) })
    }

    /// The talker's voices; may take seconds, and waits while it begins an utterance.
    ///
    /// # Errors
    /// As [`Talker::voices`].
    pub fn voices(&self) -> Result<Vec<Voice>, Error> {
        let gone = || Error::new(ErrorKind::Unavailable, "the talker is gone");
        let (answer, voices) = channel();
        self.news.send(News::Voices(answer)).map_err(|_| gone())?;
        voices.recv().map_err(|_| gone())?
    }

    /// Says a text now, in place of whatever is being said.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] for options that name no voice, or a rate that is no number above 0.
    pub fn speak(
        &self,
        text: impl Into<Arc<str>>,
        options: PlanOptions,
    ) -> Result<RequestId, Error> {
        self.request(text.into(), options, true)
    }

    /// Says a text after those that wait.
    ///
    /// # Errors
    /// As [`TalkerPlayer::speak`].
    pub fn append(
        &self,
        text: impl Into<Arc<str>>,
        options: PlanOptions,
    ) -> Result<RequestId, Error> {
        self.request(text.into(), options, false)
    }

    fn request(
        &self,
        text: Arc<str>,
        options: PlanOptions,
        replaces: bool,
    ) -> Result<RequestId, Error> {
        let planner = Planner::try_new(options)?;
        let id = RequestId(self.next_request.fetch_add(1, Ordering::Relaxed));
        self.give(News::Say(Box::new(Job::new(id, text, planner)), replaces));
        Ok(id)
    }

    /// Silence, until resumed.
    pub fn pause(&self) {
        self.give(News::Pause);
    }

    /// Goes on after a pause, from the start of the utterance that was being said.
    pub fn resume(&self) {
        self.give(News::Resume);
    }

    /// Silence; all that waits is forgotten.
    pub fn stop(&self) {
        self.give(News::Stop);
    }

    fn give(&self, news: News<I>) {
        // Its thread lives as long as this.
        let _ = self.news.send(news);
    }

    /// The next event, waiting for it at most so long (for ever without a limit); none when the time
    /// is over or the player is gone.
    pub fn next_event(&self, timeout: Option<Duration>) -> Option<SpeechEvent> {
        self.events.next(timeout)
    }

    /// The next event for an asynchronous task, which is woken when there is one: `None` when the
    /// player has ended. One task at a time waits.
    pub fn poll_event(&self, context: &mut Context<'_>) -> Poll<Option<SpeechEvent>> {
        self.events.poll(context)
    }
}

impl<I: Send + 'static> Drop for TalkerPlayer<I> {
    fn drop(&mut self) {
        let _ = self.news.send(News::Quit);
        if let Some(thread) = self.thread.take() {
            // It only fails when the thread panicked, which has been told on stderr.
            let _ = thread.join();
        }
    }
}
