//! Words alone, scored by the scorer that comes with the gold data.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use crate::process::{self, Outcome};

/// Writes every word of the development set through `clairvoix words` and scores the result.
pub(super) fn run(arguments: &[String]) -> Outcome {
    let data = match arguments {
        [] => process::root().join("../shared/data"),
        [folder] => PathBuf::from(folder),
        _ => return Err("usage: cargo xtask measure words [DIR]".to_owned()),
    };
    let scored = read_all(&data)?;
    let mut score = process::program("python3");
    score.arg(data.join("score/score.py")).arg(format!("clairvoix={}", scored.display()));
    process::run(&mut score)
}

/// Reads every word of the development set below `data` with `clairvoix words`; gives the table of the
/// results.
pub(super) fn read_all(data: &Path) -> Result<PathBuf, String> {
    let gold = data.join("fr/words_dev.tsv");
    let table = fs::read_to_string(&gold).map_err(|error| {
        format!("failed to read {}: {error} (name the folder of the gold data)", gold.display())
    })?;
    let inputs = table.lines().skip(1).filter_map(|line| line.split('\t').nth(1));
    let folder = process::root().join("target/measure");
    fs::create_dir_all(&folder)
        .map_err(|error| format!("failed to make {}: {error}", folder.display()))?;
    let (list, scored) = (folder.join("words.txt"), folder.join("words.tsv"));
    let lines: String = inputs.map(|input| format!("{input}\n")).collect();
    fs::write(&list, lines)
        .map_err(|error| format!("failed to write {}: {error}", list.display()))?;
    let open =
        |path| fs::File::open(path).map_err(|error| format!("failed to open the list: {error}"));
    let made = fs::File::create(&scored)
        .map_err(|error| format!("failed to write {}: {error}", scored.display()))?;
    let mut words = process::program(super::clairvoix()?);
    words.args(["words", "--format", "score"]).stdin(open(&list)?).stdout(Stdio::from(made));
    process::run(&mut words)?;
    Ok(scored)
}
