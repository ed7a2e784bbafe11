//! Texts made to hurt: whatever is sent, the utterance ends, its words are marked, what follows is
//! said as ever, and no file appears. Alone in its program, because it works in a folder of its own.

mod common;

use std::path::Path;

use clairvoix_pico::armour;
use clairvoix_speech::testing::hostile::{HostileTexts, random_bytes};
use clairvoix_speech::{Engine, EngineEvent, ErrorKind};
use common::{Said, check_marks, engine, say, utterance};

const TEXTS: u64 = 2000;

/// The list that the tests of all engines share.
fn hostile_texts() -> HostileTexts {
    HostileTexts::read(include_str!("../../../tests/corpus/hostile/strings.tsv")).expect("a list")
}

#[test]
fn two_thousand_hostile_texts_harm_nothing() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder to work in");
    std::env::set_current_dir(&folder).expect("it can be entered");
    let mut engine = engine();
    let harmless = utterance("pico-fr-FR", "Bonjour, les enfants.");
    let before = say(&mut engine, &harmless);
    let texts = hostile_texts();
    for number in 0..TEXTS {
        let voice = if number % 10 == 0 { "pico-en-GB" } else { "pico-fr-FR" };
        let mut asked = utterance(voice, &texts.text(number));
        asked.rate = 5.0;
        let said = say(&mut engine, &asked);
        check_marks(&asked, &said);
        assert!(said.skipped.iter().all(|(_, cause)| cause.kind() == ErrorKind::InvalidInput));
        if number % 50 == 0 {
            assert_eq!(say(&mut engine, &harmless).words, before.words, "after {:?}", asked.text);
        }
    }
    assert_eq!(engine.status().losses, 0, "no worker was lost");
    let left = std::fs::read_dir(&folder).expect("it is still there").count();
    assert_eq!(left, 0, "files appeared in {}", folder.display());
}

/// Pico fails on one of these numbers of letters, cut as they usually are.
#[test]
fn a_text_that_pico_loses_is_cut_otherwise_and_said() {
    let mut engine = engine();
    for times in 95..110 {
        let mut asked = utterance("pico-fr-FR", &format!("Ū {}", "un".repeat(times)));
        asked.rate = 5.0;
        let said = say(&mut engine, &asked);
        assert!(said.skipped.is_empty(), "{times}: {:?}", said.skipped);
        check_marks(&asked, &said);
    }
}

#[test]
fn what_cannot_be_said_is_said_to_be_left_out() {
    let mut engine = engine();
    let asked = utterance("pico-fr-FR", "Le mot 한국어 est coréen.");
    engine.begin(&asked).expect("it begins");
    let mut said = Said::default();
    loop {
        let event = engine.next_event().expect("it goes on");
        if let EngineEvent::Skipped { range, .. } = &event {
            assert_eq!(range.slice(&asked.text), "한국어");
        }
        if !said.hear(&asked, event) {
            break;
        }
    }
    assert_eq!(said.skipped.len(), 1);
    check_marks(&asked, &said);
}

/// Whatever comes in, what Pico gets has no markup, no token of more than 40 characters, no long
/// number.
fn armour_holds(bytes: usize) {
    for text in [random_bytes(1, bytes), hostile_texts().long_text(0, bytes)] {
        let out = armour(&text, "fr-FR");
        let bad = |c: char| matches!(c, '<' | '>' | '\\') || c.is_control();
        assert_eq!(out.find(bad), None);
        assert!(out.split(' ').all(|token| token.chars().count() <= 40));
        assert!(out.split(|c: char| !c.is_ascii_digit()).all(|run| run.len() <= 12));
    }
}

#[test]
fn the_armour_holds() {
    armour_holds(50_000);
}

/// The long run: `cargo xtask measure hostile`.
#[test]
#[ignore = "20 MB: part of cargo xtask measure"]
fn the_armour_holds_for_megabytes() {
    armour_holds(10_000_000);
}
