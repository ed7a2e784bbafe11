//! A message becomes sound and index marks, each mark at its frame.

use std::io;

use clairvoix_speech::{Engine, Error, Loudness, StreamEnd, StreamEvent, Voice, stream};

use crate::{Message, protocol::Event};

/// The marks that the server puts in itself, to go on from after a pause, begin so.
const OWN_MARK: &str = "__spd_";

/// What whoever listens wants now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Go on.
    GoOn,
    /// Say no more.
    Stop,
    /// Say no more from the next mark of the server's own.
    Pause,
}

/// Whoever gets the events of a message.
pub trait Listener {
    /// Takes an event, waiting for room.
    ///
    /// # Errors
    /// When nobody listens any more.
    fn tell(&mut self, event: &Event) -> io::Result<()>;

    /// What it wants now.
    fn order(&mut self) -> Order;
}

/// How a message ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All was said.
    Finished,
    /// It was stopped.
    Stopped,
    /// It was paused.
    Paused,
    /// It could not be said, or not further.
    Failed(Error),
}

impl Ending {
    /// The last event of the message.
    #[must_use]
    pub fn event(&self) -> Event {
        match self {
            Self::Finished => Event::End,
            Self::Stopped | Self::Failed(_) => Event::Stop,
            Self::Paused => Event::Pause,
        }
    }
}

/// Says a message with an engine that has these voices, as fast as the listener takes it: who plays it
/// keeps the time. The last event, [`Ending::event`], is left to the caller.
///
/// # Errors
/// When nobody listens any more.
pub fn say(
    engine: &mut dyn Engine,
    voices: &[Voice],
    message: Message,
    volume: f32,
    listener: &mut dyn Listener,
) -> io::Result<Ending> {
    listener.tell(&Event::Begin)?;
    let loudness = Loudness { volume, ..Loudness::default() };
    let mut paused = false;
    let end = stream(engine, voices, message.0, loudness, |event| {
        match event {
            StreamEvent::Audio { sample_rate_hz, samples } => {
                listener.tell(&Event::Audio { sample_rate_hz, samples })?;
            }
            StreamEvent::Mark(name) => {
                let own = name.starts_with(OWN_MARK);
                listener.tell(&Event::IndexMark(name))?;
                paused = own && listener.order() == Order::Pause;
            }
            _ => {}
        }
        Ok::<bool, io::Error>(!paused && listener.order() != Order::Stop)
    })?;
    Ok(match end {
        StreamEnd::Finished => Ending::Finished,
        StreamEnd::Stopped if paused => Ending::Paused,
        StreamEnd::Stopped => Ending::Stopped,
        StreamEnd::Failed(error) => Ending::Failed(error),
    })
}
