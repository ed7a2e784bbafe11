//! What opens an item of a list, a numbered title or a turn of a dialogue.

/// A sign or number at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) kind: MarkerKind,
    /// Bytes of the line before the text that it introduces.
    pub(super) len: usize,
}

/// What opens the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkerKind {
    /// A bullet, which is nothing else: `•`.
    Bullet(char),
    /// A dash, which opens an item or a turn of a dialogue.
    Dash(char),
    /// `1.`, `2)`, `a)`, `III.`: the number, and the sign after it.
    Number { value: u64, style: Style, close: char },
    /// `1.2`, `1.2.3.`: the number of a section, of so many parts.
    Section(u8),
}

/// What a number is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Digits,
    Roman,
    Capital,
    Small,
}

/// The marker at the start of a line's content.
pub(super) fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    match first {
        '•' | '◦' | '▪' | '▫' | '‣' | '⁃' | '●' | '○' | '■' | '□' | '☐' | '➢' | '➤' | '►' | '▶'
        | '✓' | '✔' | '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' => {
            after(text, first.len_utf8(), MarkerKind::Bullet(first))
        }
        '*' | '+' => spaced(text, 1, MarkerKind::Bullet(first)),
        '-' => spaced(text, 1, MarkerKind::Dash(first)).or_else(|| glued_dash(text)),
        '–' | '—' | '―' => after(text, first.len_utf8(), MarkerKind::Dash(first)),
        c if c.is_ascii_digit() => numbered(text),
        c if c.is_alphabetic() => lettered(text, c),
        _ => None,
    }
}

/// The marker where something is said after it.
fn after(text: &str, len: usize, kind: MarkerKind) -> Option<Marker> {
    let rest = text.get(len..)?;
    let content = rest.trim_start();
    let opens = content.starts_with(|c: char| {
        c.is_alphanumeric()
            || matches!(c, '«' | '“' | '"' | '(' | '[' | '*' | '_' | '…' | '\'' | '’' | '¿' | '¡')
    });
    opens.then_some(Marker { kind, len: len + rest.len() - content.len() })
}

/// The marker where a space stands after it.
fn spaced(text: &str, len: usize, kind: MarkerKind) -> Option<Marker> {
    text.get(len..)?.starts_with(char::is_whitespace).then_some(())?;
    after(text, len, kind)
}

/// `-Bonjour !`: the space is often forgotten before a capital.
fn glued_dash(text: &str) -> Option<Marker> {
    text.get(1..)?.starts_with(char::is_uppercase).then_some(())?;
    after(text, 1, MarkerKind::Dash('-'))
}

fn numbered(text: &str) -> Option<Marker> {
    let len = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let number = text.get(..len)?;
    let parts = number.trim_end_matches('.').split('.');
    let count = parts.clone().count();
    if parts.clone().any(|part| part.is_empty() || part.len() > 3) {
        return None;
    }
    if count > 1 {
        return spaced(text, len, MarkerKind::Section(u8::try_from(count).ok()?));
    }
    let value = number.trim_end_matches('.').parse().ok()?;
    let number = |close| MarkerKind::Number { value, style: Style::Digits, close };
    if number_has_dot(text, len) {
        return spaced(text, len, number('.')).or_else(|| glued_capital(text, len, number('.')));
    }
    let close = text.get(len..)?.chars().next().filter(|c| matches!(c, ')' | '°' | '/'))?;
    let len = len + close.len_utf8();
    let len = len + usize::from(close == '°' && text.get(len..)?.starts_with(')'));
    spaced(text, len, number(close))
}

fn number_has_dot(text: &str, len: usize) -> bool {
    len.checked_sub(1).is_some_and(|last| text.as_bytes().get(last) == Some(&b'.'))
}

/// `1.Le chat`: the space is often lost.
fn glued_capital(text: &str, len: usize, kind: MarkerKind) -> Option<Marker> {
    text.get(len..)?.starts_with(char::is_uppercase).then_some(())?;
    after(text, len, kind)
}

/// `a)`, `B.`, `IV.`, `II -`.
fn lettered(text: &str, first: char) -> Option<Marker> {
    let len = text.find(|c: char| !c.is_alphabetic())?;
    let letters = text.get(..len)?;
    let rest = text.get(len..)?;
    let close = match rest.chars().next()? {
        c @ (')' | '.' | '/') => c,
        ' ' if rest.starts_with(" - ") || rest.starts_with(" – ") || rest.starts_with(" — ") => {
            '-'
        }
        _ => return None,
    };
    let roman = crate::plain::roman::value(letters).filter(|_| letters != "C" && letters != "D");
    let (style, value) = match roman {
        Some(value) => (Style::Roman, value),
        None if letters.len() == 1 && first.is_ascii_uppercase() => {
            (Style::Capital, letter_rank(first))
        }
        None if letters.len() == 1 && first.is_ascii_lowercase() && close != '-' => {
            (Style::Small, letter_rank(first))
        }
        None => return None,
    };
    // `J. Martin` is a name: one capital and a dot open an item only for the first letters.
    if style == Style::Capital && close == '.' && value > 6 {
        return None;
    }
    let sign = if close == '-' { rest.find(|c: char| c.is_alphanumeric())? } else { 1 };
    let kind = MarkerKind::Number { value, style, close };
    if close == '-' { after(text, len + sign, kind) } else { spaced(text, len + sign, kind) }
}

fn letter_rank(c: char) -> u64 {
    u64::from(u32::from(c.to_ascii_lowercase()) - u32::from('a') + 1)
}

impl Marker {
    /// Whether two items belong to one list.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self.kind, other.kind) {
            (MarkerKind::Bullet(a), MarkerKind::Bullet(b))
            | (MarkerKind::Dash(a), MarkerKind::Dash(b)) => a == b,
            (
                MarkerKind::Number { style: a, close: c, .. },
                MarkerKind::Number { style: b, close: d, .. },
            ) => a == b && c == d,
            (MarkerKind::Section(a), MarkerKind::Section(b)) => a == b,
            _ => false,
        }
    }

    /// Whether it is a number or a letter, not a bullet or a dash.
    pub(super) fn is_number(&self) -> bool {
        matches!(self.kind, MarkerKind::Number { .. } | MarkerKind::Section(_))
    }

    /// The number of an item; none for a bullet.
    pub(super) fn number(&self) -> Option<u64> {
        match self.kind {
            MarkerKind::Number { value, .. } => Some(value),
            _ => None,
        }
    }
}
