//! Packed documents: each folder of tests/corpus/fr/packed is packed and gives the tree beside it.
#![allow(clippy::disallowed_methods, reason = "the corpus is on disk")]

mod outline;
mod pack;

use clairvoix_document::{OpenNote, open};
use std::{fs, path::Path};

#[test]
fn each_packed_document_gives_its_tree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/fr/packed");
    let mut failures = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(&folder).expect("the corpus") {
        let path = entry.expect("a file of the corpus").path();
        if !path.is_dir() {
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let tree = fs::read_to_string(folder.join(format!("{name}.tree"))).unwrap_or_default();
        let opened = open(pack::files_of(&pack::files(&path)), &name).expect("a document");
        let mut found = outline::outline(&opened.document);
        for note in &opened.notes {
            let line = match note {
                OpenNote::UntoldPictures(count) => format!("untold pictures: {count}\n"),
                OpenNote::MissingPart(part) => format!("missing: {part}\n"),
                OpenNote::DamagedPart(part) => format!("damaged: {part}\n"),
                other => format!("{other:?}\n"),
            };
            found.push_str(&line);
        }
        if found != tree {
            failures.push(format!("== {name}, expected:\n{tree}== found:\n{found}"));
        }
        pack::check_places(&opened);
        count += 1;
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(count >= 3, "{count} documents in {}", folder.display());
}
