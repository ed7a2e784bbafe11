//! The time, read here only.

use std::time::SystemTime;

/// Now, in UTC, to the second: `2026-11-27T18:00:00Z`.
pub(crate) fn now() -> String {
    humantime::format_rfc3339_seconds(SystemTime::now()).to_string()
}

/// Today's date in UTC: a journal needs no more.
pub(crate) fn today() -> String {
    now().chars().take_while(|c| *c != 'T').collect()
}

/// Seconds since 1970; 0 for a clock that is set before.
pub(crate) fn seconds() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
