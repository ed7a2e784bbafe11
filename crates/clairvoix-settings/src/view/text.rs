//! First step: the text on which settings are tried.

use super::{
    Screen,
    frame::{Step, page, way},
};
use crate::{html::escape, lesson::Lesson};

pub(crate) fn text(screen: &Screen, lesson: &Lesson) -> String {
    let w = screen.w;
    let pasted = if lesson.is_sample { "" } else { lesson.source() };
    let action = screen.href("new");
    let body = format!(
        "{way}<h1>{title}</h1>\n<p class=\"lead\">{lead}</p>\n\
         <form method=\"post\" action=\"{action}\" class=\"card first\">\
         <h2>{sample}</h2><p>{sample_help}</p>\
         <button class=\"main\" name=\"sample\" value=\"1\">{sample_do}</button></form>\n\
         <div class=\"pair\">\n<form method=\"post\" action=\"{action}\" class=\"card\">\
         <h2><label for=\"text\">{paste}</label></h2>\
         <textarea id=\"text\" name=\"text\" rows=\"7\" lang=\"fr\" spellcheck=\"false\" required>{pasted}</textarea>\
         <button>{paste_do}</button></form>\n\
         <form method=\"post\" action=\"{action}\" enctype=\"multipart/form-data\" class=\"card\">\
         <h2><label for=\"file\">{open}</label></h2><p>{open_help}</p>\
         <input type=\"file\" id=\"file\" name=\"file\" accept=\".txt,.md,text/plain,text/markdown\" required>\
         <button>{open_do}</button></form>\n</div>\n\
         <p class=\"aside\"><a href=\"{import}\">{import_words}</a></p>\n",
        way = way(screen, Some(Step::Text), "new"),
        title = w.html("text_title"),
        lead = w.html("text_lead"),
        sample = w.html("text_sample"),
        sample_help = w.html("text_sample_help"),
        sample_do = w.html("text_sample_do"),
        paste = w.html("text_paste"),
        paste_do = w.html("text_paste_do"),
        open = w.html("text_open"),
        open_help = w.html("text_open_help"),
        open_do = w.html("text_open_do"),
        import = screen.href("import"),
        import_words = w.html("import_link"),
        pasted = escape(pasted),
    );
    page(screen, w.get("text_title"), &body)
}
