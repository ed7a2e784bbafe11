//! The sound of a voice whose sample rate is not that of the whole, made to fit.

use rubato::{
    Async, FixedAsync, Resampler as _, SincInterpolationParameters, SincInterpolationType,
    WindowFunction, audioadapter_buffers::direct::InterleavedSlice,
};

use crate::{Error, ErrorKind};

/// Points of the filter: speech keeps its consonants up to a twentieth below the lower of the two bands.
const FILTER_POINTS: usize = 128;
/// Filters between two points; between them cubic interpolation.
const FILTERS: usize = 128;
/// Frames worked on at once.
const CHUNK_FRAMES: usize = 1024;

/// Makes audio of one rate into audio of another, an utterance at a time.
pub(super) struct Resampler {
    from_hz: u32,
    to_hz: u32,
    work: Async<f32>,
}

impl Resampler {
    pub(super) fn new(from_hz: u32, to_hz: u32) -> Result<Self, Error> {
        let parameters = SincInterpolationParameters {
            sinc_len: FILTER_POINTS,
            f_cutoff: None,
            oversampling_factor: FILTERS,
            interpolation: SincInterpolationType::Cubic,
            window: WindowFunction::BlackmanHarris2,
        };
        let ratio = f64::from(to_hz) / f64::from(from_hz);
        let work = Async::new_sinc(ratio, 1.0, &parameters, CHUNK_FRAMES, 1, FixedAsync::Input);
        Ok(Self { from_hz, to_hz, work: work.map_err(|e| failed(&e.to_string()))? })
    }

    /// Whether it makes audio of this rate fit.
    pub(super) fn is_from(&self, from_hz: u32) -> bool {
        self.from_hz == from_hz
    }

    /// The frame at which what began at `frame` begins now.
    pub(super) fn frame(&self, frame: u64) -> u64 {
        let (from, to) = (u64::from(self.from_hz), u64::from(self.to_hz));
        // Down, as the samples between two are.
        frame / from * to + frame % from * to / from
    }

    /// The whole audio of an utterance, as long as it was to the frame.
    pub(super) fn audio(&mut self, audio: &[i16]) -> Result<Vec<i16>, Error> {
        let frames = audio.len();
        if frames == 0 {
            return Ok(Vec::new());
        }
        let input: Vec<f32> = audio.iter().map(|sample| f32::from(*sample)).collect();
        let input = InterleavedSlice::new(&input, 1, frames).map_err(|e| failed(&e.to_string()))?;
        let output =
            self.work.process_all(&input, frames, None).map_err(|e| failed(&e.to_string()))?;
        #[allow(clippy::cast_possible_truncation, reason = "a cast of a float saturates")]
        let sample = |sample: f32| sample.round() as i16;
        let mut made: Vec<i16> = output.take_data().into_iter().map(sample).collect();
        let length = usize::try_from(self.frame(frames as u64)).unwrap_or(usize::MAX);
        made.resize(length, 0);
        Ok(made)
    }
}

fn failed(why: &str) -> Error {
    Error::new(ErrorKind::EngineFailed, format!("the sample rate could not be changed: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A second of a tone.
    fn tone(hertz: f64, rate_hz: u32) -> Vec<i16> {
        let at = |frame: u32| f64::from(frame) / f64::from(rate_hz) * hertz * std::f64::consts::TAU;
        (0..rate_hz).map(|frame| (at(frame).sin() * 10_000.0) as i16).collect()
    }

    fn made(from_hz: u32, to_hz: u32, audio: &[i16]) -> Vec<i16> {
        let mut resampler = Resampler::new(from_hz, to_hz).unwrap_or_else(|e| panic!("{e}"));
        resampler.audio(audio).unwrap_or_else(|e| panic!("{e}"))
    }

    fn loudness(audio: &[i16]) -> f64 {
        let squares: f64 = audio.iter().map(|s| f64::from(*s) * f64::from(*s)).sum();
        (squares / audio.len() as f64).sqrt()
    }

    #[test]
    fn a_tone_is_the_same_in_more_samples() {
        let high = made(16_000, 48_000, &tone(440.0, 16_000));
        let wanted = tone(440.0, 48_000);
        assert_eq!(high.len(), wanted.len());
        // Away from the edges, between the samples around: the filter's delay is whole frames.
        for frame in 400..wanted.len() - 400 {
            let around = &wanted[frame - 1..=frame + 1];
            let low = around.iter().min().map_or(0, |sample| sample - 20);
            let top = around.iter().max().map_or(0, |sample| sample + 20);
            assert!((low..=top).contains(&high[frame]), "{} at {frame}: {around:?}", high[frame]);
        }
    }

    #[test]
    fn what_has_no_room_at_the_lower_rate_is_gone() {
        let low = loudness(&made(22_050, 16_000, &tone(440.0, 22_050)));
        assert!((low / (10_000.0 / 2.0_f64.sqrt()) - 1.0).abs() < 0.01, "{low}");
        assert!(loudness(&made(22_050, 16_000, &tone(9_500.0, 22_050))) < low / 100.0);
    }

    #[test]
    fn a_click_stays_at_its_frame() {
        for (from_hz, to_hz) in [(22_050, 16_000), (16_000, 22_050), (48_000, 16_000)] {
            let mut audio = vec![0; 10_000];
            audio[4_410] = 20_000;
            let made = made(from_hz, to_hz, &audio);
            let loudest = (0..made.len()).max_by_key(|frame| made[*frame].unsigned_abs());
            let resampler = Resampler::new(from_hz, to_hz).unwrap_or_else(|e| panic!("{e}"));
            let frame = resampler.frame(4_410);
            assert!(
                loudest.is_some_and(|at| frame.abs_diff(at as u64) <= 1),
                "{loudest:?} {frame}"
            );
        }
    }
}
