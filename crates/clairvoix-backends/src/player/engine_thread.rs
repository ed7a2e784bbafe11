//! The thread that waits for the engine.

use std::{
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use clairvoix_speech::{Engine, EngineEvent, Error, ErrorKind, Utterance};

use super::inbox::Inbox;

/// Starts it. It says one utterance after the other, and ends when the sender is dropped; the
/// speaker has at most one utterance wanted at any time, so few ever wait.
pub(super) fn start(
    engine: Box<dyn Engine>,
    inbox: Arc<Inbox>,
) -> Result<Sender<Utterance>, Error> {
    let (sender, receiver) = channel();
    thread::Builder::new()
        .name("clairvoix-engine".to_owned())
        .spawn(move || serve(engine, &inbox, &receiver))
        .map_err(|e| Error::new(ErrorKind::Unavailable, format!("no thread: {e}")))?;
    Ok(sender)
}

/// Tells the player, should the engine panic.
struct Gone<'i>(&'i Inbox);

impl Drop for Gone<'_> {
    fn drop(&mut self) {
        self.0.engine_gone(Error::new(ErrorKind::Unavailable, "the engine is gone"));
    }
}

fn serve(mut engine: Box<dyn Engine>, inbox: &Inbox, utterances: &Receiver<Utterance>) {
    let gone = Gone(inbox);
    while let Ok(utterance) = utterances.recv() {
        say(engine.as_mut(), inbox, &utterance);
    }
    drop(gone);
}

fn say(engine: &mut dyn Engine, inbox: &Inbox, utterance: &Utterance) {
    if !inbox.wants(utterance.id) {
        return;
    }
    if let Err(error) = engine.begin(utterance) {
        inbox.engine_event(utterance.id, Err(error));
        return;
    }
    loop {
        let event = engine.next_event();
        let over = matches!(event, Ok(EngineEvent::Finished) | Err(_));
        if !inbox.engine_event(utterance.id, event) {
            engine.cancel();
            return;
        }
        if over {
            return;
        }
    }
}
