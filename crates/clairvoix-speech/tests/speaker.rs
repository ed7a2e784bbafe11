//! The Speaker under a turned clock: the cases of `tests/corpus/speech/speaker.toml`, and what holds
//! for any commands at any time.

#![cfg(feature = "testing")]
#![allow(clippy::disallowed_methods, reason = "a test reads its cases from a file")]

mod turned_clock;

use clairvoix_speech::{
    AudioSink as _, Dictation, DictationOptions, Edge, Input, Loudness, MarkKind, PlanOptions,
    RenderEvent, Renderer, Request, RequestId, SkipUnit, SpeakMode, SpeechEvent, TypingEcho,
    TypingEchoOptions, plan,
    testing::{FakeEngine, FakeFault, FakeFaultKind},
};
use clairvoix_text::Utf8Range;
use proptest::prelude::*;
use serde::Deserialize;
use turned_clock::{Host, short};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    text: String,
    #[serde(default)]
    faults: Vec<String>,
    steps: Vec<String>,
    events: String,
}

fn number<T: std::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("{text:?} is not a number"))
}

fn fault(line: &str) -> FakeFault {
    let (kind, word) = line.split_once(' ').unwrap_or((line, ""));
    let kind = match kind {
        "crash" => FakeFaultKind::Crash,
        "skip" => FakeFaultKind::Skip,
        "forget" => FakeFaultKind::Forget,
        "fail" => FakeFaultKind::Fail,
        _ => panic!("unknown fault {line:?}"),
    };
    FakeFault { word: number(word), kind }
}

fn say(host: &mut Host, texts: &mut Vec<String>, text: &str, mode: SpeakMode) {
    texts.push(text.to_owned());
    host.say(text, mode);
}

fn find(text: &str, word: &str) -> usize {
    text.find(word).unwrap_or_else(|| panic!("{word:?} is not in {text:?}"))
}

fn loudness(volume: f32) -> Loudness {
    Loudness { volume, ..Loudness::default() }
}

fn step(host: &mut Host, texts: &mut Vec<String>, line: &str) {
    let (command, rest) = line.split_once(' ').unwrap_or((line, ""));
    match command {
        "say" => {
            let text = texts[0].clone();
            host.say(&text, SpeakMode::Replace);
        }
        "syllables" => host.finest = MarkKind::Syllable,
        "append" => say(host, texts, rest, SpeakMode::Append),
        "interrupt" => say(host, texts, rest, SpeakMode::Interrupt),
        "echo" => say(host, texts, rest, SpeakMode::Echo),
        "replace" => say(host, texts, rest, SpeakMode::Replace),
        "repeat" => {
            texts.push(texts[number::<usize>(rest) - 1].clone());
            host.repeat(SpeakMode::Interrupt);
        }
        "part" => {
            let text = texts[0].clone();
            let (from, to) = rest.split_once(' ').unwrap_or((rest, ""));
            host.say_part(&text, find(&text, from), find(&text, to));
        }
        "softly" => host.give(Input::StopSoftly),
        "play" => host.play(number(rest)),
        "pause" => host.give(Input::Pause),
        "resume" => host.give(Input::Resume),
        "stop" => host.give(Input::Stop),
        "word" => host.give(Input::Skip { unit: SkipUnit::Word, by: number(rest) }),
        "sentence" => host.give(Input::Skip { unit: SkipUnit::Sentence, by: number(rest) }),
        "paragraph" => host.give(Input::Skip { unit: SkipUnit::Paragraph, by: number(rest) }),
        "goto" => host.give(Input::GoTo { offset: find(&texts[0], rest) }),
        "pitch" => host.give(Input::SetPitch(number(rest))),
        "volume" => host.give(Input::SetLoudness(loudness(number(rest)))),
        "rate" => host.give(Input::SetRate(number(rest))),
        "lose" => host.lose(),
        "end" => assert!(host.play_to_end(), "it never ends"),
        _ => panic!("unknown step {line:?}"),
    }
}

#[test]
fn the_cases_are_told_as_written() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/speech/speaker.toml");
    let file = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let cases: Cases = toml::from_str(&file).unwrap_or_else(|e| panic!("{path}: {e}"));
    assert!(cases.case.len() >= 25);
    let mut wrong = Vec::new();
    for case in cases.case {
        let faults = case.faults.iter().map(|line| fault(line)).collect();
        let mut host = Host::new(FakeEngine::with_faults(faults));
        let mut texts = vec![case.text.clone()];
        for line in &case.steps {
            step(&mut host, &mut texts, line);
        }
        let text_of = |id: clairvoix_speech::RequestId| {
            texts.get(id.0 as usize - 1).cloned().unwrap_or_default()
        };
        let told = short(&host.events, text_of);
        if told != case.events {
            wrong.push(format!("{}\n  expected {}\n  told     {told}", case.name, case.events));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

const TEXT: &str = "Un avion passe. Le petit animal dort encore, puis il mange une orange.\n\n\
                    Il est 14h30 ! L'élève lit.";

fn rendered(text: &str) -> Vec<i16> {
    let mut engine = FakeEngine::default();
    let options = PlanOptions::new("fr", FakeEngine::voice_id());
    let plan = plan(text, options).unwrap_or_else(|e| panic!("{e}"));
    let renderer = Renderer::try_new(&mut engine, plan).unwrap_or_else(|e| panic!("{e}"));
    let mut samples = Vec::new();
    for event in renderer {
        if let RenderEvent::Audio(block) = event.unwrap_or_else(|e| panic!("{e}")) {
            samples.extend(block);
        }
    }
    samples
}

#[derive(Clone, Debug)]
enum Act {
    Play(usize),
    Pause,
    Resume,
    Lose,
    Skip(SkipUnit, i32),
    GoTo(usize),
    Rate(f32),
    Pitch(f32),
    Volume(f32),
    Say(SpeakMode),
    Repeat(SpeakMode),
    StopSoftly,
}

fn quiet_acts() -> impl Strategy<Value = Act> {
    prop_oneof![(1..400usize).prop_map(Act::Play), Just(Act::Pause), Just(Act::Resume),]
}

fn any_mode() -> impl Strategy<Value = SpeakMode> {
    prop_oneof![
        2 => Just(SpeakMode::Append),
        2 => Just(SpeakMode::Interrupt),
        1 => Just(SpeakMode::Echo),
        1 => Just(SpeakMode::Replace),
    ]
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (1..400usize).prop_map(Act::Play),
        1 => Just(Act::Pause),
        2 => Just(Act::Resume),
        1 => Just(Act::Lose),
        2 => (
            prop_oneof![Just(SkipUnit::Word), Just(SkipUnit::Sentence), Just(SkipUnit::Paragraph)],
            -3..4i32,
        )
            .prop_map(|(unit, by)| Act::Skip(unit, by)),
        1 => (0..120usize).prop_map(Act::GoTo),
        1 => (0.3f32..3.5).prop_map(Act::Rate),
        1 => (0.5f32..2.0).prop_map(Act::Pitch),
        1 => (0.0f32..4.0).prop_map(Act::Volume),
        2 => any_mode().prop_map(Act::Say),
        1 => any_mode().prop_map(Act::Repeat),
        1 => Just(Act::StopSoftly),
    ]
}

fn act(host: &mut Host, act: &Act) {
    match *act {
        Act::Play(ms) => host.play(ms),
        Act::Pause => host.give(Input::Pause),
        Act::Resume => host.give(Input::Resume),
        Act::Lose => host.lose(),
        Act::Skip(unit, by) => host.give(Input::Skip { unit, by }),
        Act::GoTo(offset) => host.give(Input::GoTo { offset }),
        Act::Rate(rate) => host.give(Input::SetRate(rate)),
        Act::Pitch(pitch) => host.give(Input::SetPitch(pitch)),
        Act::Volume(volume) => host.give(Input::SetLoudness(loudness(volume))),
        Act::Say(mode) => {
            let text = if mode == SpeakMode::Append { TEXT } else { "Un mot." };
            host.say(text, mode);
        }
        Act::Repeat(mode) => host.repeat(mode),
        Act::StopSoftly => host.give(Input::StopSoftly),
    }
}

/// Starts and ends alternate for each kind, frames never go back, every request ends once.
fn check_events(events: &[SpeechEvent], requests: u64) -> Result<(), TestCaseError> {
    let mut frame_before = 0;
    let mut open: Vec<(MarkKind, Utf8Range, RequestId)> = Vec::new();
    let mut ended = Vec::new();
    for event in events {
        match event {
            SpeechEvent::Mark { request, edge, kind, range, frame } => {
                prop_assert!(*frame >= frame_before, "{event:?} after frame {frame_before}");
                frame_before = *frame;
                if *edge == Edge::Start {
                    prop_assert!(!open.iter().any(|(k, ..)| k == kind), "{event:?} in {open:?}");
                    let in_word = |o: &(MarkKind, Utf8Range, RequestId)| {
                        o.0 == MarkKind::Word && o.1.cover(*range) == o.1 && o.2 == *request
                    };
                    prop_assert!(
                        *kind != MarkKind::Syllable || open.iter().any(in_word),
                        "{event:?} in {open:?} of {events:?}"
                    );
                    open.push((*kind, *range, *request));
                } else {
                    let at = open.iter().position(|o| *o == (*kind, *range, *request));
                    prop_assert!(at.is_some(), "{event:?} in {open:?} of {events:?}");
                    open.retain(|o| o.0 != *kind);
                }
            }
            SpeechEvent::Finished { request }
            | SpeechEvent::Stopped { request }
            | SpeechEvent::Failed { request, .. } => {
                prop_assert!(
                    !open.iter().any(|(_, _, of)| of == request),
                    "{open:?} open at the end of {events:?}"
                );
                ended.push(request.0);
            }
            _ => {}
        }
    }
    ended.sort_unstable();
    prop_assert_eq!(ended, (1..=requests).collect::<Vec<_>>());
    Ok(())
}

/// `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(32)
}

fn is_of(event: &SpeechEvent, id: u64) -> bool {
    matches!(event, SpeechEvent::Mark { request, .. } if request.0 == id)
}

/// The steepest step of the smooth fake voice: 460 Hz at an amplitude of 12 000, and its edges.
const SMOOTH_STEP: i32 = 2400;

fn word_starts(events: &[SpeechEvent]) -> Vec<usize> {
    let start = |e: &SpeechEvent| match e {
        SpeechEvent::Mark { edge: Edge::Start, kind: MarkKind::Word, range, .. } => {
            Some(range.start())
        }
        _ => None,
    };
    events.iter().filter_map(start).collect()
}

#[test]
fn what_is_replaced_faster_than_a_voice_begins_is_told_its_end() {
    let mut host = Host::new(FakeEngine::default());
    let mut asked = vec![host.say(TEXT, SpeakMode::Replace)];
    host.play(50);
    for _ in 0..20 {
        asked.push(host.say(TEXT, SpeakMode::Replace));
        // The voice has not made anything: what the device has is all there is to hear.
        host.sink.play(16_000);
        host.give(Input::Played(host.sink.frames_played()));
    }
    let stopped: Vec<RequestId> = host
        .events
        .iter()
        .filter_map(|event| match event {
            SpeechEvent::Stopped { request } => Some(*request),
            _ => None,
        })
        .collect();
    assert_eq!(stopped, asked[..asked.len() - 1]);
}

fn host_by_syllable() -> Host {
    let mut host = Host::new(FakeEngine::default());
    host.finest = MarkKind::Syllable;
    host
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn pauses_anywhere_change_no_sample(acts in prop::collection::vec(quiet_acts(), 0..20)) {
        let mut host = host_by_syllable();
        host.say(TEXT, SpeakMode::Replace);
        for a in &acts {
            act(&mut host, a);
        }
        host.give(Input::Resume);
        prop_assert!(host.play_to_end());
        // The silence after the last sentence is made for files only.
        let expected = rendered(TEXT);
        let heard = host.sink.heard();
        prop_assert!(heard.len() <= expected.len());
        let mut softened = 0;
        for (frame, (&heard, &made)) in heard.iter().zip(&expected).enumerate() {
            // Around a pause the sound fades and swells; it never changes otherwise.
            let softer = heard.unsigned_abs() <= made.unsigned_abs() && heard.signum() * made.signum() >= 0;
            prop_assert!(softer, "{heard} for {made} at frame {frame}");
            softened += usize::from(heard != made);
        }
        let pauses = acts.iter().filter(|a| matches!(a, Act::Pause)).count();
        prop_assert!(softened <= pauses * 160, "{softened} frames in {pauses} pauses");
        prop_assert!(expected[heard.len()..].iter().all(|&s| s == 0));
        check_events(&host.events, 1)?;
    }

    #[test]
    fn losses_and_rates_repeat_and_lose_no_word(
        acts in prop::collection::vec(
            prop_oneof![
                3 => quiet_acts(),
                1 => Just(Act::Lose),
                1 => (0.3f32..3.5).prop_map(Act::Rate),
            ],
            0..20,
        ),
        stretches in any::<bool>(),
    ) {
        let mut plain = host_by_syllable();
        plain.say(TEXT, SpeakMode::Replace);
        prop_assert!(plain.play_to_end());
        // Where the voice has one rate, the others are made of its sound.
        let rates = if stretches { 1.0..=1.0 } else { 0.0..=f32::MAX };
        let mut host = Host::stretching(FakeEngine::default(), rates);
        host.finest = MarkKind::Syllable;
        host.say(TEXT, SpeakMode::Replace);
        for a in &acts {
            act(&mut host, a);
        }
        host.failing_opens = 0;
        host.give(Input::Resume);
        prop_assert!(host.play_to_end());
        prop_assert_eq!(word_starts(&host.events), word_starts(&plain.events));
        check_events(&host.events, 1)?;
    }

    #[test]
    fn any_commands_leave_events_in_order(acts in prop::collection::vec(any_act(), 0..30)) {
        let mut host = host_by_syllable();
        host.say(TEXT, SpeakMode::Replace);
        for a in &acts {
            act(&mut host, a);
        }
        host.failing_opens = 0;
        host.give(Input::Stop);
        prop_assert!(host.speaker.is_idle());
        prop_assert!(!host.sink.is_open(), "the device is let go");
        check_events(&host.events, host.requests())?;
    }

    #[test]
    fn whatever_interrupts_a_text_every_word_of_it_is_said(
        acts in prop::collection::vec(
            prop_oneof![
                2 => (1..400usize).prop_map(Act::Play),
                1 => Just(Act::Pause),
                1 => Just(Act::Resume),
                1 => Just(Act::Say(SpeakMode::Interrupt)),
                1 => Just(Act::Say(SpeakMode::Echo)),
                1 => (0.0f32..4.0).prop_map(Act::Volume),
            ],
            0..12,
        ),
    ) {
        let mut host = host_by_syllable();
        host.say(TEXT, SpeakMode::Replace);
        for a in &acts {
            act(&mut host, a);
        }
        // What was paused when it was interrupted is resumed each time.
        for _ in 0..=acts.len() {
            host.give(Input::Resume);
            host.play_until_quiet();
        }
        prop_assert!(host.speaker.is_idle(), "{:?}", host.events);
        check_events(&host.events, host.requests())?;
        let of_first: Vec<SpeechEvent> = host.events.iter().filter(|e| is_of(e, 1)).cloned().collect();
        let mut said = word_starts(&of_first);
        said.dedup();
        let mut plain = host_by_syllable();
        plain.say(TEXT, SpeakMode::Replace);
        prop_assert!(plain.play_to_end());
        prop_assert_eq!(said, word_starts(&plain.events));
    }

    #[test]
    fn cuts_make_no_step_steeper_than_the_voice(
        acts in prop::collection::vec(
            prop_oneof![
                3 => (1..300usize).prop_map(Act::Play),
                1 => Just(Act::Pause),
                2 => Just(Act::Resume),
                1 => (-2..3i32).prop_map(|by| Act::Skip(SkipUnit::Sentence, by)),
                1 => (0.0f32..1.0).prop_map(Act::Volume),
            ],
            0..15,
        ),
        softly in any::<bool>(),
    ) {
        let mut host = Host::new(FakeEngine::smooth());
        host.say(TEXT, SpeakMode::Replace);
        for a in &acts {
            act(&mut host, a);
        }
        if softly {
            host.give(Input::StopSoftly);
        }
        host.give(Input::Resume);
        prop_assert!(host.play_to_end());
        let mut heard = host.sink.heard();
        heard.push(0);
        let steps = heard.windows(2).map(|w| i32::from(w[1]) - i32::from(w[0]));
        let steepest = steps.map(i32::abs).max().unwrap_or(0);
        prop_assert!(steepest <= SMOOTH_STEP, "{steepest}");
    }

    #[test]
    fn stop_is_silence_from_any_place(ms in 0..3000usize) {
        let mut host = host_by_syllable();
        host.say(TEXT, SpeakMode::Replace);
        host.play(ms);
        let heard = host.sink.heard().len();
        host.give(Input::Stop);
        host.play(50);
        prop_assert_eq!(host.sink.heard().len(), heard);
    }
}

#[test]
fn a_dictation_names_punctuation_and_what_is_typed_is_spelled() {
    let mut host = host_by_syllable();
    let options = PlanOptions::new("fr", FakeEngine::voice_id());
    let text = "Le chat dort, il rêve : c'est l'été.";
    let dictation = DictationOptions::new(options.clone());
    let mut dictation = Dictation::try_new(text, dictation).unwrap_or_else(|e| panic!("{e}"));
    while let Some(group) = dictation.next_group() {
        let request = dictation.request(RequestId(1), group);
        host.give(Input::Speak { request, mode: SpeakMode::Replace });
        assert!(host.play_to_end());
    }
    let mut echo = TypingEcho::new(TypingEchoOptions { letters: true, ..Default::default() });
    for key in "É ".chars() {
        let Some(typed) = echo.typed(key) else { continue };
        let mut request = Request::new(RequestId(2), typed.text, options.clone());
        request.options.mode = typed.mode;
        host.give(Input::Speak { request, mode: SpeakMode::Echo });
        assert!(host.play_to_end());
    }
    let expected = [
        "Le chat dort virgule",
        "il rêve deux points",
        "c'est l'été point",
        "E accent aigu majuscule",
        "É",
    ];
    assert_eq!(host.asked(), expected);
}

#[test]
fn a_long_text_is_said_in_bounded_memory() {
    let text = "Le petit chat dort. ".repeat(300);
    let mut host = host_by_syllable();
    host.say(&text, SpeakMode::Replace);
    let mut most = 0;
    while !host.speaker.is_idle() {
        host.play(50);
        most = most.max(host.speaker.unwritten().len());
        host.sink.forget_heard();
    }
    assert!(most < 16_000 * 15, "{most} frames waited");
    assert_eq!(word_starts(&host.events).len(), 4 * 300);
}
