//! Sound inside lines of text.

/// The most frames one [`super::Event::Audio`] is written with; more are written as several.
pub const AUDIO_FRAMES_MAX: usize = 4000;

const ESCAPE: u8 = 0x7d;
const BIT: u8 = 0x20;

/// Hides the ends of lines, as in HDLC: they and the escape itself come after an escape, with bit 5
/// inverted.
///
/// ```
/// use clairvoix_speechd::protocol::{escape, unescape};
/// let mut line = Vec::new();
/// escape(b"a\n}", &mut line);
/// assert_eq!(line, [b'a', 0x7d, 0x2a, 0x7d, 0x5d]);
/// assert_eq!(unescape(&line), Some(b"a\n}".to_vec()));
/// ```
pub fn escape(bytes: &[u8], out: &mut Vec<u8>) {
    for byte in bytes {
        if matches!(*byte, b'\n' | ESCAPE) {
            out.extend_from_slice(&[ESCAPE, byte ^ BIT]);
        } else {
            out.push(*byte);
        }
    }
}

/// The way back; none when the last escape hides nothing.
#[must_use]
pub fn unescape(line: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(line.len());
    let mut bytes = line.iter();
    while let Some(byte) = bytes.next() {
        out.push(if *byte == ESCAPE { bytes.next()? ^ BIT } else { *byte });
    }
    Some(out)
}
