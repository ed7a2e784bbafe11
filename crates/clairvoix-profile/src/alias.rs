//! The pseudonym by which a pupil is known here.

/// The most characters of an alias.
pub const ALIAS_CHARS_MAX: usize = 40;

/// Words that a command takes for something else.
const RESERVED: &[&str] = &["none", "aucun", "-"];

/// The alias without spaces around it; none where it is empty, too long, has characters that do not
/// show, or means something else on the command line.
///
/// ```
/// use clairvoix_profile::alias;
/// assert_eq!(alias(" Renard "), Some("Renard"));
/// assert_eq!(alias("none"), None);
/// ```
#[must_use]
pub fn alias(text: &str) -> Option<&str> {
    let text = text.trim();
    let fits = !text.is_empty()
        && text.chars().count() <= ALIAS_CHARS_MAX
        && !text.chars().any(char::is_control)
        && !text.starts_with('-')
        && !RESERVED.contains(&text.to_lowercase().as_str());
    fits.then_some(text)
}

/// Whether an alias looks like a first name and a family name: two words or more that begin with a
/// capital. A pseudonym is asked for; this is a reason to remind, never to refuse.
///
/// ```
/// use clairvoix_profile::looks_like_full_name;
/// assert!(looks_like_full_name("Léa DUPONT") && looks_like_full_name("Jean-Luc M."));
/// assert!(!looks_like_full_name("Renard") && !looks_like_full_name("Petit loup 6B"));
/// ```
#[must_use]
pub fn looks_like_full_name(alias: &str) -> bool {
    let is_name = |word: &&str| {
        let letters =
            word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
        letters && word.starts_with(char::is_uppercase)
    };
    alias.split_whitespace().filter(is_name).count() >= 2
}
