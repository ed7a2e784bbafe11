//! The real worker, driven as an application drives it.

mod common;

use clairvoix_speech::testing::conformance;
use common::{check_marks, engine, say, utterance};

#[test]
fn it_is_an_engine_like_any_other() {
    let report = conformance::check_engine(&mut engine());
    assert!(report.passed(), "{report}");
}

#[test]
fn every_word_is_marked_once_at_every_speed() {
    let mut engine = engine();
    for text in [
        "Les enfants jouent dans la cour, et l'ami de Zoé les regarde.",
        "Il y a un rendez-vous à quatorze heures trente ; peut-être viendra-t-il ?",
        "« Non », dit-elle. « Aujourd'hui, c'est fini… »",
        "Le prof a 75 élèves, 3,5 kg de pain et 20 % de retard !",
        "tout à coup, à partir de là, parce que l'œuf n'est plus là",
        "",
        "?! …",
    ] {
        for rate in [0.4, 1.0, 4.0] {
            let mut asked = utterance("pico-fr-FR", text);
            asked.rate = rate;
            let said = say(&mut engine, &asked);
            check_marks(&asked, &said);
            assert!(said.interrupted.is_empty());
        }
    }
}

/// Words that Pico misreads among others: text, then the reading of each word; after a plus sign the
/// liaison that Pico adds.
const READINGS: [(&str, &[&str]); 4] = [
    ("Il faisait du cinéma.", &["il", "fəzɛ", "dy", "sinema"]),
    ("Mon cœur et mon sac.", &["mɔ̃", "kœʁ", "e", "mɔ̃", "sak"]),
    ("Les œuvres du parc.", &["le+z", "œvʁ", "dy", "paʁk"]),
    ("Un gaz léger.", &["œ̃", "ɡaz", "leʒe"]),
];

#[test]
fn words_are_said_as_they_are_read_and_marks_are_the_frames_of_their_sounds() {
    let mut engine = engine();
    for (text, readings) in READINGS {
        let mut asked = utterance("pico-fr-FR", text);
        assert_eq!(asked.words.len(), readings.len(), "{text}");
        for (word, ipa) in asked.words.iter_mut().zip(readings) {
            word.ipa = ipa.split('+').next().unwrap_or_default().to_owned();
        }
        let said = say(&mut engine, &asked);
        check_marks(&asked, &said);
        for ((mark, word), wanted) in said.words.iter().zip(&asked.words).zip(readings) {
            let sounds: Vec<_> =
                said.sounds.iter().filter(|sound| sound.range == word.range).collect();
            let heard: String = sounds.iter().map(|sound| sound.ipa.as_str()).collect();
            // The last schwa may be said or not.
            assert_eq!(heard.trim_end_matches('ə'), wanted.replace('+', ""), "{text}");
            assert_eq!(sounds.first().map(|sound| sound.start_frame), Some(mark.start_frame));
            assert_eq!(sounds.last().map(|sound| sound.end_frame), Some(mark.end_frame));
            // Frames of 4 ms, 16 kHz.
            assert!(mark.start_frame % 64 == 0 && mark.end_frame % 64 == 0, "{mark:?}");
        }
    }
}
