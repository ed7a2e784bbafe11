//! A formula as a page may show it: elements and attributes of MathML Core, and nothing else.

use super::{
    markup::{self, Element},
    speak_mathml,
};
use crate::{
    Utf8Range,
    spoken::{Spoken, SpokenMap, SpokenMapBuilder, SpokenOptions},
};

/// The longest formula, in bytes of what is given and of what is shown, and the most tokens.
const BYTES_MAX: usize = 64 * 1024;
const TOKENS_MAX: usize = 2000;

/// What is shown as it is, with how many children it must have.
const KEPT: &[(&str, usize)] = &[
    ("mrow", 0),
    ("mfrac", 2),
    ("msqrt", 0),
    ("mroot", 2),
    ("mstyle", 0),
    ("merror", 0),
    ("mpadded", 0),
    ("mphantom", 0),
    ("msub", 2),
    ("msup", 2),
    ("msubsup", 3),
    ("munder", 2),
    ("mover", 2),
    ("munderover", 3),
    ("mmultiscripts", 1),
    ("mprescripts", 0),
    ("mtable", 0),
    ("mtr", 0),
    ("mtd", 0),
    ("mspace", 0),
];

/// What holds text.
const TOKENS: &[&str] = &["mi", "mn", "mo", "mtext", "ms"];

/// What is left out with all that it holds: it is not the formula, or could do something.
const DROPPED: &[&str] = &[
    "annotation",
    "annotation-xml",
    "script",
    "style",
    "template",
    "iframe",
    "object",
    "embed",
    "noscript",
    "svg",
    "maligngroup",
    "malignmark",
    "title",
    "textarea",
    "xmp",
    "noembed",
    "noframes",
    "plaintext",
];

/// Attributes of layout; what they hold is a number with its unit, or a word.
const ATTRIBUTES: &[&str] = &[
    "accent",
    "accentunder",
    "columnspan",
    "depth",
    "dir",
    "displaystyle",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "maxsize",
    "minsize",
    "movablelimits",
    "rowspan",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "symmetric",
    "voffset",
    "width",
];

/// A formula that can be shown and said, with the way from each to the other.
///
/// What is shown is made anew from what was given: elements and attributes of MathML Core that lay
/// out; no link, no script, no style, no event, no element of HTML. `mfenced`, which browsers do not
/// draw, becomes brackets.
///
/// ```
/// use clairvoix_text::spoken::{Formula, SpokenOptions};
/// let given = "<math onclick='x()'><msup href='#'><mi>x</mi><mn>2</mn></msup><script>1</script></math>";
/// let formula = Formula::new(given).unwrap();
/// assert_eq!(formula.markup(), "<math><msup><mi>x</mi><mn>2</mn></msup></math>");
/// assert_eq!(formula.text(), "x2");
/// let spoken = formula.spoken(&SpokenOptions::default());
/// assert_eq!(spoken.text, "x au carré");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    markup: String,
    text: String,
    /// From the text to the markup.
    map: SpokenMap,
    tokens: Vec<Utf8Range>,
    is_block: bool,
}

impl Formula {
    /// The formula of a `<math>` element; none where nothing of it can be shown, or it is longer than
    /// 64 KB.
    #[must_use]
    pub fn new(markup: &str) -> Option<Self> {
        if markup.len() > BYTES_MAX {
            return None;
        }
        let (root, _) = markup::parse(markup);
        let math = find_math(&root).unwrap_or(&root);
        let is_block = math.attribute("display").is_some_and(|display| display.trim() == "block");
        let mut writer = Writer::default();
        writer.tag(if is_block { "<math display=\"block\">" } else { "<math>" });
        writer.children(math);
        writer.tag("</math>");
        writer.finish(is_block)
    }

    /// The markup to be shown: valid inside HTML, and safe there.
    #[must_use]
    pub fn markup(&self) -> &str {
        &self.markup
    }

    /// The characters shown, in the order of the markup: what a page gives as its text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The parts of the text that belong together: a number, a name, a sign.
    #[must_use]
    pub fn tokens(&self) -> &[Utf8Range] {
        &self.tokens
    }

    /// Whether it stands on a line of its own.
    #[must_use]
    pub const fn is_block(&self) -> bool {
        self.is_block
    }

    /// What is said for it in French, with the map from [`text`](Self::text).
    #[must_use]
    pub fn spoken(&self, options: &SpokenOptions) -> Spoken {
        let speech = speak_mathml(&self.markup, options);
        let map = self.map.compose(&speech.map);
        Spoken { text: speech.text, map, pronounced: Vec::new() }
    }
}

/// The outermost `math` element.
fn find_math(element: &Element) -> Option<&Element> {
    if element.name.eq_ignore_ascii_case("math") {
        return Some(element);
    }
    element.children.iter().find_map(find_math)
}

/// Writes markup and text together.
#[derive(Default)]
struct Writer {
    markup: String,
    text: String,
    tokens: Vec<Utf8Range>,
    /// Markup without text, and text with its markup, in order: `(bytes of text, markup)`.
    parts: Vec<(usize, String)>,
}

impl Writer {
    fn tag(&mut self, tag: &str) {
        self.markup.push_str(tag);
        match self.parts.last_mut() {
            Some((0, before)) => before.push_str(tag),
            _ => self.parts.push((0, tag.to_owned())),
        }
    }

    /// Characters, escaped one by one so that each leads to its own.
    fn characters(&mut self, text: &str) {
        let start = self.text.len();
        for c in text.chars() {
            let escaped = match c {
                '&' => "&amp;".to_owned(),
                '<' => "&lt;".to_owned(),
                '>' => "&gt;".to_owned(),
                c => c.to_string(),
            };
            self.markup.push_str(&escaped);
            self.parts.push((c.len_utf8(), escaped));
        }
        self.text.push_str(text);
        self.tokens.push(Utf8Range::new(start, self.text.len()));
    }

    fn children(&mut self, element: &Element) -> usize {
        element.children.iter().map(|child| usize::from(self.element(child))).sum()
    }

    /// Whether something was written for an element, so that its neighbours keep their places.
    fn element(&mut self, element: &Element) -> bool {
        let name = element.name.to_ascii_lowercase();
        let name = name.as_str();
        if self.markup.len() > BYTES_MAX || DROPPED.contains(&name) {
            return false;
        }
        if name.is_empty() || TOKENS.contains(&name) {
            return self.token(if name.is_empty() { "mtext" } else { name }, element);
        }
        if name == "semantics" || name == "maction" {
            let first = element.children.iter().find(|child| !is_blank(child));
            return first.is_some_and(|first| self.element(first));
        }
        if name == "mfenced" {
            return self.fenced(element);
        }
        let name = match name {
            "mlabeledtr" => "mtr",
            name => name,
        };
        let (name, least) =
            KEPT.iter().find(|(kept, _)| *kept == name).copied().unwrap_or(("mrow", 0));
        self.open(name, element);
        let count = self.children(element);
        (count..least).for_each(|_| self.tag("<mrow></mrow>"));
        self.tag(&format!("</{name}>"));
        true
    }

    fn open(&mut self, name: &str, element: &Element) {
        let mut tag = format!("<{name}");
        for (key, value) in &element.attributes {
            let value = value.trim();
            let variant = key == "mathvariant" && name == "mi" && value == "normal";
            if (ATTRIBUTES.contains(&key.as_str()) && is_plain(value)) || variant {
                // Plain values need no escape.
                tag.push_str(&format!(" {key}=\"{value}\""));
            }
        }
        tag.push('>');
        self.tag(&tag);
    }

    fn token(&mut self, name: &str, element: &Element) -> bool {
        let text = shown(element);
        if text.is_empty() {
            // Text between elements is nothing; an empty token holds a place.
            if !element.name.is_empty() {
                self.tag("<mrow></mrow>");
            }
            return !element.name.is_empty();
        }
        self.open(name, element);
        self.characters(&text);
        self.tag(&format!("</{name}>"));
        true
    }

    fn fenced(&mut self, element: &Element) -> bool {
        let bracket = |name: &str, usual: &str| {
            let given = element.attribute(name).map(|value| value.trim().to_owned());
            given.unwrap_or_else(|| usual.to_owned())
        };
        let separators: Vec<char> = bracket("separators", ",").chars().collect();
        self.tag("<mrow>");
        self.sign(&bracket("open", "("));
        let children = element.children.iter().filter(|child| !is_blank(child));
        for (at, child) in children.enumerate() {
            let separator =
                at.checked_sub(1).and_then(|at| separators.get(at).or(separators.last()));
            if let Some(separator) = separator {
                self.sign(&separator.to_string());
            }
            self.element(child);
        }
        self.sign(&bracket("close", ")"));
        self.tag("</mrow>");
        true
    }

    fn sign(&mut self, sign: &str) {
        if !sign.is_empty() {
            self.tag("<mo>");
            self.characters(sign);
            self.tag("</mo>");
        }
    }

    fn finish(self, is_block: bool) -> Option<Formula> {
        let shown = !self.text.trim().is_empty();
        if !shown || self.markup.len() > BYTES_MAX || self.tokens.len() > TOKENS_MAX {
            return None;
        }
        let mut builder = SpokenMapBuilder::new(&self.text);
        for (len, markup) in &self.parts {
            if *len == 0 { builder.insert(markup) } else { builder.replace(*len, markup) }
        }
        let (_, map) = builder.finish();
        let Self { markup, text, tokens, .. } = self;
        Some(Formula { markup, text, map, tokens, is_block })
    }
}

fn is_blank(element: &Element) -> bool {
    element.name.is_empty() && element.text.trim().is_empty()
}

/// The text of a token without that of what is dropped, one space for any white space; characters that
/// HTML forbids become U+FFFD.
fn shown(element: &Element) -> String {
    let mut text = String::new();
    collect(element, &mut text);
    let allowed = |c: char| if c == '\0' { '\u{fffd}' } else { c };
    let text: String = text.chars().map(allowed).collect();
    text.split([' ', '\t', '\n', '\r', '\u{c}'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn collect(element: &Element, text: &mut String) {
    text.push_str(&element.text);
    for child in &element.children {
        if !DROPPED.contains(&child.name.to_ascii_lowercase().as_str()) {
            collect(child, text);
        }
    }
}

/// A number with its unit, or a word: nothing that could end the attribute or name an address.
fn is_plain(value: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '%' | '+' | '-');
    (1..=20).contains(&value.len()) && value.chars().all(plain)
}
