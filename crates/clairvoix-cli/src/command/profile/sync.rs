//! `clairvoix profile sync`: asks the program `clairvoix-sync` beside this one, which alone uses a network.

use std::{
    env,
    io::{ErrorKind, Write},
    path::PathBuf,
    process::{Command, Stdio},
};

use clairvoix::{
    profile::{differences, read_profile},
    store::{Change, PASSPHRASE_CHARS_MIN},
};
use serde_json::{Value, json};

use super::{edit, print_json, print_lines};
use crate::{Outcome, args::SyncAction, failure::Failure, secret, ui::Ui};

const PROGRAM: &str = "clairvoix-sync";

pub(super) fn run(ui: &Ui, action: &SyncAction) -> Outcome {
    match action {
        SyncAction::Setup(args) => {
            let password = secret::ask(ui, "secret.password", false)?;
            let passphrase = secret::ask(ui, "secret.sync_passphrase", true)?;
            if passphrase.chars().count() < PASSPHRASE_CHARS_MIN {
                return Err(Failure::Usage(ui.fill("failure.passphrase_short", &[])));
            }
            let request = json!({
                "action": "set_up",
                "url": args.url,
                "user": args.user,
                "password": password,
                "passphrase": passphrase,
            });
            let answer = ask(ui, &request)?;
            said(ui, &answer, args.json, || vec![ui.get("sync.set_up").to_owned()])
        }
        SyncAction::Run(args) => report(ui, &ask(ui, &json!({ "action": "run" }))?, args.json),
        SyncAction::Keep(args) => {
            let (pupil, version) = (&args.alias, &args.version);
            let request = json!({ "action": "keep", "pupil": pupil, "version": version });
            report(ui, &ask(ui, &request)?, args.json)
        }
        SyncAction::Off(args) => {
            let answer = ask(ui, &json!({ "action": "off" }))?;
            said(ui, &answer, args.json, || vec![ui.get("sync.off").to_owned()])
        }
    }
}

/// Asks the program; what is secret goes through its standard input, which nobody else sees.
fn ask(ui: &Ui, request: &Value) -> Outcome<Value> {
    let failed = |reason: String| Failure::io(ui, "failure.sync", &[("reason", &reason)]);
    let started = Command::new(program()).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut process = started.map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::io(ui, "failure.sync_missing", &[]),
        _ => failed(error.to_string()),
    })?;
    if let Some(mut input) = process.stdin.take() {
        input.write_all(request.to_string().as_bytes()).map_err(|e| failed(e.to_string()))?;
    }
    let output = process.wait_with_output().map_err(|error| failed(error.to_string()))?;
    let answer: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| failed(format!("{PROGRAM}: {error}")))?;
    match answer["error"].as_str() {
        None => Ok(answer),
        Some(kind) => {
            let message = answer["message"].as_str().unwrap_or_default();
            let key = format!("failure.sync_{kind}");
            match ui.messages.find(&key) {
                Some(_) => Err(Failure::io(ui, &key, &[("reason", message)])),
                None => Err(failed(message.to_owned())),
            }
        }
    }
}

/// Beside this program: what the path has could be anybody's.
fn program() -> PathBuf {
    let beside = env::current_exe().ok().and_then(|this| Some(this.parent()?.join(PROGRAM)));
    beside.unwrap_or_else(|| PathBuf::from(PROGRAM)).with_extension(env::consts::EXE_EXTENSION)
}

fn said(ui: &Ui, answer: &Value, json: bool, lines: impl FnOnce() -> Vec<String>) -> Outcome {
    if json { print_json(ui, [answer.clone()]) } else { print_lines(ui, lines()) }
}

fn report(ui: &Ui, answer: &Value, json: bool) -> Outcome {
    said(ui, answer, json, || {
        let pupils = answer["pupils"].as_array().map(Vec::as_slice).unwrap_or_default();
        if pupils.is_empty() {
            return vec![ui.get("sync.nobody").to_owned()];
        }
        pupils.iter().flat_map(|pupil| pupil_lines(ui, pupil)).collect()
    })
}

fn pupil_lines(ui: &Ui, pupil: &Value) -> Vec<String> {
    let alias = pupil["alias"].as_str().unwrap_or_default();
    let key = format!("sync.{}", pupil["what"].as_str().unwrap_or("same"));
    let mut lines = vec![ui.fill(&key, &[("name", alias)])];
    let versions = pupil["versions"].as_array().map(Vec::as_slice).unwrap_or_default();
    let profile = |version: &Value| {
        read_profile(version["profile"].as_str().unwrap_or_default().as_bytes()).0
    };
    let own = versions.iter().find(|version| version["here"] == true).map(profile);
    for version in versions {
        let id = version["version"].as_str().unwrap_or_default();
        let at = version["at"].as_str().unwrap_or_default();
        let here = version["here"] == true;
        let place = ui.get(if here { "sync.version_here" } else { "sync.version_elsewhere" });
        lines.push(format!("  {id}\t{at}\t{place}"));
        if let (false, Some(own)) = (here, &own) {
            let changes: Vec<Change> =
                differences(own, &profile(version)).into_iter().map(Change::from).collect();
            lines.extend(edit::lines(ui, alias, &changes).iter().map(|line| format!("    {line}")));
        }
    }
    lines
}
