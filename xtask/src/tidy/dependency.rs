//! Who may depend on whom, and under which licences.

use std::{collections::BTreeSet, fs, path::Path};

use super::Findings;
use crate::process;

/// Each crate and the crates of ours it may name. Arrows only go down.
const ALLOWED: &[(&str, &[&str])] = &[
    ("clairvoix-text", &[]),
    ("clairvoix-profile", &["text"]),
    ("clairvoix-document", &["text"]),
    ("clairvoix-layout", &["text", "document", "profile"]),
    ("clairvoix-speech", &["text", "profile"]),
    ("clairvoix-backends", &["text", "speech"]),
    ("clairvoix-store", &["profile"]),
    ("clairvoix-worker", &["text", "speech"]),
    ("clairvoix-pico", &["text", "speech", "worker"]),
    ("clairvoix-espeak", &["text", "speech", "worker"]),
    ("clairvoix-piper", &["text", "speech", "worker"]),
    ("clairvoix-speechd", &["text", "speech", "backends"]),
    ("clairvoix", &["text", "document", "profile", "layout", "speech", "backends", "store"]),
    ("clairvoix-settings", &["text", "document", "profile", "layout", "store"]),
    ("clairvoix-cli", &["settings"]),
    ("clairvoix-daemon", &[]),
];

/// Required dependencies of the text core, at most: "a handful" (ADRs argue each).
const TEXT_DEPENDENCIES_MAX: usize = 5;

/// Checks the arrows between our crates, the text core's dependencies, and every licence.
pub(super) fn check(root: &Path) -> Result<Findings, String> {
    let mut findings = Findings::default();
    for (name, allowed) in ALLOWED {
        let manifest = root.join("crates").join(name).join("Cargo.toml");
        let text = fs::read_to_string(&manifest)
            .map_err(|error| format!("failed to read {}: {error}", manifest.display()))?;
        arrows(name, allowed, &text, &mut findings);
    }
    licences(&mut findings)?;
    Ok(findings)
}

fn arrows(name: &str, allowed: &[&str], manifest: &str, findings: &mut Findings) {
    let dependencies = section(manifest, "[dependencies]");
    for dependency in &dependencies {
        if let Some(ours) = dependency.strip_prefix("clairvoix-")
            && !allowed.contains(&ours)
        {
            findings.faults.push(format!("{name} must not depend on {dependency}"));
        }
    }
    if name == "clairvoix-text" {
        let count = dependencies.len();
        findings.figures.push(format!(
            "dependencies of clairvoix-text: {count}, {} (budget {TEXT_DEPENDENCIES_MAX})",
            dependencies.iter().cloned().collect::<Vec<_>>().join(", ")
        ));
        if count > TEXT_DEPENDENCIES_MAX {
            findings.faults.push(format!("clairvoix-text has {count} dependencies"));
        }
    }
}

/// The names before `=` in one section of a manifest.
pub(crate) fn section(manifest: &str, header: &str) -> BTreeSet<String> {
    let lines = manifest.lines().map(str::trim).skip_while(|line| *line != header).skip(1);
    lines
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim().trim_end_matches(".workspace").to_owned())
        .filter(|name| !name.starts_with('#'))
        .collect()
}

/// Nothing that reaches a binary may be under GPL, LGPL or AGPL alone.
fn licences(findings: &mut Findings) -> Result<(), String> {
    let mut tree = process::cargo();
    tree.args(["tree", "--workspace", "--edges", "normal,build", "--prefix", "none"]);
    tree.args(["--format", "{p} | {l}"]);
    let listed = process::output(&mut tree)?;
    let packages: BTreeSet<&str> = listed.lines().filter(|line| line.contains(" | ")).collect();
    for line in &packages {
        let licence = line.rsplit(" | ").next().unwrap_or_default().trim_end_matches(" (*)");
        // The one program that loads GPL code; nothing is linked with it (docs/adr/0100).
        let espeak = line.starts_with("clairvoix-espeak ");
        if !espeak && !is_permissive(licence) {
            findings.faults.push(format!("licence not accepted: {line}"));
        }
    }
    findings.figures.push(format!("packages with an accepted licence: {}", packages.len()));
    Ok(())
}

/// Whether one of the alternatives is made of accepted licences only.
fn is_permissive(expression: &str) -> bool {
    const ACCEPTED: &[&str] = &[
        "MIT",
        "Apache-2.0",
        "Apache-2.0 WITH LLVM-exception",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "ISC",
        "Zlib",
        "Unlicense",
        "CC0-1.0",
        "0BSD",
        "BSL-1.0",
        "Unicode-3.0",
        "CDLA-Permissive-2.0",
        "Unicode-DFS-2016",
        "MPL-2.0",
    ];
    let plain = expression.replace(['(', ')'], "").replace('/', " OR ");
    // "(A OR B) AND C": every part joined by AND needs one accepted alternative.
    plain.split(" AND ").all(|part| part.split(" OR ").any(|name| ACCEPTED.contains(&name.trim())))
}
