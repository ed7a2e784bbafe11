//! A pupil from a file: what would change is shown before anything does.

use clairvoix_profile::{ALIAS_CHARS_MAX, Catalogue, Layers, Profile, differences};

use super::{About, Screen, frame::page, history::difference};
use crate::{Incoming, PupilCard, html::escape, subject::Subject};

pub(crate) fn import(
    screen: &Screen,
    pupils: &[PupilCard],
    incoming: Option<&Incoming>,
    against: Option<&(PupilCard, Profile)>,
) -> String {
    let w = screen.w;
    let shown = incoming.map(|incoming| preview(screen, pupils, incoming, against));
    let body = format!(
        "<h1>{}</h1>\n<p class=\"lead\">{}</p>\n{}\
         <form method=\"post\" action=\"{}\" enctype=\"multipart/form-data\" class=\"card\">\
         <label for=\"file\">{}</label><input type=\"file\" id=\"file\" name=\"file\" required>\
         <div class=\"row next\"><button>{}</button></div></form>\n\
         <p class=\"aside\"><a href=\"{}\">{}</a></p>\n",
        w.html("import_title"),
        w.html("import_lead"),
        shown.unwrap_or_default(),
        screen.href("import"),
        w.html("import_file"),
        w.html("import_read"),
        screen.href(""),
        w.html("back"),
    );
    page(screen, w.get("import_title"), &body)
}

fn preview(
    screen: &Screen,
    pupils: &[PupilCard],
    incoming: &Incoming,
    against: Option<&(PupilCard, Profile)>,
) -> String {
    let w = screen.w;
    let nothing = Profile::default();
    let before = against.map_or(&nothing, |known| &known.1);
    let mut after = incoming.profile.clone();
    after.alias.clone_from(&before.alias);
    let subject = Subject::Draft;
    let layers = Layers::new(&after, Catalogue::built_in());
    let about = About {
        subject: &subject,
        profile: &after,
        catalogue: Catalogue::built_in(),
        settings: layers.settings(),
        layers,
        can_undo: false,
        look: String::new(),
        document: String::new(),
    };
    let changes = differences(before, &after);
    let one = |change| format!("<li>{}</li>", difference(screen, &about, change));
    let rows: String = changes.iter().map(one).collect();
    let rows = if rows.is_empty() {
        format!("<p>{}</p>", w.html("import_same"))
    } else {
        format!("<ul>{rows}</ul>")
    };
    let head = match against {
        Some((pupil, _)) => w.fill("import_replaces", &[("name", &pupil.alias)]),
        None => w.get("import_makes").to_owned(),
    };
    let with = w.fill(
        "import_with",
        &[("journal", &incoming.journal.to_string()), ("lists", &incoming.lists.len().to_string())],
    );
    let take = match against {
        Some((pupil, _)) => format!(
            "<button class=\"main\" name=\"replace\" value=\"{}\">{}</button>",
            escape(&pupil.id),
            w.html("import_replace_do")
        ),
        None => format!("<button class=\"main\">{}</button>", w.html("import_make_do")),
    };
    let taken = pupils.iter().any(|pupil| pupil.alias.eq_ignore_ascii_case(incoming.alias.trim()));
    let alias = if taken { String::new() } else { alias_field(screen, incoming) };
    format!(
        "<section class=\"card\" aria-labelledby=\"incoming\"><h2 id=\"incoming\">{}</h2>{rows}<p>{}</p>\
         <form method=\"post\" action=\"{}\">{alias}<div class=\"row next\">{take}\
         <button name=\"cancel\" value=\"1\" class=\"quiet\" formnovalidate>{}</button></div></form></section>\n",
        escape(&head),
        escape(&with),
        screen.href("import/take"),
        w.html("import_cancel"),
    )
}

fn alias_field(screen: &Screen, incoming: &Incoming) -> String {
    format!(
        "<label for=\"alias\">{}</label><input type=\"text\" id=\"alias\" name=\"alias\" value=\"{}\" \
         maxlength=\"{ALIAS_CHARS_MAX}\" autocomplete=\"off\" required>",
        screen.w.html("name_label"),
        escape(incoming.alias.trim()),
    )
}
