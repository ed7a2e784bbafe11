//! A French lesson said by Pico: each word has its syllables, at the times of their sounds.

mod common;

use clairvoix_speech::testing::{SyllableCount, check_syllables};
use clairvoix_speech::{MarkKind, PlanOptions, RenderEvent, Renderer, SourceMark, VoiceId, plan};
use common::engine;

const LESSON: &str = include_str!("../../../tests/e2e/page/lesson.md");

fn marks(text: &str, rate: f32) -> Vec<SourceMark> {
    let voice = VoiceId::try_new("pico-fr-FR").expect("a valid name");
    let mut options = PlanOptions::new("fr", voice);
    options.rate = rate;
    let plan = plan(text, options).expect("a plan");
    let mut engine = engine();
    let events = Renderer::try_new(&mut engine, plan).expect("a renderer");
    let marks = events.filter_map(|event| match event.expect("it goes on") {
        RenderEvent::Mark(mark) => Some(mark),
        _ => None,
    });
    marks.collect()
}

#[test]
fn every_word_of_a_lesson_has_its_syllables() {
    for rate in [0.5, 1.0, 3.0] {
        let SyllableCount { words, syllables, exact } =
            check_syllables(&marks(LESSON, rate)).expect("end to end");
        println!("rate {rate}: {words} words, {syllables} syllables, {exact} exact");
        assert!(words > 250 && syllables > words, "{words} {syllables}");
        assert!(exact * 1000 >= syllables * 990, "{exact} of {syllables} are exact");
    }
}

#[test]
fn a_syllable_is_heard_from_its_first_sound() {
    let text = "L'élève prononce crayon, belle et examen.";
    let marks = marks(text, 1.0);
    let syllables: Vec<_> = marks.iter().filter(|m| m.kind == MarkKind::Syllable).collect();
    let written: Vec<&str> = syllables.iter().map(|m| m.range.slice(text)).collect();
    assert_eq!(written.join(" "), "L' é lè ve pro non ce cra yon bel le et e xa men");
    let ipa: Vec<&str> = syllables.iter().map(|m| m.ipa.as_str()).collect();
    assert_eq!(ipa.join(" "), "l e lɛ v pʁɔ nɔ̃ s kʁɛ jɔ̃ bɛ l e ɛ ɡza mɛ̃");
    let sounds: Vec<_> = marks.iter().filter(|m| m.kind == MarkKind::Phoneme).collect();
    for syllable in syllables {
        let first = sounds.iter().find(|s| s.start_frame == syllable.start_frame);
        let first = first.map(|sound| sound.ipa.as_str());
        assert!(first.is_some_and(|ipa| syllable.ipa.starts_with(ipa)), "{syllable:?} {first:?}");
        assert!(syllable.exact, "{syllable:?}");
    }
}
