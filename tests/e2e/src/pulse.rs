//! A sound server of the test's own, PulseAudio or PipeWire, with a null sink, away from that of the
//! machine.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// What is missing for these tests, and how to get it.
const INSTALL: &str = "install it with `cargo xtask doctor --install` or \
                       `apt-get install pulseaudio pulseaudio-utils`";

/// Which server it is; clients speak PulseAudio's protocol with both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerKind {
    /// `pulseaudio`.
    PulseAudio,
    /// `pipewire` with `wireplumber` and `pipewire-pulse`.
    PipeWire,
}

/// A running server; stopped, by its processes, when dropped.
pub struct PulseServer {
    folder: tempfile::TempDir,
    kind: ServerKind,
    sink: String,
    processes: Vec<Child>,
}

impl PulseServer {
    /// Starts a server whose null sink plays `rate_hz` samples a second, mono, as usual ones do.
    ///
    /// # Errors
    /// What is missing, with the package that has it.
    pub fn start(rate_hz: u32) -> Result<Self, String> {
        Self::with_sink(ServerKind::PulseAudio, sink(rate_hz))
    }

    /// Adds a null sink, for clients with `PULSE_SINK` of this name.
    ///
    /// # Errors
    /// When the server refuses.
    pub fn add_sink(&self, name: &str, rate_hz: u32) -> Result<(), String> {
        let sink = sink(rate_hz).replace("=ears", &format!("={name}"));
        let words: Vec<&str> = sink.split(' ').chain(["norewinds=1"]).collect();
        self.load(&words)
    }

    fn load(&self, module: &[&str]) -> Result<(), String> {
        let mut command = self.command("pactl");
        command.arg("load-module").args(module).stdout(Stdio::null());
        let status = command.status().map_err(|e| missing("pactl", &e))?;
        if status.success() { Ok(()) } else { Err(format!("the server refuses {module:?}")) }
    }

    /// The same, with a sink that falls asleep when nobody plays, as a desktop's does.
    ///
    /// # Errors
    /// As [`PulseServer::start`].
    pub fn start_asleep(rate_hz: u32) -> Result<Self, String> {
        let server = Self::start(rate_hz)?;
        server.load(&["module-suspend-on-idle", "timeout=1"])?;
        Ok(server)
    }

    /// The same, with a sink that never takes back what its monitor has given: with the others, the
    /// first samples of a stream may be heard and yet be missing in the recording.
    ///
    /// # Errors
    /// As [`PulseServer::start`].
    pub fn start_exact(rate_hz: u32) -> Result<Self, String> {
        Self::with_sink(ServerKind::PulseAudio, format!("{} norewinds=1", sink(rate_hz)))
    }

    /// Starts a server of this kind.
    ///
    /// # Errors
    /// As [`PulseServer::start`].
    pub fn start_kind(kind: ServerKind, rate_hz: u32) -> Result<Self, String> {
        match kind {
            ServerKind::PulseAudio => Self::start(rate_hz),
            ServerKind::PipeWire => Self::with_sink(
                kind,
                format!("module-null-sink sink_name=ears rate={rate_hz} channels=1"),
            ),
        }
    }

    fn with_sink(kind: ServerKind, sink: String) -> Result<Self, String> {
        let folder = tempfile::Builder::new()
            .prefix("clairvoix-e2e-")
            .tempdir()
            .map_err(|e| format!("no temporary folder: {e}"))?;
        let mut server = Self { folder, kind, sink, processes: Vec::new() };
        server.launch()?;
        Ok(server)
    }

    fn launch(&mut self) -> Result<(), String> {
        match self.kind {
            ServerKind::PulseAudio => {
                self.processes.push(launch(self.folder.path(), &self.sink)?);
                Ok(())
            }
            ServerKind::PipeWire => self.launch_pipewire(),
        }
    }

    /// What a desktop session starts, without one: a bus of its own, and the three programs.
    fn launch_pipewire(&mut self) -> Result<(), String> {
        let folder = self.folder.path().to_owned();
        let bus = format!("unix:path={}", folder.join("bus").display());
        let session = ["--session", "--nofork", "--address", &bus];
        for (program, arguments, made) in [
            ("dbus-daemon", session.as_slice(), "bus"),
            ("pipewire", &[], "pipewire-0"),
            ("wireplumber", &[], ""),
            ("pipewire-pulse", &[], ""),
        ] {
            let mut command = Command::new(program);
            environment(&mut command, &folder);
            command.args(arguments).env_remove("PULSE_SERVER");
            command.env("DBUS_SESSION_BUS_ADDRESS", &bus);
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            let process = command.spawn().map_err(|e| {
                format!(
                    "{program} could not be started ({e}): install it with `apt-get install \
                     --no-install-recommends dbus-daemon pipewire pipewire-pulse wireplumber`"
                )
            })?;
            self.processes.push(process);
            wait_for(|| folder.join(made).exists(), program)?;
        }
        let native = self.socket();
        wait_for(|| std::os::unix::net::UnixStream::connect(&native).is_ok(), "pipewire-pulse")?;
        let sink: Vec<&str> = self.sink.split(' ').collect();
        let load = [&["load-module"], sink.as_slice()].concat();
        for arguments in [load.as_slice(), &["set-default-sink", "ears"]] {
            let mut command = self.command("pactl");
            let status = command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
            let status = status.status().map_err(|e| missing("pactl", &e))?;
            // It makes the sink the default one and says that it cannot: there is no other.
            if !status.success() && arguments[0] == "load-module" {
                return Err("pipewire-pulse makes no null sink".to_owned());
            }
        }
        Ok(())
    }

    /// Both listen where `PULSE_RUNTIME_PATH` says.
    fn socket(&self) -> PathBuf {
        socket(self.folder.path())
    }

    /// The value of `PULSE_SERVER` for its clients.
    #[must_use]
    pub fn address(&self) -> String {
        format!("unix:{}", self.socket().display())
    }

    /// Its processes.
    #[must_use]
    pub fn ids(&self) -> Vec<u32> {
        self.processes.iter().map(Child::id).collect()
    }

    /// The folder that its clients take for their home.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A command whose sound goes to this server and to no other.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        environment(&mut command, self.folder.path());
        command.env("PULSE_SERVER", self.address());
        command
    }

    /// Kills the server at once, as a crash would.
    pub fn kill(&mut self) {
        for mut process in self.processes.drain(..) {
            // It fails only when the process is dead already.
            let _ = process.kill();
            let _ = process.wait();
        }
        let _ = std::fs::remove_file(self.socket());
    }

    /// Starts it again, at the same address.
    ///
    /// # Errors
    /// As [`PulseServer::start`].
    pub fn restart(&mut self) -> Result<(), String> {
        self.kill();
        self.launch()
    }
}

fn wait_for(holds: impl Fn() -> bool, what: &str) -> Result<(), String> {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !holds() {
        if Instant::now() > deadline {
            return Err(format!("{what} does not answer"));
        }
        thread::sleep(Duration::from_millis(2));
    }
    Ok(())
}

impl Drop for PulseServer {
    fn drop(&mut self) {
        self.kill();
    }
}

fn sink(rate_hz: u32) -> String {
    format!("module-null-sink sink_name=ears rate={rate_hz} channels=1 format=s16le")
}

fn socket(folder: &Path) -> PathBuf {
    folder.join("native")
}

/// Nothing of the user's own settings, whoever runs the tests.
fn environment(command: &mut Command, folder: &Path) {
    for (name, value) in [
        ("HOME", folder),
        ("PULSE_RUNTIME_PATH", folder),
        ("PULSE_STATE_PATH", folder),
        ("XDG_RUNTIME_DIR", folder),
    ] {
        command.env(name, value);
    }
    // The cookie that clients must show lies below the home folder.
    for name in ["PULSE_COOKIE", "PULSE_CONFIG_PATH", "XDG_CONFIG_HOME", "DISPLAY"] {
        command.env_remove(name);
    }
}

fn launch(folder: &Path, sink: &str) -> Result<Child, String> {
    let mut command = Command::new("pulseaudio");
    environment(&mut command, folder);
    command.env_remove("PULSE_SERVER").args([
        "-n",
        "--daemonize=no",
        "--use-pid-file=no",
        "--exit-idle-time=-1",
        "--realtime=no",
        "--log-target=stderr",
        "--log-level=error",
        "-L",
        sink,
        "-L",
        &format!(
            "module-native-protocol-unix socket={} auth-anonymous=1",
            socket(folder).display()
        ),
    ]);
    let mut server = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| format!("pulseaudio could not be started ({e}): {INSTALL}"))?;
    let deadline = Instant::now() + Duration::from_secs(30);
    while std::os::unix::net::UnixStream::connect(socket(folder)).is_err() {
        if let Ok(Some(status)) = server.try_wait() {
            return Err(format!("pulseaudio ended at once ({status})"));
        }
        if Instant::now() > deadline {
            let _ = server.kill();
            let _ = server.wait();
            return Err("pulseaudio does not answer".to_owned());
        }
        thread::sleep(Duration::from_millis(2));
    }
    Ok(server)
}

/// The message for a missing program of the package.
pub(crate) fn missing(program: &str, error: &std::io::Error) -> String {
    format!("{program} could not be started ({error}): {INSTALL}")
}
