//! Pupils in memory and no voice, for tests and for pages without a computer behind them.

use std::collections::BTreeMap;

use clairvoix_document::Document;
use clairvoix_profile::{Catalogue, Profile, alias, differences, read_profile, write_profile};
use clairvoix_text::pronunciation::Pronunciations;

use crate::{Beside, Error, ErrorKind, ExamCard, Incoming, Keep, Past, PupilCard, Spoken};

/// Pupils who are gone when the program ends.
#[derive(Debug, Default)]
pub struct Memory {
    pupils: BTreeMap<String, Kept>,
    active: Option<String>,
    class: String,
    made: u64,
    /// The examination that is going on.
    pub exam: Option<ExamCard>,
}

#[derive(Debug, Default)]
struct Kept {
    states: Vec<Profile>,
    list: String,
}

impl Kept {
    fn now(&self) -> Profile {
        self.states.last().cloned().unwrap_or_default()
    }
}

fn unknown() -> Error {
    Error::new(ErrorKind::UnknownPupil, "find this pupil")
}

impl Memory {
    fn kept(&mut self, id: &str) -> Result<&mut Kept, Error> {
        self.pupils.get_mut(id).ok_or_else(unknown)
    }

    fn check(&self, name: &str, own: Option<&str>) -> Result<String, Error> {
        let Some(name) = alias(name) else {
            return Err(Error::new(ErrorKind::BadAlias, "take this alias"));
        };
        let is_taken = |(id, kept): (&String, &Kept)| {
            Some(id.as_str()) != own
                && kept.now().alias.is_some_and(|known| known.to_lowercase() == name.to_lowercase())
        };
        if self.pupils.iter().any(is_taken) {
            return Err(Error::new(ErrorKind::AliasTaken, "take this alias"));
        }
        Ok(name.to_owned())
    }

    fn card(id: &str, kept: &Kept) -> PupilCard {
        PupilCard { id: id.to_owned(), alias: kept.now().alias.unwrap_or_default() }
    }
}

impl Keep for Memory {
    fn catalogue(&self) -> &Catalogue {
        Catalogue::built_in()
    }

    fn exam(&self) -> Result<Option<ExamCard>, Error> {
        Ok(self.exam.clone())
    }

    fn pupils(&self) -> Result<Vec<PupilCard>, Error> {
        let mut pupils: Vec<_> =
            self.pupils.iter().map(|(id, kept)| Self::card(id, kept)).collect();
        pupils.sort_by_key(|pupil| pupil.alias.to_lowercase());
        Ok(pupils)
    }

    fn active(&self) -> Result<Option<PupilCard>, Error> {
        let id = self.active.as_ref();
        Ok(id.and_then(|id| self.pupils.get(id).map(|kept| Self::card(id, kept))))
    }

    fn activate(&mut self, id: &str) -> Result<(), Error> {
        self.kept(id)?;
        self.active = Some(id.to_owned());
        Ok(())
    }

    fn create(&mut self, alias: &str, profile: Profile) -> Result<String, Error> {
        let alias = self.check(alias, None)?;
        self.made += 1;
        let id = format!("{:04x}", self.made);
        let profile = Profile { alias: Some(alias), ..profile };
        self.pupils.insert(id.clone(), Kept { states: vec![profile], list: String::new() });
        Ok(id)
    }

    fn load(&self, id: &str) -> Result<Profile, Error> {
        self.pupils.get(id).map(Kept::now).ok_or_else(unknown)
    }

    fn save(&mut self, id: &str, profile: Profile) -> Result<(), Error> {
        if let Some(name) = &profile.alias {
            self.check(name, Some(id))?;
        }
        let kept = self.kept(id)?;
        if kept.now() != profile {
            kept.states.push(profile);
        }
        Ok(())
    }

    fn undo(&mut self, id: &str) -> Result<(), Error> {
        let kept = self.kept(id)?;
        if kept.states.len() < 2 {
            return Err(Error::new(ErrorKind::NothingToUndo, "undo"));
        }
        kept.states.pop();
        Ok(())
    }

    fn restore(&mut self, id: &str, number: u64) -> Result<(), Error> {
        let kept = self.kept(id)?;
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        let state = at.checked_sub(1).and_then(|at| kept.states.get(at)).cloned();
        let state = state.ok_or_else(|| Error::new(ErrorKind::NothingToUndo, "find this state"))?;
        kept.states.push(state);
        Ok(())
    }

    fn history(&self, id: &str) -> Result<Vec<Past>, Error> {
        let kept = self.pupils.get(id).ok_or_else(unknown)?;
        let mut before = Profile::default();
        let past = kept.states.iter().zip(1..).map(|(state, number)| {
            let changes = differences(&before, state);
            before.clone_from(state);
            let kind = if number == 1 { "created" } else { "changed" }.to_owned();
            Past { number, at: String::new(), kind, changes }
        });
        Ok(past.collect())
    }

    fn delete(&mut self, id: &str) -> Result<(), Error> {
        self.pupils.remove(id).map(drop).ok_or_else(unknown)
    }

    fn list(&self, pupil: Option<&str>) -> Result<String, Error> {
        match pupil {
            None => Ok(self.class.clone()),
            Some(id) => self.pupils.get(id).map(|kept| kept.list.clone()).ok_or_else(unknown),
        }
    }

    fn put_list(&mut self, pupil: Option<&str>, table: &str) -> Result<(), Error> {
        match pupil {
            None => self.class = table.to_owned(),
            Some(id) => self.kept(id)?.list = table.to_owned(),
        }
        Ok(())
    }

    fn export(&self, id: &str) -> Result<Vec<u8>, Error> {
        self.load(id).map(|profile| write_profile(&profile).into_bytes())
    }

    fn read_file(&self, bytes: &[u8]) -> Result<Incoming, Error> {
        let (profile, diagnostics) = read_profile(bytes);
        if !diagnostics.is_empty() || profile == Profile::default() {
            return Err(Error::new(ErrorKind::BadFile, "read this file"));
        }
        let alias = profile.alias.clone().unwrap_or_default();
        Ok(Incoming { alias, profile, ..Incoming::default() })
    }

    fn take_file(&mut self, id: &str, bytes: &[u8]) -> Result<(), Error> {
        let profile = self.read_file(bytes)?.profile;
        let alias = self.load(id)?.alias;
        self.save(id, Profile { alias, ..profile })
    }
}

/// No voice, and a sheet with nothing on it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silence;

impl Beside for Silence {
    fn speak(
        &mut self,
        _document: &Document,
        _profile: &Profile,
        _lists: &Pronunciations,
    ) -> Result<Spoken, Error> {
        Err(Error::new(ErrorKind::Voice, "speak: there is no voice"))
    }

    fn sheet(&mut self, _id: &str) -> Result<String, Error> {
        Ok("<!DOCTYPE html>\n<html lang=\"fr\">\n<head><title>–</title></head>\n<body></body>\n</html>\n".to_owned())
    }
}
