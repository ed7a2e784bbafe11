//! `clairvoix profile journal`: what was tried, and whether it helped.

use clairvoix::{
    profile::setting,
    store::{Helped, JournalEntry, Role},
};

use super::{print_json, print_lines, show, target};
use crate::{
    Outcome,
    args::{HelpedWord, JournalArgs, RoleWord},
    schema::profile as object,
    ui::Ui,
};
use target::Target;

/// Adds an entry where one is given; else shows all.
pub(super) fn run(ui: &Ui, args: &JournalArgs) -> Outcome {
    let store = target::store(ui)?;
    let pupil = target::pupil(ui, &store, args.pupil.as_deref())?;
    let failed = |error| target::failed(ui, &store, &error);
    let (Some(adaptation), Some(helped)) = (&args.adaptation, args.helped) else {
        let entries = store.journal(&pupil).map_err(failed)?;
        if args.json {
            return print_json(ui, entries.iter().map(object::entry));
        }
        return print_lines(ui, entries.iter().map(|entry| line(ui, entry)));
    };
    // A setting with the value it has now, or a preset: nothing else has a place here.
    let value = if store.catalogue().find(adaptation).is_some() {
        None
    } else {
        let key = target::known(ui, adaptation)?.key.as_str();
        let target = Target::named(ui, &store, Some(&pupil.alias), None)?;
        let stack = show::stack(ui, &store, &target)?;
        stack.layers(store.catalogue()).settings().get(key).map(|value| value.to_string())
    };
    let entry = JournalEntry {
        date: String::new(),
        adaptation: adaptation.clone(),
        value,
        helped: helped.into(),
        role: args.by.into(),
    };
    let entry = store.note(&pupil, entry).map_err(failed)?;
    if args.json {
        return print_json(ui, [object::entry(&entry)]);
    }
    print_lines(ui, [line(ui, &entry)])
}

fn line(ui: &Ui, entry: &JournalEntry) -> String {
    let language = crate::pupil::language(ui);
    let label = setting(&entry.adaptation).map_or("", |setting| setting.label.get(language));
    let value = entry.value.as_deref().unwrap_or_default();
    let helped = ui.get(helped_key(entry.helped));
    let role = ui.get(role_key(entry.role));
    format!("{}\t{}\t{value}\t{helped}\t{role}\t{label}", entry.date, entry.adaptation)
        .trim_end()
        .to_owned()
}

/// The message for whether something helped.
pub(super) fn helped_key(helped: Helped) -> &'static str {
    match helped {
        Helped::Yes => "journal.yes",
        Helped::SoSo => "journal.so_so",
        Helped::No => "journal.no",
    }
}

/// The message for who says so.
pub(super) fn role_key(role: Role) -> &'static str {
    match role {
        Role::Pupil => "journal.pupil",
        Role::Aesh => "journal.aesh",
        Role::Teacher => "journal.teacher",
        Role::Parent => "journal.parent",
        Role::Therapist => "journal.therapist",
        Role::Other => "journal.other",
    }
}

impl From<HelpedWord> for Helped {
    fn from(word: HelpedWord) -> Self {
        match word {
            HelpedWord::Yes => Self::Yes,
            HelpedWord::SoSo => Self::SoSo,
            HelpedWord::No => Self::No,
        }
    }
}

impl From<RoleWord> for Role {
    fn from(word: RoleWord) -> Self {
        match word {
            RoleWord::Pupil => Self::Pupil,
            RoleWord::Aesh => Self::Aesh,
            RoleWord::Teacher => Self::Teacher,
            RoleWord::Parent => Self::Parent,
            RoleWord::Therapist => Self::Therapist,
            RoleWord::Other => Self::Other,
        }
    }
}
