//! An utterance spoken by a worker, brought to its end whatever happens to the worker.
//!
//! A worker that is lost is replaced, and the new one is given the whole utterance again, so that
//! the rest is said with the same melody: what was already heard is dropped, up to the word that was
//! being said. That works because an engine gives a text the same frames every time, to a few ms.

use clairvoix_speech::protocol::{
    FaultCode, IPA_BYTES_MAX, Request, Response, SpeakRequest, TEXT_BYTES_MAX, WORDS_MAX,
};
use clairvoix_speech::{
    Engine, EngineEvent, EngineMark, EngineMarkKind, Error, ErrorKind, Utterance, UtteranceWord,
    Voice,
};
use clairvoix_text::Utf8Range;

use super::process::Loss;
use super::worker::Worker;

/// A stretch of text that loses its worker so often in a row is left out.
const LOSSES_MAX: u32 = 3;

/// A worker and the utterance it speaks.
pub(super) struct Client {
    pub(super) worker: Worker,
    /// Known since the first [`Client::voices`].
    voices: Vec<Voice>,
    /// The last number given to an utterance.
    number: u64,
    speaking: Option<Speaking>,
}

/// Where an utterance is.
struct Speaking {
    utterance: Utterance,
    /// Its number with the worker that speaks it now.
    number: u64,
    /// Frames handed to the caller.
    given: u64,
    /// All of it was silence.
    silent: bool,
    /// Frames of this worker's audio that are not handed on: they were heard before.
    unheard_from: u64,
    /// Frames of this worker's audio so far.
    received: u64,
    /// Word marks of this worker, by word: start and end in its own frames.
    spans: Vec<(u64, u64)>,
    /// The first word whose marks go to the caller.
    from_word: usize,
    /// Words whose marks went to the caller.
    marked: usize,
    /// Losses since the last progress.
    losses: u32,
    /// What is to be said before anything else comes.
    next: Option<EngineEvent>,
    over: bool,
}

impl Client {
    pub(super) fn new(worker: Worker) -> Self {
        Self { worker, voices: Vec::new(), number: 0, speaking: None }
    }

    pub(super) fn voices(&mut self) -> Result<Vec<Voice>, Error> {
        if self.voices.is_empty() {
            self.voices = self.worker.voices()?;
        }
        Ok(self.voices.clone())
    }

    pub(super) fn begin(&mut self, utterance: &Utterance) -> Result<(), Error> {
        self.cancel();
        let name = &utterance.voice;
        let voices = self.voices()?;
        if !voices.iter().any(|voice| voice.id == *name) {
            let known: Vec<&str> = voices.iter().map(|voice| voice.id.as_str()).collect();
            return Err(Error::invalid_input(format!(
                "there is no voice {}; there are: {}",
                name.as_str(),
                known.join(", ")
            )));
        }
        check(utterance)?;
        let mut speaking = Speaking {
            utterance: utterance.clone(),
            number: 0,
            given: 0,
            silent: true,
            unheard_from: 0,
            received: 0,
            spans: Vec::new(),
            from_word: 0,
            marked: 0,
            losses: 0,
            next: None,
            over: false,
        };
        while let Err(loss) = self.ask(&mut speaking)? {
            self.worker.lose();
            speaking.losses += 1;
            if speaking.losses >= LOSSES_MAX {
                return Err(Error::new(ErrorKind::Unavailable, loss.cause.message()));
            }
        }
        self.speaking = Some(speaking);
        Ok(())
    }

    /// Gives the utterance to the worker.
    fn ask(&mut self, speaking: &mut Speaking) -> Result<Result<(), Loss>, Error> {
        let name = speaking.utterance.voice.as_str();
        let timing = match self.worker.load_voice(name)? {
            Ok(timing) => timing,
            Err(loss) => return Ok(Err(loss)),
        };
        for voice in self.voices.iter_mut().filter(|voice| voice.id.as_str() == name) {
            voice.timing = timing;
        }
        self.number += 1;
        speaking.number = self.number;
        let request = request(&speaking.utterance, self.number);
        Ok(self.worker.send(&Request::Speak(request)))
    }

    pub(super) fn next_event(&mut self) -> Result<EngineEvent, Error> {
        let Some(mut speaking) = self.speaking.take() else {
            return Ok(EngineEvent::Finished);
        };
        let event = self.event_of(&mut speaking)?;
        if event != EngineEvent::Finished {
            self.speaking = Some(speaking);
        }
        Ok(event)
    }

    fn event_of(&mut self, speaking: &mut Speaking) -> Result<EngineEvent, Error> {
        loop {
            if let Some(event) = speaking.next.take() {
                return Ok(event);
            }
            if speaking.over {
                return Ok(EngineEvent::Finished);
            }
            match self.worker.receive() {
                Ok(response) => {
                    if let Some(event) = speaking.hear(response) {
                        return Ok(event);
                    }
                }
                Err(loss) => return self.recover(speaking, loss),
            }
        }
    }

    /// Goes on after the loss of a worker, or leaves the rest out.
    fn recover(&mut self, speaking: &mut Speaking, loss: Loss) -> Result<EngineEvent, Error> {
        if speaking.all_said() {
            // Only silence was to come.
            self.worker.lose();
            speaking.over = true;
            return Ok(EngineEvent::Finished);
        }
        let mut loss = loss;
        let resumed_word = speaking.rewind();
        loop {
            self.worker.lose();
            speaking.losses += 1;
            if speaking.losses >= LOSSES_MAX {
                speaking.over = true;
                return Ok(EngineEvent::Skipped { range: speaking.rest(), cause: loss.cause });
            }
            match self.ask(speaking)? {
                Ok(()) => return Ok(EngineEvent::Interrupted { resumed_word, cause: loss.cause }),
                Err(again) => loss = again,
            }
        }
    }

    pub(super) fn cancel(&mut self) {
        if let Some(speaking) = self.speaking.take() {
            let utterance = speaking.number;
            if self.worker.send(&Request::Cancel { utterance }).is_err() {
                self.worker.lose();
            }
        }
    }
}

impl Engine for Client {
    fn prepare(&mut self) {
        self.worker.prepare();
    }

    fn voices(&mut self) -> Result<Vec<Voice>, Error> {
        Self::voices(self)
    }

    fn begin(&mut self, utterance: &Utterance) -> Result<(), Error> {
        Self::begin(self, utterance)
    }

    fn next_event(&mut self) -> Result<EngineEvent, Error> {
        Self::next_event(self)
    }

    fn cancel(&mut self) {
        Self::cancel(self);
    }
}

impl Speaking {
    /// What a response means for the caller, if anything.
    fn hear(&mut self, response: Response) -> Option<EngineEvent> {
        match response {
            Response::Audio { utterance, samples } if utterance == self.number => {
                self.audio(samples)
            }
            Response::Mark(found) if found.utterance == self.number => self.mark(found.mark),
            Response::Skipped { utterance, range, message } if utterance == self.number => {
                // Told once, by the first worker.
                (self.given == 0 && self.losses == 0).then(|| EngineEvent::Skipped {
                    range,
                    cause: Error::new(ErrorKind::InvalidInput, message),
                })
            }
            Response::Done { utterance } if utterance == self.number => {
                self.over = true;
                Some(self.unheard().unwrap_or(EngineEvent::Finished))
            }
            Response::Fault { utterance, code, message } if utterance == self.number => {
                self.over = true;
                let kind = match code {
                    FaultCode::InvalidRequest => ErrorKind::InvalidInput,
                    FaultCode::NoVoice => ErrorKind::Unavailable,
                    FaultCode::Engine => ErrorKind::EngineFailed,
                };
                Some(EngineEvent::Skipped { range: self.rest(), cause: Error::new(kind, message) })
            }
            _ => None,
        }
    }

    fn audio(&mut self, mut samples: Vec<i16>) -> Option<EngineEvent> {
        let known = self.unheard_from.saturating_sub(self.received);
        self.received += samples.len() as u64;
        let known = usize::try_from(known).unwrap_or(usize::MAX).min(samples.len());
        samples.drain(..known);
        if samples.is_empty() {
            return None;
        }
        self.given += samples.len() as u64;
        self.silent &= samples.iter().all(|sample| *sample == 0);
        self.losses = 0;
        Some(EngineEvent::Audio(samples))
    }

    /// What is to be told of words that have their time and no sound: Pico gives a lone « qu' » so.
    fn unheard(&self) -> Option<EngineEvent> {
        let lasts = self.spans.iter().any(|(start, end)| start < end);
        let words = &self.utterance.words;
        let (first, last) = words.first().zip(words.last()).filter(|_| self.silent && lasts)?;
        let cause = Error::new(ErrorKind::InvalidInput, "the voice makes no sound of it");
        Some(EngineEvent::Skipped { range: first.range.cover(last.range), cause })
    }

    fn mark(&mut self, mut mark: EngineMark) -> Option<EngineEvent> {
        let word = match mark.kind {
            EngineMarkKind::Word => {
                self.spans.push((mark.start_frame, mark.end_frame));
                self.spans.len() - 1
            }
            EngineMarkKind::Phoneme => self.spans.len().saturating_sub(1),
        };
        if word < self.from_word {
            return None;
        }
        self.marked = self.marked.max(self.spans.len());
        mark.start_frame = self.callers(mark.start_frame);
        mark.end_frame = self.callers(mark.end_frame);
        Some(EngineEvent::Mark(mark))
    }

    /// A frame of this worker's audio as the caller counts: all it was given since the beginning.
    fn callers(&self, frame: u64) -> u64 {
        (frame + self.given).saturating_sub(self.received.max(self.unheard_from))
    }

    /// Whether the audio of every word has been given.
    fn all_said(&self) -> bool {
        let heard = self.received.max(self.unheard_from);
        let said = self.spans.last().is_some_and(|(_, end)| *end <= heard);
        said && self.spans.len() >= self.utterance.words.len()
    }

    /// Prepares to say the rest again with a new worker; says from which word.
    fn rewind(&mut self) -> usize {
        // In the frames of the worker that was lost, the caller has heard up to here.
        let heard = self.received.max(self.unheard_from);
        let resumed = self
            .spans
            .iter()
            .enumerate()
            .skip(self.from_word)
            .find(|(_, (_, end))| *end > heard)
            .map(|(word, (start, _))| (word, *start));
        let (word, start) = resumed.unwrap_or((self.spans.len().max(self.from_word), heard));
        self.unheard_from = start.min(heard);
        self.received = 0;
        self.spans.clear();
        self.from_word = word;
        word.min(self.utterance.words.len().saturating_sub(1))
    }

    /// What is not said yet.
    fn rest(&self) -> Utf8Range {
        let end = self.utterance.text.len();
        let start = match self.utterance.words.get(self.from_word.max(self.marked)) {
            Some(word) => word.range.start(),
            None if self.utterance.words.is_empty() => 0,
            None => end,
        };
        Utf8Range::new(start, end)
    }
}

/// What the protocol cannot carry is refused before anything is said.
fn check(utterance: &Utterance) -> Result<(), Error> {
    if utterance.text.len() > TEXT_BYTES_MAX || utterance.words.len() > WORDS_MAX {
        return Err(Error::invalid_input(format!(
            "an utterance of {} bytes and {} words is too long to be said at once; the most is {} \
             bytes and {} words: cut it into sentences",
            utterance.text.len(),
            utterance.words.len(),
            TEXT_BYTES_MAX,
            WORDS_MAX
        )));
    }
    let mut bytes = Vec::new();
    Request::Speak(request(utterance, 1)).encode(&mut bytes)
}

fn request(utterance: &Utterance, number: u64) -> SpeakRequest {
    let words = utterance.words.iter().map(|word| UtteranceWord {
        range: word.range,
        // A reading too long to be one is none.
        ipa: Some(word.ipa.clone()).filter(|ipa| ipa.len() <= IPA_BYTES_MAX).unwrap_or_default(),
    });
    SpeakRequest {
        utterance: number,
        text: utterance.text.clone(),
        words: words.collect(),
        rate_milli: milli(utterance.rate),
        pitch_milli: milli(utterance.pitch),
    }
}

/// Thousandths; what is not a number is the voice's own.
fn milli(factor: f32) -> u32 {
    if factor.is_nan() { 1000 } else { (factor.clamp(0.001, 1000.0) * 1000.0).round() as u32 }
}
