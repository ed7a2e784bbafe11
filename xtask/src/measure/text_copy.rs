//! A copy of the text crate with other data, built on its own: what a measurement leaves out must not
//! be in the program it measures.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::process::{self, Outcome};

/// A copy of `clairvoix-text` in a workspace of its own.
pub(super) struct TextCrate {
    workspace: PathBuf,
    target: PathBuf,
}

impl TextCrate {
    /// Copies the crate below `folder`.
    pub(super) fn copied_to(folder: &Path) -> Result<Self, String> {
        let copy = Self { workspace: folder.join("workspace"), target: folder.join("target") };
        copy_tree(&process::root().join("crates/clairvoix-text"), &copy.package())?;
        let manifest = read(&process::root().join("Cargo.toml"))?;
        let kept = manifest.lines().filter(|line| !line.starts_with("default-members"));
        let lines = kept.map(|line| match line.starts_with("members") {
            true => "members = [\"crates/*\"]",
            false => line,
        });
        let manifest: String = lines.map(|line| format!("{line}\n")).collect();
        write(&copy.workspace.join("Cargo.toml"), &manifest)?;
        copy_file(&process::root().join("Cargo.lock"), &copy.workspace.join("Cargo.lock"))?;
        Ok(copy)
    }

    fn package(&self) -> PathBuf {
        self.workspace.join("crates/clairvoix-text")
    }

    /// Puts `file` in the place of the French data file `name`.
    pub(super) fn replace(&self, name: &str, file: &Path) -> Outcome {
        copy_file(file, &self.package().join("data/fr").join(name))
    }

    /// Builds an example, optimised, and gives its path.
    pub(super) fn build(&self, example: &str) -> Result<PathBuf, String> {
        let mut build = process::cargo();
        build.current_dir(&self.workspace).env("CARGO_TARGET_DIR", &self.target);
        build.args(["build", "--release", "--quiet", "--package", "clairvoix-text"]);
        process::run(build.args(["--example", example]))?;
        let program = self.target.join("release/examples").join(example);
        Ok(program.with_extension(std::env::consts::EXE_EXTENSION))
    }
}

fn copy_tree(from: &Path, to: &Path) -> Outcome {
    make(to)?;
    let failed = |error: std::io::Error| format!("{}: {error}", from.display());
    for entry in fs::read_dir(from).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy_tree(&source, &target)?;
        } else {
            copy_file(&source, &target)?;
        }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(|_| ()).map_err(|error| format!("{}: {error}", from.display()))
}

/// Makes a folder and those above it.
pub(super) fn make(folder: &Path) -> Outcome {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

/// The text of a file.
pub(super) fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a text file.
pub(super) fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
