//! SSML read: the cases of tests/corpus/speech/ssml.toml, and properties on any text.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

use clairvoix_speech::{PlanOptions, Ssml, SsmlPassage, VoiceId, plan};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    ssml: String,
    said: Vec<String>,
    #[serde(default)]
    marks: Vec<String>,
    #[serde(default)]
    problems: Vec<String>,
}

fn show(ssml: &Ssml, passage: &SsmlPassage) -> String {
    let mut shown = passage.range.slice(&ssml.text).to_owned();
    let mut add = |what: String| shown += &format!(" {what}");
    for (name, value) in [("rate", passage.rate), ("pitch", passage.pitch)] {
        if (value - 1.0).abs() > 1e-3 {
            add(format!("{name}={}", (value * 1000.0).round() / 1000.0));
        }
    }
    if let Some(language) = &passage.language {
        add(format!("lang={language}"));
    }
    if let Some(voice) = &passage.voice {
        add(format!("voice={}", voice.as_str()));
    }
    if passage.spelled {
        add("spelled".to_owned());
    }
    if let Some(ipa) = &passage.ipa {
        add(format!("ipa={ipa}"));
    }
    add(passage.pause_after_ms.map_or("~".to_owned(), |ms| ms.to_string()));
    shown
}

#[test]
fn the_cases_of_the_corpus() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/speech/ssml.toml");
    let text = std::fs::read_to_string(path).expect("the corpus");
    let cases: Cases = toml::from_str(&text).expect("TOML");
    assert!(cases.case.len() > 15);
    for case in cases.case {
        let ssml = Ssml::read(&case.ssml);
        let said: Vec<String> = ssml.passages.iter().map(|p| show(&ssml, p)).collect();
        assert_eq!(said, case.said, "{}", case.ssml);
        let after = |offset: usize| ssml.text[offset..].split_whitespace().next().unwrap_or("");
        let marks: Vec<String> = ssml
            .marks
            .iter()
            .map(|mark| format!("{}: {}", mark.name, after(mark.offset)).trim_end().to_owned())
            .collect();
        assert_eq!(marks, case.marks, "{}", case.ssml);
        assert_eq!(ssml.problems.len(), case.problems.len(), "{}: {:?}", case.ssml, ssml.problems);
        for (problem, expected) in ssml.problems.iter().zip(&case.problems) {
            assert!(problem.message.contains(expected), "{}: {problem:?}", case.ssml);
        }
    }
}

fn options() -> PlanOptions {
    PlanOptions::new("fr", VoiceId::try_new("pico-fr-FR").expect("a name"))
}

#[test]
fn a_word_heard_leads_back_to_the_markup() {
    let source =
        "<speak>L'<sub alias='été prochain'>été</sub>, il lit 3 &amp; <s>4 pages.</s></speak>";
    let ssml = Ssml::read(source);
    let mut heard = Vec::new();
    for request in ssml.requests(&options()) {
        for utterance in plan(&request.text, request.options.clone()).expect("a plan") {
            heard.extend(utterance.words.iter().map(|word| {
                let range = word.range.shift(request.offset);
                (range.slice(&ssml.text).to_owned(), ssml.to_source(range).slice(source).to_owned())
            }));
        }
    }
    let pairs: Vec<(&str, &str)> = heard.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let expected = [
        ("L'", "L'"),
        ("été", "été"),
        ("prochain", "été"),
        ("il", "il"),
        ("lit", "lit"),
        ("3", "3"),
        ("4", "4"),
        ("pages", "pages"),
    ];
    assert_eq!(pairs, expected);
}

#[test]
fn phonemes_are_said_and_breaks_are_silences() {
    let ssml = Ssml::read("<speak><phoneme ph='ma.ɛl'>Maël</phoneme><break time='2s'/>lit</speak>");
    let requests = ssml.requests(&options());
    let said: Vec<_> = requests
        .iter()
        .map(|r| plan(&r.text, r.options.clone()).expect("a plan").next().expect("one"))
        .collect();
    assert_eq!(said[0].utterance.words[0].ipa, "maɛl");
    assert_eq!(said[0].pause_after_ms, 2000);
}

/// Tags and text in any order, also cut in the middle.
fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zé &;<>'\"=/.]{0,12}",
        prop::sample::select(vec![
            "<speak>",
            "</speak>",
            "<p>",
            "</p>",
            "<s>",
            "</s>",
            "<break/>",
            "<break time='3s'/>",
            "<sub alias='x y'>",
            "</sub>",
            "<prosody rate='fast'>",
            "</prosody>",
            "&amp;",
            "&#233;",
            "<mark name='m'/>",
            "<phoneme ph='a'>",
            "</phoneme>",
            "<metadata>",
            "</metadata>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<say-as interpret-as='characters'>",
            "</say-as>",
            "\u{1F600}",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_markup_is_read_and_every_range_holds(source in markup()) {
        let ssml = Ssml::read(&source);
        prop_assert_eq!(ssml.map.source_len(), source.len());
        prop_assert_eq!(ssml.map.spoken_len(), ssml.text.len());
        let mut reached = 0;
        for passage in &ssml.passages {
            prop_assert!(passage.range.start() >= reached && !passage.range.is_empty());
            prop_assert!(ssml.text[reached..passage.range.start()].trim().is_empty());
            prop_assert!(source.get(ssml.to_source(passage.range).start()..).is_some());
            prop_assert!(passage.rate > 0.0 && passage.pitch > 0.0);
            reached = passage.range.end();
        }
        prop_assert!(ssml.text[reached..].trim().is_empty(), "all is said");
        for mark in &ssml.marks {
            prop_assert!(ssml.text.is_char_boundary(mark.offset));
        }
        for problem in &ssml.problems {
            prop_assert!(source.get(problem.range.start()..problem.range.end()).is_some());
        }
        for request in ssml.requests(&options()) {
            prop_assert!(plan(&request.text, request.options).is_ok());
        }
    }
}
