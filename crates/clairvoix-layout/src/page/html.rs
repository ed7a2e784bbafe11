//! The text as HTML: what each block is, said by its element.

use std::fmt::Write as _;

use clairvoix_document::{Block, Document, Leaf, List, Table};

use super::inline;

/// The text of `document` as HTML. Each leaf is an element with `data-b`, its number.
pub(crate) fn body(document: &Document) -> String {
    let mut writer = Writer { html: String::new(), leaf: 0, outline: Vec::new() };
    writer.blocks(&document.blocks);
    writer.html
}

/// Escapes a text for an element or for an attribute in double quotes. What HTML forbids becomes
/// U+FFFD, as it would for a browser; a carriage return is written so that it is not turned into a
/// line feed.
pub(crate) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\r' => html.push_str("&#13;"),
            '\0' => html.push('\u{FFFD}'),
            c => html.push(c),
        }
    }
    html
}

struct Writer {
    html: String,
    leaf: usize,
    /// The levels, as the document gives them, of the titles that the next block stands under.
    outline: Vec<u8>,
}

impl Writer {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(leaf) => self.leaf("p", "", leaf),
            Block::Instruction(leaf) => self.leaf("p", " class=\"instruction\"", leaf),
            Block::Image(leaf) => self.leaf("p", " class=\"picture\"", leaf),
            Block::Code(leaf) => self.leaf("pre", "", leaf),
            Block::List(list) => self.list(list),
            Block::Verse(lines) => self.verse(lines),
            Block::Quote(blocks) => {
                self.html.push_str("<blockquote>\n");
                self.blocks(blocks);
                self.html.push_str("</blockquote>\n");
            }
            Block::Note(blocks) => {
                self.html.push_str("<aside role=\"note\">\n");
                self.blocks(blocks);
                self.html.push_str("</aside>\n");
            }
            Block::Table(table) => self.table(table),
            Block::ThematicBreak => self.html.push_str("<hr>\n"),
        }
    }

    /// A level is never skipped, so that who goes from title to title misses none; titles of one
    /// level in the document stay of one level here.
    fn heading(&mut self, level: u8, text: &Leaf) {
        while self.outline.last().is_some_and(|&above| above >= level) {
            self.outline.pop();
        }
        self.outline.push(level);
        let name = match self.outline.len() {
            1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        };
        self.leaf(name, "", text);
    }

    fn leaf(&mut self, name: &str, attributes: &str, leaf: &Leaf) {
        let text = inline::render(leaf);
        // A parser drops the first line feed inside `pre`: one more is written for it.
        let feed = if name == "pre" { "\n" } else { "" };
        let number = self.leaf;
        self.leaf += 1;
        // Writing to a string cannot fail.
        let _ =
            writeln!(self.html, "<{name} data-b=\"{number}\"{attributes}>{feed}{text}</{name}>");
    }

    fn list(&mut self, list: &List) {
        let name = if list.start.is_some() { "ol" } else { "ul" };
        let start = match list.start {
            Some(start) if start != 1 => format!(" start=\"{start}\""),
            _ => String::new(),
        };
        let _ = writeln!(self.html, "<{name}{start}>");
        for item in &list.items {
            // A number that is said is text of its own, which lights up like the rest.
            match &item.marker {
                Some(marker) => {
                    self.html.push_str("<li class=\"marked\">");
                    self.leaf("span", " class=\"marker\"", marker);
                }
                None => self.html.push_str("<li>"),
            }
            self.blocks(&item.blocks);
            self.html.push_str("</li>\n");
        }
        let _ = writeln!(self.html, "</{name}>");
    }

    fn verse(&mut self, lines: &[Leaf]) {
        self.html.push_str("<p class=\"verse\">\n");
        for line in lines {
            self.leaf("span", "", line);
        }
        self.html.push_str("</p>\n");
    }

    fn table(&mut self, table: &Table) {
        self.html.push_str("<div class=\"table\"><table>\n");
        if !table.header.is_empty() {
            self.html.push_str("<thead><tr>\n");
            for cell in &table.header {
                // A header without words would be announced as an empty one.
                let name = if cell.text().trim().is_empty() { "td" } else { "th" };
                let scope = if name == "th" { " scope=\"col\"" } else { "" };
                self.leaf(name, scope, cell);
            }
            self.html.push_str("</tr></thead>\n");
        }
        self.html.push_str("<tbody>\n");
        for row in &table.rows {
            self.html.push_str("<tr>\n");
            for cell in row {
                self.leaf("td", "", cell);
            }
            self.html.push_str("</tr>\n");
        }
        self.html.push_str("</tbody></table></div>\n");
    }
}
