//! A text followed in silence, without a device.

use std::{
    future::poll_fn,
    pin::pin,
    sync::{Arc, mpsc},
    task::{Context, Poll, Wake},
    thread::{self, Thread},
    time::Duration,
};

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

/// The smallest runtime there is: the thread sleeps until its task is woken.
fn block_on<T>(task: impl Future<Output = T>) -> T {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Arc::new(Unpark(thread::current())).into();
    let mut task = pin!(task);
    loop {
        match task.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}

#[test]
fn a_task_is_woken_by_every_event_and_by_the_end() -> Result<(), Error> {
    let player = Player::try_new(FakeEngine::default(), SilentSink::default)?;
    let text = "Le chat dort.";
    player.speak(text, PlanOptions::new("fr", FakeEngine::voice_id()))?;
    let told = block_on(async {
        let mut told = Vec::new();
        while let Some(event) = poll_fn(|context| player.poll_event(context)).await {
            match event {
                SpeechEvent::Mark { edge: Edge::Start, kind: MarkKind::Word, range, .. } => {
                    told.push(range.slice(text));
                }
                SpeechEvent::Finished { .. } => break,
                _ => {}
            }
        }
        told
    });
    assert_eq!(told, ["Le", "chat", "dort"]);
    Ok(())
}

#[test]
fn a_listener_hears_everything_and_ends_with_the_player() -> Result<(), Error> {
    let player = Player::try_new(FakeEngine::default(), SilentSink::default)?;
    let (sender, heard) = mpsc::channel();
    player.listen(move |event| drop(sender.send(event)))?;
    player.speak("Oui.", PlanOptions::new("fr", FakeEngine::voice_id()))?;
    let is_end = |event: &SpeechEvent| matches!(event, SpeechEvent::Finished { .. });
    assert!(heard.iter().any(|event| is_end(&event)));
    drop(player);
    // The channel closes when the listener's thread ends.
    assert_eq!(heard.iter().count(), 0);
    Ok(())
}
