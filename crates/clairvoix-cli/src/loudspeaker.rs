//! Speaking through the loudspeaker.

use clairvoix::speech::{Engines, PlanOptions};

use crate::{Outcome, ui::Ui};

/// Says `text`, which messages call `name`, and returns when all of it has been heard.
#[cfg(feature = "sound")]
pub(crate) fn speak(
    ui: &Ui,
    engine: Engines,
    name: &str,
    text: &str,
    options: PlanOptions,
) -> Outcome {
    use clairvoix::{
        backends::{player::Player, sink::CpalSink},
        speech::{ErrorKind, MarkKind, SpeechEvent},
    };

    use crate::{failure::Failure, recorder::Tally, voice};

    let failure = |error: clairvoix::speech::Error| match error.kind() {
        ErrorKind::DeviceLost | ErrorKind::Unavailable => Failure::io(ui, "failure.sound", &[]),
        _ => voice::speech_failure(ui, name, &error),
    };
    let player = Player::try_new(engine, || CpalSink::new(Default::default())).map_err(failure)?;
    player.speak(text, options).map_err(failure)?;
    let mut tally = Tally::default();
    while let Some(event) = player.next_event(None) {
        match event {
            SpeechEvent::Mark { kind: MarkKind::Word, .. } => tally.words += 1,
            SpeechEvent::Skipped { .. } => tally.skipped += 1,
            SpeechEvent::Interrupted { .. } => tally.interrupted += 1,
            SpeechEvent::Failed { cause, .. } => return Err(failure(cause)),
            SpeechEvent::Finished { .. } | SpeechEvent::Stopped { .. } => break,
            _ => {}
        }
    }
    tally.report(ui);
    if tally.words == 0 {
        ui.note("note.no_speech", &[("name", name)]);
    }
    Ok(())
}

/// This build has no sound.
#[cfg(not(feature = "sound"))]
pub(crate) fn speak(
    ui: &Ui,
    _engine: Engines,
    _name: &str,
    _text: &str,
    _options: PlanOptions,
) -> Outcome {
    Err(crate::failure::Failure::io(ui, "failure.no_sound_build", &[]))
}
