//! What is observed when the pupil reads: as many as are seen.

use clairvoix_profile::{Preset, PresetKind};

use super::{
    About, Screen,
    frame::{Step, page, way},
};
use crate::{
    html::{escape, flag},
    subject::Subject,
};

pub(crate) fn needs(screen: &Screen, about: &About<'_>) -> String {
    let w = screen.w;
    let all = about.catalogue.presets();
    let of = |kind: PresetKind| all.iter().filter(move |preset| preset.kind == kind);
    let needs: String = of(PresetKind::Need).map(|preset| need(screen, about, preset)).collect();
    // A look that the profile started from stays until it is taken off: it is shown where it is there.
    let looks: String = of(PresetKind::Look)
        .filter(|preset| about.profile.presets.contains(&preset.id))
        .map(|preset| need(screen, about, preset))
        .collect();
    let back = match about.subject {
        Subject::Draft => screen.href("new"),
        Subject::Pupil(_) => screen.href(&about.subject.path("tune")),
    };
    let body = format!(
        "{}<h1>{}</h1>\n<form method=\"post\" action=\"{}\">\n\
         <fieldset class=\"needs\"><legend class=\"lead\">{}</legend>\n{needs}{looks}</fieldset>\n\
         <div class=\"row next\"><button class=\"main\">{}</button><a href=\"{back}\">{}</a></div></form>\n",
        way(screen, Some(Step::Needs), "needs"),
        w.html("needs_title"),
        screen.href(&about.subject.path("needs")),
        w.html("needs_lead"),
        w.html("continue"),
        w.html("back"),
    );
    page(screen, w.get("needs_title"), &body)
}

fn need(screen: &Screen, about: &About<'_>, preset: &Preset) -> String {
    let language = screen.w.0;
    let id = escape(&preset.id);
    format!(
        "<div class=\"need\"><input type=\"checkbox\" name=\"need\" value=\"{id}\" id=\"need-{id}\" \
         aria-describedby=\"help-{id}\"{}><label for=\"need-{id}\">{}</label>\
         <p id=\"help-{id}\">{}</p></div>\n",
        flag("checked", about.profile.presets.contains(&preset.id)),
        escape(preset.label.get(language)),
        escape(preset.help.get(language)),
    )
}
