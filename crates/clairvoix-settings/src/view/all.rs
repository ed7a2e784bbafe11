//! The expert layer: every setting, folded by section.

use clairvoix_profile::{Kind, Setting, contrasts, setting, settings};

use super::{
    About, Screen,
    frame::{page, preview, undo, way},
    value::{field, plain},
    why::why,
};
use crate::html::{escape, flag};

const SECTIONS: &[&str] = &["text", "spacing", "page", "colours", "aids", "highlight", "voice"];

pub(crate) fn all(screen: &Screen, about: &About<'_>) -> String {
    let w = screen.w;
    let sections: String = SECTIONS.iter().map(|name| section(screen, about, name)).collect();
    let here = about.subject.path("all");
    let actions =
        format!("<span id=\"after\" class=\"row\" data-part>{}</span>", undo(screen, about, &here));
    let body = format!(
        "{}<h1>{}</h1>\n<p class=\"lead\">{}</p>\n<div class=\"bench\">\n<div class=\"tools\">\n{sections}\
         <p class=\"aside\"><a href=\"{}\">{}</a></p></div>\n{}</div>\n",
        way(screen, None, "all"),
        w.html("all_title"),
        w.html("all_lead"),
        screen.href(&about.subject.path("tune")),
        w.html("back"),
        preview(screen, about, &actions),
    );
    page(screen, w.get("all_title"), &body)
}

fn section(screen: &Screen, about: &About<'_>, name: &str) -> String {
    let prefix = format!("{name}.");
    let of_section = settings().iter().filter(|setting| setting.key.starts_with(&prefix));
    let rows: String = of_section.map(|setting| row(screen, about, setting)).collect();
    let faint = if name == "colours" { faint(screen, about) } else { String::new() };
    format!(
        "<details class=\"section\" id=\"section-{name}\"><summary><h2>{}</h2></summary>\n{faint}{rows}</details>\n",
        screen.w.html(&format!("section.{name}"))
    )
}

fn row(screen: &Screen, about: &About<'_>, setting: &Setting) -> String {
    let (w, key) = (screen.w, escape(&setting.key));
    let Some(now) = about.settings.get(&setting.key) else { return String::new() };
    let id = setting.key.replace('.', "-");
    let own = about.profile.get(&setting.key).is_some();
    // What can be chosen is there to be seen; bounds have to be said.
    let takes = match setting.kind {
        Kind::Number { .. } | Kind::Text { .. } => format!(" {}.", capital(&setting.takes(w.0))),
        _ => String::new(),
    };
    format!(
        "<div class=\"setting\" id=\"row-{id}\" data-part><form method=\"post\" action=\"{set}\" data-live>\
         <input type=\"hidden\" name=\"key\" value=\"{key}\"><input type=\"hidden\" name=\"all\" value=\"1\">\
         <label for=\"{id}\">{label}</label> <code>{key}</code>\
         <div class=\"row\">{field}<span class=\"now\">{shown}</span><button class=\"apply\" id=\"apply-{id}\" \
         aria-label=\"{apply_of}\">{apply}</button></div>\
         <p id=\"help-{id}\">{help}{takes}</p></form>\
         <form method=\"post\" action=\"{unset}\" data-live><input type=\"hidden\" name=\"key\" value=\"{key}\">\
         <input type=\"hidden\" name=\"all\" value=\"1\">\
         <button class=\"quiet\" id=\"unset-{id}\" aria-label=\"{unset_of}\"{disabled}>{unset_words}</button></form>{why}</div>\n",
        set = screen.href(&about.subject.path("set")),
        unset = screen.href(&about.subject.path("unset")),
        label = escape(setting.label.get(w.0)),
        field = field(screen, setting, &now, &id),
        shown = escape(&plain(w, setting, &now)),
        apply = w.html("apply"),
        apply_of = escape(&w.fill("apply_of", &[("name", setting.label.get(w.0))])),
        help = escape(setting.help.get(w.0)),
        takes = escape(&takes),
        unset_of = escape(&w.fill("unset_of", &[("name", setting.label.get(w.0))])),
        disabled = flag("disabled", !own),
        unset_words = w.html("unset"),
        why = why(screen, about, &setting.key),
    )
}

/// The pairs of colours that are too close to read.
fn faint(screen: &Screen, about: &About<'_>) -> String {
    let w = screen.w;
    let label = |role: &str| {
        setting(&format!("colours.{role}")).map_or(role, |s| s.label.get(w.0)).to_owned()
    };
    let one = |pair: &clairvoix_profile::Contrast| {
        let (over, under) = (label(&pair.over), label(&pair.under));
        let ratios = (w.number((pair.ratio * 10.0).round() / 10.0), w.number(pair.ratio_min));
        let places = [
            ("over", over.as_str()),
            ("under", &under),
            ("ratio", &ratios.0),
            ("least", &ratios.1),
        ];
        format!("<li>{}</li>", escape(&w.fill("contrast_low", &places)))
    };
    let pairs = contrasts(&about.settings.colours);
    let low: String = pairs.iter().filter(|pair| !pair.is_enough()).map(one).collect();
    let inside = match low.as_str() {
        "" => format!("<p>{}</p>", w.html("contrast_good")),
        low => format!("<ul class=\"warning\">{low}</ul>"),
    };
    format!("<div id=\"contrast\" data-part>{inside}</div>\n")
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
