//! Lists of pronunciations: the files named, the strongest last.

use std::path::Path;

use clairvoix::{
    profile::{PronunciationProblem, read_pronunciations},
    text::pronunciation::{PronunciationList, Pronunciations},
};

use crate::{Outcome, input::Input, pupil, ui::Ui};

/// The lists of all files, in layers; what is wrong in them is said, and the rest holds.
pub(crate) fn load(ui: &Ui, paths: &[impl AsRef<Path>]) -> Outcome<Pronunciations> {
    let mut lists = Vec::with_capacity(paths.len());
    for path in paths {
        let (list, problems) = read(ui, path.as_ref())?;
        tell(ui, &list.name, &problems);
        lists.push(list);
    }
    let lists = Pronunciations::new(lists);
    if lists.left_out() > 0 {
        ui.note("note.pronunciations_left_out", &[("count", &lists.left_out().to_string())]);
    }
    Ok(lists)
}

/// One list and what is wrong in it.
pub(crate) fn read(
    ui: &Ui,
    path: &Path,
) -> Outcome<(PronunciationList, Vec<PronunciationProblem>)> {
    let mut input = Input::open(ui, path)?;
    let table = input.read_text(ui)?;
    Ok(read_pronunciations(&name(path), &table))
}

/// What a list is called where it decides.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Says what is wrong in a list.
pub(crate) fn tell(ui: &Ui, name: &str, problems: &[PronunciationProblem]) {
    for problem in problems {
        let (line, column) = (problem.line.to_string(), problem.column.to_string());
        let message = problem.message(pupil::language(ui));
        let places = [("name", name), ("line", &line), ("column", &column), ("message", &message)];
        ui.note("note.pronunciation", &places);
    }
}
