//! Which features a whole build has here.

use std::{fs, path::Path};

use crate::{
    doctor::{self, Need},
    process, tidy,
};

/// The feature that needs packages which few machines have.
const SYSTEM: &str = "system";

/// The arguments that turn on every feature that builds here: the system's own voices only where
/// their packages are.
pub(crate) fn arguments() -> Vec<String> {
    let missing = doctor::missing(&[Need::System]);
    if missing.is_empty() {
        return vec!["--all-features".to_owned()];
    }
    for requirement in missing {
        println!("without the feature `{SYSTEM}`: {} is not here", requirement.package);
    }
    let root = process::root();
    let mut features = Vec::new();
    for folder in ["crates", "tests"] {
        let entries = fs::read_dir(root.join(folder)).into_iter().flatten().flatten();
        entries.for_each(|entry| features.extend(of(&entry.path())));
    }
    features.sort();
    vec!["--features".to_owned(), features.join(",")]
}

/// The features of a package, as `package/feature`, but that one.
fn of(folder: &Path) -> Vec<String> {
    let Ok(manifest) = fs::read_to_string(folder.join("Cargo.toml")) else {
        return Vec::new();
    };
    let name = manifest.lines().find_map(|line| line.strip_prefix("name = \""));
    let Some(name) = name.map(|name| name.trim_end_matches('"')) else {
        return Vec::new();
    };
    let features = tidy::section(&manifest, "[features]");
    let names = features.iter().filter(|feature| *feature != SYSTEM);
    names.map(|feature| format!("{name}/{feature}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_is_named_but_one() {
        let found = of(&process::root().join("crates/clairvoix-backends"));
        let expected =
            ["client", "default", "sound"].map(|name| format!("clairvoix-backends/{name}"));
        assert_eq!(found, expected);
    }
}
