//! Writes a list as a table.

use clairvoix_text::{language::Language, pronunciation::Pronunciation};
use csv::{Terminator, WriterBuilder};

/// What parts the columns of a table that is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Separator {
    /// A comma, as in RFC 4180, for programs and to keep.
    #[default]
    Comma,
    /// A semicolon, with the marks that a French spreadsheet needs to open the file by a double click: a
    /// byte order mark and the line ends of Windows.
    Spreadsheet,
}

/// The list as a table with a header, which [`read_pronunciations`](super::read_pronunciations) reads
/// back to the same entries.
///
/// ```
/// use clairvoix_profile::{Separator, read_pronunciations, write_pronunciations};
/// let (list, _) = read_pronunciations("classe.csv", "Maël;Ma-elle");
/// let entries = list.entries.iter().map(|(_, entry)| entry);
/// let table = write_pronunciations(entries, Separator::Comma);
/// assert_eq!(table, "written,said,case,language\nMaël,Ma-elle,,\n");
/// ```
#[must_use]
pub fn write_pronunciations<'p>(
    entries: impl IntoIterator<Item = &'p Pronunciation>,
    separator: Separator,
) -> String {
    let (mut table, header, delimiter, end) = match separator {
        Separator::Comma => {
            (String::new(), ["written", "said", "case", "language"], b',', Terminator::Any(b'\n'))
        }
        Separator::Spreadsheet => {
            ("\u{feff}".to_owned(), ["écrit", "dit", "casse", "langue"], b';', Terminator::CRLF)
        }
    };
    table.push_str(&row(header, delimiter, end));
    for entry in entries {
        let capitals = entry.written().chars().any(char::is_uppercase);
        let case = match entry.exact_case() {
            exact if exact == capitals => "",
            true => "exact",
            false => "any",
        };
        let language = match entry.language() {
            Language::French => "",
            other => other.tag(),
        };
        let said = entry.said().to_string();
        table.push_str(&row([entry.written(), &said, case, language], delimiter, end));
    }
    table
}

/// One line, with its end. What begins with `#` would be read as a comment: it is quoted.
pub(super) fn row<'f>(
    fields: impl IntoIterator<Item = &'f str>,
    delimiter: u8,
    end: Terminator,
) -> String {
    let fields: Vec<&str> = fields.into_iter().collect();
    let comment = fields.first().is_some_and(|first| first.starts_with('#'));
    let style = if comment { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
    let mut builder = WriterBuilder::new();
    let mut writer =
        builder.delimiter(delimiter).terminator(end).quote_style(style).from_writer(Vec::new());
    // A vector takes all that is written.
    let bytes = match writer.write_record(fields) {
        Ok(()) => writer.into_inner().unwrap_or_default(),
        Err(_) => Vec::new(),
    };
    String::from_utf8(bytes).unwrap_or_default()
}
