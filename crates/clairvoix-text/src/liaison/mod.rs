//! What happens between two words: liaison, enchaînement, h aspiré.
//!
//! Which liaisons are required, optional or forbidden is data: `data/fr/liaison.tsv`.

mod onset;
mod rules;

pub use onset::{Onset, onset};
pub(crate) use rules::find;

use crate::phoneme::Phoneme;

/// Whether a liaison must, may or must not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LiaisonKind {
    /// Always made: *les‿amis*.
    Required,
    /// Made in careful speech: *nous sommes‿allés*.
    Optional,
    /// Made only in verse or oratory: *des enfants‿arrivent*.
    Elevated,
    /// Never made, though there is a consonant to make it with: *et | alors*.
    Forbidden,
}

/// How careful the speech is: which optional liaisons are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Register {
    /// Only the required ones, as in conversation.
    #[default]
    Everyday,
    /// The optional ones too, as when reading aloud with care.
    Careful,
    /// All that are not forbidden, as in verse.
    Elevated,
}

/// The consonant that links a word to the next one.
///
/// ```
/// use clairvoix_text::analysis::{AnalyzeOptions, analyze};
/// use clairvoix_text::liaison::LiaisonKind;
/// let analysis = analyze("les amis", &AnalyzeOptions::default());
/// let liaison = analysis.word(0).and_then(|word| word.liaison_after()).unwrap();
/// assert_eq!((liaison.kind, liaison.phoneme.ipa()), (LiaisonKind::Required, "z"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Liaison {
    /// Whether it is made.
    pub kind: LiaisonKind,
    /// The sound: z, t, n, R, p or k.
    pub phoneme: Phoneme,
    /// Whether the reading of the word already ends with that sound (*six‿ans*).
    pub in_reading: bool,
}

impl Liaison {
    /// Whether it is made in speech as careful as `register`.
    #[must_use]
    pub const fn made_in(&self, register: Register) -> bool {
        match self.kind {
            LiaisonKind::Required => true,
            LiaisonKind::Optional => !matches!(register, Register::Everyday),
            LiaisonKind::Elevated => matches!(register, Register::Elevated),
            LiaisonKind::Forbidden => false,
        }
    }
}

/// What links a word to the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    /// Nothing: a pause, a consonant after it, or no consonant to link with.
    None,
    /// A silent consonant may be heard, or must not be.
    Liaison(Liaison),
    /// The last sound, a consonant, begins the first syllable of the next word (*cette‿amie*).
    Enchainement(Phoneme),
}
