//! What is written and what is said: `75e` is « soixante-quinzième », `1,5 L` is « un virgule cinq
//! litre ». [`spoken_form`] gives plain words and punctuation, and a [`SpokenMap`] that leads from
//! every spoken word back to what is written, and forth.

mod compose;
pub(crate) mod diaeresis;
mod emoji;
mod foreign;
mod form;
mod gender;
mod join;
mod map;
mod map_builder;
mod mathml;
mod number;
mod numeral;
mod options;
mod passages;
mod plain;
mod prepare;
mod pronounced;
mod rule;
mod scan;
mod spelling;
mod table;
mod token;
mod verse;

pub use form::{Spoken, line_break_said, spoken_form};
pub use map::{Link, LinkKind, SpokenMap};
pub use map_builder::SpokenMapBuilder;
pub use mathml::{Formula, MathsSpeech, speak_mathml};
pub use options::{
    Emoji, Inclusive, MATHS_CHUNK_WORDS, MathsStyle, Mode, Passages, SpokenOptions, Topic, Variant,
};
pub(crate) use prepare::cleaned;
pub use pronounced::Pronounced;
pub(crate) use token::first_token;
