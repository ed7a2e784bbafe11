//! Figures measured on what the sound server plays. The tests take a few, the long run takes many:
//! `cargo run -p clairvoix-e2e --example measure_sound`.

use std::time::Duration;

use crate::{probe::Probe, pulse::PulseServer, recorder::Recorder};

/// Everything one measure needs.
pub struct Bench {
    /// The recorder; dropped before the server.
    pub recorder: Recorder,
    /// The speaking process.
    pub probe: Probe,
    /// The server.
    pub server: PulseServer,
}

const LONG: Duration = Duration::from_secs(60);
const MS: f64 = 1e6;

/// French words that begin with a voiced sound: the start of their sound can be seen in a recording.
pub const VOICED_WORDS: &[&str] = &[
    "avion", "animal", "ananas", "image", "orage", "usine", "avenue", "olive", "agneau", "école",
    "ami", "orange", "hiver", "arbre", "oiseau", "escalier", "enfant", "ombre", "encre", "onze",
    "album", "épaule", "étoile", "habit", "herbe", "histoire", "horloge", "idée", "île", "oreille",
];

impl Bench {
    /// Starts server, recorder and probe. `program` is the binary `speak-probe`.
    ///
    /// # Errors
    /// What is missing, with the package that has it.
    pub fn start(program: &str, engine: &str, rate_hz: u32) -> Result<Self, String> {
        Self::with_server(PulseServer::start(rate_hz)?, program, engine, rate_hz)
    }

    /// The same with [`PulseServer::start_exact`].
    ///
    /// # Errors
    /// As [`Bench::start`].
    pub fn start_exact(program: &str, engine: &str, rate_hz: u32) -> Result<Self, String> {
        Self::with_server(PulseServer::start_exact(rate_hz)?, program, engine, rate_hz)
    }

    fn with_server(
        server: PulseServer,
        program: &str,
        engine: &str,
        rate_hz: u32,
    ) -> Result<Self, String> {
        let recorder = Recorder::start(&server, rate_hz)?;
        let probe = Probe::start(&server, program, engine)?;
        Ok(Self { recorder, probe, server })
    }

    /// From the command to the first sound, and from a stop to the last one, in ms, `count` times.
    ///
    /// # Errors
    /// When something is not heard.
    pub fn first_and_stop(&mut self, count: usize) -> Result<(Vec<f64>, Vec<f64>), String> {
        let (mut first, mut stop) = (Vec::new(), Vec::new());
        for index in 0..count {
            let begun =
                self.probe.send("speak Un enfant arrive avec un animal et onze oranges.")?;
            let heard = self.recorder.wait_since(begun, LONG, |r| r.first_loud().is_some())?;
            first.push(since(begun, heard.first_loud()));
            self.probe.wait("start word", LONG)?;
            // At another place of the sentence each time, in a vowel or not.
            std::thread::sleep(Duration::from_millis(150 + 37 * (index as u64 % 10)));
            let stopped = self.probe.send("stop")?;
            let quiet = self.recorder.wait_since(stopped, LONG, |r| r.ends_silent(200))?;
            stop.push(since(stopped, quiet.last_loud().or(Some(stopped))));
            self.probe.wait("stopped", LONG)?;
        }
        Ok((first, stop))
    }

    /// Differences in ms between the events of words and their sound (positive: the event is late),
    /// for `count` words said one by one.
    ///
    /// # Errors
    /// When a word's event or sound is missing.
    pub fn event_errors(&mut self, count: usize) -> Result<Vec<f64>, String> {
        let mut errors = Vec::new();
        let mut words = VOICED_WORDS.iter().cycle();
        while errors.len() < count {
            let batch: Vec<&str> =
                words.by_ref().take(20.min(count - errors.len())).copied().collect();
            let begun = self.probe.send(&format!("words {}", batch.join(" ")))?;
            let told = self.probe.wait("finished", LONG)?;
            let heard = self.recorder.wait(LONG, |r| r.ends_silent(150))?;
            drop(heard);
            let onsets = self.recorder.since(begun).onsets(150);
            let starts: Vec<u64> =
                told.iter().filter(|t| t.what.starts_with("start word")).map(|t| t.at_ns).collect();
            if onsets.len() != batch.len() || starts.len() != batch.len() {
                return Err(format!(
                    "{} words, {} heard, {} told",
                    batch.len(),
                    onsets.len(),
                    starts.len()
                ));
            }
            errors.extend(starts.iter().zip(&onsets).map(|(&e, &o)| (e as f64 - o as f64) / MS));
        }
        Ok(errors)
    }
}

fn since(begun: u64, at: Option<u64>) -> f64 {
    at.map_or(f64::NAN, |at| at.saturating_sub(begun) as f64 / MS)
}
