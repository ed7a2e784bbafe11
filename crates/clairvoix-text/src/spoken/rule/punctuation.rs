//! Punctuation: kept, turned into a pause, left out, or named for a dictation.

use crate::spoken::{
    options::Mode,
    scan::{Scan, Writer},
    token::Kind,
};

/// What is done with punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::spoken) enum Punctuation {
    /// Kept where it makes a pause or a tone.
    Kept,
    /// Said: « virgule », « point ».
    Named,
}

impl Punctuation {
    pub(in crate::spoken) fn of(scan: &Scan<'_>) -> Self {
        match scan.options.mode {
            Mode::Dictation => Self::Named,
            Mode::Normal | Mode::Spelling | Mode::Verse => Self::Kept,
        }
    }

    /// A line break.
    pub(in crate::spoken) fn line(self, scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) {
        let end = scan.start(at + 1);
        match self {
            Self::Kept => {
                out.end_line();
                out.line(end);
            }
            Self::Named => {
                // Of several line breaks the first alone is said, so this looks on once a run.
                let last = || {
                    (at..scan.tokens.len())
                        .all(|at| matches!(scan.kind(at), Some(Kind::Line | Kind::Space)))
                };
                if scan.starts_line(at) || last() {
                    out.line(end);
                } else {
                    out.say(end, crate::spoken::form::LINE_BREAK_SAID);
                    out.space(end, false);
                }
            }
        }
    }

    /// A sign no other rule took.
    pub(in crate::spoken) fn sign(
        self,
        scan: &Scan<'_>,
        at: usize,
        c: char,
        out: &mut Writer<'_>,
    ) -> usize {
        match self {
            Self::Kept => kept(scan, at, c, out),
            Self::Named => named(scan, at, c, out),
        }
    }
}

/// Whether the sign stands between two letters, as an apostrophe or a hyphen does.
fn inside_word(scan: &Scan<'_>, at: usize) -> bool {
    scan.glued_before(at) && scan.is_alphanumeric(at + 1)
}

fn kept(scan: &Scan<'_>, at: usize, c: char, out: &mut Writer<'_>) -> usize {
    let end = scan.start(at + 1);
    match c {
        '.' | ',' | ';' | ':' | '!' | '?' | '…' => out.punctuation_copy(end),
        // « l'ami », « l'€ »
        '\'' | '’'
            if scan.glued_before(at)
                && (scan.is_alphanumeric(at + 1) || matches!(scan.sign(at + 1), Some('€'))) =>
        {
            out.copy(end, false);
        }
        // « l' école », as it comes out of some documents
        '\'' | '’' if is_elided(scan, at) => out.copy(end, false),
        '-' if inside_word(scan, at) => hyphen(scan, at, out),
        '(' | ')' | '[' | ']' | '{' | '}' => out.pause(end),
        '—' | '–' | '-' | '―' => {
            // « Paris - Lyon »: a pause; a stray hyphen: nothing.
            let spaced = scan.before(at).is_none_or(|before| !scan.is_alphanumeric(before));
            if spaced || c != '-' {
                out.pause(end);
            } else {
                out.skip(end);
            }
        }
        '/' if is_rate(scan, at) => out.say(end, " par "),
        '/' if inside_word(scan, at) => out.space(end, false),
        '/' | '|' | '·' => out.pause(end),
        '¡' | '¿' => out.skip(end),
        _ => out.skip(end),
    }
    at + 1
}

/// Whether the apostrophe at `at` belongs to the word that elides before it, a stray space after it.
fn is_elided(scan: &Scan<'_>, at: usize) -> bool {
    let before = scan.before(at).map_or("", |before| scan.word(before)).to_lowercase();
    let vowel = |c: char| "aàâeéèêëhiîïoôuûyœ".contains(c);
    scan.is_space(at + 1)
        && scan.word(at + 2).chars().next().is_some_and(|c| c.to_lowercase().all(vowel))
        && matches!(
            before.as_str(),
            "l" | "d" | "j" | "c" | "n" | "s" | "m" | "t" | "qu" | "jusqu" | "lorsqu" | "puisqu"
        )
}

/// « 3 fois/jour »: the slash is « par ».
fn is_rate(scan: &Scan<'_>, at: usize) -> bool {
    let time = |word: &str| {
        matches!(
            word,
            "jour" | "semaine" | "mois" | "an" | "heure" | "minute" | "seconde" | "personne"
        )
    };
    let before = at.saturating_sub(1);
    time(scan.word(at + 1))
        && !scan.word(before).is_empty()
        && !time(scan.word(before))
        && !scan.is_sign(at + 2, '/')
}

/// A hyphen between two letters stays; before or after a number it only parts them.
fn hyphen(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) {
    let end = scan.start(at + 1);
    let words = scan.before(at).is_some_and(|before| !scan.word(before).is_empty())
        && !scan.word(at + 1).is_empty();
    if words {
        out.copy(end, false);
    } else {
        out.space(end, false);
    }
}

fn named(scan: &Scan<'_>, at: usize, c: char, out: &mut Writer<'_>) -> usize {
    let mut next = at + 1;
    let name = match c {
        '.' => {
            while scan.is_sign(next, '.') {
                next += 1;
            }
            if next - at > 2 { "points de suspension" } else { "point" }
        }
        '…' => "points de suspension",
        ',' => "virgule",
        ';' => "point virgule",
        ':' => "deux points",
        '!' => "point d'exclamation",
        '?' => "point d'interrogation",
        '«' | '“' | '„' => "ouvrez les guillemets",
        '»' | '”' => "fermez les guillemets",
        '"' => {
            let opens = scan.is_alphanumeric(at + 1) && !scan.glued_before(at);
            if opens { "ouvrez les guillemets" } else { "fermez les guillemets" }
        }
        '(' => "ouvrez la parenthèse",
        ')' => "fermez la parenthèse",
        '[' => "ouvrez le crochet",
        ']' => "fermez le crochet",
        '—' | '–' | '―' => "tiret",
        '-' if !inside_word(scan, at) => "tiret",
        '/' => "barre oblique",
        _ => return kept(scan, at, c, out),
    };
    let end = scan.start(next);
    out.say(end, name);
    next
}

/// A space: one, unless what comes next says nothing and ends the line, or makes a pause.
pub(in crate::spoken) fn space(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> usize {
    let end = scan.start(at + 1);
    let mut next = at + 1;
    let named = Punctuation::of(scan) == Punctuation::Named;
    // Spaces before signs that will be silent or a pause are theirs.
    let mut silent = false;
    loop {
        if named {
            break;
        }
        match scan.sign(next) {
            Some('»' | '«' | '"' | '“' | '”' | ')' | ']' | '*' | '|' | '_') => next += 1,
            Some('(' | '[' | '{' | '—' | '–') => {
                silent = true;
                break;
            }
            Some('-') if scan.is_space(next + 1) => {
                silent = true;
                break;
            }
            _ => break,
        }
    }
    let followed = scan.sign(next).filter(|_| next > at + 1);
    let ends = matches!(scan.kind(scan.skip_space(next)), None | Some(Kind::Line));
    // « fin . » is « fin. », but « .5 » and « ... » keep their space.
    let stray = matches!(scan.sign(next), Some('.' | ','))
        && !scan.is_alphanumeric(next + 1)
        && scan.sign(next + 1).is_none()
        && scan.glued_before(at);
    let punctuated = matches!(followed, Some('.' | ',' | '…')) || stray;
    let spaced_sign = named && matches!(scan.sign(next), Some('?' | '!' | ';' | ':' | '»'));
    if spaced_sign || silent || ends || punctuated {
        out.skip(end);
    } else {
        if matches!(scan.sign(next), Some('!' | '?' | ';' | ':')) {
            out.cancel_pause();
        }
        out.space(end, scan.str(at) == " ");
    }
    at + 1
}

/// A mark that opens the item of a list: • - – * → and boxes to tick, silent.
pub(in crate::spoken) fn bullet(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let c = scan.sign(at)?;
    let marks = matches!(
        c,
        '•' | '-'
            | '–'
            | '—'
            | '―'
            | '*'
            | '→'
            | '➔'
            | '➜'
            | '►'
            | '▶'
            | '▸'
            | '▪'
            | '■'
            | '□'
            | '◦'
            | '○'
            | '●'
            | '◆'
            | '◇'
            | '‣'
            | '⁃'
            | '>'
            | '·'
            | '+'
            | '☐'
            | '✓'
            | '✔'
            | '❖'
            | '➢'
            | '⇒'
            | '~'
            | '#'
            | '|'
    );
    let dash = matches!(c, '—' | '–' | '―' | '•');
    // « –5 » is a negative number.
    let touches = dash && (c != '–' || scan.digits(at + 1).is_empty());
    if !marks || !scan.starts_line(at) || !(scan.is_space(at + 1) || touches) {
        return None;
    }
    if Punctuation::of(scan) == Punctuation::Named && matches!(c, '—' | '–' | '-') {
        return None;
    }
    // « - 5 » and « + 3 » at the start of a line of calculation are signs, « - 5 élèves » an item.
    let next = scan.skip_space(at + 1);
    if matches!(c, '+' | '~' | '>' | '⇒') && !matches!(scan.kind(next), Some(Kind::Word)) {
        return None;
    }
    out.skip(scan.start(next));
    Some(next)
}

/// « a) », « B) », « 1) » at the start of a line: the bracket is a pause.
pub(super) fn list_letter(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let word = scan.word(at);
    if word.chars().nth(1).is_some() || !scan.starts_line(at) || !scan.is_sign(at + 1, ')') {
        return None;
    }
    out.copy(scan.start(at + 1), true);
    out.pause(scan.start(at + 2));
    Some(at + 2)
}

/// « 1) », « 2- écrire » at the start of a line.
pub(super) fn list_number(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let digits = scan.digits(at);
    let mark = match scan.sign(at + 1) {
        Some(')') => true,
        Some('-' | '–') => scan.is_space(at + 2) && !scan.word(at + 3).is_empty(),
        _ => false,
    };
    if digits.len() > 3 || !scan.starts_line(at) || !mark {
        return None;
    }
    out.say(scan.start(at + 1), &scan.cardinal(digits));
    out.pause(scan.start(at + 2));
    Some(at + 2)
}
