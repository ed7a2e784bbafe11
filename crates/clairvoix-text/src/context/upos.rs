//! Universal part-of-speech tags.

use std::fmt;

/// A universal part of speech, as defined by Universal Dependencies
/// (<https://universaldependencies.org/u/pos/>).
///
/// The numbers are those of the tagger's model (see [`Tag`](super::Tag)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Upos {
    /// Adjective: *grand*, *premier*.
    Adj = 0,
    /// Adposition: *de*, *pour*; also *du*, *aux* when they hold a preposition and an article.
    Adp = 1,
    /// Adverb: *très*, *hier*.
    Adv = 2,
    /// Auxiliary: *est*, *a* before a participle, and the copula.
    Aux = 3,
    /// Coordinating conjunction: *et*, *mais*.
    Cconj = 4,
    /// Determiner: *le*, *ces*, *mon*.
    Det = 5,
    /// Interjection: *oh*, *bravo*.
    Intj = 6,
    /// Common noun: *maison*.
    Noun = 7,
    /// Number: *deux*, *1914*.
    Num = 8,
    /// Pronoun: *il*, *qui*, *celui-ci*.
    Pron = 9,
    /// Proper noun: *Paris*.
    Propn = 10,
    /// Punctuation.
    Punct = 16,
    /// Subordinating conjunction: *que*, *si*.
    Sconj = 11,
    /// Symbol: *%*, *€*.
    Sym = 17,
    /// Verb: *chante*, *chanter*, *chanté*. The next two numbers are of its other forms.
    Verb = 13,
    /// Anything else, mostly words of another language.
    X = 12,
}

impl Upos {
    /// All parts of speech, in the order of [`Upos::name`].
    pub const ALL: [Self; 16] = [
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
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];

    /// The tag as treebanks write it: `NOUN`, `VERB`, ...
    ///
    /// ```
    /// assert_eq!(clairvoix_text::Upos::Noun.name(), "NOUN");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Adj => "ADJ",
            Self::Adp => "ADP",
            Self::Adv => "ADV",
            Self::Aux => "AUX",
            Self::Cconj => "CCONJ",
            Self::Det => "DET",
            Self::Intj => "INTJ",
            Self::Noun => "NOUN",
            Self::Num => "NUM",
            Self::Pron => "PRON",
            Self::Propn => "PROPN",
            Self::Punct => "PUNCT",
            Self::Sconj => "SCONJ",
            Self::Sym => "SYM",
            Self::Verb => "VERB",
            Self::X => "X",
        }
    }

    /// The part of speech whose [`name`](Self::name) is `name`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tag| tag.name() == name)
    }

    /// The French name that pupils learn.
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::Adj => "adjectif",
            Self::Adp => "préposition",
            Self::Adv => "adverbe",
            Self::Aux => "auxiliaire",
            Self::Cconj => "conjonction de coordination",
            Self::Det => "déterminant",
            Self::Intj => "interjection",
            Self::Noun => "nom commun",
            Self::Num => "nombre",
            Self::Pron => "pronom",
            Self::Propn => "nom propre",
            Self::Punct => "ponctuation",
            Self::Sconj => "conjonction de subordination",
            Self::Sym => "symbole",
            Self::Verb => "verbe",
            Self::X => "autre",
        }
    }
}

impl fmt::Display for Upos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
