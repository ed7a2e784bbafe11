//! The families of `data/confusable.tsv`.

use super::set::FamilySet;
use crate::{
    data::lines,
    phoneme::{Phoneme, Phonemes},
};
use std::sync::LazyLock;

static SOURCE: &str = include_str!("../../data/confusable.tsv");

/// The families in the order of the file; a test checks that every line is one.
static FAMILIES: LazyLock<Vec<Family>> = LazyLock::new(|| {
    let families = lines(SOURCE).filter_map(|line| parse(line).ok()).take(FamilySet::MAX);
    families.enumerate().map(|(index, family)| Family { index, ..family }).collect()
});

/// What the members of a family are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FamilyKind {
    /// Letters that look alike: in every language.
    Letter,
    /// Sounds that are heard alike: in French.
    Sound,
    /// Letters that write one sound together: in French.
    Spelling,
}

/// Letters, sounds or spellings that go together.
#[derive(Debug, PartialEq, Eq)]
pub struct Family {
    pub(super) index: usize,
    /// What its members are.
    pub kind: FamilyKind,
    /// What a program asks for: `b-d-p-q`.
    pub id: &'static str,
    /// What pupils and teachers call it: « b, d, p et q ».
    pub french: &'static str,
    /// The same in English.
    pub english: &'static str,
    pub(super) members: Vec<Member>,
}

/// One member of a family, as it is looked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Member {
    Letter(char),
    Sound(Phoneme),
    Spelling { letters: &'static str, sounds: Phonemes, last: bool },
}

/// All families.
///
/// ```
/// use clairvoix_text::confusable::families;
/// let names: Vec<_> = families().iter().map(|family| family.french).collect();
/// assert!(names.contains(&"b et d") && names.contains(&"les sons f et v"));
/// ```
#[must_use]
pub fn families() -> &'static [Family] {
    &FAMILIES
}

/// The family called `id`.
#[must_use]
pub fn family(id: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.id == id)
}

fn parse(line: &'static str) -> Result<Family, String> {
    let fields: Vec<&str> = line.split('\t').collect();
    let &[kind, id, members, french, english] = fields.as_slice() else {
        return Err(format!("{line:?}: a family has five fields"));
    };
    let (kind, member): (_, fn(&'static str) -> Option<Member>) = match kind {
        "letter" => (FamilyKind::Letter, |member| only(member).map(Member::Letter)),
        "sound" => (FamilyKind::Sound, |member| {
            only(member).and_then(Phoneme::from_lexique).map(Member::Sound)
        }),
        "spelling" => (FamilyKind::Spelling, spelling),
        other => return Err(format!("{line:?}: no kind of family is called {other:?}")),
    };
    let members = members
        .split(' ')
        .map(|source| member(source).ok_or_else(|| format!("{line:?}: {source:?} is no {kind:?}")));
    let members = members.collect::<Result<_, _>>()?;
    Ok(Family { index: 0, kind, id, french, english, members })
}

fn only(member: &str) -> Option<char> {
    let mut chars = member.chars();
    chars.next().filter(|_| chars.next().is_none())
}

fn spelling(member: &'static str) -> Option<Member> {
    let (letters, codes) = member.split_once('=')?;
    let sounds = Phonemes::from_lexique(codes);
    let (letters, last) = letters.strip_suffix('$').map_or((letters, false), |it| (it, true));
    let whole = !letters.is_empty() && sounds.len() == codes.chars().count();
    whole.then_some(Member::Spelling { letters, sounds, last })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_line_is_a_family_with_a_name_of_its_own() {
        let mut ids = HashSet::new();
        for line in lines(SOURCE) {
            let family = parse(line).unwrap_or_else(|message| panic!("{message}"));
            assert!(ids.insert(family.id), "{} is there twice", family.id);
            assert!(!family.french.is_empty() && !family.english.is_empty(), "{line}");
        }
        assert_eq!(families().len(), ids.len(), "more families than a set holds");
    }
}
