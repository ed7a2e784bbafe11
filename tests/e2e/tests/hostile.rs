//! Every engine says or skips hostile texts, and tells it. The whole: `cargo xtask measure hostile`.

use std::io::Write;

use clairvoix_e2e::{
    engines::EngineKind,
    hostile::{plan_all, say_all, texts},
};
use clairvoix_speech::testing::hostile::random_bytes;

/// Of the generator, for each engine.
const TEXTS: u64 = 60;
/// Of the list, one in so many.
const LIST_STEP: usize = 6;

fn says_all(kind: EngineKind) {
    let mut open = match kind.open() {
        Ok(open) => open,
        Err(why) => {
            // Past the capture of the test runner, for `cargo xtask test` to count.
            writeln!(std::io::stdout(), "\ncannot run here: {why}").expect("it is written");
            return;
        }
    };
    let texts = texts().expect("a list");
    let listed = texts.list.iter().enumerate().step_by(LIST_STEP);
    let listed = listed.map(|(at, entry)| (format!("entry {at}"), entry.text.clone()));
    let made = (0..TEXTS).map(|number| (format!("text {number}"), texts.text(number)));
    let random = std::iter::once(("random bytes".to_owned(), random_bytes(7, 2_000)));
    let voice = kind.french().expect("a valid name");
    let tally = say_all(open.engine.as_mut(), &voice, listed.chain(made).chain(random));
    assert!(tally.failures.is_empty(), "{}: {tally}", kind.name());
    assert!(tally.spoken > TEXTS / 2, "{}: {tally}", kind.name());
}

#[test]
fn pico_says_or_skips_them() {
    says_all(EngineKind::Pico);
}

#[test]
fn espeak_says_or_skips_them() {
    says_all(EngineKind::Espeak);
}

#[test]
fn piper_says_or_skips_them() {
    says_all(EngineKind::Piper);
}

#[test]
fn the_plan_takes_any_text() {
    let texts = texts().expect("a list");
    let entries = texts.list.iter().map(|entry| entry.text.clone());
    for text in entries.chain([random_bytes(11, 20_000), texts.long_text(0, 20_000)]) {
        plan_all(&text).unwrap_or_else(|why| panic!("{why}"));
    }
}
