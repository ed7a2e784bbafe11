//! The tags the tagger tells apart: the universal ones, with the verb split by form.

use super::Upos;

/// A part of speech with the form of a verb: what the tagger predicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Tag {
    /// Adjective.
    Adj,
    /// Adposition.
    Adp,
    /// Adverb.
    Adv,
    /// Auxiliary.
    Aux,
    /// Coordinating conjunction.
    Cconj,
    /// Determiner.
    Det,
    /// Interjection.
    Intj,
    /// Common noun.
    Noun,
    /// Number.
    Num,
    /// Pronoun.
    Pron,
    /// Proper noun.
    Propn,
    /// Subordinating conjunction.
    Sconj,
    /// Other.
    X,
    /// Conjugated verb.
    VerbFinite,
    /// Infinitive.
    VerbInfinitive,
    /// Present or past participle.
    VerbParticiple,
    /// Punctuation: decided by the characters, never predicted.
    Punct,
    /// Symbol: decided by the characters, never predicted.
    Sym,
}

impl Tag {
    /// The tags with a weight in the model.
    pub const PREDICTED: usize = 16;
    /// All tags, each at the index of its number.
    pub const ALL: [Self; 18] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Pron,
        Self::Propn,
        Self::Sconj,
        Self::X,
        Self::VerbFinite,
        Self::VerbInfinitive,
        Self::VerbParticiple,
        Self::Punct,
        Self::Sym,
    ];

    /// The universal part of speech.
    #[must_use]
    pub const fn upos(self) -> Upos {
        match self {
            Self::Adj => Upos::Adj,
            Self::Adp => Upos::Adp,
            Self::Adv => Upos::Adv,
            Self::Aux => Upos::Aux,
            Self::Cconj => Upos::Cconj,
            Self::Det => Upos::Det,
            Self::Intj => Upos::Intj,
            Self::Noun => Upos::Noun,
            Self::Num => Upos::Num,
            Self::Pron => Upos::Pron,
            Self::Propn => Upos::Propn,
            Self::Sconj => Upos::Sconj,
            Self::X => Upos::X,
            Self::VerbFinite | Self::VerbInfinitive | Self::VerbParticiple => Upos::Verb,
            Self::Punct => Upos::Punct,
            Self::Sym => Upos::Sym,
        }
    }

    /// Whether the word is a conjugated verb or auxiliary.
    #[must_use]
    pub const fn is_finite(self) -> bool {
        matches!(self, Self::VerbFinite | Self::Aux)
    }
}
