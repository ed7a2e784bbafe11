//! Voices of different sample rates in one rendering: one rate, every mark at its sound.

use clairvoix_speech::{
    Engine, EngineEvent, Engines, Error, LanguageVoice, MarkKind, PlanOptions, RenderEvent,
    Renderer, SourceMark, Utterance, Voice, VoiceId, plan,
    testing::{FakeEngine, check_syllables},
};

/// The fake voice, in English and at another rate: the same frames, played faster or slower.
struct English(FakeEngine, u32);

fn name() -> VoiceId {
    VoiceId::try_new("fake-en").expect("a valid name")
}

impl Engine for English {
    fn voices(&mut self) -> Result<Vec<Voice>, Error> {
        let mut voices = self.0.voices()?;
        for voice in &mut voices {
            voice.id = name();
            voice.language = "en-GB".to_owned();
            voice.sample_rate_hz = self.1;
        }
        Ok(voices)
    }

    fn begin(&mut self, utterance: &Utterance) -> Result<(), Error> {
        self.0.begin(&Utterance { voice: FakeEngine::voice_id(), ..utterance.clone() })
    }

    fn next_event(&mut self) -> Result<EngineEvent, Error> {
        self.0.next_event()
    }

    fn cancel(&mut self) {
        self.0.cancel();
    }
}

const TEXT: &str =
    "Elle a dit « the children are playing in the garden today », puis elle est partie.";

fn render(rate_hz: u32) -> (Vec<i16>, Vec<SourceMark>, u32) {
    let mut engines = Engines::default();
    engines.add("fake", Ok(FakeEngine::default()));
    engines.add("english", Ok(English(FakeEngine::default(), rate_hz)));
    let mut options = PlanOptions::new("fr", FakeEngine::voice_id());
    options.voices.push(LanguageVoice { language: "en".to_owned(), voice: name() });
    let plan = plan(TEXT, options).expect("a plan");
    let renderer = Renderer::try_new(&mut engines, plan).expect("a renderer");
    let hertz = renderer.sample_rate_hz();
    let (mut audio, mut marks) = (Vec::new(), Vec::new());
    for event in renderer {
        match event.expect("it goes on") {
            RenderEvent::Audio(samples) => audio.extend(samples),
            RenderEvent::Mark(mark) => marks.push(mark),
            other => panic!("{other:?}"),
        }
    }
    (audio, marks, hertz)
}

#[test]
fn every_mark_is_at_its_sound() {
    for rate_hz in [8_000, 16_000, 22_050, 48_000] {
        let (audio, marks, hertz) = render(rate_hz);
        assert_eq!(hertz, 16_000, "that of the first voice");
        check_syllables(&marks).unwrap_or_else(|why| panic!("{why}"));
        let words: Vec<&SourceMark> = marks.iter().filter(|m| m.kind == MarkKind::Word).collect();
        assert_eq!(words.len(), 15, "{words:?}");
        let loudest = |from: u64, to: u64| {
            let part = &audio[from as usize..to as usize];
            part.iter().map(|sample| sample.unsigned_abs()).max().unwrap_or(0)
        };
        let mut before = 0;
        for mark in words {
            assert!(mark.exact && mark.start_frame < mark.end_frame);
            // A tone is there at once; the filter lets a millisecond of it be heard before.
            let (near, start) = (hertz / 1_000, mark.start_frame);
            let near = u64::from(near);
            let quiet = loudest(before + near, start.saturating_sub(near).max(before + near));
            let loud = loudest(start, start + near * 2);
            let word = mark.range.slice(TEXT);
            assert!(quiet < 200 && loud > 9_000, "{word} at {rate_hz}: {quiet} then {loud}");
            before = mark.end_frame;
        }
        let played: u64 = marks.iter().map(|mark| mark.end_frame).max().unwrap_or(0);
        assert!(played <= audio.len() as u64);
    }
}

#[test]
fn a_voice_of_another_rate_speaks_as_long_as_it_did() {
    let length = |rate_hz| {
        let (_, marks, hertz) = render(rate_hz);
        let playing = TEXT.find("playing").expect("a word");
        let word = marks.iter().find(|m| m.kind == MarkKind::Word && m.range.start() == playing);
        let word = word.expect("it has a mark");
        (word.end_frame - word.start_frame) as f64 / f64::from(hertz)
    };
    // Seven letters of 640 frames.
    for rate_hz in [8_000, 22_050, 48_000] {
        let wanted = 7.0 * 640.0 / f64::from(rate_hz);
        assert!((length(rate_hz) - wanted).abs() < 0.000_2, "{rate_hz}");
    }
}
