//! The pupils of this computer: who is active, in one press another one.

use super::{
    Screen,
    frame::{initial, page, use_form},
};
use crate::{PupilCard, html::escape};

pub(crate) fn home(screen: &Screen, pupils: &[PupilCard]) -> String {
    let w = screen.w;
    let items: String = pupils.iter().map(|pupil| item(screen, pupil)).collect();
    let body = format!(
        "<h1>{}</h1>\n<ul class=\"pupils\">\n{items}</ul>\n\
         <div class=\"row\"><a class=\"button main\" href=\"{}\">{}</a>\
         <a class=\"button\" href=\"{}\">{}</a></div>\n",
        w.html("pupils"),
        screen.href("new"),
        w.html("pupil_new"),
        screen.href("import"),
        w.html("import_link"),
    );
    page(screen, w.get("pupils"), &body)
}

fn item(screen: &Screen, pupil: &PupilCard) -> String {
    let w = screen.w;
    let is_active = screen.active.as_ref().is_some_and(|active| active.id == pupil.id);
    let alias = escape(&pupil.alias);
    let state = match is_active {
        true => format!("<span class=\"tag\">{}</span>", w.html("is_active")),
        false => use_form(screen, &pupil.id, &pupil.alias, ""),
    };
    let link = |name: &str, words: &str, key: &str| {
        let href = screen.href(&format!("p/{}/{name}", pupil.id));
        let full = escape(&w.fill(key, &[("name", &pupil.alias)]));
        format!("<a href=\"{href}\" aria-label=\"{full}\">{words}</a>")
    };
    format!(
        "<li{}><span class=\"badge\" aria-hidden=\"true\">{}</span><strong class=\"alias\">{alias}</strong>\
         <span class=\"state\">{state}</span><span class=\"links\">{}{}</span></li>\n",
        if is_active { " class=\"is-active\"" } else { "" },
        escape(&initial(&pupil.alias)),
        link("tune", &w.html("settings_of"), "settings_of_name"),
        link("done", &w.html("sheet_of"), "sheet_of_name"),
    )
}
