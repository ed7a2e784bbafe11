//! What stands beside a voice: `NAME.onnx.json`.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use clairvoix_worker::{Error, ErrorKind};
use serde::Deserialize;

/// Bytes of a description, at most; real ones have 5 000 to 60 000.
const BYTES_MAX: u64 = 1 << 20;
/// Sample rates that there are.
const RATES_HZ: std::ops::RangeInclusive<u32> = 8_000..=48_000;
const SPEAKERS_MAX: u32 = 1_000;

/// What the signs are that a voice takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signs {
    /// IPA in espeak-ng's conventions. Given by our reading, which is French.
    Ipa,
    /// Letters: the voice reads by itself.
    Letters,
}

/// The description of a voice, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct VoiceFile {
    /// Samples a second.
    pub sample_rate_hz: u32,
    /// BCP 47 language tag.
    pub language: String,
    /// What it takes.
    pub signs: Signs,
    /// Its numbers for each sign.
    pub numbers: BTreeMap<char, Vec<i32>>,
    /// Randomness of the sound and of its lengths, and length of a sound, as it was trained.
    pub noise: f32,
    /// See [`VoiceFile::noise`].
    pub length: f32,
    /// See [`VoiceFile::noise`].
    pub noise_length: f32,
    /// The speakers by name; none: one without a name.
    pub speakers: Vec<(String, i32)>,
}

#[derive(Deserialize)]
struct Written {
    audio: Audio,
    #[serde(default)]
    espeak: Espeak,
    #[serde(default)]
    language: Language,
    #[serde(default)]
    inference: Inference,
    phoneme_type: Option<String>,
    phoneme_id_map: BTreeMap<String, Vec<i32>>,
    num_speakers: Option<u32>,
    #[serde(default)]
    speaker_id_map: BTreeMap<String, i32>,
}

#[derive(Deserialize)]
struct Audio {
    sample_rate: u32,
}

#[derive(Default, Deserialize)]
struct Espeak {
    #[serde(default)]
    voice: String,
}

#[derive(Default, Deserialize)]
struct Language {
    #[serde(default)]
    code: String,
}

#[derive(Deserialize)]
struct Inference {
    noise_scale: f32,
    length_scale: f32,
    noise_w: f32,
}

impl Default for Inference {
    fn default() -> Self {
        Self { noise_scale: 0.667, length_scale: 1.0, noise_w: 0.8 }
    }
}

impl VoiceFile {
    /// Reads and checks the description of the voice at `onnx` (`NAME.onnx`).
    ///
    /// # Errors
    /// [`ErrorKind::Voice`], saying what is wrong with it.
    pub fn read(onnx: &Path) -> Result<Self, Error> {
        let mut name = onnx.as_os_str().to_owned();
        name.push(".json");
        let wrong = |why: &str| wrong(&format!("{}: {why}", Path::new(&name).display()));
        let read = || -> io::Result<String> {
            if fs::metadata(&name)?.len() > BYTES_MAX {
                return Err(io::Error::other("longer than 1 MB"));
            }
            fs::read_to_string(&name)
        };
        let text = read().map_err(|error| wrong(&error.to_string()))?;
        Self::parse(&text).map_err(|error| wrong(error.message()))
    }

    /// Checks a description.
    ///
    /// # Errors
    /// [`ErrorKind::Voice`], saying what is wrong with it.
    ///
    /// ```
    /// let text = r#"{"audio": {"sample_rate": 22050}, "language": {"code": "fr_FR"},
    ///     "phoneme_id_map": {"_": [0], "^": [1], "$": [2], "a": [3]}}"#;
    /// let voice = clairvoix_piper::VoiceFile::parse(text)?;
    /// assert_eq!((voice.language.as_str(), voice.sample_rate_hz), ("fr-FR", 22_050));
    /// # Ok::<(), clairvoix_worker::Error>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        let written: Written =
            serde_json::from_str(text).map_err(|error| wrong(&error.to_string()))?;
        let sample_rate_hz = written.audio.sample_rate;
        if !RATES_HZ.contains(&sample_rate_hz) {
            return Err(wrong(&format!("{sample_rate_hz} samples a second")));
        }
        let signs = match written.phoneme_type.as_deref() {
            None | Some("espeak") => Signs::Ipa,
            Some("text") => Signs::Letters,
            Some(other) => return Err(wrong(&format!("phonemes of type {other:?} are not known"))),
        };
        let code = [&written.language.code, &written.espeak.voice].map(|code| tag(code));
        let language = code.into_iter().find(|code| !code.is_empty()).unwrap_or_default();
        if language.is_empty() {
            return Err(wrong("it does not say its language"));
        }
        let numbers: BTreeMap<char, Vec<i32>> = written
            .phoneme_id_map
            .into_iter()
            .filter_map(|(sign, ids)| Some((only(&sign)?, ids)))
            .filter(|(_, ids)| !ids.is_empty() && ids.len() <= 8)
            .collect();
        if let Some(sign) = ['_', '^', '$'].iter().find(|sign| !numbers.contains_key(sign)) {
            return Err(wrong(&format!("its phoneme_id_map has no {sign:?}")));
        }
        let count = written.num_speakers.unwrap_or(1);
        if count > SPEAKERS_MAX {
            return Err(wrong("more than 1 000 speakers"));
        }
        let mut speakers: Vec<(String, i32)> = written.speaker_id_map.into_iter().collect();
        speakers.sort_by_key(|(_, number)| *number);
        if count > 1 && speakers.is_empty() {
            speakers =
                (0..count).filter_map(|n| Some((n.to_string(), n.try_into().ok()?))).collect();
        } else if count <= 1 {
            speakers.clear();
        }
        let Inference { noise_scale, length_scale, noise_w } = written.inference;
        let sane = |value: f32, most: f32| value.is_finite() && (0.0..=most).contains(&value);
        if !sane(noise_scale, 5.0) || !sane(noise_w, 5.0) || !sane(length_scale - 0.1, 10.0) {
            return Err(wrong("its inference values are out of range"));
        }
        Ok(Self {
            sample_rate_hz,
            language,
            signs,
            numbers,
            noise: noise_scale,
            length: length_scale,
            noise_length: noise_w,
            speakers,
        })
    }
}

fn wrong(why: &str) -> Error {
    Error::new(ErrorKind::Voice, why.to_owned())
}

/// The one character of a string.
fn only(sign: &str) -> Option<char> {
    let mut chars = sign.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// `fr_FR` and `fr-fr` as the BCP 47 tag `fr-FR`.
fn tag(code: &str) -> String {
    let mut parts = code.split(['_', '-']);
    let mut tag = parts.next().unwrap_or_default().to_lowercase();
    for part in parts.take(3) {
        tag.push('-');
        tag += &if part.len() == 2 { part.to_uppercase() } else { part.to_lowercase() };
    }
    let valid = tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if valid && tag.len() <= 35 { tag } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAP: &str = r#""phoneme_id_map": {"_": [0], "^": [1], "$": [2]}"#;

    #[test]
    fn what_is_wrong_is_said() {
        let rate = |rate: u32, more: &str| {
            VoiceFile::parse(&format!(r#"{{"audio": {{"sample_rate": {rate}}}, {more}}}"#))
                .map_err(|error| error.message().to_owned())
        };
        let french = r#""espeak": {"voice": "fr"}, "#;
        assert_eq!(rate(22_050, &format!("{french}{MAP}")).expect("it is right").language, "fr");
        let error = |more: &str| rate(22_050, more).expect_err("it is wrong");
        assert_eq!(error(MAP), "it does not say its language");
        assert!(error(&format!("{french}{}", MAP.replace('^', "a"))).contains("no '^'"));
        let pinyin = format!(r#"{french}"phoneme_type": "pinyin", {MAP}"#);
        assert!(error(&pinyin).contains("pinyin"));
        let fast = format!(
            r#"{french}{MAP}, "inference": {{"noise_scale": 0, "length_scale": 0, "noise_w": 0}}"#
        );
        assert!(error(&fast).contains("inference"));
        assert!(rate(1, MAP).expect_err("it is wrong").contains("1 samples"));
    }

    #[test]
    fn speakers_are_named_or_numbered() {
        let parse = |more: &str| {
            let text = format!(
                r#"{{"audio": {{"sample_rate": 16000}}, "language": {{"code": "fr_FR"}}, {MAP}{more}}}"#
            );
            VoiceFile::parse(&text).expect("it is right").speakers
        };
        assert_eq!(parse(""), []);
        assert_eq!(
            parse(r#", "num_speakers": 2, "speaker_id_map": {"pierre": 1, "jessica": 0}"#),
            [("jessica".to_owned(), 0), ("pierre".to_owned(), 1)]
        );
        assert_eq!(parse(r#", "num_speakers": 2"#).len(), 2);
    }
}
