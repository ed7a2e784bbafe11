//! What shows a profile: list, show, why, history.

use clairvoix::{
    profile::{LayerKind, Layers, Settings, Value as Setting, setting},
    store::{Place, Pupil, Revision, Stack, Store},
};
use serde_json::json;

use super::{print_json, print_lines, target};
use crate::{
    Outcome,
    args::{KeyArgs, ShowArgs, WhichArgs},
    pupil,
    schema::profile as object,
    ui::Ui,
};
use target::Target;

/// The pupils, the active one marked.
pub(super) fn list(ui: &Ui, json: bool) -> Outcome {
    let store = target::store(ui)?;
    let failed = |error| target::failed(ui, &store, &error);
    let active = store.active().map_err(failed)?.map(|pupil| pupil.id);
    let pupils = store.pupils().map_err(failed)?;
    let is_active = |pupil: &Pupil| active.as_ref() == Some(&pupil.id);
    if json {
        let objects = pupils.iter().map(|pupil| {
            json!(object::PupilObject { alias: &pupil.alias, active: is_active(pupil) })
        });
        return print_json(ui, objects);
    }
    if pupils.is_empty() {
        ui.note("note.no_pupils", &[]);
    }
    let mark = ui.get("profile.active");
    print_lines(
        ui,
        pupils.iter().map(|pupil| {
            if is_active(pupil) { format!("{}\t{mark}", pupil.alias) } else { pupil.alias.clone() }
        }),
    )
}

/// A profile: its presets, what it sets; with `--all`, every setting and the layer it comes from.
pub(super) fn show(ui: &Ui, args: &ShowArgs) -> Outcome {
    let store = target::store(ui)?;
    let target = Target::named(ui, &store, args.alias.as_deref(), args.layer.as_deref())?;
    let failed = |error| target::failed(ui, &store, &error);
    let loaded = store.load(target.place()).map_err(failed)?;
    let stack = self::stack(ui, &store, &target)?;
    let layers = stack.layers(store.catalogue());
    let language = pupil::language(ui);
    if args.json {
        let active = store.active().map_err(failed)?;
        let is_active = active.as_ref().map(|p| &p.id) == target.pupil().map(|p| &p.id);
        let presets = loaded.profile.presets.iter().filter_map(|id| store.catalogue().find(id));
        let wrong = loaded.diagnostics.iter().map(|d| object::diagnostic(d, language));
        let value = json!({
            "alias": target.pupil().map(|pupil| pupil.alias.as_str()),
            "active": is_active && target.pupil().is_some(),
            "layer": target.layer,
            "revision": loaded.number,
            "presets": presets.map(|p| object::preset(p, language)).collect::<Vec<_>>(),
            "set": object::own(&loaded.profile),
            "settings": object::all(&layers.settings()),
            "diagnostics": wrong.collect::<Vec<_>>(),
        });
        return print_json(ui, [value]);
    }
    for wrong in &loaded.diagnostics {
        let (line, message) = (wrong.line.to_string(), wrong.message(language));
        let places = [("name", target.name()), ("line", &*line), ("message", &message)];
        ui.note("note.profile", &places);
    }
    let mut lines = vec![target.name().to_owned()];
    for id in &loaded.profile.presets {
        let label = store.catalogue().find(id).map_or("", |preset| preset.label.get(language));
        lines.push(format!("presets\t{id}\t{label}"));
    }
    for key in Settings::keys() {
        let layer = if args.all { won_by(ui, &layers, key) } else { String::new() };
        let settings = if args.all { layers.settings().get(key) } else { loaded.profile.get(key) };
        if let (Some(value), Some(setting)) = (settings, setting(key)) {
            let label = setting.label.get(language);
            lines.push(format!("{key}\t{value}\t{label}\t{layer}").trim_end().to_owned());
        }
    }
    print_lines(ui, lines)
}

/// Why a setting has its value: every layer, and the evidence.
pub(super) fn why(ui: &Ui, args: &KeyArgs) -> Outcome {
    let store = target::store(ui)?;
    let setting = target::known(ui, &args.key)?;
    let target = Target::find(ui, &store, &args.which)?;
    let stack = self::stack(ui, &store, &target)?;
    let layers = stack.layers(store.catalogue());
    let Ok(why) = layers.why(&setting.key) else {
        return Ok(());
    };
    let language = pupil::language(ui);
    if args.which.json {
        return print_json(ui, [object::why(&why, language)]);
    }
    let takes = setting.takes(language);
    let label = setting.label.get(language);
    let mut lines = vec![format!("{} = {}\t{label} ({takes})", setting.key, why.value)];
    for step in &why.steps {
        let mark = if step.wins { "→" } else { " " };
        let layer = ui.get(layer_key(step.layer));
        let name = if step.name.is_empty() { String::new() } else { format!(" {}", step.name) };
        let line = format!("{mark} {layer}{name}\t{}\t{}", shown(ui, &step.value), step.source);
        lines.push(line.trim_end().to_owned());
    }
    print_lines(ui, lines)
}

/// The changes, the oldest first.
pub(super) fn history(ui: &Ui, args: &WhichArgs) -> Outcome {
    let store = target::store(ui)?;
    let target = Target::find(ui, &store, args)?;
    let revisions =
        store.history(target.place()).map_err(|error| target::failed(ui, &store, &error))?;
    if args.json {
        return print_json(ui, revisions.iter().map(object::revision));
    }
    print_lines(ui, revisions.iter().map(|revision| line(ui, revision)))
}

fn line(ui: &Ui, revision: &Revision) -> String {
    let nothing = ui.get("profile.nothing");
    let changes: Vec<String> = revision
        .changes
        .iter()
        .map(|change| {
            let before = change.before.as_deref().unwrap_or(nothing);
            let after = change.after.as_deref().unwrap_or(nothing);
            format!("{} : {before} → {after}", change.key)
        })
        .collect();
    let kind = format!("profile.{}", revision.kind.as_str());
    format!("{}\t{}\t{}\t{}", revision.number, revision.at, ui.get(&kind), changes.join(" ; "))
}

/// The layers of a target's pupil on this computer.
pub(super) fn stack(ui: &Ui, store: &Store, target: &Target) -> Outcome<Stack> {
    let app = match target.place() {
        Place::App(_, name) => Some(name),
        _ => None,
    };
    store.stack(target.pupil(), app).map_err(|error| target::failed(ui, store, &error))
}

fn won_by(ui: &Ui, layers: &Layers<'_>, key: &str) -> String {
    let Ok(why) = layers.why(key) else {
        return String::new();
    };
    let step = why.steps.iter().find(|step| step.wins);
    step.map(|step| {
        format!("{} {}", ui.get(layer_key(step.layer)), step.name).trim_end().to_owned()
    })
    .unwrap_or_default()
}

fn layer_key(layer: LayerKind) -> &'static str {
    match layer {
        LayerKind::Default => "layer.default",
        LayerKind::Preset => "layer.preset",
        LayerKind::Pupil => "layer.pupil",
        LayerKind::Device => "layer.device",
        LayerKind::App => "layer.app",
        LayerKind::Exam => "layer.exam",
    }
}

/// A value for a person.
fn shown(ui: &Ui, value: &Setting) -> String {
    match value {
        Setting::Flag(true) => ui.get("profile.yes").to_owned(),
        Setting::Flag(false) => ui.get("profile.no").to_owned(),
        other => other.to_string(),
    }
}
