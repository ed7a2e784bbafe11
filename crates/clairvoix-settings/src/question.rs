//! « A ou B » : the pupil compares the settings as they are with the same settings and one change.

use std::{collections::BTreeMap, sync::LazyLock};

use clairvoix_profile::{Catalogue, Kind, Label, Layers, Profile, Setting, Value, setting};
use serde::Deserialize;

/// The most questions in a row: three minutes have to do for everything.
pub(crate) const QUESTIONS_MAX: usize = 3;

/// A comparison, from `data/questions.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its name.
    pub id: String,
    /// The observed needs for which it is asked first.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Whether it is asked also where no observed need is about it.
    #[serde(default)]
    pub general: bool,
    /// The question.
    pub ask: Label,
    /// The changes to try; the first that makes a difference is compared.
    pub change: Vec<BTreeMap<String, String>>,
    /// Why this comparison.
    pub source: String,
}

#[derive(Default, Deserialize)]
struct File {
    question: Vec<Question>,
}

/// All questions, the most important first.
#[must_use]
pub fn questions() -> &'static [Question] {
    static QUESTIONS: LazyLock<Vec<Question>> = LazyLock::new(|| {
        let file: File = toml::from_str(include_str!("../data/questions.toml")).unwrap_or_default();
        file.question
    });
    &QUESTIONS
}

/// The questions for a pupil of these needs: those about them first.
pub(crate) fn asked(needs: &[String]) -> Vec<&'static Question> {
    let concerns = |question: &&Question| question.needs.iter().any(|need| needs.contains(need));
    // What is about another need than those observed is no question here, unless it suits everybody.
    let first = questions().iter().filter(concerns);
    let rest = questions().iter().filter(|question| !concerns(question) && question.general);
    first.chain(rest).collect()
}

impl Question {
    /// The profile with the change; none where nothing would differ.
    pub(crate) fn variant(&self, profile: &Profile, catalogue: &Catalogue) -> Option<Profile> {
        let now = Layers::new(profile, catalogue).settings();
        self.change.iter().find_map(|change| {
            let mut changed = profile.clone();
            for (key, operation) in change {
                let setting = setting(key)?;
                let value = applied(setting, &now.get(key)?, operation)?;
                if key == "colours.theme" {
                    forget_colours(&mut changed);
                }
                changed.set(key, &value).ok()?;
            }
            let after = Layers::new(&changed, catalogue).settings();
            (after != now).then_some(changed)
        })
    }
}

/// A theme brings its own colours: none that was set by hand stays behind.
pub(crate) fn forget_colours(profile: &mut Profile) {
    for setting in clairvoix_profile::settings() {
        if matches!(setting.kind, Kind::Colour) {
            profile.unset(&setting.key);
        }
    }
}

fn applied(setting: &Setting, now: &Value, operation: &str) -> Option<Value> {
    let (sign, rest) = operation.split_at_checked(1)?;
    if sign == "=" {
        return setting.parse(rest).ok();
    }
    let (Value::Number(now), Ok(by)) = (now, rest.parse::<f64>()) else { return None };
    let number = match sign {
        "+" => now + by,
        "-" => now - by,
        "*" => now * by,
        _ => return None,
    };
    Some(Value::Number(rounded(setting, number)))
}

/// A number of the setting: in its bounds, on one of its steps.
pub(crate) fn rounded(setting: &Setting, number: f64) -> f64 {
    let Kind::Number { min, max, step, .. } = &setting.kind else { return number };
    let steps = ((number - min) / step).round();
    let number = (min + steps * step).clamp(*min, *max);
    (number * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use clairvoix_profile::needs;

    #[test]
    fn every_question_names_settings_and_needs_that_are_there() {
        assert!(questions().len() >= QUESTIONS_MAX);
        let catalogue = Catalogue::built_in();
        for question in questions() {
            for need in &question.needs {
                assert!(needs().iter().any(|known| known.id == *need), "{}: {need}", question.id);
            }
            for (key, operation) in question.change.iter().flatten() {
                let setting = setting(key).unwrap_or_else(|| panic!("{}: {key}", question.id));
                let now = Profile::default().settings().get(key).unwrap();
                assert!(
                    applied(setting, &now, operation).is_some(),
                    "{}: {operation}",
                    question.id
                );
            }
            let profile = Profile { presets: question.needs.clone(), ..Profile::default() };
            assert!(
                question.variant(&profile, catalogue).is_some(),
                "{} makes no difference",
                question.id
            );
        }
    }

    #[test]
    fn every_set_of_needs_has_enough_questions() {
        let all: Vec<String> = needs().iter().map(|need| need.id.clone()).collect();
        for bits in 0..1 << all.len() {
            let ticked = all.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
            let ticked: Vec<String> = ticked.map(|(_, id)| id.clone()).collect();
            let profile = Profile { presets: ticked.clone(), ..Profile::default() };
            let asked = asked(&ticked);
            let differing = |q: &&&Question| q.variant(&profile, Catalogue::built_in()).is_some();
            assert!(asked.iter().filter(differing).count() >= QUESTIONS_MAX, "{ticked:?}");
        }
    }

    #[test]
    fn a_change_stays_in_bounds_and_on_a_step() {
        let size = setting("text.size_pt").unwrap();
        assert_eq!(applied(size, &Value::Number(14.0), "*1.25"), Some(Value::Number(18.0)));
        assert_eq!(applied(size, &Value::Number(70.0), "*1.25"), Some(Value::Number(72.0)));
        let letter = setting("spacing.letter_em").unwrap();
        assert_eq!(applied(letter, &Value::Number(0.12), "+0.06"), Some(Value::Number(0.18)));
        assert_eq!(applied(letter, &Value::Number(0.12), "?"), None);
    }
}
