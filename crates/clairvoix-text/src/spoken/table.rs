//! Reads the tab-separated data files of the crate.

/// The rows of a data file: comments (`#`) and blank lines left out, cut at tabs.
pub(super) fn rows(data: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    data.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').collect())
}

/// The field `index` of a row, or `""`.
pub(super) fn field(row: &[&'static str], index: usize) -> &'static str {
    row.get(index).copied().unwrap_or_default().trim()
}

/// The character of a field: itself, or `U+0023` where it would start a comment.
pub(super) fn character(written: &str) -> Option<char> {
    match written.strip_prefix("U+") {
        Some(code) => char::from_u32(u32::from_str_radix(code, 16).ok()?),
        None => {
            let mut characters = written.chars();
            characters.next().filter(|_| characters.next().is_none())
        }
    }
}
