//! The thread that has the player: starts engines when they are needed, lets them go when nobody has
//! spoken for a while. Slow things happen here, away from the bus.

mod mailbox;

use std::{collections::BTreeSet, sync::Arc, thread, time::Duration};

use clairvoix::{
    backends::player::Player,
    speech::{Edge, Error, ErrorKind, Loudness, SpeakMode, SpeechEvent, Voice},
};

use mailbox::News;
pub(crate) use mailbox::{Mailbox, Order};

use crate::{
    backend::Backend,
    floor::{Heard, Mark, Ticket},
    spec::Spec,
};

/// Who is told what is heard.
pub(crate) trait Ear: Send + Sync + 'static {
    /// Something of a ticket.
    fn heard(&self, ticket: Ticket, heard: Heard);
    /// The device went away, with the reason, or is back.
    fn device(&self, state: Result<(), String>);
    /// Whether the engines may be let go.
    fn is_quiet(&self) -> bool;
    /// Engines of these names were started.
    fn opened(&self, engines: String);
    /// They were let go.
    fn rested(&self);
}

/// Starts the thread; it ends with [`Mailbox::quit`].
pub(crate) fn start(
    backend: Arc<dyn Backend>,
    mail: Arc<Mailbox>,
    ear: Arc<dyn Ear>,
    rest: Duration,
) -> Result<thread::JoinHandle<()>, Error> {
    let thread = thread::Builder::new().name("clairvoix-audio".to_owned());
    thread
        .spawn(move || Audio { backend, ear, rest, open: None }.run(&mail))
        .map_err(|e| Error::new(ErrorKind::Unavailable, format!("no thread: {e}")))
}

struct Audio {
    backend: Arc<dyn Backend>,
    ear: Arc<dyn Ear>,
    /// Engines are let go after so long without an order.
    rest: Duration,
    open: Option<Open>,
}

/// A player and what it was opened for.
struct Open {
    player: Player,
    voice: Option<String>,
    /// Whether it has all engines there are, not only those for the voice.
    all: bool,
    device: Option<String>,
    /// The last thing it was given.
    ticket: Option<Ticket>,
}

impl Audio {
    fn run(mut self, mail: &Mailbox) {
        loop {
            let wait = self.open.as_ref().map(|_| self.rest);
            match mail.next(wait) {
                News::Order(order) => self.obey(order),
                News::Nothing if self.ear.is_quiet() => {
                    self.open = None;
                    tracing::info!("engines let go");
                    self.ear.rested();
                }
                News::Nothing => {}
                News::Quit => return,
            }
        }
    }

    fn obey(&mut self, order: Order) {
        if let Order::Play { ticket, spec, from } = order {
            if let Err(error) = self.play(ticket, &spec, from) {
                self.silence();
                self.ear.heard(ticket, Heard::Failed(error.into()));
            }
            return;
        }
        let Some(player) = self.open.as_ref().map(|open| &open.player) else { return };
        match order {
            Order::Play { .. } => {}
            Order::Silence => player.stop(),
            Order::Pause => player.pause(),
            Order::Resume => player.resume(),
            Order::Skip(unit, by) => player.skip(unit, by),
            Order::GoTo(byte) => player.go_to(byte),
            Order::Rate(rate) => player.set_rate(rate),
            Order::Pitch(pitch) => player.set_pitch(pitch),
            Order::Volume(volume) => player.set_loudness(loudness(volume)),
        }
    }

    fn silence(&self) {
        if let Some(open) = &self.open {
            open.player.stop();
        }
    }

    fn play(&mut self, ticket: Ticket, spec: &Spec, from: Option<usize>) -> Result<(), Error> {
        let open = self.player(spec.voice(), spec.device())?;
        let request = spec.request(ticket, from, open.player.voices())?;
        open.player.set_loudness(loudness(spec.volume()));
        open.player.request(request, SpeakMode::Replace)?;
        open.ticket = Some(ticket);
        Ok(())
    }

    /// A player that has the voice of this name, if any has, and plays on the device of this name.
    fn player(&mut self, voice: Option<&str>, device: Option<&str>) -> Result<&mut Open, Error> {
        let present = self.open.take();
        let open = match present {
            // Two kinds of voices are wanted: from now on there are all.
            Some(open) if lacks(&open, voice) => {
                let all = open.voice.is_some();
                self.close(open);
                self.start(voice, device, all)?
            }
            Some(open) if open.device.as_deref() != device => {
                let (voice, all) = (open.voice.clone(), open.all);
                self.close(open);
                self.start(voice.as_deref(), device, all)?
            }
            Some(open) => open,
            None => self.start(voice, device, false)?,
        };
        Ok(self.open.insert(open))
    }

    fn start(&self, voice: Option<&str>, device: Option<&str>, all: bool) -> Result<Open, Error> {
        let engines = if all { self.backend.all_engines() } else { self.backend.engines(voice) };
        let player = self.backend.player(engines, device)?;
        let ear = Arc::clone(&self.ear);
        let engines = names(player.voices());
        tracing::info!("engines started: {engines}");
        ear.opened(engines);
        player.listen(move |event| tell(ear.as_ref(), event))?;
        let (voice, device) = (voice.map(str::to_owned), device.map(str::to_owned));
        Ok(Open { player, voice, all, device, ticket: None })
    }

    /// Lets a player go in the middle of what it says.
    fn close(&self, open: Open) {
        let ticket = open.ticket;
        drop(open);
        if let Some(ticket) = ticket {
            self.ear.heard(ticket, Heard::Stopped);
        }
    }
}

/// Whether another player may have a voice that this one has not.
fn lacks(open: &Open, voice: Option<&str>) -> bool {
    let has = |name| open.player.voices().iter().any(|it| it.id.as_str() == name);
    voice.is_some_and(|name| !has(name)) && open.voice.as_deref() != voice
}

/// The engines of voices: what their names begin with.
fn names(voices: &[Voice]) -> String {
    let engine = |voice: &Voice| voice.id.as_str().split('-').next().map(str::to_owned);
    let names: BTreeSet<String> = voices.iter().filter_map(engine).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

fn loudness(volume: f32) -> Loudness {
    Loudness { volume, ..Loudness::default() }
}

/// Passes on what the player tells.
fn tell(ear: &dyn Ear, event: SpeechEvent) {
    let (request, heard) = match event {
        SpeechEvent::Started { request } => (request, Heard::Started),
        SpeechEvent::Mark { request, edge, kind, range, frame } => {
            let start = edge == Edge::Start;
            (request, Heard::Mark(Mark { kind, start, range, frame }))
        }
        SpeechEvent::Paused { request } => (request, Heard::Paused),
        SpeechEvent::Resumed { request } => (request, Heard::Resumed),
        SpeechEvent::Skipped { request, range, cause } => {
            (request, Heard::Skipped(range, cause.message().to_owned()))
        }
        SpeechEvent::Interrupted { request, cause } => {
            (request, Heard::Interrupted(cause.message().to_owned()))
        }
        SpeechEvent::Finished { request } => (request, Heard::Finished),
        SpeechEvent::Stopped { request } => (request, Heard::Stopped),
        SpeechEvent::Failed { request, cause } => (request, Heard::Failed(cause.into())),
        SpeechEvent::DeviceLost { cause } => {
            return ear.device(Err(cause.message().to_owned()));
        }
        SpeechEvent::DeviceBack => return ear.device(Ok(())),
        // The player has one request at a time: none gives way to another.
        _ => return,
    };
    ear.heard(Ticket(request.0), heard);
}
