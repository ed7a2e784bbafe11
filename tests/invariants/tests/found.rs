//! Every input that once broke an invariant, in `tests/corpus/found`.

#![allow(clippy::disallowed_methods, reason = "a test reads its cases from files")]

use std::{fs, path::Path};

#[test]
fn what_was_found_is_mended() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/found");
    let mut count = 0;
    for (target, check) in clairvoix_invariants::TARGETS {
        // A target in which nothing was found has no folder.
        for entry in fs::read_dir(root.join(target)).into_iter().flatten() {
            let path = entry.expect("a file of the corpus").path();
            println!("{}", path.display());
            check(&fs::read(&path).expect("a file of the corpus"));
            count += 1;
        }
    }
    assert!(count > 0, "no input in {}", root.display());
}
