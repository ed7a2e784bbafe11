//! In which pieces sound is made.

use std::ops::Range;

/// Frames of the first piece (93 ms with most voices): it is heard first.
const FIRST: usize = 8;
/// Frames of a later piece, at most (372 ms): each is made while the one before is heard, and a text
/// that is cancelled is left between two.
const MOST: usize = 32;

/// Pieces that grow: what is made around each weighs less the longer it is.
pub(crate) fn pieces(frames: usize) -> impl Iterator<Item = Range<usize>> {
    let (mut at, mut size) = (0, FIRST);
    std::iter::from_fn(move || {
        if at >= frames {
            return None;
        }
        let end = (at + size).min(frames);
        let piece = at..end;
        at = end;
        size = (size * 2).min(MOST);
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_follow_each_other_to_the_end() {
        assert_eq!(pieces(70).collect::<Vec<_>>(), [0..8, 8..24, 24..56, 56..70]);
        assert_eq!(pieces(0).count(), 0);
    }
}
