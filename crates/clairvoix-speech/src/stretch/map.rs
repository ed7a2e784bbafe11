//! Where each frame of a stretched sound went.

use super::wsola::Placed;

/// Frames before and after, one for each piece; in between in proportion.
#[derive(Clone, Debug)]
pub(super) struct FrameMap {
    placed: Vec<Placed>,
}

impl FrameMap {
    /// A map that begins at these two frames.
    pub(super) fn new(input: u64, output: u64) -> Self {
        Self { placed: vec![Placed { input, output }] }
    }

    /// Takes in more places; one that lies before the last, because a piece was taken twice, is none.
    pub(super) fn extend(&mut self, placed: impl IntoIterator<Item = Placed>) {
        for next in placed {
            if self.end().input < next.input && self.end().output <= next.output {
                self.placed.push(next);
            }
        }
    }

    /// Up to where it is known.
    pub(super) fn end(&self) -> Placed {
        self.placed.last().copied().unwrap_or(Placed { input: 0, output: 0 })
    }

    /// Where a frame went; what lies beyond the end is at the end.
    pub(super) fn output(&self, input: u64) -> u64 {
        let after = self.placed.partition_point(|p| p.input <= input);
        let before = after.checked_sub(1).and_then(|i| self.placed.get(i));
        match (before, self.placed.get(after)) {
            (Some(a), Some(b)) => {
                let (part, whole) = (input - a.input, b.input - a.input);
                a.output + (b.output - a.output) * part / whole.max(1)
            }
            (Some(a), None) => a.output,
            (None, Some(b)) => b.output,
            (None, None) => 0,
        }
    }
}
