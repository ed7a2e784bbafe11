//! The examination that is going on: kept in the store, so that every program on this computer follows it.

use clairvoix_profile::{ExamProblem, ExamRules, Feature, Profile, differences, read_exam};
use serde::{Deserialize, Serialize};

use crate::{
    Change, Error, ErrorKind, Place, Pupil, Saved, Store, clock,
    document::{self, Found, checksum},
    pin::{PinHash, is_pin, wait_s},
};

const NAME: &str = "exam";
/// The setting that the pupil can change all the same.
const ALWAYS: &str = "text.size_pt";

/// An examination that is going on.
#[derive(Clone, Debug, PartialEq)]
pub struct Exam {
    /// The id of the pupil it is for.
    pub pupil: String,
    /// Their pseudonym.
    pub alias: String,
    /// What is allowed.
    pub rules: ExamRules,
    /// The SHA-256 of the document that says so.
    pub rules_sha256: String,
    /// Only tried out: it ends without a PIN.
    pub rehearsal: bool,
    /// Since when, in UTC: `2027-06-28T07:00:00Z`.
    pub started: String,
    /// The size of letters that the pupil has chosen since, in points.
    pub size_pt: Option<f64>,
    /// How many wrong PINs were tried.
    pub wrong_pins: u32,
}

impl Exam {
    /// Its layer of settings.
    #[must_use]
    pub fn layer(&self) -> Profile {
        let mut layer = self.rules.layer();
        layer.text.size_pt = self.size_pt;
        layer
    }
}

/// As it is on the disk.
#[derive(Serialize, Deserialize)]
struct Kept {
    pupil: String,
    alias: String,
    started: String,
    rehearsal: bool,
    rules: String,
    size_pt: Option<f64>,
    wrong_pins: u32,
    /// No PIN is looked at before, in seconds since 1970.
    not_before_s: u64,
    pin: Option<PinHash>,
}

impl Kept {
    fn exam(&self) -> Result<Exam, ExamProblem> {
        Ok(Exam {
            pupil: self.pupil.clone(),
            alias: self.alias.clone(),
            rules: read_exam(self.rules.as_bytes())?,
            rules_sha256: checksum(self.rules.as_bytes()),
            rehearsal: self.rehearsal,
            started: self.started.clone(),
            size_pt: self.size_pt,
            wrong_pins: self.wrong_pins,
        })
    }
}

/// How an examination begins.
#[derive(Clone, Copy, Debug)]
pub struct ExamStart<'a> {
    /// The document of its rules.
    pub rules: &'a str,
    /// What ends it, 4 to 12 digits; a rehearsal has none.
    pub pin: Option<&'a str>,
}

impl Store {
    /// The examination that is going on.
    ///
    /// # Errors
    /// [`ErrorKind::Read`]; [`ErrorKind::Damaged`] where its file is there and cannot be used: nobody
    /// knows then what is allowed.
    pub fn exam(&self) -> Result<Option<Exam>, Error> {
        let Some((_, kept)) = self.kept_exam()? else {
            return Ok(None);
        };
        kept.exam().map(Some).map_err(|_| self.damaged_exam())
    }

    /// Whether something may be done now: anything, where there is no examination.
    ///
    /// # Errors
    /// As [`Store::exam`].
    pub fn allows(&self, feature: Feature) -> Result<bool, Error> {
        Ok(self.exam()?.is_none_or(|exam| exam.rules.allows(feature)))
    }

    /// Begins an examination of a pupil, who becomes the active one.
    ///
    /// # Errors
    /// [`ErrorKind::Exam`] where one is going on, [`ErrorKind::BadExam`] for its rules,
    /// [`ErrorKind::BadPin`], [`ErrorKind::Write`], [`ErrorKind::Busy`].
    pub fn start_exam(&self, pupil: &Pupil, start: ExamStart<'_>) -> Result<Exam, Error> {
        let bad = |_| Error::new(ErrorKind::BadExam, "read the rules of an examination");
        read_exam(start.rules.as_bytes()).map_err(bad)?;
        if start.pin.is_some_and(|pin| !is_pin(pin)) {
            return Err(Error::new(ErrorKind::BadPin, "take a PIN: 4 to 12 digits"));
        }
        self.set_active(Some(pupil))?;
        let _lock = self.writable()?;
        let pin = start.pin.map(PinHash::make).transpose();
        let kept = Kept {
            pupil: pupil.id.clone(),
            alias: pupil.alias.clone(),
            started: clock::now(),
            rehearsal: start.pin.is_none(),
            rules: start.rules.to_owned(),
            size_pt: None,
            wrong_pins: 0,
            not_before_s: 0,
            pin: pin.map_err(|error| Error::write(&self.folder, &error))?,
        };
        let found = document::read(&*self.disk, &self.folder, NAME)
            .map_err(|error| Error::read(&self.folder, &error))?;
        if !matches!(found, Found::Whole(_)) {
            self.write_exam_body("")?;
        }
        self.write_exam(&kept)?;
        kept.exam().map_err(bad)
    }

    /// Ends the examination: `attest` gets it with the time it ends, and where that fails it goes on.
    ///
    /// # Errors
    /// [`ErrorKind::NoExam`], [`ErrorKind::WrongPin`], [`ErrorKind::Wait`] with the seconds to wait after
    /// wrong ones, [`ErrorKind::Write`], [`ErrorKind::Busy`], and those of `attest`.
    pub fn end_exam<E: From<Error>>(
        &self,
        pin: Option<&str>,
        attest: impl FnOnce(&Exam, &str) -> Result<(), E>,
    ) -> Result<Exam, E> {
        let _lock = self.lock()?;
        let none = || Error::new(ErrorKind::NoExam, "end an examination: none is going on");
        let (_, mut kept) = self.kept_exam()?.ok_or_else(none)?;
        self.check_pin(&mut kept, pin)?;
        let exam = kept.exam().map_err(|_| self.damaged_exam())?;
        if let Err(error) = attest(&exam, &clock::now()) {
            // The right PIN had been counted before it was known to be right.
            self.write_exam(&kept)?;
            return Err(error);
        }
        self.write_exam_body("")?;
        Ok(exam)
    }

    /// Counts a wrong PIN before it is told, so that killing the program gives no free try.
    fn check_pin(&self, kept: &mut Kept, pin: Option<&str>) -> Result<(), Error> {
        let Some(hash) = kept.pin.clone() else {
            return Ok(());
        };
        let wrong = || Error::new(ErrorKind::WrongPin, "end an examination: the PIN is another");
        let pin = pin.ok_or_else(wrong)?;
        let wait = kept.not_before_s.saturating_sub(clock::seconds());
        if wait > 0 {
            let message = format!("look at another PIN: {wait} s to wait");
            return Err(Error::new(ErrorKind::Wait(wait), message));
        }
        let before = (kept.wrong_pins, kept.not_before_s);
        kept.wrong_pins = kept.wrong_pins.saturating_add(1);
        kept.not_before_s = clock::seconds().saturating_add(wait_s(kept.wrong_pins));
        self.write_exam(kept)?;
        if !hash.matches(pin) {
            return Err(wrong());
        }
        (kept.wrong_pins, kept.not_before_s) = before;
        Ok(())
    }

    /// A change while an examination goes on: the pupil's letters only, kept with the examination and
    /// forgotten with it, without history.
    pub(crate) fn change_in_exam(
        &self,
        place: Place<'_>,
        change: impl FnOnce(&mut Profile),
    ) -> Result<Saved, Error> {
        let refused = || Error::new(ErrorKind::Exam, "change: an examination is going on");
        let (_, mut kept) = self.kept_exam()?.ok_or_else(refused)?;
        if !matches!(place, Place::Pupil(pupil) if pupil.id == kept.pupil) {
            return Err(refused());
        }
        let loaded = self.load(place)?;
        let mut before = loaded.profile;
        before.text.size_pt = kept.size_pt.or(before.text.size_pt);
        let mut after = before.clone();
        change(&mut after);
        let changes: Vec<Change> =
            differences(&before, &after).into_iter().map(Change::from).collect();
        if changes.iter().any(|change| change.key != ALWAYS) {
            return Err(refused());
        }
        kept.size_pt = after.text.size_pt;
        self.write_exam(&kept)?;
        Ok(Saved { number: loaded.number, changes, profile: after })
    }

    fn kept_exam(&self) -> Result<Option<(u64, Kept)>, Error> {
        let found = document::read(&*self.disk, &self.folder, NAME)
            .map_err(|error| Error::read(&self.folder, &error))?;
        let found = match found {
            // Before an examination begins, that there is none is written: what is cut has none.
            Found::Nothing | Found::Cut => return Ok(None),
            Found::Damaged => return Err(self.damaged_exam()),
            Found::Whole(found) => found,
        };
        if found.body.trim_ascii().is_empty() {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&found.body);
        let kept = toml::from_str(&text).map_err(|_| self.damaged_exam())?;
        Ok(Some((found.number, kept)))
    }

    fn damaged_exam(&self) -> Error {
        let folder = self.folder.display();
        Error::new(ErrorKind::Damaged, format!("read the examination in {folder}: it is damaged"))
    }

    fn write_exam(&self, kept: &Kept) -> Result<(), Error> {
        // Texts, numbers and one table: nothing that TOML has no form for.
        self.write_exam_body(&toml::to_string(kept).unwrap_or_default())
    }

    fn write_exam_body(&self, body: &str) -> Result<(), Error> {
        let written = |error| Error::write(&self.folder, &error);
        let found = document::read(&*self.disk, &self.folder, NAME).map_err(written)?;
        let number = if let Found::Whole(found) = found { found.number } else { 0 };
        document::write(&*self.disk, &self.folder, NAME, self.method, number + 1, body)
            .map_err(written)
    }
}
