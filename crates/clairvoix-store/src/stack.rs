//! The layers of a pupil on this computer, read together: the one place that says what is in force.

use clairvoix_profile::{Catalogue, Diagnostic, LayerKind, Layers, Profile};

use crate::{Error, Place, Pupil, Store};

/// Everything that gives a pupil's settings their values here.
#[derive(Clone, Debug)]
pub struct Stack {
    /// What the pupil set.
    pub pupil: Profile,
    /// What is wrong in the pupil's file.
    pub diagnostics: Vec<Diagnostic>,
    device: Profile,
    app: Option<(String, Profile)>,
    exam: Option<Profile>,
}

impl Store {
    /// The layers of a pupil, or of nobody, with those of this computer, of an application, and of the
    /// examination that is going on.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn stack(&self, pupil: Option<&Pupil>, app: Option<&str>) -> Result<Stack, Error> {
        let own = pupil.map(|pupil| self.load(Place::Pupil(pupil))).transpose()?;
        let (own, diagnostics) =
            own.map_or_else(Default::default, |loaded| (loaded.profile, loaded.diagnostics));
        let device = self.load(Place::Device)?.profile;
        let app = match (pupil, app) {
            (Some(pupil), Some(name)) => {
                Some((name.to_owned(), self.load(Place::App(pupil, name))?.profile))
            }
            _ => None,
        };
        let exam = self.exam()?.map(|exam| exam.layer());
        Ok(Stack { pupil: own, diagnostics, device, app, exam })
    }
}

impl Stack {
    /// The layers, over the presets of a catalogue: [`Store::catalogue`].
    #[must_use]
    pub fn layers<'s>(&'s self, catalogue: &'s Catalogue) -> Layers<'s> {
        let mut layers = Layers::new(&self.pupil, catalogue);
        layers = layers.with(LayerKind::Device, "", &self.device);
        if let Some((name, app)) = &self.app {
            layers = layers.with(LayerKind::App, name, app);
        }
        match &self.exam {
            Some(exam) => layers.with(LayerKind::Exam, "", exam),
            None => layers,
        }
    }
}
