//! The real worker with a tiny voice, driven as an application drives it.

#![allow(clippy::disallowed_methods, reason = "a test of files")]

use std::path::Path;

use clairvoix_backends::engine::{PiperEngine, WorkerOptions};
use clairvoix_piper::testing::{network, write_voice};
use clairvoix_speech::testing::{check_french_words, conformance};
use clairvoix_speech::{
    Engine, EngineEvent, EngineMarkKind, ErrorKind, PlanOptions, VoiceId, plan,
};

fn engine(folder: &Path) -> PiperEngine {
    PiperEngine::new(WorkerOptions {
        program: Some(env!("CARGO_BIN_EXE_clairvoix-piper").into()),
        voice_folders: Some(vec![folder.to_owned()]),
        ..WorkerOptions::default()
    })
    .expect("the program is given")
}

fn voice(name: &str) -> VoiceId {
    VoiceId::try_new(name).expect("a valid name")
}

#[test]
fn it_is_an_engine_like_any_other() {
    let folder = tempfile::tempdir().expect("a folder");
    write_voice(folder.path(), "fr_FR-tiny-low", "fr_FR", 2).expect("written");
    let report = conformance::check_engine(&mut engine(folder.path()));
    assert!(report.passed(), "{report}");
}

#[test]
fn every_written_word_of_french_has_one_mark() {
    let folder = tempfile::tempdir().expect("a folder");
    write_voice(folder.path(), "fr_FR-tiny-low", "fr_FR", 1).expect("written");
    let voice = voice("piper-fr_FR-tiny-low");
    check_french_words(&mut engine(folder.path()), &voice).unwrap_or_else(|why| panic!("{why}"));
}

/// Word and sounds, and whether each word is heard where its mark says.
#[test]
fn what_is_heard_is_our_reading_where_the_marks_say() {
    let folder = tempfile::tempdir().expect("a folder");
    write_voice(folder.path(), "fr_FR-tiny-low", "fr_FR", 1).expect("written");
    let mut engine = engine(folder.path());
    let options = PlanOptions::new("fr", voice("piper-fr_FR-tiny-low"));
    let text = "Les poules du couvent couvent.";
    let planned = plan(text, options).expect("a plan").next().expect("one");
    engine.begin(&planned.utterance).expect("it begins");
    let (mut heard, mut spans, mut audio) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        match engine.next_event().expect("it goes on") {
            EngineEvent::Mark(mark) if mark.kind == EngineMarkKind::Word => {
                spans.push((mark.start_frame, mark.end_frame));
                heard.push(String::new());
            }
            EngineEvent::Mark(mark) => heard.last_mut().expect("a word").push_str(&mark.ipa),
            EngineEvent::Audio(samples) => audio.extend(samples),
            EngineEvent::Finished => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(heard, ["le", "pul", "dy", "kuvɑ̃", "kuv"]);
    // Between two words one frame is silent but for the hum of the frames around it.
    let loud = |from: u64, to: u64| {
        let range = usize::try_from(from).expect("small")..usize::try_from(to).expect("small");
        audio[range].iter().map(|s: &i16| i32::from(s.abs())).max().unwrap_or_default()
    };
    for (start, end) in spans {
        assert!(loud(start, end) > 3_000, "{}", loud(start, end));
    }
    assert!(audio.len().is_multiple_of(256));
}

#[test]
fn pieces_sound_as_one() {
    // The same sentence with a long one before it in the text is cut in other pieces, and sounds the
    // same: the speech of a text does not depend on how it was streamed.
    let folder = tempfile::tempdir().expect("a folder");
    write_voice(folder.path(), "fr_FR-tiny-low", "fr_FR", 1).expect("written");
    let mut engine = engine(folder.path());
    let say = |engine: &mut PiperEngine| {
        let options = PlanOptions::new("fr", voice("piper-fr_FR-tiny-low"));
        let planned = plan("Le chat dort dans le grand panier.", options).expect("a plan").next();
        engine.begin(&planned.expect("one").utterance).expect("it begins");
        let mut audio: Vec<i16> = Vec::new();
        loop {
            match engine.next_event().expect("it goes on") {
                EngineEvent::Audio(samples) => audio.extend(samples),
                EngineEvent::Finished => return audio,
                _ => {}
            }
        }
    };
    let audio = say(&mut engine);
    assert_eq!(audio, say(&mut engine), "the same text sounds the same");
    // A seam would be a jump greater than any the voice makes: its highest hum turns by 0.22 of a
    // circle from sample to sample.
    let jump = audio.windows(2).map(|pair| (i32::from(pair[0]) - i32::from(pair[1])).abs()).max();
    let loudest = audio.iter().map(|sample| i32::from(sample.abs())).max();
    assert!(jump < loudest.map(|loud| loud * 3 / 2), "{jump:?} of {loudest:?}");
}

#[test]
fn a_voice_that_cannot_speak_is_left_out_or_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    write_voice(at, "fr_FR-good-low", "fr_FR", 1).expect("written");
    // English phonemes are not ours to give.
    write_voice(at, "en_US-other-low", "en_US", 1).expect("written");
    write_voice(at, "fr_FR-bad-low", "fr_FR", 1).expect("written");
    std::fs::write(at.join("fr_FR-bad-low.onnx"), b"\x08\x07 no network at all").expect("written");
    std::fs::write(at.join("fr_FR-lonely-low.onnx"), network(1)).expect("written");
    let mut engine = engine(at);
    let voices = engine.voices().expect("it has voices");
    let names: Vec<&str> = voices.iter().map(|voice| voice.id.as_str()).collect();
    assert_eq!(names, ["piper-fr_FR-bad-low", "piper-fr_FR-good-low"]);
    let options = PlanOptions::new("fr", voice("piper-fr_FR-bad-low"));
    let planned = plan("Bonjour.", options).expect("a plan").next().expect("one");
    let error = engine.begin(&planned.utterance).expect_err("it is refused");
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error}");
    assert!(error.to_string().contains("not a voice in Piper's format"), "{error}");
}

#[cfg(target_os = "linux")]
#[test]
fn it_is_kept_in_and_reads_its_voices_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    write_voice(folder.path(), "fr_FR-tiny-low", "fr_FR", 1).expect("written");
    let mut engine = engine(folder.path());
    engine.voices().expect("it has voices");
    let sandbox = engine.status().sandbox;
    assert!(sandbox.seccomp && sandbox.rlimits && sandbox.no_new_privileges, "{sandbox:?}");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_clairvoix-piper"))
        .env("CLAIRVOIX_VOICES", folder.path())
        .args(["--self-test", "sandbox"])
        .output()
        .expect("it starts");
    let told = String::from_utf8_lossy(&output.stdout);
    // What the test tries to list is the folder of temporary files, and the voices are in it.
    let refused = |what: &str| told.contains(&format!("{what}: refused"));
    assert!(refused("write a file") && refused("open a socket"), "{told}");
    assert!(refused("start a program") && refused("read a file"), "{told}");
}
