//! A message becomes sound and index marks, each mark at its frame.

use std::io;

use clairvoix_speech::{Engine, Error, Loudness, StreamEnd, StreamEvent, Voice, stream};

use crate::{Message, protocol::Event};

/// Frames told at once, and at first.
const PIECE_FRAMES: usize = 4000;
const FIRST_FRAMES: usize = 800;
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
    let mut sound = Sound::default();
    let end = stream(engine, voices, message.0, loudness, |event| {
        match event {
            StreamEvent::Audio { sample_rate_hz, samples } => {
                sound.add(sample_rate_hz, &samples);
                sound.tell_enough(listener)?;
            }
            StreamEvent::Mark(name) => {
                sound.tell(listener)?;
                let own = name.starts_with(OWN_MARK);
                listener.tell(&Event::IndexMark(name))?;
                paused = own && listener.order() == Order::Pause;
            }
            _ => {}
        }
        Ok::<bool, io::Error>(!paused && listener.order() != Order::Stop)
    })?;
    if end == StreamEnd::Finished {
        sound.tell(listener)?;
    }
    Ok(match end {
        StreamEnd::Finished => Ending::Finished,
        StreamEnd::Stopped if paused => Ending::Paused,
        StreamEnd::Stopped => Ending::Stopped,
        StreamEnd::Failed(error) => Ending::Failed(error),
    })
}

/// Sound that waits to be told in larger pieces: the server waits for each piece it plays.
#[derive(Default)]
struct Sound {
    sample_rate_hz: u32,
    samples: Vec<i16>,
    begun: bool,
}

impl Sound {
    fn add(&mut self, sample_rate_hz: u32, samples: &[i16]) {
        self.sample_rate_hz = sample_rate_hz;
        self.samples.extend_from_slice(samples);
    }

    /// The first piece is small: whoever listens hears it sooner.
    fn tell_enough(&mut self, listener: &mut dyn Listener) -> io::Result<()> {
        let enough = if self.begun { PIECE_FRAMES } else { FIRST_FRAMES };
        if self.samples.len() >= enough { self.tell(listener) } else { Ok(()) }
    }

    fn tell(&mut self, listener: &mut dyn Listener) -> io::Result<()> {
        let samples = std::mem::take(&mut self.samples);
        if samples.is_empty() {
            return Ok(());
        }
        self.begun = true;
        listener.tell(&Event::Audio { sample_rate_hz: self.sample_rate_hz, samples })
    }
}
