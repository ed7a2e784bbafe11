//! The voices' workers, which `cargo test -p clairvoix-cli` alone does not build.

use std::{path::Path, process::Command, sync::OnceLock};

/// Builds the workers beside the binary under test, once; nothing to do when they are there and fresh.
pub(crate) fn build() {
    static BUILT: OnceLock<()> = OnceLock::new();
    BUILT.get_or_init(|| {
        let folder = Path::new(env!("CARGO_BIN_EXE_clairvoix")).parent().expect("a folder");
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--bin", "clairvoix-pico", "--bin", "clairvoix-piper"]);
        cargo.args(["-p", "clairvoix-pico", "-p", "clairvoix-piper"]);
        cargo.arg("--target-dir").arg(folder.parent().expect("a target folder"));
        if folder.ends_with("release") {
            cargo.arg("--release");
        }
        let status = cargo.status().expect("cargo runs");
        assert!(status.success(), "the workers build");
    });
}
