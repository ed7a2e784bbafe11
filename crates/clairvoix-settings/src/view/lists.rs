//! « Dis-le comme ça » : a word read wrong, put right on the spot and heard at once.

use clairvoix_profile::read_pronunciations;
use clairvoix_text::pronunciation::{Pronunciation, PronunciationOptions};

use super::{
    About, Screen,
    frame::{listen, page, way},
    url,
};
use crate::html::{escape, flag};

/// The entry of a word and what is said; none where one of them cannot be.
pub(crate) fn entry(word: &str, said: &str) -> Option<Pronunciation> {
    Pronunciation::try_new(word.trim(), said.trim(), PronunciationOptions::default()).ok()
}

/// A word and what it is to be read as: kept where nothing is said of that, else only tried.
#[derive(Clone, Copy)]
pub(crate) struct Tried<'t> {
    pub(crate) word: Option<&'t str>,
    pub(crate) said: Option<&'t str>,
    /// Whether it is said aloud at once.
    pub(crate) is_heard: bool,
}

pub(crate) fn lists(
    screen: &Screen,
    about: &About<'_>,
    tables: [&str; 2],
    tried: Tried<'_>,
) -> String {
    let w = screen.w;
    let [class, own] = tables;
    let Tried { word, said, is_heard } = tried;
    let heard = word.filter(|_| is_heard).map(|word| heard(screen, about, word, said, own.len()));
    let rows = [("class", class, "words_class"), ("pupil", own, "words_pupil")];
    let rows: String =
        rows.iter().map(|(list, table, key)| entries(screen, about, list, table, key)).collect();
    let body = format!(
        "{}<h1>{}</h1>\n<p class=\"lead\">{}</p>\n<div id=\"heard\">{}</div>\n\
         <form method=\"post\" action=\"{}\" class=\"card\">\
         <div class=\"pair\"><div><label for=\"word\">{}</label>\
         <input type=\"text\" id=\"word\" name=\"word\" value=\"{}\" lang=\"fr\" autocomplete=\"off\" required></div>\
         <div><label for=\"said\">{}</label>\
         <input type=\"text\" id=\"said\" name=\"said\" value=\"{}\" lang=\"fr\" autocomplete=\"off\" required aria-describedby=\"said-help\">\
         <p id=\"said-help\">{}</p></div></div>\
         <fieldset class=\"row\"><legend>{}</legend>{}{}</fieldset>\
         <div class=\"row next\"><button class=\"main\">{}</button>\
         <button name=\"try\" value=\"1\">{}</button></div></form>\n\
         {rows}<p class=\"aside\"><a href=\"{}\">{}</a></p>\n",
        way(screen, None, "words"),
        w.html("words_title"),
        w.html("words_lead"),
        heard.unwrap_or_default(),
        screen.href(&about.subject.path("words")),
        w.html("words_word"),
        escape(word.filter(|_| said.is_some()).unwrap_or_default()),
        w.html("words_said"),
        escape(said.unwrap_or_default()),
        w.html("words_said_help"),
        w.html("words_where"),
        radio("pupil", &w.html("words_pupil"), true),
        radio("class", &w.html("words_class"), false),
        w.html("words_do"),
        w.html("words_try"),
        screen.href(&about.subject.path("tune")),
        w.html("back"),
    );
    page(screen, w.get("words_title"), &body)
}

fn radio(value: &str, label: &str, is_on: bool) -> String {
    format!(
        "<span class=\"check\"><input type=\"radio\" name=\"list\" value=\"{value}\" id=\"list-{value}\"{}>\
         <label for=\"list-{value}\">{label}</label></span>",
        flag("checked", is_on)
    )
}

/// The word in its sentence, said with what was just kept or is tried; `version` differs when lists do.
fn heard(
    screen: &Screen,
    about: &About<'_>,
    word: &str,
    said: Option<&str>,
    version: usize,
) -> String {
    let path = about.subject.path("preview");
    let tried = said.map(|said| format!("&as={}", url(said))).unwrap_or_default();
    let address = screen.href(&format!("{path}?say={}{tried}&voice=1&v={version}", url(word)));
    format!(
        "<div class=\"row\">{}</div><iframe id=\"preview\" class=\"short\" title=\"{}\" src=\"{address}\" \
         data-voiced=\"{address}\" data-document=\"{}\" data-look=\"{}\" data-rate=\"{}\" data-play allow=\"autoplay\"></iframe>\n",
        listen(screen, &address),
        screen.w.html("words_heard"),
        escape(word),
        escape(&about.look),
        about.settings.voice.rate,
    )
}

fn entries(screen: &Screen, about: &About<'_>, list: &str, table: &str, key: &str) -> String {
    let w = screen.w;
    let (read, _) = read_pronunciations(list, table);
    if read.entries.is_empty() {
        return String::new();
    }
    let row = |(_, entry): &(u32, Pronunciation)| {
        let word = escape(entry.written());
        let remove = escape(&w.fill("words_remove_of", &[("word", entry.written())]));
        format!(
            "<tr><th scope=\"row\" lang=\"fr\">{word}</th><td lang=\"fr\">{}</td><td>\
             <form method=\"post\" action=\"{}\"><input type=\"hidden\" name=\"word\" value=\"{word}\">\
             <input type=\"hidden\" name=\"list\" value=\"{list}\">\
             <button class=\"quiet\" aria-label=\"{remove}\">{}</button></form></td></tr>\n",
            escape(&entry.said().to_string()),
            screen.href(&about.subject.path("words/remove")),
            w.html("words_remove"),
        )
    };
    let rows: String = read.entries.iter().map(row).collect();
    format!("<section><h2>{}</h2>\n<table>{rows}</table></section>\n", w.html(key))
}
