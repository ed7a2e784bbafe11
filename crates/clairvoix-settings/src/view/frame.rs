//! What is around every screen: where one is, who is active, what has just happened.

use super::{About, Screen};
use crate::{ErrorKind, html::escape, subject::Subject, words::Words};

/// The steps to a first profile.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Text,
    Needs,
    Choose,
    Tune,
    Name,
}

const STEPS: &[(Step, &str)] = &[
    (Step::Text, "step.text"),
    (Step::Needs, "step.needs"),
    (Step::Choose, "step.choose"),
    (Step::Tune, "step.tune"),
    (Step::Name, "step.name"),
];

/// The screens of a pupil who is kept.
const SCREENS: &[(&str, &str)] = &[
    ("tune", "pupil_tune"),
    ("needs", "pupil_needs"),
    ("choose", "pupil_choose"),
    ("words", "pupil_words"),
    ("all", "pupil_all"),
    ("history", "pupil_history"),
    ("done", "pupil_share"),
    ("name", "pupil_name"),
];

/// A whole screen.
pub(super) fn page(screen: &Screen, title: &str, body: &str) -> String {
    let w = screen.w;
    let of = screen.alias.as_ref().map(|alias| format!(" – {alias}")).unwrap_or_default();
    let notice = screen.notice.as_ref();
    let class =
        if notice.is_some_and(|notice| notice.is_trouble) { "notice trouble" } else { "notice" };
    let said = notice.map(|notice| format!("<p class=\"{class}\">{}</p>", escape(&notice.text)));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}{of} – Clairvoix</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n\
         <link rel=\"stylesheet\" href=\"{style}\">\n<script src=\"{script}\" defer></script>\n</head>\n\
         <body data-root=\"{root}\" data-gone=\"{gone}\">\n<a class=\"skip\" href=\"#main\">{skip}</a>\n{top}\
         <main id=\"main\" tabindex=\"-1\">\n{warning}<div id=\"notice\" role=\"status\" data-part>{said}</div>\n\
         {body}</main>\n{foot}</body>\n</html>\n",
        lang = w.tag(),
        title = escape(title),
        of = escape(&of),
        style = screen.href("page.css"),
        script = screen.href("page.js"),
        root = escape(&screen.root),
        gone = w.html("gone"),
        skip = w.html("skip"),
        top = top(screen),
        warning = warning(screen),
        said = said.unwrap_or_default(),
        foot = foot(screen),
    )
}

fn top(screen: &Screen) -> String {
    let w = screen.w;
    let who = match &screen.active {
        Some(pupil) => format!(
            "<span class=\"badge\" aria-hidden=\"true\">{}</span><span>{} <strong>{}</strong></span>",
            escape(&initial(&pupil.alias)),
            w.html("active"),
            escape(&pupil.alias)
        ),
        None => format!("<span>{}</span>", w.html("active_nobody")),
    };
    format!(
        "<header class=\"top\"><a class=\"home\" href=\"{}\">{}</a><p class=\"who\">{who}</p></header>\n",
        screen.href(""),
        w.html("home"),
    )
}

/// The first letter of an alias, for its badge.
pub(super) fn initial(alias: &str) -> String {
    alias.chars().next().map(|c| c.to_uppercase().collect()).unwrap_or_default()
}

/// Somebody else's settings than those of the pupil in front of the computer.
fn warning(screen: &Screen) -> String {
    let (Some(Subject::Pupil(id)), Some(alias)) = (&screen.subject, &screen.alias) else {
        return String::new();
    };
    if screen.active.as_ref().is_some_and(|active| active.id == *id) {
        return String::new();
    }
    let w = screen.w;
    let active = screen.active.as_ref().map(|active| active.alias.as_str());
    let text = match active {
        Some(active) => w.fill("other_active", &[("name", alias), ("active", active)]),
        None => w.fill("other_nobody", &[("name", alias)]),
    };
    format!(
        "<div class=\"warning\"><p>{}</p>{}</div>\n",
        escape(&text),
        use_form(screen, id, alias, &format!("p/{id}/tune"))
    )
}

/// The button that makes a pupil the active one.
pub(super) fn use_form(screen: &Screen, id: &str, alias: &str, back: &str) -> String {
    let words = screen.w.fill("use", &[("name", alias)]);
    format!(
        "<form method=\"post\" action=\"{}\"><input type=\"hidden\" name=\"back\" value=\"{}\">\
         <button>{}</button></form>",
        screen.href(&format!("p/{id}/use")),
        screen.href(back),
        escape(&words)
    )
}

fn foot(screen: &Screen) -> String {
    let w = screen.w;
    let (other, tag) = match w.tag() {
        "fr" => ("English", "en"),
        _ => ("Français", "fr"),
    };
    format!(
        "<footer class=\"foot\"><form method=\"post\" action=\"{}\">\
         <input type=\"hidden\" name=\"back\" value=\"\" data-here>\
         <button class=\"quiet\" name=\"language\" value=\"{tag}\" lang=\"{tag}\">{other}</button></form>\
         <p>{}</p><form method=\"post\" action=\"{}\"><button class=\"quiet\">{}</button></form></footer>\n",
        screen.href("language"),
        w.html("local"),
        screen.href("quit"),
        w.html("quit"),
    )
}

/// Where one is: on the way to a first profile, or among a pupil's screens.
pub(super) fn way(screen: &Screen, step: Option<Step>, here: &str) -> String {
    let w = screen.w;
    match &screen.subject {
        Some(Subject::Pupil(id)) => {
            let one = |(name, key): &(&str, &str)| {
                let current = if *name == here { " aria-current=\"page\"" } else { "" };
                let href = screen.href(&format!("p/{id}/{name}"));
                format!("<li><a href=\"{href}\"{current}>{}</a></li>", w.html(key))
            };
            let items: String = SCREENS.iter().map(one).collect();
            let label = escape(screen.alias.as_deref().unwrap_or_default());
            format!("<nav class=\"screens\" aria-label=\"{label}\"><ul>{items}</ul></nav>\n")
        }
        _ => {
            let at = STEPS.iter().position(|known| Some(known.0) == step);
            let one = |(index, (_, key)): (usize, &(Step, &str))| {
                let state = match at {
                    Some(at) if index < at => " class=\"past\"",
                    Some(at) if index == at => " aria-current=\"step\"",
                    _ => "",
                };
                format!("<li{state}>{}</li>", w.html(key))
            };
            let items: String = STEPS.iter().enumerate().map(one).collect();
            format!(
                "<nav class=\"steps\" aria-label=\"{}\"><ol>{items}</ol></nav>\n",
                w.html("steps")
            )
        }
    }
}

/// The text as it will be read, with its button and others.
pub(super) fn preview(screen: &Screen, about: &About<'_>, actions: &str) -> String {
    let address = |query: &str| {
        let path = about.subject.path("preview");
        screen.href(&format!("{path}?{query}v={}", about.document))
    };
    let w = screen.w;
    format!(
        "<section class=\"preview\" aria-labelledby=\"preview-title\">\
         <div class=\"row between\"><h2 id=\"preview-title\">{}</h2><div class=\"row\">{}{actions}</div></div>\
         <iframe id=\"preview\" title=\"{}\" src=\"{}\" data-voiced=\"{}\" data-document=\"{}\" \
         data-look=\"{}\" data-rate=\"{}\" allow=\"autoplay\"></iframe></section>\n",
        w.html("preview"),
        listen(screen, &address("voice=1&")),
        w.html("preview_title"),
        address(""),
        address("voice=1&"),
        about.document,
        escape(&about.look),
        about.settings.voice.rate,
    )
}

/// The link that reads the preview aloud; the script makes it a button that also stops.
pub(super) fn listen(screen: &Screen, address: &str) -> String {
    let w = screen.w;
    format!(
        "<a id=\"listen\" class=\"button\" href=\"{address}\" data-stop=\"{}\" data-wait=\"{}\" data-trouble=\"{}\">{}</a>",
        w.html("stop"),
        w.html("listen_wait"),
        w.html("error.voice"),
        w.html("listen"),
    )
}

/// The button that takes the last change back.
pub(super) fn undo(screen: &Screen, about: &About<'_>, back: &str) -> String {
    format!(
        "<form method=\"post\" action=\"{}\" data-live><input type=\"hidden\" name=\"back\" value=\"{}\">\
         <button id=\"undo\"{}>{}</button></form>",
        screen.href(&about.subject.path("undo")),
        screen.href(back),
        crate::html::flag("disabled", !about.can_undo),
        screen.w.html("undo"),
    )
}

/// There is no such screen, or no such pupil any more.
pub(crate) fn absent(screen: &Screen, kind: ErrorKind) -> String {
    let w = screen.w;
    let body = format!(
        "<h1>{}</h1>\n<p>{}</p>\n<p><a class=\"button\" href=\"{}\">{}</a></p>\n",
        w.html("absent"),
        w.html(kind.key()),
        screen.href(""),
        w.html("home")
    );
    page(screen, w.get("absent"), &body)
}

/// The page is closed. It uses nothing of the server's, which is gone.
pub(crate) fn end(w: Words) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{} – Clairvoix</title>\n<link rel=\"icon\" href=\"data:,\">\n</head>\n\
         <body>\n<main>\n<h1>{}</h1>\n<p>{}</p>\n</main>\n</body>\n</html>\n",
        w.tag(),
        w.html("end"),
        w.html("end"),
        w.html("end_how"),
    )
}
