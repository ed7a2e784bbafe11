//! One thing at a time: the settings that are offered one by one, and what goes with them.

use clairvoix_profile::{Error, Kind, Profile, Setting, Value, setting};

use crate::question::{forget_colours, rounded};

/// The settings of the screen, in the order in which they are offered; all others are in the expert layer.
pub(crate) const TUNED: &[&str] = &[
    "text.size_pt",
    "spacing.letter_em",
    "spacing.line",
    "page.column_chars",
    "colours.theme",
    "aids.syllables",
    "aids.silent_letters",
    "aids.ruler",
    "aids.visible_lines",
    "voice.rate",
    "voice.pause_sentence_ms",
];

/// So much wider between words for each em between letters: Galliussi 2020, as the presets do.
const WORD_PER_LETTER: f64 = 3.5;

/// The value one step up or down; none at the end.
pub(crate) fn stepped(setting: &Setting, now: f64, by: f64) -> Option<f64> {
    let Kind::Number { step, .. } = &setting.kind else { return None };
    // Steps of 0.01 em would take thirty presses to see: the buttons go by what shows.
    let step = match setting.key.as_str() {
        "spacing.letter_em" => 0.02,
        "voice.pause_sentence_ms" => 200.0,
        _ => *step,
    };
    let next = rounded(setting, now + by * step);
    ((next - now).abs() > 1e-9).then_some(next)
}

/// Sets one thing, and what has to follow it: words widen with letters, a theme brings its colours.
///
/// # Errors
/// As [`Profile::set`].
pub(crate) fn put(
    profile: &mut Profile,
    key: &str,
    value: &Value,
    with_others: bool,
) -> Result<(), Error> {
    if key == "colours.theme" {
        forget_colours(profile);
    }
    profile.set(key, value)?;
    if let (true, "spacing.letter_em", Value::Number(letter), Some(word)) =
        (with_others, key, value, setting("spacing.word_em"))
    {
        profile.set(&word.key, &Value::Number(rounded(word, letter * WORD_PER_LETTER)))?;
    }
    Ok(())
}

/// Forgets one thing and what followed it.
pub(crate) fn forget(profile: &mut Profile, key: &str) {
    profile.unset(key);
    if key == "spacing.letter_em" {
        profile.unset("spacing.word_em");
    }
    if key == "colours.theme" {
        forget_colours(profile);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_widen_with_letters() {
        let mut profile = Profile::default();
        put(&mut profile, "spacing.letter_em", &Value::Number(0.12), true).unwrap();
        assert_eq!(profile.spacing.word_em, Some(0.42));
        forget(&mut profile, "spacing.letter_em");
        assert_eq!(profile, Profile::default());
    }

    #[test]
    fn every_offered_setting_is_there_and_ends_somewhere() {
        for key in TUNED {
            let setting = setting(key).unwrap();
            if let Kind::Number { min, max, .. } = setting.kind {
                assert!(
                    stepped(setting, min, -1.0).is_none() && stepped(setting, max, 1.0).is_none()
                );
                assert!(stepped(setting, min, 1.0).is_some(), "{key}");
            }
        }
    }
}
