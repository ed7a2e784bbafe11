//! When what is said, written as it is known: JSON lines, or captions by the name of the file.

use std::{
    ffi::OsStr,
    io::{self, BufWriter, Write},
    path::Path,
};

use clairvoix::{
    UnitMap,
    document::{Opened, Part},
    speech::{CaptionFormat, Captions, MarkKind, SourceMark},
    text::Utf8Range,
};

use crate::{
    Outcome, failure::Failure, pending::Pending, recorder::milliseconds, schema::mark::MarkObject,
    ui::Ui, unit::UnitArg,
};

/// How the marks are written.
enum Form<'t> {
    Lines(UnitMap<'t>),
    /// Each part of a packed document counts for itself.
    Parts(Vec<PartLines<'t>>),
    Captions(Box<Captions<'t>>),
}

/// A part of a packed document, and the ranges in it.
struct PartLines<'t> {
    name: &'t str,
    range: Utf8Range,
    units: UnitMap<'t>,
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

    /// Lines whose ranges count the parts of a packed document, each with the name of its part.
    pub(crate) fn in_parts(mut self, unit: UnitArg, opened: &'t Opened) -> Self {
        if !opened.parts.is_empty() && matches!(self.form, Form::Lines(_)) {
            let part = |part: &'t Part| PartLines {
                name: &part.name,
                range: part.range,
                units: UnitMap::new(unit.into(), part.range.slice(&opened.text)),
            };
            self.form = Form::Parts(opened.parts.iter().map(part).collect());
        }
        self
    }

    /// Writes one mark.
    pub(crate) fn mark(&mut self, ui: &Ui, mark: &SourceMark) -> Outcome {
        if mark.kind > self.finest {
            return Ok(());
        }
        let line = match &mut self.form {
            Form::Captions(captions) => captions.mark(mark).into_bytes(),
            Form::Lines(units) => {
                let range = units.range(mark.range);
                let written = json_line(mark, range, None, self.sample_rate_hz);
                written.map_err(|e| self.failure(ui, &e))?
            }
            Form::Parts(parts) => {
                let start = mark.range.start();
                let part = parts.iter().rev().find(|part| part.range.start() <= start);
                let Some(part) = part else { return Ok(()) };
                let at = |offset: usize| offset.min(part.range.end()) - part.range.start();
                let range = Utf8Range::new(at(start), at(mark.range.end().max(start)));
                let range = part.units.range(range);
                let written = json_line(mark, range, Some(part.name), self.sample_rate_hz);
                written.map_err(|e| self.failure(ui, &e))?
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

/// A mark as a line of JSON.
fn json_line(
    mark: &SourceMark,
    range: [usize; 2],
    part: Option<&str>,
    sample_rate_hz: u32,
) -> io::Result<Vec<u8>> {
    let object = MarkObject {
        kind: mark.kind.name(),
        part,
        range,
        start_ms: milliseconds(mark.start_frame, sample_rate_hz),
        end_ms: milliseconds(mark.end_frame, sample_rate_hz),
        ipa: &mark.ipa,
        estimated: !mark.exact,
    };
    let mut line = serde_json::to_vec(&object)?;
    line.push(b'\n');
    Ok(line)
}
