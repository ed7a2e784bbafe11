//! Web and e-mail addresses, file names: « point », « arobase », the extension spelled.

use crate::spoken::{
    scan::{Scan, Writer},
    token::Kind,
};

/// Endings of names on the web and of files that mark an address when nothing else does.
const ENDINGS: [&str; 58] = [
    "fr", "com", "org", "net", "eu", "be", "ch", "ca", "uk", "de", "es", "it", "io", "info", "edu",
    "gov", "pdf", "doc", "docx", "odt", "ods", "odp", "xls", "xlsx", "ppt", "pptx", "txt", "rtf",
    "csv", "html", "htm", "xml", "json", "jpg", "jpeg", "png", "gif", "svg", "mp", "mp3", "mp4",
    "wav", "ogg", "avi", "mov", "mkv", "zip", "rar", "exe", "py", "js", "css", "epub", "ggb", "sb",
    "sb3", "tv", "re",
];

/// An address that starts at `at`.
pub(super) fn rule(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    const TOKENS_MAX: usize = 400;
    if !scan.is_alphanumeric(at) || glued(scan, at) {
        return None;
    }
    // Most words end here: what comes next is no sign of an address.
    if !matches!(
        scan.kind(at + 1),
        Some(Kind::Sign('.' | ':' | '@' | '_' | '-' | '/' | '+') | Kind::Digits | Kind::Word)
    ) {
        return None;
    }
    let end = (at..scan.tokens.len().min(at + TOKENS_MAX))
        .find(|&at| !inside(scan, at))
        .unwrap_or(scan.tokens.len().min(at + TOKENS_MAX));
    let end = trim(scan, at, end);
    let start = protocol(scan, at, end);
    if start == at && !is_address(scan, at, end) {
        return None;
    }
    if start > at {
        out.skip(scan.start(start));
    }
    say(scan, start, end, out);
    Some(end)
}

/// « @education_gouv »: a name on a network.
pub(super) fn handle(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    const TOKENS_MAX: usize = 30;
    if !scan.is_sign(at, '@') || scan.glued_before(at) || !scan.is_alphanumeric(at + 1) {
        return None;
    }
    let part = |at: &usize| {
        scan.is_alphanumeric(*at)
            || scan.is_sign(*at, '_')
            || scan.is_sign(*at, '.') && scan.is_alphanumeric(at + 1)
    };
    let end = (at + 1..at + TOKENS_MAX).find(|at| !part(at)).unwrap_or(at + TOKENS_MAX);
    say(scan, at, end, out);
    Some(end)
}

/// Whether the token before continues a word: the address would have been found there.
fn glued(scan: &Scan<'_>, at: usize) -> bool {
    scan.before(at).is_some_and(|before| {
        matches!(
            scan.kind(before),
            Some(Kind::Word | Kind::Digits | Kind::Sign('@' | '_' | '/' | '.' | '-'))
        )
    })
}

fn inside(scan: &Scan<'_>, at: usize) -> bool {
    match scan.kind(at) {
        Some(Kind::Word | Kind::Digits) => true,
        Some(Kind::Sign(c)) => {
            matches!(
                c,
                '.' | '/' | ':' | '@' | '_' | '-' | '?' | '=' | '&' | '#' | '%' | '~' | '+' | ','
            )
        }
        _ => false,
    }
}

/// Leaves out punctuation at the end, which belongs to the sentence.
fn trim(scan: &Scan<'_>, at: usize, mut end: usize) -> usize {
    while end > at && matches!(scan.sign(end - 1), Some('.' | ',' | ':' | '?' | '-' | '=' | '&')) {
        end -= 1;
    }
    end
}

/// The token after `https://` or `mailto:`, or `at`.
fn protocol(scan: &Scan<'_>, at: usize, end: usize) -> usize {
    let known = matches!(
        scan.word(at).to_ascii_lowercase().as_str(),
        "http" | "https" | "ftp" | "file" | "mailto"
    );
    if !known || !scan.is_sign(at + 1, ':') {
        return at;
    }
    let mut start = at + 2;
    while start < end && scan.is_sign(start, '/') {
        start += 1;
    }
    if start < end { start } else { at }
}

fn is_address(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    if scan.word(at).eq_ignore_ascii_case("www") && scan.is_sign(at + 1, '.') {
        return true;
    }
    let dot_after = |from: usize| {
        (from..end).any(|at| scan.is_sign(at, '.') && scan.is_alphanumeric(at + 1) && at + 1 < end)
    };
    if let Some(sign) = (at..end).find(|&at| scan.is_sign(at, '@')) {
        return dot_after(sign);
    }
    // name.ending, name.ending/path
    let host = (at..end).find(|&at| matches!(scan.sign(at), Some('/' | '?' | '#'))).unwrap_or(end);
    let Some(dot) = (at..host).rev().find(|&at| scan.is_sign(at, '.')) else {
        return false;
    };
    let plain = (at..host).all(|at| !matches!(scan.sign(at), Some(',' | ':' | '=' | '&' | '+')));
    let ending = scan.word(dot + 1).to_ascii_lowercase();
    let starts_small = scan.word(dot + 1).starts_with(char::is_lowercase);
    let last = dot + 2 == host || (dot + 3 == host && !scan.digits(dot + 2).is_empty());
    plain
        && last
        && starts_small
        && ENDINGS.contains(&ending.as_str())
        && !scan.word(dot - 1).is_empty()
        && !is_inclusive(scan, dot)
        || plain
            && last
            && !scan.digits(dot.wrapping_sub(1)).is_empty()
            && starts_small
            && ENDINGS.contains(&ending.as_str())
}

/// `lycéen.ne` and `tout.es` are inclusive writing, not addresses.
fn is_inclusive(scan: &Scan<'_>, dot: usize) -> bool {
    matches!(scan.word(dot + 1), "es" | "re")
        && scan.word(dot - 1).chars().count() > 2
        && !scan.is_sign(dot + 2, '/')
        && dot.checked_sub(2).is_none_or(|before| !scan.is_sign(before, '.'))
}

fn say(scan: &Scan<'_>, start: usize, end: usize, out: &mut Writer<'_>) {
    for at in start..end {
        let to = scan.start(at + 1);
        match scan.kind(at) {
            Some(Kind::Word) => {
                let word = scan.word(at);
                let last =
                    at + 1 == end || matches!(scan.sign(at + 1), Some('/' | '?' | '#' | ':'));
                let after_dot = at > start && scan.is_sign(at - 1, '.') && last
                    || at == start && scan.is_sign(at + 1, '.') && word.len() == 2;
                if is_spelled(word, after_dot) {
                    out.say(to, &super::acronym::spelled(word));
                } else {
                    spaced_copy(out, to, word);
                }
            }
            Some(Kind::Digits) => out.say(to, &scan.cardinal(scan.str(at))),
            Some(Kind::Sign(c)) => {
                let last = at + 1 == end;
                match name(c).filter(|_| !(last && c == '/')) {
                    Some(name) => out.say(to, &format!(" {name} ")),
                    None => out.skip(to),
                }
            }
            _ => out.skip(to),
        }
    }
}

fn spaced_copy(out: &mut Writer<'_>, to: usize, word: &str) {
    out.say(to, word);
}

fn name(sign: char) -> Option<&'static str> {
    Some(match sign {
        '.' => "point",
        '/' => "barre oblique",
        '@' => "arobase",
        '-' => "tiret",
        '_' => "tiret bas",
        ':' => "deux points",
        '?' => "point d'interrogation",
        '=' => "égale",
        '&' => "et commercial",
        '#' => "dièse",
        '%' => "pour cent",
        '~' => "tilde",
        '+' => "plus",
        ',' => "virgule",
        _ => return None,
    })
}

/// An ending of two or three letters is spelled, unless one reads it (com, org, net); so is a part
/// without vowels (www).
fn is_spelled(word: &str, ending: bool) -> bool {
    let lower = word.to_ascii_lowercase();
    if lower.len() < 2 || !lower.is_ascii() {
        return false;
    }
    let read = matches!(
        lower.as_str(),
        "com"
            | "org"
            | "net"
            | "edu"
            | "gov"
            | "bat"
            | "zip"
            | "gif"
            | "mov"
            | "rar"
            | "doc"
            | "lab"
    );
    let listed = matches!(lower.as_str(), "html" | "docx" | "pptx" | "xlsx");
    let consonants = lower.len() <= 5 && !lower.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    consonants || (ending && (listed || (lower.len() <= 3 && !read)))
}
