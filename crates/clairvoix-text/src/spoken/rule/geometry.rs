//! Points, segments and lines: [AB] is « segment A B », (AB) « droite A B ».

use crate::spoken::scan::{Scan, Writer};

/// How many tokens around are looked at for words of geometry.
const NEAR: usize = 16;

/// `[AB]`, `[AB)`, `(AB]`, `(AB)`, and one letter after « la droite ».
pub(super) fn bracket(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let points = scan.word(at + 1);
    let (open, close) = (scan.sign(at)?, scan.sign(at + 2)?);
    let before = scan.word_before(at).to_lowercase();
    let count = points.chars().count();
    let end = scan.start(at + 3);
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

/// Whether the brackets stand alone or near other geometry; « Union européenne (UE) » does not.
fn is_geometry(scan: &Scan<'_>, at: usize) -> bool {
    if scan.starts_line(at) && scan.ends_line(at + 3) {
        return true;
    }
    let from = at.saturating_sub(NEAR);
    (from..(at + NEAR).min(scan.tokens.len())).any(|near| {
        matches!(scan.sign(near), Some('⊥' | '∥' | '∩' | '∈' | '∦'))
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
