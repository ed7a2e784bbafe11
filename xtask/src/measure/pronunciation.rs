//! What the voices pronounce, checked against our reading.

use std::path::{Path, PathBuf};

use super::text_copy::{make, read, write};
use crate::process::{self, Outcome};

/// Words said alone, the most frequent ones.
const WORDS: usize = 20_000;

/// The frequent words, the lesson, and the targets of both sets of homographs, each through Pico and
/// espeak-ng, before and after our reading is sent.
pub(super) fn run(arguments: &[String]) -> Outcome {
    let usage = "usage: cargo xtask measure pronunciation [WORDS [DIR]]";
    let (count, data) = match arguments {
        [] => (WORDS, process::root().join("../shared/data")),
        [count] => (number(count, usage)?, process::root().join("../shared/data")),
        [count, folder] => (number(count, usage)?, PathBuf::from(folder)),
        _ => return Err(usage.to_owned()),
    };
    let folder = process::root().join("target/measure/pronunciation");
    make(&folder)?;
    let mut build = process::cargo();
    build.args(["build", "--release", "--quiet"]);
    build.args(["--package", "clairvoix-pico", "--package", "clairvoix-espeak"]);
    process::run(&mut build)?;
    let list = folder.join("words.txt");
    write(&list, &frequent(&read(&data.join("fr/words_dev.tsv"))?, count))?;
    say(&format!("the {count} most frequent words"), "words", &list)?;
    say("the lesson", "text", &process::root().join("examples/data/lecon.md"))?;
    for set in ["homographs_dev.tsv", "ud_homographs_dev.tsv"] {
        say(&format!("targets of {set}"), "targets", &data.join("fr").join(set))?;
    }
    Ok(())
}

fn number(text: &str, usage: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("{text:?} is no number of words; {usage}"))
}

fn say(title: &str, kind: &str, file: &Path) -> Outcome {
    println!("\n== {title}");
    let mut command = process::cargo();
    command.args(["run", "--release", "--quiet", "--package", "clairvoix-backends"]);
    command.args(["--no-default-features", "--example", "measure_pronunciation", "--", kind]);
    process::run(command.arg(file))
}

/// The most frequent words of the gold table, by the sum of both columns of frequencies, each once.
fn frequent(table: &str, count: usize) -> String {
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| header.iter().position(|known| *known == name);
    let columns = (column("freq_books"), column("freq_school"), column("input"));
    let mut words: Vec<(f64, &str)> = lines
        .filter_map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let of = |at: Option<usize>| at.and_then(|at| fields.get(at)).copied();
            let value = |at| of(at).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
            Some((value(columns.0) + value(columns.1), of(columns.2)?))
        })
        .collect();
    words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let mut seen = std::collections::HashSet::new();
    let first = words.iter().map(|(_, word)| *word).filter(|word| seen.insert(*word)).take(count);
    first.map(|word| format!("{word}\n")).collect()
}
