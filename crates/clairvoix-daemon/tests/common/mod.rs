//! A service of its own for each test: on a private bus, or with a peer, with a voice of tones and no
//! sound.
#![allow(dead_code, reason = "each test file uses its part")]

use std::{
    os::unix::net::UnixStream,
    path::PathBuf,
    sync::{Arc, Mutex},
    time::Duration,
};

use clairvoix::{
    backends::{player::Player, sink::SilentSink},
    speech::{Engines, Error, testing::FakeEngine},
};
use clairvoix_daemon::{
    backend::Backend,
    bus::{self, Service},
    hub::{Hub, HubOptions},
    limit::Limits,
    profiles::{Profiles, Source},
};
use clairvoix_e2e::bus::Bus;
use zbus::{Connection, connection::Builder};

/// A voice of tones, 100 ms for a word of one letter, heard by nobody.
#[derive(Default)]
pub(crate) struct Tones {
    /// The devices that players were made for.
    pub(crate) devices: Arc<Mutex<Vec<Option<String>>>>,
}

impl Backend for Tones {
    fn engines(&self, _voice: Option<&str>) -> Engines {
        let mut engines = Engines::default();
        engines.add("fake", Ok(FakeEngine::default()));
        engines
    }

    fn all_engines(&self) -> Engines {
        self.engines(None)
    }

    fn player(&self, engines: Engines, device: Option<&str>) -> Result<Player, Error> {
        self.devices.lock().expect("no panic").push(device.map(str::to_owned));
        Player::try_new(engines, SilentSink::default)
    }
}

/// The service, without a bus; its profiles are in a folder, or only those built in.
pub(crate) fn hub(limits: Limits, folder: Option<PathBuf>) -> Arc<Hub> {
    hub_of(Arc::new(Tones::default()), limits, folder)
}

/// The same with a backend that the test knows.
pub(crate) fn hub_of(
    backend: Arc<dyn Backend>,
    limits: Limits,
    folder: Option<PathBuf>,
) -> Arc<Hub> {
    let options = HubOptions {
        backend,
        profiles: Profiles::new(folder.map_or(Source::BuiltIn, Source::Folder)),
        limits,
        rest: Duration::from_secs(60),
    };
    Arc::new(Hub::try_new(options).expect("a hub"))
}

/// A bus of our own, of the kind that the environment names; ended, by its process, when dropped.
pub(crate) struct PrivateBus(Bus);

impl PrivateBus {
    pub(crate) fn start() -> Self {
        Self(Bus::bare().expect("a bus (`cargo xtask doctor`)"))
    }

    pub(crate) fn address(&self) -> &str {
        self.0.address()
    }

    /// A client of this bus.
    pub(crate) async fn client(&self) -> Connection {
        let builder = Builder::address(self.address()).expect("an address");
        builder.build().await.expect("a client")
    }

    /// Starts the service on it.
    pub(crate) async fn serve(&self, hub: &Arc<Hub>) -> Service {
        let builder = Builder::address(self.address()).expect("an address");
        let service = bus::serve(builder, Arc::clone(hub)).await.expect("a service");
        assert!(bus::take_name(&service).await.expect("an answer"));
        service
    }

    /// Takes it away, as a logout does.
    pub(crate) fn end(&mut self) {
        self.0.end();
    }
}

/// The service and a client, without a bus between them.
pub(crate) async fn peers(hub: &Arc<Hub>) -> (Service, Connection) {
    let (ours, theirs) = UnixStream::pair().expect("a pair");
    let guid = zbus::Guid::generate();
    let service = Builder::async_io_unix_stream(ours).server(guid).expect("a name").p2p();
    let service = bus::serve(service, Arc::clone(hub));
    let client = Builder::async_io_unix_stream(theirs).p2p().build();
    let (service, client) = both(service, client).await;
    (service.expect("a service"), client.expect("a client"))
}

/// Both, at the same time.
pub(crate) async fn both<A, B>(a: impl Future<Output = A>, b: impl Future<Output = B>) -> (A, B) {
    let (mut a, mut b) = (std::pin::pin!(a), std::pin::pin!(b));
    let (mut a_done, mut b_done) = (None, None);
    std::future::poll_fn(|context| {
        use std::task::Poll;
        if a_done.is_none()
            && let Poll::Ready(value) = a.as_mut().poll(context)
        {
            a_done = Some(value);
        }
        if b_done.is_none()
            && let Poll::Ready(value) = b.as_mut().poll(context)
        {
            b_done = Some(value);
        }
        if a_done.is_some() && b_done.is_some() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    (a_done.expect("done"), b_done.expect("done"))
}

/// A caller of the service and what it is told.
pub(crate) struct Caller {
    pub(crate) connection: Connection,
    signals: zbus::MessageStream,
    destination: Option<&'static str>,
    /// The object whose signals it reads; all without one.
    only: Option<String>,
}

/// A signal: its name and its arguments as text.
pub(crate) type Told = (String, String);

impl Caller {
    /// A client of a bus.
    pub(crate) async fn on(bus: &PrivateBus) -> Self {
        Self::of(bus.client().await, Some(bus::NAME))
    }

    /// The client of a peer.
    pub(crate) fn of(connection: Connection, destination: Option<&'static str>) -> Self {
        let mut signals = zbus::MessageStream::from(&connection);
        // A test reads them when it wants; a full queue would keep answers back.
        signals.set_max_queued(100_000);
        Self { connection, signals, destination, only: None }
    }

    /// Calls a method of an interface, such as `Speech1`.
    pub(crate) async fn call<B>(
        &self,
        interface: &str,
        method: &str,
        body: &B,
    ) -> zbus::Result<zbus::Message>
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        self.call_at(bus::PATH, interface, method, body).await
    }

    /// The same of another object.
    pub(crate) async fn call_at<B>(
        &self,
        path: &str,
        interface: &str,
        method: &str,
        body: &B,
    ) -> zbus::Result<zbus::Message>
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        let interface = format!("org.clairvoix.{interface}");
        self.connection
            .call_method(self.destination, path, Some(interface.as_str()), method, body)
            .await
    }

    /// A further session.
    pub(crate) async fn open_session(
        &self,
        options: &[(&str, zbus::zvariant::Value<'_>)],
    ) -> zbus::Result<zbus::zvariant::OwnedObjectPath> {
        let options: std::collections::HashMap<&str, &zbus::zvariant::Value<'_>> =
            options.iter().map(|(name, value)| (*name, value)).collect();
        self.call("Speech1", "OpenSession", &(options,)).await?.body().deserialize()
    }

    /// From now on only the signals of this object are read.
    pub(crate) fn listen_to(&mut self, path: &str) {
        self.only = Some(path.to_owned());
    }

    /// Says a text with options.
    pub(crate) async fn speak(
        &self,
        text: &str,
        options: &[(&str, zbus::zvariant::Value<'_>)],
    ) -> zbus::Result<u64> {
        let options: std::collections::HashMap<&str, &zbus::zvariant::Value<'_>> =
            options.iter().map(|(name, value)| (*name, value)).collect();
        self.call("Speech1", "Speak", &(text, options)).await?.body().deserialize()
    }

    /// The next signal, within a time that no machine needs.
    pub(crate) async fn told(&mut self) -> Told {
        self.told_within(Duration::from_secs(20)).await.expect("a signal")
    }

    /// The next signal, if one comes.
    pub(crate) async fn told_within(&mut self, wait: Duration) -> Option<Told> {
        use zbus::export::futures_core::Stream;
        let mut over = std::pin::pin!(async_io::Timer::after(wait));
        loop {
            let next = std::future::poll_fn(|context| {
                use std::task::Poll;
                if let Poll::Ready(message) =
                    std::pin::Pin::new(&mut self.signals).poll_next(context)
                {
                    return Poll::Ready(message);
                }
                over.as_mut().poll(context).map(|_| None)
            })
            .await;
            let message = next?.expect("a connection");
            let header = message.header();
            let ours = header.interface().is_some_and(|it| it.starts_with("org.clairvoix."));
            let from = header.path().map(|path| path.as_str());
            let other = self.only.as_deref().is_some_and(|only| from != Some(only));
            if message.message_type() != zbus::message::Type::Signal || !ours || other {
                continue;
            }
            let body = message.body();
            let arguments = body.deserialize::<zbus::zvariant::Structure<'_>>();
            let arguments = arguments.map_or_else(
                |_| String::new(),
                |it| it.fields().iter().map(plain).collect::<Vec<_>>().join(" "),
            );
            let name = header.member().map(ToString::to_string).unwrap_or_default();
            return Some((name, arguments));
        }
    }

    /// Signals until one of this name comes, that one included.
    pub(crate) async fn until(&mut self, name: &str) -> Vec<Told> {
        let mut all = Vec::new();
        loop {
            let told = self.told().await;
            let last = told.0 == name;
            all.push(told);
            if last {
                return all;
            }
        }
    }
}

fn plain(value: &zbus::zvariant::Value<'_>) -> String {
    use zbus::zvariant::Value;
    match value {
        Value::Str(text) => text.to_string(),
        Value::Bool(flag) => flag.to_string(),
        Value::U64(number) => number.to_string(),
        other => format!("{other:?}"),
    }
}

/// The name of a D-Bus error, without its beginning, and its message.
pub(crate) fn refused<V: std::fmt::Debug>(result: zbus::Result<V>) -> (String, String) {
    match result.expect_err("a refusal") {
        zbus::Error::MethodError(name, message, _) => {
            let name = name.as_str();
            let kind = name.strip_prefix("org.clairvoix.Error.").unwrap_or(name);
            (kind.to_owned(), message.unwrap_or_default())
        }
        other => panic!("{other}"),
    }
}
