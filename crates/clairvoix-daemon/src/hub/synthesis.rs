//! Texts said into descriptors: not heard, so no turn is waited for.

use std::{
    io::{BufWriter, Write},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use clairvoix::{
    profile::Feature,
    speech::{Engine, Engines, RenderEvent, Renderer, SourceMark, plan, wav_header},
};

use super::{Hub, Inner, session::Entry};
use crate::{
    error::Error,
    fd::{Output, io_error},
    floor::{Ask, JobId, Mark, Priority, SessionId, Told},
    limit::exceeded,
    option::SpeakOptions,
    spec::Spec,
};

/// A synthesis that was accepted; [`Synthesis::run`] does it.
pub(crate) struct Synthesis {
    inner: Arc<Inner>,
    session: SessionId,
    job: JobId,
    spec: Arc<Spec>,
    cancelled: Arc<AtomicBool>,
    output: Output,
}

/// One that is done, as the hub knows it.
pub(super) struct Silent {
    pub(super) session: SessionId,
    cancelled: Arc<AtomicBool>,
}

impl Silent {
    pub(super) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// The samples on their way to a file.
struct Wav {
    out: BufWriter<Output>,
    bytes: u64,
}

impl Wav {
    fn add(&mut self, samples: &[i16]) -> std::io::Result<()> {
        for sample in samples {
            self.out.write_all(&sample.to_le_bytes())?;
        }
        self.bytes += samples.len() as u64 * 2;
        Ok(())
    }
}

/// How a synthesis ended without a fault.
enum End {
    Finished,
    Cancelled,
}

impl Hub {
    /// Accepts a text to be said into a descriptor.
    ///
    /// # Errors
    /// As [`Hub::speak`].
    pub(crate) fn synthesize(
        &self,
        session: SessionId,
        text: &str,
        options: SpeakOptions,
        output: Output,
    ) -> Result<Synthesis, Error> {
        let max = self.limits().text_bytes;
        if text.len() as u64 > max {
            return Err(self.refuse(exceeded("text_bytes", max, "give it in parts")));
        }
        let held = self.hold(&self.inner.texts, "held_bytes", text.len())?;
        let chosen = self.allowed(session, &options)?;
        chosen.require(Feature::SoundFiles)?;
        let mut state = self.state();
        let ask = Ask { priority: Priority::Text, ..options.ask };
        let job = self.admit(&mut state, session, ask)?;
        let spec = Arc::new(state.spec(session, text.into(), options, chosen, held));
        state.jobs.insert(job, Entry::new(session, Some(&spec)));
        let cancelled = Arc::new(AtomicBool::new(false));
        state.silent.insert(job, Silent { session, cancelled: Arc::clone(&cancelled) });
        Ok(Synthesis { inner: Arc::clone(&self.inner), session, job, spec, cancelled, output })
    }
}

impl Hub {
    /// A synthesis that was accepted will not be done.
    pub(crate) fn give_up(&self, session: SessionId, job: JobId, error: Error) {
        let mut state = self.state();
        state.silent.remove(&job);
        state.tell(session, job, Told::Failed(error));
    }
}

impl Synthesis {
    /// Its name.
    pub(crate) const fn job(&self) -> JobId {
        self.job
    }

    /// Says it all, and tells its session. Takes as long as the reader.
    pub(crate) fn run(self) {
        let told = match self.write() {
            Ok(End::Finished) => Told::Finished,
            Ok(End::Cancelled) => Told::Stopped,
            Err(error) => Told::Failed(error),
        };
        let Self { inner, session, job, output, .. } = self;
        // The reader sees the end before it is told of it.
        drop(output);
        let mut state = inner.state();
        state.silent.remove(&job);
        state.tell(session, job, told);
    }

    fn write(&self) -> Result<End, Error> {
        if self.cancelled.load(Ordering::Relaxed) {
            return Ok(End::Cancelled);
        }
        let voice = self.spec.voice().map(str::to_owned);
        let mut engines = self.inner.engines(voice.as_deref());
        let written = self.write_with(&mut engines);
        self.inner.keep(voice, engines);
        written
    }

    fn write_with(&self, engines: &mut Engines) -> Result<End, Error> {
        let options = self.spec.plan(&engines.voices()?)?;
        let utterances = plan(self.spec.text(), options)?;
        let rendered = Renderer::try_new(engines, utterances)?;
        let rate = rendered.sample_rate_hz();
        let mut wav = Wav { out: BufWriter::new(self.output.try_clone()?), bytes: 0 };
        wav.out.write_all(&wav_header(rate, None)).map_err(io_error)?;
        self.tell(Told::Started);
        for event in rendered {
            if self.cancelled.load(Ordering::Relaxed) {
                return Ok(End::Cancelled);
            }
            match event? {
                RenderEvent::Audio(samples) => wav.add(&samples).map_err(io_error)?,
                RenderEvent::Mark(mark) => self.tell_mark(&mark),
                RenderEvent::Skipped { range, cause } => {
                    self.tell(Told::Skipped(range, cause.message().to_owned()));
                }
                RenderEvent::Interrupted { cause, .. } => {
                    self.tell(Told::Interrupted(cause.message().to_owned()));
                }
                _ => {}
            }
        }
        wav.out.flush().map_err(io_error)?;
        self.output.rewrite_head(&wav_header(rate, Some(wav.bytes))).map_err(io_error)?;
        Ok(End::Finished)
    }

    fn tell(&self, told: Told) {
        self.inner.state().tell(self.session, self.job, told);
    }

    fn tell_mark(&self, mark: &SourceMark) {
        if mark.kind > self.spec.finest() {
            return;
        }
        for (start, frame) in [(true, mark.start_frame), (false, mark.end_frame)] {
            let told = Told::Mark(Mark { kind: mark.kind, start, range: mark.range, frame });
            self.tell(told);
        }
    }
}
