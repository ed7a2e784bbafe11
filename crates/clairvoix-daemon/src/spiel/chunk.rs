//! The stream `audio/x-spiel`: sound and events in one pipe, packed, in the byte order of the machine.

/// What a stream begins with: the version of its format.
pub const HEADER: &[u8; 4] = b"0.01";

const AUDIO: u8 = 1;
const EVENT: u8 = 2;

/// What an event tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A word begins.
    Word = 1,
    /// A sentence begins.
    Sentence = 2,
    /// A stretch begins.
    Range = 3,
    /// A mark of the SSML is reached.
    Mark = 4,
}

/// Writes sound: mono, 16 bits.
pub fn audio(samples: &[i16], out: &mut Vec<u8>) {
    out.push(AUDIO);
    out.extend_from_slice(&length(samples.len().saturating_mul(2)).to_ne_bytes());
    out.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
}

/// Writes an event. The range counts Unicode scalar values of the text that was given; `mark` is empty
/// but for [`EventKind::Mark`].
pub fn event(kind: EventKind, (start, end): (usize, usize), mark: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(&[EVENT, kind as u8]);
    for value in [start, end, mark.len()] {
        out.extend_from_slice(&length(value).to_ne_bytes());
    }
    out.extend_from_slice(mark.as_bytes());
}

fn length(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_as_libspeechprovider_reads_them() {
        let mut out = HEADER.to_vec();
        event(EventKind::Sentence, (0, 4), "", &mut out);
        event(EventKind::Mark, (0, 0), "é", &mut out);
        audio(&[1, -2], &mut out);
        let number = |value: u32| value.to_ne_bytes();
        let expected = [
            b"0.01".as_slice(),
            &[2, 2],
            &number(0),
            &number(4),
            &number(0),
            &[2, 4],
            &number(0),
            &number(0),
            &number(2),
            "é".as_bytes(),
            &[1],
            &number(4),
            &[1, 0, 0xfe, 0xff],
        ];
        assert_eq!(out, expected.concat());
    }
}
