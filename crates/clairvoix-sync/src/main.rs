//! `clairvoix-sync`: one request as JSON on standard input, one answer as JSON on standard output. Started by
//! `clairvoix profile sync`; nothing secret is an argument. See docs/sync.md.

#![forbid(unsafe_code)]
#![allow(
    clippy::disallowed_methods,
    reason = "this is the edge: standard streams and folders are read here"
)]

use std::{
    io::{self, Read, Write},
    process::ExitCode,
};

use clairvoix_store::Store;
use clairvoix_sync::{Config, Error, ErrorKind, PupilReport, Report, Sync, What, forget, set_up};
use serde::Deserialize;
use serde_json::{Value, json};

const REQUEST_BYTES_MAX: u64 = 64 << 10;
/// Beside the pupils, in the folder of the store.
const FOLDER: &str = "sync";

#[derive(Deserialize)]
#[serde(tag = "action", rename_all = "snake_case", deny_unknown_fields)]
enum Request {
    SetUp { url: String, user: String, password: String, passphrase: String },
    Run {},
    Keep { pupil: String, version: String },
    Off {},
}

fn main() -> ExitCode {
    let answer = request().and_then(|request| answer(&request));
    let (answer, code) = match answer {
        Ok(answer) => (answer, ExitCode::SUCCESS),
        Err(error) => {
            let answer = json!({ "error": error.kind.as_str(), "message": error.message });
            (answer, ExitCode::FAILURE)
        }
    };
    match writeln!(io::stdout().lock(), "{answer}") {
        Ok(()) => code,
        Err(_) => ExitCode::FAILURE,
    }
}

fn request() -> Result<Request, Error> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(REQUEST_BYTES_MAX).read_to_end(&mut bytes)?;
    serde_json::from_slice(&bytes)
        .map_err(|error| Error::new(ErrorKind::NotSetUp, format!("read the request: {error}")))
}

fn answer(request: &Request) -> Result<Value, Error> {
    let store = Store::open()?;
    let folder = store.folder().join(FOLDER);
    match request {
        Request::SetUp { url, user, password, passphrase } => {
            set_up(&folder, (url, user, password), passphrase)?;
            Ok(json!({ "set_up": true }))
        }
        Request::Off {} => {
            forget(&folder)?;
            Ok(json!({ "set_up": false }))
        }
        Request::Run {} | Request::Keep { .. } => {
            let config = Config::load(&folder)?;
            let remote = config.remote()?;
            let sync = Sync {
                store: &store,
                remote: &remote,
                key: &config.key,
                device: &config.device,
                folder: &folder,
            };
            if let Request::Keep { pupil, version } = request {
                sync.keep(&store.find(pupil)?, version)?;
            }
            Ok(report(&sync.run()?, &config.device))
        }
    }
}

fn report(report: &Report, device: &str) -> Value {
    let pupils: Vec<Value> = report.pupils.iter().map(|pupil| object(pupil, device)).collect();
    json!({ "pupils": pupils, "unreadable": report.unreadable })
}

fn object(pupil: &PupilReport, device: &str) -> Value {
    let what = match &pupil.what {
        What::Same => "same",
        What::Sent => "sent",
        What::Received => "received",
        What::Made => "made",
        What::Conflict(_) => "conflict",
        What::Removed => "removed",
        What::GoneElsewhere => "gone_elsewhere",
    };
    let mut object = json!({ "alias": pupil.alias, "what": what });
    if let (What::Conflict(sides), Some(object)) = (&pupil.what, object.as_object_mut()) {
        let sides: Vec<Value> = sides
            .iter()
            .map(|side| {
                json!({
                    "version": side.id,
                    "here": side.own || side.version.device == device,
                    "at": side.version.at,
                    "profile": side.version.bundle.profile,
                })
            })
            .collect();
        object.insert("versions".to_owned(), Value::Array(sides));
    }
    object
}
