//! Audio that waits for the marks of the words it says.

/// Samples on their way out of an engine. They wait for the marks of the words they say, so that a
/// host knows of a word before it can be heard.
///
/// ```
/// let mut audio = clairvoix_worker::HeldAudio::new(2, 4, 100);
/// audio.push(&[1, 2, 3, 4, 5, 6]);
/// assert_eq!(audio.take(Some(1)), []); // too little to begin with
/// assert_eq!(audio.take(Some(2)), [1, 2]); // the first piece soon
/// assert_eq!(audio.take(Some(3)), []); // then in batches
/// assert_eq!(audio.take(None), [3, 4, 5, 6]);
/// assert_eq!(audio.received(), 6);
/// ```
#[derive(Clone, Debug)]
pub struct HeldAudio {
    waiting: Vec<i16>,
    given: u64,
    first: usize,
    batch: usize,
    held_max: usize,
}

impl HeldAudio {
    /// Gives a first piece of at least `first` samples, further ones of at least `batch`, and holds
    /// about `held_max` at most: what is more goes without its marks. The first piece should last as
    /// long as what a sound device takes before it plays anything (20 ms of a usual one): what is
    /// missing of that is silence.
    #[must_use]
    pub fn new(first: usize, batch: usize, held_max: usize) -> Self {
        Self { waiting: Vec::new(), given: 0, first, batch, held_max }
    }

    /// Adds what the engine made.
    pub fn push(&mut self, samples: &[i16]) {
        self.waiting.extend_from_slice(samples);
    }

    /// How many samples have come in.
    #[must_use]
    pub fn received(&self) -> u64 {
        self.given + self.waiting.len() as u64
    }

    /// What can go; nothing when it is little. All words up to sample `marked` have their marks;
    /// none: all words have.
    pub fn take(&mut self, marked: Option<u64>) -> Vec<i16> {
        let held = self.waiting.len() >= self.held_max;
        let room = marked.filter(|_| !held).map_or(u64::MAX, |m| m.saturating_sub(self.given));
        let count = usize::try_from(room).unwrap_or(usize::MAX).min(self.waiting.len());
        let least = if self.given == 0 { self.first } else { self.batch };
        if count < least.max(1) {
            return Vec::new();
        }
        self.given += count as u64;
        self.waiting.drain(..count).collect()
    }

    /// All that is left, at the end.
    pub fn rest(&mut self) -> Vec<i16> {
        self.given = self.received();
        std::mem::take(&mut self.waiting)
    }
}
