//! Writes what a renderer gives: sound, marks, and what is to be said about it at the end.

use std::io::BufWriter;

use clairvoix::speech::{MarkKind, RenderEvent, SourceMark};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::{
    Outcome, audio_file::AudioFile, failure::Failure, marks_file::MarksFile, pending::Pending,
    ui::Ui,
};

/// What was said, counted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) sentences: u64,
    pub(crate) words: u64,
    pub(crate) frames: u64,
    pub(crate) skipped: u64,
    pub(crate) interrupted: u64,
    pub(crate) estimated: bool,
}

impl Tally {
    /// Counts one event.
    pub(crate) fn count(&mut self, event: &RenderEvent) {
        match event {
            RenderEvent::Audio(samples) => self.frames += samples.len() as u64,
            RenderEvent::Mark(mark) => {
                self.sentences += u64::from(mark.kind == MarkKind::Sentence);
                self.words += u64::from(mark.kind == MarkKind::Word);
                self.estimated |= mark.kind == MarkKind::Word && !mark.exact;
            }
            RenderEvent::Skipped { .. } => self.skipped += 1,
            RenderEvent::Interrupted { .. } => self.interrupted += 1,
            _ => {}
        }
    }

    /// Says what the person should know.
    pub(crate) fn report(&self, ui: &Ui) {
        for (key, count) in [("note.skipped", self.skipped), ("note.recovered", self.interrupted)] {
            if count > 0 {
                ui.note(key, &[("count", &count.to_string())]);
            }
        }
    }
}

/// Sound and marks being written.
pub(crate) struct Recorder<'a> {
    ui: &'a Ui,
    audio: AudioFile<BufWriter<Pending>>,
    audio_name: String,
    marks: Option<MarksFile<'a>>,
    bar: ProgressBar,
    tally: Tally,
}

impl<'a> Recorder<'a> {
    /// Starts with the files given; `bytes` of text are to be said.
    pub(crate) fn new(
        ui: &'a Ui,
        audio: Pending,
        compressed: bool,
        marks: Option<MarksFile<'a>>,
        sample_rate_hz: u32,
        bytes: usize,
    ) -> Outcome<Self> {
        let audio_name = audio.name().to_owned();
        let out = BufWriter::with_capacity(64 * 1024, audio);
        let audio = if compressed {
            AudioFile::flac(out, sample_rate_hz)
        } else {
            AudioFile::wav(out, sample_rate_hz)
        };
        Ok(Self {
            ui,
            audio: audio.map_err(|e| Failure::write(ui, &audio_name, &e))?,
            audio_name,
            marks,
            bar: progress_bar(ui, bytes),
            tally: Tally::default(),
        })
    }

    /// Writes one event.
    pub(crate) fn event(&mut self, event: &RenderEvent) -> Outcome {
        self.tally.count(event);
        match event {
            RenderEvent::Audio(samples) => {
                self.audio.write(samples).map_err(|e| Failure::write(self.ui, &self.audio_name, &e))
            }
            RenderEvent::Mark(mark) => match &mut self.marks {
                Some(marks) => marks.mark(self.ui, mark),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Moves the progress bar to a mark of the text counted by `bytes`.
    pub(crate) fn progress(&self, mark: &SourceMark) {
        if mark.kind == MarkKind::Sentence {
            self.bar.set_position(mark.range.end() as u64);
        }
    }

    /// Completes the files, not yet under their names: the sound, then the marks.
    pub(crate) fn finish(self) -> Outcome<(Tally, Pending, Option<Pending>)> {
        let (ui, name) = (self.ui, self.audio_name);
        let unwrap = |out: BufWriter<Pending>| out.into_inner().map_err(|e| e.into_error());
        let audio =
            self.audio.finish().and_then(unwrap).map_err(|e| Failure::write(ui, &name, &e))?;
        let marks = self.marks.map(|marks| marks.finish(ui)).transpose()?;
        self.bar.finish_and_clear();
        Ok((self.tally, audio, marks))
    }
}

/// Frames as milliseconds: exact for the rates of all voices.
pub(crate) fn milliseconds(frame: u64, sample_rate_hz: u32) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "exact below 2^53 frames")]
    let frame = frame as f64;
    frame * 1000.0 / f64::from(sample_rate_hz)
}

/// Drawn on standard error, and only when a person sees it.
fn progress_bar(ui: &Ui, bytes: usize) -> ProgressBar {
    let bar =
        ProgressBar::with_draw_target(Some(bytes as u64), ProgressDrawTarget::stderr_with_hz(4));
    let template = format!("{} {{bar:40}} {{percent}} % {{eta}}", ui.get("progress.speaking"));
    match ProgressStyle::with_template(&template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
