//! Positions in the unit that a caller counts in.

use std::sync::Arc;

use clairvoix::UnitName;

fn len(unit: UnitName, text: &str) -> usize {
    match unit {
        UnitName::Utf8 => text.len(),
        UnitName::Utf16 => text.chars().map(char::len_utf16).sum(),
        UnitName::Scalar => text.chars().count(),
    }
}

/// Converts positions of a text, one near the other, without a table of the whole: it counts from the
/// last one.
#[derive(Clone, Debug)]
pub struct Cursor {
    text: Arc<str>,
    unit: UnitName,
    byte: usize,
    units: usize,
}

impl Cursor {
    /// At the start of `text`.
    #[must_use]
    pub const fn new(text: Arc<str>, unit: UnitName) -> Self {
        Self { text, unit, byte: 0, units: 0 }
    }

    /// The position of a byte; inside a character, of that character; past the end, of the end.
    pub fn units(&mut self, byte: usize) -> usize {
        let byte = floor_boundary(&self.text, byte);
        if byte >= self.byte {
            self.units += len(self.unit, self.text.get(self.byte..byte).unwrap_or_default());
        } else {
            self.units -= len(self.unit, self.text.get(byte..self.byte).unwrap_or_default());
        }
        self.byte = byte;
        self.units
    }

    /// The byte of a position; past the end, that of the end.
    #[must_use]
    pub fn byte(&self, units: u64) -> usize {
        let wanted = usize::try_from(units).unwrap_or(usize::MAX);
        if self.unit == UnitName::Utf8 {
            return floor_boundary(&self.text, wanted);
        }
        let mut counted = 0;
        for (byte, c) in self.text.char_indices() {
            counted += if self.unit == UnitName::Utf16 { c.len_utf16() } else { 1 };
            if counted > wanted {
                return byte;
            }
        }
        self.text.len()
    }
}

fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_go_there_and_back() {
        let text: Arc<str> = "Où ? 🦉 là-bas".into();
        for unit in UnitName::ALL {
            let mut cursor = Cursor::new(Arc::clone(&text), unit);
            let starts: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
            for byte in starts.iter().chain(starts.iter().rev()).copied().chain([text.len()]) {
                let units = cursor.units(byte);
                assert_eq!(cursor.byte(units as u64), byte, "{unit:?}");
                assert_eq!(units, len(unit, &text[..byte]));
            }
            assert_eq!(cursor.byte(u64::MAX), text.len());
            assert_eq!(cursor.units(usize::MAX), len(unit, &text));
        }
        let mut cursor = Cursor::new(text, UnitName::Utf16);
        assert_eq!((cursor.units(7), cursor.byte(6)), (5, 6));
    }
}
