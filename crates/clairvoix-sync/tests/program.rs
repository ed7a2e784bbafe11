//! The program: requests as JSON on standard input, answers as JSON; nothing secret is an argument or in an answer.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use clairvoix_profile::{Profile, Value as Setting};
use clairvoix_store::{Place, Store};
use common::{PASSPHRASE, PASSWORD, Server, USER};
use serde_json::{Value, json};

fn ask(home: &Path, request: &Value) -> (bool, Value) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_clairvoix-sync"))
        .env("CLAIRVOIX_HOME", home)
        .env("CLAIRVOIX_PRESETS", "")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = process.stdin.take().expect("a pipe");
    input.write_all(request.to_string().as_bytes()).expect("it reads");
    drop(input);
    let output = process.wait_with_output().expect("it ends");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(!text.contains(PASSWORD) && !text.contains(PASSPHRASE), "{text}");
    (output.status.success(), serde_json::from_str(&text).expect("JSON"))
}

#[test]
fn two_computers_by_requests() {
    let Some(server) = Server::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let homes = [folder.path().join("maison"), folder.path().join("ecole")];
    let set_up = json!({
        "action": "set_up", "url": server.url(), "user": USER, "password": PASSWORD,
        "passphrase": PASSPHRASE,
    });
    let run = json!({ "action": "run" });
    let (good, answer) = ask(&homes[0], &run);
    assert_eq!((good, &answer["error"]), (false, &"not_set_up".into()));
    let stores = homes.each_ref().map(Store::at);
    let pupil = stores[0].create("Renard", Profile::default()).expect("made");
    for home in &homes {
        assert_eq!(ask(home, &set_up), (true, json!({ "set_up": true })));
    }
    assert_eq!(ask(&homes[0], &run).1["pupils"][0]["what"], "sent");
    assert_eq!(ask(&homes[1], &run).1["pupils"][0]["what"], "made");
    for (store, size) in stores.iter().zip([16.0, 20.0]) {
        let pupil = store.find("Renard").expect("there");
        let change = |profile: &mut Profile| {
            profile.set("text.size_pt", &Setting::Number(size)).expect("fits");
        };
        store.change(Place::Pupil(&pupil), change).expect("saved");
    }
    assert_eq!(ask(&homes[0], &run).1["pupils"][0]["what"], "sent");
    let conflict = &ask(&homes[1], &run).1["pupils"][0];
    assert_eq!((&conflict["what"], &conflict["alias"]), (&"conflict".into(), &"Renard".into()));
    let versions = conflict["versions"].as_array().expect("versions");
    let other = versions.iter().find(|version| version["here"] == false).expect("the other one");
    assert!(other["profile"].as_str().expect("text").contains("size_pt = 16"));
    let keep = json!({ "action": "keep", "pupil": "renard", "version": other["version"] });
    assert_eq!(ask(&homes[1], &keep).1["pupils"][0]["what"], "same");
    assert_eq!(ask(&homes[0], &run).1["pupils"][0]["what"], "received");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let config = fs::metadata(homes[0].join("sync/config.json")).expect("there");
        assert_eq!(config.permissions().mode() & 0o777, 0o600);
    }
    // Deleted, told to the server, forgotten: nothing of the pupil is left in the folder.
    stores[0].delete(&pupil).expect("deleted");
    assert_eq!(ask(&homes[0], &run).1["pupils"][0]["what"], "removed");
    let state = fs::read_to_string(homes[0].join("sync/state.json")).expect("there");
    assert!(!state.contains(&pupil.id), "{state}");
    assert_eq!(ask(&homes[0], &json!({ "action": "off" })).1["set_up"], false);
    assert!(!homes[0].join("sync").exists());
    let (good, answer) = ask(&homes[0], &json!({ "action": "run", "path": "/etc" }));
    assert!(!good && answer["message"].as_str().is_some_and(|text| text.contains("request")));
}
