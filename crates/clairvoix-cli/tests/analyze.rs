//! `clairvoix analyze`: the documented schema, one object a line, positions inside the text.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use common::{hostile, run, run_with_input};
use serde_json::Value;

const LESSON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/data/lecon.md");
const DOCUMENTATION: &str = include_str!("../../../docs/analyze.md");

fn objects(input: &[u8], unit: &str) -> Vec<Value> {
    let run =
        run_with_input(&["analyze", "--lines", "--confusables", "all", "--unit", unit, "-"], input)
            .exits(0);
    run.out().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn the_documented_example_is_what_comes_out() {
    let (_, rest) = DOCUMENTATION.split_once("```json\n").expect("an example");
    let (example, _) = rest.split_once("```").expect("its end");
    let documented: Value = serde_json::from_str(example).expect("JSON");
    let run = run_with_input(&["analyze", "-"], "L'âne dort.".as_bytes()).exits(0);
    let written: Value = serde_json::from_str(&run.out()).expect("JSON");
    assert_eq!(written, documented);
}

#[test]
fn each_line_gives_one_object() {
    let input = "Bonjour.\n\nL'école\r\n\r\n\u{2028}\nfin".as_bytes();
    let all = objects(input, "scalar");
    assert_eq!(all.len(), 6);
    let words = |object: &Value| object["words"].as_array().expect("words").len();
    assert_eq!(all.iter().map(words).collect::<Vec<_>>(), [1, 0, 2, 0, 0, 1]);
    assert!(objects(b"", "scalar").is_empty());
    assert_eq!(objects(b"\n", "scalar").len(), 1);
}

#[test]
fn bytes_that_are_not_text_are_said_and_change_no_other_line() {
    let run = run_with_input(&["analyze", "--lines", "-"], b"un\n\xff deux\ntrois").exits(0);
    assert_eq!(run.out().lines().count(), 3);
    assert!(run.stderr.contains("ligne 2"), "{}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 1);
}

#[test]
fn a_file_is_one_object() {
    let run = run(&["analyze", LESSON]).exits(0);
    let object: Value = serde_json::from_str(&run.out()).expect("JSON");
    assert!(object["sentences"].as_array().expect("sentences").len() > 30);
    assert!(object["words"].as_array().expect("words").len() > 380);
}

/// The text counted in a unit, cut there: a position inside a character cannot be cut.
enum Counted {
    Bytes(Vec<u8>),
    Utf16(Vec<u16>),
    Characters(Vec<char>),
}

impl Counted {
    fn new(text: &str, unit: &str) -> Self {
        match unit {
            "utf8" => Self::Bytes(text.into()),
            "utf16" => Self::Utf16(text.encode_utf16().collect()),
            _ => Self::Characters(text.chars().collect()),
        }
    }

    fn cut(&self, range: &Value) -> String {
        let at = |i: usize| usize::try_from(range[i].as_u64().expect("a number")).expect("small");
        let (start, end) = (at(0), at(1));
        match self {
            Self::Bytes(all) => String::from_utf8(all[start..end].to_vec()).expect("a boundary"),
            Self::Utf16(all) => String::from_utf16(&all[start..end]).expect("a boundary"),
            Self::Characters(all) => all[start..end].iter().collect(),
        }
    }
}

fn check(object: &Value, text: &str, unit: &str) {
    assert_eq!(object["unit"], unit);
    let counted = Counted::new(text, unit);
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let mut last = 0;
    for sentence in list(&object["sentences"]) {
        assert!(!counted.cut(&sentence["range"]).is_empty());
        for part in list(&sentence["breath_groups"]).iter().chain(&list(&sentence["clauses"])) {
            counted.cut(&part["range"]);
        }
    }
    for part in list(&object["turns"]).iter().chain(&list(&object["confusables"])) {
        counted.cut(&part["range"]);
    }
    for word in list(&object["words"]) {
        let range = &word["range"];
        assert!(range[0].as_u64().expect("a number") >= last, "{text:?}");
        last = range[1].as_u64().expect("a number");
        let letters = counted.cut(range);
        assert_eq!(word["text"], letters);
        assert!(word["ipa"].is_string());
        let graphemes: String =
            list(&word["graphemes"]).iter().map(|g| counted.cut(&g["range"])).collect();
        assert_eq!(graphemes, letters, "graphemes cover every letter");
        let syllables: String =
            list(&word["written_syllables"]).iter().map(|r| counted.cut(r)).collect();
        assert_eq!(syllables, letters, "syllables cover every letter");
        for silent in list(&word["silent"]) {
            counted.cut(&silent);
        }
        assert!(word["pos"].is_string());
        for syllable in list(&word["oral_syllables"]) {
            assert!(syllable.as_str().is_some_and(|s| !s.is_empty()), "{word}");
        }
    }
}

#[test]
fn positions_are_inside_any_text_in_any_unit() {
    let texts: Vec<String> = (0..120).map(|i| hostile::text(i).replace('\n', " ")).collect();
    for unit in ["utf8", "utf16", "scalar"] {
        let all = objects(texts.join("\n").as_bytes(), unit);
        assert_eq!(all.len(), texts.len());
        for (object, text) in all.iter().zip(&texts) {
            check(object, text, unit);
        }
    }
}

fn analysed(options: &[&str], text: &str) -> Value {
    let arguments = [&["analyze"], options, &["-"]].concat();
    let run = run_with_input(&arguments, text.as_bytes()).exits(0);
    serde_json::from_str(&run.out()).expect("JSON")
}

#[test]
fn what_links_and_what_is_said_are_written() {
    let object = analysed(&[], "Ils ont six ans. Cette amie part à 14h30 et arrive.");
    let link = |word: usize| &object["words"][word]["liaison_after"];
    assert_eq!((&link(0)["kind"], &link(0)["ipa"]), (&"required".into(), &"z".into()));
    assert_eq!(link(2)["in_reading"], true);
    assert_eq!(object["words"][4]["enchainement_after"], "t");
    assert_eq!(object["words"][8]["said"], "quatorze heures trente");
    assert_eq!(link(9)["kind"], "forbidden");
    assert_eq!(link(10), &Value::Null, "nothing follows");
}

#[test]
fn sentences_tell_their_structure() {
    let text = "— Viens ! dit-il, quand la nuit fut tombée sur la plaine.";
    let object = analysed(&[], text);
    assert_eq!(object["turns"][0]["mark"], "dash");
    let sentence = &object["sentences"][0];
    assert_eq!(sentence["breath_groups"].as_array().expect("groups").len(), 3);
    assert_eq!(sentence["clauses"][1]["subordinate"], true);
}

#[test]
fn languages_are_told_where_asked() {
    let text = "Lis la phrase du tableau. The children are playing in the garden with their dog.";
    let auto = analysed(&["--language", "auto"], text);
    assert_eq!(auto["sentences"][1]["language"], "en");
    assert_eq!(auto["words"].as_array().expect("words").last().expect("a word")["ipa"], "");
    assert_eq!(analysed(&[], text)["sentences"][1]["language"], "fr");
    assert_eq!(analysed(&["--language", "es"], "Hola")["language"], "es");
}

#[test]
fn families_are_pointed_out_where_asked() {
    let object = analysed(&["--confusables", "b-d,eau"], "Un beau dessin.");
    let found: Vec<_> =
        object["confusables"].as_array().expect("a list").iter().map(|it| &it["family"]).collect();
    assert_eq!(found, ["b-d", "eau", "b-d"]);
    assert!(analysed(&[], "Un beau dessin.").get("confusables").is_none());
    let refused = run(&["analyze", "--confusables", "b-z", "-"]).exits(2);
    assert!(refused.stderr.contains("f-v-sound"), "{}", refused.stderr);
}

#[test]
fn syllables_are_cut_as_asked() {
    let oral = |options: &[&str], word: &str| {
        let object = analysed(options, word);
        let syllables = object["words"][0]["oral_syllables"].as_array().expect("syllables");
        let syllables: Vec<_> = syllables.iter().filter_map(Value::as_str).collect();
        syllables.join("-")
    };
    assert_eq!(oral(&[], "samedi"), "sa-mə-di");
    assert_eq!(oral(&["--schwa", "dropped"], "samedi"), "sam-di");
    assert_eq!(oral(&["--schwa", "verse"], "table"), "ta-blə");
    assert_eq!(oral(&["--glides", "diaeresis"], "ciel"), "si-ɛl");
    assert_eq!(oral(&["--glides", "verse"], "violon"), "vi-ɔ-lɔ̃");
    let school = &analysed(&[], "belle")["words"][0]["written_syllables"];
    let sound = &analysed(&["--written", "sound"], "belle")["words"][0]["written_syllables"];
    assert_ne!(school, sound);
}
