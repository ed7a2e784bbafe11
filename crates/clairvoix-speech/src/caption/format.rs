//! The letters of each format.

use std::fmt::Write as _;

use super::cue::Cue;

/// The start of a SMIL file, up to its first sentence.
pub(super) const SMIL_START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <smil xmlns=\"http://www.w3.org/ns/SMIL\" version=\"3.0\">\n  <body>\n";
/// Its end.
pub(super) const SMIL_END: &str = "  </body>\n</smil>\n";

/// A cue with the time of each word but the first before it.
pub(super) fn webvtt(cue: &Cue<'_>, sample_rate_hz: u32, out: &mut String) {
    let (start, end) = cue.frames();
    let time = |frame| time(frame, sample_rate_hz, '.');
    let _ = writeln!(out, "{} --> {}", time(start), time(end));
    for line in &cue.lines {
        for (word, shown) in line {
            if word.start_frame > start {
                let _ = write!(out, "<{}>", time(word.start_frame));
            }
            escape(shown, out);
        }
        end_line(out);
    }
    out.push('\n');
}

/// A cue of SubRip, with its number.
pub(super) fn srt(cue: &Cue<'_>, number: usize, sample_rate_hz: u32, out: &mut String) {
    let (start, end) = cue.frames();
    let time = |frame| time(frame, sample_rate_hz, ',');
    let _ = writeln!(out, "{number}\n{} --> {}", time(start), time(end));
    for line in &cue.lines {
        line.iter().for_each(|(_, shown)| out.push_str(shown));
        end_line(out);
    }
    out.push('\n');
}

fn end_line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

/// The start of a sentence's clips.
pub(super) fn smil_sequence(sentence: usize, out: &mut String) {
    let _ = writeln!(out, "    <seq id=\"s{sentence}\">");
}

/// A word and the sound that says it.
pub(super) struct Clip<'c> {
    /// The numbers of the sentence and of the word in it.
    pub(super) id: (usize, usize),
    pub(super) text_file: &'c str,
    pub(super) characters: (usize, usize),
    pub(super) audio_file: &'c str,
    pub(super) frames: (u64, u64),
    pub(super) sample_rate_hz: u32,
}

/// One clip.
pub(super) fn smil_clip(clip: &Clip<'_>, out: &mut String) {
    let _ = write!(out, "      <par id=\"s{}w{}\"><text src=\"", clip.id.0, clip.id.1);
    escape(clip.text_file, out);
    let _ = write!(out, "#char={},{}\"/><audio src=\"", clip.characters.0, clip.characters.1);
    escape(clip.audio_file, out);
    let time = |frame| time(frame, clip.sample_rate_hz, '.');
    let (start, end) = (time(clip.frames.0), time(clip.frames.1));
    let _ = writeln!(out, "\" clipBegin=\"{start}\" clipEnd=\"{end}\"/></par>");
}

/// Hours, minutes, seconds and milliseconds, rounded down, so that no word is shown too late.
fn time(frame: u64, sample_rate_hz: u32, point: char) -> String {
    let ms = u128::from(frame) * 1000 / u128::from(sample_rate_hz);
    let (s, ms) = (ms / 1000, ms % 1000);
    let (min, s) = (s / 60, s % 60);
    let (h, min) = (min / 60, min % 60);
    format!("{h:02}:{min:02}:{s:02}{point}{ms:03}")
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}
