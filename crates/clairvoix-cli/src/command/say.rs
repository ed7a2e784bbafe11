//! `clairvoix say`: a text spoken, or recorded with the times of its words.

use std::{ffi::OsStr, path::Path};

use clairvoix::speech::{Engine, PlanOptions, Renderer, plan};

use crate::{
    Outcome,
    args::SayArgs,
    engine,
    estimate::{self, Estimate},
    failure::Failure,
    input::Input,
    pending::Pending,
    recorder::Recorder,
    ui::Ui,
    unit::UnitMap,
    voice::{self, Choice},
};

pub(super) fn run(ui: &Ui, args: &SayArgs) -> Outcome {
    if args.marks.is_some() && args.out.is_none() {
        return Err(Failure::Usage(ui.fill("usage.marks_without_out", &[])));
    }
    let rate = args.rate.unwrap_or(1.0);
    let (name, text) = text(ui, args, rate)?;
    let mut engine = engine::open(ui)?;
    let choice = Choice { voice: args.voice.as_deref(), rate };
    let (options, voice) = voice::choose(ui, &mut *engine, &choice)?;
    match &args.out {
        Some(out) => {
            let job =
                Job { ui, name: &name, text: &text, args, sample_rate_hz: voice.sample_rate_hz };
            job.record(&mut *engine, options, out)
        }
        None => engine::speak(ui, engine, &name, &text, options),
    }
}

/// The text and what it is called in messages.
fn text(ui: &Ui, args: &SayArgs, rate: f32) -> Outcome<(String, String)> {
    if args.text == OsStr::new("-") {
        let input = Input::stdin(ui);
        if args.out.is_none() {
            let name = input.name.clone();
            return Ok((name, input.read_text(ui)?));
        }
        let (name, bytes) = estimate::read_within(ui, input, rate, args.max_hours)?;
        let text = crate::input::decode(ui, &name, &bytes);
        return Ok((name, text));
    }
    let name = ui.get("failure.text_name").to_owned();
    let text = args.text.to_string_lossy().into_owned();
    if args.out.is_some() {
        let mut estimate = Estimate::default();
        estimate.add(text.as_bytes());
        estimate::check(ui, &name, &estimate, rate, args.max_hours)?;
    }
    Ok((name, text))
}

struct Job<'a> {
    ui: &'a Ui,
    name: &'a str,
    text: &'a str,
    args: &'a SayArgs,
    sample_rate_hz: u32,
}

impl Job<'_> {
    fn record(&self, engine: &mut dyn Engine, options: PlanOptions, out: &Path) -> Outcome {
        let ui = self.ui;
        let audio = Pending::create(ui, out)?;
        let marks = match &self.args.marks {
            Some(path) => {
                let units = UnitMap::new(self.args.unit, self.text);
                Some((Pending::create(ui, path)?, units))
            }
            None => None,
        };
        let mut recorder =
            Recorder::new(ui, audio, false, marks, self.sample_rate_hz, self.text.len())?;
        let failure = |error| voice::speech_failure(ui, self.name, &error);
        let utterances = plan(self.text, options).map_err(failure)?;
        for event in Renderer::try_new(engine, utterances).map_err(failure)? {
            recorder.event(&event.map_err(failure)?)?;
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
