//! How long a text will speak, from its bytes alone, before anything is written: a huge file must
//! never fill the disk unasked.

use std::{io::Read, path::Path};

use crate::{Outcome, failure::Failure, input::Input, ui::Ui};

/// Words a minute of the embedded voice at its own speed, rounded down.
const WORDS_PER_MINUTE: f64 = 150.0;
/// A text without spaces counts a word for so many bytes.
const BYTES_PER_WORD_MAX: u64 = 15;
/// What a page takes beside its sound, and what is left to others.
const SPARE_BYTES: u64 = 4_000_000;
/// Counting stops here: the text is refused anyway.
const COUNTED_BYTES_MAX: u64 = 4_000_000_000;

/// Counts words in bytes of any encoding, chunk by chunk.
#[derive(Default)]
pub(crate) struct Estimate {
    words: u64,
    bytes: u64,
    inside_word: bool,
}

impl Estimate {
    /// Counts more bytes.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        for &byte in bytes {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => self.inside_word = false,
                // The other half of a space in UTF-16.
                0 => {}
                // "1887" is said in five words.
                b'0'..=b'9' => {
                    self.words += 1;
                    self.inside_word = true;
                }
                _ => {
                    self.words += u64::from(!self.inside_word);
                    self.inside_word = true;
                }
            }
        }
    }

    /// Hours of speech at `rate`.
    pub(crate) fn hours(&self, rate: f32) -> f64 {
        let words = self.words.max(self.bytes / BYTES_PER_WORD_MAX);
        #[allow(clippy::cast_precision_loss, reason = "an estimate")]
        let words = words as f64;
        words / WORDS_PER_MINUTE / 60.0 / f64::from(rate)
    }
}

/// Reads an input whole, refusing one that would speak longer than `hours_max` once it is known to;
/// never holds more than the part read until then. With the bytes comes how long they will speak.
pub(crate) fn read_within(
    ui: &Ui,
    input: &mut Input,
    rate: f32,
    hours_max: f64,
) -> Outcome<(Vec<u8>, f64)> {
    let mut estimate = Estimate::default();
    let mut kept = Vec::new();
    let mut chunk = vec![0; 64 * 1024];
    loop {
        let read = input.read(&mut chunk).map_err(|e| Failure::read(ui, &input.name, &e))?;
        let part = chunk.get(..read).unwrap_or_default();
        estimate.add(part);
        if estimate.hours(rate) > hours_max {
            kept = Vec::new();
        } else {
            kept.extend_from_slice(part);
        }
        if read == 0 || estimate.bytes > COUNTED_BYTES_MAX {
            break;
        }
    }
    let hours = check(ui, &input.name, &estimate, rate, hours_max)?;
    Ok((kept, hours))
}

/// Refuses a text that would speak longer than `hours_max`; how long it will speak otherwise.
pub(crate) fn check(
    ui: &Ui,
    name: &str,
    estimate: &Estimate,
    rate: f32,
    hours_max: f64,
) -> Outcome<f64> {
    let hours = estimate.hours(rate);
    if hours <= hours_max {
        return Ok(hours);
    }
    let places = [
        ("name", name),
        ("hours", &format!("{:.0}", hours.ceil())),
        ("limit", &hours_label(ui, hours_max)),
        ("size", &ui.size(audio_bytes(hours))),
    ];
    Err(Failure::io(ui, "failure.too_long", &places))
}

/// Refuses to write about `needed` bytes where they do not fit: a disk filled to the last byte harms
/// more than this lesson. Where the free space cannot be known, writing will tell.
pub(crate) fn check_space(ui: &Ui, target: &Path, needed: u64) -> Outcome {
    let folder = target.ancestors().skip(1).find(|part| part.is_dir());
    let folder = folder.unwrap_or(Path::new("."));
    let Ok(free) = fs4::available_space(folder) else {
        return Ok(());
    };
    let needed = needed + SPARE_BYTES;
    if needed <= free {
        return Ok(());
    }
    let places = [
        ("name", &*target.display().to_string()),
        ("needed", &ui.size(needed)),
        ("free", &ui.size(free)),
    ];
    Err(Failure::io(ui, "failure.no_space", &places))
}

/// Bytes of 16-bit audio at 16 kHz, the embedded voice's.
pub(crate) fn audio_bytes(hours: f64) -> u64 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an estimate, never negative"
    )]
    let bytes = (hours * 3600.0 * 32_000.0) as u64;
    bytes
}

fn hours_label(ui: &Ui, hours: f64) -> String {
    let digits = usize::from(hours.fract() > 0.0);
    format!("{} h", ui.decimal(hours, digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(bytes: &[u8]) -> f64 {
        let mut estimate = Estimate::default();
        estimate.add(bytes);
        estimate.hours(1.0)
    }

    #[test]
    fn words_count_alike_in_every_encoding() {
        let text = "une phrase de six mots courts ".repeat(1500);
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!((hours(text.as_bytes()) - 1.0).abs() < 1e-9);
        assert!((hours(&utf16) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_text_without_spaces_counts_too() {
        assert!(hours(&vec![b'a'; 50_000_000]) > 300.0);
    }
}
