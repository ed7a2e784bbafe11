//! The queue of samples between the player's thread and the device's callback.
//!
//! One side writes, the other takes, neither waits for the other, and the writer can cut off what
//! was not taken: that is what makes a pause exact, and what the usual ring buffers do not offer
//! (docs/adr/0050).

use std::sync::atomic::{AtomicI16, AtomicU32, AtomicU64, Ordering};

/// What the writer and the taker agree on, in one atomic word: frames before `taken` belong to the
/// taker, frames from there to `limit` wait. Both count modulo 2^32.
#[derive(Clone, Copy)]
struct Bounds {
    taken: u32,
    limit: u32,
}

impl Bounds {
    fn unpack(word: u64) -> Self {
        Self { taken: (word >> 32) as u32, limit: word as u32 }
    }

    fn pack(self) -> u64 {
        u64::from(self.taken) << 32 | u64::from(self.limit)
    }

    fn waiting(self) -> u32 {
        self.limit.wrapping_sub(self.taken)
    }
}

/// A fixed number of samples that wait for the device.
pub(super) struct Ring {
    slots: Box<[AtomicI16]>,
    bounds: AtomicU64,
    /// Up to here the taker has copied what it took: the writer may use the slots again.
    copied: AtomicU32,
}

impl Ring {
    /// A ring of at least `frames` slots, at most 2^24.
    pub(super) fn new(frames: u32) -> Self {
        let count = frames.clamp(1, 1 << 24).next_power_of_two();
        Self {
            slots: (0..count).map(|_| AtomicI16::new(0)).collect(),
            bounds: AtomicU64::new(0),
            copied: AtomicU32::new(0),
        }
    }

    fn slot(&self, position: u32) -> Option<&AtomicI16> {
        // The count is a power of two, so positions may wrap.
        self.slots.get(position as usize & (self.slots.len() - 1))
    }

    /// Writer: adds as many samples as fit, returns how many.
    pub(super) fn write(&self, samples: &[i16]) -> usize {
        let limit = Bounds::unpack(self.bounds.load(Ordering::Acquire)).limit;
        let used = limit.wrapping_sub(self.copied.load(Ordering::Acquire));
        let room = (self.slots.len() as u32).saturating_sub(used);
        let count = samples.len().min(room as usize);
        for (index, &sample) in samples.iter().take(count).enumerate() {
            if let Some(slot) = self.slot(limit.wrapping_add(index as u32)) {
                slot.store(sample, Ordering::Relaxed);
            }
        }
        self.change(|b| Bounds { limit: b.limit.wrapping_add(count as u32), ..b });
        count
    }

    /// Writer: forgets what was not taken, returns how many samples that was.
    pub(super) fn truncate(&self) -> usize {
        self.change(|b| Bounds { limit: b.taken, ..b }).waiting() as usize
    }

    /// Taker: hands up to `count` samples to `put`, in order, returns how many. Never waits: the
    /// writer changes the bounds a few times a second.
    pub(super) fn take(&self, count: usize, mut put: impl FnMut(usize, i16)) -> usize {
        let want = u32::try_from(count).unwrap_or(u32::MAX);
        let claimed = |b: Bounds| b.waiting().min(want);
        let before = self.change(|b| Bounds { taken: b.taken.wrapping_add(claimed(b)), ..b });
        let taken = claimed(before);
        for index in 0..taken {
            if let Some(slot) = self.slot(before.taken.wrapping_add(index)) {
                put(index as usize, slot.load(Ordering::Relaxed));
            }
        }
        self.copied.store(before.taken.wrapping_add(taken), Ordering::Release);
        taken as usize
    }

    /// Changes the bounds, returns what they were.
    fn change(&self, to: impl Fn(Bounds) -> Bounds) -> Bounds {
        let mut word = self.bounds.load(Ordering::Acquire);
        loop {
            let old = Bounds::unpack(word);
            match self.bounds.compare_exchange_weak(
                word,
                to(old).pack(),
                Ordering::AcqRel,
                Ordering::Acquire,
            ) {
                Ok(_) => return old,
                Err(now) => word = now,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicBool, Ordering::SeqCst},
        thread,
    };

    use super::*;

    fn take(ring: &Ring, count: usize) -> Vec<i16> {
        let mut out = Vec::new();
        ring.take(count, |_, sample| out.push(sample));
        out
    }

    #[test]
    fn what_is_cut_off_is_never_heard() {
        let ring = Ring::new(8);
        assert_eq!(ring.write(&[1, 2, 3, 4, 5, 6, 7, 8, 9]), 8);
        assert_eq!(take(&ring, 3), [1, 2, 3]);
        assert_eq!(ring.truncate(), 5);
        assert_eq!(ring.write(&[40, 50]), 2);
        assert_eq!(take(&ring, 9), [40, 50]);
        assert_eq!(ring.truncate(), 0);
    }

    #[test]
    fn positions_may_wrap() {
        let ring = Ring::new(4);
        ring.bounds.store(Bounds { taken: u32::MAX - 1, limit: u32::MAX - 1 }.pack(), SeqCst);
        ring.copied.store(u32::MAX - 1, SeqCst);
        for round in 0..4 {
            assert_eq!(ring.write(&[round, round + 1, round + 2]), 3);
            assert_eq!(take(&ring, 3), [round, round + 1, round + 2]);
        }
    }

    #[test]
    fn two_threads_lose_and_repeat_nothing() {
        let ring = Ring::new(64);
        let done = AtomicBool::new(false);
        thread::scope(|scope| {
            let taker = scope.spawn(|| {
                let mut out = Vec::new();
                loop {
                    let last = done.load(SeqCst);
                    let count = ring.take(17, |_, sample| out.push(sample));
                    if last && count == 0 {
                        return out;
                    }
                    thread::yield_now();
                }
            });
            let mut next = 0i16;
            let mut cuts = 0;
            while next < 20_000 {
                let piece: Vec<i16> = (next..(next + 23).min(20_000)).collect();
                next += ring.write(&piece) as i16;
                if next % 7 == 0 && cuts < 500 {
                    next -= ring.truncate() as i16; // written again
                    cuts += 1;
                }
            }
            done.store(true, SeqCst);
            let heard = taker.join().unwrap_or_default();
            assert_eq!(heard, (0..20_000).collect::<Vec<i16>>());
        });
    }
}
