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
