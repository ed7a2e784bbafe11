//! Faster or slower speech at the same pitch: overlap-add of pieces that fit (WSOLA).
//!
//! W. Verhelst and M. Roelands, "An overlap-add technique based on waveform similarity (WSOLA) for
//! high quality time-scale modification of speech", ICASSP 1993. Pieces of sound are laid at equal
//! distances in the output; each is taken from near where it is due in the input, at the place that
//! best continues the piece before. Which place that was is known to the sample: [`Placed`].

/// Half the length of a piece, and the distance between two of them in the output.
const HOP_MS: f64 = 10.0;
/// How far from where it is due a piece is looked for: both ways together more than a turn of the
/// deepest voice.
const REACH_MS: f64 = 8.0;

/// A sample of the output that is a sample of the input: the middle of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) input: u64,
    pub(super) output: u64,
}

/// One stretch of sound on its way.
#[derive(Clone, Debug)]
pub(super) struct Wsola {
    /// Input samples for each output sample.
    speed: f64,
    hop: usize,
    reach: usize,
    /// The rising half of the window; the falling half is what is missing to 1.
    rise: Vec<f32>,
    /// The input from sample `first` on.
    input: Vec<f32>,
    first: usize,
    /// Pieces laid, and where the last one was taken from.
    pieces: usize,
    last: usize,
    /// The second half of the last piece, falling.
    tail: Vec<f32>,
    /// Samples given out.
    made: usize,
}

impl Wsola {
    /// A stretch from now on; `speed` above 1 is faster.
    pub(super) fn new(speed: f64, sample_rate_hz: u32) -> Self {
        let samples = |ms: f64| ((ms * f64::from(sample_rate_hz) / 1000.0) as usize).max(1);
        let hop = samples(HOP_MS);
        let rise = |i: usize| 0.5 - 0.5 * (std::f32::consts::PI * i as f32 / hop as f32).cos();
        Self {
            speed: speed.clamp(0.05, 20.0),
            hop,
            reach: samples(REACH_MS),
            rise: (0..hop).map(rise).collect(),
            input: Vec::new(),
            first: 0,
            pieces: 0,
            last: 0,
            tail: vec![0.0; hop],
            made: 0,
        }
    }

    /// Takes more input, and adds to `out` and `placed` what is certain with it.
    pub(super) fn push(&mut self, samples: &[i16], out: &mut Vec<i16>, placed: &mut Vec<Placed>) {
        self.input.extend(samples.iter().map(|s| f32::from(*s)));
        while self.needed() <= self.received() {
            self.lay(out, placed);
        }
        self.forget();
    }

    /// The input is over: adds the rest. The output is then as long as the input at this speed, to
    /// the sample.
    pub(super) fn finish(&mut self, out: &mut Vec<i16>, placed: &mut Vec<Placed>) {
        let received = self.received();
        let length = (received as f64 / self.speed).round() as usize;
        while self.made < length {
            let enough = self.looked_at().saturating_sub(self.first);
            if self.input.len() < enough {
                self.input.resize(enough, 0.0);
            }
            self.lay(out, placed);
        }
        out.truncate(out.len() - (self.made - length).min(out.len()));
        self.made = length;
        placed.retain(|p| p.input < received as u64 && p.output < length as u64);
        placed.push(Placed { input: received as u64, output: length as u64 });
    }

    fn received(&self) -> usize {
        self.first + self.input.len()
    }

    /// Where the next piece is due in the input.
    fn due(&self) -> usize {
        ((self.pieces * self.hop) as f64 * self.speed).round() as usize
    }

    /// How much input the next piece may look at.
    fn looked_at(&self) -> usize {
        (self.due() + self.reach).max(self.last + self.hop) + 2 * self.hop
    }

    /// How much input there must be for the next piece: what it looks at, and as much as it says, so
    /// that the output never is longer than the input will have been.
    fn needed(&self) -> usize {
        let said = ((self.made + self.hop) as f64 * self.speed).ceil() as usize;
        self.looked_at().max(said)
    }

    fn at(&self, from: usize, count: usize) -> &[f32] {
        let start = from.saturating_sub(self.first);
        self.input.get(start..start + count).unwrap_or_default()
    }

    fn lay(&mut self, out: &mut Vec<i16>, placed: &mut Vec<Placed>) {
        let from = if self.pieces == 0 { 0 } else { self.best() };
        let piece = self.at(from, 2 * self.hop).to_vec();
        let (begin, end) = piece.split_at_checked(self.hop).unwrap_or_default();
        let first = self.pieces == 0;
        for ((sample, tail), rise) in begin.iter().zip(&self.tail).zip(&self.rise) {
            // Nothing comes before the first piece: it does not rise.
            let mixed = if first { *sample } else { tail + sample * rise };
            out.push(mixed.round().clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i16);
        }
        self.tail =
            end.iter().zip(&self.rise).map(|(sample, rise)| sample * (1.0 - rise)).collect();
        self.last = from;
        self.pieces += 1;
        self.made += self.hop;
        let placed_at = Placed { input: (from + self.hop) as u64, output: self.made as u64 };
        placed.push(placed_at);
    }

    /// Where the next piece is best taken from: what is most like what follows the last one.
    fn best(&self) -> usize {
        let due = self.due();
        let wanted = self.at(self.last + self.hop, 2 * self.hop);
        let lowest = due.saturating_sub(self.reach).max(self.first);
        let mut best = (due.max(lowest), 0.0f32);
        for from in lowest..=due + self.reach {
            let here = self.at(from, 2 * self.hop);
            let (mut alike, mut energy) = (0.0f32, 1.0f32);
            for (a, b) in here.iter().zip(wanted) {
                alike += a * b;
                energy += a * a;
            }
            let score = alike / energy.sqrt();
            if score > best.1 {
                best = (from, score);
            }
        }
        best.0
    }

    /// Lets input go that no piece looks at any more.
    fn forget(&mut self) {
        let kept = self.due().saturating_sub(self.reach).min(self.last + self.hop);
        let old = kept.saturating_sub(self.first).min(self.input.len());
        // Not for a few samples.
        if old > 4096 {
            self.input.drain(..old);
            self.first += old;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE_HZ: u32 = 16_000;

    fn stretched(input: &[i16], speed: f64) -> (Vec<i16>, Vec<Placed>) {
        let mut wsola = Wsola::new(speed, RATE_HZ);
        let (mut out, mut placed) = (Vec::new(), Vec::new());
        for block in input.chunks(700) {
            let mut given = Vec::new();
            wsola.push(block, &mut given, &mut placed);
            out.append(&mut given);
        }
        let mut rest = Vec::new();
        wsola.finish(&mut rest, &mut placed);
        out.append(&mut rest);
        (out, placed)
    }

    fn tone(hz: f32, frames: usize) -> Vec<i16> {
        let at = |i: usize| (std::f32::consts::TAU * hz * i as f32 / RATE_HZ as f32).sin();
        (0..frames).map(|i| (at(i) * 12_000.0) as i16).collect()
    }

    #[test]
    fn the_length_is_exact_and_the_pitch_stays() {
        for hz in [90.0, 180.0, 440.0] {
            let input = tone(hz, 16_000);
            let steepest = |s: &[i16]| {
                s.windows(2).map(|p| (i32::from(p[1]) - i32::from(p[0])).abs()).max().unwrap_or(0)
            };
            for speed in [0.4, 0.5, 0.87, 1.0, 1.3, 2.0, 4.0] {
                let (out, placed) = stretched(&input, speed);
                assert_eq!(out.len(), (16_000.0 / speed).round() as usize, "{hz} Hz at {speed}");
                let turns = out.windows(2).filter(|p| p[0] < 0 && p[1] >= 0).count() as f64;
                let heard = turns * f64::from(RATE_HZ) / out.len() as f64;
                assert!((heard / f64::from(hz) - 1.0).abs() < 0.04, "{heard} for {hz} at {speed}");
                // No seam is heard in a steady tone.
                let limit = steepest(&input) * 5 / 4 + 2;
                assert!(steepest(&out) <= limit, "{} at {hz} Hz, {speed}", steepest(&out));
                let last = placed.last().copied();
                assert_eq!(last, Some(Placed { input: 16_000, output: out.len() as u64 }));
            }
        }
    }

    #[test]
    fn at_speed_one_nothing_changes() {
        let input: Vec<i16> =
            (0..9000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 17) as i16 / 4).collect();
        assert_eq!(stretched(&input, 1.0).0, input);
        assert_eq!(stretched(&[], 2.0).0, [] as [i16; 0]);
        assert_eq!(stretched(&input[..5], 0.5).0.len(), 10);
    }
}
