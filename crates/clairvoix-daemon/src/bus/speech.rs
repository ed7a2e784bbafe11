//! `org.clairvoix.Speech1`: docs/dbus/org.clairvoix.Speech1.xml is its contract.

use std::{collections::HashMap, sync::Arc};

use clairvoix::speech::{SkipUnit, Timing, Voice};
use zbus::{
    Connection, interface,
    message::Header,
    names::BusName,
    object_server::{ObjectServer, SignalEmitter},
    zvariant::{OwnedFd, OwnedObjectPath, Value},
};

use super::{
    Link,
    error::BusError,
    session::Own,
    value::{Dict, Entries, options},
};
use crate::{
    error::{Error, ErrorKind},
    fd::{Output, read_text},
    floor::{JobId, SessionId},
    hub::{Change, Command},
    option::{Options, PITCHES, RATES, SpeakOptions, VOLUMES, repeat_mode},
};

/// Of our object: each client has its session. Of a session's object: it is that of the object.
pub(super) struct Speech {
    link: Arc<Link>,
    own: Option<Arc<Own>>,
}

type Given<'m> = HashMap<String, Value<'m>>;

// Calls are worked on in the order they come: each is a task, tasks take turns, and none of these
// gives its turn away before it has had its effect.
#[interface(name = "org.clairvoix.Speech1")]
impl Speech {
    #[zbus(out_args("job"))]
    async fn speak(
        &self,
        #[zbus(header)] header: Header<'_>,
        text: &str,
        options: Given<'_>,
    ) -> Result<u64, BusError> {
        let options = SpeakOptions::read(self.options(options, &[]))?;
        let session = self.session(&header)?;
        Ok(self.link.hub.speak(session, text, options)?.0)
    }

    #[zbus(out_args("job"))]
    async fn speak_fd(
        &self,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] connection: &Connection,
        text: OwnedFd,
        options: Given<'_>,
    ) -> Result<u64, BusError> {
        let options = SpeakOptions::read(self.options(options, &[]))?;
        let session = self.session(&header)?;
        let call = self.link.hub.enter(session)?;
        let job = self.link.hub.reserve(session, &options)?;
        let hub = Arc::clone(&self.link.hub);
        let room = hub.room(("speech_fd_bytes", hub.limits().speech_fd_bytes));
        let read = async move {
            let text = read_text(text.into(), room).await;
            hub.give(session, job, text, options);
            drop(call);
        };
        connection.executor().spawn(read, "text of a descriptor").detach();
        Ok(job.0)
    }

    #[zbus(out_args("job"))]
    async fn synthesize(
        &self,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] connection: &Connection,
        text: &str,
        options: Given<'_>,
        output: OwnedFd,
    ) -> Result<u64, BusError> {
        let options =
            SpeakOptions::read_for_file(self.options(options, &SpeakOptions::NOT_FOR_A_FILE))?;
        let session = self.session(&header)?;
        let call = self.link.hub.enter(session)?;
        let output = Output::new(output.into(), self.link.hub.fd_wait())?;
        let synthesis = self.link.hub.synthesize(session, text, options, output)?;
        let job = synthesis.job();
        let link = Arc::clone(&self.link);
        let run = async move {
            if let Err(error) = link.slow.run(move || synthesis.run()).await {
                link.hub.give_up(session, job, error);
            }
            drop(call);
        };
        connection.executor().spawn(run, "text for a descriptor").detach();
        Ok(job.0)
    }

    #[zbus(out_args("session"))]
    async fn open_session(
        &self,
        #[zbus(header)] header: Header<'_>,
        #[zbus(object_server)] objects: &ObjectServer,
        options: Given<'_>,
    ) -> Result<OwnedObjectPath, BusError> {
        super::session::open(&self.link, &header, objects, self::options(options)).await
    }

    async fn pause(&self, #[zbus(header)] header: Header<'_>) -> Result<(), BusError> {
        let session = self.session(&header)?;
        self.link.hub.command(Command::Pause(session));
        Ok(())
    }

    async fn resume(&self, #[zbus(header)] header: Header<'_>) -> Result<(), BusError> {
        let session = self.session(&header)?;
        self.link.hub.command(Command::Resume(session));
        Ok(())
    }

    async fn stop(&self, #[zbus(header)] header: Header<'_>) -> Result<(), BusError> {
        let session = self.session(&header)?;
        self.link.hub.command(Command::Stop(session));
        Ok(())
    }

    async fn cancel(&self, #[zbus(header)] header: Header<'_>, job: u64) -> Result<(), BusError> {
        let session = self.session(&header)?;
        self.link.hub.command(Command::Cancel(session, JobId(job)));
        Ok(())
    }

    async fn stop_all(&self) {
        self.link.hub.command(Command::StopAll);
    }

    async fn skip(
        &self,
        #[zbus(header)] header: Header<'_>,
        unit: &str,
        by: i32,
    ) -> Result<(), BusError> {
        let unit = match unit {
            "word" => SkipUnit::Word,
            "sentence" => SkipUnit::Sentence,
            "paragraph" => SkipUnit::Paragraph,
            _ => {
                let message = "unit: it is one of word, sentence, paragraph";
                return Err(Error::new(ErrorKind::InvalidInput, message).into());
            }
        };
        let session = self.session(&header)?;
        self.link.hub.skip(session, unit, by);
        Ok(())
    }

    async fn go_to(&self, #[zbus(header)] header: Header<'_>, offset: u64) -> Result<(), BusError> {
        let session = self.session(&header)?;
        self.link.hub.go_to(session, offset);
        Ok(())
    }

    #[zbus(out_args("job"))]
    async fn repeat(
        &self,
        #[zbus(header)] header: Header<'_>,
        mode: &str,
    ) -> Result<u64, BusError> {
        let mode = repeat_mode(mode)?;
        let session = self.session(&header)?;
        Ok(self.link.hub.repeat(session, mode)?.0)
    }

    async fn set_rate(
        &self,
        #[zbus(header)] header: Header<'_>,
        rate: f64,
    ) -> Result<(), BusError> {
        self.change(&header, "rate", rate, RATES, Change::Rate)
    }

    async fn set_pitch(
        &self,
        #[zbus(header)] header: Header<'_>,
        pitch: f64,
    ) -> Result<(), BusError> {
        self.change(&header, "pitch", pitch, PITCHES, Change::Pitch)
    }

    async fn set_volume(
        &self,
        #[zbus(header)] header: Header<'_>,
        volume: f64,
    ) -> Result<(), BusError> {
        self.change(&header, "volume", volume, VOLUMES, Change::Volume)
    }

    async fn hold(&self, #[zbus(header)] header: Header<'_>, on: bool) -> Result<(), BusError> {
        let session = self.session(&header)?;
        self.link.hub.command(Command::Hold(session, on));
        Ok(())
    }

    #[zbus(out_args("voices"))]
    async fn voices(&self, #[zbus(header)] header: Header<'_>) -> Result<Vec<Dict>, BusError> {
        let voices = self.link.work(&header, |hub, _| hub.voices()).await?;
        Ok(voices.iter().map(voice).collect())
    }

    #[zbus(out_args("status"))]
    async fn status(&self) -> Dict {
        super::status::dict(&self.link)
    }

    #[zbus(signal)]
    pub(super) async fn started(to: &SignalEmitter<'_>, job: u64) -> zbus::Result<()>;

    #[zbus(signal)]
    pub(super) async fn mark(
        emitter: &SignalEmitter<'_>,
        job: u64,
        kind: &str,
        start: bool,
        from: u64,
        to: u64,
        frame: u64,
    ) -> zbus::Result<()>;

    #[zbus(signal)]
    pub(super) async fn paused(to: &SignalEmitter<'_>, job: u64) -> zbus::Result<()>;

    #[zbus(signal)]
    pub(super) async fn resumed(to: &SignalEmitter<'_>, job: u64) -> zbus::Result<()>;

    #[zbus(signal)]
    pub(super) async fn suspended(to: &SignalEmitter<'_>, job: u64) -> zbus::Result<()>;

    #[zbus(signal)]
    pub(super) async fn skipped(
        emitter: &SignalEmitter<'_>,
        job: u64,
        from: u64,
        to: u64,
        message: &str,
    ) -> zbus::Result<()>;

    #[zbus(signal)]
    pub(super) async fn interrupted(
        to: &SignalEmitter<'_>,
        job: u64,
        message: &str,
    ) -> zbus::Result<()>;

    #[zbus(signal)]
    pub(super) async fn finished(to: &SignalEmitter<'_>, job: u64) -> zbus::Result<()>;

    #[zbus(signal)]
    pub(super) async fn stopped(to: &SignalEmitter<'_>, job: u64) -> zbus::Result<()>;

    #[zbus(signal)]
    pub(super) async fn failed(
        to: &SignalEmitter<'_>,
        job: u64,
        kind: &str,
        message: &str,
    ) -> zbus::Result<()>;

    #[zbus(signal)]
    pub(super) async fn device_lost(to: &SignalEmitter<'_>, message: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    pub(super) async fn device_back(to: &SignalEmitter<'_>) -> zbus::Result<()>;

    #[zbus(property(emits_changed_signal = "const"))]
    async fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    #[zbus(property)]
    async fn speaking(&self) -> bool {
        let speaker = self.link.hub.speaker();
        speaker.is_some_and(|it| self.own.as_ref().is_none_or(|own| own.session == it))
    }

    #[zbus(property(emits_changed_signal = "const"))]
    async fn limits(&self) -> Dict {
        let limits = self.link.hub.limits().named();
        limits.iter().fold(Entries::default(), |all, (name, value)| all.with(name, *value)).done()
    }
}

impl Speech {
    pub(super) const fn of_callers(link: Arc<Link>) -> Self {
        Self { link, own: None }
    }

    pub(super) const fn of_session(link: Arc<Link>, own: Arc<Own>) -> Self {
        Self { link, own: Some(own) }
    }

    fn session(&self, header: &Header<'_>) -> Result<SessionId, Error> {
        match &self.own {
            Some(own) => own.session(header),
            None => self.link.session(header),
        }
    }

    fn options(&self, given: Given<'_>, without: &[&str]) -> Options {
        let given = self::options(given);
        match &self.own {
            Some(own) => own.complete(given, without),
            None => given,
        }
    }

    fn change(
        &self,
        header: &Header<'_>,
        name: &str,
        value: f64,
        (min, max): (f64, f64),
        change: impl Fn(f64) -> Change,
    ) -> Result<(), BusError> {
        if !(min..=max).contains(&value) {
            let message = format!("{name}: it is a number from {min} to {max}");
            return Err(Error::new(ErrorKind::InvalidInput, message).into());
        }
        let session = self.session(header)?;
        Ok(self.link.hub.change(session, change(value))?)
    }

    /// Tells those who watch the property of an object; its owner alone where it has one.
    pub(super) async fn tell_speaking(connection: &Connection, path: &str, owner: Option<String>) {
        let Ok(speech) = connection.object_server().interface::<_, Self>(path).await else {
            return;
        };
        let mut emitter = speech.signal_emitter().clone();
        if let Some(owner) = owner.and_then(|name| BusName::try_from(name).ok()) {
            emitter = emitter.set_destination(owner);
        }
        // That nobody can be told is no harm.
        let _ = speech.get().await.speaking_changed(&emitter).await;
    }
}

/// What a client is told of a voice.
pub(super) fn voice(voice: &Voice) -> Dict {
    let timing = match voice.timing {
        Timing::Exact => "exact",
        Timing::Estimated => "estimated",
        Timing::None => "none",
    };
    Entries::default()
        .with("id", voice.id.as_str())
        .with("language", voice.language.as_str())
        .with("label", voice.label.as_str())
        .with("sample_rate", voice.sample_rate_hz)
        .with("timing", timing)
        .done()
}
