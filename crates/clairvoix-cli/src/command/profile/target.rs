//! Which pupil and which layer a command is about.

use clairvoix::{
    profile::{Setting, Value, nearest_key, setting},
    store::{Error, ErrorKind, Place, Pupil, Store},
};

use crate::{Outcome, args::WhichArgs, failure::Failure, pupil, ui::Ui};

/// The store of this person.
pub(super) fn store(ui: &Ui) -> Outcome<Store> {
    Store::open().map_err(|error| Failure::store(ui, "", &error))
}

/// A failure of the store about its folder.
pub(super) fn failed(ui: &Ui, store: &Store, error: &Error) -> Failure {
    Failure::store(ui, &store.folder().display().to_string(), error)
}

/// The pupil of that alias, else the active one.
pub(super) fn pupil(ui: &Ui, store: &Store, alias: Option<&str>) -> Outcome<Pupil> {
    match alias {
        Some(alias) => store.find(alias).map_err(|error| match error.kind {
            ErrorKind::UnknownPupil => unknown(ui, store, alias),
            _ => failed(ui, store, &error),
        }),
        None => store
            .active()
            .map_err(|error| failed(ui, store, &error))?
            .ok_or_else(|| Failure::Usage(ui.fill("failure.store_nobody", &[]))),
    }
}

/// Nobody is called so: says who there is.
fn unknown(ui: &Ui, store: &Store, alias: &str) -> Failure {
    let pupils = store.pupils().unwrap_or_default();
    let names: Vec<String> = pupils.into_iter().map(|pupil| pupil.alias).collect();
    let there = if names.is_empty() { "—".to_owned() } else { names.join(", ") };
    let places = [("name", alias), ("pupils", &there)];
    Failure::Usage(ui.fill("failure.store_unknown_pupil", &places))
}

/// A pupil or a layer, found in the store.
pub(super) struct Target {
    pupil: Option<Pupil>,
    app: Option<String>,
    /// Its name for scripts: `pupil`, `device`, `app:NAME`.
    pub(super) layer: String,
}

impl Target {
    /// What the options name; without any, what the active pupil set.
    pub(super) fn find(ui: &Ui, store: &Store, args: &WhichArgs) -> Outcome<Self> {
        Self::named(ui, store, args.pupil.as_deref(), args.layer.as_deref())
    }

    pub(super) fn named(
        ui: &Ui,
        store: &Store,
        alias: Option<&str>,
        layer: Option<&str>,
    ) -> Outcome<Self> {
        let layer = layer.unwrap_or("pupil");
        let app = layer.strip_prefix("app:").map(str::to_owned);
        let pupil = match layer {
            "device" => None,
            "pupil" => Some(self::pupil(ui, store, alias)?),
            _ if app.is_some() => Some(self::pupil(ui, store, alias)?),
            _ => {
                let places = [("value", layer), ("arg", "--layer")];
                let what = ui.fill("usage.invalid_value", &places);
                let values =
                    ui.fill("usage.possible_values", &[("values", "pupil, device, app:…")]);
                return Err(Failure::Usage(format!("{what}. {values}")));
            }
        };
        Ok(Self { pupil, app, layer: layer.to_owned() })
    }

    pub(super) fn place(&self) -> Place<'_> {
        match (&self.pupil, &self.app) {
            (None, _) => Place::Device,
            (Some(pupil), None) => Place::Pupil(pupil),
            (Some(pupil), Some(app)) => Place::App(pupil, app),
        }
    }

    pub(super) fn pupil(&self) -> Option<&Pupil> {
        self.pupil.as_ref()
    }

    /// What messages call it.
    pub(super) fn name(&self) -> &str {
        self.pupil.as_ref().map_or(&self.layer, |pupil| &pupil.alias)
    }
}

/// The setting of a dotted name, or the failure that names the nearest one.
pub(super) fn known(ui: &Ui, key: &str) -> Outcome<&'static Setting> {
    setting(key).ok_or_else(|| {
        let what = ui.fill("usage.unknown_key", &[("key", key)]);
        let near = nearest_key(key)
            .map(|near| ui.fill("usage.suggestion", &[("suggestion", near)]))
            .unwrap_or_default();
        Failure::Usage(format!("{what} {near}").trim_end().to_owned())
    })
}

/// The value of a setting written by hand, or the failure that names the bounds.
pub(super) fn value(ui: &Ui, setting: &Setting, text: &str) -> Outcome<Value> {
    setting.parse(text).map_err(|_| {
        let takes = setting.takes(pupil::language(ui));
        let places = [("key", setting.key.as_str()), ("takes", &takes), ("value", text)];
        Failure::Usage(ui.fill("usage.bad_value", &places))
    })
}

/// The ids of presets, or the failure that names the nearest one.
pub(super) fn presets<'t>(
    ui: &Ui,
    store: &Store,
    ids: impl Iterator<Item = &'t str>,
) -> Outcome<Vec<String>> {
    let catalogue = store.catalogue();
    let mut found = Vec::new();
    for id in ids.map(str::trim).filter(|id| !id.is_empty()) {
        if catalogue.find(id).is_none() {
            let all: Vec<_> = catalogue.presets().iter().map(|p| p.id.as_str()).collect();
            let places = [("name", id), ("presets", &*all.join(", "))];
            let what = ui.fill("usage.unknown_preset", &places);
            let near = catalogue
                .nearest(id)
                .map(|near| ui.fill("usage.suggestion", &[("suggestion", near)]))
                .unwrap_or_default();
            return Err(Failure::Usage(format!("{what} {near}").trim_end().to_owned()));
        }
        found.push(id.to_owned());
    }
    Ok(found)
}
