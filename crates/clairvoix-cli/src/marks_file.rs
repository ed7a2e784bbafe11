//! When what is said, written as it is known: JSON lines, or captions by the name of the file.

use std::{
    ffi::OsStr,
    io::{self, BufWriter, Write},
    path::Path,
};

use clairvoix::{
    UnitMap,
    speech::{CaptionFormat, Captions, MarkKind, SourceMark},
};

use crate::{
    Outcome, failure::Failure, pending::Pending, recorder::milliseconds, schema::mark::MarkObject,
    ui::Ui, unit::UnitArg,
};

/// How the marks are written.
enum Form<'t> {
    Lines(UnitMap<'t>),
    Captions(Box<Captions<'t>>),
}

/// A file of marks being written.
pub(crate) struct MarksFile<'t> {
    out: BufWriter<Pending>,
    form: Form<'t>,
    finest: MarkKind,
    sample_rate_hz: u32,
}

impl<'t> MarksFile<'t> {
    /// Starts a file of JSON lines whose ranges count `text` in `unit`; all marks unless `finest` says
    /// which.
    pub(crate) fn lines(
        ui: &Ui,
        path: &Path,
        (unit, text): (UnitArg, &'t str),
        finest: Option<MarkKind>,
        sample_rate_hz: u32,
    ) -> Outcome<Self> {
        let finest = finest.unwrap_or(MarkKind::Phoneme);
        let out = BufWriter::with_capacity(64 * 1024, Pending::create(ui, path)?);
        Ok(Self { out, form: Form::Lines(UnitMap::new(unit.into(), text)), finest, sample_rate_hz })
    }

    /// Starts captions where the name says so (`.vtt`, `.srt`, `.smil`), JSON lines else. Captions
    /// point at the sound file `audio`; without `finest` their words or syllables are timed, as `captions_by` says.
    pub(crate) fn by_name(
        ui: &Ui,
        path: &Path,
        (unit, text): (UnitArg, &'t str),
        (finest, captions_by): (Option<MarkKind>, MarkKind),
        audio: &Path,
        sample_rate_hz: u32,
    ) -> Outcome<Self> {
        let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        let mut file = Self::lines(ui, path, (unit, text), finest, sample_rate_hz)?;
        let Some(format) = CaptionFormat::from_extension(extension) else {
            return Ok(file);
        };
        let name = |path: &Path| {
            path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
        };
        let text_file = name(&path.with_extension("txt"));
        let captions = Captions::new(format, text, sample_rate_hz)
            .with_files(&text_file, &name(audio))
            .with_unit(finest.unwrap_or(captions_by));
        file.write(ui, captions.begin().as_bytes())?;
        file.form = Form::Captions(Box::new(captions));
        Ok(file)
    }

    /// Writes one mark.
    pub(crate) fn mark(&mut self, ui: &Ui, mark: &SourceMark) -> Outcome {
        if mark.kind > self.finest {
            return Ok(());
        }
        let line = match &mut self.form {
            Form::Captions(captions) => captions.mark(mark).into_bytes(),
            Form::Lines(units) => {
                let object = MarkObject {
                    kind: mark.kind.name(),
                    range: units.range(mark.range),
                    start_ms: milliseconds(mark.start_frame, self.sample_rate_hz),
                    end_ms: milliseconds(mark.end_frame, self.sample_rate_hz),
                    ipa: &mark.ipa,
                    estimated: !mark.exact,
                };
                let written = serde_json::to_vec(&object).map_err(io::Error::from);
                let mut line = written.map_err(|e| self.failure(ui, &e))?;
                line.push(b'\n');
                line
            }
        };
        self.write(ui, &line)
    }

    /// Completes the file, not yet under its name.
    pub(crate) fn finish(mut self, ui: &Ui) -> Outcome<Pending> {
        if let Form::Captions(captions) = &mut self.form {
            let rest = captions.end();
            self.write(ui, rest.as_bytes())?;
        }
        let name = self.out.get_ref().name().to_owned();
        self.out.into_inner().map_err(|e| Failure::write(ui, &name, &e.into_error()))
    }

    fn write(&mut self, ui: &Ui, bytes: &[u8]) -> Outcome {
        let written = self.out.write_all(bytes);
        written.map_err(|e| self.failure(ui, &e))
    }

    fn failure(&self, ui: &Ui, error: &io::Error) -> Failure {
        Failure::write(ui, self.out.get_ref().name(), error)
    }
}
