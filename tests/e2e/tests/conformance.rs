//! All engines beside each other. Each has the same suite in its own crate; here is the table.

use std::io::Write;

#[test]
fn every_engine_does_what_all_must() {
    let (table, missing) = clairvoix_e2e::conformance::table().expect("valid names");
    // Past the capture of the test runner, for `cargo xtask test` to show and to count.
    let mut out = std::io::stdout();
    write!(out, "\n{table}").expect("it is written");
    for why in missing {
        writeln!(out, "cannot run here: {why}").expect("it is written");
    }
    assert!(table.passed(), "{table}");
}
