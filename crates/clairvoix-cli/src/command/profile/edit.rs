//! What changes a profile: new, use, set, unset, undo, delete.

use clairvoix::{
    profile::{Profile, Value, looks_like_full_name},
    store::{Change, Error, ErrorKind, Saved, Store},
};

use serde_json::json;

use super::{print_json, print_lines, target};
use crate::{
    Outcome,
    args::{DeleteArgs, KeyArgs, NewArgs, SetArgs, UndoArgs, UseArgs},
    failure::Failure,
    schema::profile::{ChangedObject, changes},
    ui::Ui,
};
use target::Target;

/// Names of a profile that are no settings.
const PRESETS: &str = "presets";
const ALIAS: &str = "alias";

/// Makes a pupil, who becomes the active one.
pub(super) fn new(ui: &Ui, args: &NewArgs) -> Outcome {
    let store = target::store(ui)?;
    let presets = target::presets(ui, &store, args.preset.iter().map(String::as_str))?;
    let profile = Profile { presets, ..Profile::default() };
    let pupil = store
        .create(&args.alias, profile)
        .map_err(|error| about(ui, &store, &args.alias, &error))?;
    store.set_active(Some(&pupil)).map_err(|error| target::failed(ui, &store, &error))?;
    if looks_like_full_name(&pupil.alias) {
        ui.note("note.alias_full_name", &[("name", &pupil.alias)]);
    }
    if args.json {
        return print_changed(ui, Some(&pupil.alias), "pupil", 1, &[]);
    }
    print_lines(ui, [ui.fill("done.profile_new", &[("name", &pupil.alias)])])
}

/// Says who is in front of the computer.
pub(super) fn activate(ui: &Ui, args: &UseArgs) -> Outcome {
    let store = target::store(ui)?;
    let nobody = matches!(args.alias.as_str(), "none" | "aucun");
    let pupil = match nobody {
        true => None,
        false => Some(target::pupil(ui, &store, Some(&args.alias))?),
    };
    store.set_active(pupil.as_ref()).map_err(|error| target::failed(ui, &store, &error))?;
    let alias = pupil.as_ref().map(|pupil| pupil.alias.as_str());
    if args.json {
        return print_changed(ui, alias, "pupil", 0, &[]);
    }
    print_lines(
        ui,
        [match alias {
            Some(alias) => ui.fill("done.profile_use", &[("name", alias)]),
            None => ui.get("done.profile_use_none").to_owned(),
        }],
    )
}

/// Gives a setting, the presets or the alias a value.
pub(super) fn set(ui: &Ui, args: &SetArgs) -> Outcome {
    let store = target::store(ui)?;
    let target = Target::find(ui, &store, &args.which)?;
    let saved = match args.key.as_str() {
        PRESETS => {
            let presets = target::presets(ui, &store, args.value.split(','))?;
            change(ui, &store, &target, |profile| profile.presets = presets)?
        }
        ALIAS if target.layer == "pupil" => {
            if looks_like_full_name(&args.value) {
                ui.note("note.alias_full_name", &[("name", &args.value)]);
            }
            let alias = args.value.trim().to_owned();
            change(ui, &store, &target, |profile| profile.alias = Some(alias))?
        }
        key => {
            let setting = target::known(ui, key)?;
            let value = target::value(ui, setting, &args.value)?;
            change(ui, &store, &target, |profile| put(profile, key, &value))?
        }
    };
    report(ui, &target, &saved, args.which.json)
}

/// Forgets the value of a setting: what lies under it holds again.
pub(super) fn unset(ui: &Ui, args: &KeyArgs) -> Outcome {
    let store = target::store(ui)?;
    let target = Target::find(ui, &store, &args.which)?;
    let saved = if args.key == PRESETS {
        change(ui, &store, &target, |profile| profile.presets.clear())?
    } else {
        let key = target::known(ui, &args.key)?.key.as_str();
        change(ui, &store, &target, |profile| profile.unset(key))?
    };
    report(ui, &target, &saved, args.which.json)
}

/// Takes the last change back, or brings back a state of the history.
pub(super) fn undo(ui: &Ui, args: &UndoArgs) -> Outcome {
    let store = target::store(ui)?;
    let target = Target::find(ui, &store, &args.which)?;
    let done = match args.to {
        None => store.undo(target.place()),
        Some(number) => store.restore(target.place(), number),
    };
    let name = args.to.map_or(target.name().to_owned(), |number| number.to_string());
    let saved = done.map_err(|error| about(ui, &store, &name, &error))?;
    report(ui, &target, &saved, args.which.json)
}

/// Deletes a pupil with everything that is kept of them.
pub(super) fn delete(ui: &Ui, args: &DeleteArgs) -> Outcome {
    let store = target::store(ui)?;
    let pupil = target::pupil(ui, &store, Some(&args.alias))?;
    store.delete(&pupil).map_err(|error| target::failed(ui, &store, &error))?;
    if args.json {
        return print_changed(ui, Some(&pupil.alias), "pupil", 0, &[]);
    }
    print_lines(ui, [ui.fill("done.profile_deleted", &[("name", &pupil.alias)])])
}

/// Puts a checked value in.
pub(super) fn put(profile: &mut Profile, key: &str, value: &Value) {
    // `target::value` has passed it: it cannot be refused.
    let _ = profile.set(key, value);
}

fn change(
    ui: &Ui,
    store: &Store,
    target: &Target,
    change: impl FnOnce(&mut Profile),
) -> Outcome<Saved> {
    let saved = store.change(target.place(), change);
    saved.map_err(|error| about(ui, store, target.name(), &error))
}

/// Failures about a name say it; those about a disk say the folder.
pub(super) fn about(ui: &Ui, store: &Store, name: &str, error: &Error) -> Failure {
    match error.kind {
        ErrorKind::Read(_) | ErrorKind::Write(_) => target::failed(ui, store, error),
        _ => Failure::store(ui, name, error),
    }
}

/// Says what is different now.
fn report(ui: &Ui, target: &Target, saved: &Saved, json: bool) -> Outcome {
    let alias = target.pupil().map(|pupil| pupil.alias.as_str());
    report_of(ui, alias, &target.layer, saved, json)
}

/// Says what is different now in a layer.
pub(super) fn report_of(
    ui: &Ui,
    alias: Option<&str>,
    layer: &str,
    saved: &Saved,
    json: bool,
) -> Outcome {
    if json {
        return print_changed(ui, alias, layer, saved.number, &saved.changes);
    }
    let name = alias.unwrap_or(layer);
    if saved.changes.is_empty() {
        return print_lines(ui, [ui.fill("done.profile_same", &[("name", name)])]);
    }
    print_lines(ui, lines(ui, name, &saved.changes))
}

/// A line a change, for a person.
pub(super) fn lines(ui: &Ui, name: &str, changes: &[Change]) -> Vec<String> {
    let nothing = ui.get("profile.nothing");
    let line = |change: &Change| {
        let before = change.before.as_deref().unwrap_or(nothing);
        let after = change.after.as_deref().unwrap_or(nothing);
        format!("{name} : {} : {before} → {after}", change.key)
    };
    changes.iter().map(line).collect()
}

fn print_changed(
    ui: &Ui,
    alias: Option<&str>,
    layer: &str,
    revision: u64,
    list: &[Change],
) -> Outcome {
    print_json(ui, [object(alias, layer, revision, list)])
}

/// The object of a change.
pub(super) fn object(
    alias: Option<&str>,
    layer: &str,
    revision: u64,
    list: &[Change],
) -> serde_json::Value {
    json!(ChangedObject { alias, layer, revision, changes: changes(list) })
}
