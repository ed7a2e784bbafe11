//! espeak's voices, named as ours are.

use clairvoix_speech::protocol::VOICES_MAX;
use clairvoix_speech::{Timing, Voice, VoiceId};

use crate::engine::Listed;

/// A voice and what espeak calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) voice: Voice,
    pub(crate) identifier: String,
}

/// The voices that can be used, each name once. MBROLA's need files and a program of their own, and
/// are left out.
pub(crate) fn known(listed: &[Listed], sample_rate_hz: u32) -> Vec<Known> {
    let mut known: Vec<Known> = Vec::new();
    for voice in listed.iter().filter(|v| !v.identifier.starts_with("mb/")) {
        let Ok(id) = VoiceId::try_new(&format!("espeak-{}", voice.language)) else {
            continue;
        };
        if voice.language.is_empty() || known.iter().any(|k| k.voice.id == id) {
            continue;
        }
        known.push(Known {
            voice: Voice {
                id,
                language: tag(&voice.language),
                label: format!("eSpeak NG, {}", voice.name.replace('_', " ")),
                sample_rate_hz,
                timing: Timing::Exact,
            },
            identifier: voice.identifier.clone(),
        });
    }
    known.truncate(VOICES_MAX);
    known
}

/// A BCP 47 tag with its region in capitals, as it is usually written.
fn tag(language: &str) -> String {
    let mut parts = language.split('-');
    let mut tag = parts.next().unwrap_or_default().to_lowercase();
    for (index, part) in parts.enumerate() {
        tag.push('-');
        let region = index == 0 && part.len() == 2;
        tag += &if region { part.to_uppercase() } else { part.to_owned() };
    }
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voice_is_named_once_by_its_language() {
        let listed = |language: &str, identifier: &str| Listed {
            name: "French_(France)".to_owned(),
            language: language.to_owned(),
            identifier: identifier.to_owned(),
        };
        let all = [
            listed("fr-fr", "roa/fr"),
            listed("fr-fr", "mb/mb-fr1"),
            listed("fr-fr", "other"),
            listed("", "none"),
            listed("en-gb-x-rp", "gmw/en-GB-x-rp"),
        ];
        let known = known(&all, 22_050);
        let names: Vec<_> =
            known.iter().map(|k| (k.voice.id.as_str(), k.voice.language.as_str())).collect();
        assert_eq!(names, [("espeak-fr-fr", "fr-FR"), ("espeak-en-gb-x-rp", "en-GB-x-rp")]);
        assert_eq!(known[0].voice.label, "eSpeak NG, French (France)");
    }
}
