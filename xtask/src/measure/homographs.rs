//! Homographs in their sentence: with the hand-written lines, and with none of them.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use super::text_copy::{TextCrate, make, read, write};
use crate::process::{self, Outcome};

/// The sentences of the repository whose words are in no list, or need not be.
const OWN: &str = "tests/corpus/fr/homographs_unlisted.tsv";

/// Scores the sentences of `DIR` and those of the repository, first with every line of
/// `homographs.tsv`, then without any, the words that had lines apart.
pub(super) fn run(arguments: &[String]) -> Outcome {
    let data = match arguments {
        [] => process::root().join("../shared/data"),
        [folder] => PathBuf::from(folder),
        _ => return Err("usage: cargo xtask measure homographs [DIR]".to_owned()),
    };
    let folder = process::root().join("target/measure/homographs");
    make(&folder)?;
    let list = read(&process::root().join("crates/clairvoix-text/data/fr/homographs.tsv"))?;
    let listed = listed_words(&list);
    let empty = folder.join("homographs.tsv");
    write(&empty, "# every line taken out\n")?;
    for without in [false, true] {
        let copy = TextCrate::copied_to(&folder)?;
        if without {
            copy.replace("homographs.tsv", &empty)?;
        }
        let measure = Measure { program: copy.build("score_context")?, folder: &folder };
        for set in ["homographs_dev.tsv", "ud_homographs_dev.tsv"] {
            let sentences = read(&data.join("fr").join(set))?;
            let scorer = data.join("score/score_ctx.py");
            if !without {
                measure.by_scorer(&scorer, &format!("{set}, every line"), &sentences)?;
                continue;
            }
            for (has_line, title) in
                [(false, "words without a line"), (true, "words whose lines are taken out")]
            {
                let chosen = of_words(&sentences, |word| listed.contains(word) == has_line);
                measure.by_scorer(&scorer, &format!("{set}, {title}"), &chosen)?;
            }
        }
        let title = if without { "no line at all" } else { "every line" };
        measure.own(title)?;
    }
    Ok(())
}

struct Measure<'a> {
    program: PathBuf,
    folder: &'a Path,
}

impl Measure<'_> {
    /// What the program reads in a table of sentences; the file it is written to.
    fn reads(&self, sentences: &str) -> Result<(PathBuf, PathBuf), String> {
        let (table, out) = (self.folder.join("sentences.tsv"), self.folder.join("read.tsv"));
        write(&table, sentences)?;
        let file = fs::File::create(&out).map_err(|error| format!("read.tsv: {error}"))?;
        process::run(process::program(&self.program).arg(&table).stdout(Stdio::from(file)))?;
        Ok((table, out))
    }

    fn by_scorer(&self, scorer: &Path, title: &str, sentences: &str) -> Outcome {
        println!("\n== {title}: {} sentences", sentences.lines().count().saturating_sub(1));
        let (table, out) = self.reads(sentences)?;
        let mut score = process::program("python3");
        score.arg(scorer).arg(&table);
        process::run(score.arg(format!("clairvoix={}", out.display())))
    }

    /// The sentences of the repository, each set on its own: the whole word must be right.
    fn own(&self, title: &str) -> Outcome {
        let corpus = read(&process::root().join(OWN))?;
        let lines: Vec<&str> =
            corpus.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let mut table = "id\tsentence\tstart\n".to_owned();
        for (id, line) in lines.iter().enumerate() {
            let marked = line.rsplit('\t').next().unwrap_or_default();
            let start = marked.chars().take_while(|letter| *letter != '[').count();
            table.push_str(&format!("{id}\t{}\t{start}\n", marked.replace(['[', ']'], "")));
        }
        let (_, out) = self.reads(&table)?;
        let read = read(&out)?;
        for set in ["dev", "kept"] {
            let (mut right, mut count) = (0, 0);
            for (line, answer) in lines.iter().zip(read.lines()) {
                let Some((_, rest)) = line.split_once('\t').filter(|(own, _)| *own == set) else {
                    continue;
                };
                let gold = rest.split('\t').next().unwrap_or_default();
                let said = answer.split('\t').nth(1).unwrap_or_default();
                count += 1;
                if compared(gold) == compared(said) {
                    right += 1;
                } else {
                    println!("    {set}: {rest}, read {said}");
                }
            }
            let percent = 100.0 * f64::from(right) / f64::from(count.max(1));
            println!("== {OWN}, {set}, {title}: {percent:.1} % of {count}");
        }
        Ok(())
    }
}

/// The sounds as the scorer of words compares them.
fn compared(phonemes: &str) -> String {
    let kept = phonemes.chars().filter(|sound| *sound != '°');
    let pairs = [('o', 'O'), ('e', 'E'), ('2', '9'), ('1', '5'), ('j', 'i')];
    kept.map(|sound| pairs.iter().find(|pair| pair.0 == sound).map_or(sound, |pair| pair.1))
        .collect()
}

/// The words that have a line.
fn listed_words(list: &str) -> HashSet<String> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let words =
        lines.filter_map(|line| line.split_once('\t')).flat_map(|(words, _)| words.split('|'));
    words.map(str::to_owned).collect()
}

/// The sentences with a target that is wanted.
fn of_words(sentences: &str, wanted: impl Fn(&str) -> bool) -> String {
    let is_wanted =
        |line: &&str| line.split('\t').nth(3).is_some_and(|target| wanted(&target.to_lowercase()));
    let mut lines = sentences.lines();
    let header = lines.next().unwrap_or_default();
    let wanted = lines.filter(is_wanted).map(|line| format!("{line}\n"));
    format!("{header}\n{}", wanted.collect::<String>())
}
