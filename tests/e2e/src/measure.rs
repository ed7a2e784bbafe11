//! Figures measured on what the sound server plays. The tests take a few, the long run takes many:
//! `cargo run -p clairvoix-e2e --example measure_sound`.

use std::{
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::{
    clock::now_ns,
    peer::SpeechDispatcher,
    probe::Probe,
    pulse::{PulseServer, ServerKind},
    recorder::Recorder,
};

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
/// Said to be heard begin and stop.
pub const SENTENCE: &str = "Un enfant arrive avec un animal et onze oranges.";

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

    /// The same with a server of a kind.
    ///
    /// # Errors
    /// As [`Bench::start`].
    pub fn start_kind(
        kind: ServerKind,
        program: &str,
        engine: &str,
        rate_hz: u32,
    ) -> Result<Self, String> {
        Self::with_server(PulseServer::start_kind(kind, rate_hz)?, program, engine, rate_hz)
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
        first_and_stop(&self.recorder, &mut self.probe, count)
    }

    /// From the start of `clairvoix say` to its first sound, in ms, `count` times. `program` is the
    /// command `clairvoix`.
    ///
    /// # Errors
    /// When nothing is heard.
    pub fn cold_starts(
        &self,
        program: &str,
        voice: &str,
        count: usize,
    ) -> Result<Vec<f64>, String> {
        first_sounds(&self.recorder, count, || {
            let mut command = self.server.command(program);
            command.args(["say", "--voice", voice, SENTENCE]);
            Ok(command)
        })
    }

    /// Differences in ms between the events of words and their sound (positive: the event is late),
    /// for `count` words said one by one at a rate.
    ///
    /// # Errors
    /// When a word's event or sound is missing.
    pub fn event_errors(&mut self, count: usize, rate: f32) -> Result<Vec<f64>, String> {
        let mut errors = Vec::new();
        let mut words = VOICED_WORDS.iter().cycle();
        // Longer than any silence within a word, shorter than those between them.
        let gap_ms = (150.0 / rate.min(1.0)) as u32;
        while errors.len() < count {
            let batch: Vec<&str> =
                words.by_ref().take(20.min(count - errors.len())).copied().collect();
            let begun = self.probe.send(&format!("words {rate} {}", batch.join(" ")))?;
            let told = self.probe.wait("finished", LONG)?;
            let heard = self.recorder.wait(LONG, |r| r.ends_silent(gap_ms))?;
            drop(heard);
            let onsets = self.recorder.since(begun).onsets(gap_ms);
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

/// From the start of a program that speaks to its first sound, in ms, `count` times. It is ended then.
///
/// # Errors
/// When nothing is heard.
pub fn first_sounds(
    recorder: &Recorder,
    count: usize,
    mut command: impl FnMut() -> Result<Command, String>,
) -> Result<Vec<f64>, String> {
    let mut first = Vec::new();
    for _ in 0..count {
        let mut command = command()?;
        recorder.wait(LONG, |r| r.ends_silent(200))?;
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let begun = now_ns();
        let mut process =
            command.spawn().map_err(|e| format!("{}: {e}", command.get_program().display()))?;
        let heard = recorder.wait_since(begun, LONG, |r| r.first_loud().is_some());
        // It may have ended by itself.
        let _ = process.kill();
        let _ = process.wait();
        first.push(since(begun, heard?.first_loud()));
    }
    recorder.wait(LONG, |r| r.ends_silent(200))?;
    Ok(first)
}

/// How long the command `clairvoix voices` takes, in ms, `count` times.
///
/// # Errors
/// When it cannot be run.
pub fn voice_lists(program: &str, count: usize) -> Result<Vec<f64>, String> {
    let list = || {
        let begun = Instant::now();
        let output = Command::new(program).arg("voices").output();
        let output = output.map_err(|e| format!("{program}: {e}"))?;
        let took = begun.elapsed().as_secs_f64() * 1000.0;
        if output.status.success() { Ok(took) } else { Err(format!("{output:?}")) }
    };
    (0..count).map(|_| list()).collect()
}

fn since(begun: u64, at: Option<u64>) -> f64 {
    at.map_or(f64::NAN, |at| at.saturating_sub(begun) as f64 / MS)
}

/// Something that speaks when it is told to.
pub trait Talker {
    /// Says a text; the time of the command, in ns.
    ///
    /// # Errors
    /// When it is refused.
    fn speak(&mut self, text: &str) -> Result<u64, String>;

    /// Stops; the time of the command, in ns.
    ///
    /// # Errors
    /// When it is refused.
    fn stop(&mut self) -> Result<u64, String>;

    /// Returns when speech has begun, where that is told.
    ///
    /// # Errors
    /// When it does not begin.
    fn begun(&mut self) -> Result<(), String>;

    /// Returns when speech has ended after a stop, where that is told.
    ///
    /// # Errors
    /// When it does not end.
    fn ended(&mut self) -> Result<(), String>;
}

impl Talker for Probe {
    fn speak(&mut self, text: &str) -> Result<u64, String> {
        self.send(&format!("speak {text}"))
    }

    fn stop(&mut self) -> Result<u64, String> {
        self.send("stop")
    }

    fn begun(&mut self) -> Result<(), String> {
        self.wait("start word", LONG).map(drop)
    }

    fn ended(&mut self) -> Result<(), String> {
        self.wait("stopped", LONG).map(drop)
    }
}

impl Talker for SpeechDispatcher {
    fn speak(&mut self, text: &str) -> Result<u64, String> {
        self.speak(text)
    }

    fn stop(&mut self) -> Result<u64, String> {
        self.stop()
    }

    fn begun(&mut self) -> Result<(), String> {
        Ok(())
    }

    fn ended(&mut self) -> Result<(), String> {
        Ok(())
    }
}

/// See [`Bench::first_and_stop`].
///
/// # Errors
/// When something is not heard.
pub fn first_and_stop(
    recorder: &Recorder,
    talker: &mut dyn Talker,
    count: usize,
) -> Result<(Vec<f64>, Vec<f64>), String> {
    let (mut first, mut stop) = (Vec::new(), Vec::new());
    for index in 0..count {
        let begun = talker.speak(SENTENCE)?;
        let heard = recorder.wait_since(begun, LONG, |r| r.first_loud().is_some())?;
        first.push(since(begun, heard.first_loud()));
        talker.begun()?;
        // At another place of the sentence each time, in a vowel or not.
        std::thread::sleep(Duration::from_millis(150 + 37 * (index as u64 % 10)));
        let stopped = talker.stop()?;
        let quiet = recorder.wait_since(stopped, LONG, |r| r.ends_silent(200))?;
        stop.push(since(stopped, quiet.last_loud().or(Some(stopped))));
        talker.ended()?;
    }
    Ok((first, stop))
}
