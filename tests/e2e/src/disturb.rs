//! Word events after a pause, a skip or the death of the engine, against the sound of their words.

use std::time::Duration;

use crate::{
    endurance::Random,
    measure::{Bench, VOICED_WORDS},
    probe::Told,
};

const LONG: Duration = Duration::from_secs(60);
/// Longer than any silence within a word, shorter than those between them.
const GAP_MS: u32 = 150;
/// A word whose sound is farther from its event than this has none.
const NEAR_MS: f64 = 120.0;
const MS: f64 = 1e6;

/// What happens in the middle of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disturbance {
    /// Paused for a moment, and resumed.
    Pause,
    /// A word is skipped.
    Skip,
    /// The engine's process is killed.
    Crash,
}

impl Disturbance {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Pause, Self::Skip, Self::Crash];
}

impl Bench {
    /// Differences in ms between events and sounds (positive: the event is late) of `count` words said
    /// after a disturbance in the same text.
    ///
    /// # Errors
    /// When a word's event or sound is missing.
    pub fn event_errors_after(
        &mut self,
        what: Disturbance,
        count: usize,
        random: &mut Random,
    ) -> Result<Vec<f64>, String> {
        let mut errors = Vec::new();
        let mut words = VOICED_WORDS.iter().cycle();
        while errors.len() < count {
            let batch: Vec<&str> = words.by_ref().take(16).copied().collect();
            let begun = self.probe.send(&format!("words 1 {}", batch.join(" ")))?;
            for _ in 0..=random.below(4) {
                self.probe.wait("start word", LONG)?;
            }
            std::thread::sleep(Duration::from_millis(random.below(300)));
            self.disturb(what)?;
            let told = self.probe.wait("finished", LONG)?;
            drop(self.recorder.wait(LONG, |r| r.ends_silent(GAP_MS))?);
            let onsets = self.recorder.since(begun).onsets(GAP_MS);
            let starts = told.iter().filter(|told| told.what.starts_with("start word"));
            // A word that is skipped to begins right after the one that was cut: no silence shows it.
            let unseen = usize::from(what == Disturbance::Skip);
            for start in starts.skip(unseen) {
                errors.push(error(start, &onsets)?);
            }
        }
        errors.truncate(count);
        Ok(errors)
    }

    fn disturb(&mut self, what: Disturbance) -> Result<(), String> {
        match what {
            Disturbance::Pause => {
                self.probe.send("pause")?;
                self.probe.wait("paused", LONG)?;
                std::thread::sleep(Duration::from_millis(200));
                self.probe.send("resume")?;
            }
            Disturbance::Skip => drop(self.probe.send("skip word 1")?),
            Disturbance::Crash => kill_a_worker(self.probe.id())?,
        }
        Ok(())
    }
}

/// Kills the first child of a process; a spare one may be the second.
fn kill_a_worker(parent: u32) -> Result<(), String> {
    let tasks = std::fs::read_dir(format!("/proc/{parent}/task")).map_err(|e| e.to_string())?;
    let children = tasks.flatten().find_map(|task| {
        let children = std::fs::read_to_string(task.path().join("children")).ok()?;
        children.split_whitespace().next()?.parse::<i32>().ok()
    });
    let worker = children.and_then(rustix::process::Pid::from_raw).ok_or("no worker to kill")?;
    rustix::process::kill_process(worker, rustix::process::Signal::KILL).map_err(|e| e.to_string())
}

fn error(start: &Told, onsets: &[u64]) -> Result<f64, String> {
    let differences = onsets.iter().map(|&onset| (start.at_ns as f64 - onset as f64) / MS);
    let nearest = differences.min_by(|a, b| a.abs().total_cmp(&b.abs()));
    nearest
        .filter(|error| error.abs() < NEAR_MS)
        .ok_or_else(|| format!("no sound within {NEAR_MS} ms of {start:?}"))
}
