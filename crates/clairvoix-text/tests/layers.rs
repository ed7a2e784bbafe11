//! What `analyze` finds on the cases of `tests/corpus/fr/layers.tsv`.

#[path = "../examples/score_layers/found.rs"]
mod found;

use found::{found, normal};

const CASES: &str = include_str!("../../../tests/corpus/fr/layers.tsv");

#[test]
fn every_layer_is_found_as_expected() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for line in CASES.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[category, variant, written, expected] = columns.as_slice() else {
            panic!("{line:?} has not four columns");
        };
        count += 1;
        let found = found(category, variant, written, expected).expect(line);
        if found != normal(expected) {
            wrong.push(format!("{category}: {written}\n  found    {found}\n  expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 600, "only {count} cases were found");
}
