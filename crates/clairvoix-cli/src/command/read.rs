//! `clairvoix read`: a document spoken, or made into a page with its sound and its marks.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use clairvoix::{
    ReadingOrder,
    document::{Document, Format, Opened},
    follow_voice,
    layout::page::{AudioSource, MarkKind as PageMarkKind, PageMark, PageOptions},
    profile::{Feature, HighlightUnit, Profile},
    speech::{Engine, PlanOptions, RenderEvent, Renderer, SourceMark},
    text::pronunciation::Pronunciations,
};

use crate::{
    Outcome,
    args::{MarksBy, ReadArgs},
    engine, estimate,
    failure::Failure,
    input::Input,
    lists,
    loudspeaker::{self, Heard},
    marks_file::MarksFile,
    page,
    pending::{Pending, PendingFolder},
    pupil,
    recorder::{Recorder, Tally},
    ui::Ui,
    voice::{self, Choice},
};

/// Where the result goes.
enum Target {
    /// The loudspeaker.
    Sound,
    /// A folder that receives page, sound and marks.
    Folder(PathBuf),
    /// One page that holds its sound.
    Page(PathBuf),
}

pub(super) fn run(ui: &Ui, args: &ReadArgs) -> Outcome {
    let target = target(ui, args)?;
    let mut input = match &args.file {
        Some(file) => Input::open(ui, file)?,
        None => Input::selection(ui)?,
    };
    let chosen = pupil::load(ui, args.profile.as_deref())?;
    let mut paths = chosen.pronunciations(ui);
    let withheld = chosen.withheld;
    let profile = chosen.profile;
    paths.extend(args.pronunciations.iter().cloned());
    let lists = lists::load(ui, &paths)?;
    let recorded_rate = args.rate.unwrap_or(1.0);
    let opened = open(ui, args, &mut input, &target, recorded_rate)?;
    let document = &opened.document;
    if [Feature::Speech, Feature::SoundFiles].iter().any(|feature| withheld.contains(feature)) {
        let options = PageOptions {
            pronunciations: lists.clone(),
            withheld: withheld.clone(),
            ..PageOptions::default()
        };
        match &target {
            Target::Sound => {}
            Target::Folder(folder) => {
                return write_silent(ui, document, &profile, options, &folder.join("index.html"));
            }
            Target::Page(path) => return write_silent(ui, document, &profile, options, path),
        }
    }
    let order = ReadingOrder::new(document);
    let hours = hours(ui, args, &input.name, &order, &target, recorded_rate)?;
    let settings = profile.settings();
    let named = args.voice.as_deref().or(Some(&settings.voice.id));
    let mut engine = engine::open(named);
    let choice = Choice {
        voice: named,
        by_hand: args.voice.is_some(),
        rate: match target {
            Target::Sound => args.rate.unwrap_or(settings.voice.rate as f32),
            _ => recorded_rate,
        },
    };
    let (mut options, voice) = voice::choose(ui, &mut engine, &choice)?;
    options.pronunciations = lists.clone();
    follow_voice(&mut options, &settings.voice);
    options.rate = choice.rate;
    let job = Job {
        ui,
        args,
        name: input.name,
        opened: &opened,
        document,
        order: &order,
        profile,
        withheld,
        lists,
        sample_rate_hz: voice.sample_rate_hz,
        recorded_rate,
        hours,
        by_syllable: match args.marks_by {
            Some(by) => by == MarksBy::Syllable,
            None => settings.highlight.unit == HighlightUnit::Syllable,
        },
    };
    match target {
        Target::Sound => {
            options.passages = order.passages();
            let device = args.device.as_deref().unwrap_or(&settings.voice.device);
            let heard = Heard { name: &job.name, text: &order.text(), device: Some(device) };
            loudspeaker::speak(ui, engine, &heard, options)
        }
        Target::Folder(folder) => job.write_folder(&mut engine, options, &folder),
        Target::Page(path) => job.write_page(&mut engine, options, &path),
    }
}

/// Writes the page without a voice, where an examination does not allow one, or not in files.
fn write_silent(
    ui: &Ui,
    document: &Document,
    profile: &Profile,
    options: PageOptions,
    path: &Path,
) -> Outcome {
    let options = PageOptions {
        language: pupil::language(ui),
        text_language: document.language.clone().unwrap_or_else(|| "fr".to_owned()),
        ..options
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let made = folder.map(|folder| PendingFolder::create(ui, folder)).transpose()?;
    let page = Pending::create(ui, path)?;
    page::write(ui, page, document, profile, &options)?.commit(ui)?;
    if let Some(made) = made {
        made.commit();
    }
    ui.note("note.exam_silent", &[]);
    ui.done("done.wrote", &[("name", &path.display().to_string())]);
    Ok(())
}

/// Opens the document. A text that would speak longer than is wanted in files is refused before it is
/// held whole; of another format, bytes do not tell how long it speaks.
fn open(
    ui: &Ui,
    args: &ReadArgs,
    input: &mut Input,
    target: &Target,
    rate: f32,
) -> Outcome<Opened> {
    let file = file(args);
    let is_text =
        matches!(Format::from_name(&file.to_string_lossy()), Format::Plain | Format::Markdown);
    let bytes = match target {
        Target::Folder(_) | Target::Page(_) if is_text && !input.is_packed() => {
            estimate::read_within(ui, input, rate, args.max_hours)?.0
        }
        _ => input.read_all(ui)?,
    };
    input.open_document(ui, bytes, file)
}

/// How many hours files would speak; more than is wanted is refused.
fn hours(
    ui: &Ui,
    args: &ReadArgs,
    name: &str,
    order: &ReadingOrder<'_>,
    target: &Target,
    rate: f32,
) -> Outcome<f64> {
    if matches!(target, Target::Sound) {
        return Ok(0.0);
    }
    let mut estimate = estimate::Estimate::default();
    estimate.add(order.text().as_bytes());
    estimate::check(ui, name, &estimate, rate, args.max_hours)
}

/// The file that is read; nothing where it is the selection.
fn file(args: &ReadArgs) -> &Path {
    args.file.as_deref().unwrap_or(Path::new(""))
}

fn target(ui: &Ui, args: &ReadArgs) -> Outcome<Target> {
    match (&args.out, args.single) {
        (None, false) => Ok(Target::Sound),
        (Some(folder), false) => Ok(Target::Folder(folder.clone())),
        (Some(out), true) => {
            let is_page = out.extension().is_some_and(|extension| {
                extension.eq_ignore_ascii_case("html") || extension.eq_ignore_ascii_case("htm")
            });
            let path = if is_page { out.clone() } else { out.join("index.html") };
            Ok(Target::Page(path))
        }
        (None, true) => {
            let stem = file(args).file_stem().filter(|stem| *stem != OsStr::new("-"));
            let mut name = stem.unwrap_or(OsStr::new("clairvoix")).to_owned();
            name.push(".html");
            let path = PathBuf::from(name);
            if path.exists() {
                // Nobody named this file: it may be somebody's.
                let places = [("name", &*path.display().to_string())];
                return Err(Failure::io(ui, "failure.exists", &places));
            }
            Ok(Target::Page(path))
        }
    }
}

/// A document on its way to files.
struct Job<'a> {
    ui: &'a Ui,
    args: &'a ReadArgs,
    name: String,
    opened: &'a Opened,
    document: &'a Document,
    order: &'a ReadingOrder<'a>,
    profile: Profile,
    /// What an examination does not allow.
    withheld: Vec<Feature>,
    lists: Pronunciations,
    sample_rate_hz: u32,
    recorded_rate: f32,
    hours: f64,
    /// The page lights syllables.
    by_syllable: bool,
}

impl Job<'_> {
    fn write_folder(
        &self,
        engine: &mut dyn Engine,
        options: PlanOptions,
        folder: &Path,
    ) -> Outcome {
        let ui = self.ui;
        let page_path = folder.join("index.html");
        estimate::check_space(ui, &page_path, estimate::audio_bytes(self.hours))?;
        let made = PendingFolder::create(ui, folder)?;
        let page = Pending::create(ui, &page_path)?;
        let audio = Pending::create(ui, &folder.join("audio.wav"))?;
        let marks_path = folder.join("marks.jsonl");
        let finest = self.args.marks_by.map(Into::into);
        let text = (self.args.unit, self.opened.text.as_str());
        let marks = MarksFile::lines(ui, &marks_path, text, finest, self.sample_rate_hz)?
            .in_parts(self.args.unit, self.opened);
        let recorder =
            Recorder::new(ui, audio, false, Some(marks), self.sample_rate_hz, self.order.len())?;
        let (recorder, page_marks) = self.record(recorder, engine, options)?;
        let (tally, audio, marks) = recorder.finish()?;
        let source =
            AudioSource::File { name: "audio.wav".to_owned(), mime: "audio/wav".to_owned() };
        let options = self.page_options(&tally, source, page_marks);
        let page = page::write(ui, page, self.document, &self.profile, &options)?;
        audio.commit(ui)?;
        marks.map_or(Ok(()), |marks| marks.commit(ui))?;
        page.commit(ui)?;
        made.commit();
        self.report(&tally, &page_path);
        Ok(())
    }

    fn write_page(&self, engine: &mut dyn Engine, options: PlanOptions, path: &Path) -> Outcome {
        let ui = self.ui;
        // The sound twice: as a file on the way, then as text in the page.
        estimate::check_space(ui, path, estimate::audio_bytes(self.hours) * 3 / 2)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let made = folder.map(|folder| PendingFolder::create(ui, folder)).transpose()?;
        let page = Pending::create(ui, path)?;
        let audio = Pending::create(ui, &path.with_extension("flac"))?;
        let recorder = Recorder::new(ui, audio, true, None, self.sample_rate_hz, self.order.len())?;
        let (recorder, page_marks) = self.record(recorder, engine, options)?;
        let (tally, audio, _) = recorder.finish()?;
        let options = self.page_options(&tally, AudioSource::None, page_marks);
        let page = page::write_with_sound(
            ui,
            page,
            self.document,
            &self.profile,
            options,
            audio,
            "audio/flac",
        )?;
        page.commit(ui)?;
        if let Some(made) = made {
            made.commit();
        }
        self.report(&tally, path);
        Ok(())
    }

    /// Says the document into the recorder; gives what the page needs of the marks.
    fn record<'r>(
        &self,
        mut recorder: Recorder<'r>,
        engine: &mut dyn Engine,
        options: PlanOptions,
    ) -> Outcome<(Recorder<'r>, Vec<PageMark>)> {
        let failure = |error| voice::speech_failure(self.ui, &self.name, &error);
        let mut page_marks = Vec::new();
        let plan = self.order.plan(options).map_err(failure)?;
        for event in Renderer::try_new(engine, plan).map_err(failure)? {
            let mut event = event.map_err(failure)?;
            if let RenderEvent::Mark(mark) = &mut event {
                page_marks.extend(self.page_mark(mark));
                recorder.progress(mark);
                mark.range = self.order.to_source(mark.range);
            }
            recorder.event(&event)?;
        }
        Ok((recorder, page_marks))
    }

    fn page_mark(&self, mark: &SourceMark) -> Option<PageMark> {
        let mark = page::mark(self.order, mark, self.sample_rate_hz)?;
        (self.by_syllable || mark.kind != PageMarkKind::Syllable).then_some(mark)
    }

    fn page_options(&self, tally: &Tally, audio: AudioSource, marks: Vec<PageMark>) -> PageOptions {
        PageOptions {
            language: pupil::language(self.ui),
            text_language: self.document.language.clone().unwrap_or_else(|| "fr".to_owned()),
            pronunciations: self.lists.clone(),
            audio: if tally.frames == 0 { AudioSource::None } else { audio },
            audio_rate: f64::from(self.recorded_rate),
            marks,
            withheld: self.withheld.clone(),
            ..PageOptions::default()
        }
    }

    fn report(&self, tally: &Tally, page: &Path) {
        let ui = self.ui;
        tally.report(ui);
        let name = [("name", self.name.as_str())];
        if self.order.text().trim().is_empty() {
            ui.note("note.empty", &name);
        } else if tally.words == 0 {
            ui.note("note.no_speech", &name);
        }
        let seconds = tally.frames / u64::from(self.sample_rate_hz.max(1));
        let places = [
            ("sentences", &*tally.sentences.to_string()),
            ("words", &tally.words.to_string()),
            ("duration", &ui.duration(seconds)),
        ];
        ui.done("done.read", &places);
        ui.done("done.wrote", &[("name", &page.display().to_string())]);
    }
}
