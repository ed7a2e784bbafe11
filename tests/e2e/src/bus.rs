//! A session bus of the test's own, of either kind, with `clairvoixd` to be started by it.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;
use zbus::{
    blocking::{Connection, connection::Builder, fdo::DBusProxy},
    names::BusName,
};

use crate::{broker, pulse::PulseServer};

/// Names that start the service when they are called.
const NAMES: [&str; 2] = [SERVICE, "org.clairvoix.Clairvoix1.Speech.Provider"];
const SERVICE: &str = "org.clairvoix.Clairvoix1";
/// Chooses the kind of the daemon's tests.
const KIND: &str = "CLAIRVOIX_TEST_BUS";

/// Which bus it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BusKind {
    /// `dbus-daemon`, the reference.
    Daemon,
    /// `dbus-broker`, of Fedora, Arch and others.
    Broker,
}

impl BusKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Daemon, Self::Broker];

    /// The name of its program.
    #[must_use]
    pub const fn program(self) -> &'static str {
        match self {
            Self::Daemon => "dbus-daemon",
            Self::Broker => "dbus-broker",
        }
    }

    /// The one that the environment's `CLAIRVOIX_TEST_BUS` names; the reference where it names none.
    ///
    /// # Errors
    /// For another name.
    pub fn chosen() -> Result<Self, String> {
        let Some(name) = std::env::var_os(KIND) else { return Ok(Self::Daemon) };
        Self::named(&name.to_string_lossy())
    }

    /// By its program's name.
    ///
    /// # Errors
    /// For another name.
    pub fn named(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|kind| kind.program() == name);
        found.ok_or_else(|| format!("no bus {name:?}: dbus-daemon, dbus-broker"))
    }
}

/// A program that the bus starts for whoever calls a name.
pub(crate) struct Service {
    pub(crate) name: &'static str,
    pub(crate) command: Command,
}

/// A running bus; stopped, by its process, when dropped. What it started ends with it.
pub struct Bus {
    process: Child,
    address: String,
    _folder: TempDir,
}

impl Bus {
    /// Starts one that starts nothing, of the kind chosen in the environment.
    ///
    /// # Errors
    /// What is missing, with the package that has it.
    pub fn bare() -> Result<Self, String> {
        Self::launch(BusKind::chosen()?, &|program| Command::new(program), None)
    }

    /// Starts one of the kind chosen in the environment, whose service is the program `daemon` and whose
    /// sound goes to `server`.
    ///
    /// # Errors
    /// What is missing, with the package that has it.
    pub fn start(server: &PulseServer, daemon: impl AsRef<Path>) -> Result<Self, String> {
        Self::start_kind(BusKind::chosen()?, server, daemon)
    }

    /// The same on a bus of this kind.
    ///
    /// # Errors
    /// What is missing, with the package that has it.
    pub fn start_kind(
        kind: BusKind,
        server: &PulseServer,
        daemon: impl AsRef<Path>,
    ) -> Result<Self, String> {
        Self::launch(kind, &|program| server.command(program), Some(daemon.as_ref()))
    }

    fn launch(
        kind: BusKind,
        command: &dyn Fn(&Path) -> Command,
        daemon: Option<&Path>,
    ) -> Result<Self, String> {
        let folder = tempfile::Builder::new().prefix("clairvoix-bus-").tempdir();
        let folder = folder.map_err(|e| e.to_string())?;
        let socket = folder.path().join("bus");
        let address = format!("unix:path={}", socket.display());
        let mut program = command(Path::new(kind.program()));
        program.env_remove("DBUS_SESSION_BUS_ADDRESS");
        let process = match kind {
            BusKind::Daemon => {
                let names = if daemon.is_some() { NAMES.as_slice() } else { &[] };
                for name in names {
                    let exec = daemon.unwrap_or(Path::new("")).display();
                    let text = format!("[D-BUS Service]\nName={name}\nExec=\"{exec}\"\n");
                    let file = folder.path().join(format!("{name}.service"));
                    fs::write(file, text).map_err(|e| e.to_string())?;
                }
                start_daemon(program, folder.path(), &address)?
            }
            BusKind::Broker => {
                let service = |name, daemon| {
                    let mut command = command(daemon);
                    command.env("DBUS_SESSION_BUS_ADDRESS", &address);
                    Service { name, command }
                };
                let services =
                    daemon.into_iter().flat_map(|it| NAMES.map(|name| service(name, it)));
                broker::start(program, &socket, services.collect())?
            }
        };
        Ok(Self { process, address, _folder: folder })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Its process number.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// A command that finds this bus and no other, and `server`'s sound.
    pub fn command(&self, server: &PulseServer, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = server.command(program);
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        command
    }

    /// The number of the service's process, by its name on the bus, as long as it has it: a bus hands what
    /// it starts to another parent. It is not started for that.
    ///
    /// # Errors
    /// When the bus does not answer.
    pub fn service_id(&self) -> Result<Option<u32>, String> {
        let ask = || -> zbus::Result<Option<u32>> {
            let connection: Connection = Builder::address(self.address.as_str())?.build()?;
            let bus = DBusProxy::new(&connection)?;
            let name = BusName::try_from(SERVICE)?;
            match bus.get_connection_unix_process_id(name) {
                Ok(id) => Ok(Some(id)),
                Err(zbus::fdo::Error::NameHasNoOwner(_)) => Ok(None),
                Err(error) => Err(error.into()),
            }
        };
        ask().map_err(|e| e.to_string())
    }

    /// Takes it away, as a logout does.
    pub fn end(&mut self) {
        // It fails only when the process is dead already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Starts it with the settings of a session, and room for the tests' clients.
fn start_daemon(mut program: Command, folder: &Path, address: &str) -> Result<Child, String> {
    let settings = format!(
        "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" \
         \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\
         <busconfig><type>session</type><listen>{address}</listen>\
         <auth>EXTERNAL</auth><servicedir>{}</servicedir><policy context=\"default\">\
         <allow send_destination=\"*\" eavesdrop=\"true\"/>\
         <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy>\
         <limit name=\"max_incoming_bytes\">1000000000</limit>\
         <limit name=\"max_outgoing_bytes\">1000000000</limit>\
         <limit name=\"max_message_size\">1000000000</limit>\
         <limit name=\"max_completed_connections\">5000</limit>\
         <limit name=\"max_incomplete_connections\">5000</limit>\
         <limit name=\"max_connections_per_user\">5000</limit>\
         <limit name=\"max_match_rules_per_connection\">50000</limit>\
         <limit name=\"max_replies_per_connection\">50000</limit></busconfig>",
        folder.display()
    );
    let file = folder.join("bus.conf");
    fs::write(&file, settings).map_err(|e| e.to_string())?;
    let mut process = program
        .arg(format!("--config-file={}", file.display()))
        .args(["--nofork", "--nopidfile", "--print-address=1"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| {
            let install = "install it with `apt-get install dbus-daemon`";
            format!("dbus-daemon could not be started ({e}): {install}")
        })?;
    // It tells its address when it listens.
    let out = process.stdout.take().ok_or("dbus-daemon has no output")?;
    let told = BufReader::new(out).read_line(&mut String::new());
    if told.map_err(|e| e.to_string())? == 0 {
        let _ = process.wait();
        return Err("dbus-daemon does not start".to_owned());
    }
    Ok(process)
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.end();
    }
}
