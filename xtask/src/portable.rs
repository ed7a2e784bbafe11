//! Invariant 1: the pure crates build for WebAssembly, and everything portable for Windows.
//!
//! Ordinary developers add the targets with rustup. A machine that cannot, but has Debian's
//! `rustc-web`, `cargo-web` and `rust-web-src`, uses those with a standard library built on the spot.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    doctor::{self, Need},
    process::{self, Outcome},
};

/// One platform that is checked though it is not this one.
struct Target {
    triple: &'static str,
    arguments: &'static [&'static str],
    std_crates: &'static str,
}

const TARGETS: &[Target] = &[
    Target {
        triple: "wasm32-unknown-unknown",
        arguments: &["-p", "clairvoix", "-p", "clairvoix-settings", "--no-default-features"],
        std_crates: "std,panic_abort",
    },
    Target {
        triple: "x86_64-pc-windows-gnu",
        arguments: &["-p", "clairvoix-cli", "-p", "clairvoix-pico", "-p", "clairvoix-piper"],
        std_crates: "std,panic_unwind",
    },
];

/// Type-checks every target; a machine with no compiler for one is told which.
pub(crate) fn check() -> Outcome {
    for target in TARGETS {
        println!("checking for {}", target.triple);
        if has_target(target.triple) {
            let mut command = process::cargo();
            command.args(["check", "--quiet", "--target", target.triple]).args(target.arguments);
            process::run(&mut command)?;
        } else {
            with_debian(target)?;
        }
    }
    Ok(())
}

fn has_target(triple: &str) -> bool {
    let libraries =
        Command::new("rustc").args(["--print", "target-libdir", "--target", triple]).output();
    libraries.is_ok_and(|output| {
        let folder = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
        output.status.success() && folder.is_dir()
    })
}

fn with_debian(target: &Target) -> Outcome {
    let left = doctor::provide(&[Need::Portable], false);
    if !left.is_empty() {
        let triple = target.triple;
        return Err(format!(
            "no compiler for {triple}: `rustup target add {triple}`, or {}",
            doctor::advice(&left)
        ));
    }
    let folder = Path::new("/usr/bin");
    let mut command = process::program(folder.join("cargo"));
    // A folder of its own: the two compilers would invalidate each other's work.
    command.args([
        "check",
        "--quiet",
        "--target-dir",
        "target/portable",
        "--target",
        target.triple,
    ]);
    command.arg(format!("-Zbuild-std={}", target.std_crates)).args(target.arguments);
    command.env("RUSTC", folder.join("rustc")).env("RUSTC_BOOTSTRAP", "1");
    // Set by the rustup cargo that runs this task; the other toolchain must not see them.
    for name in ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTUP_HOME", "LD_LIBRARY_PATH", "RUSTDOC"] {
        command.env_remove(name);
    }
    process::run(&mut command)
}
