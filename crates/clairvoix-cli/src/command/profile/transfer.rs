//! `clairvoix profile export` and `import`: a pupil as one file.

use std::{
    io::{Read, Write},
    path::Path,
};

use clairvoix::{
    profile::{
        Layers, Profile, differences, looks_like_full_name, read_pnp, read_profile_with, write_pnp,
        write_profile,
    },
    store::{
        BUNDLE_BYTES_MAX, Bundle, Change, ErrorKind, PASSPHRASE_CHARS_MIN, Place, Pupil, Store,
        Work, cards, is_cards, is_sealed, open_sealed, read_bundle, read_cards, seal, write_bundle,
    },
};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{edit, print_json, print_lines, target};
use crate::{
    Outcome,
    args::{ExportArgs, ImportArgs},
    failure::Failure,
    input::Input,
    output::Stdout,
    pending::Pending,
    pupil, secret,
    ui::Ui,
};

/// Writes a pupil's file.
pub(super) fn export(ui: &Ui, args: &ExportArgs) -> Outcome {
    let store = target::store(ui)?;
    let pupil = target::pupil(ui, &store, args.alias.as_deref())?;
    let bundle = store.export(&pupil).map_err(|error| target::failed(ui, &store, &error))?;
    let profile = read_profile_with(bundle.profile.as_bytes(), store.catalogue()).0;
    let text = if args.pnp {
        let presets_too = Layers::new(&profile, store.catalogue()).flatten();
        let (xml, left_out) = write_pnp(&presets_too);
        if !left_out.is_empty() {
            ui.note("note.pnp_left_out", &[("names", &left_out.join(", "))]);
        }
        xml
    } else if args.codes {
        let codes = cards(&profile);
        codes.ok_or_else(|| Failure::io(ui, "failure.code", &[("name", &pupil.alias)]))?.concat()
    } else {
        write_bundle(&bundle)
    };
    if !args.passphrase {
        return write(ui, args.out.as_deref(), &text, args.json);
    }
    let passphrase = secret::ask(ui, "secret.new_passphrase", true)?;
    if passphrase.chars().count() < PASSPHRASE_CHARS_MIN {
        return Err(Failure::Usage(ui.fill("failure.passphrase_short", &[])));
    }
    let sealed = seal(text.as_bytes(), &passphrase, Work::Remembered)
        .map_err(|error| Failure::store(ui, &pupil.alias, &error))?;
    write_bytes(ui, args.out.as_deref(), &sealed, args.json)
}

/// Writes a text to a file, or to standard output; a file is only replaced whole.
pub(super) fn write(ui: &Ui, out: Option<&Path>, text: &str, json: bool) -> Outcome {
    write_bytes(ui, out, text.as_bytes(), json)
}

fn write_bytes(ui: &Ui, out: Option<&Path>, bytes: &[u8], json: bool) -> Outcome {
    let Some(path) = out else {
        let mut out = Stdout::new();
        out.put(ui, bytes)?;
        return out.finish(ui);
    };
    let mut file = Pending::create(ui, path)?;
    file.write_all(bytes).map_err(|e| Failure::write(ui, file.name(), &e))?;
    file.commit(ui)?;
    let name = path.display().to_string();
    if json {
        let digest = Sha256::digest(bytes);
        let sum: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        return print_json(ui, [json!({ "file": name, "bytes": bytes.len(), "sha256": sum })]);
    }
    ui.done("done.wrote", &[("name", &name)]);
    Ok(())
}

/// Makes a pupil of a file or of codes, or changes the one of that alias; or shows what would change.
pub(super) fn import(ui: &Ui, args: &ImportArgs) -> Outcome {
    let store = target::store(ui)?;
    let bundle = read(ui, &args.file)?;
    let (profile, diagnostics) = read_profile_with(bundle.profile.as_bytes(), store.catalogue());
    let alias = args.alias.clone().unwrap_or_else(|| bundle.alias.clone());
    for diagnostic in &diagnostics {
        let (line, message) =
            (diagnostic.line.to_string(), diagnostic.message(pupil::language(ui)));
        ui.note("note.profile", &[("name", &alias), ("line", &line), ("message", &message)]);
    }
    let existing = match store.find(&alias) {
        Ok(pupil) => Some(pupil),
        Err(error) if error.kind == ErrorKind::UnknownPupil => None,
        Err(error) => return Err(target::failed(ui, &store, &error)),
    };
    if args.dry_run {
        return preview(ui, &store, &alias, existing.as_ref(), profile, args.json);
    }
    if existing.is_some() && !args.replace {
        return Err(Failure::Usage(ui.fill("usage.import_exists", &[("name", &alias)])));
    }
    let pupil = match existing {
        Some(pupil) => pupil,
        None => {
            if looks_like_full_name(&alias) {
                ui.note("note.alias_full_name", &[("name", &alias)]);
            }
            let made = store.create(&alias, Profile::default());
            made.map_err(|error| edit::about(ui, &store, &alias, &error))?
        }
    };
    let saved = store.take(&pupil, &bundle).map_err(|e| edit::about(ui, &store, &alias, &e))?;
    edit::report_of(ui, Some(&pupil.alias), "pupil", &saved, args.json)
}

/// The bundle of a file: an exported one, or the text of codes.
fn read(ui: &Ui, path: &Path) -> Outcome<Bundle> {
    let mut input = Input::open(ui, path)?;
    let mut bytes = Vec::new();
    (&mut input)
        .take(BUNDLE_BYTES_MAX as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| Failure::read(ui, &input.name, &e))?;
    let refused = |error: clairvoix::store::Error| {
        let places = [("name", input.name.as_str()), ("reason", error.message.as_str())];
        Failure::io(ui, "failure.import", &places)
    };
    if is_sealed(&bytes) {
        if path.as_os_str() == "-" {
            // The passphrase could only come from where the file came from.
            return Err(Failure::Usage(ui.fill("failure.import_sealed_stdin", &[])));
        }
        let passphrase = secret::ask(ui, "secret.passphrase", false)?;
        bytes = open_sealed(&bytes, &passphrase)
            .map_err(|error| Failure::store(ui, &input.name, &error))?;
    }
    let text = String::from_utf8_lossy(&bytes);
    if is_cards(&text) {
        let profile = read_cards(&text).map_err(refused)?;
        let alias = clairvoix::profile::read_profile(profile.as_bytes()).0.alias;
        return Ok(Bundle { alias: alias.unwrap_or_default(), profile, ..Bundle::default() });
    }
    if text.contains("access-for-all-pnp") && text.trim_start().starts_with('<') {
        let (profile, not_taken) = read_pnp(&text);
        if !not_taken.is_empty() {
            ui.note("note.pnp_not_taken", &[("names", &not_taken.join(", "))]);
        }
        return Ok(Bundle { profile: write_profile(&profile), ..Bundle::default() });
    }
    read_bundle(&bytes).map_err(refused)
}

/// What importing would change; nothing is changed.
fn preview(
    ui: &Ui,
    store: &Store,
    alias: &str,
    existing: Option<&Pupil>,
    mut profile: Profile,
    json: bool,
) -> Outcome {
    let before = match existing {
        Some(pupil) => {
            let loaded = store.load(Place::Pupil(pupil));
            loaded.map_err(|error| target::failed(ui, store, &error))?.profile
        }
        None => Profile::default(),
    };
    // The alias is the one it is imported under.
    profile.alias = before.alias.clone();
    let changes: Vec<Change> =
        differences(&before, &profile).into_iter().map(Change::from).collect();
    if json {
        return print_json(ui, [edit::object(Some(alias), "pupil", 0, &changes)]);
    }
    let exists = if existing.is_some() { "profile.would_change" } else { "profile.would_make" };
    let first = ui.fill(exists, &[("name", alias)]);
    print_lines(ui, std::iter::once(first).chain(edit::lines(ui, alias, &changes)))
}
