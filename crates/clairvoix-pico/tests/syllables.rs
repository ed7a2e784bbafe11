//! A French lesson said by Pico: each word has its syllables, at the times of their sounds.

mod common;

use clairvoix_speech::testing::{SyllableCount, check_syllables};
use clairvoix_speech::{
    MarkKind, PlanOptions, PlanUnit, RenderEvent, Renderer, SourceMark, VoiceId, plan,
};
use common::engine;

const LESSON: &str = include_str!("../../../tests/e2e/page/lesson.md");

fn options(rate: f32) -> PlanOptions {
    let voice = VoiceId::try_new("pico-fr-FR").expect("a valid name");
    PlanOptions { rate, ..PlanOptions::new("fr", voice) }
}

fn marks(text: &str, options: PlanOptions) -> Vec<SourceMark> {
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
            check_syllables(&marks(LESSON, options(rate))).expect("end to end");
        println!("rate {rate}: {words} words, {syllables} syllables, {exact} exact");
        assert!(words > 250 && syllables > words, "{words} {syllables}");
        assert!(exact * 1000 >= syllables * 990, "{exact} of {syllables} are exact");
    }
}

#[test]
fn a_syllable_is_heard_from_its_first_sound() {
    let text = "L'élève prononce crayon, belle et examen.";
    let marks = marks(text, options(1.0));
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

/// Text, then what is heard of each syllable.
const IN_SYLLABLES: [(&str, &str); 4] = [
    ("L'élève écrit.", "le lɛ vø e kʁi"),
    ("La belle fenêtre", "la bɛ lø fø nɛ tʁø"),
    ("Des pages d'examens", "de pa ʒø dɛ ɡza mɛ̃"),
    ("Aujourd'hui un monsieur", "o ʒuʁ dɥi œ̃ mø sjø"),
];

#[test]
fn in_syllables_each_is_heard_as_it_is_read_and_marked_once() {
    for (text, expected) in IN_SYLLABLES {
        let mut options = options(1.0);
        options.unit = PlanUnit::Syllable;
        options.pauses.word_ms = 600;
        let marks = marks(text, options);
        let of = |kind| marks.iter().filter(move |m| m.kind == kind);
        let syllables: Vec<_> = of(MarkKind::Syllable).collect();
        let mut heard: Vec<(u64, String)> = Vec::new();
        for sound in of(MarkKind::Phoneme) {
            let here = syllables.iter().rfind(|s| s.start_frame <= sound.start_frame);
            let start = here.map_or(0, |s| s.start_frame);
            match heard.last_mut() {
                // The silence between two syllables is longer than a sound.
                Some((end, sounds)) if sound.start_frame < *end + 1600 => {
                    (*end, *sounds) = (sound.end_frame, format!("{sounds}{}", sound.ipa));
                }
                _ => heard.push((sound.end_frame.max(start), sound.ipa.clone())),
            }
        }
        let heard: Vec<String> = heard.into_iter().map(|(_, sounds)| sounds).collect();
        assert_eq!(heard.join(" "), expected, "{text}");
        let words: Vec<_> = of(MarkKind::Word).map(|m| m.range).collect();
        let mut covered: Vec<_> = syllables.iter().map(|m| m.range).collect();
        covered.sort_by_key(|range| range.start());
        for word in words {
            let inside =
                covered.iter().filter(|s| word.start() <= s.start() && s.end() <= word.end());
            let letters: usize = inside.map(|s| s.len()).sum();
            assert_eq!(letters, word.len(), "{:?}", word.slice(text));
        }
    }
}
