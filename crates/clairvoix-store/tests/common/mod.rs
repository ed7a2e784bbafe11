//! Disks that fail and forget, and a story of savings to judge them by.
#![allow(dead_code, reason = "each test program uses a part of it")]
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

pub(crate) mod faults;
pub(crate) mod power;
pub(crate) mod saver;
pub(crate) mod story;

use std::time::{SystemTime, UNIX_EPOCH};

/// Numbers that look random and are the same in every run: splitmix64.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A row that is another in every run; its seed is said, so that a run can be told again.
    pub(crate) fn of_the_clock(what: &str) -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
        let seed = since.as_nanos() as u64;
        println!("{what}: seed {seed}");
        Self(seed)
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit.max(1)
    }
}
