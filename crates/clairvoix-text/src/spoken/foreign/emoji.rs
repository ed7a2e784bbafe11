//! The tables of names of emoji; empty without the feature `emoji`.

#[cfg(feature = "emoji")]
macro_rules! table {
    ($tag:literal) => {
        include_str!(concat!("../../../data/", $tag, "/spoken/emoji.tsv"))
    };
}

#[cfg(not(feature = "emoji"))]
macro_rules! table {
    ($tag:literal) => {
        ""
    };
}

pub(super) const ENGLISH: &str = table!("en");
pub(super) const SPANISH: &str = table!("es");
pub(super) const GERMAN: &str = table!("de");
pub(super) const ITALIAN: &str = table!("it");
