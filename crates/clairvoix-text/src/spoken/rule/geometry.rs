//! Points, segments and lines: [AB] is « segment A B », (AB) « droite A B ».

use super::symbol;
use crate::spoken::{
    scan::{Scan, Writer},
    token::Kind,
};

/// How many tokens around are looked at for words of geometry.
const NEAR: usize = 16;

/// `[AB]`, `[AB)`, `(AB]`, `(AB)`, and one letter after « la droite ».
pub(super) fn bracket(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let points = scan.word(at + 1);
    let (open, close) = (scan.sign(at)?, scan.sign(at + 2)?);
    let before = scan.word_before(at).to_lowercase();
    let count = points.chars().count();
    let end = scan.start(at + 3);
    if count == 1 && open == '(' && related(scan, at) {
        return line(scan, at, &before, out);
    }
    if count == 1 && open == '(' && close == ')' {
        // La droite (d)
        let line = matches!(
            before.as_str(),
            "droite" | "droites" | "cercle" | "courbe" | "parallèle" | "plan"
        );
        return line.then(|| {
            out.say(end, points);
            at + 3
        });
    }
    if count != 2 || !points.chars().all(|c| c.is_ascii_uppercase()) {
        return None;
    }
    let name = match (open, close) {
        ('[', ']') => "segment",
        ('[', ')') | ('(', ']') | (']', ')') => "demi-droite",
        ('(', ')') if is_geometry(scan, at) => "droite",
        _ => return None,
    };
    let letters = super::acronym::spelled(points);
    let named = before == name || before.strip_suffix('s') == Some(name);
    let said = if named { letters } else { format!("{name} {letters}") };
    out.say(end, &said);
    Some(at + 3)
}

/// The token after a line named by one letter, `(d)`, `(d')` or `(d₁)`, and what its mark says.
fn line_end(scan: &Scan<'_>, open: usize) -> Option<(usize, Option<String>)> {
    let (mark, close) = match scan.kind(open + 2)? {
        Kind::Sign('\'' | '’' | '′') => (Some("prime".to_owned()), open + 3),
        Kind::Digits => (Some(scan.cardinal(scan.digits(open + 2))), open + 3),
        Kind::Sub => {
            let digits: String =
                scan.str(open + 2).chars().filter_map(symbol::script_digit).collect();
            (Some(scan.cardinal(&digits)), open + 3)
        }
        _ => (None, open + 2),
    };
    scan.is_sign(close, ')').then_some((close + 1, mark))
}

/// Whether the line in brackets at `open` is said to be parallel or perpendicular to another.
fn related(scan: &Scan<'_>, open: usize) -> bool {
    let relation = |at: usize| {
        matches!(scan.sign(at), Some('⊥' | '⟂' | '∥'))
            || scan.is_sign(at, '/') && scan.is_sign(at + 1, '/')
    };
    let after = line_end(scan, open).is_some_and(|(next, _)| relation(scan.skip_space(next)));
    let before = scan.before_space(open);
    after || before.is_some_and(|at| relation(at) || at.checked_sub(1).is_some_and(relation))
}

/// `(d) // (d')`: « droite d parallèle à droite d prime ».
fn line(scan: &Scan<'_>, open: usize, before: &str, out: &mut Writer<'_>) -> Option<usize> {
    let (next, mark) = line_end(scan, open)?;
    let name = scan.word(open + 1);
    let name = super::maths::greek(name.chars().next()?).unwrap_or(name);
    let article = if matches!(before, "droite" | "droites") { "" } else { "droite " };
    let mark = mark.map_or_else(String::new, |mark| format!(" {mark}"));
    out.say(scan.start(next), &format!("{article}{name}{mark}"));
    Some(next)
}

/// Whether the brackets stand alone or near other geometry; « Union européenne (UE) » does not.
fn is_geometry(scan: &Scan<'_>, at: usize) -> bool {
    if scan.starts_line(at) && scan.ends_line(at + 3) {
        return true;
    }
    let from = at.saturating_sub(NEAR);
    (from..(at + NEAR).min(scan.tokens.len())).any(|near| {
        matches!(scan.sign(near), Some('⊥' | '⟂' | '∥' | '∩' | '∈' | '∦'))
            || (scan.is_sign(near, '/') && scan.is_sign(near + 1, '/'))
            || matches!(
                scan.word(near).to_lowercase().as_str(),
                "droite"
                    | "droites"
                    | "segment"
                    | "point"
                    | "points"
                    | "triangle"
                    | "parallèle"
                    | "parallèles"
                    | "perpendiculaire"
                    | "perpendiculaires"
                    | "sécantes"
                    | "angle"
                    | "médiatrice"
                    | "hauteur"
                    | "bissectrice"
                    | "médiane"
                    | "milieu"
                    | "coupe"
                    | "coupent"
                    | "cercle"
            )
    })
}

/// `//` between two lines.
pub(super) fn parallel(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let spaced =
        scan.before(at).is_some_and(|before| scan.is_space(before)) && scan.is_space(at + 2);
    let lines = scan
        .before_space(at)
        .is_some_and(|before| scan.is_sign(before, ')') || !scan.word(before).is_empty());
    if !scan.is_sign(at, '/') || !scan.is_sign(at + 1, '/') || !spaced || !lines {
        return None;
    }
    out.say(scan.start(at + 2), "parallèle à");
    Some(at + 2)
}
