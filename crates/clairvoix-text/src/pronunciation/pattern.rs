//! What is written, as it is looked for: letters, spaces, and the two wild signs.
//!
//! `*` stands for any letters and digits of one word, none included, `?` for one of them. A star never
//! crosses a sign or a space, so the last star alone has to be tried again where the rest does not fit:
//! the work is at most the length of the pattern for each letter of a word, whatever the text.

use crate::work;
use std::ops::Range;

/// The most letters a star stands for.
const STAR_MAX: usize = 64;

/// A piece of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// This character; in small letters where case is ignored.
    Char(char),
    /// One letter or digit.
    One,
    /// Any letters and digits of one word.
    Star,
    /// Spaces, and at most one line break.
    Space,
}

/// What is written, compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    pub(super) pieces: Vec<Piece>,
    exact_case: bool,
}

/// Where a pattern fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fit {
    /// The byte after it.
    pub(super) end: usize,
    /// What each star stands for.
    pub(super) stars: Vec<Range<usize>>,
    /// The spaces between its parts.
    pub(super) spaces: Vec<Range<usize>>,
}

impl Fit {
    /// Whether no part between spaces is empty: a star that is a part by itself stands for something.
    fn has_parts(&self, start: usize) -> bool {
        let starts = std::iter::once(start).chain(self.spaces.iter().map(|space| space.end));
        let ends = self.spaces.iter().map(|space| space.start).chain(std::iter::once(self.end));
        starts.zip(ends).all(|(start, end)| start < end)
    }
}

/// A star that may yet stand for more.
struct Open {
    piece: usize,
    from: usize,
    letters: usize,
    stars: usize,
    spaces: usize,
}

impl Pattern {
    /// Compiles what is written, cleaned as texts are. A backslash takes the meaning from `*`, `?` and
    /// itself.
    pub(super) fn new(written: &str, exact_case: bool) -> Self {
        let mut pieces = Vec::new();
        let mut chars = written.trim().chars().peekable();
        while let Some(c) = chars.next() {
            let piece = match c {
                '*' => Piece::Star,
                '?' => Piece::One,
                '\\' if matches!(chars.peek(), Some('*' | '?' | '\\')) => {
                    Piece::Char(chars.next().unwrap_or(c))
                }
                c if c.is_whitespace() => Piece::Space,
                c if exact_case => Piece::Char(c),
                c => Piece::Char(small(c)),
            };
            let repeated = matches!(piece, Piece::Space | Piece::Star);
            if !(repeated && pieces.last() == Some(&piece)) {
                pieces.push(piece);
            }
        }
        Self { pieces, exact_case }
    }

    /// Whether it has a wild sign.
    pub(super) fn is_wild(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::One | Piece::Star))
    }

    /// How many stars it has.
    pub(super) fn stars(&self) -> usize {
        self.pieces.iter().filter(|&&piece| piece == Piece::Star).count()
    }

    /// How many parts its spaces make.
    pub(super) fn parts(&self) -> usize {
        self.pieces.iter().filter(|&&piece| piece == Piece::Space).count() + 1
    }

    /// Where it ends if it fits at byte `start` of `text` and stops at the end of a word.
    pub(super) fn fit(&self, text: &str, start: usize) -> Option<Fit> {
        let mut fit = Fit { end: start, ..Fit::default() };
        let mut open: Option<Open> = None;
        let mut at = 0;
        loop {
            work::step(1);
            let stepped = match self.pieces.get(at) {
                None if !next(text, fit.end).is_some_and(is_inside) => {
                    return fit.has_parts(start).then_some(fit);
                }
                Some(Piece::Star) => {
                    fit.stars.push(fit.end..fit.end);
                    let (stars, spaces) = (fit.stars.len(), fit.spaces.len());
                    open = Some(Open { piece: at, from: fit.end, letters: 0, stars, spaces });
                    true
                }
                None => false,
                Some(&piece) => self.step(piece, text, &mut fit),
            };
            if stepped {
                at += 1;
            } else {
                let star = open.as_mut()?;
                let letter = next(text, star.from).filter(|&c| is_inside(c))?;
                star.from += letter.len_utf8();
                star.letters += 1;
                if star.letters > STAR_MAX {
                    return None;
                }
                fit.stars.truncate(star.stars);
                fit.spaces.truncate(star.spaces);
                if let Some(last) = fit.stars.last_mut() {
                    last.end = star.from;
                }
                fit.end = star.from;
                at = star.piece + 1;
            }
        }
    }

    /// Goes past one piece, if it fits.
    fn step(&self, piece: Piece, text: &str, fit: &mut Fit) -> bool {
        let Some(c) = next(text, fit.end) else { return false };
        let taken = match piece {
            Piece::Char(wanted) => c == wanted || (!self.exact_case && small(c) == wanted),
            Piece::One => c.is_alphanumeric(),
            Piece::Star | Piece::Space => false,
        };
        if taken {
            fit.end += c.len_utf8();
        } else if piece == Piece::Space && c.is_whitespace() {
            let rest = text.get(fit.end..).unwrap_or_default();
            let len = rest.len() - rest.trim_start_matches(char::is_whitespace).len();
            work::step(len);
            let spaces = rest.get(..len).unwrap_or_default();
            if spaces.bytes().filter(|&byte| byte == b'\n').count() > 1 {
                return false;
            }
            fit.spaces.push(fit.end..fit.end + len);
            fit.end += len;
            return true;
        }
        taken
    }
}

fn next(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Whether a character goes on with a word.
fn is_inside(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

/// The small letter of a character, where that is one character.
pub(super) fn small(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(lower), None) => lower,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_whole_words() {
        let cases: &[(&str, &str, Option<&str>)] = &[
            ("chat", "Chat noir", Some("Chat")),
            ("chat", "chats", None),
            ("chat*", "chats", Some("chats")),
            ("chat*", "chat", Some("chat")),
            ("html*", "HTML5, CSS", Some("HTML5")),
            ("*ville", "Abbeville.", Some("Abbeville")),
            ("*ville", "villevilles", None),
            ("*ll*", "ballade", Some("ballade")),
            ("c?d", "cod", Some("cod")),
            ("c?d", "c-d", None),
            ("hot dog", "hot \n dog!", Some("hot \n dog")),
            ("hot dog", "hot\n\ndog", None),
            ("h* d*s", "hot dogs", Some("hot dogs")),
            ("h* dogs", "hot hots", None),
            ("a *", "a b,", Some("a b")),
            ("a *", "a ,", None),
            ("c++", "C++ ", Some("C++")),
            ("2\\*", "2*", Some("2*")),
        ];
        for (written, text, expected) in cases {
            let found = Pattern::new(written, false).fit(text, 0);
            assert_eq!(found.and_then(|fit| text.get(..fit.end)), *expected, "{written} in {text}");
        }
        assert_eq!(Pattern::new("Os", true).fit("os", 0), None);
    }

    #[test]
    fn stars_tell_what_they_stand_for() {
        let text = "porte-avions";
        let fit = Pattern::new("*-*s", false).fit(text, 0).expect("it fits");
        let stars: Vec<_> = fit.stars.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(stars, ["porte", "avion"]);
    }

    #[test]
    fn hostile_patterns_end() {
        let pattern = Pattern::new(&"*a".repeat(80), false);
        assert_eq!(pattern.fit(&"a".repeat(100_000), 0), None);
    }
}
