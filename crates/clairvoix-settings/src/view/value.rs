//! A value in plain words, and the control that changes it.

use clairvoix_profile::{Kind, Setting, Value};

use super::Screen;
use crate::{
    html::{escape, flag},
    words::Words,
};

/// A value with its unit: "16 points", "12 %", "0,6 s", "oui", "Crème".
pub(crate) fn plain(w: Words, setting: &Setting, value: &Value) -> String {
    match (&setting.kind, value) {
        (Kind::Number { unit, .. }, Value::Number(number)) => {
            if (unit.as_str(), *number) == ("lines", 0.0) {
                return w.get("all_lines").to_owned();
            }
            // Shares of a letter and silences are said as people count them.
            let number = match unit.as_str() {
                "em" => number * 100.0,
                "ms" => number / 1000.0,
                _ => *number,
            };
            let number = w.number(number);
            match unit.as_str() {
                "" => number,
                unit => format!("{number}\u{a0}{}", w.get(&format!("unit.{unit}"))),
            }
        }
        (Kind::Choice(options), Value::Word(word)) => {
            let known = options.iter().find(|option| option.value == *word);
            known.map_or(word.as_str(), |option| option.label.get(w.0)).to_owned()
        }
        (_, Value::Flag(true)) => w.get("yes").to_owned(),
        (_, Value::Flag(false)) => w.get("no").to_owned(),
        (_, Value::Word(word)) if word.is_empty() => w.get("nothing").to_owned(),
        (_, value) => value.to_string(),
    }
}

/// Buttons, one for each value; the one that holds is pressed.
pub(crate) fn buttons(w: Words, setting: &Setting, now: &Value) -> String {
    let one = |value: &str, label: &str| {
        let pressed = now.to_string() == value;
        format!(
            "<button name=\"value\" value=\"{}\" id=\"value-{}\" aria-pressed=\"{pressed}\">{}</button>",
            escape(value),
            escape(value),
            escape(label)
        )
    };
    match &setting.kind {
        Kind::Choice(options) => {
            options.iter().map(|option| one(&option.value, option.label.get(w.0))).collect()
        }
        _ => format!("{}{}", one("false", w.get("no")), one("true", w.get("yes"))),
    }
}

/// A field for any value of a setting, with its bounds.
pub(crate) fn field(screen: &Screen, setting: &Setting, now: &Value, id: &str) -> String {
    let attributes = format!("id=\"{id}\" name=\"value\" aria-describedby=\"help-{id}\"");
    let shown = escape(&now.to_string());
    match &setting.kind {
        Kind::Number { min, max, step, .. } => format!(
            "<input type=\"number\" {attributes} min=\"{min}\" max=\"{max}\" step=\"{step}\" value=\"{shown}\" required>"
        ),
        Kind::Flag => format!(
            "<select {attributes}><option value=\"false\"{}>{}</option><option value=\"true\"{}>{}</option></select>",
            flag("selected", shown == "false"),
            screen.w.html("no"),
            flag("selected", shown == "true"),
            screen.w.html("yes"),
        ),
        Kind::Choice(options) => {
            let one = |option: &clairvoix_profile::ChoiceOption| {
                format!(
                    "<option value=\"{}\"{}>{}</option>",
                    escape(&option.value),
                    flag("selected", *now == Value::Word(option.value.clone())),
                    escape(option.label.get(screen.w.0))
                )
            };
            format!("<select {attributes}>{}</select>", options.iter().map(one).collect::<String>())
        }
        Kind::Text { max_chars } => {
            format!(
                "<input type=\"text\" {attributes} maxlength=\"{max_chars}\" value=\"{shown}\">"
            )
        }
        Kind::Colour => {
            format!("<input type=\"color\" {attributes} value=\"{}\">", shown.to_lowercase())
        }
    }
}
