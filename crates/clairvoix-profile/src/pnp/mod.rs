//! Profiles as 1EdTech Access for All Personal Needs and Preferences 3.0, in the XML binding that QTI 3
//! has of it. What cannot be said there stays out and is listed: docs/norms/afa-pnp-3.0.md has the table.

mod read;
mod write;

pub use read::read_pnp;
pub use write::write_pnp;

/// The namespace of the binding.
const NAMESPACE: &str = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imsafa3p0pnp_v1p0";

/// Words a minute at our voice's own speed: AfA counts words a minute, a profile times the voice's speed.
const WORDS_A_MINUTE: f64 = 160.0;

/// Elements of `text-appearance` that hold one value, in the order of the binding, with our names.
const TEXT_BEFORE_FONT: &[(&str, &str)] = &[
    ("background-color", "colours.page"),
    ("font-color", "colours.ink"),
    ("font-size", "text.size_pt"),
];
const TEXT_AFTER_FONT: &[(&str, &str)] = &[
    ("line-height", "spacing.line"),
    ("letter-spacing", "spacing.letter_em"),
    ("word-spacing", "spacing.word_em"),
];
