//! Cuts a stretch of text into tokens: the finest pieces a rule looks at.

use crate::work;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with their combining marks.
    Word,
    /// ASCII digits.
    Digits,
    /// Spaces of any width, on one line.
    Space,
    /// One line break.
    Line,
    /// Superscript digits and signs.
    Super,
    /// Subscript digits and signs.
    Sub,
    /// Any other character, alone.
    Sign(char),
}

/// A token and its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
}

/// The most bytes looked at together. A longer text is cut where a line or a sentence ends.
const STRETCH: usize = 16 * 1024;

/// Where the stretch that starts at `start` ends: at a line break if one is near, else at a space.
pub(super) fn stretch_end(text: &str, start: usize) -> usize {
    if text.len() - start <= STRETCH {
        return text.len();
    }
    let mut soft = start + STRETCH;
    while !text.is_char_boundary(soft) {
        soft += 1;
    }
    let mut hard = (soft + STRETCH).min(text.len());
    while !text.is_char_boundary(hard) {
        hard += 1;
    }
    work::step(hard - soft);
    let window = text.get(soft..hard).unwrap_or_default();
    let found = window
        .find('\n')
        .or_else(|| window.find(". ").map(|at| at + 1))
        .or_else(|| window.find(' '))
        .map_or(hard, |at| soft + at + 1);
    found.min(text.len())
}

/// Tokens of `text[start..end]`, put in `tokens`.
pub(super) fn tokenize(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    tokens.clear();
    let slice = text.get(start..end).unwrap_or_default();
    let mut open: Option<Token> = None;
    let mut next = 0;
    work::step(slice.len());
    while let Some(rest) = slice.get(next..) {
        let at = next;
        work::step(1);
        let letters = plain_letters(rest.as_bytes());
        if letters > 0 {
            // Most of a text is runs of letters: they are passed over byte by byte.
            next += letters;
            let (from, to) = (start + at, start + next);
            match &mut open {
                Some(token) if token.kind == Kind::Word => token.end = to,
                _ => {
                    tokens.extend(open.take());
                    open = Some(Token { start: from, end: to, kind: Kind::Word });
                }
            }
            continue;
        }
        let Some(c) = rest.chars().next() else {
            break;
        };
        next += c.len_utf8();
        let (from, to) = (start + at, start + next);
        let kind = match (kind(c), open) {
            // A combining mark stays with the letter before it.
            (Kind::Sign(_), Some(token)) if token.kind == Kind::Word && is_mark(c) => Kind::Word,
            (kind, _) => kind,
        };
        match &mut open {
            Some(token) if token.kind == kind && joins(kind) => token.end = to,
            _ => {
                tokens.extend(open.take());
                open = Some(Token { start: from, end: to, kind });
            }
        }
    }
    tokens.extend(open);
}

/// The first token of a text that is not a space.
pub(crate) fn first_token(text: &str) -> &str {
    let text = text.trim_start();
    let mut tokens = Vec::new();
    tokenize(text, 0, text.len(), &mut tokens);
    tokens.first().and_then(|token| text.get(token.start..token.end)).unwrap_or_default()
}

/// How many bytes of plain letters come first: ASCII, and the accented ones of French, which are two
/// bytes that begin with 0xC3.
fn plain_letters(bytes: &[u8]) -> usize {
    let mut at = 0;
    loop {
        match bytes.get(at) {
            Some(b'a'..=b'z' | b'A'..=b'Z') => at += 1,
            // All but × and ÷.
            Some(0xc3) => match bytes.get(at + 1) {
                Some(0x97 | 0xb7) | None => return at,
                Some(_) => at += 2,
            },
            _ => return at,
        }
    }
}

fn joins(kind: Kind) -> bool {
    !matches!(kind, Kind::Line | Kind::Sign(_))
}

fn kind(c: char) -> Kind {
    match c {
        'a'..='z' | 'A'..='Z' => Kind::Word,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' | 'œ' | 'Œ' => Kind::Word,
        '0'..='9' => Kind::Digits,
        ' ' => Kind::Space,
        '\n' => Kind::Line,
        '\0'..='\u{7f}' if !c.is_whitespace() => Kind::Sign(c),
        '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁺' | '⁻' | 'ⁿ' => Kind::Super,
        '₀'..='₉' | '₊' | '₋' => Kind::Sub,
        'ª' | 'º' => Kind::Sign(c),
        // Letters of sets of numbers: signs of mathematics.
        'ℂ' | 'ℕ' | 'ℙ' | 'ℚ' | 'ℝ' | 'ℤ' | 'ℓ' | '№' | '℃' => Kind::Sign(c),
        _ if c.is_whitespace() => Kind::Space,
        _ if c.is_alphabetic() => Kind::Word,
        _ => Kind::Sign(c),
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}
