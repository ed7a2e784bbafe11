//! `clairvoix adapt`: documents adapted in place, or given back as they were.

use std::{
    fs::{self, File},
    io::{Read, Write},
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use clairvoix::{
    document::{ErrorKind, Format, Opened, in_place},
    layout::in_place::{look, stretches},
    profile::{Aids, Feature, Settings, SyllableMode},
    text::pronunciation::Pronunciations,
};

use crate::{Outcome, args::AdaptArgs, failure::Failure, lists, pending::Pending, pupil, ui::Ui};

/// The most bytes of a document.
const DOCUMENT_BYTES_MAX: u64 = 200_000_000;
/// Folders inside folders, at most.
const DEPTH_MAX: usize = 32;

/// A document to adapt, and where it goes.
struct Work {
    from: PathBuf,
    to: PathBuf,
}

/// How documents are adapted.
struct How {
    restore: bool,
    settings: Settings,
    lists: Pronunciations,
}

pub(super) fn run(ui: &Ui, args: &AdaptArgs) -> Outcome {
    let how = how(ui, args)?;
    let works = works(ui, args)?;
    if let Some(work) = works.iter().find(|work| !args.replace && work.to.exists()) {
        let places = [("name", &*work.to.display().to_string())];
        return Err(Failure::io(ui, "failure.adapt_exists", &places));
    }
    let failures = all(ui, &works, &how);
    let done = works.len() - failures.len();
    let places = [("count", &*done.to_string()), ("out", &args.out.display().to_string())];
    ui.done(if how.restore { "done.restored" } else { "done.adapted" }, &places);
    match failures.len() {
        0 => Ok(()),
        1 => failures.into_iter().next().map_or(Ok(()), Err),
        count => {
            for failure in &failures {
                failure.message().into_iter().for_each(crate::ui::to_stderr);
            }
            Err(Failure::io(ui, "failure.adapt_some", &[("count", &count.to_string())]))
        }
    }
}

fn how(ui: &Ui, args: &AdaptArgs) -> Outcome<How> {
    let chosen = pupil::load(ui, args.profile.as_deref())?;
    let mut settings = chosen.profile.settings();
    // What an examination does not allow is not there.
    if chosen.withheld.contains(&Feature::Syllables) {
        settings.aids.syllables = SyllableMode::Off;
    }
    settings.aids.silent_letters &= !chosen.withheld.contains(&Feature::SilentLetters);
    let mut paths = chosen.pronunciations(ui);
    paths.extend(args.pronunciations.iter().cloned());
    Ok(How { restore: args.restore, settings, lists: lists::load(ui, &paths)? })
}

/// The documents asked for: files as they are named, and all that can be adapted in folders.
fn works(ui: &Ui, args: &AdaptArgs) -> Outcome<Vec<Work>> {
    let mut works = Vec::new();
    for input in &args.inputs {
        if input.is_dir() {
            let mut others = 0;
            folder(ui, input, &args.out, &args.out, 0, (&mut works, &mut others))?;
            if others > 0 {
                let places =
                    [("name", &*input.display().to_string()), ("count", &others.to_string())];
                ui.note("note.adapt_others", &places);
            }
        } else if let Some(name) = input.file_name() {
            works.push(Work { from: input.clone(), to: args.out.join(name) });
        }
    }
    Ok(works)
}

/// The documents of a folder and of those inside it, in the order of their names.
fn folder(
    ui: &Ui,
    from: &Path,
    to: &Path,
    out: &Path,
    depth: usize,
    (works, others): (&mut Vec<Work>, &mut usize),
) -> Outcome {
    let failed = |e: &std::io::Error| Failure::read(ui, &from.display().to_string(), e);
    let entries: Result<Vec<_>, _> = fs::read_dir(from).map_err(|e| failed(&e))?.collect();
    let mut entries = entries.map_err(|e| failed(&e))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, name) = (entry.path(), entry.file_name());
        let kind = entry.file_type().map_err(|e| failed(&e))?;
        // Results inside the folder are no documents of it; links may lead anywhere.
        if kind.is_dir() && depth < DEPTH_MAX && !is_same(&path, out) {
            folder(ui, &path, &to.join(&name), out, depth + 1, (works, others))?;
        } else if kind.is_file() {
            let format = Format::from_name(&name.to_string_lossy());
            if matches!(format, Format::Html | Format::Epub | Format::Odt) {
                works.push(Work { from: path, to: to.join(&name) });
            } else {
                *others += 1;
            }
        }
    }
    Ok(())
}

fn is_same(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Adapts all documents, as many at a time as there are cores; those that failed do not stop the others.
fn all(ui: &Ui, works: &[Work], how: &How) -> Vec<Failure> {
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    let cores = thread::available_parallelism().map_or(1, usize::from).min(works.len().max(1));
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(work) = works.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(failure) = one(ui, work, how) {
                        failures.lock().unwrap_or_else(PoisonError::into_inner).push(failure);
                    }
                }
            });
        }
    });
    failures.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn one(ui: &Ui, work: &Work, how: &How) -> Outcome {
    let name = work.from.display().to_string();
    let bytes = read(ui, &work.from, &name)?;
    let look = look(&how.settings);
    let aids: &Aids = &how.settings.aids;
    let marks = |opened: &Opened| stretches(&opened.document, aids, &how.lists);
    let made = if how.restore {
        in_place::restore(&bytes, &name)
    } else {
        in_place::adapt(&bytes, &name, &look, marks)
    };
    let made = made.map_err(|error| {
        let key = match error.kind() {
            ErrorKind::Damaged => "failure.document_damaged",
            ErrorKind::Limit => "failure.document_limit",
            ErrorKind::Locked => "failure.document_locked",
            _ => "failure.adapt_unfit",
        };
        Failure::io(ui, key, &[("name", &name)])
    })?;
    let target = work.to.display().to_string();
    let failed = |e: &std::io::Error| Failure::write(ui, &target, e);
    if let Some(parent) = work.to.parent() {
        fs::create_dir_all(parent).map_err(|e| failed(&e))?;
    }
    let mut pending = Pending::create(ui, &work.to)?;
    pending.write_all(&made).map_err(|e| failed(&e))?;
    pending.commit(ui)
}

fn read(ui: &Ui, path: &Path, name: &str) -> Outcome<Vec<u8>> {
    let failed = |e: &std::io::Error| Failure::read(ui, name, e);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|e| failed(&e))?;
    file.take(DOCUMENT_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(|e| failed(&e))?;
    if bytes.len() as u64 > DOCUMENT_BYTES_MAX {
        return Err(Failure::io(ui, "failure.document_limit", &[("name", name)]));
    }
    Ok(bytes)
}
