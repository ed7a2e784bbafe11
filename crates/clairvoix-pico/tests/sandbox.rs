//! What keeps the worker in, tried by the worker itself.

#![cfg(target_os = "linux")]

mod common;

use std::process::Command;

fn self_test(how: &str) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_clairvoix-pico"))
        .args(["--self-test", how])
        .output()
        .expect("the worker runs");
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn a_sandboxed_worker_can_open_and_start_nothing() {
    let (refused, told) = self_test("sandbox");
    assert!(refused, "{told}");
    assert_eq!(told.matches(": refused").count(), 5, "{told}");
}

/// The attempts would succeed without the sandbox: the test above tests something.
#[test]
fn the_same_attempts_succeed_in_the_open() {
    let (_, told) = self_test("open");
    assert_eq!(told.matches(": allowed").count(), 5, "{told}");
}

#[test]
fn the_worker_says_what_is_active_and_speaks_inside_it() {
    let mut engine = common::engine();
    let asked = common::utterance("pico-de-DE", "Guten Tag, liebe Kinder.");
    let said = common::say(&mut engine, &asked);
    common::check_marks(&asked, &said);
    let status = engine.status();
    assert!(status.sandbox.seccomp && status.sandbox.rlimits, "{status:?}");
    assert!(status.sandbox.no_new_privileges, "{status:?}");
    assert_eq!(status.losses, 0);
}
