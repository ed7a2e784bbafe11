//! Formulae of Word (OMML) as MathML.

use crate::{
    build::reference,
    markup::{Tag, local},
};
use std::ops::Range;

/// The most elements of one formula.
const NODES_MAX: usize = 10_000;

/// An element of a formula.
#[derive(Debug, Default)]
struct Node {
    name: String,
    /// The value of `m:val`.
    value: Option<String>,
    text: String,
    children: Vec<Node>,
}

/// Collects a formula.
#[derive(Debug)]
pub(super) struct FormulaBuilder<'t> {
    source: &'t str,
    open: Vec<Node>,
    count: usize,
}

impl<'t> FormulaBuilder<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        Self { source, open: vec![Node::default()], count: 0 }
    }

    pub(super) fn open(&mut self, tag: &Tag<'_>) {
        self.count += 1;
        let value = tag.value("m:val").or_else(|| tag.value("w:val"));
        let node = Node {
            name: tag.local().to_owned(),
            value: value.map(|value| value.into_owned()),
            ..Node::default()
        };
        if self.count > NODES_MAX {
            return;
        }
        self.open.push(node);
        if tag.empty {
            self.end();
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        if self.open.last().is_some_and(|last| last.name == local(name)) {
            self.end();
        }
    }

    fn end(&mut self) {
        if self.open.len() > 1
            && let Some(node) = self.open.pop()
            && let Some(parent) = self.open.last_mut()
        {
            parent.children.push(node);
        }
    }

    /// Text as written: references stay, as MathML has them as well.
    pub(super) fn text(&mut self, range: Range<usize>) {
        if let Some(last) = self.open.last_mut().filter(|last| last.name == "t") {
            last.text.push_str(self.source.get(range).unwrap_or_default());
        }
    }

    /// The formula as MathML.
    pub(super) fn finish(mut self) -> String {
        while self.open.len() > 1 {
            self.end();
        }
        let mut out = String::from("<math>");
        self.open.iter().for_each(|root| all(&root.children, &mut out));
        out + "</math>"
    }
}

impl Node {
    fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// A value among the properties of the element.
    fn property(&self, properties: &str, name: &str) -> Option<&str> {
        self.child(properties)?.child(name)?.value.as_deref()
    }

    /// The content of a child, as one element.
    fn row(&self, name: &str, out: &mut String) {
        out.push_str("<mrow>");
        self.child(name).into_iter().for_each(|child| all(&child.children, out));
        out.push_str("</mrow>");
    }

    /// `<name>` around some children.
    fn wrap(&self, name: &str, children: &[&str], out: &mut String) {
        out.extend(["<", name, ">"]);
        children.iter().for_each(|child| self.row(child, out));
        out.extend(["</", name, ">"]);
    }
}

fn all(nodes: &[Node], out: &mut String) {
    nodes.iter().for_each(|node| one(node, out));
}

/// XML nests no deeper than [`crate::markup::xml::DEPTH_MAX`], so this recursion is bounded.
fn one(node: &Node, out: &mut String) {
    match node.name.as_str() {
        "r" => {
            node.children.iter().filter(|it| it.name == "t").for_each(|it| tokens(&it.text, out));
        }
        "f" if node.property("fPr", "type") == Some("noBar") => {
            out.push_str("<mfrac linethickness=\"0\">");
            node.row("num", out);
            node.row("den", out);
            out.push_str("</mfrac>");
        }
        "f" => node.wrap("mfrac", &["num", "den"], out),
        "sSup" => node.wrap("msup", &["e", "sup"], out),
        "sSub" => node.wrap("msub", &["e", "sub"], out),
        "sSubSup" => node.wrap("msubsup", &["e", "sub", "sup"], out),
        "limLow" => node.wrap("munder", &["e", "lim"], out),
        "limUpp" => node.wrap("mover", &["e", "lim"], out),
        "func" => {
            node.row("fName", out);
            out.push_str("<mo>\u{2061}</mo>");
            node.row("e", out);
        }
        "rad" => radical(node, out),
        "d" => delimited(node, out),
        "nary" => large_operator(node, out),
        "acc" => accent(node, node.property("accPr", "chr").unwrap_or("\u{302}"), out),
        "bar" => accent(node, "¯", out),
        "m" => matrix(node, out),
        "eqArr" => equations(node, out),
        name if name.ends_with("Pr") => {}
        _ => all(&node.children, out),
    }
}

fn radical(node: &Node, out: &mut String) {
    let degree = node.child("deg").is_some_and(|degree| !degree.children.is_empty());
    let hidden = node
        .child("radPr")
        .and_then(|it| it.child("degHide"))
        .is_some_and(|hide| !matches!(hide.value.as_deref(), Some("0" | "off" | "false")));
    if degree && !hidden {
        node.wrap("mroot", &["e", "deg"], out);
    } else {
        node.wrap("msqrt", &["e"], out);
    }
}

fn delimited(node: &Node, out: &mut String) {
    let sign = |name, usual| operator(node.property("dPr", name).unwrap_or(usual));
    out.push_str("<mrow>");
    out.push_str(&sign("begChr", "("));
    for (index, part) in node.children.iter().filter(|it| it.name == "e").enumerate() {
        if index > 0 {
            out.push_str(&sign("sepChr", "|"));
        }
        out.push_str("<mrow>");
        all(&part.children, out);
        out.push_str("</mrow>");
    }
    out.push_str(&sign("endChr", ")"));
    out.push_str("</mrow>");
}

fn large_operator(node: &Node, out: &mut String) {
    let sign = operator(node.property("naryPr", "chr").unwrap_or("∫"));
    let has = |name| node.child(name).is_some_and(|it| !it.children.is_empty());
    let (name, children): (&str, &[&str]) = match (has("sub"), has("sup")) {
        (true, true) => ("munderover", &["sub", "sup"]),
        (true, false) => ("munder", &["sub"]),
        (false, true) => ("mover", &["sup"]),
        (false, false) => ("mrow", &[]),
    };
    out.extend(["<", name, ">", &sign]);
    children.iter().for_each(|child| node.row(child, out));
    out.extend(["</", name, ">"]);
    node.row("e", out);
}

fn accent(node: &Node, sign: &str, out: &mut String) {
    out.push_str("<mover>");
    node.row("e", out);
    out.push_str(&operator(sign));
    out.push_str("</mover>");
}

fn matrix(node: &Node, out: &mut String) {
    out.push_str("<mtable>");
    for row in node.children.iter().filter(|it| it.name == "mr") {
        out.push_str("<mtr>");
        for cell in row.children.iter().filter(|it| it.name == "e") {
            out.push_str("<mtd>");
            all(&cell.children, out);
            out.push_str("</mtd>");
        }
        out.push_str("</mtr>");
    }
    out.push_str("</mtable>");
}

fn equations(node: &Node, out: &mut String) {
    out.push_str("<mtable>");
    for line in node.children.iter().filter(|it| it.name == "e") {
        out.push_str("<mtr><mtd>");
        all(&line.children, out);
        out.push_str("</mtd></mtr>");
    }
    out.push_str("</mtable>");
}

fn operator(sign: &str) -> String {
    let escaped = quick_xml::escape::escape(sign);
    if sign.is_empty() { String::new() } else { format!("<mo>{escaped}</mo>") }
}

/// The text of a run, cut into numbers, names and signs; it is written as in XML.
fn tokens(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let len = match first {
            '&' => reference::end(rest).map_or(1, |end| end + 1),
            c if c.is_ascii_digit() => {
                let inside = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
                let len = rest.find(|c| !inside(c)).unwrap_or(rest.len());
                // A comma at the end is a sign of its own.
                rest.get(..len).map_or(len, |it| it.trim_end_matches([',', '.']).len())
            }
            c => c.len_utf8(),
        };
        let (token, after) = rest.split_at(len.max(1));
        rest = after;
        let name = match first {
            c if c.is_whitespace() => continue,
            c if c.is_ascii_digit() => "mn",
            c if c.is_alphabetic() => "mi",
            _ => "mo",
        };
        out.extend(["<", name, ">", token, "</", name, ">"]);
    }
}
