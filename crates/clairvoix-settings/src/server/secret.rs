//! Random numbers that nobody guesses, and comparing with them.

use crate::{Error, ErrorKind};

/// 128 random bits of the system's, as 32 digits.
///
/// # Errors
/// [`ErrorKind::Address`] where the system has none.
pub(super) fn secret() -> Result<String, Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        Error::new(ErrorKind::Address, format!("get random numbers of the system: {error}"))
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether two texts are equal, in a time that does not tell where they differ.
pub(super) fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}
