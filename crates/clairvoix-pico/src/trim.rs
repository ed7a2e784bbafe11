//! Cuts the silence that Pico puts before and after what it says.
//!
//! Pico starts with at least 8 ms of silence, ends with half a second of it, and its sound lags its
//! frames. By how much depends on what is called the start of a sound: 28 ms to the first trace of it
//! (a hundredth of the word's loudest moment), 34 ms to a twentieth (`cargo xtask measure voice`, 204
//! words that begin with a voiced sound). Marks stand between. Pauses are the host's affair: what
//! goes out starts 4 ms before the first sound and ends 20 ms after the last.

/// Samples of one of Pico's frames: 4 ms at 16 kHz.
const SAMPLES_A_FRAME: u64 = 64;
/// By how much the sound comes after the frames.
const LAG_SAMPLES: u64 = 480;
/// What is cut at the start: 34 ms.
const LEAD_SAMPLES: u64 = 544;
/// What is left after the last sound: 20 ms.
const TAIL_SAMPLES: u64 = 320;

/// Where one of Pico's frames begins in the sound that goes out.
pub(crate) fn sample_of_frame(frame: u64) -> u64 {
    (frame * SAMPLES_A_FRAME + LAG_SAMPLES).saturating_sub(LEAD_SAMPLES)
}

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Trim {
    /// Samples of Pico's that have come in.
    received: u64,
    /// Silence that goes out only if a sound follows.
    held: Vec<i16>,
    /// Samples that have gone out.
    sent: u64,
}

impl Trim {
    /// Takes samples from Pico; `voiced_end` is the frame after the last sound known so far. Adds
    /// to `out` what can go.
    pub(crate) fn push(&mut self, samples: &[i16], voiced_end: u64, out: &mut Vec<i16>) {
        let lead = LEAD_SAMPLES.saturating_sub(self.received);
        self.received += samples.len() as u64;
        let skip = usize::try_from(lead).unwrap_or(usize::MAX);
        self.held.extend_from_slice(samples.get(skip..).unwrap_or_default());
        if voiced_end == 0 {
            return;
        }
        let limit = sample_of_frame(voiced_end) + TAIL_SAMPLES;
        let room = usize::try_from(limit.saturating_sub(self.sent)).unwrap_or(usize::MAX);
        let count = room.min(self.held.len());
        out.extend(self.held.drain(..count));
        self.sent += count as u64;
    }

    /// Pico stops short of the lag when a text ends without an end of sentence at high speed: what is
    /// missing up to the end of the last sound is made up for, so that marks lie inside the audio.
    pub(crate) fn finish(&mut self, voiced_end: u64, out: &mut Vec<i16>) {
        if voiced_end == 0 {
            return;
        }
        let missing = sample_of_frame(voiced_end).saturating_sub(self.sent);
        let missing = usize::try_from(missing.min(LAG_SAMPLES)).unwrap_or_default();
        out.resize(out.len() + missing, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lead_and_tail_are_cut_and_a_pause_inside_is_kept() {
        let (mut trim, mut out) = (Trim::default(), Vec::new());
        let sound: Vec<i16> = (0..6400).map(|n| n as i16).collect();
        trim.push(&sound[..300], 0, &mut out);
        assert!(out.is_empty(), "nothing goes out before a sound is known");
        trim.push(&sound[300..3000], 20, &mut out);
        // The sound ends at 20 * 64 + 480 of Pico's samples; 320 more are left.
        assert_eq!(out, sound[544..20 * 64 + 480 + 320]);
        trim.push(&sound[3000..], 80, &mut out);
        assert_eq!(out, sound[544..80 * 64 + 480 + 320], "no sample lost in between");
        assert_eq!(sample_of_frame(0), 0);
        assert_eq!(sample_of_frame(10), 576);
    }
}
