//! Which language the messages are in.

use std::{env, ffi::OsStr};

/// A language of the messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum UiLanguage {
    /// French.
    Fr,
    /// English.
    En,
}

impl UiLanguage {
    /// The language asked for by `--ui-lang`, else that of the locale. Read before the arguments
    /// are parsed, because the help and the errors of the parser are in that language too.
    pub(crate) fn from_environment() -> Self {
        asked_for(env::args_os()).unwrap_or_else(|| {
            if locale().is_some_and(|name| name.to_ascii_lowercase().starts_with("fr")) {
                Self::Fr
            } else {
                Self::En
            }
        })
    }
}

/// The value of the last `--ui-lang` before `--`, where it is one we have.
fn asked_for<S: AsRef<OsStr>>(args: impl Iterator<Item = S>) -> Option<UiLanguage> {
    let mut found = None;
    let mut value_follows = false;
    for arg in args.skip(1) {
        let Some(arg) = arg.as_ref().to_str() else {
            value_follows = false;
            continue;
        };
        let value = if value_follows { Some(arg) } else { arg.strip_prefix("--ui-lang=") };
        value_follows = arg == "--ui-lang";
        match value {
            Some("fr") => found = Some(UiLanguage::Fr),
            Some("en") => found = Some(UiLanguage::En),
            _ => {}
        }
        if arg == "--" {
            break;
        }
    }
    found
}

/// The locale of messages, in POSIX's order, then the system's own setting.
fn locale() -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()))
        .or_else(sys_locale::get_locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_is_found_wherever_it_stands() {
        let find = |args: &[&str]| asked_for(args.iter());
        assert_eq!(find(&["clairvoix", "say", "x"]), None);
        assert_eq!(find(&["clairvoix", "--ui-lang", "en", "say"]), Some(UiLanguage::En));
        assert_eq!(find(&["clairvoix", "say", "--ui-lang=fr"]), Some(UiLanguage::Fr));
        assert_eq!(find(&["clairvoix", "say", "--", "--ui-lang=fr"]), None);
        assert_eq!(find(&["clairvoix", "--ui-lang", "de"]), None);
    }
}
