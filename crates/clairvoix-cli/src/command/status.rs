//! `clairvoix status`: how the service is.

use std::collections::BTreeMap;

use clairvoix::client::{Client, StatusValue};

use crate::{Outcome, args::StatusArgs, failure::Failure, output::Stdout, ui::Ui};

pub(super) fn run(ui: &Ui, args: &StatusArgs) -> Outcome {
    let failure = |message: &str| Failure::io(ui, "failure.service", &[("message", message)]);
    let mut out = Stdout::new();
    let Some(client) = Client::connect_if_running() else {
        let line = if args.json { "{\"running\":false}" } else { ui.get("status.not_running") };
        out.put(ui, format!("{line}\n").as_bytes())?;
        return out.finish(ui);
    };
    let status: BTreeMap<String, StatusValue> =
        client.status().map_err(|e| failure(e.message()))?.into_iter().collect();
    let text = if args.json { json(&status) } else { lines(ui, &status) };
    out.put(ui, text.as_bytes())?;
    out.finish(ui)
}

fn json(status: &BTreeMap<String, StatusValue>) -> String {
    let mut object = serde_json::Map::new();
    object.insert("running".to_owned(), true.into());
    for (name, value) in status {
        object.insert(name.clone(), json_value(value));
    }
    serde_json::Value::Object(object).to_string() + "\n"
}

fn json_value(value: &StatusValue) -> serde_json::Value {
    match value {
        StatusValue::Text(text) => text.clone().into(),
        StatusValue::Flag(flag) => (*flag).into(),
        StatusValue::Count(count) => (*count).into(),
        StatusValue::Number(number) => (*number).into(),
        StatusValue::Counts(counts) => counts.clone().into(),
        StatusValue::Texts(texts) => texts.clone().into(),
    }
}

/// A line a value, with its name in the person's language where we have one.
fn lines(ui: &Ui, status: &BTreeMap<String, StatusValue>) -> String {
    let line = |(name, value): (&String, &StatusValue)| {
        let label = ui.messages.find(&format!("status.{name}")).unwrap_or(name);
        format!("{label}\t{}\n", shown(ui, value))
    };
    status.iter().map(line).collect()
}

fn shown(ui: &Ui, value: &StatusValue) -> String {
    match value {
        StatusValue::Text(text) => text.clone(),
        StatusValue::Flag(flag) => {
            ui.get(if *flag { "status.yes" } else { "status.no" }).to_owned()
        }
        StatusValue::Count(count) => count.to_string(),
        StatusValue::Number(number) => ui.decimal(*number, 1),
        StatusValue::Counts(counts) => {
            counts.iter().map(u64::to_string).collect::<Vec<_>>().join(" ")
        }
        StatusValue::Texts(texts) => texts.join(" "),
    }
}
