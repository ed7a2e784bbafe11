//! One utterance, from request to responses.

use clairvoix_speech::protocol::SpeakRequest;
use clairvoix_worker::{HeldAudio, Part};

use crate::armour::{armour, in_short_sentences, is_speakable};
use crate::marks::Marker;
use crate::trim::Trim;
use crate::{Error, Flow, Pico};

/// Samples of the first piece: 32 ms, a tenth of a millisecond's work.
const FIRST_SAMPLES: usize = 512;
/// Samples gathered before more are handed on: 64 ms.
const BATCH_SAMPLES: usize = 1024;
/// Samples that wait at most for the mark of the word they say: 2 s.
const HELD_SAMPLES_MAX: usize = 32_000;
/// Pico's own bounds for speed and pitch, in per cent.
const SPEED: (u32, u32) = (20, 500);
const PITCH: (u32, u32) = (50, 200);

/// How an utterance went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Whether it was said to its end.
    pub flow: Flow,
    /// How often the counts did not agree ; 0: every time is exact.
    pub mismatches: usize,
    /// How many words were made to sound as asked.
    pub corrected: usize,
}

/// Says `request` with the voice loaded, which speaks `language`.
///
/// # Errors
/// [`crate::ErrorKind::Engine`]: Pico gave up on this text.
pub fn narrate(
    pico: &mut Pico,
    language: &str,
    request: SpeakRequest,
    mut emit: impl FnMut(Part) -> Flow,
) -> Result<Told, Error> {
    for word in &request.words {
        let silent = !is_speakable(word.range.slice(&request.text));
        if silent && emit(Part::Unspeakable(word.range)) == Flow::Stop {
            return Ok(Told { flow: Flow::Stop, mismatches: 0, corrected: 0 });
        }
    }
    let markup = prosody(request.rate_milli, request.pitch_milli);
    let text = armour(&request.text, language);
    match attempt(pico, language, &request, &(markup.clone() + &text), &mut emit) {
        // Pico loses a rare text (103 times "un" without a space, but not 102 nor 104): it says it in
        // short sentences.
        Err((_, 0)) => {
            let text = markup + &in_short_sentences(&text);
            attempt(pico, language, &request, &text, &mut emit).map_err(|(error, _)| error)
        }
        told => told.map_err(|(error, _)| error),
    }
}

/// One try to say `spoken`. An error comes with the number of outputs that have gone out.
fn attempt(
    pico: &mut Pico,
    language: &str,
    request: &SpeakRequest,
    spoken: &str,
    emit: &mut impl FnMut(Part) -> Flow,
) -> Result<Told, (Error, usize)> {
    let mut marker = Marker::new(&request.text, request.words.clone(), language);
    let mut trim = Trim::default();
    let mut audio = HeldAudio::new(FIRST_SAMPLES, BATCH_SAMPLES, HELD_SAMPLES_MAX);
    let mut trimmed = Vec::new();
    let mut sent = 0;
    let said = pico.speak(spoken, &mut marker, |marker, samples| {
        trimmed.clear();
        trim.push(samples, marker.tracker.voiced_end(), &mut trimmed);
        audio.push(&trimmed);
        for mark in marker.ready() {
            sent += 1;
            if emit(Part::Mark(mark)) == Flow::Stop {
                return Flow::Stop;
            }
        }
        // Asks whether to stop even when there is nothing to hand on yet.
        let ready = audio.take(marker.marked_up_to());
        sent += usize::from(!ready.is_empty());
        emit(Part::Audio(ready))
    });
    let flow = said.map_err(|error| (error, sent))?;
    if flow == Flow::Continue {
        trimmed.clear();
        trim.finish(marker.tracker.voiced_end(), &mut trimmed);
        audio.push(&trimmed);
        for mark in marker.finish() {
            emit(Part::Mark(mark));
        }
        emit(Part::Audio(audio.rest()));
    }
    Ok(Told { flow, mismatches: marker.tracker.mismatches(), corrected: marker.corrected() })
}

/// Pico's own markup for speed and pitch, left open so that it holds to the end.
fn prosody(rate_milli: u32, pitch_milli: u32) -> String {
    let level = |milli: u32, (least, most): (u32, u32)| ((milli + 5) / 10).clamp(least, most);
    let mut markup = String::new();
    for (name, level) in [
        ("speed", level(rate_milli.min(1 << 20), SPEED)),
        ("pitch", level(pitch_milli.min(1 << 20), PITCH)),
    ] {
        if level != 100 {
            markup += &format!("<{name} level=\"{level}\">");
        }
    }
    markup
}
