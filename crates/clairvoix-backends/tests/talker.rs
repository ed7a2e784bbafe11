//! A voice that plays its own sound, here one that the tests lead by the hand.

use std::sync::mpsc::{Receiver, Sender, channel};

use clairvoix_backends::talker::{Talker, TalkerPlayer, Tell};
use clairvoix_speech::{
    Edge, Error, ErrorKind, MarkKind, PlanOptions, SpeechEvent, Timing, Utterance, Voice, VoiceId,
};

/// What the talker was told to do.
#[derive(Debug, PartialEq)]
enum Order {
    Say(u64, String),
    Stop,
}

struct Puppet {
    orders: Sender<Order>,
    said: u64,
}

fn voice() -> VoiceId {
    VoiceId::try_new("puppet").expect("a valid name")
}

impl Talker for Puppet {
    type Id = u64;

    fn voices(&mut self) -> Result<Vec<Voice>, Error> {
        Ok(vec![Voice {
            id: voice(),
            language: "fr".to_owned(),
            label: "Puppet".to_owned(),
            sample_rate_hz: 0,
            timing: Timing::Estimated,
        }])
    }

    fn say(&mut self, utterance: &Utterance) -> Result<u64, Error> {
        if utterance.voice != voice() {
            return Err(Error::new(ErrorKind::InvalidInput, "no such voice"));
        }
        self.said += 1;
        let _ = self.orders.send(Order::Say(self.said, utterance.text.clone()));
        Ok(self.said)
    }

    fn stop(&mut self) -> Result<(), Error> {
        let _ = self.orders.send(Order::Stop);
        Ok(())
    }
}

struct Stage {
    player: TalkerPlayer<u64>,
    tell: Tell<u64>,
    orders: Receiver<Order>,
}

impl Stage {
    fn new() -> Self {
        let (orders, ordered) = channel();
        let (hand, given) = channel();
        let player = TalkerPlayer::try_new(move |tell| {
            let _ = hand.send(tell);
            Ok(Puppet { orders, said: 0 })
        });
        let player = player.expect("a thread");
        Self { player, tell: given.recv().expect("it was made"), orders: ordered }
    }

    fn speak(&self, text: &str) {
        self.player.append(text, options()).expect("good options");
    }

    /// The number of the utterance that it is told to say, whose text is checked.
    fn told_to_say(&self, text: &str) -> u64 {
        match self.orders.recv().expect("an order") {
            Order::Say(number, said) if said.starts_with(text) => number,
            other => panic!("{other:?}"),
        }
    }

    fn next(&self) -> SpeechEvent {
        self.player.next_event(None).expect("it is there")
    }
}

fn options() -> PlanOptions {
    let mut options = PlanOptions::new("fr", voice());
    options.pauses.sentence_ms = 0;
    options.pauses.paragraph_ms = 0;
    options
}

/// Events as text: what begins with `<`, what ends with `>`.
fn describe(event: &SpeechEvent, text: &str) -> String {
    match event {
        SpeechEvent::Mark { edge, kind, range, .. } => {
            let sign = if *edge == Edge::Start { '<' } else { '>' };
            let what = if *kind == MarkKind::Sentence { "§" } else { range.slice(text) };
            format!("{sign}{what}")
        }
        SpeechEvent::Started { .. } => "started".to_owned(),
        SpeechEvent::Finished { .. } => "finished".to_owned(),
        SpeechEvent::Stopped { .. } => "stopped".to_owned(),
        SpeechEvent::Paused { .. } => "paused".to_owned(),
        SpeechEvent::Resumed { .. } => "resumed".to_owned(),
        SpeechEvent::Failed { cause, .. } => format!("failed: {}", cause.message()),
        other => format!("{other:?}"),
    }
}

impl Stage {
    /// Events up to one of this kind, described.
    fn until(&self, last: &str, text: &str) -> Vec<String> {
        let mut told = Vec::new();
        loop {
            told.push(describe(&self.next(), text));
            if told.last().is_some_and(|event| event.starts_with(last)) {
                return told;
            }
        }
    }
}

const TEXT: &str = "L'élève lit 12,5 pages.";

#[test]
fn every_word_is_told_once_in_order_however_fast_the_voice_is() {
    let stage = Stage::new();
    stage.speak(TEXT);
    let number = stage.told_to_say("L'élève lit douze virgule cinq pages");
    stage.tell.began(number);
    stage.tell.ended(number);
    let told = stage.until("finished", TEXT).join(" ");
    assert_eq!(
        told,
        "started <§ <L' >L' <élève >élève <lit >lit <12,5 >12,5 <pages >pages >§ finished"
    );
}

#[test]
fn texts_follow_each_other_and_an_end_without_a_beginning_is_one() {
    let stage = Stage::new();
    stage.speak("Oui.");
    stage.speak("Non. Si.");
    stage.tell.ended(stage.told_to_say("Oui"));
    assert_eq!(stage.until("finished", "Oui.").join(" "), "started <§ <Oui >Oui >§ finished");
    stage.tell.ended(stage.told_to_say("Non"));
    stage.tell.ended(stage.told_to_say("Si"));
    let told = stage.until("finished", "Non. Si.").join(" ");
    assert_eq!(told, "started <§ <Non >Non >§ <§ <Si >Si >§ finished");
}

#[test]
fn a_pause_is_silence_and_the_utterance_is_said_again() {
    let stage = Stage::new();
    stage.speak(TEXT);
    let number = stage.told_to_say("L'élève");
    stage.tell.began(number);
    assert_eq!(stage.until("<L'", TEXT), ["started", "<§", "<L'"]);
    stage.player.pause();
    assert_eq!(stage.orders.recv(), Ok(Order::Stop));
    // What comes late of the one that was stopped is nothing.
    stage.tell.stopped(number);
    stage.tell.ended(number);
    let told = stage.until("paused", TEXT);
    // Some words may have begun before the pause was obeyed.
    assert_eq!(told.iter().filter(|event| event.starts_with('<')).count() + 1, told.len() - 1);
    stage.player.resume();
    let again = stage.told_to_say("L'élève lit douze");
    stage.tell.ended(again);
    let told = stage.until("finished", TEXT).join(" ");
    assert!(told.starts_with("resumed <L' >L' <élève") && told.ends_with(">§ finished"), "{told}");
}

#[test]
fn a_stop_closes_what_was_open_and_forgets_what_waits() {
    let stage = Stage::new();
    stage.speak(TEXT);
    stage.speak("Jamais.");
    stage.tell.began(stage.told_to_say("L'élève"));
    stage.until("<L'", TEXT);
    stage.player.stop();
    let told = stage.until("stopped", TEXT);
    assert_eq!(told[told.len() - 2..], [">§", "stopped"]);
    assert_eq!(stage.until("stopped", TEXT), ["stopped"]);
    assert_eq!(stage.orders.recv(), Ok(Order::Stop));
    // Another program's stop ends the text as well.
    stage.speak("Encore.");
    let number = stage.told_to_say("Encore");
    stage.tell.began(number);
    stage.tell.stopped(number);
    assert_eq!(stage.until("stopped", "Encore.").last().map(String::as_str), Some("stopped"));
}

#[test]
fn a_voice_that_is_not_there_is_a_failure_and_the_next_text_is_said() {
    let stage = Stage::new();
    let other = VoiceId::try_new("other").expect("a valid name");
    stage.player.append("Oui.", PlanOptions::new("fr", other)).expect("good options");
    assert_eq!(stage.until("failed", "Oui."), ["failed: no such voice"]);
    assert_eq!(stage.orders.recv(), Ok(Order::Stop));
    stage.speak("Non.");
    stage.tell.ended(stage.told_to_say("Non"));
    assert!(stage.until("finished", "Non.").contains(&"<Non".to_owned()));
    assert_eq!(stage.player.voices().map(|voices| voices.len()), Ok(1));
}
