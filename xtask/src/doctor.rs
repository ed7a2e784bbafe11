//! Which system packages are there, and what their absence means.

use std::process::{Command, Stdio};

use crate::process::{self, Outcome};

/// What a package is needed for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Any build.
    Build,
    /// A build with sound output.
    Sound,
    /// The whole test suite.
    Test,
    /// The feature `system`: the system's own voices. Without it, all else is built and tested.
    System,
    /// Checks for other platforms, where rustup has no target for them.
    Portable,
    /// Measurements beside peers; never installed by itself.
    Measure,
}

/// One thing a machine must have.
pub(crate) struct Requirement {
    /// Debian's name of the package.
    pub(crate) package: &'static str,
    /// What it is needed for.
    pub(crate) need: Need,
    /// What it does here.
    purpose: &'static str,
    probe: Probe,
}

enum Probe {
    /// One of these programs is in the search path.
    Program(&'static [&'static str]),
    /// pkg-config knows this library.
    Library(&'static str),
    /// This file or folder is there.
    File(&'static str),
    /// fontconfig knows this font.
    Font(&'static str),
    /// Clang's library, of any version.
    Clang,
}

const REQUIREMENTS: &[Requirement] = &[
    Requirement {
        package: "gcc",
        need: Need::Build,
        purpose: "compiles the embedded voice",
        probe: Probe::Program(&["cc", "gcc", "clang"]),
    },
    Requirement {
        package: "pkg-config",
        need: Need::Sound,
        purpose: "finds the sound library",
        probe: Probe::Program(&["pkg-config"]),
    },
    Requirement {
        package: "libasound2-dev",
        need: Need::Sound,
        purpose: "sound output on Linux",
        probe: Probe::Library("alsa"),
    },
    Requirement {
        package: "dbus-daemon",
        need: Need::Test,
        purpose: "a private bus for the tests of the service",
        probe: Probe::Program(&["dbus-daemon"]),
    },
    Requirement {
        package: "dbus-broker",
        need: Need::Measure,
        purpose: "the other bus that desktops have",
        probe: Probe::Program(&["dbus-broker"]),
    },
    Requirement {
        package: "firefox-esr",
        need: Need::Measure,
        purpose: "a browser that speaks through speech-dispatcher",
        probe: Probe::Program(&["firefox-esr", "firefox"]),
    },
    Requirement {
        package: "iproute2",
        need: Need::Measure,
        purpose: "the suite without a network (`cargo xtask measure offline`)",
        probe: Probe::Program(&["ip"]),
    },
    Requirement {
        package: "nodejs",
        need: Need::Test,
        purpose: "drives the browser that opens the page",
        probe: Probe::Program(&["node"]),
    },
    Requirement {
        package: "npm",
        need: Need::Test,
        purpose: "fetches the browser driver and the accessibility checker",
        probe: Probe::Program(&["npm"]),
    },
    Requirement {
        package: "chromium",
        need: Need::Test,
        purpose: "opens the adapted page",
        probe: Probe::Program(&["chromium", "chromium-browser", "google-chrome"]),
    },
    Requirement {
        package: "pulseaudio",
        need: Need::Test,
        purpose: "a real sound server to speak to",
        probe: Probe::Program(&["pulseaudio"]),
    },
    Requirement {
        package: "pulseaudio-utils",
        need: Need::Test,
        purpose: "records what was played",
        probe: Probe::Program(&["parec"]),
    },
    Requirement {
        package: "fonts-sil-andika",
        need: Need::Test,
        purpose: "the default letters of the page",
        probe: Probe::Font("Andika"),
    },
    Requirement {
        package: "rustc-web",
        need: Need::Portable,
        purpose: "compiles for WebAssembly and Windows where rustup cannot",
        probe: Probe::File("/usr/bin/rustc"),
    },
    Requirement {
        package: "cargo-web",
        need: Need::Portable,
        purpose: "goes with rustc-web",
        probe: Probe::File("/usr/bin/cargo"),
    },
    Requirement {
        package: "rust-web-src",
        need: Need::Portable,
        purpose: "the standard library's source for rustc-web",
        probe: Probe::File("/usr/lib/rustlib/src"),
    },
    Requirement {
        package: "gcc-mingw-w64-x86-64-win32",
        need: Need::Portable,
        purpose: "compiles the embedded voice for Windows",
        probe: Probe::Program(&["x86_64-w64-mingw32-gcc"]),
    },
    Requirement {
        package: "espeak-ng",
        need: Need::Test,
        purpose: "its voices, spoken by our worker; a peer to measure beside",
        probe: Probe::Program(&["espeak-ng"]),
    },
    Requirement {
        package: "speech-dispatcher",
        need: Need::Test,
        purpose: "the speech server of screen readers, for our module in it",
        probe: Probe::Program(&["speech-dispatcher"]),
    },
    Requirement {
        package: "xvfb",
        need: Need::Test,
        purpose: "a display on which a text is selected",
        probe: Probe::Program(&["Xvfb"]),
    },
    Requirement {
        package: "xclip",
        need: Need::Test,
        purpose: "selects it",
        probe: Probe::Program(&["xclip"]),
    },
    Requirement {
        package: "python3-dbus",
        need: Need::Test,
        purpose: "the bus from Python, as an application's author has it",
        probe: Probe::File("/usr/lib/python3/dist-packages/dbus"),
    },
    Requirement {
        package: "python3-gi",
        need: Need::Test,
        purpose: "its main loop",
        probe: Probe::File("/usr/lib/python3/dist-packages/gi"),
    },
    Requirement {
        package: "python3-jsonschema",
        need: Need::Test,
        purpose: "validates the presets against the schema of a profile",
        probe: Probe::File("/usr/lib/python3/dist-packages/jsonschema"),
    },
    Requirement {
        package: "age",
        need: Need::Test,
        purpose: "opens files behind a passphrase, and makes some for us to open",
        probe: Probe::Program(&["age"]),
    },
    Requirement {
        package: "lighttpd-mod-webdav",
        need: Need::Test,
        purpose: "the server through which two computers follow a pupil",
        probe: Probe::File("/usr/lib/lighttpd/mod_webdav.so"),
    },
    Requirement {
        package: "e2fsprogs",
        need: Need::Test,
        purpose: "a file system whose power is cut while profiles are saved",
        probe: Probe::Program(&["mkfs.ext4"]),
    },
    Requirement {
        package: "libglib2.0-bin",
        need: Need::Test,
        purpose: "the bus from a shell",
        probe: Probe::Program(&["gdbus"]),
    },
    Requirement {
        package: "dbus-bin",
        need: Need::Test,
        purpose: "watches the bus",
        probe: Probe::Program(&["dbus-monitor"]),
    },
    Requirement {
        package: "libspeechd-dev",
        need: Need::System,
        purpose: "the system's own voices (feature `system`)",
        probe: Probe::Library("speech-dispatcher"),
    },
    Requirement {
        package: "libclang-dev",
        need: Need::System,
        purpose: "reads the header of the same",
        probe: Probe::Clang,
    },
    Requirement {
        package: "speech-dispatcher-espeak-ng",
        need: Need::System,
        purpose: "a voice of the system for the tests of the same",
        probe: Probe::File("/usr/lib/speech-dispatcher-modules/sd_espeak-ng"),
    },
    Requirement {
        package: "libespeak-ng-dev",
        need: Need::Measure,
        purpose: "the same peer, in process",
        probe: Probe::Library("espeak-ng"),
    },
    Requirement {
        package: "valgrind",
        need: Need::Measure,
        purpose: "counts instructions",
        probe: Probe::Program(&["valgrind"]),
    },
];

impl Requirement {
    fn is_met(&self) -> bool {
        match self.probe {
            Probe::Program(names) => names.iter().any(|name| process::find(name).is_some()),
            Probe::Library(name) => succeeds(Command::new("pkg-config").args(["--exists", name])),
            Probe::File(path) => std::path::Path::new(path).exists(),
            Probe::Font(name) => font_is_known(name),
            Probe::Clang => clang_is_there(),
        }
    }
}

/// What is missing for these needs. Empty where packages of this kind make no sense (not Linux).
pub(crate) fn missing(needs: &[Need]) -> Vec<&'static Requirement> {
    if !cfg!(target_os = "linux") {
        return Vec::new();
    }
    let wanted = REQUIREMENTS.iter().filter(|requirement| needs.contains(&requirement.need));
    wanted.filter(|requirement| !requirement.is_met()).collect()
}

/// Installs what is missing where that is allowed, and returns what still is.
pub(crate) fn provide(needs: &[Need], asked: bool) -> Vec<&'static Requirement> {
    let missing = missing(needs);
    if missing.is_empty() || !(asked || is_root()) {
        return missing;
    }
    let packages: Vec<&str> = missing.iter().map(|requirement| requirement.package).collect();
    match install(&packages) {
        Ok(()) => self::missing(needs),
        Err(message) => {
            eprintln!("doctor: {message}");
            missing
        }
    }
}

/// The line that tells a person how to get these packages.
pub(crate) fn advice(missing: &[&Requirement]) -> String {
    let packages: Vec<&str> = missing.iter().map(|requirement| requirement.package).collect();
    format!(
        "missing: {}. Install with: sudo apt-get install --no-install-recommends {}\n\
         (other distributions have the same under similar names), or run `cargo xtask doctor --install`",
        packages.join(", "),
        packages.join(" ")
    )
}

/// `cargo xtask doctor`.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    let asked = match arguments {
        [] => false,
        [flag] if flag == "--install" => true,
        _ => return Err("usage: cargo xtask doctor [--install]".to_owned()),
    };
    if !cfg!(target_os = "linux") {
        println!("doctor knows Debian's packages only; here a C compiler is all a build needs");
        return Ok(());
    }
    let needed = [Need::Build, Need::Sound, Need::Test];
    let left = provide(&needed, asked);
    for requirement in REQUIREMENTS {
        let state = match (requirement.is_met(), requirement.need) {
            (true, _) => "present",
            (false, Need::Measure | Need::Portable | Need::System) => "absent (optional)",
            (false, _) => "MISSING",
        };
        println!("{:<18} {:<18} {}", requirement.package, state, requirement.purpose);
    }
    if left.is_empty() { Ok(()) } else { Err(advice(&left)) }
}

fn install(packages: &[&str]) -> Outcome {
    println!("installing: {}", packages.join(", "));
    let lock = ["-o", "DPkg::Lock::Timeout=600", "-q", "-y"];
    let apt = || {
        let mut command = if is_root() {
            Command::new("apt-get")
        } else {
            let mut sudo = Command::new("sudo");
            sudo.args(["-n", "apt-get"]);
            sudo
        };
        command.env("DEBIAN_FRONTEND", "noninteractive").args(lock).stdout(Stdio::null());
        command
    };
    process::run(apt().arg("update"))?;
    process::run(apt().args(["install", "--no-install-recommends"]).args(packages))
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// Debian has it below a folder named for its version.
fn clang_is_there() -> bool {
    let versions = std::fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    versions
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("llvm-"))
        .any(|entry| entry.path().join("lib/libclang.so").exists())
}

fn font_is_known(name: &str) -> bool {
    let listed = Command::new("fc-list").output();
    listed.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains(name))
}
