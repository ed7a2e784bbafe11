//! A document as lines of text, one for each block, indented by depth: what the corpus expects.

use clairvoix_document::{Block, Document, Leaf, SpanKind};
use std::fmt::Write as _;

/// Writes the tree of `document`.
pub(crate) fn outline(document: &Document) -> String {
    let mut out = String::new();
    if let Some(title) = &document.title {
        let _ = writeln!(out, "title: {title}");
    }
    if let Some(language) = &document.language {
        let _ = writeln!(out, "language: {language}");
    }
    blocks(&document.blocks, 0, &mut out);
    out
}

fn blocks(all: &[Block], depth: usize, out: &mut String) {
    for block in all {
        match block {
            Block::Heading { level, text } => line(out, depth, &format!("h{level}"), text),
            Block::Paragraph(leaf) => line(out, depth, "p", leaf),
            Block::Instruction(leaf) => line(out, depth, "do", leaf),
            Block::Code(leaf) => line(out, depth, "code", leaf),
            Block::Image(leaf) => line(out, depth, "image", leaf),
            Block::Verse(lines) => {
                lines.iter().for_each(|verse| line(out, depth, "verse", verse));
                out.push_str("  /\n");
            }
            Block::ThematicBreak => out.push_str("---\n"),
            Block::Quote(inner) => {
                let _ = writeln!(out, "{:1$}quote:", "", depth * 2);
                blocks(inner, depth + 1, out);
            }
            Block::Note(inner) => {
                let _ = writeln!(out, "{:1$}note:", "", depth * 2);
                blocks(inner, depth + 1, out);
            }
            Block::List(list) => {
                let start = list.start.map(|start| start.to_string()).unwrap_or_default();
                let _ = writeln!(out, "{:1$}list {start}:", "", depth * 2);
                for item in &list.items {
                    let marker = item.marker.as_ref().map_or("-", Leaf::text);
                    let _ = writeln!(out, "{:1$}{marker}", "", depth * 2 + 2);
                    blocks(&item.blocks, depth + 2, out);
                }
            }
            Block::Table(table) => {
                row(out, depth, "header", &table.header);
                table.rows.iter().for_each(|cells| row(out, depth, "row", cells));
            }
        }
    }
}

fn line(out: &mut String, depth: usize, name: &str, leaf: &Leaf) {
    let text = leaf.text().replace('\n', "\\n");
    let _ = writeln!(out, "{:1$}{name}: {text}", "", depth * 2);
    for span in leaf.spans() {
        let text = span.range.slice(leaf.text());
        let _ = match &span.kind {
            SpanKind::Formula(formula) => {
                writeln!(out, "{:1$}  formula {text}: {2}", "", depth * 2, formula.markup())
            }
            SpanKind::Language(tag) => writeln!(out, "{:1$}  {tag}: {text}", "", depth * 2),
            _ => Ok(()),
        };
    }
}

fn row(out: &mut String, depth: usize, name: &str, cells: &[Leaf]) {
    let cells: Vec<String> = cells.iter().map(|cell| cell.text().replace('\n', "\\n")).collect();
    let _ = writeln!(out, "{:1$}{name}: {2}", "", depth * 2, cells.join(" | "));
}
