//! Whether this build of Pico still counts as we think: a known sentence must give known frames.

use clairvoix_speech::Timing;

use crate::phones::PhoneTable;
use crate::track::Tracker;
use crate::{Flow, Item, Pico, Watch};

/// First frame of a unit, and the frame after its last.
type Span = (u64, u64);

/// Language, a sentence of few words, and for each of its units the frames measured on `ttspico-sys`
/// 0.1.5.
const KNOWN: [(&str, &str, &[Span]); 6] = [
    ("fr-FR", "Les amis, oui.", &[(2, 72), (72, 138), (206, 265)]),
    ("en-GB", "My friends, yes.", &[(2, 59), (59, 210), (278, 373)]),
    ("en-US", "My friends, yes.", &[(2, 48), (48, 183), (251, 363)]),
    ("de-DE", "Die Freunde, ja.", &[(2, 48), (48, 187), (255, 324)]),
    ("es-ES", "Los amigos, sí.", &[(2, 62), (62, 197), (265, 339)]),
    ("it-IT", "Gli amici, sì.", &[(2, 53), (53, 178), (246, 330)]),
];

struct Count(Tracker);

impl Watch for Count {
    fn item(&mut self, item: &mut Item<'_>) {
        self.0.see(item);
    }
}

/// Exact when the voice says the known sentence in the known frames.
pub(crate) fn timing(pico: &mut Pico, language: &str) -> Timing {
    let known = KNOWN.iter().find(|(known, _, _)| *known == language);
    let exact =
        known.is_some_and(|(_, sentence, frames)| measure(pico, language, sentence) == *frames);
    if exact { Timing::Exact } else { Timing::Estimated }
}

/// The frames of each unit of a sentence; empty when the counts do not agree.
fn measure(pico: &mut Pico, language: &str, sentence: &str) -> Vec<Span> {
    let mut count = Count(Tracker::new(PhoneTable::of(language)));
    let said = pico.speak(sentence, &mut count, |_, _| Flow::Continue);
    count.0.finish();
    if said.is_err() || count.0.mismatches() > 0 {
        return Vec::new();
    }
    let span =
        |unit: &crate::track::Unit| Some((unit.phones.first()?.start, unit.phones.last()?.end));
    count.0.units().iter().filter_map(span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::voice;

    #[test]
    fn every_voice_says_the_known_sentence_in_the_known_frames() {
        let mut pico = None;
        for (language, sentence, frames) in KNOWN {
            let data = voice::find(&format!("pico-{language}")).expect("a voice we have");
            let mut loaded = Pico::load(data, pico).expect("it loads");
            assert_eq!(measure(&mut loaded, language, sentence), frames, "{language}");
            pico = Some(loaded);
        }
    }
}
