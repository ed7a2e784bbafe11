//! Messages said by the fake engine: every mark at its frame.

use std::{collections::VecDeque, io};

use clairvoix_speech::{Engine, PlanOptions, testing::FakeEngine};
use clairvoix_speechd::{
    Ending, Listener, Message, Order, Settings,
    protocol::{Event, MessageKind},
    say,
};

/// Keeps what it is told; wants something else after so many events.
#[derive(Default)]
struct Ear {
    told: Vec<String>,
    frames: usize,
    orders: VecDeque<(usize, Order)>,
    gone_after: Option<usize>,
}

impl Listener for Ear {
    fn tell(&mut self, event: &Event) -> io::Result<()> {
        if self.gone_after.is_some_and(|count| self.told.len() >= count) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        match event {
            Event::Audio { samples, .. } => {
                assert!(!samples.is_empty());
                self.frames += samples.len();
            }
            Event::IndexMark(name) => self.told.push(format!("{name}@{}", self.frames)),
            other => self.told.push(format!("{other:?}")),
        }
        Ok(())
    }

    fn order(&mut self) -> Order {
        let due = self.orders.iter().rev().find(|(frames, _)| self.frames >= *frames);
        due.map_or(Order::GoOn, |(_, order)| *order)
    }
}

fn message(kind: MessageKind, text: &str, settings: &Settings) -> Message {
    let options = PlanOptions::new("fr", FakeEngine::voice_id());
    Message::read(kind, text, settings, options, &[FakeEngine::voice_id()])
}

fn heard(text: &str, ear: &mut Ear) -> io::Result<Ending> {
    let mut engine = FakeEngine::default();
    let voices = engine.voices().map_err(io::Error::other)?;
    let message = message(MessageKind::Text, text, &Settings::default());
    say(&mut engine, &voices, message, 1.0, ear)
}

/// The frames at which the words of a text begin, by the renderer: another way to the same.
fn starts(text: &str) -> Vec<u64> {
    use clairvoix_speech::{MarkKind, RenderEvent, Renderer, plan};
    let mut engine = FakeEngine::default();
    let options = message(MessageKind::Text, text, &Settings::default()).0.parts[0].options.clone();
    let mut starts = Vec::new();
    for event in Renderer::try_new(&mut engine, plan(text, options).unwrap()).unwrap() {
        if let RenderEvent::Mark(mark) = event.unwrap()
            && mark.kind == MarkKind::Word
        {
            starts.push(mark.start_frame);
        }
    }
    starts
}

#[test]
fn marks_come_before_the_words_that_follow_them() {
    let mut ear = Ear::default();
    let text = "<speak><mark name=\"a\"/>Le chat<mark name=\"b\"/> dort.<mark name=\"__spd_0\"/> Il \
                rêve.<mark name=\"end\"/></speak>";
    assert_eq!(heard(text, &mut ear).unwrap(), Ending::Finished);
    let starts = starts("Le chat dort. Il rêve.");
    let expected = [
        "Begin".to_owned(),
        format!("a@{}", starts[0]),
        format!("b@{}", starts[2]),
        format!("__spd_0@{}", starts[3]),
        format!("end@{}", ear.frames),
    ];
    assert_eq!(ear.told, expected);
    assert!(ear.frames as u64 > starts[4]);
}

#[test]
fn a_text_of_many_manners_is_said_to_its_end() {
    let mut ear = Ear::default();
    let part =
        |at: usize| format!("<prosody pitch=\"+{at}%\">mot</prosody> <mark name=\"m{at}\"/>");
    let text: String = (0..200).map(part).collect();
    assert_eq!(heard(&format!("<speak>{text}</speak>"), &mut ear).unwrap(), Ending::Finished);
    let names: Vec<&str> = ear.told[1..].iter().filter_map(|told| told.split('@').next()).collect();
    assert_eq!(names, (0..200).map(|at| format!("m{at}")).collect::<Vec<_>>());
}

#[test]
fn it_stops_at_once_and_pauses_at_a_mark_of_the_server() {
    let text = "<speak>Un deux trois.<mark name=\"__spd_0\"/> Quatre cinq. <mark name=\"x\"/>Six.\
                <mark name=\"__spd_1\"/> Sept.</speak>";
    let mut whole = Ear::default();
    heard(text, &mut whole).unwrap();
    for (order, ending, last) in
        [(Order::Stop, Ending::Stopped, "Begin"), (Order::Pause, Ending::Paused, "__spd_0")]
    {
        let mut ear = Ear { orders: VecDeque::from([(1, order)]), ..Ear::default() };
        assert_eq!(heard(text, &mut ear).unwrap(), ending);
        assert_eq!(ear.told.last().and_then(|told| told.split('@').next()), Some(last));
        assert!(ear.frames < whole.frames);
    }
}

#[test]
fn nothing_to_say_and_nobody_to_hear_it_are_survived() {
    for text in ["", "<speak></speak>", "<speak><mark name=\"a\"/></speak>", "...", "<<<"] {
        let mut ear = Ear::default();
        assert_eq!(heard(text, &mut ear).unwrap(), Ending::Finished, "{text}");
        assert_eq!(ear.told[0], "Begin", "{text}");
    }
    let mut ear = Ear { gone_after: Some(1), ..Ear::default() };
    assert!(heard("<speak><mark name=\"a\"/>Bonjour.</speak>", &mut ear).is_err());
}

#[test]
fn a_voice_that_cannot_be_had_is_left_out() {
    let mut ear = Ear::default();
    let text = "<speak>Un <voice name=\"nobody\">deux</voice> trois.</speak>";
    assert_eq!(heard(text, &mut ear).unwrap(), Ending::Finished);
}

#[test]
fn characters_and_keys_are_spelled_or_named() {
    let mut settings = Settings::default();
    let said = |kind, text: &str, settings: &Settings| {
        let message = message(kind, text, settings);
        let said = message.0.parts.iter().map(|p| format!("{}:{:?}", p.text, p.options.mode));
        said.collect::<Vec<_>>().join(" ")
    };
    for (kind, text, expected) in [
        (MessageKind::Character, "É", "é:Spelling"),
        (MessageKind::Character, "space", "espace:Normal"),
        (MessageKind::Character, "\t", "espace:Normal"),
        (MessageKind::Key, "shift_a", "maj:Normal a:Spelling"),
        (MessageKind::Key, "control_alt_delete", "contrôle:Normal alt:Normal supprimer:Normal"),
        (MessageKind::Key, "kp-enter", "entrée du pavé:Normal"),
        (MessageKind::Key, "_", "tiret bas:Normal"),
        (MessageKind::Key, "launch-mail", "launch mail:Normal"),
        (MessageKind::SoundIcon, "new-mail", "new mail:Normal"),
    ] {
        assert_eq!(said(kind, text, &settings), expected, "{text}");
    }
    assert!(settings.set("cap_let_recogn", "spell"));
    assert_eq!(said(MessageKind::Character, "É", &settings), "É:Spelling");
    assert!(settings.set("punctuation_mode", "all"));
    assert_eq!(said(MessageKind::Text, "Oui.", &settings), "Oui.:Dictation");
    assert!(settings.set("spelling_mode", "on"));
    assert_eq!(said(MessageKind::Text, "Oui.", &settings), "Oui.:Spelling");
}
