//! A leaf's text with its emphasis and links, as properly nested HTML.

use std::fmt::Write as _;

use clairvoix_document::{Leaf, Span, SpanKind};

use super::html::escape;

/// The text of a leaf: the same characters, whatever its spans are.
pub(crate) fn render(leaf: &Leaf) -> String {
    nest(leaf.text(), leaf.spans())
}

fn nest(text: &str, spans: &[Span]) -> String {
    let fits = |span: &&Span| {
        let (start, end) = (span.range.start(), span.range.end());
        start < end
            && text.is_char_boundary(start)
            && text.is_char_boundary(end)
            && end <= text.len()
    };
    let spans: Vec<&Span> = spans.iter().filter(fits).collect();
    let mut cuts: Vec<usize> =
        spans.iter().flat_map(|span| [span.range.start(), span.range.end()]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut html = String::new();
    let mut open: Vec<&Span> = Vec::new();
    for pair in cuts.windows(2) {
        let &[from, to] = pair else { continue };
        let mut wanted: Vec<&Span> =
            spans.iter().copied().filter(|span| span.range.contains(from)).collect();
        // The longest outside; equal ones in their own order.
        wanted.sort_by_key(|span| (span.range.start(), usize::MAX - span.range.end()));
        let same = open.iter().zip(&wanted).take_while(|(a, b)| std::ptr::eq(**a, **b)).count();
        for span in open.drain(same..).rev() {
            html.push_str(&close_tag(span));
        }
        for span in wanted.iter().skip(same) {
            open_tag(&mut html, span);
        }
        open = wanted;
        let formula = open.iter().find_map(|span| match &span.kind {
            SpanKind::Formula(formula) => Some((formula, span.range)),
            _ => None,
        });
        match formula {
            // Its own markup, made anew from what was given, has the same characters.
            Some((formula, range)) if from == range.start() => html.push_str(formula.markup()),
            Some(_) => {}
            None => html.push_str(&escape(text.get(from..to).unwrap_or_default())),
        }
    }
    for span in open.iter().rev() {
        html.push_str(&close_tag(span));
    }
    html
}

fn name(kind: &SpanKind) -> &'static str {
    match kind {
        SpanKind::Emphasis => "em",
        SpanKind::Strong => "strong",
        SpanKind::Code => "code",
        SpanKind::Link(address) if is_safe(address) => "a",
        SpanKind::Link(_) | SpanKind::Image | SpanKind::Language(_) => "span",
        SpanKind::Formula(_) => "span",
    }
}

fn close_tag(span: &Span) -> String {
    format!("</{}>", name(&span.kind))
}

fn open_tag(html: &mut String, span: &Span) {
    // Writing to a string cannot fail.
    let _ = match &span.kind {
        SpanKind::Link(address) if is_safe(address) => {
            write!(html, "<a href=\"{}\" rel=\"noreferrer\">", escape(address))
        }
        SpanKind::Image => write!(html, "<span class=\"picture\">"),
        SpanKind::Language(tag) => write!(html, "<span lang=\"{}\">", escape(tag)),
        SpanKind::Formula(_) => write!(html, "<span class=\"formula\">"),
        kind => write!(html, "<{}>", name(kind)),
    };
}

/// Only addresses that open something to read: never a script.
fn is_safe(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    ["http://", "https://", "mailto:", "#"].iter().any(|start| address.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clairvoix_text::Utf8Range;

    fn span(start: usize, end: usize, kind: SpanKind) -> Span {
        Span { range: Utf8Range::new(start, end), kind }
    }

    #[test]
    fn spans_that_cross_are_nested() {
        let spans = [span(0, 4, SpanKind::Emphasis), span(2, 6, SpanKind::Strong)];
        assert_eq!(nest("abcdef", &spans), "<em>ab<strong>cd</strong></em><strong>ef</strong>");
    }

    #[test]
    fn a_script_is_no_link() {
        let spans = [span(0, 2, SpanKind::Link("JavaScript:alert(1)".to_owned()))];
        assert_eq!(nest("a<b", &spans), "<span>a&lt;</span>b");
        let spans = [span(0, 1, SpanKind::Link("https://e.org/?a=\"&b".to_owned()))];
        let link = "<a href=\"https://e.org/?a=&quot;&amp;b\" rel=\"noreferrer\">a</a>";
        assert_eq!(nest("a", &spans), link);
    }

    #[test]
    fn spans_outside_the_text_are_dropped() {
        let spans =
            [span(1, 2, SpanKind::Code), span(0, 99, SpanKind::Code), span(2, 2, SpanKind::Code)];
        assert_eq!(nest("é!", &spans), "é!");
    }
}
