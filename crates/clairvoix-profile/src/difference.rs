//! What differs between two profiles, name by name.

use crate::{Profile, settings::KEYS};

/// One name whose value differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The dotted name of a setting, or `alias` or `presets`.
    pub key: String,
    /// The value before, as [`crate::Setting::parse`] reads it; none where there was none.
    pub before: Option<String>,
    /// The value after.
    pub after: Option<String>,
}

/// What has to change to make `after` of `before`, in the order of the settings. What this version
/// does not know is not compared.
///
/// ```
/// use clairvoix_profile::{differences, read_profile};
/// let (before, _) = read_profile(b"[text]\nsize_pt = 14\n");
/// let (after, _) = read_profile(b"presets = [\"espace\"]\n[text]\nsize_pt = 16\n");
/// let found = differences(&before, &after);
/// assert_eq!((found[0].key.as_str(), found[0].after.as_deref()), ("presets", Some("espace")));
/// assert_eq!(found[1].before.as_deref(), Some("14"));
/// ```
#[must_use]
pub fn differences(before: &Profile, after: &Profile) -> Vec<Difference> {
    let presets =
        |profile: &Profile| (!profile.presets.is_empty()).then(|| profile.presets.join(", "));
    let own = |profile: &Profile, key: &str| profile.get(key).map(|value| value.to_string());
    let tops = [
        ("alias", before.alias.clone(), after.alias.clone()),
        ("presets", presets(before), presets(after)),
    ];
    let settings = KEYS.iter().map(|key| (*key, own(before, key), own(after, key)));
    tops.into_iter()
        .chain(settings)
        .filter(|(_, before, after)| before != after)
        .map(|(key, before, after)| Difference { key: key.to_owned(), before, after })
        .collect()
}
