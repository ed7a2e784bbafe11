//! The records of a table: where each begins and ends, and its fields.

use csv::ReaderBuilder;

/// The most lines of one record: a quote that is not closed by then was a mistake.
const LINES_MAX: usize = 20;
/// So many records tell what parts the columns.
const PROBED: usize = 100;

/// A record as it stands in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Record<'t> {
    /// Its first line, from 1.
    pub(super) line: u32,
    /// Without its last line break.
    pub(super) text: &'t str,
    /// Where it begins in the table, in bytes, and where the next one does.
    pub(super) start: usize,
    pub(super) end: usize,
    /// A quote is opened and not closed.
    pub(super) open: bool,
}

/// A table and what parts its columns.
#[derive(Clone, Debug)]
pub(super) struct Table<'t> {
    pub(super) records: Vec<Record<'t>>,
    pub(super) separator: u8,
}

impl<'t> Table<'t> {
    /// The records of a table, empty lines and comments left out. A first line `sep=;`, as spreadsheets
    /// write it, tells the separator; else it is the one that most lines have.
    pub(super) fn new(text: &'t str) -> Self {
        let body = text.trim_start_matches('\u{feff}');
        let skipped = text.len() - body.len();
        let told = body.lines().next().and_then(told_separator);
        let separator = told.unwrap_or_else(|| most_used(body));
        let mut records = records(body, skipped, separator);
        if told.is_some() && records.first().is_some_and(|first| first.line == 1) {
            records.remove(0);
        }
        Self { records, separator }
    }
}

impl Record<'_> {
    /// Its fields, without the spaces around them.
    pub(super) fn fields(&self, separator: u8) -> Vec<String> {
        let mut builder = ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(separator);
        builder.buffer_capacity(self.text.len().max(16));
        let mut reader = builder.from_reader(self.text.as_bytes());
        let record = reader.records().next().and_then(Result::ok).unwrap_or_default();
        record.iter().map(|field| field.trim().to_owned()).collect()
    }
}

fn told_separator(line: &str) -> Option<u8> {
    match line.trim_end().strip_prefix("sep=")?.as_bytes() {
        [separator] => Some(*separator),
        _ => None,
    }
}

/// The separator that makes two columns of most records; a tab or a semicolon before a comma, which may
/// stand in what is said.
fn most_used(text: &str) -> u8 {
    let count = |separator: u8| {
        let records = records(text, 0, separator);
        records.iter().take(PROBED).filter(|record| record.fields(separator).len() > 1).count()
    };
    let mut best = (b',', 0);
    for separator in *b"\t;," {
        let count = count(separator);
        if count > best.1 {
            best = (separator, count);
        }
    }
    best.0
}

/// The records of a text that begins `skipped` bytes into the table.
fn records(text: &str, skipped: usize, separator: u8) -> Vec<Record<'_>> {
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        lines.push((at, line));
        at += line.len();
    }
    let mut records = Vec::new();
    let mut index = 0;
    while let Some(&(start, line)) = lines.get(index) {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            index += 1;
            continue;
        }
        let rest = lines.get(index..).unwrap_or_default();
        let closed = lines_of_record(rest.iter().map(|&(_, line)| line), separator);
        let (count, quoted) = (closed.unwrap_or(1), closed.is_none());
        index += count;
        let end = lines.get(index).map_or(text.len(), |&(start, _)| start);
        let whole = text.get(start..end).unwrap_or_default();
        records.push(Record {
            line: number,
            text: whole.trim_end_matches(['\n', '\r']),
            start: skipped + start,
            end: skipped + end,
            open: quoted,
        });
    }
    records
}

/// How many lines the first record has; none where a quote is opened and not closed, at the end of a
/// column, within [`LINES_MAX`].
fn lines_of_record<'l>(lines: impl Iterator<Item = &'l str>, separator: u8) -> Option<usize> {
    let mut quoted = false;
    for (index, line) in lines.take(LINES_MAX).enumerate() {
        let mut at_start = !quoted;
        let mut bytes = line.bytes().peekable();
        while let Some(byte) = bytes.next() {
            match byte {
                b'"' if quoted && bytes.peek() == Some(&b'"') => {
                    bytes.next();
                }
                b'"' if quoted => {
                    quoted = false;
                    let ends = |&byte: &u8| byte == separator || byte == b'\r' || byte == b'\n';
                    if index > 0 && !bytes.peek().is_none_or(ends) {
                        return None;
                    }
                }
                b'"' if at_start => quoted = true,
                _ => {}
            }
            at_start = !quoted && byte == separator;
        }
        if !quoted {
            return Some(index + 1);
        }
    }
    None
}
