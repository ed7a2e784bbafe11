//! A page whose voice is a low tone, one beat a word: what the browser tests open, and a way to look
//! at a layout without an engine.
//!
//! `cargo run -p clairvoix-layout --example sample_page -- TEXT.md OUT [PROFILE.toml|PRESET] [embed] [syllables] [en]`

#![allow(clippy::disallowed_methods, reason = "an example reads and writes files")]

use std::{env, error::Error, fs, path::Path};

use clairvoix_document::{Document, Format, read};
use clairvoix_layout::page::{AudioSource, MarkKind, PageMark, PageOptions, render_page};
use clairvoix_profile::{Language, Profile, preset, read_profile};
use clairvoix_text::analysis::{AnalyzeOptions, analyze};

const RATE_HZ: u32 = 8_000;
const WORD_MS: f64 = 300.0;
const PAUSE_MS: f64 = 500.0;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [text, out, rest @ ..] = arguments.as_slice() else {
        return Err(
            "usage: sample_page TEXT OUT [PROFILE] [embed] [silent] [syllables] [en]".into()
        );
    };
    let format = if text.ends_with(".md") { Format::Markdown } else { Format::Plain };
    let document = read(&fs::read_to_string(text)?, format);
    let has = |word: &str| rest.iter().any(|argument| argument == word);
    let (marks, end_ms) = beats(&document, has("syllables"));
    let wav = tone(&marks, end_ms);
    fs::create_dir_all(out)?;
    let mime = "audio/wav".to_owned();
    let audio = if has("silent") {
        AudioSource::None
    } else if has("embed") {
        AudioSource::Embedded { bytes: wav, mime }
    } else {
        fs::write(Path::new(out).join("audio.wav"), wav)?;
        AudioSource::File { name: "audio.wav".to_owned(), mime }
    };
    let options = PageOptions {
        language: if has("en") { Language::English } else { Language::French },
        marks: if has("silent") { Vec::new() } else { marks },
        audio,
        ..PageOptions::default()
    };
    let profile = rest.iter().find_map(|name| profile(name)).unwrap_or_default();
    fs::write(Path::new(out).join("index.html"), render_page(&document, &profile, &options))?;
    Ok(())
}

fn profile(name: &str) -> Option<Profile> {
    if let Some(preset) = preset(name) {
        return Some(preset.profile.clone());
    }
    fs::read(name).ok().map(|bytes| read_profile(&bytes).0)
}

/// One beat for each word, in equal parts for its syllables, a pause after each sentence.
fn beats(document: &Document, by_syllable: bool) -> (Vec<PageMark>, f64) {
    let (mut marks, mut now) = (Vec::new(), 200.0);
    for (block, leaf) in document.leaves().enumerate() {
        let analysis = analyze(leaf.text(), &AnalyzeOptions::default());
        for sentence in analysis.sentences() {
            let start_ms = now;
            let mut words = Vec::new();
            for word in sentence.words() {
                let (range, end_ms) = (word.range(), now + WORD_MS - 40.0);
                words.push(PageMark { kind: MarkKind::Word, block, range, start_ms: now, end_ms });
                let syllables = word.written_syllables();
                let step = (end_ms - now) / syllables.len().max(1) as f64;
                let mut start_ms = now;
                for range in syllables.filter(|_| by_syllable) {
                    let (kind, end_ms) = (MarkKind::Syllable, start_ms + step);
                    words.push(PageMark { kind, block, range, start_ms, end_ms });
                    start_ms = end_ms;
                }
                now += WORD_MS;
            }
            let (kind, range) = (MarkKind::Sentence, sentence.range());
            marks.push(PageMark { kind, block, range, start_ms, end_ms: now });
            marks.append(&mut words);
            now += PAUSE_MS;
        }
    }
    (marks, now)
}

/// A WAV file that hums during each word.
fn tone(marks: &[PageMark], end_ms: f64) -> Vec<u8> {
    let at = |ms: f64| (ms / 1000.0 * f64::from(RATE_HZ)) as usize;
    let mut samples = vec![0_i16; at(end_ms)];
    for mark in marks.iter().filter(|mark| mark.kind == MarkKind::Word) {
        for (index, sample) in
            samples.iter_mut().enumerate().take(at(mark.end_ms)).skip(at(mark.start_ms))
        {
            *sample = if (index / 20) % 2 == 0 { 900 } else { -900 };
        }
    }
    let bytes = u32::try_from(samples.len() * 2).unwrap_or(u32::MAX);
    let mut wav = Vec::new();
    wav.extend_from_slice(b"RIFF");
    wav.extend_from_slice(&bytes.saturating_add(36).to_le_bytes());
    wav.extend_from_slice(b"WAVEfmt ");
    wav.extend_from_slice(&16_u32.to_le_bytes());
    wav.extend_from_slice(&[1, 0, 1, 0]);
    wav.extend_from_slice(&RATE_HZ.to_le_bytes());
    wav.extend_from_slice(&(RATE_HZ * 2).to_le_bytes());
    wav.extend_from_slice(&[2, 0, 16, 0]);
    wav.extend_from_slice(b"data");
    wav.extend_from_slice(&bytes.to_le_bytes());
    wav.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    wav
}
