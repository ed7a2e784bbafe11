//! A session bus of the test's own, with `clairvoixd` to be started by it.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use crate::pulse::PulseServer;

/// Names that start the service when they are called.
const NAMES: [&str; 2] = ["org.clairvoix.Clairvoix1", "org.clairvoix.Clairvoix1.Speech.Provider"];

/// A running `dbus-daemon`; stopped, by its process, when dropped. The service ends with it.
pub struct Bus {
    process: Child,
    address: String,
}

impl Bus {
    /// Starts one whose service is the program `daemon` and whose sound goes to `server`.
    ///
    /// # Errors
    /// What is missing, with the package that has it.
    pub fn start(server: &PulseServer, daemon: &Path) -> Result<Self, String> {
        let data = server.folder().join("share");
        let services = data.join("dbus-1/services");
        fs::create_dir_all(&services).map_err(|e| e.to_string())?;
        for name in NAMES {
            let text = format!("[D-BUS Service]\nName={name}\nExec={}\n", daemon.display());
            fs::write(services.join(format!("{name}.service")), text).map_err(|e| e.to_string())?;
        }
        let mut process = server
            .command("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address"])
            .env("XDG_DATA_DIRS", &data)
            .env_remove("XDG_DATA_HOME")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| {
                let install = "install it with `apt-get install dbus-daemon`";
                format!("dbus-daemon could not be started ({e}): {install}")
            })?;
        let mut address = String::new();
        let out = process.stdout.take().ok_or("dbus-daemon has no output")?;
        BufReader::new(out).read_line(&mut address).map_err(|e| e.to_string())?;
        Ok(Self { process, address: address.trim().to_owned() })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// A command that finds this bus and no other, and `server`'s sound.
    pub fn command(&self, server: &PulseServer, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = server.command(program);
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        command
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        // It fails only when the process is dead already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
