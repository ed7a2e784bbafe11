//! The promises of marks.jsonl, checked on what was written.

use std::{fs, path::Path};

use clairvoix::text::analysis::{AnalyzeOptions, analyze};
use serde_json::Value;

/// One line of marks.jsonl.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    pub(crate) kind: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) start_ms: f64,
    pub(crate) end_ms: f64,
}

/// Reads marks, each line of the documented shape.
pub(crate) fn read(path: &Path) -> Vec<Mark> {
    let text = fs::read_to_string(path).expect("the marks");
    text.lines().map(mark).collect()
}

fn mark(line: &str) -> Mark {
    let value: Value = serde_json::from_str(line).expect("JSON");
    let object = value.as_object().expect("an object");
    let keys: Vec<&str> = object.keys().map(String::as_str).collect();
    assert_eq!(keys[..4], ["kind", "range", "start_ms", "end_ms"], "{line}");
    let rest: Vec<&str> = keys[4..].iter().copied().filter(|key| *key != "estimated").collect();
    assert!(rest.is_empty() || rest == ["ipa"], "{line}");
    assert!(value.get("estimated").is_none_or(|estimated| *estimated == true), "{line}");
    let offset = |i: usize| usize::try_from(value["range"][i].as_u64().expect(line)).expect(line);
    Mark {
        kind: value["kind"].as_str().expect(line).to_owned(),
        start: offset(0),
        end: offset(1),
        start_ms: value["start_ms"].as_f64().expect(line),
        end_ms: value["end_ms"].as_f64().expect(line),
    }
}

/// Seconds of sound in a 16-bit mono WAV file whose header is true.
pub(crate) fn wav_seconds(path: &Path) -> f64 {
    let bytes = fs::read(path).expect("the sound");
    assert_eq!(&bytes[..4], b"RIFF");
    let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("4 bytes"));
    assert_eq!(number(40) as usize, bytes.len() - 44, "the header counts the samples");
    assert_eq!(number(4) as usize, bytes.len() - 8);
    f64::from(number(40)) / 2.0 / f64::from(number(24))
}

/// Checks times and ranges; `length` counts the text in the unit of the marks.
#[track_caller]
pub(crate) fn check(marks: &[Mark], length: usize, seconds: f64) {
    let mut last = 0.0;
    for mark in marks {
        assert!(["sentence", "word", "syllable", "phoneme"].contains(&mark.kind.as_str()));
        assert!(mark.start_ms >= last, "in time order: {mark:?}");
        last = mark.start_ms;
        assert!(mark.end_ms >= mark.start_ms, "{mark:?}");
        assert!(mark.end_ms <= seconds * 1000.0 + 0.1, "inside the sound of {seconds} s: {mark:?}");
        assert!(mark.start <= mark.end && mark.end <= length, "inside the text: {mark:?}");
    }
}

/// Checks that each written word has one mark, in bytes of `text`.
#[track_caller]
pub(crate) fn check_words(marks: &[Mark], text: &str) {
    let marked: Vec<&str> =
        marks.iter().filter(|m| m.kind == "word").map(|m| &text[m.start..m.end]).collect();
    let analysis = analyze(text, &AnalyzeOptions::default());
    let written: Vec<&str> = analysis.words().map(|word| word.range().slice(text)).collect();
    assert_eq!(marked, written);
}
