//! A French lesson said by espeak-ng: each word has its syllables, at the times of their sounds.

use std::io::Write;

use clairvoix_backends::engine::{EspeakEngine, WorkerOptions};
use clairvoix_speech::testing::{SyllableCount, check_syllables};
use clairvoix_speech::{
    Engine, ErrorKind, MarkKind, PlanOptions, PlanUnit, RenderEvent, Renderer, SourceMark, VoiceId,
    plan,
};

const LESSON: &str = include_str!("../../../tests/e2e/page/lesson.md");

/// The engine, unless espeak-ng is missing here, which is said.
fn installed() -> Option<EspeakEngine> {
    let program = Some(env!("CARGO_BIN_EXE_clairvoix-espeak").into());
    let options = WorkerOptions { program, ..Default::default() };
    let mut engine = EspeakEngine::new(options).expect("the program is given");
    if let Err(error) = engine.voices() {
        assert_eq!(error.kind(), ErrorKind::Unavailable, "{error}");
        // Past the capture of the test runner, for `cargo xtask test` to count.
        writeln!(std::io::stdout(), "\ncannot run here: {error}").expect("it is written");
        return None;
    }
    Some(engine)
}

#[test]
fn every_word_of_a_lesson_has_its_syllables() {
    let Some(mut engine) = installed() else {
        return;
    };
    for rate in [0.5, 1.0, 3.0] {
        let SyllableCount { words, syllables, exact } =
            check_syllables(&marks(&mut engine, LESSON, options(rate))).expect("end to end");
        println!("rate {rate}: {words} words, {syllables} syllables, {exact} exact");
        assert!(words > 250 && syllables > words, "{words} {syllables}");
        assert!(exact * 1000 >= syllables * 980, "{exact} of {syllables} are exact");
    }
}

#[test]
fn in_syllables_each_is_heard_as_it_is_read() {
    let Some(mut engine) = installed() else {
        return;
    };
    let text = "La belle fenêtre, des pages, cinq examens.";
    let mut options = options(1.0);
    options.unit = PlanUnit::Syllable;
    let marks = marks(&mut engine, text, options);
    let of = |kind| marks.iter().filter(move |m| m.kind == kind);
    let heard: Vec<String> = of(MarkKind::Syllable)
        .map(|syllable| {
            let inside = |m: &&SourceMark| {
                syllable.start_frame <= m.start_frame && m.end_frame <= syllable.end_frame
            };
            of(MarkKind::Phoneme).filter(inside).map(|m| m.ipa.as_str()).collect()
        })
        .collect();
    assert_eq!(heard.join(" "), "la bɛ lø fø nɛ tʁø de pa ʒø sɛ̃k ɛ ɡza mɛ̃");
}

fn options(rate: f32) -> PlanOptions {
    let voice = VoiceId::try_new("espeak-fr-fr").expect("a valid name");
    PlanOptions { rate, ..PlanOptions::new("fr", voice) }
}

fn marks(engine: &mut EspeakEngine, text: &str, options: PlanOptions) -> Vec<SourceMark> {
    let plan = plan(text, options).expect("a plan");
    let events = Renderer::try_new(engine, plan).expect("a renderer");
    let marks = events.filter_map(|event| match event.expect("it goes on") {
        RenderEvent::Mark(mark) => Some(mark),
        _ => None,
    });
    marks.collect()
}
