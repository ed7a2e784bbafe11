//! The objects of `clairvoix profile … --json`.

use clairvoix::{
    profile::{Diagnostic, Kind, Language, Preset, Profile, Settings, Value as Setting, Why},
    store::{Change, JournalEntry, Revision},
};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// One pupil of `list`.
#[derive(Serialize)]
pub(crate) struct PupilObject<'a> {
    pub(crate) alias: &'a str,
    pub(crate) active: bool,
}

/// What `new`, `set`, `unset`, `undo`, `use` and `delete` did.
#[derive(Serialize)]
pub(crate) struct ChangedObject<'a> {
    /// Null for the device's layer, and where nobody is active.
    pub(crate) alias: Option<&'a str>,
    pub(crate) layer: &'a str,
    pub(crate) revision: u64,
    pub(crate) changes: Vec<ChangeObject<'a>>,
}

/// One name that has another value.
#[derive(Serialize)]
pub(crate) struct ChangeObject<'a> {
    key: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

/// The objects of changes.
pub(crate) fn changes(list: &[Change]) -> Vec<ChangeObject<'_>> {
    list.iter()
        .map(|change| ChangeObject {
            key: &change.key,
            before: change.before.as_deref(),
            after: change.after.as_deref(),
        })
        .collect()
}

/// One line of `history`.
pub(crate) fn revision(revision: &Revision) -> Value {
    json!({
        "revision": revision.number,
        "at": revision.at,
        "kind": revision.kind.as_str(),
        "changes": changes(&revision.changes),
    })
}

/// One entry of `journal`.
pub(crate) fn entry(entry: &JournalEntry) -> Value {
    json!({
        "date": entry.date,
        "adaptation": entry.adaptation,
        "value": entry.value,
        "helped": entry.helped.as_str(),
        "role": entry.role.as_str(),
    })
}

/// A setting's value: a number, a truth value or a string.
pub(crate) fn value(value: &Setting) -> Value {
    match value {
        Setting::Number(number) if number.fract() == 0.0 && number.abs() < 1e9 => {
            #[allow(clippy::cast_possible_truncation, reason = "a whole number of a few digits")]
            let whole = *number as i64;
            json!(whole)
        }
        Setting::Number(number) => json!(number),
        Setting::Flag(flag) => json!(flag),
        Setting::Word(word) => json!(word),
        Setting::Colour(colour) => json!(colour.to_string()),
    }
}

/// What the profile itself sets.
pub(crate) fn own(profile: &Profile) -> Value {
    let set = |key: &&str| Some(((*key).to_owned(), value(&profile.get(key)?)));
    Value::Object(Settings::keys().iter().filter_map(set).collect::<Map<_, _>>())
}

/// The value of every setting.
pub(crate) fn all(settings: &Settings) -> Value {
    let get = |key: &&str| Some(((*key).to_owned(), value(&settings.get(key)?)));
    Value::Object(Settings::keys().iter().filter_map(get).collect::<Map<_, _>>())
}

/// What is wrong in a file.
pub(crate) fn diagnostic(diagnostic: &Diagnostic, language: Language) -> Value {
    json!({
        "line": diagnostic.line,
        "column": diagnostic.column,
        "key": diagnostic.key,
        "nearest": diagnostic.nearest,
        "message": diagnostic.message(language),
    })
}

/// A preset: its id and what the pupil sees.
pub(crate) fn preset(preset: &Preset, language: Language) -> Value {
    json!({ "id": preset.id, "label": preset.label.get(language) })
}

/// Why a setting has its value.
pub(crate) fn why(why: &Why, language: Language) -> Value {
    let steps: Vec<Value> = why
        .steps
        .iter()
        .map(|step| {
            json!({
                "layer": step.layer.as_str(),
                "name": step.name,
                "value": value(&step.value),
                "wins": step.wins,
                "source": step.source,
            })
        })
        .collect();
    json!({
        "key": why.setting.key,
        "label": why.setting.label.get(language),
        "unit": match &why.setting.kind { Kind::Number { unit, .. } => unit.as_str(), _ => "" },
        "value": value(&why.value),
        "takes": why.setting.takes(language),
        "steps": steps,
    })
}
