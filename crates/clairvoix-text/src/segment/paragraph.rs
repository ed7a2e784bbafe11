//! Paragraphs: what blank lines part. No sentence goes on over a blank line.

use crate::Utf8Range;

/// Cuts a text into paragraphs that follow each other without gap: each begins with a line that is not
/// blank, after one that is, and ends with the blank lines after it.
///
/// Analysing the paragraphs one by one gives what analysing the whole text gives.
///
/// ```
/// use clairvoix_text::segment::paragraphs;
/// let text = "Un titre\n\nUne phrase,\nsur deux lignes.\n \n\nLa fin";
/// let paragraphs: Vec<_> = paragraphs(text).map(|range| range.slice(text)).collect();
/// assert_eq!(paragraphs, ["Un titre\n\n", "Une phrase,\nsur deux lignes.\n \n\n", "La fin"]);
/// ```
pub fn paragraphs(text: &str) -> impl Iterator<Item = Utf8Range> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let paragraph = Utf8Range::new(start, start + paragraph_len(rest));
        start = paragraph.end();
        Some(paragraph)
    })
}

fn paragraph_len(text: &str) -> usize {
    let (mut len, mut after_blank) = (0, false);
    for line in text.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        if after_blank && !blank {
            break;
        }
        len += line.len();
        after_blank = blank;
    }
    len
}
