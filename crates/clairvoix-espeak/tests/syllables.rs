//! A French lesson said by espeak-ng: each word has its syllables, at the times of their sounds.

use std::io::Write;

use clairvoix_backends::engine::{EspeakEngine, WorkerOptions};
use clairvoix_speech::testing::{SyllableCount, check_syllables};
use clairvoix_speech::{
    Engine, ErrorKind, PlanOptions, RenderEvent, Renderer, SourceMark, VoiceId, plan,
};

const LESSON: &str = include_str!("../../../tests/e2e/page/lesson.md");

#[test]
fn every_word_of_a_lesson_has_its_syllables() {
    let program = Some(env!("CARGO_BIN_EXE_clairvoix-espeak").into());
    let options = WorkerOptions { program, keeps_spare: false };
    let mut engine = EspeakEngine::new(options).expect("the program is given");
    if let Err(error) = engine.voices() {
        assert_eq!(error.kind(), ErrorKind::Unavailable, "{error}");
        // Past the capture of the test runner, for `cargo xtask test` to count.
        writeln!(std::io::stdout(), "\ncannot run here: {error}").expect("it is written");
        return;
    }
    for rate in [0.5, 1.0, 3.0] {
        let SyllableCount { words, syllables, exact } =
            check_syllables(&marks(&mut engine, rate)).expect("end to end");
        println!("rate {rate}: {words} words, {syllables} syllables, {exact} exact");
        assert!(words > 250 && syllables > words, "{words} {syllables}");
        assert!(exact * 1000 >= syllables * 980, "{exact} of {syllables} are exact");
    }
}

fn marks(engine: &mut EspeakEngine, rate: f32) -> Vec<SourceMark> {
    let voice = VoiceId::try_new("espeak-fr-fr").expect("a valid name");
    let mut options = PlanOptions::new("fr", voice);
    options.rate = rate;
    let plan = plan(LESSON, options).expect("a plan");
    let events = Renderer::try_new(engine, plan).expect("a renderer");
    let marks = events.filter_map(|event| match event.expect("it goes on") {
        RenderEvent::Mark(mark) => Some(mark),
        _ => None,
    });
    marks.collect()
}
