//! A text followed in silence, without a device.

use std::time::Duration;

use clairvoix_backends::{player::Player, sink::SilentSink};
use clairvoix_speech::{
    Dictation, DictationOptions, Edge, Error, MarkKind, PlanOptions, SpeakMode, SpeechEvent,
    testing::FakeEngine,
};

/// Far beyond what any event takes.
const LIMIT: Duration = Duration::from_secs(60);

/// The words told until `ends` requests are over.
fn words(player: &Player, text: &str, ends: usize) -> Vec<String> {
    let (mut words, mut over) = (Vec::new(), 0);
    while over < ends {
        match player.next_event(Some(LIMIT)).expect("an event comes") {
            SpeechEvent::Mark { edge: Edge::Start, kind: MarkKind::Word, range, .. } => {
                words.push(range.slice(text).to_owned());
            }
            SpeechEvent::Finished { .. } => over += 1,
            SpeechEvent::Failed { cause, .. } => panic!("{cause}"),
            _ => {}
        }
    }
    words
}

#[test]
fn every_word_is_told_though_nothing_sounds() -> Result<(), Error> {
    let player = Player::try_new(FakeEngine::default(), SilentSink::default)?;
    let text = "Le chat dort. Il rêve.";
    player.speak(text, PlanOptions::new("fr", FakeEngine::voice_id()))?;
    assert_eq!(words(&player, text, 1), ["Le", "chat", "dort", "Il", "rêve"]);
    Ok(())
}

#[test]
fn a_dictation_says_each_group_as_often_as_asked() -> Result<(), Error> {
    let player = Player::try_new(FakeEngine::default(), SilentSink::default)?;
    let text = "Le chat dort, il rêve.";
    let speech = PlanOptions::new("fr", FakeEngine::voice_id());
    let mut dictation = Dictation::try_new(text, DictationOptions::new(speech))?;
    let mut told = Vec::new();
    while let Some(group) = dictation.next_group() {
        for _ in 0..dictation.times() {
            player.request(dictation.request(player.new_id(), group), SpeakMode::Append)?;
        }
        told.push(words(&player, text, dictation.times()).join(" "));
    }
    assert_eq!(told, ["Le chat dort Le chat dort", "il rêve il rêve"]);
    Ok(())
}
