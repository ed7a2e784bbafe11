//! Whose settings a screen is about.

/// A pupil who is kept, or the one being made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// Not kept yet, without a name.
    Draft,
    /// Kept under this id.
    Pupil(String),
}

impl Subject {
    /// The subject and the rest of a path: `draft/tune`, `p/0a1b/tune`.
    pub(crate) fn split(path: &str) -> Option<(Self, &str)> {
        if let Some(rest) = path.strip_prefix("draft/") {
            return Some((Self::Draft, rest));
        }
        let (id, rest) = path.strip_prefix("p/")?.split_once('/')?;
        let fits =
            !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric());
        fits.then(|| (Self::Pupil(id.to_owned()), rest))
    }

    /// The path of one of its screens.
    pub(crate) fn path(&self, screen: &str) -> String {
        match self {
            Self::Draft => format!("draft/{screen}"),
            Self::Pupil(id) => format!("p/{id}/{screen}"),
        }
    }

    pub(crate) fn id(&self) -> Option<&str> {
        match self {
            Self::Draft => None,
            Self::Pupil(id) => Some(id),
        }
    }
}
