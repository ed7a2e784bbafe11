//! Captions of texts said by the fake engine, whose words last as long as they are written.

#![cfg(feature = "testing")]

use clairvoix_speech::{
    CaptionFormat, Captions, MarkKind, PlanOptions, RenderEvent, Renderer, plan,
    testing::FakeEngine,
};
use proptest::prelude::*;

/// The caption file of a text.
fn captions(format: CaptionFormat, text: &str) -> String {
    captions_by(MarkKind::Word, format, text)
}

fn captions_by(unit: MarkKind, format: CaptionFormat, text: &str) -> String {
    let mut engine = FakeEngine::default();
    let plan = plan(text, PlanOptions::new("fr", FakeEngine::voice_id()));
    let plan = plan.unwrap_or_else(|e| panic!("{e}"));
    let renderer = Renderer::try_new(&mut engine, plan).unwrap_or_else(|e| panic!("{e}"));
    let mut captions = Captions::new(format, text, renderer.sample_rate_hz())
        .with_files("a & b.txt", "a & b.wav")
        .with_unit(unit);
    let mut file = captions.begin();
    for event in renderer {
        if let RenderEvent::Mark(mark) = event.unwrap_or_else(|e| panic!("{e}")) {
            file += &captions.mark(&mark);
        }
    }
    file + &captions.end()
}

/// Without the times, which the fake engine chooses.
fn shown(file: &str) -> String {
    let is_text = |line: &&str| !line.contains("-->") && line.parse::<u32>().is_err();
    let text = file.lines().filter(is_text).collect::<Vec<_>>().join("\n");
    let mut shown = String::new();
    let mut in_time = false;
    for c in text.chars() {
        match c {
            '<' => in_time = true,
            '>' => in_time = false,
            c if !in_time => shown.push(c),
            _ => {}
        }
    }
    shown
}

const LONG: &str = "« Les élèves » lisent <tous> & écrivent à 14h30, puis ils rentrent chez eux par le \
                    chemin du bord de l'eau.\n\nFin !";

#[test]
fn cues_have_two_short_lines_and_hold_every_sign() {
    let vtt = captions(CaptionFormat::WebVtt, LONG);
    assert!(vtt.starts_with("WEBVTT\n\n00:00:00."), "{vtt}");
    assert_eq!(
        shown(&vtt),
        "WEBVTT\n\n« Les élèves » lisent &lt;tous&gt; &amp;\nécrivent à 14h30, puis ils rentrent\n\n\
         chez eux par le chemin du bord de\nl'eau.\n\nFin !\n"
    );
    let srt = captions(CaptionFormat::Srt, LONG);
    assert!(srt.starts_with("1\n00:00:00,"), "{srt}");
    assert!(srt.contains("\n\n3\n00:00:"), "{srt}");
}

#[test]
fn every_word_has_a_clip_that_points_at_its_characters() {
    let smil = captions(CaptionFormat::Smil, "Été : l'œil.");
    let places: Vec<&str> =
        smil.split("#char=").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(places, ["0,3", "6,8", "8,11"]);
    assert_eq!(smil.matches("a &amp; b.wav").count(), 3);
    assert!(smil.ends_with("    </seq>\n  </body>\n</smil>\n"), "{smil}");
}

#[test]
fn a_text_with_nothing_to_say_has_no_cue() {
    assert_eq!(captions(CaptionFormat::WebVtt, "…"), "WEBVTT\n\n");
    assert_eq!(captions(CaptionFormat::Srt, ""), "");
}

/// Hours, minutes, seconds and milliseconds as milliseconds.
fn milliseconds(time: &str) -> Option<u64> {
    let fields: Option<Vec<u64>> = time.split([':', '.', ',']).map(|f| f.parse().ok()).collect();
    match fields?.as_slice() {
        [h, min, s, ms] => Some(((h * 60 + min) * 60 + s) * 1000 + ms),
        _ => None,
    }
}

proptest! {
    #[test]
    fn any_text_gives_cues_in_order(text in "[a-zé .,;:!?<>&\n0-9-]{0,200}") {
        let vtt = captions(CaptionFormat::WebVtt, &text);
        let mut end_before = 0;
        for line in vtt.lines().filter(|line| line.contains(" --> ")) {
            let (start, end) = line.split_once(" --> ").unwrap_or_default();
            let (start, end) = (milliseconds(start), milliseconds(end));
            prop_assert!(start >= Some(end_before) && end > start, "{line} in {vtt}");
            end_before = end.unwrap_or_default();
        }
        for block in vtt.split("\n\n").skip(1).filter(|block| !block.is_empty()) {
            prop_assert!(block.lines().count() <= 3, "{block}");
            prop_assert_eq!(block.matches("-->").count(), 1);
        }
    }
}

#[test]
fn by_syllable_each_has_its_time_and_words_stay_whole() {
    let vtt = captions_by(MarkKind::Syllable, CaptionFormat::WebVtt, "L'élève dort.");
    // 40 ms a byte, 60 ms after each word; é-lè-ve shares its word by sounds: 1, 2, 1.
    let times = "L'<00:00:00.140>é<00:00:00.210>lè<00:00:00.350>ve <00:00:00.480>dort.";
    assert_eq!(vtt.lines().nth(3), Some(times), "{vtt}");
    let vtt = captions_by(MarkKind::Syllable, CaptionFormat::WebVtt, LONG);
    assert_eq!(shown(&vtt), shown(&captions(CaptionFormat::WebVtt, LONG)));
}
