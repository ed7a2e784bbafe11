//! `clairvoix spoken`: a line for each line, options under both names, the map, what is wrong.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use common::{run, run_with_input};

fn said(args: &[&str], input: &str) -> String {
    let args: Vec<&str> = std::iter::once("spoken").chain(args.iter().copied()).collect();
    run_with_input(&args, input.as_bytes()).exits(0).out()
}

#[test]
fn a_line_comes_out_for_each_line() {
    let text = "Le 14/07.\n\n21 filles\r\nFin";
    assert_eq!(said(&[], text), "Le quatorze juillet.\n\nvingt et une filles\nFin\n");
    assert_eq!(said(&["-"], ""), "");
}

#[test]
fn options_have_english_and_french_names() {
    for mode in ["dictation", "dictee", "dictée"] {
        assert_eq!(said(&["--mode", mode], "Oui."), "Oui point\n");
    }
    assert_eq!(said(&["--mode", "vers"], "Des violons"), "Des-vi-o-lons\n");
    assert_eq!(said(&["--mode", "epellation"], "été"), "E accent aigu, T, E accent aigu\n");
    assert_eq!(said(&["--inclusive", "court"], "étudiant·e·s"), "étudiants\n");
    assert_eq!(said(&["--context", "score"], "3-1"), "trois à un\n");
    assert_eq!(said(&["--variant", "fr-CH-VD"], "80"), "huitante\n");
    assert_eq!(said(&["--emoji", "muet"], "Bravo 👍 !"), "Bravo !\n");
}

#[test]
fn the_variant_chooses_the_language() {
    let cases = [
        ("en-GB", "105 days from 5/12", "one hundred and five days from the fifth of December\n"),
        ("en-US", "105 days from 5/12", "one hundred five days from May twelfth\n"),
        ("es-MX", "21 casas", "veintiuna casas\n"),
        ("de_AT", "am 3. Mai 1984", "am dritten Mai neunzehnhundertvierundachtzig\n"),
        ("it", "1 amica di Luigi XIV", "un'amica di Luigi quattordicesimo\n"),
        ("pt", "21", "vingt et un\n"),
    ];
    for (variant, written, expected) in cases {
        assert_eq!(said(&["--variant", variant], written), expected, "{variant}");
    }
    let quoted = "Il lit « I have 21 cats and they are 3 » et 21 pages.";
    let rest = "Il lit I have vingt et un cats and they are trois et vingt et une pages.\n";
    let own = "Il lit I have twenty-one cats and they are three et vingt et une pages.\n";
    assert_eq!(said(&[], quoted), rest);
    assert_eq!(said(&["--passages", "own"], quoted), own);
    let dictated = said(&["--variant", "de", "--mode", "dictation"], "Hallo.\nUnd dann?");
    assert_eq!(dictated, "Hallo Punkt neue Zeile\nUnd dann Fragezeichen\n");
}

#[test]
fn a_dictation_says_where_a_line_breaks() {
    let said = said(&["--mode", "dictation"], "Fin.\nDébut.\n\nAprès");
    assert_eq!(said, "Fin point à la ligne\nDébut point\n\nAprès\n");
}

#[test]
fn the_map_leaves_no_gap_on_either_side() {
    let out = said(&["--format", "jsonl", "--unit", "utf8"], "À 14h30 : 5 km\n\nété\n");
    for line in out.lines() {
        let object: serde_json::Value = serde_json::from_str(line).expect("a JSON object");
        let length = |key: &str| object[key].as_str().map(str::len).expect("a text");
        let (mut source, mut spoken) = (0, 0);
        for link in object["map"].as_array().expect("links") {
            let ends = |key: &str| {
                let end = |at: usize| link[key][at].as_u64().and_then(|n| usize::try_from(n).ok());
                (end(0).expect("a start"), end(1).expect("an end"))
            };
            assert_eq!((ends("source").0, ends("spoken").0), (source, spoken));
            (source, spoken) = (ends("source").1, ends("spoken").1);
        }
        assert_eq!((source, spoken), (length("written"), length("spoken")));
    }
}

#[test]
fn a_list_of_pronunciations_is_used_and_its_faults_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("liste.csv");
    std::fs::write(&list, "Maël;Ma-elle\nseul\n").expect("the list is written");
    let list = list.to_str().expect("a path");
    let run =
        run_with_input(&["spoken", "--pronunciations", list], "Maël lit.".as_bytes()).exits(0);
    assert_eq!(run.out(), "Ma-elle lit.\n");
    assert!(run.stderr.contains("liste.csv") && run.stderr.contains('2'), "{}", run.stderr);
    let missing = run_missing();
    assert!(missing.contains("absent.csv"), "{missing}");
}

fn run_missing() -> String {
    run(&["spoken", "--pronunciations", "absent.csv"]).exits(1).stderr
}
