//! Reads a table of pronunciations: what is wrong is told, the rest holds.

use std::collections::HashMap;

use clairvoix_text::{
    language::Language,
    pronunciation::{
        ENTRIES_MAX, Pronunciation, PronunciationError, PronunciationList, PronunciationOptions,
        UnknownSign,
    },
};

use super::{
    problem::{PronunciationProblem, PronunciationProblemKind as Kind},
    record::{Record, Table},
};

/// Which column holds what; a table without a header has what is written and what is said, in this
/// order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    written: usize,
    said: usize,
    case: Option<usize>,
    language: Option<usize>,
}

impl Columns {
    const PLAIN: Self = Self { written: 0, said: 1, case: None, language: None };

    /// The columns that a header names; none where the record is no header.
    fn of_header(fields: &[String]) -> Option<Self> {
        let find = |names: &[&str]| {
            fields.iter().position(|field| names.contains(&field.to_lowercase().as_str()))
        };
        Some(Self {
            written: find(&["written", "word", "écrit", "ecrit", "mot", "mots", "graphie"])?,
            said: find(&["said", "spoken", "pronunciation", "dit", "se dit", "prononciation"])?,
            case: find(&["case", "casse", "majuscules"]),
            language: find(&["language", "lang", "langue"]),
        })
    }
}

/// Reads a list from a table of text (CSV as in RFC 4180, with a comma, a semicolon or a tab): what is
/// written, what is said. A header may name these columns and two more, `case` and `language`, in any
/// order, in French or English; other columns are left alone. Lines that begin with `#` are comments.
///
/// ```
/// use clairvoix_profile::read_pronunciations;
/// let (list, problems) = read_pronunciations("classe.csv", "mot;dit\nMaël;Ma-elle\nseul\n");
/// assert_eq!((list.entries.len(), list.entries[0].0), (1, 2));
/// assert_eq!((problems.len(), problems[0].line), (1, 3));
/// ```
#[must_use]
pub fn read_pronunciations(
    name: &str,
    table: &str,
) -> (PronunciationList, Vec<PronunciationProblem>) {
    let mut problems = Vec::new();
    let mut entries: Vec<(u32, Pronunciation)> = Vec::new();
    let mut known = HashMap::new();
    for row in rows(table) {
        if entries.len() >= ENTRIES_MAX {
            let kind = Kind::Full(ENTRIES_MAX);
            problems.push(PronunciationProblem { line: row.record.line, column: 1, kind });
            break;
        }
        match row.entry {
            Err(problem) => problems.push(problem),
            Ok(entry) => {
                let line = row.record.line;
                if let Some(before) = known.insert(key(&entry), line) {
                    let kind = Kind::Replaces(before);
                    problems.push(PronunciationProblem { line, column: 1, kind });
                }
                entries.push((line, entry));
            }
        }
    }
    (PronunciationList { name: name.to_owned(), entries }, problems)
}

/// What two entries for the same letters have in common.
pub(super) fn key(entry: &Pronunciation) -> (String, bool, &'static str) {
    let exact = entry.exact_case();
    let written = if exact { entry.written().to_owned() } else { entry.written().to_lowercase() };
    (written, exact, entry.language().tag())
}

/// A record that is an entry, or should be.
pub(super) struct Row<'t> {
    pub(super) record: Record<'t>,
    pub(super) entry: Result<Pronunciation, PronunciationProblem>,
}

/// The rows of a table, its header left out.
pub(super) fn rows(text: &str) -> impl Iterator<Item = Row<'_>> {
    let table = Table::new(text);
    let separator = table.separator;
    let header =
        table.records.first().and_then(|first| Columns::of_header(&first.fields(separator)));
    let columns = header.unwrap_or(Columns::PLAIN);
    let records = table.records.into_iter().skip(usize::from(header.is_some()));
    records.map(move |record| Row { record, entry: entry(&record, separator, columns) })
}

/// The columns of a table and what parts them.
pub(super) fn layout(text: &str) -> (u8, Vec<String>) {
    let table = Table::new(text);
    let fields = table.records.first().map(|first| first.fields(table.separator));
    let header = fields.filter(|fields| Columns::of_header(fields).is_some());
    (table.separator, header.unwrap_or_default())
}

/// The fields of an entry in the columns of a header, or in the plain order.
pub(super) fn fields_for(entry: &Pronunciation, header: &[String]) -> Option<Vec<String>> {
    let columns = Columns::of_header(header).unwrap_or(Columns::PLAIN);
    let capitals = entry.written().chars().any(char::is_uppercase);
    let case = if entry.exact_case() { "exact" } else { "any" };
    let mut fields = vec![String::new(); header.len().max(2)];
    let mut put = |index: usize, value: String| match fields.get_mut(index) {
        Some(field) => *field = value,
        None => fields.push(value),
    };
    put(columns.written, entry.written().to_owned());
    put(columns.said, entry.said().to_string());
    match columns.case {
        Some(index) if entry.exact_case() != capitals => put(index, case.to_owned()),
        None if entry.exact_case() != capitals => return None,
        _ => {}
    }
    match columns.language {
        Some(index) if entry.language() != Language::French => {
            put(index, entry.language().tag().to_owned());
        }
        None if entry.language() != Language::French => return None,
        _ => {}
    }
    Some(fields)
}

fn entry(
    record: &Record<'_>,
    separator: u8,
    columns: Columns,
) -> Result<Pronunciation, PronunciationProblem> {
    let problem = |field: &str, kind| {
        Err(PronunciationProblem { line: record.line, column: column(record, field, 0), kind })
    };
    if record.open {
        return problem("", Kind::OpenQuote);
    }
    let fields = record.fields(separator);
    if fields.len() < 2 {
        return problem("", Kind::OneColumn);
    }
    let field = |index: usize| fields.get(index).map_or("", String::as_str);
    let case = columns.case.map_or("", field);
    let exact_case = match case.to_lowercase().as_str() {
        "" => None,
        "exact" | "exacte" | "oui" | "yes" => Some(true),
        "any" | "indifférente" | "indifferente" | "non" | "no" => Some(false),
        _ => return problem(case, Kind::Case(case.to_owned())),
    };
    let tag = columns.language.map_or("", field);
    let language = match tag {
        "" => Language::French,
        tag => match Language::from_tag(tag) {
            Some(language) => language,
            None => return problem(tag, Kind::Language(tag.to_owned())),
        },
    };
    let (written, said) = (field(columns.written), field(columns.said));
    let options = PronunciationOptions { exact_case, language };
    Pronunciation::try_new(written, said, options).map_err(|error| {
        // The sounds begin after their slash.
        let (field, inside) = match &error {
            PronunciationError::UnknownSign(UnknownSign { at, .. }) => (said, at + 1),
            PronunciationError::NothingWritten | PronunciationError::TooManyStars(_) => {
                (written, 0)
            }
            _ => (said, 0),
        };
        let column = column(record, field, inside);
        PronunciationProblem { line: record.line, column, kind: Kind::Entry(error) }
    })
}

/// The column of what stands `inside` characters into a field, from 1; that of the record where the
/// field stands in it otherwise than it is read.
fn column(record: &Record<'_>, field: &str, inside: usize) -> u32 {
    let before = match record.text.rfind(field) {
        Some(at) if !field.is_empty() => record.text.get(..at).unwrap_or_default().chars().count(),
        _ => return 1,
    };
    u32::try_from(before + inside + 1).unwrap_or(u32::MAX)
}
