//! What an element of HTML means to who reads the text.

use crate::{leaf::SpanKind, markup::Tag};

/// The part that an element has in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It begins and ends a paragraph.
    Block,
    /// Its level.
    Heading(u8),
    /// Its first number; none where the items are not numbered.
    List(Option<u64>),
    Item,
    Quote,
    Note,
    Table,
    TableHead,
    Row,
    Cell {
        header: bool,
    },
    Preformatted,
    /// The part of the page that holds its subject.
    Main,
    Inline(Option<SpanKind>),
    /// Read by itself, not by its text.
    Title,
    /// A formula, taken whole.
    Formula,
    /// Its content is not read.
    Unread,
}

/// Elements whose content is not shown, or is no text.
const UNREAD: &[&str] = &[
    "script", "style", "template", "textarea", "iframe", "noscript", "svg", "object", "audio",
    "video", "canvas", "rp", "rt", "datalist", "map",
];

/// Elements that only begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "html",
    "legend",
    "nav",
    "optgroup",
    "option",
    "p",
    "search",
    "section",
    "summary",
    "tfoot",
    "tbody",
];

/// What the element that `tag` begins means.
pub(super) fn role(tag: &Tag<'_>, name: &str) -> Role {
    if is_hidden(tag) || is_mark_of_print(tag) {
        return Role::Unread;
    }
    match by_name(tag, name) {
        Role::Block | Role::Quote if is_note(tag) => Role::Note,
        Role::Block if tag.has_word("role", "main") => Role::Main,
        role => role,
    }
}

fn by_name(tag: &Tag<'_>, name: &str) -> Role {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            Role::Heading(name.bytes().last().map_or(1, |digit| digit - b'0'))
        }
        "ul" | "menu" | "dir" => Role::List(None),
        "ol" => {
            let start = tag.value("start").and_then(|start| start.trim().parse().ok());
            Role::List(Some(start.unwrap_or(1)))
        }
        "li" => Role::Item,
        "blockquote" => Role::Quote,
        "table" => Role::Table,
        "thead" => Role::TableHead,
        "tr" => Role::Row,
        "th" => Role::Cell { header: true },
        "td" => Role::Cell { header: false },
        "pre" | "listing" | "xmp" => Role::Preformatted,
        "main" => Role::Main,
        "title" => Role::Title,
        "math" => Role::Formula,
        "b" | "strong" => Role::Inline(Some(SpanKind::Strong)),
        "i" | "em" | "cite" | "dfn" | "var" => Role::Inline(Some(SpanKind::Emphasis)),
        "code" | "kbd" | "samp" | "tt" => Role::Inline(Some(SpanKind::Code)),
        "a" => Role::Inline(tag.value("href").map(|href| SpanKind::Link(href.into_owned()))),
        _ if UNREAD.contains(&name) => Role::Unread,
        _ if BLOCKS.contains(&name) => Role::Block,
        _ => Role::Inline(None),
    }
}

/// What the page itself does not show.
fn is_hidden(tag: &Tag<'_>) -> bool {
    let hidden = tag.place("hidden").is_some() && !tag.has_word("hidden", "until-found");
    let silent = tag.has_word("aria-hidden", "true");
    let style = tag.value("style").is_some_and(|style| {
        let style: String = style.split_whitespace().collect::<String>().to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    });
    hidden || silent || style
}

/// Numbers of printed pages, and the calls of notes: glued to a word, they would be read with it.
fn is_mark_of_print(tag: &Tag<'_>) -> bool {
    ["pagebreak", "noteref"].iter().any(|word| tag.has_word("epub:type", word))
        || ["doc-pagebreak", "doc-noteref"].iter().any(|word| tag.has_word("role", word))
}

fn is_note(tag: &Tag<'_>) -> bool {
    ["footnote", "endnote", "rearnote"].iter().any(|word| tag.has_word("epub:type", word))
        || ["doc-footnote", "doc-endnote"].iter().any(|word| tag.has_word("role", word))
}

/// Whether a new element of this role ends an open one whose end was left out, as `<li>` ends `<li>`.
pub(super) fn ends(new: &Role, open: &Role, open_name: &str) -> bool {
    match new {
        Role::Item => *open == Role::Item,
        Role::Row => {
            matches!(open, Role::Row | Role::Cell { .. } | Role::TableHead) && {
                *open != Role::TableHead
            }
        }
        Role::Cell { .. } => matches!(open, Role::Cell { .. }),
        Role::Inline(_) | Role::Formula | Role::Title | Role::Unread => false,
        _ => open_name == "p",
    }
}

/// Whether the search for an element to end stops at an open one.
pub(super) fn bounds(new: &Role, open: &Role) -> bool {
    match new {
        Role::Item => matches!(open, Role::List(_)),
        Role::Row | Role::Cell { .. } => *open == Role::Table,
        _ => !matches!(open, Role::Inline(_) | Role::Block),
    }
}
