//! One thing at a time, with the text beside it, its voice, and the way back.

use clairvoix_profile::{Kind, Setting, Value, setting};

use super::{
    About, Screen,
    frame::{Step, page, preview, undo, way},
    value::{buttons, plain},
    why::why,
};
use crate::{
    html::{escape, flag},
    subject::Subject,
    tuned::{TUNED, stepped},
};

pub(crate) fn tune(screen: &Screen, about: &About<'_>, key: Option<&str>) -> String {
    let w = screen.w;
    let first = TUNED.first().copied().unwrap_or_default();
    let key =
        key.and_then(|key| TUNED.iter().copied().find(|known| *known == key)).unwrap_or(first);
    let things: String =
        TUNED.iter().map(|known| thing(screen, about, known, *known == key)).collect();
    let here = format!("{}?key={key}", about.subject.path("tune"));
    let (next, words, more) = match about.subject {
        Subject::Draft => (screen.href("draft/name"), w.html("tune_next"), more(screen)),
        Subject::Pupil(id) => {
            (screen.href(&format!("p/{id}/done")), w.html("tune_next"), String::new())
        }
    };
    let actions = format!(
        "<span id=\"after\" class=\"row\" data-part>{}</span><a class=\"button main\" href=\"{next}\" id=\"next\">{words}</a>",
        undo(screen, about, &here),
    );
    let body = format!(
        "{}<h1>{}</h1>\n<div class=\"bench\">\n<div class=\"tools\">\n\
         <ul class=\"things\" aria-label=\"{}\" id=\"things\" data-part>{things}</ul>\n{more}</div>\n{}</div>\n",
        way(screen, Some(Step::Tune), "tune"),
        w.html("tune_title"),
        w.html("tune_things"),
        preview(screen, about, &actions),
    );
    page(screen, w.get("tune_title"), &body)
}

/// Where a draft goes beyond the steps.
fn more(screen: &Screen) -> String {
    let w = screen.w;
    format!(
        "<p class=\"aside\"><a href=\"{}\">{}</a> <a href=\"{}\">{}</a></p>\n",
        screen.href("draft/words"),
        w.html("pupil_words"),
        screen.href("draft/all"),
        w.html("pupil_all"),
    )
}

/// A thing that can be changed, with its value.
fn thing(screen: &Screen, about: &About<'_>, key: &str, is_here: bool) -> String {
    let (Some(setting), Some(now)) = (setting(key), about.settings.get(key)) else {
        return String::new();
    };
    let current = if is_here { " aria-current=\"true\"" } else { "" };
    let href = screen.href(&format!("{}?key={key}", about.subject.path("tune")));
    let control = if is_here { control(screen, about, setting) } else { String::new() };
    format!(
        "<li><a href=\"{href}\"{current} data-live id=\"thing-{key}\"><span>{}</span> <span class=\"now\">{}</span></a>{control}</li>",
        escape(setting.label.get(screen.w.0)),
        escape(&plain(screen.w, setting, &now)),
    )
}

fn control(screen: &Screen, about: &About<'_>, setting: &Setting) -> String {
    let w = screen.w;
    let Some(now) = about.settings.get(&setting.key) else { return String::new() };
    let inside = match (&setting.kind, &now) {
        (Kind::Number { min, max, step, .. }, Value::Number(number)) => {
            number_control(screen, setting, *number, (*min, *max, *step))
        }
        _ => format!("<div class=\"choices\">{}</div>", buttons(w, setting, &now)),
    };
    let is_own = about.profile.get(&setting.key).is_some();
    format!(
        "<div class=\"control\" id=\"control\" role=\"group\" aria-label=\"{}\"><p>{}</p>\
         <form method=\"post\" action=\"{}\" data-live><input type=\"hidden\" name=\"key\" value=\"{key}\">{inside}</form>\
         <form method=\"post\" action=\"{}\" data-live><input type=\"hidden\" name=\"key\" value=\"{key}\">\
         <button id=\"before\" class=\"quiet\"{}>{}</button></form>{}</div>",
        escape(setting.label.get(w.0)),
        escape(setting.help.get(w.0)),
        screen.href(&about.subject.path("set")),
        screen.href(&about.subject.path("unset")),
        flag("disabled", !is_own),
        w.html("unset"),
        why(screen, about, &setting.key),
        key = escape(&setting.key),
    )
}

/// Less, more, and a slider for those who have a script and a pointer.
fn number_control(screen: &Screen, setting: &Setting, now: f64, bounds: (f64, f64, f64)) -> String {
    let w = screen.w;
    let label = setting.label.get(w.0);
    let button = |by: f64, id: &str, sign: &str, key: &str| {
        let next = stepped(setting, now, by);
        let full = w.fill(key, &[("name", label)]);
        format!(
            "<button name=\"value\" value=\"{}\" id=\"{id}\" aria-label=\"{}\"{}>{sign}</button>",
            next.unwrap_or(now),
            escape(&full),
            flag("disabled", next.is_none()),
        )
    };
    let (min, max, step) = bounds;
    let shown = escape(&plain(w, setting, &Value::Number(now)));
    format!(
        "<div class=\"number\">{}<output id=\"shown\">{shown}</output>{}</div>\
         <input type=\"range\" id=\"slider\" min=\"{min}\" max=\"{max}\" step=\"{step}\" value=\"{now}\" \
         aria-label=\"{}\" aria-valuetext=\"{shown}\" data-key=\"{}\" hidden>",
        button(-1.0, "less", "−", "less"),
        button(1.0, "more", "+", "more"),
        escape(label),
        escape(&setting.key),
    )
}
