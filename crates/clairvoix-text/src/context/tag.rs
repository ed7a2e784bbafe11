//! What the tagger tells apart: the universal parts of speech, the verb by its form.

use super::Upos;

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum VerbForm {
    /// Conjugated: *chante*.
    Finite,
    /// *chanter*.
    Infinitive,
    /// Present or past participle: *chantant*, *chanté*.
    Participle,
}

impl VerbForm {
    const ALL: [Self; 3] = [Self::Finite, Self::Infinitive, Self::Participle];
}

/// A part of speech with the form of a verb: what the tagger predicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    upos: Upos,
    /// Of a verb only.
    form: Option<VerbForm>,
}

impl Tag {
    /// The number of tags with a weight in the model: punctuation and symbols, the last two, are
    /// decided by their characters.
    pub const PREDICTED: usize = 16;

    /// All tags, each at the index of its number.
    pub const ALL: [Self; 18] = {
        let mut all = [Self::of(Upos::X); 18];
        let (mut part, mut form) = (0, 0);
        while part < Upos::ALL.len() {
            let tag = Self::of(Upos::ALL[part]);
            all[tag.number()] = tag;
            part += 1;
        }
        while form < VerbForm::ALL.len() {
            let tag = Self::verb(VerbForm::ALL[form]);
            all[tag.number()] = tag;
            form += 1;
        }
        all
    };

    /// The tag of a part of speech; of the verb, its finite form.
    #[must_use]
    pub const fn of(upos: Upos) -> Self {
        let form = if matches!(upos, Upos::Verb) { Some(VerbForm::Finite) } else { None };
        Self { upos, form }
    }

    /// The tag of a verb in a form.
    #[must_use]
    pub const fn verb(form: VerbForm) -> Self {
        Self { upos: Upos::Verb, form: Some(form) }
    }

    /// Its number, below [`PREDICTED`](Self::PREDICTED) where the model has a weight for it.
    #[must_use]
    pub const fn number(self) -> usize {
        let form = match self.form {
            Some(form) => form as usize,
            None => 0,
        };
        self.upos as usize + form
    }

    /// The universal part of speech.
    #[must_use]
    pub const fn upos(self) -> Upos {
        self.upos
    }

    /// The form of a verb; none for the other parts of speech.
    #[must_use]
    pub const fn verb_form(self) -> Option<VerbForm> {
        self.form
    }

    /// Whether the word is a conjugated verb or auxiliary.
    #[must_use]
    pub const fn is_finite(self) -> bool {
        matches!(self.form, Some(VerbForm::Finite)) || matches!(self.upos, Upos::Aux)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_is_at_its_number() {
        for (number, tag) in Tag::ALL.into_iter().enumerate() {
            assert_eq!(tag.number(), number, "{tag:?}");
        }
    }
}
