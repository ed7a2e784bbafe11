//! Last step: a name that says nothing, and the profile is kept; then what there is to hand over.

use clairvoix_profile::{ALIAS_CHARS_MAX, Settings, looks_like_full_name, setting};

use super::{
    About, Screen,
    frame::{Step, page, way},
    value::plain,
};
use crate::{html::escape, subject::Subject};

pub(crate) fn name(screen: &Screen, about: &About<'_>, typed: &str) -> String {
    let w = screen.w;
    let is_kept = matches!(about.subject, Subject::Pupil(_));
    let shown = if typed.is_empty() { screen.alias.as_deref().unwrap_or_default() } else { typed };
    let asks = looks_like_full_name(typed);
    let warning = match asks {
        true => format!(
            "<div class=\"warning\" role=\"alert\"><p>{}</p>\
             <button name=\"sure\" value=\"1\" class=\"quiet\">{}</button></div>",
            escape(&w.fill("name_full", &[("name", typed)])),
            w.html("name_sure")
        ),
        false => String::new(),
    };
    let (title, button) = match is_kept {
        true => (w.get("rename_title"), w.html("rename_do")),
        false => (w.get("name_title"), w.html("name_do")),
    };
    let delete = about.subject.id().map(|id| {
        let href = screen.href(&format!("p/{id}/delete"));
        format!("<p class=\"aside\"><a href=\"{href}\">{}</a></p>\n", w.html("delete_link"))
    });
    let body = format!(
        "{}<h1>{}</h1>\n<form method=\"post\" action=\"{}\" class=\"card\">\
         <label for=\"alias\" class=\"lead\">{}</label><p id=\"alias-help\">{}</p>\
         <input type=\"text\" id=\"alias\" name=\"alias\" value=\"{}\" maxlength=\"{ALIAS_CHARS_MAX}\" required \
         autocomplete=\"off\" autofocus aria-describedby=\"alias-help\">{warning}\
         <div class=\"row next\"><button class=\"main\">{button}</button><a href=\"{}\">{}</a></div></form>\n{}",
        way(screen, Some(Step::Name), "name"),
        escape(title),
        screen.href(&about.subject.path("name")),
        w.html("name_label"),
        w.html("name_help"),
        escape(shown),
        screen.href(&about.subject.path("tune")),
        w.html("back"),
        delete.unwrap_or_default(),
    );
    page(screen, title, &body)
}

/// It is kept: what is set, and what can be done with it.
pub(crate) fn done(screen: &Screen, about: &About<'_>) -> String {
    let w = screen.w;
    let alias = screen.alias.as_deref().unwrap_or_default();
    let id = about.subject.id().unwrap_or_default();
    let is_active = screen.active.as_ref().is_some_and(|active| active.id == id);
    let title = match is_active {
        true => w.fill("done_title", &[("name", alias)]),
        false => w.fill("share_title", &[("name", alias)]),
    };
    let row = |key: &&str| {
        let value = about.layers.chosen(key)?;
        let setting = setting(key)?;
        let label = escape(setting.label.get(w.0));
        Some(format!("<div><dt>{label}</dt><dd>{}</dd></div>", escape(&plain(w, setting, &value))))
    };
    let rows: String = Settings::keys().iter().filter_map(row).collect();
    let rows = if rows.is_empty() {
        w.html("done_default")
    } else {
        format!("<dl class=\"set\">{rows}</dl>")
    };
    let link = |class: &str, path: &str, key: &str, new: bool| {
        let target = if new { " target=\"_blank\" rel=\"noopener\"" } else { "" };
        format!(
            "<a class=\"button{class}\" href=\"{}\"{target}>{}</a>",
            screen.href(path),
            w.html(key)
        )
    };
    let body = format!(
        "{}<h1>{}</h1>\n<p class=\"lead\">{}</p>\n<div class=\"row\">{}{}{}</div>\n<h2>{}</h2>\n{rows}\n",
        way(screen, None, "done"),
        escape(&title),
        w.html("done_lead"),
        link(" main", &format!("p/{id}/sheet"), "sheet", true),
        link("", &format!("p/{id}/export"), "export", false),
        link("", "new", "pupil_new", false),
        w.html("done_set"),
    );
    page(screen, &title, &body)
}
