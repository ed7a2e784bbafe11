//! How much is done, counted in steps: so that tests can say that no text costs more than so many steps
//! a byte, which no clock of a shared machine can.
//!
//! Loops call [`step`] with what one round of them looks at: tokens, characters, bytes. Without the
//! feature `work` that is nothing at all.

#[cfg(feature = "work")]
mod counter {
    use std::cell::Cell;

    thread_local! {
        static STEPS: Cell<u64> = const { Cell::new(0) };
    }

    /// Counts so many steps.
    #[inline]
    pub(crate) fn step(count: usize) {
        STEPS.with(|steps| steps.set(steps.get().wrapping_add(count as u64)));
    }

    /// Runs `work` and counts its steps on this thread.
    ///
    /// ```
    /// use clairvoix_text::{segment::segment, work::count_steps};
    /// let (_, short) = count_steps(|| segment("Le chat dort."));
    /// let (_, long) = count_steps(|| segment(&"Le chat dort. ".repeat(100)));
    /// assert!(short > 0 && long < 150 * short);
    /// ```
    pub fn count_steps<T>(work: impl FnOnce() -> T) -> (T, u64) {
        let before = STEPS.with(Cell::get);
        let result = work();
        (result, STEPS.with(Cell::get).wrapping_sub(before))
    }
}

#[cfg(feature = "work")]
pub use counter::count_steps;
#[cfg(feature = "work")]
pub(crate) use counter::step;

/// Counts nothing.
#[cfg(not(feature = "work"))]
#[inline(always)]
pub(crate) const fn step(_count: usize) {}
