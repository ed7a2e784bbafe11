//! « A ou B » : the same words in two looks; the pupil presses the one that reads best.

use super::{
    About, Screen,
    frame::{Step, page, way},
    url,
};
use crate::html::escape;

/// The question on the screen.
pub(crate) struct Sides<'q> {
    /// What is asked.
    pub(crate) ask: &'q str,
    /// How many were answered before it.
    pub(crate) at: usize,
    /// How many there are.
    pub(crate) of: usize,
    /// Something that differs when the looks do, so that the frames are loaded again.
    pub(crate) stamp: String,
}

pub(crate) fn choose(screen: &Screen, about: &About<'_>, sides: &Sides<'_>) -> String {
    let w = screen.w;
    let (at, of) = ((sides.at + 1).to_string(), sides.of.to_string());
    let count = w.fill("choose_count", &[("at", &at), ("of", &of)]);
    let title = w.fill("choose_title", &[("at", &at), ("of", &of)]);
    let stamp = url(&short(&sides.stamp));
    let side = |name: &str, label: &str| {
        let path = about.subject.path("preview");
        let address = screen.href(&format!("{path}?side={name}&n={at}&v={stamp}"));
        let press = escape(&w.fill("choose_this", &[("side", label)]));
        let text = escape(&w.fill("choose_text", &[("side", label)]));
        format!(
            "<div class=\"side\"><iframe title=\"{text}\" src=\"{address}\"></iframe>\
             <button name=\"side\" value=\"{name}\" aria-label=\"{press}\">{label}</button></div>\n"
        )
    };
    let body = format!(
        "{}<p class=\"count\">{}</p>\n<h1>{}</h1>\n<form method=\"post\" action=\"{}\">\n\
         <div class=\"sides\">\n{}{}</div>\n\
         <div class=\"row next\"><button name=\"side\" value=\"same\">{}</button>\
         <button name=\"side\" value=\"back\" class=\"quiet\">{}</button>\
         <button name=\"side\" value=\"end\" class=\"quiet\">{}</button></div></form>\n",
        way(screen, Some(Step::Choose), "choose"),
        escape(&count),
        escape(sides.ask),
        screen.href(&about.subject.path("choose")),
        side("a", "A"),
        side("b", "B"),
        w.html("choose_same"),
        w.html("back"),
        w.html("choose_end"),
    );
    page(screen, &title, &body)
}

/// Eight letters that stand for a long text.
fn short(text: &str) -> String {
    let fold = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(16_777_619);
    format!("{:08x}", text.bytes().fold(2_166_136_261, fold))
}
