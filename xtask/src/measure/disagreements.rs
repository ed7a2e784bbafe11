//! Where our reading of a word and the gold differ: counted by the classes of a committed file, written
//! to `docs/disagreements-fr.md`.

use std::{collections::BTreeMap, fmt::Write as _, path::PathBuf};

use super::{
    text_copy::{make, read, write},
    words,
};
use crate::process::{self, Outcome};

/// The classes, then the words in each.
const CLASSIFIED: &str = "tests/corpus/fr/disagreements.tsv";
const DOCUMENT: &str = "docs/disagreements-fr.md";
const UNEXAMINED: &str = "unexamined";

const INTRODUCTION: &str = "# Where our readings and the gold differ\n\n\
    Written by `cargo xtask measure disagreements` from the words of the development set that the\n\
    scorer counts wrong and from `tests/corpus/fr/disagreements.tsv`, where each word has its class.\n\
    A difference that is not in that file is counted as unexamined.\n\n";

/// Scores the development set and writes the table.
pub(super) fn run(arguments: &[String]) -> Outcome {
    let data = match arguments {
        [] => process::root().join("../shared/data"),
        [folder] => PathBuf::from(folder),
        _ => return Err("usage: cargo xtask measure disagreements [DIR]".to_owned()),
    };
    let folder = process::root().join("target/measure/disagreements");
    make(&folder)?;
    let scored = words::read_all(&data)?;
    let mut score = process::program("python3");
    score.arg(data.join("score/score.py")).arg("--gold").arg(data.join("fr"));
    score.arg("--errors").arg(&folder).arg(format!("clairvoix={}", scored.display()));
    process::output(&mut score)?;
    let errors = read(&folder.join("clairvoix.dev.errors.tsv"))?;
    let classified = read(&process::root().join(CLASSIFIED))?;
    let table = table(&errors, &classified)?;
    write(&process::root().join(DOCUMENT), &format!("{INTRODUCTION}{table}"))?;
    print!("{table}");
    Ok(())
}

/// A class of differences.
struct Class<'t> {
    verdict: &'t str,
    meaning: &'t str,
    /// Word, gold, ours.
    words: Vec<(&'t str, &'t str, &'t str)>,
    frequency: f64,
}

fn table(errors: &str, classified: &str) -> Result<String, String> {
    let mut classes: BTreeMap<&str, Class<'_>> = BTreeMap::new();
    let mut class_of: BTreeMap<&str, &str> = BTreeMap::new();
    let lines = classified.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in lines {
        match line.split('\t').collect::<Vec<_>>().as_slice() {
            ["class", name, verdict, meaning] => {
                let class = Class { verdict, meaning, words: Vec::new(), frequency: 0.0 };
                classes.insert(name, class);
            }
            [name, word] if classes.contains_key(name) => {
                class_of.insert(word, name);
            }
            _ => return Err(format!("{CLASSIFIED}: no class, and no word of one: {line}")),
        }
    }
    let unexamined =
        Class { verdict: "open", meaning: "not looked at yet", words: Vec::new(), frequency: 0.0 };
    classes.insert(UNEXAMINED, unexamined);
    for line in errors.lines().skip(1) {
        if let [frequency, _, word, gold, ours] = line.split('\t').collect::<Vec<_>>()[..] {
            let name = class_of.get(word).copied().unwrap_or(UNEXAMINED);
            if let Some(class) = classes.get_mut(name) {
                class.words.push((word, gold, ours));
                class.frequency += frequency.parse().unwrap_or(0.0);
            }
        }
    }
    Ok(render(&classes))
}

fn render(classes: &BTreeMap<&str, Class<'_>>) -> String {
    let mut out = "| class | verdict | words | per million in books | examples (gold, ours) |\n\
        |---|---|---|---|---|\n"
        .to_owned();
    let total = |count: fn(&Class<'_>) -> f64| classes.values().map(count).sum::<f64>();
    for class in classes.values().filter(|class| !class.words.is_empty()) {
        let examples = class.words.iter().take(4);
        let examples: Vec<String> =
            examples.map(|(word, gold, ours)| format!("*{word}* `{gold}` `{ours}`")).collect();
        let _ = writeln!(
            out,
            "| {} | {} | {} | {:.1} | {} |",
            class.meaning,
            class.verdict,
            class.words.len(),
            class.frequency,
            examples.join(", ")
        );
    }
    let words = total(|class| class.words.len() as f64);
    let _ = writeln!(out, "| all | | {words} | {:.1} | |", total(|class| class.frequency));
    out
}
