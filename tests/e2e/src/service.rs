//! The service on a session bus of its own, whose sound goes to a server of its own.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Child, Stdio},
    time::{Duration, Instant},
};

use clairvoix_backends::client::Client;
use clairvoix_speech::{PlanOptions, RequestId, SpeechEvent, VoiceId};

use crate::{
    clock::now_ns,
    measure::Talker,
    pulse::{self, PulseServer},
    rest,
};

const LONG: Duration = Duration::from_secs(60);

/// A bus that knows the service; both end when it is dropped.
pub struct Bus {
    process: Child,
    address: String,
    _folder: tempfile::TempDir,
}

impl Bus {
    /// Starts a bus that starts `daemon` (the program `clairvoixd`) for whoever asks.
    ///
    /// # Errors
    /// What is missing, with the package that has it.
    pub fn start(server: &PulseServer, daemon: &str) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        let at = folder.path().display();
        let configuration = format!(
            "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" \
             \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\
             <busconfig><type>session</type><listen>unix:dir={at}</listen>\
             <servicedir>{at}</servicedir><policy context=\"default\">\
             <allow send_destination=\"*\" eavesdrop=\"true\"/>\
             <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy>\
             <limit name=\"max_completed_connections\">5000</limit>\
             <limit name=\"max_connections_per_user\">5000</limit></busconfig>"
        );
        let service =
            format!("[D-BUS Service]\nName=org.clairvoix.Clairvoix1\nExec=\"{daemon}\"\n");
        let file = folder.path().join("bus.conf");
        fs::write(&file, configuration).map_err(|e| e.to_string())?;
        fs::write(folder.path().join("org.clairvoix.Clairvoix1.service"), service)
            .map_err(|e| e.to_string())?;
        let mut process = server
            .command("dbus-daemon")
            .arg(format!("--config-file={}", file.display()))
            .args(["--print-address=1", "--nofork", "--nopidfile"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| pulse::missing("dbus-daemon", &e))?;
        let output = process.stdout.take().ok_or("dbus-daemon has no output")?;
        let mut address = String::new();
        BufReader::new(output).read_line(&mut address).map_err(|e| e.to_string())?;
        Ok(Self { process, address: address.trim().to_owned(), _folder: folder })
    }

    /// Where the bus is.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// A client of the service, which is started where it does not run.
    ///
    /// # Errors
    /// When it does not start.
    pub fn client(&self) -> Result<Client, String> {
        Client::connect_to(&self.address).map_err(|e| e.to_string())
    }

    /// The service and the voices it started.
    #[must_use]
    pub fn service(&self) -> Vec<rest::Process> {
        let family = rest::family(self.process.id());
        let daemon = family.iter().find(|process| process.name == "clairvoixd");
        daemon.map(|process| rest::family(process.id)).unwrap_or_default()
    }

    /// Kills the service; the bus starts it again for the next who asks.
    ///
    /// # Errors
    /// When it goes on.
    pub fn kill_service(&self) -> Result<(), String> {
        if self.service().is_empty() {
            return Err("the service's process is not among the bus's children".to_owned());
        }
        for process in self.service() {
            let id = i32::try_from(process.id).ok().and_then(rustix::process::Pid::from_raw);
            let id = id.ok_or("no process number")?;
            // It fails only when the process has ended.
            let _ = rustix::process::kill_process(id, rustix::process::Signal::KILL);
        }
        let deadline = Instant::now() + LONG;
        while !self.service().is_empty() {
            if Instant::now() > deadline {
                return Err("the service does not end".to_owned());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.kill_service();
        // It fails only when the process is dead already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A client that says texts with one voice.
pub struct ServiceTalker {
    /// The client.
    pub client: Client,
    options: PlanOptions,
    last: Option<RequestId>,
}

impl ServiceTalker {
    /// Texts said with this voice.
    ///
    /// # Errors
    /// For a name that is none.
    pub fn new(client: Client, voice: &str) -> Result<Self, String> {
        let voice = VoiceId::try_new(voice).map_err(|e| e.to_string())?;
        Ok(Self { client, options: PlanOptions::new("fr", voice), last: None })
    }

    /// Waits for an event of the last text.
    ///
    /// # Errors
    /// When it does not come.
    pub fn wait(&self, wanted: impl Fn(&SpeechEvent) -> bool) -> Result<(), String> {
        while let Some(event) = self.client.next_event(Some(LONG)) {
            if wanted(&event) {
                return Ok(());
            }
            if let SpeechEvent::Failed { request, cause } = event
                && Some(request) == self.last
            {
                return Err(cause.to_string());
            }
        }
        Err("no event comes".to_owned())
    }
}

impl Talker for ServiceTalker {
    fn speak(&mut self, text: &str) -> Result<u64, String> {
        let at = now_ns();
        let asked = self.client.speak(text, self.options.clone());
        self.last = Some(asked.map_err(|e| e.to_string())?);
        Ok(at)
    }

    fn stop(&mut self) -> Result<u64, String> {
        let at = now_ns();
        self.client.stop().map_err(|e| e.to_string())?;
        Ok(at)
    }

    fn begun(&mut self) -> Result<(), String> {
        self.wait(|event| matches!(event, SpeechEvent::Mark { .. }))
    }

    fn ended(&mut self) -> Result<(), String> {
        self.wait(|event| matches!(event, SpeechEvent::Stopped { .. }))
    }
}
