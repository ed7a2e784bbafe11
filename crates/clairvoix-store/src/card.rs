//! A profile as short texts for QR codes: a person who scans one reads what it says.

use crate::{Error, ErrorKind, document::checksum};

/// The most bytes of the profile in one card: a code of 4 cm that a telephone reads from paper.
pub const CARD_BYTES_MAX: usize = 400;
/// The most cards of a profile.
pub const CARDS_MAX: usize = 8;

const HEADER: &str = "clairvoix-profile ";
const CHECKSUM_CHARS: usize = 16;

/// The cards of a profile's file; none where it is too long for [`CARDS_MAX`].
///
/// ```
/// use clairvoix_store::{cards, read_cards};
/// let made = cards("[text]\nsize_pt = 16\n").unwrap();
/// assert!(made[0].starts_with("clairvoix-profile 1/1 ") && made[0].ends_with("size_pt = 16\n"));
/// assert_eq!(read_cards(&made.concat())?, "[text]\nsize_pt = 16\n");
/// # Ok::<(), clairvoix_store::Error>(())
/// ```
#[must_use]
pub fn cards(profile: &str) -> Option<Vec<String>> {
    let sum = short(profile);
    let parts = parts(profile);
    (parts.len() <= CARDS_MAX).then(|| {
        let count = parts.len();
        let card = |(at, part): (usize, &str)| format!("{HEADER}{}/{count} {sum}\n{part}", at + 1);
        parts.into_iter().enumerate().map(card).collect()
    })
}

/// Puts cards together again, in any order, one after the other in one text.
///
/// # Errors
/// [`ErrorKind::BadBundle`] where one is missing, or they are of different profiles.
pub fn read_cards(text: &str) -> Result<String, Error> {
    let bad = |what: &str| Error::new(ErrorKind::BadBundle, format!("read codes: {what}"));
    let text = text.replace("\r\n", "\n");
    let mut found: Vec<(usize, usize, String, String)> = Vec::new();
    for card in text.split(HEADER).skip(1) {
        let (header, part) = card.split_once('\n').ok_or_else(|| bad("one is cut"))?;
        let (place, sum) = header.split_once(' ').ok_or_else(|| bad("one has no number"))?;
        let (at, count) = place.split_once('/').ok_or_else(|| bad("one has no number"))?;
        let number = |text: &str| text.parse::<usize>().map_err(|_| bad("one has no number"));
        found.push((number(at)?, number(count)?, sum.trim_end().to_owned(), part.to_owned()));
    }
    found.sort();
    found.dedup();
    let Some((_, count, sum, _)) = found.first().cloned() else {
        return Err(bad("there is none"));
    };
    let whole = found.len() == count && found.iter().zip(1..).all(|(card, at)| card.0 == at);
    if !whole {
        return Err(bad(&format!("{count} are needed, {} are there", found.len())));
    }
    // What copies a text from a telephone may add or drop the line break at its end.
    let joined: String = found.iter().map(|(.., part)| part.as_str()).collect();
    let tries = [joined.clone(), format!("{}\n", joined.trim_end_matches('\n'))];
    let same = tries.into_iter().find(|text| short(text) == sum);
    same.ok_or_else(|| bad("they have been changed on the way, or are of two profiles"))
}

/// Pieces of whole lines where they are short enough.
fn parts(profile: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = profile;
    while rest.len() > CARD_BYTES_MAX {
        let mut end = CARD_BYTES_MAX;
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let head = rest.get(..end).unwrap_or_default();
        let end = head.rfind('\n').map_or(end, |at| at + 1);
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

fn short(text: &str) -> String {
    checksum(text.as_bytes()).chars().take(CHECKSUM_CHARS).collect()
}

/// Whether a text holds cards.
#[must_use]
pub fn is_cards(text: &str) -> bool {
    text.trim_start().starts_with(HEADER)
}
