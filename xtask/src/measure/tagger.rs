//! Parts of speech against treebanks that the tagger did not learn from.

use crate::{data, process::Outcome};

/// The generators hold what reads treebanks: one of them measures, and writes nothing.
pub(super) fn run(arguments: &[String]) -> Outcome {
    let mut generator = vec!["accuracy".to_owned()];
    match arguments {
        [] => {}
        [folder] => generator.extend(["--sources".to_owned(), folder.clone()]),
        _ => return Err("usage: cargo xtask measure tagger [DIR]".to_owned()),
    }
    data::run(&generator)
}
