//! A PIN against accidents: kept as a slow hash only, and slower still after wrong ones.

use std::io;

use scrypt::{Params, scrypt};
use serde::{Deserialize, Serialize};

/// About a tenth of a second and 32 MiB a try on a school's laptop.
const LOG_N: u8 = 15;
const BLOCK: u32 = 8;
const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 32;

/// The digits of a PIN, fewest and most.
pub const PIN_DIGITS: (usize, usize) = (4, 12);
/// So many wrong ones may follow each other at once.
const WRONG_FREE: u32 = 3;
const WAIT_FIRST_S: u64 = 30;
const WAIT_MAX_S: u64 = 15 * 60;

/// Whether a text can be a PIN: 4 to 12 digits.
#[must_use]
pub fn is_pin(text: &str) -> bool {
    let (least, most) = PIN_DIGITS;
    (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// How long to wait after so many wrong ones, in seconds.
pub(crate) fn wait_s(wrong: u32) -> u64 {
    match wrong.checked_sub(WRONG_FREE) {
        None => 0,
        Some(more) => WAIT_FIRST_S.saturating_mul(1 << more.min(10)).min(WAIT_MAX_S),
    }
}

/// What is kept of a PIN.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PinHash {
    log_n: u8,
    salt: String,
    hash: String,
}

impl PinHash {
    pub(crate) fn make(pin: &str) -> io::Result<Self> {
        let mut salt = [0; SALT_BYTES];
        getrandom::fill(&mut salt)
            .map_err(|_| io::Error::other("the system has no random numbers"))?;
        let hash =
            hash(pin, &salt, LOG_N).ok_or_else(|| io::Error::other("the PIN has no hash"))?;
        Ok(Self { log_n: LOG_N, salt: hexadecimal(&salt), hash: hexadecimal(&hash) })
    }

    pub(crate) fn matches(&self, pin: &str) -> bool {
        let made = bytes(&self.salt).and_then(|salt| hash(pin, &salt, self.log_n));
        // Which byte differs first tells nothing of the PIN: a hash is compared.
        made.is_some_and(|made| hexadecimal(&made) == self.hash)
    }
}

fn hash(pin: &str, salt: &[u8], log_n: u8) -> Option<[u8; HASH_BYTES]> {
    // A file that somebody changed must not ask for all the memory there is.
    let params = Params::new(log_n.min(20), BLOCK, 1, HASH_BYTES).ok()?;
    let mut hash = [0; HASH_BYTES];
    scrypt(pin.as_bytes(), salt, &params, &mut hash).ok()?;
    Some(hash)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let pairs = (0..text.len()).step_by(2);
    pairs.map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_known_again_and_no_other_is() {
        let kept = PinHash::make("2468").expect("made");
        assert!(kept.matches("2468") && !kept.matches("2469") && !kept.matches(""));
        assert_ne!(kept, PinHash::make("2468").expect("made"), "each has its salt");
    }

    #[test]
    fn wrong_ones_are_slowed() {
        let waits: Vec<u64> = (0..9).map(wait_s).collect();
        assert_eq!(waits, [0, 0, 0, 30, 60, 120, 240, 480, 900]);
        assert_eq!(wait_s(u32::MAX), 900);
    }
}
