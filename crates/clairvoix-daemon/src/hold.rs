//! The memory that texts take, counted while they are there.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// A count of bytes with a maximum.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    held: Arc<AtomicU64>,
    max: u64,
}

/// A share of a [`Store`], given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Held {
    store: Store,
    bytes: u64,
}

impl Store {
    pub(crate) fn new(max: u64) -> Self {
        Self { held: Arc::default(), max }
    }

    /// A share, where there is as much left.
    pub(crate) fn take(&self, bytes: u64) -> Option<Held> {
        let add = |held: u64| held.checked_add(bytes).filter(|sum| *sum <= self.max);
        let taken = self.held.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
        taken.is_ok().then(|| Held { store: self.clone(), bytes })
    }

    /// A share of nothing, to be joined with others.
    pub(crate) fn none(&self) -> Held {
        Held { store: self.clone(), bytes: 0 }
    }

    pub(crate) const fn max(&self) -> u64 {
        self.max
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.held.load(Ordering::Relaxed)
    }
}

impl Held {
    /// Joins another share of the same store.
    pub(crate) fn join(&mut self, mut other: Self) {
        self.bytes += std::mem::take(&mut other.bytes);
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.store.held.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_dropped_is_given_back() {
        let store = Store::new(10);
        let first = store.take(6).expect("room");
        assert!(store.take(5).is_none());
        assert!(store.take(u64::MAX).is_none());
        drop(first);
        assert_eq!(store.bytes(), 0);
        assert!(store.take(10).is_some());
    }
}
