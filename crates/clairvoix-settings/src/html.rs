//! Text as HTML.

/// Escapes a text for an element or for an attribute in double quotes.
pub(crate) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\0' => html.push('\u{FFFD}'),
            c => html.push(c),
        }
    }
    html
}

/// ` name` where it holds, else nothing: for an attribute without a value.
pub(crate) fn flag(name: &str, holds: bool) -> String {
    if holds { format!(" {name}") } else { String::new() }
}
