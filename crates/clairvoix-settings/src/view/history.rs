//! Every change of a pupil's settings, and the way back; and deleting it all.

use clairvoix_profile::{Difference, setting};

use super::{
    About, Screen,
    frame::{page, undo, way},
    value::plain,
};
use crate::{Past, html::escape};

pub(crate) fn history(screen: &Screen, about: &About<'_>, past: &[Past]) -> String {
    let w = screen.w;
    let last = past.last().map_or(0, |past| past.number);
    let items: String = past.iter().rev().map(|past| item(screen, about, past, last)).collect();
    let body = format!(
        "{}<h1>{}</h1>\n<p class=\"lead\">{}</p>\n<div class=\"row\">{}</div>\n<ol class=\"past\" reversed>\n{items}</ol>\n",
        way(screen, None, "history"),
        w.html("history_title"),
        w.html("history_lead"),
        undo(screen, about, &about.subject.path("history")),
    );
    page(screen, w.get("history_title"), &body)
}

fn item(screen: &Screen, about: &About<'_>, past: &Past, last: u64) -> String {
    let w = screen.w;
    let changes: String = past
        .changes
        .iter()
        .map(|change| format!("<li>{}</li>", difference(screen, about, change)))
        .collect();
    let button = match past.number == last {
        true => format!("<span class=\"tag\">{}</span>", w.html("history_now")),
        false => format!(
            "<form method=\"post\" action=\"{}\"><input type=\"hidden\" name=\"number\" value=\"{}\">\
             <button class=\"quiet\" aria-label=\"{}\">{}</button></form>",
            screen.href(&about.subject.path("restore")),
            past.number,
            escape(&w.fill("history_back_of", &[("number", &past.number.to_string())])),
            w.html("history_back"),
        ),
    };
    format!(
        "<li value=\"{}\"><div class=\"row between\"><span><strong>{}</strong> <time datetime=\"{}\">{}</time></span>{button}</div>\
         <ul>{changes}</ul></li>\n",
        past.number,
        w.html(&format!("kind.{}", past.kind)),
        escape(&past.at),
        escape(&moment(&past.at)),
    )
}

/// A moment, to the minute, in UTC as it is kept.
fn moment(at: &str) -> String {
    let day = at.get(..10).unwrap_or(at);
    let time = at.get(11..16).map(|time| format!(" {time} UTC")).unwrap_or_default();
    format!("{day}{time}")
}

/// A change in plain words: its name, before, after.
pub(super) fn difference(screen: &Screen, about: &About<'_>, change: &Difference) -> String {
    let w = screen.w;
    let known = setting(&change.key);
    let label = match (known, change.key.as_str()) {
        (Some(setting), _) => setting.label.get(w.0).to_owned(),
        (None, "presets") => w.get("needs_title").to_owned(),
        (None, "alias") => w.get("name_label").to_owned(),
        (None, key) => key.to_owned(),
    };
    let said = |value: &Option<String>| match (value, known) {
        (None, _) => w.get("nothing").to_owned(),
        (Some(text), Some(setting)) => {
            setting.parse(text).map_or(text.clone(), |value| plain(w, setting, &value))
        }
        (Some(text), None) if change.key == "presets" => {
            let label = |id: &str| {
                about.catalogue.find(id).map_or(id, |preset| preset.label.get(w.0)).to_owned()
            };
            text.split(", ").map(label).collect::<Vec<_>>().join(", ")
        }
        (Some(text), None) => text.clone(),
    };
    let arrow = w.html("becomes");
    format!(
        "<strong>{}</strong> {} <span aria-hidden=\"true\">→</span><span class=\"sr\"> {arrow} </span> {}",
        escape(&label),
        escape(&said(&change.before)),
        escape(&said(&change.after))
    )
}

/// Asks once more before everything goes.
pub(crate) fn delete(screen: &Screen, about: &About<'_>) -> String {
    let w = screen.w;
    let alias = screen.alias.as_deref().unwrap_or_default();
    let title = w.fill("delete_title", &[("name", alias)]);
    let body = format!(
        "{}<h1>{}</h1>\n<p class=\"lead\">{}</p>\n<div class=\"row next\">\
         <a class=\"button main\" href=\"{}\">{}</a>\
         <form method=\"post\" action=\"{}\"><button>{}</button></form></div>\n",
        way(screen, None, "name"),
        escape(&title),
        w.html("delete_lead"),
        screen.href(&about.subject.path("tune")),
        w.html("delete_keep"),
        screen.href(&about.subject.path("delete")),
        escape(&w.fill("delete_do", &[("name", alias)])),
    );
    page(screen, &title, &body)
}
