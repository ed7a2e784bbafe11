//! Speaking through the loudspeaker.

use clairvoix::speech::{Engines, PlanOptions};

use crate::{Outcome, ui::Ui};

/// What is to be heard.
#[cfg_attr(not(feature = "sound"), allow(dead_code, reason = "nothing is heard in this build"))]
pub(crate) struct Heard<'a> {
    /// What messages call it.
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
    /// Where sound goes; none and `auto` are the system's choice.
    pub(crate) device: Option<&'a str>,
}

/// Says a text, and returns when all of it has been heard.
#[cfg(feature = "sound")]
pub(crate) fn speak(ui: &Ui, engine: Engines, heard: &Heard<'_>, options: PlanOptions) -> Outcome {
    use clairvoix::{
        backends::{
            player::Player,
            sink::{CpalOptions, CpalSink, output_devices},
        },
        speech::{ErrorKind, MarkKind, SpeechEvent},
    };

    use crate::{failure::Failure, recorder::Tally, voice};

    let failure = |error: clairvoix::speech::Error| match error.kind() {
        ErrorKind::DeviceLost | ErrorKind::Unavailable => Failure::io(ui, "failure.sound", &[]),
        _ => voice::speech_failure(ui, heard.name, &error),
    };
    let device = heard.device.filter(|name| *name != "auto").map(str::to_owned);
    let shared = device.is_none() && service::carries(&options);
    let in_process = || {
        if let Some(wanted) = &device
            && output_devices().is_ok_and(|all| !all.contains(wanted))
        {
            ui.note("note.device", &[("name", wanted)]);
        }
        let sink = CpalOptions { device: device.clone(), ..CpalOptions::default() };
        Player::try_new(engine, || CpalSink::new(sink))
    };
    let speech = service::open(shared, in_process).map_err(failure)?;
    speech.speak(heard.text, options).map_err(failure)?;
    let mut tally = Tally::default();
    while let Some(event) = speech.next_event(None) {
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
        ui.note("note.no_speech", &[("name", heard.name)]);
    }
    Ok(())
}

/// Speech that the programs of a desktop share.
#[cfg(all(feature = "sound", target_os = "linux"))]
mod service {
    use clairvoix::{
        backends::player::Player,
        client::{self, Speech},
        speech::{Error, PlanOptions},
    };

    /// Whether the service can say it so.
    pub(super) fn carries(options: &PlanOptions) -> bool {
        client::carries(options)
    }

    /// The service where it is wanted and there, else in process.
    pub(super) fn open(
        shared: bool,
        own: impl FnOnce() -> Result<Player, Error>,
    ) -> Result<Speech, Error> {
        if shared { Speech::open(own) } else { own().map(Speech::Own) }
    }
}

/// There is no service to share.
#[cfg(all(feature = "sound", not(target_os = "linux")))]
mod service {
    use clairvoix::{
        backends::player::Player,
        speech::{Error, PlanOptions},
    };

    pub(super) const fn carries(_: &PlanOptions) -> bool {
        false
    }

    pub(super) fn open(
        _: bool,
        own: impl FnOnce() -> Result<Player, Error>,
    ) -> Result<Player, Error> {
        own()
    }
}

/// This build has no sound.
#[cfg(not(feature = "sound"))]
pub(crate) fn speak(
    ui: &Ui,
    _engine: Engines,
    _heard: &Heard<'_>,
    _options: PlanOptions,
) -> Outcome {
    Err(crate::failure::Failure::io(ui, "failure.no_sound_build", &[]))
}

/// Whether sound can be heard: the system's choice of device opens.
#[cfg(feature = "sound")]
pub(crate) fn opens() -> bool {
    use clairvoix::{
        backends::sink::{CpalOptions, CpalSink},
        speech::{AudioFormat, AudioSink},
    };
    let mut sink = CpalSink::new(CpalOptions::default());
    let opened = sink.open(AudioFormat { sample_rate_hz: 16_000 }).is_ok();
    sink.close();
    opened
}

/// This build has no sound.
#[cfg(not(feature = "sound"))]
pub(crate) const fn opens() -> bool {
    false
}

/// The names of the devices that sound can go to.
#[cfg(feature = "sound")]
pub(crate) fn devices(ui: &Ui) -> Outcome<Vec<String>> {
    clairvoix::backends::sink::output_devices()
        .map_err(|_| crate::failure::Failure::io(ui, "failure.sound", &[]))
}

/// This build has no sound.
#[cfg(not(feature = "sound"))]
pub(crate) fn devices(ui: &Ui) -> Outcome<Vec<String>> {
    Err(crate::failure::Failure::io(ui, "failure.no_sound_build", &[]))
}
