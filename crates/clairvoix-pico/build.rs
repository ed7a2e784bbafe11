//! Compiles Pico from the source that the crate `ttspico-sys` carries, with two of its files replaced
//! (see `csrc/`), and embeds its voices.

#![allow(clippy::disallowed_methods, reason = "a build script reads its environment and files")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const SOURCE_CRATE: &str = "ttspico-sys";
const SOURCE_VERSION: &str = "0.1.5";
/// Language and speaker of every voice: the names of Pico's own files.
const VOICES: [(&str, &str); 6] = [
    ("fr-FR", "nk0"),
    ("en-GB", "kh0"),
    ("en-US", "lh0"),
    ("de-DE", "gl0"),
    ("es-ES", "zl0"),
    ("it-IT", "cm0"),
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=csrc");
    println!("cargo::rerun-if-env-changed=CLAIRVOIX_PICO_SOURCE");
    let source = find_source();
    compile(&source.join("lib"));
    embed_voices(&source.join("lang"));
}

fn compile(library: &Path) {
    let mut build = cc::Build::new();
    build
        .include(library)
        .flag_if_supported("-fno-strict-aliasing")
        .flag_if_supported("-fwrapv")
        .opt_level(2)
        .warnings(false)
        .extra_warnings(false);
    for entry in fs::read_dir(library).expect("Pico's source folder can be listed") {
        let path = entry.expect("Pico's source folder can be read").path();
        let replaced =
            ["picoctrl.c", "picopal.c"].iter().any(|name| path.file_name() == Some(name.as_ref()));
        if path.extension() == Some("c".as_ref()) && !replaced {
            build.file(path);
        }
    }
    build.file("csrc/hook.c").file("csrc/files.c");
    build.compile("clairvoix_svoxpico");
    if env::var("CARGO_CFG_UNIX").is_ok() {
        println!("cargo::rustc-link-lib=m");
    }
}

fn embed_voices(folder: &Path) {
    let mut code = String::from("/// Language, text analysis data, signal data.\n");
    code += "pub(crate) static FILES: [(&str, &[u8], &[u8]); 6] = [\n";
    for (language, speaker) in VOICES {
        let analysis = folder.join(format!("{language}_ta.bin"));
        let signal = folder.join(format!("{language}_{speaker}_sg.bin"));
        for path in [&analysis, &signal] {
            assert!(path.is_file(), "no voice file at {}", path.display());
        }
        code += &format!(
            "    ({language:?}, include_bytes!({:?}), include_bytes!({:?})),\n",
            analysis.display().to_string(),
            signal.display().to_string()
        );
    }
    code += "];\n";
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("voices.rs"), code).expect("OUT_DIR can be written");
}

/// The folder that holds Pico's `lib` (C) and `lang` (voices).
fn find_source() -> PathBuf {
    let given = env::var_os("CLAIRVOIX_PICO_SOURCE").map(PathBuf::from);
    given
        .or_else(registry_source)
        .or_else(|| metadata_source(&["--offline"]))
        .or_else(|| metadata_source(&[]))
        .filter(|folder| folder.join("lib/picoctrl.c").is_file())
        .unwrap_or_else(|| {
            panic!(
                "the source of {SOURCE_CRATE} {SOURCE_VERSION} was not found: set \
                 CLAIRVOIX_PICO_SOURCE to the folder build/pico of that crate"
            )
        })
}

/// Where cargo unpacks crates, the usual case.
fn registry_source() -> Option<PathBuf> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))?;
    let registries = fs::read_dir(home.join("registry/src")).ok()?;
    registries
        .flatten()
        .map(|registry| {
            pico_folder(&registry.path().join(format!("{SOURCE_CRATE}-{SOURCE_VERSION}")))
        })
        .find(|folder| folder.is_dir())
}

/// What cargo says: vendored sources, replaced registries.
fn metadata_source(more: &[&str]) -> Option<PathBuf> {
    let output = Command::new(env::var_os("CARGO")?)
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(more)
        .output()
        .ok()?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
    let package = metadata.get("packages")?.as_array()?.iter().find(|package| {
        package.get("name").and_then(|name| name.as_str()) == Some(SOURCE_CRATE)
            && package.get("version").and_then(|version| version.as_str()) == Some(SOURCE_VERSION)
    })?;
    let manifest = Path::new(package.get("manifest_path")?.as_str()?);
    Some(pico_folder(manifest.parent()?))
}

fn pico_folder(package: &Path) -> PathBuf {
    package.join("build/pico")
}
