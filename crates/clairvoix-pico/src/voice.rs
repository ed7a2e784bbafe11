//! The six voices the program carries.

use clairvoix_speech::{Timing, Voice, VoiceId};

include!(concat!(env!("OUT_DIR"), "/voices.rs"));

/// Samples a second of every Pico voice.
pub const SAMPLE_RATE_HZ: u32 = 16_000;

/// Name, language and what a person sees, in the order of `FILES`.
const NAMES: [(&str, &str); 6] = [
    ("pico-fr-FR", "Pico, français"),
    ("pico-en-GB", "Pico, English (Britain)"),
    ("pico-en-US", "Pico, English (United States)"),
    ("pico-de-DE", "Pico, Deutsch"),
    ("pico-es-ES", "Pico, español"),
    ("pico-it-IT", "Pico, italiano"),
];

/// A voice's data, inside the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VoiceData {
    /// BCP 47 language tag.
    pub language: &'static str,
    /// The voice's name, such as `pico-fr-FR`.
    pub name: &'static str,
    pub(crate) analysis: &'static [u8],
    pub(crate) signal: &'static [u8],
}

/// The voice of that name.
#[must_use]
pub fn find(name: &str) -> Option<VoiceData> {
    NAMES.iter().zip(&FILES).find(|((id, _), _)| *id == name).map(
        |((name, _), (language, analysis, signal))| VoiceData { language, name, analysis, signal },
    )
}

/// All voices, as the protocol states them. Their timing is exact until loading one tells otherwise.
#[must_use]
pub fn list() -> Vec<Voice> {
    NAMES
        .iter()
        .zip(&FILES)
        .filter_map(|((name, label), (language, _, _))| {
            Some(Voice {
                id: VoiceId::try_new(name).ok()?,
                language: (*language).to_owned(),
                label: (*label).to_owned(),
                sample_rate_hz: SAMPLE_RATE_HZ,
                timing: Timing::Exact,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_files_are_of_the_same_language() {
        let voices = list();
        assert_eq!(voices.len(), 6);
        for voice in voices {
            let data = find(voice.id.as_str()).expect("listed voices are found");
            assert_eq!(voice.id.as_str(), format!("pico-{}", data.language));
            assert!(data.analysis.len() > 100_000 && data.signal.len() > 100_000);
        }
        assert_eq!(find("pico-xx-XX"), None);
    }
}
