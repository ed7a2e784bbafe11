//! Wrong usage, said in the person's language with the way out. Exit code 2.

use std::{io::Write, process::ExitCode};

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::{failure::Failure, ui::Ui, version};

/// Shows help or version on standard output, or the error on standard error.
pub(crate) fn report(ui: &Ui, error: Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = if error.kind() == ErrorKind::DisplayVersion {
                version::text(ui)
            } else {
                error.render().to_string()
            };
            let mut out = std::io::stdout().lock();
            let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
            written.map_or_else(|e| leave(ui, &Failure::stdout(ui, &e)), |()| ExitCode::SUCCESS)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let text = error.render().to_string();
            let _ = std::io::stderr().lock().write_all(text.as_bytes());
            ExitCode::from(2)
        }
        _ => leave(ui, &Failure::Usage(message(ui, &error))),
    }
}

fn leave(ui: &Ui, failure: &Failure) -> ExitCode {
    if let Some(message) = failure.message() {
        ui.error(message);
    }
    failure.exit_code()
}

fn message(ui: &Ui, error: &Error) -> String {
    let mut parts = vec![format!("{}{}", ui.get("usage.prefix"), what(ui, error))];
    if let Some(reason) = reason(ui, error) {
        parts.push(reason);
    }
    let valid = all(error, ContextKind::ValidValue);
    if !valid.is_empty() {
        let values = valid.join(", ");
        parts.push(ui.fill("usage.possible_values", &[("values", &values)]));
    }
    for kind in
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
    {
        if let Some(suggestion) = all(error, kind).first() {
            parts.push(ui.fill("usage.suggestion", &[("suggestion", suggestion)]));
        }
    }
    if error.kind() == ErrorKind::UnknownArgument && takes_text(error) {
        parts.push(ui.get("usage.text_hint").to_owned());
    }
    parts.push(ui.fill("usage.try", &[("command", &command_name(error))]));
    let mut out = String::new();
    for part in parts {
        let end =
            if part.ends_with(['.', '?', ':']) || part.contains("--help") { " " } else { ". " };
        out.push_str(&part);
        out.push_str(end);
    }
    out.trim_end().to_owned()
}

fn what(ui: &Ui, error: &Error) -> String {
    let arg = all(error, ContextKind::InvalidArg);
    let args = arg.join(ui.get("list.and"));
    let value = all(error, ContextKind::InvalidValue).concat();
    let prior = all(error, ContextKind::PriorArg).join(ui.get("list.and"));
    match error.kind() {
        ErrorKind::UnknownArgument => ui.fill("usage.unknown_argument", &[("arg", &args)]),
        ErrorKind::InvalidSubcommand => {
            let name = all(error, ContextKind::InvalidSubcommand).concat();
            ui.fill("usage.unknown_command", &[("name", &name)])
        }
        ErrorKind::MissingRequiredArgument => ui.fill("usage.missing_argument", &[("args", &args)]),
        ErrorKind::MissingSubcommand => ui.get("usage.missing_command").to_owned(),
        ErrorKind::InvalidValue if value.is_empty() => {
            ui.fill("usage.missing_value", &[("arg", &args)])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            ui.fill("usage.invalid_value", &[("value", &value), ("arg", &args)])
        }
        ErrorKind::ArgumentConflict if prior.is_empty() || prior == args => {
            ui.fill("usage.repeated", &[("arg", &args)])
        }
        ErrorKind::ArgumentConflict => {
            ui.fill("usage.conflict", &[("arg", &args), ("prior", &prior)])
        }
        _ => ui.get("usage.other").to_owned(),
    }
}

/// Our own value parsers fail with a key of `[usage]`.
fn reason(ui: &Ui, error: &Error) -> Option<String> {
    let source = std::error::Error::source(error)?.to_string();
    let found = ui.messages.find(&format!("usage.{source}"))?;
    Some(found.to_owned())
}

fn all(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(value)) => vec![value.clone()],
        Some(ContextValue::Strings(values)) => values.clone(),
        Some(ContextValue::StyledStr(value)) => vec![value.to_string()],
        _ => Vec::new(),
    }
}

/// The command the error is about, from the usage line that comes with it.
fn command_name(error: &Error) -> String {
    let usage = all(error, ContextKind::Usage).concat();
    let words: Vec<&str> = usage
        .split_whitespace()
        .skip_while(|word| *word != "clairvoix")
        .take_while(|word| word.bytes().all(|b| b.is_ascii_lowercase()))
        .collect();
    if words.is_empty() { "clairvoix".to_owned() } else { words.join(" ") }
}

fn takes_text(error: &Error) -> bool {
    command_name(error) == "clairvoix say"
}
