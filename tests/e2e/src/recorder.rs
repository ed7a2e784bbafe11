//! What comes out of the server's null sink, with the time of every sample.

use std::{
    io::Read,
    process::{Child, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use crate::{clock::now_ns, pulse};

/// Louder than this is sound.
pub const LOUD: u16 = 200;
/// What a server takes back is shorter than the first, and comes again later than the second.
const TAKEN_BACK_MS: (u32, u32) = (6, 16);
/// Pieces around one whose earliest arrival gives its time: delivery is late at times, never early.
const NEIGHBOURS: usize = 400;

/// Records until it is dropped.
pub struct Recorder {
    process: Child,
    tape: Arc<Mutex<Tape>>,
    rate_hz: u32,
}

#[derive(Default)]
struct Tape {
    samples: Vec<i16>,
    /// Samples up to the end of a piece, and when it arrived.
    pieces: Vec<(usize, u64)>,
}

/// What was recorded from one moment to another.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    /// The samples.
    pub samples: Vec<i16>,
    /// The time of each, in ns of [`now_ns`].
    pub times: Vec<u64>,
    rate_hz: u32,
}

impl Recorder {
    /// Records the monitor of a server's null sink in pieces of about 2 ms.
    ///
    /// # Errors
    /// What is missing, with the package that has it.
    pub fn start(server: &pulse::PulseServer, rate_hz: u32) -> Result<Self, String> {
        Self::start_at(server, "ears", rate_hz)
    }

    /// The same of another sink ([`pulse::PulseServer::add_sink`]).
    ///
    /// # Errors
    /// As [`Recorder::start`].
    pub fn start_at(server: &pulse::PulseServer, sink: &str, rate_hz: u32) -> Result<Self, String> {
        let mut process = server
            .command("parec")
            .args([
                &format!("--device={sink}.monitor"),
                "--raw",
                "--format=s16le",
                "--channels=1",
                &format!("--rate={rate_hz}"),
                "--latency-msec=2",
                "--process-time-msec=1",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| pulse::missing("parec", &e))?;
        let tape = Arc::new(Mutex::new(Tape::default()));
        let mut pipe = process.stdout.take().ok_or("parec has no output")?;
        let shared = Arc::clone(&tape);
        thread::spawn(move || {
            let mut bytes = [0u8; 4096];
            let mut odd: Option<u8> = None;
            while let Ok(count) = pipe.read(&mut bytes) {
                let arrival = now_ns();
                if count == 0 {
                    break;
                }
                let mut data = odd.take().into_iter().collect::<Vec<u8>>();
                data.extend_from_slice(&bytes[..count]);
                let mut tape = shared.lock().unwrap_or_else(PoisonError::into_inner);
                let pairs = data.chunks_exact(2);
                odd = pairs.remainder().first().copied();
                tape.samples.extend(pairs.map(|b| i16::from_le_bytes([b[0], b[1]])));
                let total = tape.samples.len();
                tape.pieces.push((total, arrival));
            }
        });
        let recorder = Self { process, tape, rate_hz };
        recorder.wait(Duration::from_secs(20), |r| !r.samples.is_empty())?;
        Ok(recorder)
    }

    /// All that was recorded since the time `from_ns`.
    #[must_use]
    pub fn since(&self, from_ns: u64) -> Recording {
        let tape = self.tape.lock().unwrap_or_else(PoisonError::into_inner);
        let sample_ns = 1e9 / f64::from(self.rate_hz);
        // When the sample before the first one would have arrived, by each piece.
        let origins: Vec<f64> =
            tape.pieces.iter().map(|&(end, at)| at as f64 - end as f64 * sample_ns).collect();
        let first = tape.pieces.partition_point(|&(_, at)| at < from_ns).saturating_sub(1);
        let mut recording = Recording { rate_hz: self.rate_hz, ..Recording::default() };
        let mut start = first.checked_sub(1).map_or(0, |i| tape.pieces[i].0);
        for (index, &(end, _)) in tape.pieces.iter().enumerate().skip(first) {
            let near = index.saturating_sub(NEIGHBOURS)..(index + NEIGHBOURS).min(origins.len());
            let origin = origins[near].iter().copied().fold(f64::INFINITY, f64::min);
            for at in start..end {
                let time = (origin + at as f64 * sample_ns) as u64;
                if time >= from_ns {
                    recording.samples.push(tape.samples[at]);
                    recording.times.push(time);
                }
            }
            start = end;
        }
        recording
    }

    /// Waits until what was recorded since now satisfies `holds`.
    ///
    /// # Errors
    /// When it does not in time.
    pub fn wait(
        &self,
        limit: Duration,
        holds: impl Fn(&Recording) -> bool,
    ) -> Result<Recording, String> {
        self.wait_since(now_ns(), limit, holds)
    }

    /// As [`Recorder::wait`], since an earlier moment.
    ///
    /// # Errors
    /// When it does not in time.
    pub fn wait_since(
        &self,
        from_ns: u64,
        limit: Duration,
        holds: impl Fn(&Recording) -> bool,
    ) -> Result<Recording, String> {
        let deadline = Instant::now() + limit;
        loop {
            let recording = self.since(from_ns);
            if holds(&recording) {
                return Ok(recording);
            }
            if Instant::now() > deadline {
                return Err(format!(
                    "not heard within {limit:?} ({} samples, loud at {:?})",
                    recording.samples.len(),
                    recording.first_loud()
                ));
            }
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        // It fails only when the process is dead already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Recording {
    /// The time of the first sound.
    #[must_use]
    pub fn first_loud(&self) -> Option<u64> {
        let at = self.samples.iter().position(|s| s.unsigned_abs() > LOUD)?;
        self.times.get(at).copied()
    }

    /// The time of the last sound.
    #[must_use]
    pub fn last_loud(&self) -> Option<u64> {
        let at = self.samples.iter().rposition(|s| s.unsigned_abs() > LOUD)?;
        self.times.get(at).copied()
    }

    /// Whether the last `ms` of it, and at least that much, were silent.
    #[must_use]
    pub fn ends_silent(&self, ms: u32) -> bool {
        let count = (u64::from(self.rate_hz) * u64::from(ms) / 1000) as usize;
        let start = self.samples.len().checked_sub(count);
        start.is_some_and(|s| self.samples[s..].iter().all(|x| x.unsigned_abs() <= LOUD))
    }

    /// The stretches of sound, each from its first to its last loud sample; silences of less than `gap_ms`
    /// belong to it.
    #[must_use]
    pub fn stretches(&self, gap_ms: u32) -> Vec<(u64, u64)> {
        let mut found: Vec<(u64, u64)> = Vec::new();
        for (sample, &at) in self.samples.iter().zip(&self.times) {
            if sample.unsigned_abs() <= LOUD {
                continue;
            }
            match found.last_mut() {
                Some((_, end)) if at.saturating_sub(*end) < u64::from(gap_ms) * 1_000_000 => {
                    *end = at;
                }
                _ => found.push((at, at)),
            }
        }
        found
    }

    /// The times at which sound begins after at least `gap_ms` of silence. When a stream starts, a
    /// server may show its monitor the first milliseconds, take them back and play them again: sound
    /// that is silent again at once is no beginning.
    #[must_use]
    pub fn onsets(&self, gap_ms: u32) -> Vec<u64> {
        let frames = |ms: u32| (u64::from(self.rate_hz) * u64::from(ms) / 1000) as usize;
        let loud: Vec<usize> =
            (0..self.samples.len()).filter(|&at| self.samples[at].unsigned_abs() > LOUD).collect();
        let goes_on = |at: usize| {
            let from = loud.partition_point(|&l| l < at + frames(TAKEN_BACK_MS.0));
            loud.get(from).is_some_and(|&l| l < at + frames(TAKEN_BACK_MS.1))
        };
        let mut onsets = Vec::new();
        let mut last: Option<usize> = None;
        for &at in &loud {
            if last.is_none_or(|l| at - l > frames(gap_ms)) {
                if !goes_on(at) {
                    continue;
                }
                onsets.push(self.times[at]);
            }
            last = Some(at);
        }
        onsets
    }
}
