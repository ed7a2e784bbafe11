//! The voice's worker, which `cargo test -p clairvoix-cli` alone does not build.

use std::{path::Path, process::Command, sync::OnceLock};

/// Builds the worker beside the binary under test, once; nothing to do when it is there and fresh.
pub(crate) fn build() {
    static BUILT: OnceLock<()> = OnceLock::new();
    BUILT.get_or_init(|| {
        let folder = Path::new(env!("CARGO_BIN_EXE_clairvoix")).parent().expect("a folder");
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "-p", "clairvoix-pico", "--bin", "clairvoix-pico"]);
        cargo.arg("--target-dir").arg(folder.parent().expect("a target folder"));
        if folder.ends_with("release") {
            cargo.arg("--release");
        }
        let status = cargo.status().expect("cargo runs");
        assert!(status.success(), "the worker builds");
    });
}
