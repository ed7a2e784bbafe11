//! Parts of a sound: browsers ask for them to go to a place in it.

use std::ops::Range;

/// The bytes that a `Range` header asks for of a file of so many; none where it asks for all, or for what
/// we do not give in parts.
pub(super) fn range(header: &str, len: usize) -> Option<Range<usize>> {
    let (from, to) = header.strip_prefix("bytes=")?.split_once('-')?;
    let (start, end) = match (from.trim(), to.trim()) {
        ("", last) => (len.saturating_sub(last.parse().ok()?), len),
        (from, "") => (from.parse().ok()?, len),
        (from, to) => (from.parse().ok()?, to.parse::<usize>().ok()?.saturating_add(1).min(len)),
    };
    (start < end && start < len).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_are_in_the_file() {
        assert_eq!(range("bytes=0-", 10), Some(0..10));
        assert_eq!(range("bytes=2-3", 10), Some(2..4));
        assert_eq!(range("bytes=-4", 10), Some(6..10));
        assert_eq!(range("bytes=9-99", 10), Some(9..10));
        for wrong in
            ["bytes=10-", "bytes=5-4", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5", "bytes=-"]
        {
            assert_eq!(range(wrong, 10), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn any_header_is_taken(header in "bytes=[0-9,-]{0,30}|.{0,30}", len in 0usize..100) {
            if let Some(part) = range(&header, len) {
                prop_assert!(part.start < part.end && part.end <= len);
            }
        }
    }
}
