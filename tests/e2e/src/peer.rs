//! A screen reader's speech server, measured beside ours: speech-dispatcher with espeak-ng, spoken to
//! by one client that stays (its protocol SSIP).

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    os::unix::net::UnixStream,
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{clock::now_ns, pulse::PulseServer};

const INSTALL: &str = "install it with `apt-get install --no-install-recommends speech-dispatcher \
                       speech-dispatcher-espeak-ng`";
const SETTINGS: &str = "AudioOutputMethod \"pulse\"\nAddModule \"espeak-ng\" \"sd_espeak-ng\" \
                        \"espeak-ng.conf\"\nDefaultModule espeak-ng\nDefaultLanguage \"fr\"\nLogLevel 0\n";

/// A running speech-dispatcher; stopped, by its process, when dropped.
pub struct SpeechDispatcher {
    process: Child,
    connection: BufReader<UnixStream>,
}

impl SpeechDispatcher {
    /// Starts one whose sound goes to `server`.
    ///
    /// # Errors
    /// What is missing, with the package that has it.
    pub fn start(server: &PulseServer) -> Result<Self, String> {
        let folder = server.folder().join("speech");
        let modules = folder.join("modules");
        fs::create_dir_all(&modules).map_err(|e| e.to_string())?;
        fs::write(folder.join("speechd.conf"), SETTINGS).map_err(|e| e.to_string())?;
        fs::write(modules.join("espeak-ng.conf"), "Debug 0\n").map_err(|e| e.to_string())?;
        let socket = folder.join("socket");
        let process = server
            .command("speech-dispatcher")
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
        let mut client = Self { process, connection: BufReader::new(stream) };
        client.ask("SET self CLIENT_NAME test:measure:one")?;
        client.ask("SET self LANGUAGE fr")?;
        Ok(client)
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

    /// Sends a line; its answer is one of success.
    fn ask(&mut self, line: &str) -> Result<(), String> {
        let stream = self.connection.get_mut();
        write!(stream, "{line}\r\n").map_err(|e| e.to_string())?;
        loop {
            let mut answer = String::new();
            let count = self.connection.read_line(&mut answer).map_err(|e| e.to_string())?;
            // Lines of an answer but the last have a dash after the number.
            match answer.as_bytes().get(..4) {
                Some([_, _, _, b'-']) => {}
                Some([b'2', ..]) => return Ok(()),
                _ if count == 0 => return Err("speech-dispatcher is gone".to_owned()),
                _ => return Err(format!("{line}: {answer}")),
            }
        }
    }
}

impl Drop for SpeechDispatcher {
    fn drop(&mut self) {
        // It fails only when the process is dead already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
