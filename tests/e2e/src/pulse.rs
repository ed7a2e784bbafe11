//! A PulseAudio server of the test's own, with a null sink, away from that of the machine.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// What is missing for these tests, and how to get it.
const INSTALL: &str = "install it with `cargo xtask doctor --install` or \
                       `apt-get install pulseaudio pulseaudio-utils`";

/// A running server; stopped, by its process, when dropped.
pub struct PulseServer {
    folder: tempfile::TempDir,
    sink: String,
    server: Child,
}

impl PulseServer {
    /// Starts a server whose null sink plays `rate_hz` samples a second, mono, as usual ones do.
    ///
    /// # Errors
    /// What is missing, with the package that has it.
    pub fn start(rate_hz: u32) -> Result<Self, String> {
        Self::with_sink(sink(rate_hz))
    }

    /// The same, with a sink that never takes back what its monitor has given: with the others, the
    /// first samples of a stream may be heard and yet be missing in the recording.
    ///
    /// # Errors
    /// As [`PulseServer::start`].
    pub fn start_exact(rate_hz: u32) -> Result<Self, String> {
        Self::with_sink(format!("{} norewinds=1", sink(rate_hz)))
    }

    fn with_sink(sink: String) -> Result<Self, String> {
        let folder = tempfile::Builder::new()
            .prefix("clairvoix-e2e-")
            .tempdir()
            .map_err(|e| format!("no temporary folder: {e}"))?;
        let server = launch(folder.path(), &sink)?;
        Ok(Self { folder, sink, server })
    }

    /// The value of `PULSE_SERVER` for its clients.
    #[must_use]
    pub fn address(&self) -> String {
        format!("unix:{}", socket(self.folder.path()).display())
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
        // It fails only when the server is dead already.
        let _ = self.server.kill();
        let _ = self.server.wait();
        let _ = std::fs::remove_file(socket(self.folder.path()));
    }

    /// Starts it again, at the same address.
    ///
    /// # Errors
    /// As [`PulseServer::start`].
    pub fn restart(&mut self) -> Result<(), String> {
        self.kill();
        self.server = launch(self.folder.path(), &self.sink)?;
        Ok(())
    }
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
