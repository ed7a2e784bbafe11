//! `dbus-broker` as a session bus: its controller, which systemd's launcher is on a desktop. It gives the
//! bus a socket to listen at, the names that start a program, and starts them when the bus asks for it.

use std::{
    collections::HashMap,
    os::{
        fd::OwnedFd,
        unix::net::{UnixListener, UnixStream},
    },
    path::Path,
    process::{Child, Command, Stdio},
    thread,
};

use zbus::{
    blocking::{Connection, MessageIterator, connection::Builder},
    message::Type,
    zvariant::{ObjectPath, Value},
};

use crate::bus::Service;

const BROKER: (&str, &str) = ("/org/bus1/DBus/Broker", "org.bus1.DBus.Broker");
const NAME: (&str, &str) = ("/org/bus1/DBus/Name", "org.bus1.DBus.Name");
const LISTENER: &str = "/org/bus1/DBus/Listener/0";
/// Any: it goes into no file.
const MACHINE: &str = "c1a17f0c1a17f0c1a17f0c1a17f0c1a1";
/// A user's limits here are those of a large machine, as `dbus-daemon`'s are in these tests.
const LIMITS: [&str; 8] = [
    "--max-bytes",
    "4000000000",
    "--max-fds",
    "100000",
    "--max-matches",
    "1000000",
    "--max-objects",
    "1000000",
];

/// Owner of a name: allowed, priority, whether it is a prefix, name.
type Own = (bool, u64, bool, &'static str);
/// Who may send or receive: allowed, priority, name, path, interface, member, type, broadcast, fewest and
/// most descriptors.
type Transmit =
    (bool, u64, &'static str, &'static str, &'static str, &'static str, u32, u32, u64, u64);
/// What a user may: connect, own, send, receive.
type Batch = (bool, u64, Vec<Own>, Vec<Transmit>, Vec<Transmit>);

/// Of users, of ranges of users and groups, labels of SELinux, whether AppArmor is asked, kind of bus.
type Policy = (
    Vec<(u32, Batch)>,
    Vec<(bool, u32, u32, Batch)>,
    Vec<(&'static str, &'static str)>,
    bool,
    &'static str,
);

/// Starts `program` (`dbus-broker` by that name or another path), which listens at `socket`.
///
/// # Errors
/// When it is not there, or refuses.
pub(crate) fn start(
    mut program: Command,
    socket: &Path,
    services: Vec<Service>,
) -> Result<Child, String> {
    let listener = UnixListener::bind(socket).map_err(|e| e.to_string())?;
    // It waits for all of its sockets at once.
    listener.set_nonblocking(true).map_err(|e| e.to_string())?;
    let (ours, theirs) = UnixStream::pair().map_err(|e| e.to_string())?;
    theirs.set_nonblocking(true).map_err(|e| e.to_string())?;
    let process = program
        .args(["--controller", "0", "--machine-id", MACHINE])
        .args(LIMITS)
        .stdin(Stdio::from(OwnedFd::from(theirs)))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| format!("dbus-broker could not be started ({e}): {INSTALL}"))?;
    let mut process = Ended(Some(process));
    control(ours, listener, services).map_err(|e| format!("dbus-broker: {e}"))?;
    process.0.take().ok_or_else(|| "dbus-broker is gone".to_owned())
}

const INSTALL: &str = "install it with `apt-get install --no-install-recommends dbus-broker`";

/// A process that ends with this, unless it is taken.
struct Ended(Option<Child>);

impl Drop for Ended {
    fn drop(&mut self) {
        if let Some(mut process) = self.0.take() {
            // It fails only when the process is dead already.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// Sets the bus up; a thread serves it until it ends.
fn control(stream: UnixStream, listener: UnixListener, services: Vec<Service>) -> zbus::Result<()> {
    let connection = Builder::async_io_unix_stream(stream).p2p().build()?;
    let messages = MessageIterator::from(&connection);
    let (path, interface) = BROKER;
    let mut by_path = HashMap::new();
    for (index, service) in services.into_iter().enumerate() {
        let name = ObjectPath::try_from(format!("{}/{index}", NAME.0))?;
        let body = (&name, service.name, rustix::process::getuid().as_raw());
        connection.call_method(None::<&str>, path, Some(interface), "AddName", &body)?;
        by_path.insert(name.to_string(), service);
    }
    let body = (
        ObjectPath::try_from(LISTENER)?,
        zbus::zvariant::Fd::from(OwnedFd::from(listener)),
        Value::from(policy()),
    );
    connection.call_method(None::<&str>, path, Some(interface), "AddListener", &body)?;
    let serve = move || {
        for message in messages.map_while(Result::ok) {
            let header = message.header();
            let activates = header.member().is_some_and(|it| it.as_str() == "Activate");
            if message.message_type() != Type::Signal || !activates {
                continue;
            }
            let path = header.path().map(ToString::to_string).unwrap_or_default();
            let service = by_path.get_mut(&path);
            if let (Some(service), Ok(serial)) = (service, message.body().deserialize()) {
                activate(&connection, path, service, serial);
            }
        }
    };
    let thread = thread::Builder::new().name("bus-controller".to_owned()).spawn(serve);
    thread.map(drop).map_err(|e| zbus::Error::Failure(e.to_string()))
}

/// Everybody may do everything, as on a session bus.
fn policy() -> Policy {
    let all: Transmit = (true, 1, "", "", "", "", 0, 0, 0, u64::MAX);
    let batch = (true, 1, vec![(true, 1, true, "")], vec![all], vec![all]);
    (vec![(u32::MAX, batch)], Vec::new(), Vec::new(), false, "session")
}

/// Starts a program; when it has ended, the bus is told that it does not come.
fn activate(connection: &Connection, path: String, service: &mut Service, serial: u64) {
    let connection = connection.clone();
    let started = service.command.stdin(Stdio::null()).spawn();
    let wait = move || {
        if let Ok(mut process) = started {
            let _ = process.wait();
        }
        // Of a program that had taken the name, the bus knows already.
        let _ = connection.call_method(None::<&str>, path.as_str(), Some(NAME.1), "Reset", &serial);
    };
    let _ = thread::Builder::new().name("bus-activation".to_owned()).spawn(wait);
}
