//! The service on a session bus of its own, whose sound goes to a server of its own.

use std::time::{Duration, Instant};

use clairvoix_backends::client::Client;
use clairvoix_speech::{PlanOptions, RequestId, SpeechEvent, VoiceId};

use crate::{bus::Bus, clock::now_ns, measure::Talker, rest};

const LONG: Duration = Duration::from_secs(60);

impl Bus {
    /// A client of the service, which is started where it does not run.
    ///
    /// # Errors
    /// When it does not start.
    pub fn client(&self) -> Result<Client, String> {
        Client::connect_to(self.address()).map_err(|e| e.to_string())
    }

    /// The service and the voices it started; nothing where it does not run.
    ///
    /// # Errors
    /// When the bus does not answer.
    pub fn service(&self) -> Result<Vec<rest::Process>, String> {
        Ok(self.service_id()?.map(rest::family).unwrap_or_default())
    }

    /// Kills the service; the bus starts it again for the next who asks.
    ///
    /// # Errors
    /// When it does not run, or goes on.
    pub fn kill_service(&self) -> Result<(), String> {
        let family = self.service()?;
        if family.is_empty() {
            return Err("the service does not run".to_owned());
        }
        for process in &family {
            let id = i32::try_from(process.id).ok().and_then(rustix::process::Pid::from_raw);
            let id = id.ok_or("no process number")?;
            // It fails only when the process has ended.
            let _ = rustix::process::kill_process(id, rustix::process::Signal::KILL);
        }
        let deadline = Instant::now() + LONG;
        while family.iter().any(|process| rest::runs(process.id)) || self.service_id()?.is_some() {
            if Instant::now() > deadline {
                return Err("the service does not end".to_owned());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(())
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
