//! HTML inside Markdown: what is text, what is a formula, what says a language. No more is understood.

use crate::{language, markup};
use std::ops::Range;

/// A part of a piece of HTML, in bytes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text(Range<usize>),
    /// A `<math>` element.
    Formula(Range<usize>),
    /// An element begins; those without an end are not here.
    Open {
        name: String,
        language: Option<String>,
    },
    Close {
        name: String,
    },
    /// `<br>`
    Break(Range<usize>),
}

/// Elements whose content is not to be read.
const UNREAD: &[&str] = &[
    "script", "style", "template", "title", "textarea", "iframe", "noscript", "svg", "object",
    "head",
];

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

pub(super) fn is_unread(name: &str) -> bool {
    UNREAD.contains(&name)
}

/// The level of a title's element.
pub(super) fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// The parts of a piece of HTML, in order, in one pass.
pub(super) fn parts(html: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = 0;
    let mut text_from = 0;
    let mut unclosed: Vec<String> = Vec::new();
    while let Some(found) = html.get(at..).and_then(|rest| rest.find('<')).map(|found| at + found) {
        let Some(end) = tag_end(html, found) else {
            at = found + 1;
            continue;
        };
        if text_from < found {
            parts.push(Part::Text(text_from..found));
        }
        let tag = Tag::of(html.get(found..end).unwrap_or_default());
        at = end;
        if let Some(tag) = tag {
            let searched = tag.name == "math" || is_unread(&tag.name);
            if searched && !tag.closes && !unclosed.contains(&tag.name) {
                match element_end(html, end, &tag.name) {
                    Some(close) => {
                        if tag.name == "math" {
                            parts.push(Part::Formula(found..close));
                        }
                        at = close;
                    }
                    // Not searched again: many openings without an end must not be quadratic.
                    None => unclosed.push(tag.name),
                }
            } else {
                parts.extend(tag.part(found..end));
            }
        }
        text_from = at;
    }
    if text_from < html.len() {
        parts.push(Part::Text(text_from..html.len()));
    }
    parts
}

/// The byte after the tag or comment that begins at `start`; none where it is only a sign.
fn tag_end(html: &str, start: usize) -> Option<usize> {
    let rest = html.get(start..)?;
    if let Some(comment) = rest.strip_prefix("<!--") {
        return Some(comment.find("-->").map_or(html.len(), |end| start + 4 + end + 3));
    }
    let begins = rest.as_bytes().get(1).copied()?;
    if !(begins.is_ascii_alphabetic() || matches!(begins, b'/' | b'!' | b'?')) {
        return None;
    }
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match (byte, quote) {
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (b'>', None) => return Some(start + at + 1),
            _ => {}
        }
    }
    // A quote that is not closed would take the rest of the text.
    rest.find('>').map(|at| start + at + 1)
}

/// The byte after the end tag of an element whose content begins at `start`.
pub(super) fn element_end(html: &str, start: usize, name: &str) -> Option<usize> {
    let mut at = start;
    loop {
        let found = at + html.get(at..)?.find("</")?;
        let rest = html.get(found + 2..)?;
        let same = rest.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
        let after = rest.as_bytes().get(name.len());
        if same && after.is_some_and(|&byte| byte == b'>' || byte.is_ascii_whitespace()) {
            return Some(found + 2 + rest.find('>')? + 1);
        }
        at = found + 2;
    }
}

/// A tag taken apart.
pub(super) struct Tag {
    /// In small letters.
    pub(super) name: String,
    pub(super) closes: bool,
    pub(super) language: Option<String>,
}

impl Tag {
    /// The tag written so; none for a comment or a declaration.
    pub(super) fn of(tag: &str) -> Option<Self> {
        let inner = tag.strip_prefix('<')?;
        let inner = inner.strip_suffix('>').unwrap_or(inner);
        let (closes, inner) = match inner.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        let len =
            inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(len);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        Some(Self { name: name.to_ascii_lowercase(), closes, language: language(attributes) })
    }

    fn part(self, range: Range<usize>) -> Option<Part> {
        match self.name.as_str() {
            "br" => Some(Part::Break(range)),
            // It ends what is before it, and holds nothing.
            "hr" => Some(Part::Close { name: self.name }),
            name if markup::is_void(name) => None,
            _ if self.closes => Some(Part::Close { name: self.name }),
            _ => Some(Part::Open { name: self.name, language: self.language }),
        }
    }
}

/// The value of `lang` or `xml:lang` among attributes.
fn language(attributes: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let len =
            rest.find(|c: char| c == '=' || c.is_whitespace() || c == '/').unwrap_or(rest.len());
        if rest.is_empty() {
            return None;
        }
        let (name, after) = rest.split_at(len.max(rest.chars().next().map_or(1, char::len_utf8)));
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=') else {
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let value = value.get(1..).unwrap_or_default();
                value.split_once(quote).unwrap_or((value, ""))
            }
            _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        if name.eq_ignore_ascii_case("lang") || name.eq_ignore_ascii_case("xml:lang") {
            return language::tag(value);
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_found_among_attributes() {
        for (written, expected) in [
            ("<span lang=\"en\">", Some("en")),
            ("<p class=a lang=en-GB>", Some("en-GB")),
            ("<p title='lang=\"de\"' xml:lang='es'>", Some("es")),
            ("<p data-lang=\"en\">", None),
            ("<p lang>", None),
            ("<p lang=\"e\">", None),
            ("<p lang=\"en&quot; onclick\">", None),
            ("<p lang=\"é\" =>", None),
        ] {
            let found = Tag::of(written).and_then(|tag| tag.language);
            assert_eq!(found.as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn parts_hold_text_formulae_and_elements() {
        let html = "<!-- x --><p lang=en>A < b <math><mi>x</mi></math><script>1</script><br>c</p>";
        let shown: Vec<String> = parts(html)
            .into_iter()
            .map(|part| match part {
                Part::Text(range) => html[range].to_owned(),
                Part::Formula(range) => format!("[{}]", &html[range]),
                Part::Open { name, language } => format!("<{name} {language:?}>"),
                Part::Close { name } => format!("</{name}>"),
                Part::Break(_) => "|".to_owned(),
            })
            .collect();
        let expected =
            ["<p Some(\"en\")>", "A < b ", "[<math><mi>x</mi></math>]", "|", "c", "</p>"];
        assert_eq!(shown, expected);
    }

    #[test]
    fn hostile_html_ends() {
        for piece in ["<math>", "<script>", "<p lang='", "<!--", "</", "<a ", "\"<", "<é", "<p ="]
        {
            assert!(parts(&piece.repeat(20_000)).len() <= 20_001, "{piece}");
        }
    }
}
