//! Changes one entry of a table and leaves all else as it stands: comments, order, columns.

use clairvoix_text::pronunciation::Pronunciation;
use csv::Terminator;

use super::{
    read::{fields_for, key, layout, rows},
    write::{Separator, row, write_pronunciations},
};

/// The table with an entry added, in the place of those for the same letters. A table without the
/// columns that the entry needs, or that would be read otherwise with it, is written anew, without its
/// comments.
///
/// ```
/// use clairvoix_profile::add_pronunciation;
/// use clairvoix_text::pronunciation::{Pronunciation, PronunciationOptions};
/// let entry = Pronunciation::try_new("Maël", "Ma-elle", PronunciationOptions::default())?;
/// let table = add_pronunciation("# 5e B\nMaël;maël\nLoïs;Lo-ïsse\n", &entry);
/// assert_eq!(table, "# 5e B\nLoïs;Lo-ïsse\nMaël;Ma-elle\n");
/// assert_eq!(add_pronunciation("", &entry), "written,said,case,language\nMaël,Ma-elle,,\n");
/// # Ok::<(), clairvoix_text::pronunciation::PronunciationError>(())
/// ```
#[must_use]
pub fn add_pronunciation(table: &str, entry: &Pronunciation) -> String {
    if table.trim().is_empty() {
        return write_pronunciations([entry], Separator::Comma);
    }
    let wanted = key(entry);
    let (mut edited, _) = without(table, |other| key(other) == wanted);
    let (separator, header) = layout(table);
    let kept: Vec<_> = rows(&edited).filter_map(|row| row.entry.ok()).collect();
    let anew = || write_pronunciations(kept.iter().chain([entry]), Separator::Comma);
    let Some(fields) = fields_for(entry, &header) else {
        return anew();
    };
    let windows = edited.contains("\r\n");
    if !edited.is_empty() && !edited.ends_with('\n') {
        edited.push_str(if windows { "\r\n" } else { "\n" });
    }
    let end = if windows { Terminator::CRLF } else { Terminator::Any(b'\n') };
    edited.push_str(&row(fields.iter().map(String::as_str), separator, end));
    // What is left of a table may be read by other signs than the whole was: a row that begins with
    // `#`, another separator.
    if rows(&edited).filter_map(|row| row.entry.ok()).eq(kept.iter().chain([entry]).cloned()) {
        edited
    } else {
        anew()
    }
}

/// The table without the entries whose written side is `written`, and how many there were.
///
/// ```
/// use clairvoix_profile::remove_pronunciation;
/// assert_eq!(remove_pronunciation("a;b\nc;d\n", "a"), ("c;d\n".to_owned(), 1));
/// ```
#[must_use]
pub fn remove_pronunciation(table: &str, written: &str) -> (String, usize) {
    without(table, |entry| entry.written() == written.trim())
}

fn without(table: &str, is_unwanted: impl Fn(&Pronunciation) -> bool) -> (String, usize) {
    let mut edited = String::with_capacity(table.len());
    let (mut at, mut count) = (0, 0);
    for row in rows(table) {
        if row.entry.as_ref().is_ok_and(&is_unwanted) {
            edited.push_str(table.get(at..row.record.start).unwrap_or_default());
            at = row.record.end;
            count += 1;
        }
    }
    edited.push_str(table.get(at..).unwrap_or_default());
    (edited, count)
}
