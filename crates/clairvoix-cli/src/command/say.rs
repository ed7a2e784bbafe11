//! `clairvoix say`: a text spoken, or recorded with the times of its words.

use std::{ffi::OsStr, path::Path};

use clairvoix::{
    follow_voice,
    profile::HighlightUnit,
    speech::{Engine, MarkKind, PlanOptions, PlanUnit, RenderEvent, Renderer, plan},
};

use crate::{
    Outcome,
    args::SayArgs,
    engine,
    estimate::{self, Estimate},
    failure::Failure,
    input::Input,
    lists,
    loudspeaker::{self, Heard},
    marks_file::MarksFile,
    pending::Pending,
    pupil,
    recorder::Recorder,
    ui::Ui,
    voice::{self, Choice},
};

pub(super) fn run(ui: &Ui, args: &SayArgs) -> Outcome {
    if args.marks.is_some() && args.out.is_none() {
        return Err(Failure::Usage(ui.fill("usage.marks_without_out", &[])));
    }
    let chosen = pupil::load(ui, args.profile.as_deref())?;
    let settings = chosen.profile.settings();
    let captions_by = match settings.highlight.unit {
        HighlightUnit::Word => MarkKind::Word,
        HighlightUnit::Syllable => MarkKind::Syllable,
    };
    let settings = settings.voice;
    let rate = args.rate.unwrap_or(settings.rate as f32);
    let (name, text, hours) = text(ui, args, pace(args, rate))?;
    let named = args.voice.as_deref().or(Some(&settings.id));
    let mut engine = engine::open(named);
    let choice = Choice { voice: named, by_hand: args.voice.is_some(), rate };
    let (mut options, voice) = voice::choose(ui, &mut engine, &choice)?;
    let mut paths = chosen.pronunciations(ui);
    paths.extend(args.pronunciations.iter().cloned());
    options.pronunciations = lists::load(ui, &paths)?;
    follow_voice(&mut options, &settings);
    options.rate = rate;
    if let Some(pause_ms) = args.syllables {
        in_syllables(&mut options, pause_ms);
    }
    match &args.out {
        Some(out) => {
            estimate::check_space(ui, out, estimate::audio_bytes(hours))?;
            let sample_rate_hz = voice.sample_rate_hz;
            let job = Job { ui, name: &name, text: &text, args, captions_by, sample_rate_hz };
            job.record(&mut engine, options, out)
        }
        None => {
            let device = args.device.as_deref().or(Some(&settings.device));
            let heard = Heard { name: &name, text: &text, device };
            loudspeaker::speak(ui, engine, &heard, options)
        }
    }
}

/// Syllable by syllable, with twice the silence after a word.
fn in_syllables(options: &mut PlanOptions, pause_ms: u32) {
    options.unit = PlanUnit::Syllable;
    options.pauses.syllable_ms = pause_ms;
    options.pauses.word_ms = pause_ms.saturating_mul(2);
}

/// The rate that tells how long the text will speak: silences are not in it.
fn pace(args: &SayArgs, rate: f32) -> f32 {
    match args.syllables {
        None => rate,
        // A word of 400 ms has two syllables; its silences, 100 ms of edges each, come to four.
        #[allow(clippy::cast_precision_loss, reason = "at most a minute")]
        Some(pause_ms) => 1.0 / (1.0 / rate + 1.0 + pause_ms as f32 / 100.0),
    }
}

/// The text, what it is called in messages, and how many hours it will speak at `rate`.
fn text(ui: &Ui, args: &SayArgs, rate: f32) -> Outcome<(String, String, f64)> {
    let typed = args.text.as_deref().filter(|text| *text != OsStr::new("-"));
    let Some(typed) = typed else {
        let mut input = if args.selection { Input::selection(ui)? } else { Input::stdin(ui) };
        let (bytes, hours) = if args.out.is_some() {
            estimate::read_within(ui, &mut input, rate, args.max_hours)?
        } else {
            (input.read_all(ui)?, 0.0)
        };
        // What is said is text whatever it looks like, unlike a file that may be a picture.
        let as_is = String::from_utf8(bytes.clone());
        let text = match (input.decode(ui, bytes), as_is) {
            (Err(_), Ok(text)) => text,
            (text, _) => text?,
        };
        return Ok((input.name, text, hours));
    };
    let name = ui.get("failure.text_name").to_owned();
    let text = typed.to_string_lossy().into_owned();
    let mut estimate = Estimate::default();
    estimate.add(text.as_bytes());
    let hours = if args.out.is_some() {
        estimate::check(ui, &name, &estimate, rate, args.max_hours)?
    } else {
        estimate.hours(rate)
    };
    Ok((name, text, hours))
}

struct Job<'a> {
    ui: &'a Ui,
    name: &'a str,
    text: &'a str,
    args: &'a SayArgs,
    /// What has its own time in captions, unless it is asked for.
    captions_by: MarkKind,
    sample_rate_hz: u32,
}

impl Job<'_> {
    fn record(&self, engine: &mut dyn Engine, options: PlanOptions, out: &Path) -> Outcome {
        let ui = self.ui;
        let audio = Pending::create(ui, out)?;
        let marks = match &self.args.marks {
            Some(path) => {
                let text = (self.args.unit, self.text);
                let finest = (self.args.marks_by.map(Into::into), self.captions_by);
                Some(MarksFile::by_name(ui, path, text, finest, out, self.sample_rate_hz)?)
            }
            None => None,
        };
        let compressed = out.extension().is_some_and(|end| end.eq_ignore_ascii_case("flac"));
        let mut recorder =
            Recorder::new(ui, audio, compressed, marks, self.sample_rate_hz, self.text.len())?;
        let failure = |error| voice::speech_failure(ui, self.name, &error);
        let utterances = plan(self.text, options).map_err(failure)?;
        for event in Renderer::try_new(engine, utterances).map_err(failure)? {
            let event = event.map_err(failure)?;
            if let RenderEvent::Mark(mark) = &event {
                recorder.progress(mark);
            }
            recorder.event(&event)?;
        }
        let (tally, audio, marks) = recorder.finish()?;
        audio.commit(ui)?;
        marks.map_or(Ok(()), |marks| marks.commit(ui))?;
        tally.report(ui);
        if tally.words == 0 {
            ui.note("note.no_speech", &[("name", self.name)]);
        }
        Ok(())
    }
}
