//! Formats of a profile: the present one, and what earlier names became. A file of any earlier format is
//! read, and written back in the present one; `tests/corpus/profile/formats/` has one of each.

/// The version of the file format that this crate writes.
///
/// | version | what changed |
/// |---|---|
/// | 1 | the first |
/// | 2 | `presets`, a list: several presets are combined. Version 1 had one, `preset` |
pub(crate) const SCHEMA_VERSION: i64 = 2;

/// Names of earlier formats, each with what it became. Earlier names are understood in every file:
/// people keep writing them by hand.
const RENAMED: &[(&str, &str)] = &[("preset", "presets")];

/// The present name of a top-level or dotted name.
pub(crate) fn current_name(name: &str) -> &str {
    RENAMED.iter().find(|(old, _)| *old == name).map_or(name, |(_, new)| new)
}
