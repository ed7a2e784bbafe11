//! Words that must not stand in what we commit.

use std::path::{Path, PathBuf};

use super::{Findings, source::RustFile};

/// Checks every tracked text file for machine paths, registry hosts and unfinished work.
pub(super) fn check(root: &Path, files: &[PathBuf], rust: &[RustFile]) -> Findings {
    let mut findings = Findings::default();
    // Written in halves so that this file passes its own check.
    let machine: Vec<String> =
        [("/wo", "rk/"), ("/ro", "ot/"), ("/ho", "me/"), ("C:\\Use", "rs\\me")].map(join).to_vec();
    let hosts: Vec<String> = [
        ("registry.npm", "js.org"),
        ("pypi", ".org"),
        ("static.crates", ".io"),
        ("deb.debian", ".org"),
        ("files.python", "hosted.org"),
    ]
    .map(join)
    .to_vec();
    let mut scanned = 0usize;
    for path in files {
        if path.ends_with("Cargo.lock") {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(root.join(path)) else {
            continue;
        };
        scanned += 1;
        for (number, line) in text.lines().enumerate() {
            for word in machine.iter().chain(&hosts) {
                if let Some(at) = line.find(word.as_str()) {
                    let before = line[..at].chars().next_back();
                    if before.is_none_or(|c| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '-')))
                    {
                        findings.faults.push(format!(
                            "{}:{} names {word}",
                            path.display(),
                            number + 1
                        ));
                    }
                }
            }
        }
    }
    findings
        .figures
        .push(format!("text files scanned for machine paths and registry hosts: {scanned}"));
    unfinished(rust, &mut findings);
    findings
}

fn unfinished(rust: &[RustFile], findings: &mut Findings) {
    let marks = [("TO", "DO"), ("FIX", "ME"), ("XX", "X")].map(join);
    for file in rust {
        for (index, line) in file.lines.iter().enumerate() {
            let mut words = line.comment.split(|c: char| !c.is_ascii_alphabetic());
            if words.any(|word| marks.iter().any(|mark| mark == word)) {
                findings.faults.push(format!(
                    "{}:{} is unfinished",
                    file.path.display(),
                    index + 1
                ));
            }
        }
    }
}

fn join((left, right): (&str, &str)) -> String {
    format!("{left}{right}")
}
