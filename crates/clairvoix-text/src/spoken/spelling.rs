//! Letter by letter: « été » is « E accent aigu, T, E accent aigu ».

use super::{Spoken, SpokenOptions, number::small, scan::Writer};

/// Every character by its name in French.
pub(super) fn spell(text: &str, options: &SpokenOptions) -> Spoken {
    spell_by(text, |c| name(c, options))
}

/// Every character by its name in any language, a comma between two; one without a name is left out.
pub(super) fn spell_by(text: &str, name: impl Fn(char) -> String) -> Spoken {
    let mut out = Writer::new(text);
    let mut first = true;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if c == '\n' {
            out.line(end);
            first = true;
            continue;
        }
        let name = name(c);
        if name.is_empty() {
            out.skip(end);
            continue;
        }
        if !first {
            out.punctuation(at, ", ");
        }
        first = false;
        out.say(end, &name);
    }
    out.finish()
}

fn name(c: char, options: &SpokenOptions) -> String {
    if c.is_whitespace() {
        return "espace".to_owned();
    }
    if let Some(digit) = c.to_digit(10) {
        return small(digit, options.variant);
    }
    if c.is_alphabetic() {
        return letter(c);
    }
    let name = match c {
        '\'' | '’' => "apostrophe",
        '-' | '‐' | '‑' => "trait d'union",
        '.' => "point",
        ',' => "virgule",
        ';' => "point virgule",
        ':' => "deux points",
        '!' => "point d'exclamation",
        '?' => "point d'interrogation",
        '…' => "points de suspension",
        '«' | '“' => "ouvrez les guillemets",
        '»' | '”' => "fermez les guillemets",
        '"' => "guillemets",
        '(' => "ouvrez la parenthèse",
        ')' => "fermez la parenthèse",
        '–' | '—' => "tiret",
        '/' => "barre oblique",
        '_' => "tiret bas",
        '*' => "astérisque",
        '·' => "point médian",
        _ => return super::rule::symbol_name(c).unwrap_or_default().to_owned(),
    };
    name.to_owned()
}

/// The name of a letter: the letter in capitals, its accent, whether it is a capital.
fn letter(c: char) -> String {
    let capital = c.is_uppercase();
    let lower: String = c.to_lowercase().collect();
    let (base, accent) = match lower.as_str() {
        "é" | "á" | "í" | "ó" | "ú" | "ý" => (base(c), " accent aigu"),
        "è" | "à" | "ù" | "ì" | "ò" => (base(c), " accent grave"),
        "ê" | "â" | "î" | "ô" | "û" => (base(c), " accent circonflexe"),
        "ë" | "ï" | "ü" | "ä" | "ö" | "ÿ" => (base(c), " tréma"),
        "ç" => ("C".to_owned(), " cédille"),
        "ñ" | "ã" | "õ" => (base(c), " tilde"),
        "œ" => ("E dans l'O".to_owned(), ""),
        "æ" => ("E dans l'A".to_owned(), ""),
        _ => (c.to_uppercase().collect(), ""),
    };
    let majuscule = if capital { " majuscule" } else { "" };
    format!("{base}{accent}{majuscule}")
}

fn base(c: char) -> String {
    let base = match c.to_lowercase().next().unwrap_or(c) {
        'é' | 'è' | 'ê' | 'ë' => 'E',
        'á' | 'à' | 'â' | 'ä' | 'ã' => 'A',
        'í' | 'ì' | 'î' | 'ï' => 'I',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'O',
        'ú' | 'ù' | 'û' | 'ü' => 'U',
        'ý' | 'ÿ' => 'Y',
        'ñ' => 'N',
        other => other,
    };
    base.to_string()
}
