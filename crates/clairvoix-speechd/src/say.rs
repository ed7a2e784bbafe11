//! A message becomes sound and index marks, each mark at its frame.

use std::{collections::VecDeque, io};

use clairvoix_speech::{
    Edge, Engine, Error, ErrorKind, Input, Loudness, MarkKind, Output, Request, RequestId,
    SpeakMode, Speaker, SpeechEvent, UtteranceId, Voice,
};

use crate::{Message, protocol::Event};

/// Passages given to the speaker ahead of the one that is said.
const AHEAD: usize = 8;
/// The most frames told at once.
const BLOCK: usize = 4000;
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
    let mut run = Run {
        speaker: Speaker::new(voices.to_vec()),
        engine,
        listener,
        passages: message.passages,
        marks: message.marks,
        requests: VecDeque::new(),
        next_request: 0,
        saying: None,
        sample_rate_hz: 0,
        written: 0,
        held: None,
        ending: None,
    };
    run.listener.tell(&Event::Begin)?;
    if (volume - 1.0).abs() > f32::EPSILON {
        run.take(Input::SetLoudness(Loudness { volume, ..Loudness::default() }))?;
    }
    let ending = run.run()?;
    run.engine.cancel();
    Ok(ending)
}

struct Run<'a> {
    engine: &'a mut dyn Engine,
    listener: &'a mut dyn Listener,
    speaker: Speaker,
    /// Not given to the speaker yet.
    passages: VecDeque<crate::Passage>,
    /// Not told yet.
    marks: VecDeque<clairvoix_speech::SsmlMark>,
    /// Given to the speaker and not over, with where they begin in the message.
    requests: VecDeque<(RequestId, usize)>,
    next_request: u64,
    saying: Option<UtteranceId>,
    sample_rate_hz: u32,
    /// Frames taken since the speaker opened the sink.
    written: u64,
    /// The last of them, not told yet: what begins with a frame is known when that frame is taken.
    held: Option<i16>,
    ending: Option<Ending>,
}

impl Run<'_> {
    fn run(&mut self) -> io::Result<Ending> {
        loop {
            if self.listener.order() == Order::Stop {
                return Ok(Ending::Stopped);
            }
            self.give()?;
            if let Some(ending) = self.ending.take() {
                return Ok(ending);
            }
            if self.requests.is_empty() {
                return self.finish();
            }
            if !self.write()? && !self.listen()? {
                let why = "the speech stopped without an end";
                return Ok(Ending::Failed(Error::new(ErrorKind::EngineFailed, why)));
            }
        }
    }

    /// Gives the speaker the next passages.
    fn give(&mut self) -> io::Result<()> {
        while self.requests.len() < AHEAD {
            let Some(passage) = self.passages.pop_front() else { return Ok(()) };
            let id = RequestId(self.next_request);
            self.next_request += 1;
            self.requests.push_back((id, passage.offset));
            let request = Request::new(id, passage.text, passage.options);
            self.take(Input::Speak { request, mode: SpeakMode::Append })?;
        }
        Ok(())
    }

    /// The last sound, and the marks after the last word.
    fn finish(&mut self) -> io::Result<Ending> {
        let last = self.held.take();
        self.tell_audio(last.into_iter().collect())?;
        self.marks_before(usize::MAX)?;
        Ok(self.ending.take().unwrap_or(Ending::Finished))
    }

    /// Tells sound up to the next mark; false when there is none to tell.
    fn write(&mut self) -> io::Result<bool> {
        let due = self.speaker.next_wake().map(|(frame, _)| frame.saturating_sub(self.written));
        let until = due.filter(|due| *due > 0).and_then(|due| usize::try_from(due).ok());
        let samples = self.speaker.unwritten();
        let count = samples.len().min(until.unwrap_or(BLOCK)).min(BLOCK);
        let Some((last, before)) = samples.get(..count).and_then(<[i16]>::split_last) else {
            return Ok(false);
        };
        let held = self.held.replace(*last);
        let samples = held.into_iter().chain(before.iter().copied()).collect();
        self.tell_audio(samples)?;
        self.written += count as u64;
        self.take(Input::Written(count))?;
        self.take(Input::Played(self.written))?;
        Ok(true)
    }

    fn tell_audio(&mut self, samples: Vec<i16>) -> io::Result<()> {
        if samples.is_empty() {
            return Ok(());
        }
        self.listener.tell(&Event::Audio { sample_rate_hz: self.sample_rate_hz, samples })
    }

    /// Takes what the engine says next; false when nothing is being said.
    fn listen(&mut self) -> io::Result<bool> {
        let (true, Some(id)) = (self.speaker.wants_engine_events(), self.saying) else {
            return Ok(false);
        };
        let event = self.engine.next_event();
        self.take(Input::Engine { id, event })?;
        self.take(Input::Played(self.written))?;
        Ok(true)
    }

    fn take(&mut self, input: Input) -> io::Result<()> {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            for output in self.speaker.handle(input) {
                inputs.extend(self.obey(output)?);
            }
        }
        Ok(())
    }

    fn obey(&mut self, output: Output) -> io::Result<Option<Input>> {
        Ok(match output {
            Output::Begin(utterance) => {
                let id = utterance.id;
                self.saying = Some(id);
                let begun = self.engine.begin(&utterance);
                begun.err().map(|error| Input::Engine { id, event: Err(error) })
            }
            Output::CancelEngine => {
                self.saying = None;
                self.engine.cancel();
                None
            }
            Output::OpenSink { format, .. } => {
                self.sample_rate_hz = format.sample_rate_hz;
                Some(Input::SinkOpened)
            }
            Output::Truncate => Some(Input::Truncated(self.written)),
            Output::CloseSink => {
                self.written = 0;
                None
            }
            Output::Event(event) => {
                self.event(event)?;
                None
            }
        })
    }

    fn event(&mut self, event: SpeechEvent) -> io::Result<()> {
        match event {
            SpeechEvent::Mark {
                request, edge: Edge::Start, kind: MarkKind::Word, range, ..
            } => {
                let found = self.requests.iter().find(|(id, _)| *id == request);
                let offset = found.map_or(0, |(_, offset)| *offset);
                self.marks_before(offset + range.end())?;
            }
            SpeechEvent::Finished { request } | SpeechEvent::Stopped { request } => {
                self.requests.retain(|(id, _)| *id != request);
            }
            SpeechEvent::Failed { request, cause } => {
                self.requests.retain(|(id, _)| *id != request);
                self.ending.get_or_insert(Ending::Failed(cause));
            }
            _ => {}
        }
        Ok(())
    }

    /// Tells the marks that stand before this byte of the message.
    fn marks_before(&mut self, offset: usize) -> io::Result<()> {
        while let Some(mark) = self.marks.front().filter(|mark| mark.offset < offset) {
            if self.ending.is_some() {
                return Ok(());
            }
            self.listener.tell(&Event::IndexMark(mark.name.clone()))?;
            let own = mark.name.starts_with(OWN_MARK);
            self.marks.pop_front();
            if own && self.listener.order() == Order::Pause {
                self.ending = Some(Ending::Paused);
            }
        }
        Ok(())
    }
}
