//! What Clairvoix needs of a computer: looked at one by one, each with the way to mend it.

#[cfg(target_os = "linux")]
mod desktop;
mod fonts;
mod sound;
mod voices;

use crate::ui::Ui;

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// As it should be.
    Good,
    /// It works without; something is lost.
    Lacking,
    /// Needed, and not there.
    Missing,
}

impl State {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Lacking => "lacking",
            Self::Missing => "missing",
        }
    }
}

/// One thing that was looked at.
pub(crate) struct Check {
    /// Its key in `[check]`.
    pub(crate) name: &'static str,
    pub(crate) state: State,
    /// What there is, in the person's language.
    pub(crate) found: String,
    /// What to do where it is not as it should be.
    pub(crate) fix: Option<String>,
}

impl Check {
    fn good(name: &'static str, found: String) -> Self {
        Self { name, state: State::Good, found, fix: None }
    }

    /// `key` in `[check]` has what is wrong, `key_fix` what to do.
    fn bad(ui: &Ui, name: &'static str, state: State, key: &str, places: &[(&str, &str)]) -> Self {
        let found = ui.fill(&format!("check.{key}"), places);
        let fix = Some(ui.fill(&format!("check.{key}_fix"), places));
        Self { name, state, found, fix }
    }
}

/// All of them, what is needed most first.
pub(crate) fn all(ui: &Ui) -> Vec<Check> {
    let everywhere = [voices::check(ui), sound::check(ui), fonts::check(ui)];
    #[cfg(target_os = "linux")]
    let here = desktop::checks(ui);
    #[cfg(not(target_os = "linux"))]
    let here = [];
    everywhere.into_iter().chain(here).collect()
}
