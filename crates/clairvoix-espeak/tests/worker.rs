//! The real worker, driven as an application drives it. Where espeak-ng is not installed, the worker
//! must say so; that is then what is tested.

use std::io::Write;

use clairvoix_backends::engine::{EspeakEngine, WorkerOptions};
use clairvoix_speech::testing::{SomeVoices, check_french_words, check_syllables, conformance};
use clairvoix_speech::{
    Engine, EngineEvent, EngineMarkKind, ErrorKind, RenderEvent, Renderer, VoiceId, plan,
};
use clairvoix_speech::{MarkKind, PlanOptions};

fn engine() -> EspeakEngine {
    let program = Some(env!("CARGO_BIN_EXE_clairvoix-espeak").into());
    EspeakEngine::new(WorkerOptions { program, ..Default::default() })
        .expect("the program is given")
}

/// The engine, unless espeak-ng is missing here, which is said.
fn installed() -> Option<EspeakEngine> {
    let mut engine = engine();
    match engine.voices() {
        Ok(_) => Some(engine),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Unavailable, "{error}");
            // Past the capture of the test runner, for `cargo xtask test` to count.
            writeln!(std::io::stdout(), "\ncannot run here: {error}").expect("it is written");
            None
        }
    }
}

#[test]
fn it_is_an_engine_like_any_other() {
    let Some(engine) = installed() else {
        return;
    };
    let names = ["espeak-fr-fr", "espeak-en-gb", "espeak-de", "espeak-ar"];
    let mut some = SomeVoices::new(engine, &names);
    let report = conformance::check_engine(&mut some);
    assert!(report.passed(), "{report}");
    assert_eq!(some.voices().map_or(0, |voices| voices.len()), names.len());
}

#[test]
fn every_written_word_of_french_has_one_mark() {
    let Some(mut engine) = installed() else {
        return;
    };
    let voice = VoiceId::try_new("espeak-fr-fr").expect("a valid name");
    check_french_words(&mut engine, &voice).unwrap_or_else(|why| panic!("{why}"));
}

#[test]
fn it_speaks_slower_than_espeak_does_itself() {
    let Some(mut engine) = installed() else {
        return;
    };
    let voice = VoiceId::try_new("espeak-fr-fr").expect("a valid name");
    let text = "L'élève lit douze pages, puis les enfants jouent dans la cour.";
    // At 0.457 espeak is at its slowest.
    let mut said = |rate: f32| {
        let options = PlanOptions { rate, ..PlanOptions::new("fr", voice.clone()) };
        let plan = plan(text, options).expect("a plan");
        let mut marks = Vec::new();
        for event in Renderer::try_new(&mut engine, plan).expect("a renderer") {
            if let RenderEvent::Mark(mark) = event.expect("it goes on") {
                marks.push(mark);
            }
        }
        check_syllables(&marks).expect("end to end");
        let ends = marks.iter().filter(|m| m.kind == MarkKind::Word).map(|m| m.end_frame);
        (ends.max().unwrap_or(0) as f64, marks.len())
    };
    let (own, slow) = (said(80.0 / 175.0), said(0.4));
    assert_eq!(own.1, slow.1, "the same marks");
    let ratio = slow.0 / own.0 * 0.4 * 175.0 / 80.0;
    assert!((ratio - 1.0).abs() < 0.02, "{ratio}");
}

/// What is heard of each word of the only utterance of a text: word and sounds.
fn heard(engine: &mut EspeakEngine, text: &str) -> Vec<(String, String)> {
    let voice = VoiceId::try_new("espeak-fr-fr").expect("a valid name");
    let planned = plan(text, PlanOptions::new("fr", voice)).expect("a plan").next().expect("one");
    engine.begin(&planned.utterance).expect("it begins");
    let mut heard: Vec<(String, String)> = Vec::new();
    loop {
        match engine.next_event().expect("it goes on") {
            EngineEvent::Mark(mark) => {
                let word = mark.range.slice(&planned.utterance.text);
                match (mark.kind, heard.last_mut()) {
                    (EngineMarkKind::Phoneme, Some((_, sounds))) => sounds.push_str(&mark.ipa),
                    _ => heard.push((word.to_owned(), String::new())),
                }
            }
            EngineEvent::Finished => return heard,
            _ => {}
        }
    }
}

#[test]
fn an_elision_ends_between_two_sounds_and_words_sound_as_we_read_them() {
    let Some(mut engine) = installed() else {
        return;
    };
    let cases: &[(&str, &[(&str, &str)])] = &[
        ("L'élève dort.", &[("L'", "l"), ("élève", "elɛv"), ("dort", "dɔʁ")]),
        // espeak-ng alone says fil for both.
        ("fils", &[("fils", "fis")]),
        ("es", &[("es", "e")]),
        ("l'os.", &[("l'", "l"), ("os", "ɔs")]),
        (
            "Les fils du couturier.",
            &[("Les", "le"), ("fils", "fil"), ("du", "dy"), ("couturier", "kutyʁje")],
        ),
    ];
    for (text, expected) in cases {
        let heard = heard(&mut engine, text);
        let heard: Vec<_> = heard.iter().map(|(w, s)| (w.as_str(), s.as_str())).collect();
        assert_eq!(&heard, expected, "{text}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn it_is_kept_in_and_reads_its_data_alone() {
    let Some(mut engine) = installed() else {
        return;
    };
    let sandbox = engine.status().sandbox;
    assert!(sandbox.seccomp && sandbox.rlimits && sandbox.no_new_privileges, "{sandbox:?}");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_clairvoix-espeak"))
        .args(["--self-test", "sandbox"])
        .output()
        .expect("it starts");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}");
}
