//! What a small build leaves out, told at run time.

/// The data and their features, all on unless the builder of the application says otherwise.
const FEATURES: [(&str, bool); 5] = [
    ("detection", cfg!(feature = "detection")),
    ("emoji", cfg!(feature = "emoji")),
    ("frequency", cfg!(feature = "frequency")),
    ("hyphenation", cfg!(feature = "hyphenation")),
    ("tagger", cfg!(feature = "tagger")),
];

/// The features that this build leaves out: `Cargo.toml` says what each costs and what is worse without
/// it. An application can tell its users, or refuse to start.
///
/// ```
/// # #[cfg(all(feature = "detection", feature = "emoji", feature = "frequency", feature = "hyphenation", feature = "tagger"))]
/// assert_eq!(clairvoix_text::features_left_out().count(), 0);
/// ```
pub fn features_left_out() -> impl Iterator<Item = &'static str> {
    FEATURES.into_iter().filter(|(_, present)| !present).map(|(name, _)| name)
}
