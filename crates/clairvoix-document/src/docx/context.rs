//! Small help for the readers of parts.

use crate::markup::Tag;

/// The value of `w:val`, which most settings have.
pub(super) fn value(tag: &Tag<'_>) -> Option<String> {
    tag.value("w:val").or_else(|| tag.value("val")).map(|value| value.into_owned())
}

/// Whether a setting that is on or off is on: it is, where no value is written.
pub(super) fn is_on(tag: &Tag<'_>) -> bool {
    !matches!(value(tag).as_deref(), Some("0" | "false" | "off" | "none"))
}

/// A number among the attributes.
pub(super) fn number(tag: &Tag<'_>, name: &str) -> Option<usize> {
    tag.value(name)?.trim().parse().ok()
}
