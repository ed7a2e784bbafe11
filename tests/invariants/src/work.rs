//! The work on any text is bounded by its length: so many steps a byte, counted in the loops of
//! `clairvoix-text` (module `work`) and not by a clock.

use clairvoix_text::{
    segment::segment,
    spoken::{SpokenOptions, speak_mathml, spoken_form},
    work::count_steps,
};

use crate::spoken::options;

/// The most steps a byte of segmentation, whatever the text. The worst of all pairs of the pieces in
/// `tests/work.rs` takes 274: looks ahead of 128 bytes at each letter of `a.A.a.A.`.
pub const SEGMENT_STEPS: u64 = 800;
/// The most steps a byte of the spoken form, whatever the text and the mode. The worst of those
/// pairs takes 846: rules that look at 24 tokens on both sides of each sign of `1:1:1:`.
pub const SPOKEN_STEPS: u64 = 3_000;
/// Steps that a text of any length may cost besides.
pub const STEPS_MORE: u64 = 20_000;
/// The length to which the text of a fuzzer is repeated: work that grows with the square of the length
/// passes the bound from far less on, even inside one of the stretches that the spoken form looks at.
const REPEATED_BYTES: usize = 64 * 1024;

/// The first byte chooses the options; the others are the text, alone and repeated.
pub fn check_bytes(bytes: &[u8]) {
    let Some((&choice, text)) = bytes.split_first() else {
        return;
    };
    let text = crate::text(text);
    if text.is_empty() {
        return;
    }
    let options = options(choice);
    check(&text, &options);
    check(&text.repeat(REPEATED_BYTES.div_ceil(text.len())), &options);
    // One formula of that length: what stands outside is said once.
    let inside = text.repeat(REPEATED_BYTES.div_ceil(4 * text.len()));
    check_steps("speak_mathml", &inside, SPOKEN_STEPS, || {
        drop(speak_mathml(&inside, &options));
    });
}

/// Counts the steps of segmentation and of the spoken form of one text.
pub fn check(text: &str, options: &SpokenOptions) {
    check_steps("segment", text, SEGMENT_STEPS, || {
        drop(segment(text));
    });
    check_steps("spoken_form", text, SPOKEN_STEPS, || {
        drop(spoken_form(text, options));
    });
}

fn check_steps(name: &str, text: &str, a_byte: u64, work: impl FnOnce()) {
    let ((), steps) = count_steps(work);
    let most = a_byte * text.len() as u64 + STEPS_MORE;
    let start: String = text.chars().take(60).collect();
    assert!(
        steps <= most,
        "{name} took {steps} steps on {} bytes, over {most}: {start:?}…",
        text.len()
    );
}
