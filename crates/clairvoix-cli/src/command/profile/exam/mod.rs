//! `clairvoix profile exam`: an examination with what its authorisation allows, and the page that says what
//! was active.

mod attestation;
mod seal;

use std::{
    fs,
    io::{Read, Write},
    path::Path,
};

use clairvoix::{
    profile::{EXAM_BYTES_MAX, ExamRules, Feature, read_exam, write_exam},
    store::{Error as StoreError, Exam, ExamStart},
};
use serde_json::{Value, json};

use super::{edit, print_json, print_lines, target, transfer};
use crate::{
    Outcome,
    args::{ExamAction, ExamCheckArgs, ExamEndArgs, ExamNewArgs, ExamStartArgs},
    failure::Failure,
    input::Input,
    pending::Pending,
    pupil, secret,
    ui::Ui,
};
use attestation::Attestation;

pub(super) fn run(ui: &Ui, action: &ExamAction) -> Outcome {
    match action {
        ExamAction::New(args) => new(ui, args),
        ExamAction::Rehearse(args) => start(ui, args, true),
        ExamAction::Start(args) => start(ui, args, false),
        ExamAction::Status(args) => status(ui, args.json),
        ExamAction::End(args) => end(ui, args),
        ExamAction::Check(args) => check(ui, args),
    }
}

/// Writes a document of rules, to be completed by hand.
fn new(ui: &Ui, args: &ExamNewArgs) -> Outcome {
    let rules = ExamRules {
        title: args.title.clone(),
        authorisation: args.authorisation.clone(),
        allowed: args.allow.iter().filter_map(|name| Feature::find(name)).collect(),
    };
    let text = write_exam(&rules, pupil::language(ui));
    transfer::write(ui, args.out.as_deref(), &text, args.json)
}

fn start(ui: &Ui, args: &ExamStartArgs, rehearsal: bool) -> Outcome {
    let store = target::store(ui)?;
    let pupil = target::pupil(ui, &store, args.pupil.as_deref())?;
    let text = rules(ui, &args.file)?;
    // Said before a PIN is asked for in vain.
    if store.exam().map_err(|error| target::failed(ui, &store, &error))?.is_some() {
        return Err(Failure::io(ui, "failure.exam_on", &[]));
    }
    let pin = if rehearsal { None } else { Some(secret::ask(ui, "secret.new_pin", true)?) };
    let start = ExamStart { rules: &text, pin: pin.as_deref() };
    let exam = store
        .start_exam(&pupil, start)
        .map_err(|error| edit::about(ui, &store, &pupil.alias, &error))?;
    show(ui, Some(&exam), args.json)
}

/// The text of a document of rules, which can be read.
fn rules(ui: &Ui, path: &Path) -> Outcome<String> {
    let mut input = Input::open(ui, path)?;
    let mut bytes = Vec::new();
    (&mut input)
        .take(EXAM_BYTES_MAX as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::read(ui, &input.name, &error))?;
    read_exam(&bytes).map_err(|problem| {
        let (line, column) = (problem.line.to_string(), problem.column.to_string());
        let message = problem.message(pupil::language(ui));
        let places = [
            ("name", input.name.as_str()),
            ("line", &line),
            ("column", &column),
            ("message", &message),
        ];
        Failure::Usage(ui.fill("failure.exam_rules", &places))
    })?;
    input.decode(ui, bytes)
}

fn status(ui: &Ui, json: bool) -> Outcome {
    let store = target::store(ui)?;
    let exam = store.exam().map_err(|error| target::failed(ui, &store, &error))?;
    show(ui, exam.as_ref(), json)
}

fn show(ui: &Ui, exam: Option<&Exam>, json: bool) -> Outcome {
    if json {
        return print_json(ui, [object(exam)]);
    }
    let Some(exam) = exam else {
        return print_lines(ui, [ui.get("exam.off").to_owned()]);
    };
    let places = [
        ("name", exam.alias.as_str()),
        ("title", exam.rules.title.as_str()),
        ("started", exam.started.as_str()),
    ];
    let first = ui.fill(if exam.rehearsal { "exam.rehearsal" } else { "exam.on" }, &places);
    let language = pupil::language(ui);
    let line = |feature: &Feature| {
        let mark =
            ui.get(if exam.rules.allows(*feature) { "exam.allowed" } else { "exam.withheld" });
        let label = feature.label().map_or("", |label| label.get(language));
        format!("{mark}\t{}\t{label}", feature.as_str())
    };
    let always = format!("{}\t\t{}", ui.get("exam.allowed"), ui.get("exam.always"));
    let features = Feature::ALL.iter().map(line);
    print_lines(ui, std::iter::once(first).chain(features).chain([always]))
}

fn object(exam: Option<&Exam>) -> Value {
    let names = |features: &[Feature]| features.iter().map(|f| f.as_str()).collect::<Vec<_>>();
    match exam {
        None => json!({ "on": false }),
        Some(exam) => json!({
            "on": true,
            "rehearsal": exam.rehearsal,
            "alias": exam.alias,
            "title": exam.rules.title,
            "authorisation": exam.rules.authorisation,
            "started": exam.started,
            "allowed": names(&exam.rules.allowed),
            "withheld": names(&exam.rules.withheld()),
            "size_pt": exam.size_pt,
            "wrong_pins": exam.wrong_pins,
            "rules_sha256": exam.rules_sha256,
        }),
    }
}

/// What can go wrong while an examination ends: of the store, or of the page.
enum EndFailure {
    Store(StoreError),
    Page(Failure),
}

impl From<StoreError> for EndFailure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

fn end(ui: &Ui, args: &ExamEndArgs) -> Outcome {
    let store = target::store(ui)?;
    let failed = |error: &StoreError| target::failed(ui, &store, error);
    let exam = store.exam().map_err(|error| failed(&error))?;
    let exam = exam.ok_or_else(|| Failure::io(ui, "failure.exam_off", &[]))?;
    if args.out.is_none() && !exam.rehearsal {
        return Err(Failure::Usage(ui.fill("failure.exam_out", &[])));
    }
    let pin = if exam.rehearsal { None } else { Some(secret::ask(ui, "secret.pin", false)?) };
    let mut sum = None;
    let ended = store.end_exam(pin.as_deref(), |exam, at| {
        let Some(path) = &args.out else {
            return Ok(());
        };
        let page = Attestation { ui, store: &store, exam, ended: at }
            .html()
            .map_err(|error| EndFailure::Page(failed(&error)))?;
        sum = Some(page.sum);
        write(ui, path, &page.html).map_err(EndFailure::Page)
    });
    ended.map_err(|failure| match failure {
        EndFailure::Store(error) => failed(&error),
        EndFailure::Page(failure) => failure,
    })?;
    if args.json {
        let out = args.out.as_ref().map(|path| path.display().to_string());
        return print_json(ui, [json!({ "on": false, "file": out, "sum": sum })]);
    }
    let mut lines = vec![ui.get("exam.ended").to_owned()];
    if let (Some(sum), Some(path)) = (&sum, &args.out) {
        let places = [("name", &*path.display().to_string()), ("sum", sum.as_str())];
        lines.push(ui.fill("exam.attested", &places));
    }
    print_lines(ui, lines)
}

fn write(ui: &Ui, path: &Path, html: &str) -> Outcome {
    let mut file = Pending::create(ui, path)?;
    file.write_all(html.as_bytes()).map_err(|error| Failure::write(ui, file.name(), &error))?;
    file.commit(ui)
}

/// Says whether an attestation is as it was made.
fn check(ui: &Ui, args: &ExamCheckArgs) -> Outcome {
    let name = args.file.display().to_string();
    let page = fs::read_to_string(&args.file).map_err(|error| Failure::read(ui, &name, &error))?;
    let found = seal::check(&page);
    let printed = args.printed.as_deref().map(seal::plain);
    let whole = found
        .as_ref()
        .is_some_and(|sum| printed.as_ref().is_none_or(|printed| *printed == seal::plain(sum)));
    if args.json {
        print_json(ui, [json!({ "file": name, "whole": whole, "sum": found })])?;
    }
    match (found, whole) {
        (Some(_), true) if args.json => Ok(()),
        (Some(sum), true) => {
            let said = ui.fill("exam.whole", &[("name", &name), ("sum", &sum)]);
            let more = if printed.is_some() { "exam.printed_same" } else { "exam.compare" };
            print_lines(ui, [said, ui.get(more).to_owned()])
        }
        (Some(sum), false) => {
            let places = [("name", name.as_str()), ("sum", &sum)];
            Err(Failure::io(ui, "failure.exam_other_sum", &places))
        }
        (None, _) => Err(Failure::io(ui, "failure.exam_changed", &[("name", &name)])),
    }
}
