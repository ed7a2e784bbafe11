//! How loud each frame is: the volume asked for, a limiter, and soft edges where the sound is cut.
//!
//! Everything is a function of the frame's number and of the audio around it, so that a frame that is
//! taken back from the sink and written again sounds the same.

use std::collections::VecDeque;

use super::timeline::Timeline;

/// The loudest [`Loudness::volume`].
pub const VOLUME_MAX: f32 = 8.0;
/// A change of the volume takes this long, so that it does not crackle.
const CHANGE_MS: u64 = 20;
/// Sound that is cut fades in this long, sound that goes on after a cut swells in as long.
const FADE_MS: u64 = 5;
/// Changes and fades that are kept; more than ever lie between what is heard and what is written.
const KEPT_MAX: usize = 64;

/// How loud speech is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loudness {
    /// 1 leaves the voice as it is; more makes it louder, up to [`VOLUME_MAX`], and what would exceed
    /// the ceiling is turned down smoothly instead of being clipped.
    pub volume: f32,
    /// The loudest sample there may be, as a share of the full scale: the cap for headphones.
    pub ceiling: f32,
}

impl Default for Loudness {
    fn default() -> Self {
        Self { volume: 1.0, ceiling: 1.0 }
    }
}

impl Loudness {
    /// Within the bounds; what is not a number is as by default.
    fn bounded(self) -> Self {
        let within =
            |value: f32, max: f32| if value.is_nan() { 1.0 } else { value.clamp(0.0, max) };
        Self { volume: within(self.volume, VOLUME_MAX), ceiling: within(self.ceiling, 1.0) }
    }

    fn limits(self) -> bool {
        self.volume > self.ceiling
    }

    fn towards(self, to: Self, share: f32) -> Self {
        let between = |a: f32, b: f32| a + (b - a) * share;
        Self { volume: between(self.volume, to.volume), ceiling: between(self.ceiling, to.ceiling) }
    }
}

/// From a frame on, the loudness goes from one value to another.
#[derive(Clone, Copy, Debug)]
struct Change {
    frame: u64,
    from: Loudness,
    to: Loudness,
}

/// The sound fades from a frame on, and swells after that.
#[derive(Clone, Copy, Debug)]
struct Dip {
    start: u64,
    fall: u64,
    rise: u64,
}

impl Dip {
    fn end(&self) -> u64 {
        self.start + self.fall + self.rise
    }

    fn gain(&self, frame: u64) -> f32 {
        let Some(into) = frame.checked_sub(self.start) else {
            return 1.0;
        };
        if into < self.fall {
            1.0 - (into + 1) as f32 / self.fall as f32
        } else if into < self.fall + self.rise {
            (into - self.fall) as f32 / self.rise as f32
        } else {
            1.0
        }
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    now: Loudness,
    /// Newest last.
    changes: VecDeque<Change>,
    dips: VecDeque<Dip>,
}

impl Level {
    /// Another loudness from `frame` on.
    pub(super) fn change(&mut self, frame: u64, to: Loudness, rate_hz: u32) {
        let from = self.loudness(frame, rate_hz);
        self.now = to.bounded();
        self.changes.retain(|c| c.frame < frame);
        push_bounded(&mut self.changes, Change { frame, from, to: self.now });
    }

    /// The sound is cut at `frame`: it fades over the `fall` frames there are at most, and where the
    /// same sound goes on after them it swells. Returns how many frames it fades for.
    pub(super) fn cut(&mut self, frame: u64, fall: u64, goes_on: bool, rate_hz: u32) -> u64 {
        self.dips.retain(|d| d.start < frame);
        let rise = if goes_on { fade_frames(rate_hz) } else { 0 };
        if let Some(last) = self.dips.back_mut()
            && last.start + last.fall > frame
        {
            // It is fading already.
            last.rise = rise;
            last.fall = last.fall.min(frame + fall - last.start);
            return last.start + last.fall - frame;
        }
        if fall + rise > 0 {
            push_bounded(&mut self.dips, Dip { start: frame, fall, rise });
        }
        fall
    }

    /// The sound is written again from before the cuts, after the device was lost.
    pub(super) fn forget_cuts(&mut self) {
        self.dips.clear();
    }

    fn loudness(&self, frame: u64, rate_hz: u32) -> Loudness {
        let found = self.changes.iter().rev().find(|c| c.frame <= frame);
        let before = || self.changes.front().map_or(self.now, |c| c.from);
        found.map_or_else(before, |c| {
            let length = (CHANGE_MS * u64::from(rate_hz) / 1000).max(1);
            c.from.towards(c.to, ((frame - c.frame) as f32 / length as f32).min(1.0))
        })
    }

    /// Whether frames from `frame` on may differ from what the voice gave.
    pub(super) fn acts(&self, frame: u64, rate_hz: u32) -> bool {
        let length = CHANGE_MS * u64::from(rate_hz) / 1000;
        self.now != Loudness::default()
            || self.changes.back().is_some_and(|c| c.frame + length > frame)
            || self.dips.back().is_some_and(|d| d.end() > frame)
    }

    /// Frames from `frame` on wait until it is known how loud the next ones are.
    pub(super) fn limits(&self, frame: u64, rate_hz: u32) -> bool {
        self.now.limits() || self.loudness(frame, rate_hz).limits()
    }

    /// The samples as they are heard; the first one is frame `start`.
    pub(super) fn shape(
        &self,
        start: u64,
        samples: &[i16],
        audio: &Timeline,
        rate_hz: u32,
    ) -> Vec<i16> {
        let full = f32::from(i16::MAX);
        let shaped = samples.iter().zip(start..).map(|(&sample, frame)| {
            let Loudness { volume, ceiling } = self.loudness(frame, rate_hz);
            let loudest = audio.envelope(frame).max(1.0);
            let gain = volume.min(ceiling * full / loudest);
            let dip: f32 = self.dips.iter().map(|d| d.gain(frame)).product();
            (f32::from(sample) * gain * dip).round() as i16
        });
        shaped.collect()
    }
}

/// Frames of a fade.
pub(super) fn fade_frames(rate_hz: u32) -> u64 {
    FADE_MS * u64::from(rate_hz) / 1000
}

fn push_bounded<T>(list: &mut VecDeque<T>, item: T) {
    if list.len() >= KEPT_MAX {
        list.pop_front();
    }
    list.push_back(item);
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE_HZ: u32 = 16_000;

    fn tone(frames: usize, amplitude: f32) -> Vec<i16> {
        (0..frames)
            .map(|i| (amplitude * (i as f32 * std::f32::consts::TAU / 32.0).sin()) as i16)
            .collect()
    }

    fn heard(level: &Level, audio: &[i16]) -> Vec<i16> {
        let mut timeline = Timeline::default();
        timeline.append(audio);
        level.shape(0, audio, &timeline, RATE_HZ)
    }

    fn jump(samples: &[i16]) -> i32 {
        let steps = samples.windows(2).map(|w| (i32::from(w[1]) - i32::from(w[0])).abs());
        steps.max().unwrap_or(0)
    }

    #[test]
    fn a_loud_volume_never_exceeds_the_ceiling_and_does_not_crackle() {
        let mut audio = tone(4000, 3000.0);
        audio.extend(tone(4000, 30_000.0));
        audio.extend(tone(4000, 500.0));
        for (volume, ceiling) in [(4.0, 1.0), (1.0, 0.25), (8.0, 0.5), (0.5, 1.0), (f32::NAN, 1.0)]
        {
            let mut level = Level::default();
            level.change(0, Loudness { volume, ceiling }, RATE_HZ);
            // The change itself takes 20 ms.
            let out = heard(&level, &audio).split_off(320);
            let loudest = out.iter().map(|s| i32::from(*s).abs()).max().unwrap_or(0);
            assert!(loudest as f32 <= ceiling * 32_767.0 + 1.0, "{loudest} of {ceiling}");
            // No step is steeper than the loudest tone's own.
            assert!(jump(&out) <= (ceiling * 32_767.0 * 0.21) as i32, "{} {volume}", jump(&out));
        }
    }

    #[test]
    fn a_cut_fades_and_swells() {
        let audio = vec![10_000; 1000];
        let mut level = Level::default();
        level.cut(300, 80, true, RATE_HZ);
        let out = heard(&level, &audio);
        assert_eq!((out[299], out[379], out[380], out[460]), (10_000, 0, 0, 10_000));
        assert!(jump(&out) <= 126);
        assert!(!level.acts(460, RATE_HZ));
    }
}
