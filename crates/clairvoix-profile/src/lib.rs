//! A pupil's settings: a typed model, bounds, presets, diagnostics. It does no IO: bytes in, values out.
//!
//! Reading a profile never fails; what is wrong in it is said beside the result:
//!
//! ```
//! use clairvoix_profile::{Language, read_profile};
//! let (profile, diagnostics) = read_profile(b"presets = [\"espace\"]\n[text]\nsize_pt = 16\nsise = 3\n");
//! assert_eq!(profile.text.size_pt, Some(16.0));
//! assert_eq!(profile.settings().spacing.letter_em, 0.12); // from the preset "espace"
//! assert_eq!((diagnostics[0].line, diagnostics[0].column), (4, 1));
//! assert_eq!(diagnostics[0].nearest.as_deref(), Some("text.size_pt"));
//! println!("{}", diagnostics[0].message(Language::French));
//! ```

#![forbid(unsafe_code)]

mod alias;
mod colour;
mod contrast;
mod diagnostic;
mod difference;
mod error;
mod exam;
mod feature;
mod json_schema;
mod language;
mod layers;
mod migrate;
mod pnp;
mod preset;
mod pronunciation;
mod read;
mod schema;
mod settings;
mod theme;
mod value;
mod write;

pub use alias::{ALIAS_CHARS_MAX, alias, looks_like_full_name};
pub use colour::Colour;
pub use contrast::{Contrast, contrasts};
pub use diagnostic::{Diagnostic, DiagnosticKind};
pub use difference::{Difference, differences};
pub use error::{Error, ErrorKind};
pub use exam::{EXAM_BYTES_MAX, ExamProblem, ExamProblemKind, ExamRules, read_exam, write_exam};
pub use feature::Feature;
pub use json_schema::json_schema;
pub use language::{Label, Language};
pub use layers::{LayerKind, Layers, Why, WhyStep};
pub use pnp::{read_pnp, write_pnp};
pub use preset::{Catalogue, Preset, PresetKind, needs, preset, presets, read_preset};
pub use pronunciation::{
    PronunciationProblem, PronunciationProblemKind, Separator, add_pronunciation,
    read_pronunciations, remove_pronunciation, write_pronunciations,
};
pub use read::{PROFILE_BYTES_MAX, read_profile, read_profile_with};
pub use schema::{ChoiceOption, Combine, Kind, Setting, nearest_key, setting, settings};
pub use settings::{
    AidPart, Aids, ColourPart, Colours, DoubledConsonants, Highlight, HighlightPart, HighlightUnit,
    Page, PagePart, Profile, SentenceHighlight, Settings, Spacing, SpacingPart, SyllableMode, Text,
    TextPart, Theme, Voice, VoicePart, WordHighlight,
};
pub use value::Value;
pub use write::write_profile;
