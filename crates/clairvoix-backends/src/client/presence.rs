//! Whether the service is there, asked without starting it.

use zbus::blocking::connection::Builder;

use super::NAME;

const BUS: &str = "org.freedesktop.DBus";
const BUS_PATH: &str = "/org/freedesktop/DBus";

/// How the service is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It runs.
    Running,
    /// The bus starts it for whoever asks.
    Startable,
    /// The bus does not know it.
    Absent,
    /// There is no session bus.
    NoBus,
}

/// How the service is there. Nothing is started.
#[must_use]
pub fn presence() -> Presence {
    let Ok(connection) = Builder::session().and_then(Builder::build) else {
        return Presence::NoBus;
    };
    let ask = |method: &str| -> Vec<String> {
        let reply = connection.call_method(Some(BUS), BUS_PATH, Some(BUS), method, &());
        reply.and_then(|reply| reply.body().deserialize()).unwrap_or_default()
    };
    let known = |names: Vec<String>| names.iter().any(|name| name == NAME);
    if known(ask("ListNames")) {
        Presence::Running
    } else if known(ask("ListActivatableNames")) {
        Presence::Startable
    } else {
        Presence::Absent
    }
}

/// Makes the bus look at its service files again. Where there is no bus it will when it starts.
pub fn reload_bus() {
    if let Ok(connection) = Builder::session().and_then(Builder::build) {
        // A bus that refuses looks again by itself.
        drop(connection.call_method(Some(BUS), BUS_PATH, Some(BUS), "ReloadConfig", &()));
    }
}
