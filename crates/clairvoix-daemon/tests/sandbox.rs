//! What the service cannot do after it has started. A process gives its rights up for ever: the test
//! starts itself again.

#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "a test of files and processes")]

use std::{env, fs, net::TcpStream, path::PathBuf, process::Command};

use clairvoix_daemon::sandbox;

const INSIDE: &str = "CLAIRVOIX_TEST_INSIDE";

#[test]
fn it_writes_in_its_own_folders_and_nowhere_else() {
    if let Some(home) = env::var_os(INSIDE).map(PathBuf::from) {
        return inside(&home);
    }
    let home = tempfile::tempdir().expect("a folder");
    fs::write(home.path().join("lesson.txt"), "un texte").expect("written");
    let program = env::current_exe().expect("this program");
    let name = "it_writes_in_its_own_folders_and_nowhere_else";
    let mut again = Command::new(program);
    again.args([name, "--exact"]).env(INSIDE, home.path());
    let output = again.output().expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    // Nothing of what was forbidden is there.
    assert!(!home.path().join("elsewhere").exists());
}

fn inside(home: &std::path::Path) {
    let own = home.join("clairvoix/profiles");
    let given = sandbox::enter(std::slice::from_ref(&own));
    assert!(given.privileges && given.cores, "{given:?}");
    fs::write(own.join("pupil.toml"), "version = 1").expect("its own folder is open to it");
    assert_eq!(fs::read_to_string(home.join("lesson.txt")).expect("reading is open"), "un texte");
    if given.folders {
        fs::write(home.join("elsewhere"), "x").expect_err("writing elsewhere is refused");
        fs::remove_file(home.join("lesson.txt")).expect_err("so is removing");
        let refused = TcpStream::connect("127.0.0.1:9").expect_err("there is nobody");
        // A kernel before 6.7 does not know the network: nobody listens there either.
        let known = [std::io::ErrorKind::PermissionDenied, std::io::ErrorKind::ConnectionRefused];
        assert!(known.contains(&refused.kind()), "{refused}");
    } else {
        eprintln!("this kernel has no Landlock: writing elsewhere is not refused");
    }
}
