//! Data files of one entry a line, comments and empty lines left out.

/// The lines of a file that are entries.
pub(crate) fn lines(source: &'static str) -> impl Iterator<Item = &'static str> {
    source.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// For tests: every entry can be read.
#[cfg(test)]
pub(crate) fn check_lines<T>(
    source: &'static str,
    parse: impl Fn(&'static str) -> Result<T, String>,
) {
    for line in lines(source) {
        if let Err(message) = parse(line) {
            panic!("{message}");
        }
    }
}
