//! `clairvoix pronunciations`: lists of what is said otherwise than it is read.

use std::{
    collections::HashSet,
    io::{self, Write},
    path::Path,
};

use clairvoix::{
    profile::{
        PronunciationProblem, PronunciationProblemKind, Separator, add_pronunciation,
        remove_pronunciation, write_pronunciations,
    },
    text::{
        language::Language,
        pronunciation::{ListedPronunciation, Pronunciation, PronunciationOptions},
    },
};

use crate::{
    Outcome,
    args::{EntryCase, PronunciationsArgs, PronunciationsFormat},
    failure::Failure,
    input::Input,
    lists,
    output::Stdout,
    pending::Pending,
    pupil,
    schema::pronunciation::PronunciationObject,
    ui::Ui,
};

pub(super) fn run(ui: &Ui, args: &PronunciationsArgs) -> Outcome {
    if args.check {
        return check(ui, args);
    }
    if let Some(target) = &args.into {
        return import(ui, args, target);
    }
    if !args.add.is_empty() || args.remove.is_some() {
        let [list] = args.lists.as_slice() else {
            return Err(Failure::Usage(ui.fill("usage.one_list", &[])));
        };
        return match &args.remove {
            Some(written) => remove(ui, list, written),
            None => add(ui, list, args),
        };
    }
    show(ui, args)
}

/// Says what is wrong; a line that cannot be used is a failure.
fn check(ui: &Ui, args: &PronunciationsArgs) -> Outcome {
    let (mut entries, mut faults) = (0, 0);
    for path in &args.lists {
        let (list, problems) = lists::read(ui, path)?;
        lists::tell(ui, &list.name, &problems);
        entries += list.entries.len();
        faults += problems.iter().filter(|problem| problem.is_fault()).count();
    }
    let places = [("entries", &*entries.to_string()), ("faults", &faults.to_string())];
    if faults > 0 {
        return Err(Failure::io(ui, "failure.pronunciations", &places));
    }
    let mut out = Stdout::new();
    out.put(ui, ui.fill("done.pronunciations_checked", &places).as_bytes())?;
    out.put(ui, b"\n")?;
    out.finish(ui)
}

/// Adds the rows that can be used to a list.
fn import(ui: &Ui, args: &PronunciationsArgs, target: &Path) -> Outcome {
    let mut table = existing(ui, target)?;
    let mut count = 0;
    for path in &args.lists {
        let (list, problems) = lists::read(ui, path)?;
        lists::tell(ui, &list.name, &problems);
        for (_, entry) in &list.entries {
            table = add_pronunciation(&table, entry);
            count += 1;
        }
    }
    write(ui, target, &table)?;
    let places = [("name", &*target.display().to_string()), ("count", &count.to_string())];
    ui.done("done.pronunciations_imported", &places);
    Ok(())
}

fn add(ui: &Ui, list: &Path, args: &PronunciationsArgs) -> Outcome {
    let [written, said] = args.add.as_slice() else {
        return Err(Failure::Usage(ui.fill("usage.other", &[])));
    };
    let options = PronunciationOptions {
        exact_case: args.case.map(|case| case == EntryCase::Exact),
        language: args.language.as_deref().and_then(Language::from_tag).unwrap_or_default(),
    };
    let entry = Pronunciation::try_new(written, said, options).map_err(|error| {
        let kind = PronunciationProblemKind::Entry(error);
        let problem = PronunciationProblem { line: 1, column: 1, kind };
        Failure::Usage(format!("{written} → {said} : {}", problem.message(pupil::language(ui))))
    })?;
    let table = existing(ui, list)?;
    write(ui, list, &add_pronunciation(&table, &entry))
}

fn remove(ui: &Ui, list: &Path, written: &str) -> Outcome {
    let table = Input::open(ui, list)?.read_text(ui)?;
    let (table, count) = remove_pronunciation(&table, written);
    if count == 0 {
        let places = [("name", &*list.display().to_string()), ("written", written)];
        return Err(Failure::io(ui, "failure.pronunciation_absent", &places));
    }
    write(ui, list, &table)
}

/// A list as it stands; nothing where there is none yet.
fn existing(ui: &Ui, path: &Path) -> Outcome<String> {
    if path.exists() { Input::open(ui, path)?.read_text(ui) } else { Ok(String::new()) }
}

fn write(ui: &Ui, path: &Path, table: &str) -> Outcome {
    let mut file = Pending::create(ui, path)?;
    file.write_all(table.as_bytes()).map_err(|e| Failure::write(ui, file.name(), &e))?;
    file.commit(ui)
}

/// Writes the entries that hold.
fn show(ui: &Ui, args: &PronunciationsArgs) -> Outcome {
    let lists = lists::load(ui, &args.lists)?;
    let entries = holding(lists.entries());
    let mut out = Stdout::new();
    let only = || entries.iter().map(|listed| &listed.pronunciation);
    match args.format {
        PronunciationsFormat::Csv => {
            out.put(ui, write_pronunciations(only(), Separator::Comma).as_bytes())?;
        }
        PronunciationsFormat::Spreadsheet => {
            out.put(ui, write_pronunciations(only(), Separator::Spreadsheet).as_bytes())?;
        }
        PronunciationsFormat::Text => {
            for entry in &entries {
                let said = entry.pronunciation.said();
                let written = entry.pronunciation.written();
                out.put(ui, format!("{written}\t{said}\t{}\n", entry.origin).as_bytes())?;
            }
        }
        PronunciationsFormat::Jsonl => {
            for entry in &entries {
                serde_json::to_writer(&mut out, &PronunciationObject::new(entry))
                    .map_err(|e| Failure::stdout(ui, &io::Error::from(e)))?;
                out.put(ui, b"\n")?;
            }
        }
    }
    out.finish(ui)
}

/// The entries without those that a later one for the same letters replaces.
fn holding<'l>(
    entries: impl Iterator<Item = &'l ListedPronunciation>,
) -> Vec<&'l ListedPronunciation> {
    let all: Vec<_> = entries.collect();
    let mut seen = HashSet::new();
    let mut kept: Vec<_> = all
        .into_iter()
        .rev()
        .filter(|listed| {
            let entry = &listed.pronunciation;
            let exact = entry.exact_case();
            let written = entry.written();
            let same = if exact { written.to_owned() } else { written.to_lowercase() };
            seen.insert((same, exact, entry.language()))
        })
        .collect();
    kept.reverse();
    kept
}
