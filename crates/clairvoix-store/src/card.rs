//! A profile as short texts for QR codes: a person who scans one reads what it says.

use clairvoix_profile::{Profile, write_profile};

use crate::{Error, ErrorKind, document::checksum};

/// The most bytes of the profile in one card, where its lines are not longer: a code of 4 cm that a
/// telephone reads from paper.
pub const CARD_BYTES_MAX: usize = 400;
/// The most cards of a profile.
pub const CARDS_MAX: usize = 8;

const HEADER: &str = "clairvoix-profile ";
const CHECKSUM_CHARS: usize = 16;
/// The most bytes of a line: a code holds about twice as many.
const LINE_BYTES_MAX: usize = 1000;

/// The cards of a profile, without what this version does not know of it; none where it is too long for
/// [`CARDS_MAX`].
///
/// ```
/// use clairvoix_profile::read_profile;
/// use clairvoix_store::{cards, read_cards};
/// let (profile, _) = read_profile(b"[text]\nsize_pt = 16\n");
/// let made = cards(&profile).unwrap();
/// assert!(made[0].starts_with("clairvoix-profile 1/1 ") && made[0].ends_with("size_pt = 16\n"));
/// let (again, _) = read_profile(read_cards(&made.join("\r\n"))?.as_bytes());
/// assert_eq!(again.settings(), profile.settings());
/// # Ok::<(), clairvoix_store::Error>(())
/// ```
#[must_use]
pub fn cards(profile: &Profile) -> Option<Vec<String>> {
    let mut known = profile.clone();
    known.unknown.clear();
    let text = whole_lines(&write_profile(&known));
    let sum = short(&text);
    let parts = parts(&text)?;
    (parts.len() <= CARDS_MAX).then(|| {
        let count = parts.len();
        let card =
            |(at, part): (usize, &String)| format!("{HEADER}{}/{count} {sum}\n{part}", at + 1);
        parts.iter().enumerate().map(card).collect()
    })
}

/// Puts cards together again, in any order, one after the other in one text.
///
/// # Errors
/// [`ErrorKind::BadBundle`] where one is missing, or they are of different profiles.
pub fn read_cards(text: &str) -> Result<String, Error> {
    let bad = |what: &str| Error::new(ErrorKind::BadBundle, format!("read codes: {what}"));
    let mut found: Vec<(usize, usize, String, String)> = Vec::new();
    for card in text.split(HEADER).skip(1) {
        let (header, part) = card.split_once('\n').ok_or_else(|| bad("one is cut"))?;
        let (place, sum) = header.split_once(' ').ok_or_else(|| bad("one has no number"))?;
        let (at, count) = place.split_once('/').ok_or_else(|| bad("one has no number"))?;
        let number = |text: &str| text.parse::<usize>().map_err(|_| bad("one has no number"));
        found.push((number(at)?, number(count)?, sum.trim_end().to_owned(), whole_lines(part)));
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
    let joined: String = found.iter().map(|(.., part)| part.as_str()).collect();
    if short(&joined) == sum {
        return Ok(joined);
    }
    Err(bad("they have been changed on the way, or are of two profiles"))
}

/// Whether a text holds cards.
#[must_use]
pub fn is_cards(text: &str) -> bool {
    text.trim_start().starts_with(HEADER)
}

/// The lines that say something: what copies a text from a telephone adds and drops line breaks.
fn whole_lines(text: &str) -> String {
    let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

/// Pieces of whole lines.
fn parts(text: &str) -> Option<Vec<String>> {
    let mut parts = vec![String::new()];
    for line in text.split_inclusive('\n') {
        if line.len() > LINE_BYTES_MAX {
            return None;
        }
        match parts.last_mut() {
            Some(part) if part.is_empty() || part.len() + line.len() <= CARD_BYTES_MAX => {
                part.push_str(line);
            }
            _ => parts.push(line.to_owned()),
        }
    }
    Some(parts)
}

fn short(text: &str) -> String {
    checksum(text.as_bytes()).chars().take(CHECKSUM_CHARS).collect()
}
