//! A pupil's week: made, active, changed, noted, undone. After a fault, what was acknowledged must be
//! there, and what was going on wholly or not at all.

use clairvoix_profile::{Profile, Value};
use clairvoix_store::{Error, ExamStart, Helped, JournalEntry, Place, Pupil, Role, Store};

pub(crate) const ALIAS: &str = "Renard";

/// What has been acknowledged, and what was going on when the fault came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    pub(crate) made: bool,
    pub(crate) active: bool,
    pub(crate) size: Option<f64>,
    pub(crate) trying: Option<Option<f64>>,
    pub(crate) notes: usize,
    pub(crate) revisions: Vec<u64>,
    pub(crate) other_deleted: bool,
    /// Whether an examination is going on; unknown while it begins or ends.
    pub(crate) exam: Option<bool>,
    pub(crate) error: Option<String>,
}

/// Tells the story until the first error.
pub(crate) fn tell(store: &Store) -> Told {
    let mut told = Told { exam: Some(false), ..Told::default() };
    if let Err(error) = try_tell(store, &mut told) {
        told.error = Some(error.to_string());
    }
    told
}

fn try_tell(store: &Store, told: &mut Told) -> Result<(), Error> {
    told.trying = Some(None);
    let other = store.create("Autre", Profile::default())?;
    let pupil = store.create(ALIAS, Profile::default())?;
    told.made = true;
    store.set_active(Some(&pupil))?;
    told.active = true;
    for size in [10.0, 11.0, 12.0, 13.0] {
        set(store, &pupil, told, size)?;
        note(store, &pupil, told)?;
    }
    told.trying = Some(Some(12.0));
    let saved = store.undo(Place::Pupil(&pupil))?;
    (told.size, told.trying) = (Some(12.0), None);
    told.revisions.push(saved.number);
    store.delete(&other)?;
    told.other_deleted = true;
    told.exam = None;
    let rules = "exam_version = 1\nallow = []\n";
    store.start_exam(&pupil, ExamStart { rules, pin: None })?;
    told.exam = Some(true);
    (told.exam, told.trying) = (None, None);
    store.end_exam(None, |_, _| Ok::<(), Error>(()))?;
    told.exam = Some(false);
    set(store, &pupil, told, 14.0)?;
    note(store, &pupil, told)
}

fn set(store: &Store, pupil: &Pupil, told: &mut Told, size: f64) -> Result<(), Error> {
    told.trying = Some(Some(size));
    let change = |profile: &mut Profile| {
        profile.set("text.size_pt", &Value::Number(size)).expect("within bounds");
    };
    let saved = store.change(Place::Pupil(pupil), change)?;
    (told.size, told.trying) = (Some(size), None);
    told.revisions.push(saved.number);
    Ok(())
}

fn note(store: &Store, pupil: &Pupil, told: &mut Told) -> Result<(), Error> {
    let entry = JournalEntry {
        date: String::new(),
        adaptation: "text.size_pt".to_owned(),
        value: told.size.map(|size| size.to_string()),
        helped: Helped::Yes,
        role: Role::Aesh,
    };
    store.note(pupil, entry)?;
    told.notes += 1;
    Ok(())
}

/// Says what is lost or broken in a store after a fault.
pub(crate) fn judge(store: &Store, told: &Told) -> Result<(), String> {
    let said = |error: Error| format!("{error} ({told:?})");
    let pupil = match store.find(ALIAS) {
        Ok(pupil) => pupil,
        Err(_) if !told.made => return Ok(()),
        Err(error) => return Err(said(error)),
    };
    let place = Place::Pupil(&pupil);
    let loaded = store.load(place).map_err(said)?;
    let on = store.exam().map_err(said)?.is_some();
    if told.exam.is_some_and(|told| told != on) {
        return Err(format!("examination: {on} ({told:?})"));
    }
    if on {
        store.end_exam(None, |_, _| Ok::<(), Error>(())).map_err(said)?;
    }
    let size = loaded.profile.text.size_pt;
    if size != told.size && told.trying != Some(size) {
        return Err(format!("size {size:?} ({told:?})"));
    }
    if !loaded.diagnostics.is_empty() {
        return Err(format!("{:?} ({told:?})", loaded.diagnostics));
    }
    if told.active && store.active().map_err(said)?.is_none_or(|active| active.alias != ALIAS) {
        return Err(format!("not active ({told:?})"));
    }
    if told.other_deleted && store.find("Autre").is_ok() {
        return Err(format!("what was deleted is there ({told:?})"));
    }
    let journal = store.journal(&pupil).map_err(said)?;
    if journal.len() != told.notes && journal.len() != told.notes + 1 {
        return Err(format!("{} entries in the journal ({told:?})", journal.len()));
    }
    let history = store.history(place).map_err(said)?;
    let numbers: Vec<u64> = history.iter().map(|revision| revision.number).collect();
    if let Some(lost) = told.revisions.iter().find(|number| !numbers.contains(number)) {
        return Err(format!("revision {lost} lost of {numbers:?} ({told:?})"));
    }
    go_on(store, &pupil).map_err(said)?;
    Ok(())
}

/// The store serves after the fault as before.
fn go_on(store: &Store, pupil: &Pupil) -> Result<(), Error> {
    let place = Place::Pupil(pupil);
    let before = store.load(place)?.profile;
    let change = |profile: &mut Profile| {
        profile.set("text.size_pt", &Value::Number(40.0)).expect("within bounds");
    };
    store.change(place, change)?;
    assert_eq!(store.load(place)?.profile.text.size_pt, Some(40.0));
    store.undo(place)?;
    assert_eq!(store.load(place)?.profile.text.size_pt, before.text.size_pt);
    Ok(())
}
