//! No double speech: while a text is heard through speech-dispatcher, Clairvoix's own service keeps what
//! it was saying (`Hold` of `org.clairvoix.Speech1`), where it runs; it is not started for that.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

use zbus::{Connection, fdo::DBusProxy, names::BusName};

const NAME: &str = "org.clairvoix.Clairvoix1";
const PATH: &str = "/org/clairvoix/Clairvoix1";
const INTERFACE: &str = "org.clairvoix.Speech1";
/// A screen reader says one text after the other: what waits is not begun in between.
const BREATH: Duration = Duration::from_millis(300);

enum News {
    Speaks,
    SilentAt(Instant),
}

/// Tells the service, from a thread of its own: speech does not wait for it.
pub(crate) struct Manners {
    news: Option<Sender<News>>,
}

impl Manners {
    /// Nothing is said yet, and no bus is needed.
    pub(crate) fn start() -> Self {
        let (news, heard) = channel();
        let thread = thread::Builder::new().name("manners".to_owned());
        let started = thread.spawn(move || Thread::default().run(&heard));
        Self { news: started.is_ok().then_some(news) }
    }

    /// A text begins.
    pub(crate) fn speaks(&self) {
        self.tell(News::Speaks);
    }

    /// It will have been heard by then.
    pub(crate) fn silent_at(&self, at: Instant) {
        self.tell(News::SilentAt(at));
    }

    fn tell(&self, news: News) {
        if let Some(thread) = &self.news {
            // Without the thread there is nobody to have manners with.
            let _ = thread.send(news);
        }
    }
}

#[derive(Default)]
struct Thread {
    bus: Option<Connection>,
    holds: bool,
    release: Option<Instant>,
}

impl Thread {
    fn run(mut self, heard: &Receiver<News>) {
        loop {
            let news = match self.release {
                None => heard.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(at) => heard.recv_timeout(at.saturating_duration_since(Instant::now())),
            };
            match news {
                Ok(News::Speaks) => {
                    self.release = None;
                    self.hold(true);
                }
                Ok(News::SilentAt(at)) => self.release = Some(at + BREATH),
                Err(RecvTimeoutError::Timeout) => {
                    self.release = None;
                    self.hold(false);
                }
                // The service sees that this client leaves.
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Without a bus, or without the service, there is nothing to hold.
    fn hold(&mut self, on: bool) {
        if !on && !self.holds {
            return;
        }
        let told = async_io::block_on(tell(&mut self.bus, on));
        match told {
            Ok(there) => self.holds = on && there,
            Err(_) => {
                self.holds = false;
                self.bus = None;
            }
        }
    }
}

/// Whether the service is there.
async fn tell(bus: &mut Option<Connection>, on: bool) -> zbus::Result<bool> {
    let bus = match bus {
        Some(bus) => bus,
        None => bus.insert(Connection::session().await?),
    };
    if !DBusProxy::new(bus).await?.name_has_owner(BusName::try_from(NAME)?).await? {
        return Ok(false);
    }
    bus.call_method(Some(NAME), PATH, Some(INTERFACE), "Hold", &(on,)).await?;
    Ok(true)
}
