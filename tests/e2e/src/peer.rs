//! A screen reader's speech server, speech-dispatcher, spoken to by one client that stays (its protocol
//! SSIP): with espeak-ng, measured beside ours, or with our own module.

use std::{
    collections::VecDeque,
    fs,
    io::{BufRead, BufReader, Write},
    os::unix::{fs::symlink, net::UnixStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{clock::now_ns, pulse::PulseServer, rest};

const INSTALL: &str = "install it with `apt-get install --no-install-recommends speech-dispatcher \
                       speech-dispatcher-espeak-ng`";
const SETTINGS: &str = "AudioOutputMethod \"pulse\"\nDefaultLanguage \"fr\"\nLogLevel 0\n";
const ESPEAK: &str =
    "AddModule \"espeak-ng\" \"sd_espeak-ng\" \"espeak-ng.conf\"\nDefaultModule espeak-ng\n";

/// Who speaks for speech-dispatcher.
#[derive(Clone, Copy, Debug)]
pub enum Module<'a> {
    /// Its own module for espeak-ng.
    Espeak,
    /// Our `sd_clairvoix`, this program, where `clairvoix service install` puts it.
    Clairvoix(&'a Path),
}

/// A running speech-dispatcher; stopped, by its process, when dropped.
pub struct SpeechDispatcher {
    process: Child,
    socket: PathBuf,
    connection: BufReader<UnixStream>,
    /// Told while an answer was waited for.
    notices: VecDeque<Notice>,
}

/// What SSIP told: the number of an event (`701`), and what it names (a mark).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// 700 a mark, 701 begin, 702 end, 703 cancelled, 704 paused, 705 resumed.
    pub code: u16,
    /// The mark's name; empty for the others.
    pub mark: String,
    /// When it came, in ns of [`now_ns`].
    pub at_ns: u64,
}

impl SpeechDispatcher {
    /// Starts one with espeak-ng, whose sound goes to `server`.
    ///
    /// # Errors
    /// What is missing, with the package that has it.
    pub fn start(server: &PulseServer) -> Result<Self, String> {
        Self::start_with(server, Module::Espeak)
    }

    /// Starts one with this module.
    ///
    /// # Errors
    /// As [`SpeechDispatcher::start`].
    pub fn start_with(server: &PulseServer, module: Module) -> Result<Self, String> {
        Self::start_in(server, module, &[])
    }

    /// The same with these variables in its environment.
    ///
    /// # Errors
    /// As [`SpeechDispatcher::start`].
    pub fn start_in(
        server: &PulseServer,
        module: Module,
        variables: &[(&str, &str)],
    ) -> Result<Self, String> {
        let folder = server.folder().join("speech");
        configure(server.folder(), &folder, module).map_err(|e| e.to_string())?;
        let socket = folder.join("socket");
        let process = server
            .command("speech-dispatcher")
            .env_remove("XDG_DATA_HOME")
            .envs(variables.iter().copied())
            .args(["--run-single", "--communication-method", "unix_socket", "--timeout", "0"])
            .arg("--socket-path")
            .arg(&socket)
            .arg("--config-dir")
            .arg(&folder)
            .arg("--log-dir")
            .arg(&folder)
            .arg("--pid-file")
            .arg(folder.join("pid"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| format!("speech-dispatcher could not be started ({e}): {INSTALL}"))?;
        let deadline = Instant::now() + Duration::from_secs(30);
        let stream = loop {
            match UnixStream::connect(&socket) {
                Ok(stream) => break stream,
                Err(e) if Instant::now() > deadline => return Err(format!("no answer: {e}")),
                Err(_) => thread::sleep(Duration::from_millis(10)),
            }
        };
        let mut client =
            Self { process, socket, connection: BufReader::new(stream), notices: VecDeque::new() };
        client.ask("SET self CLIENT_NAME test:measure:one")?;
        client.ask("SET self LANGUAGE fr")?;
        Ok(client)
    }

    /// A client program that speaks through it.
    pub fn client(&self, server: &PulseServer, program: &str) -> Command {
        let mut command = server.command(program);
        command.env("SPEECHD_ADDRESS", format!("unix_socket:{}", self.socket.display()));
        command
    }

    /// The next event, of those asked for with `SET self NOTIFICATION`.
    ///
    /// # Errors
    /// When the connection ends.
    pub fn notice(&mut self) -> Result<Notice, String> {
        loop {
            if let Some(notice) = self.notices.pop_front() {
                return Ok(notice);
            }
            let (code, _, lines) = self.message()?;
            self.keep(code, &lines);
        }
    }

    fn keep(&mut self, code: u16, lines: &[String]) {
        // The message and the client are named before the mark.
        let mark = lines.get(2).cloned().unwrap_or_default();
        self.notices.push_back(Notice { code, mark, at_ns: now_ns() });
    }

    /// The number of an answer or an event, its last line, and the lines before that.
    fn message(&mut self) -> Result<(u16, String, Vec<String>), String> {
        let mut lines: Vec<String> = Vec::new();
        loop {
            let line = self.line()?;
            let (code, rest) = line.split_at_checked(3).ok_or_else(|| line.clone())?;
            // Lines but the last have a dash after the number.
            if let Some(value) = rest.strip_prefix('-') {
                lines.push(value.to_owned());
                continue;
            }
            let code = code.parse().map_err(|_| line.clone())?;
            return Ok((code, line, lines));
        }
    }

    fn line(&mut self) -> Result<String, String> {
        let mut line = String::new();
        let count = self.connection.read_line(&mut line).map_err(|e| e.to_string())?;
        if count == 0 {
            return Err("speech-dispatcher is gone".to_owned());
        }
        Ok(line.trim_end().to_owned())
    }

    /// Says a text; the time of the command.
    ///
    /// # Errors
    /// When it is refused.
    pub fn speak(&mut self, text: &str) -> Result<u64, String> {
        let at = now_ns();
        self.ask("SPEAK")?;
        self.ask(&format!("{text}\r\n."))?;
        Ok(at)
    }

    /// Stops; the time of the command.
    ///
    /// # Errors
    /// When it is refused.
    pub fn stop(&mut self) -> Result<u64, String> {
        let at = now_ns();
        self.ask("STOP self")?;
        Ok(at)
    }

    /// Sends a line; its answer is one of success: its lines, without the last one.
    ///
    /// # Errors
    /// When it is not.
    pub fn ask(&mut self, line: &str) -> Result<Vec<String>, String> {
        let stream = self.connection.get_mut();
        write!(stream, "{line}\r\n").map_err(|e| e.to_string())?;
        loop {
            match self.message()? {
                (200..300, _, lines) => return Ok(lines),
                (code @ 700.., _, lines) => self.keep(code, &lines),
                (_, answer, _) => return Err(format!("{line}: {answer}")),
            }
        }
    }
}

/// Writes its settings, and links our module where it looks for those of a user.
fn configure(home: &Path, folder: &Path, module: Module) -> std::io::Result<()> {
    let modules = folder.join("modules");
    fs::create_dir_all(&modules)?;
    let (settings, link) = match module {
        Module::Espeak => (ESPEAK, None),
        Module::Clairvoix(program) => ("DefaultModule clairvoix\n", Some(program)),
    };
    fs::write(folder.join("speechd.conf"), format!("{SETTINGS}{settings}"))?;
    fs::write(modules.join("espeak-ng.conf"), "Debug 0\n")?;
    if let Some(program) = link {
        // It goes by way of the folder of data, which must be there.
        fs::create_dir_all(home.join(".local/share"))?;
        let modules = home.join(".local/libexec/speech-dispatcher-modules");
        fs::create_dir_all(&modules)?;
        symlink(program, modules.join("sd_clairvoix"))?;
    }
    Ok(())
}

/// speech-dispatcher as on a desktop: started by whoever speaks first, and away from the client.
pub struct DesktopDispatcher {
    pid_file: PathBuf,
}

impl DesktopDispatcher {
    /// Writes the settings by which a client that starts it speaks French through `server`.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn configure(server: &PulseServer) -> Result<Self, String> {
        let folder = server.folder().join(".config/speech-dispatcher");
        configure(server.folder(), &folder, Module::Espeak).map_err(|e| e.to_string())?;
        let pid_file = server.folder().join("speech-dispatcher/pid/speech-dispatcher.pid");
        Ok(Self { pid_file })
    }

    /// Ends it, where it runs.
    ///
    /// # Errors
    /// When it goes on.
    pub fn end(&mut self) -> Result<(), String> {
        let Ok(text) = fs::read_to_string(&self.pid_file) else { return Ok(()) };
        let id: u32 = text.trim().parse().map_err(|_| format!("no process number: {text}"))?;
        let pid = i32::try_from(id).ok().and_then(rustix::process::Pid::from_raw);
        let pid = pid.ok_or("no process number")?;
        // It fails only when the process has ended.
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::TERM);
        let deadline = Instant::now() + Duration::from_secs(10);
        while rest::runs(id) {
            if Instant::now() > deadline {
                return Err("speech-dispatcher does not end".to_owned());
            }
            thread::sleep(Duration::from_millis(5));
        }
        // Where it left them.
        let _ = fs::remove_file(&self.pid_file);
        Ok(())
    }
}

impl Drop for DesktopDispatcher {
    fn drop(&mut self) {
        // What does not end is told by the next one.
        let _ = self.end();
    }
}

impl Drop for SpeechDispatcher {
    fn drop(&mut self) {
        // It fails only when the process is dead already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
