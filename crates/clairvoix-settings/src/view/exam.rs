//! While an examination lasts: it is said, and letters can be made larger.

use clairvoix_profile::{Value, setting};

use super::{Screen, frame::page, value::plain};
use crate::{
    ExamCard,
    html::{escape, flag},
    tuned::stepped,
};

pub(crate) fn exam(screen: &Screen, exam: &ExamCard) -> String {
    let w = screen.w;
    let size = setting("text.size_pt").map(|setting| {
        let button = |by: f64, sign: &str, key: &str| {
            let next = stepped(setting, exam.size_pt, by);
            format!(
                "<button name=\"value\" value=\"{}\" aria-label=\"{}\"{}>{sign}</button>",
                next.unwrap_or(exam.size_pt),
                escape(&w.fill(key, &[("name", setting.label.get(w.0))])),
                flag("disabled", next.is_none()),
            )
        };
        format!(
            "<form method=\"post\" action=\"{}\" class=\"card\"><h2>{}</h2><div class=\"number\">{}\
             <output>{}</output>{}</div></form>\n",
            screen.href("exam/size"),
            escape(setting.label.get(w.0)),
            button(-1.0, "−", "less"),
            escape(&plain(w, setting, &Value::Number(exam.size_pt))),
            button(1.0, "+", "more"),
        )
    });
    let body = format!(
        "<h1>{}</h1>\n<p class=\"lead\">{} <strong>{}</strong></p>\n<p>{}</p>\n<div class=\"pair\">{}</div>\n",
        w.html("exam_title"),
        w.html("exam_pupil"),
        escape(&format!("{} – {}", exam.pupil.alias, exam.title)),
        w.html("exam_how"),
        size.unwrap_or_default(),
    );
    page(screen, w.get("exam_title"), &body)
}
