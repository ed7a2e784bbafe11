//! The schema is the committed one, is a schema, and validates every preset; judged by Python's jsonschema.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

use std::{
    env, fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use clairvoix_profile::{Catalogue, json_schema, write_profile};
use serde_json::{Value, json};

/// Reads the schema, the files and whether each is to be valid; says what is otherwise.
const JUDGE: &str = "
import json, sys
from jsonschema import Draft202012Validator
given = json.load(sys.stdin)
Draft202012Validator.check_schema(given['schema'])
validator = Draft202012Validator(given['schema'])
for case in given['cases']:
    if validator.is_valid(case['file']) != case['valid']:
        print(case['name'], [e.message for e in validator.iter_errors(case['file'])])
";

fn as_json(toml: &str) -> Value {
    serde_json::to_value(toml.parse::<toml::Table>().expect("TOML")).expect("JSON")
}

#[test]
fn the_committed_schema_is_the_one_of_the_settings() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/profile.schema.json");
    if env::var_os("CLAIRVOIX_BLESS").is_some() {
        fs::write(&path, json_schema()).expect("written");
    }
    let committed = fs::read_to_string(path).expect("docs/profile.schema.json");
    assert_eq!(committed, json_schema(), "run again with CLAIRVOIX_BLESS=1");
}

#[test]
fn every_preset_is_valid_and_mistakes_are_not() {
    let mut cases: Vec<Value> = Catalogue::built_in()
        .presets()
        .iter()
        .map(|preset| {
            let file = as_json(&write_profile(&preset.profile));
            json!({ "name": preset.id, "file": file, "valid": true })
        })
        .collect();
    assert!(cases.len() >= 12);
    let format = include_str!("../../../tests/corpus/profile/formats/2.toml");
    cases.push(json!({ "name": "format 2", "file": as_json(format), "valid": true }));
    for (file, valid) in [
        ("[future]\nx = 1\n[text]\nsise = 3\n", true),
        ("[text]\nsize_pt = 500\n", false),
        ("[text]\nsize_pt = \"16\"\n", false),
        ("[aids]\nsyllables = \"toutes\"\n", false),
        ("[colours]\nink = \"noir\"\n", false),
        ("presets = \"espace\"\n", false),
    ] {
        cases.push(json!({ "name": file, "file": as_json(file), "valid": valid }));
    }
    let schema: Value = serde_json::from_str(&json_schema()).expect("JSON");
    let given = json!({ "schema": schema, "cases": cases }).to_string();
    let mut probe = Command::new("python3");
    probe.args(["-c", "import jsonschema"]).stderr(Stdio::null());
    if !probe.status().is_ok_and(|status| status.success()) {
        let mut out = std::io::stdout().lock();
        writeln!(out, "\ncannot run here: python3-jsonschema (cargo xtask doctor)")
            .expect("a reader");
        return;
    }
    let mut judge = Command::new("python3")
        .args(["-c", JUDGE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 starts");
    judge.stdin.take().expect("a pipe").write_all(given.as_bytes()).expect("it reads");
    let output = judge.wait_with_output().expect("it ends");
    assert!(output.status.success(), "the judge failed");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}
