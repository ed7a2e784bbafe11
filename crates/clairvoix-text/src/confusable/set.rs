//! Which families are asked for.

use super::family::{Family, families, family};
use std::fmt;

/// A choice of families.
///
/// ```
/// use clairvoix_text::confusable::FamilySet;
/// let set: FamilySet = "b-d, f-v-sound".parse()?;
/// assert_eq!(set.iter().map(|family| family.id).collect::<Vec<_>>(), ["b-d", "f-v-sound"]);
/// assert!("b-d,k-z".parse::<FamilySet>().is_err());
/// # Ok::<(), clairvoix_text::confusable::UnknownFamily>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FamilySet(u128);

impl FamilySet {
    /// No family.
    pub const NONE: Self = Self(0);

    /// The most families that can be told apart.
    pub(super) const MAX: usize = 128;

    /// All families.
    #[must_use]
    pub fn all() -> Self {
        families().iter().fold(Self::NONE, |set, family| set.with(family))
    }

    /// This choice and one family more.
    #[must_use]
    pub const fn with(self, family: &Family) -> Self {
        Self(self.0 | 1 << family.index)
    }

    /// Whether a family is chosen.
    #[must_use]
    pub const fn contains(self, family: &Family) -> bool {
        self.0 >> family.index & 1 == 1
    }

    /// The families chosen, in the order of [`families`].
    pub fn iter(self) -> impl Iterator<Item = &'static Family> {
        families().iter().filter(move |family| self.contains(family))
    }
}

impl std::str::FromStr for FamilySet {
    type Err = UnknownFamily;

    /// Names parted by commas; `all` is every family.
    fn from_str(names: &str) -> Result<Self, UnknownFamily> {
        let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
        names.into_iter().try_fold(Self::NONE, |set, name| match (name, family(name)) {
            (_, Some(family)) => Ok(set.with(family)),
            ("all", None) => Ok(Self::all()),
            (unknown, None) => Err(UnknownFamily { name: unknown.to_owned() }),
        })
    }
}

/// A name that no family has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFamily {
    /// The name.
    pub name: String,
}

impl fmt::Display for UnknownFamily {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<&str> = families().iter().map(|family| family.id).collect();
        let Self { name } = self;
        write!(f, "no family is called {name:?}; there are: all, {}", known.join(", "))
    }
}

impl std::error::Error for UnknownFamily {}
