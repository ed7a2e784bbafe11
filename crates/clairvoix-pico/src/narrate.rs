//! One utterance, from request to responses.

use clairvoix_speech::EngineMark;
use clairvoix_speech::protocol::SpeakRequest;
use clairvoix_text::Utf8Range;

use crate::armour::{armour, in_short_sentences, is_speakable};
use crate::marks::Marker;
use crate::trim::Trim;
use crate::{Error, Flow, Pico};

/// Samples gathered before they are handed on: 64 ms. The first ones go at once.
const BATCH_SAMPLES: usize = 1024;
/// Pico's own bounds for speed and pitch, in per cent.
const SPEED: (u32, u32) = (20, 500);
const PITCH: (u32, u32) = (50, 200);

/// What comes out of an utterance, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Samples to hear.
    Audio(Vec<i16>),
    /// A mark on the text asked for.
    Mark(EngineMark),
    /// Words the voice has no sound for.
    Unspeakable(Utf8Range),
}

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
    mut emit: impl FnMut(Output) -> Flow,
) -> Result<Told, Error> {
    for word in &request.words {
        let silent = !is_speakable(word.range.slice(&request.text));
        if silent && emit(Output::Unspeakable(word.range)) == Flow::Stop {
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
    emit: &mut impl FnMut(Output) -> Flow,
) -> Result<Told, (Error, usize)> {
    let mut marker = Marker::new(&request.text, request.words.clone(), language);
    let mut trim = Trim::default();
    let mut batch = Vec::new();
    let (mut sent, mut first) = (0, true);
    let said = pico.speak(spoken, &mut marker, |marker, samples| {
        trim.push(samples, marker.tracker.voiced_end(), &mut batch);
        for mark in marker.ready() {
            sent += 1;
            if emit(Output::Mark(mark)) == Flow::Stop {
                return Flow::Stop;
            }
        }
        if batch.len() >= BATCH_SAMPLES || (first && !batch.is_empty()) {
            (sent, first) = (sent + 1, false);
            return emit(Output::Audio(std::mem::take(&mut batch)));
        }
        // Asks whether to stop even when there is nothing to hand on yet.
        emit(Output::Audio(Vec::new()))
    });
    let flow = said.map_err(|error| (error, sent))?;
    if flow == Flow::Continue {
        trim.finish(marker.tracker.voiced_end(), &mut batch);
        for mark in marker.finish() {
            emit(Output::Mark(mark));
        }
        if !batch.is_empty() {
            emit(Output::Audio(batch));
        }
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
