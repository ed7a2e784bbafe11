//! What a stretch of audio is in the source text.

use clairvoix_text::Utf8Range;

/// What a [`SourceMark`] marks, widest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MarkKind {
    /// A sentence.
    Sentence,
    /// A written word or number.
    Word,
    /// A written syllable; those of a word lie end to end over it ([`crate::PlannedWord::syllables`]).
    Syllable,
    /// One sound; `range` holds the letters that give it.
    Phoneme,
}

impl MarkKind {
    /// The name used in files: `sentence`, `word`, `syllable`, `phoneme`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Word => "word",
            Self::Syllable => "syllable",
            Self::Phoneme => "phoneme",
        }
    }
}

/// A stretch of audio and the source text it says. The consonant of a liaison belongs to the word on
/// its left: in « les amis » the z is heard while « les » is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceMark {
    /// What it marks.
    pub kind: MarkKind,
    /// Where in the source text.
    pub range: Utf8Range,
    /// First frame, counted from the start of the whole audio.
    pub start_frame: u64,
    /// First frame after. Equal to `start_frame` when nothing was said for it.
    pub end_frame: u64,
    /// The sounds in IPA, of a syllable or phoneme; empty for words and sentences.
    pub ipa: String,
    /// Whether both frames come from the engine; false where we divided a longer stretch.
    pub exact: bool,
}

impl SourceMark {
    /// The order of marks in a file: by time, then widest first, then by place in the text.
    #[must_use]
    pub fn order(&self) -> impl Ord + use<> {
        (self.start_frame, self.kind, self.range.start(), self.end_frame)
    }
}
