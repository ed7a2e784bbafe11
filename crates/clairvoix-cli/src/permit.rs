//! What each command needs of an examination's allow-list. The store says what is allowed; this is the one
//! place of the command that asks.

use clairvoix::{
    profile::Feature,
    store::{Exam, Store},
};

use crate::{
    Outcome,
    args::{Command, MarksBy, ReadArgs, SayArgs},
    failure::Failure,
    pupil,
    ui::Ui,
};

/// Refuses a command that does something which the examination that is going on does not allow.
pub(crate) fn check(ui: &Ui, command: &Command) -> Outcome {
    let needed = needed(command);
    if needed.is_empty() {
        return Ok(());
    }
    let Some(exam) = exam(ui)? else {
        return Ok(());
    };
    match needed.into_iter().find(|feature| !exam.rules.allows(*feature)) {
        None => Ok(()),
        Some(feature) => {
            let label = feature.label().map_or("", |label| label.get(pupil::language(ui)));
            Err(Failure::io(ui, "failure.exam_feature", &[("feature", label)]))
        }
    }
}

/// The examination that is going on. One that cannot be read allows nothing.
pub(crate) fn exam(ui: &Ui) -> Outcome<Option<Exam>> {
    // Without a folder for a person's settings, nothing was begun.
    let Ok(store) = Store::open() else {
        return Ok(None);
    };
    store.exam().map_err(|error| Failure::store(ui, &store.folder().display().to_string(), &error))
}

fn needed(command: &Command) -> Vec<Feature> {
    match command {
        Command::Read(args) => of_read(args),
        Command::Say(args) => of_say(args),
        Command::Analyze(_) | Command::Words(_) | Command::Spoken(_) => vec![Feature::Words],
        Command::Pronunciations(_) => vec![Feature::Pronunciations],
        _ => Vec::new(),
    }
}

/// A page without voice can be made without the voice: `read` leaves it out.
fn of_read(args: &ReadArgs) -> Vec<Feature> {
    let is_page = args.out.is_some() || args.single;
    chosen(&[
        (!is_page, Feature::Speech),
        (args.selection, Feature::Selection),
        (!args.pronunciations.is_empty(), Feature::Pronunciations),
        (args.marks_by == Some(MarksBy::Syllable), Feature::Syllables),
    ])
}

fn of_say(args: &SayArgs) -> Vec<Feature> {
    chosen(&[
        (true, Feature::Speech),
        (args.selection, Feature::Selection),
        (args.out.is_some(), Feature::SoundFiles),
        (!args.pronunciations.is_empty(), Feature::Pronunciations),
        (args.syllables.is_some(), Feature::Syllables),
    ])
}

fn chosen(features: &[(bool, Feature)]) -> Vec<Feature> {
    features.iter().filter(|(is, _)| *is).map(|(_, feature)| *feature).collect()
}
