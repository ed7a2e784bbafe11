//! What the page remembers while it is open; nothing of it is kept.

use clairvoix_profile::{Language, Profile};

use crate::{Incoming, Spoken, lesson::Lesson, question::Question, subject::Subject};

/// The most steps of a draft that can be undone.
const STEPS_MAX: usize = 100;
/// So many voices of previews are kept: one for each list tried, and the way back.
const SPOKEN_MAX: usize = 4;

/// One person's visit.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) language: Language,
    pub(crate) lesson: Lesson,
    pub(crate) draft: Draft,
    pub(crate) round: Option<Round>,
    pub(crate) notice: Option<Notice>,
    pub(crate) incoming: Option<(Vec<u8>, Incoming)>,
    /// Words written where an alias was refused.
    pub(crate) alias: String,
    spoken: Vec<(u64, Spoken)>,
}

/// A pupil being made.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) profile: Profile,
    pub(crate) list: String,
    past: Vec<Profile>,
}

/// A row of questions.
#[derive(Debug)]
pub(crate) struct Round {
    pub(crate) subject: Subject,
    pub(crate) questions: Vec<&'static Question>,
    /// For each question answered, whether the answer changed something.
    pub(crate) answers: Vec<bool>,
}

/// What the next screen says first.
#[derive(Clone, Debug)]
pub(crate) struct Notice {
    pub(crate) text: String,
    pub(crate) is_trouble: bool,
}

impl Session {
    pub(crate) fn new(language: Language) -> Self {
        Self {
            language,
            lesson: Lesson::sample(),
            draft: Draft::default(),
            round: None,
            notice: None,
            incoming: None,
            alias: String::new(),
            spoken: Vec::new(),
        }
    }

    pub(crate) fn spoken(&self, key: u64) -> Option<&Spoken> {
        self.spoken.iter().find(|known| known.0 == key).map(|known| &known.1)
    }

    pub(crate) fn keep_spoken(&mut self, key: u64, spoken: Spoken) {
        if self.spoken.len() >= SPOKEN_MAX {
            self.spoken.remove(0);
        }
        self.spoken.push((key, spoken));
    }
}

impl Draft {
    /// Puts a profile in, as a step that can be undone.
    pub(crate) fn put(&mut self, profile: Profile) {
        if profile == self.profile {
            return;
        }
        if self.past.len() >= STEPS_MAX {
            self.past.remove(0);
        }
        self.past.push(std::mem::replace(&mut self.profile, profile));
    }

    /// Goes a step back; says whether there was one.
    pub(crate) fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        self.profile = before;
        true
    }

    pub(crate) fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }
}
