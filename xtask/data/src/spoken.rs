//! Builds the lists behind the spoken form: genders of nouns, short words, names of emoji.
//!
//! Sources, put below the source folder by hand or with the package clients:
//! - `fr/hunspell/fr.dic` and `fr.aff`, from Debian's `hunspell-fr-classical` (MPL-2.0);
//! - `fr/cldr/annotations.json`, from the npm package `cldr-annotations-full` (Unicode-3.0),
//!   `annotations/fr/annotations.json` there;
//! - `fr/cldr/annotations-derived.json`, from `cldr-annotations-derived-full`.

//!
//! The names of emoji in English, Spanish, German and Italian are built alone (`cargo xtask data emoji`),
//! from the same packages: `en/cldr/annotations.json` and so on.

mod affix;
mod emoji;
mod gender;
mod words;

use std::{error::Error, fs, path::Path};

/// Reads the sources below `source_dir`, writes `fr/spoken/*.tsv` below `out_dir`.
pub(crate) fn run(source_dir: &Path, out_dir: &Path) -> Result<(), String> {
    build(&source_dir.join("fr"), &out_dir.join("fr/spoken")).map_err(|error| error.to_string())
}

/// Reads `<tag>/cldr/*.json` below `source_dir`, writes `<tag>/spoken/emoji.tsv` below `out_dir`.
pub(crate) fn emoji_elsewhere(source_dir: &Path, out_dir: &Path) -> Result<(), String> {
    for tag in ["en", "es", "de", "it"] {
        let read = |name: &str| {
            let path = source_dir.join(tag).join("cldr").join(name);
            fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
        };
        let (plain, derived) = (read("annotations.json")?, read("annotations-derived.json")?);
        let table = emoji::table(&plain, &derived, tag).map_err(|error| error.to_string())?;
        println!("{tag}: {} bytes", table.len());
        let path = out_dir.join(tag).join("spoken/emoji.tsv");
        fs::write(&path, table).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

fn build(source_dir: &Path, out_dir: &Path) -> Result<(), Box<dyn Error>> {
    let read = |name: &str| {
        let path = source_dir.join(name);
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let lexicon = affix::Lexicon::read(&read("hunspell/fr.aff")?, &read("hunspell/fr.dic")?);
    let files = [
        ("gender.tsv", gender::table(&lexicon)),
        ("short_words.tsv", words::table(&lexicon)),
        (
            "emoji.tsv",
            emoji::table(
                &read("cldr/annotations.json")?,
                &read("cldr/annotations-derived.json")?,
                "fr",
            )?,
        ),
    ];
    for (name, table) in files {
        println!("{name}: {} bytes", table.len());
        fs::write(out_dir.join(name), table)?;
    }
    Ok(())
}
