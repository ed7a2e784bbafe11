//! Every text of tests/corpus/fr/document gives the tree beside it (`.tree`).
#![allow(clippy::disallowed_methods, reason = "the corpus is on disk")]

mod outline;

use clairvoix_document::{Format, read};
use std::{fs, path::Path};

#[test]
fn each_text_gives_its_tree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/fr/document");
    let mut failures = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(&folder).expect("the corpus") {
        let path = entry.expect("a file of the corpus").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".tree") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("UTF-8");
        let tree = fs::read_to_string(path.with_extension("tree")).unwrap_or_default();
        let found = outline::outline(&read(&text, Format::from_name(&name)));
        if found != tree {
            failures.push(format!("== {name}, expected:\n{tree}== found:\n{found}"));
        }
        count += 1;
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(count >= 10, "{count} texts in {}", folder.display());
}
