//! Positions in the unit that a caller counts in.

use std::sync::Arc;

/// What positions count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// UTF-8 bytes.
    Utf8,
    /// UTF-16 code units.
    Utf16,
    /// Unicode scalar values.
    #[default]
    Scalar,
}

impl Unit {
    fn len(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
            Self::Scalar => text.chars().count(),
        }
    }
}

/// Converts positions of a text, one near the other, without a table of the whole: it counts from the
/// last one.
#[derive(Clone, Debug)]
pub struct Cursor {
    text: Arc<str>,
    unit: Unit,
    byte: usize,
    units: usize,
}

impl Cursor {
    /// At the start of `text`.
    #[must_use]
    pub const fn new(text: Arc<str>, unit: Unit) -> Self {
        Self { text, unit, byte: 0, units: 0 }
    }

    /// The position of a byte; inside a character, of that character; past the end, of the end.
    pub fn units(&mut self, byte: usize) -> usize {
        let byte = floor_boundary(&self.text, byte);
        if byte >= self.byte {
            self.units += self.unit.len(self.text.get(self.byte..byte).unwrap_or_default());
        } else {
            self.units -= self.unit.len(self.text.get(byte..self.byte).unwrap_or_default());
        }
        self.byte = byte;
        self.units
    }

    /// The byte of a position; past the end, that of the end.
    #[must_use]
    pub fn byte(&self, units: u64) -> usize {
        let wanted = usize::try_from(units).unwrap_or(usize::MAX);
        if self.unit == Unit::Utf8 {
            return floor_boundary(&self.text, wanted);
        }
        let mut counted = 0;
        for (byte, c) in self.text.char_indices() {
            counted += if self.unit == Unit::Utf16 { c.len_utf16() } else { 1 };
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
        for unit in [Unit::Utf8, Unit::Utf16, Unit::Scalar] {
            let mut cursor = Cursor::new(Arc::clone(&text), unit);
            let starts: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
            for byte in starts.iter().chain(starts.iter().rev()).copied().chain([text.len()]) {
                let units = cursor.units(byte);
                assert_eq!(cursor.byte(units as u64), byte, "{unit:?}");
                assert_eq!(units, unit.len(&text[..byte]));
            }
            assert_eq!(cursor.byte(u64::MAX), text.len());
            assert_eq!(cursor.units(usize::MAX), unit.len(&text));
        }
        let mut cursor = Cursor::new(text, Unit::Utf16);
        assert_eq!((cursor.units(7), cursor.byte(6)), (5, 6));
    }
}
