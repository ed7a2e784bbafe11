//! The counts that tie Pico's phones to words agree, at every speed and in every voice. Pico keeps its
//! state in statics, so this program has one test.

use clairvoix_pico::narrate::narrate;
use clairvoix_pico::{Flow, Pico, voice};
use clairvoix_speech::protocol::SpeakRequest;
use clairvoix_worker::Part;

const TEXTS: [(&str, &str); 8] = [
    ("pico-fr-FR", "Les enfants sont arrivés hier ; ils ont tout à coup vu l'arc-en-ciel."),
    (
        "pico-fr-FR",
        "« Qu'est-ce qu'il y a ? » demanda-t-elle. Rien : dix-sept œufs, 3,5 kg, 20 % !",
    ),
    ("pico-fr-FR", "M. Dupont et Mme Durand, professeurs, n'ont qu'un rendez-vous aujourd'hui…"),
    ("pico-en-GB", "The children's dog, however, didn't run; it walked. Why?"),
    ("pico-en-US", "In 1984, twenty-one people said \"no\" to Mr. Smith."),
    ("pico-de-DE", "Die Schüler lesen heute ein Buch, und morgen schreiben sie darüber."),
    ("pico-es-ES", "¿Dónde está la niña? Está en el jardín, con los amigos."),
    ("pico-it-IT", "L'amico di Giulia è arrivato; non c'è nessuno, però."),
];

#[test]
fn the_counts_always_agree() {
    let mut pico = None;
    for (name, text) in TEXTS {
        let data = voice::find(name).expect("a voice we have");
        let mut loaded = Pico::load(data, pico.take()).expect("it loads");
        for rate_milli in [200, 1000, 3000, 5000] {
            let request = SpeakRequest {
                utterance: 1,
                text: text.to_owned(),
                words: Vec::new(),
                rate_milli,
                pitch_milli: 1000,
            };
            let mut frames = 0;
            let told = narrate(&mut loaded, data.language, request, |output| {
                if let Part::Audio(samples) = output {
                    frames += samples.len();
                }
                Flow::Continue
            })
            .expect("it is said");
            assert_eq!(told.mismatches, 0, "{text} at {rate_milli}");
            assert!(frames > 4000, "{text} at {rate_milli}: {frames} frames");
        }
        pico = Some(loaded);
    }
}
