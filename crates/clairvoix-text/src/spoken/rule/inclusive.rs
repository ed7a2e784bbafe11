//! Inclusive writing: « étudiant·e·s » is « étudiants et étudiantes ».

use std::sync::LazyLock;

use crate::spoken::{
    options::Inclusive,
    scan::{Scan, Writer},
    table::{Map, field, rows},
};

/// The two forms of a word.
struct Forms {
    masculine: String,
    feminine: String,
    plural: bool,
}

/// Feminine words written in full after the mark: un·une, ceux·celles.
const WHOLE: [&str; 24] = [
    "une",
    "elle",
    "elles",
    "celle",
    "celles",
    "la",
    "ma",
    "ta",
    "sa",
    "cette",
    "toute",
    "toutes",
    "telle",
    "telles",
    "quelle",
    "quelles",
    "aucune",
    "chacune",
    "certaines",
    "nulle",
    "laquelle",
    "lesquelles",
    "iels",
    "her",
];

/// A word and its endings, the marks `·`, `•`, `.`, `-`, `/` or brackets between them.
pub(super) fn rule(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let mark = scan.sign(at + 1)?;
    let closed = match mark {
        '·' | '•' | '‧' | '⋅' | '.' | '-' | '/' | '∙' => false,
        '(' => true,
        _ => return None,
    };
    if let Some(next) = listed(scan, at, mark, out) {
        return Some(next);
    }
    let ending = scan.word(at + 2);
    if ending.is_empty() || scan.glued_before(at) {
        return None;
    }
    let mut next = at + 3;
    let mut plural = false;
    if closed {
        if !scan.is_sign(next, ')') {
            return None;
        }
        next += 1;
        if scan.word(next) == "s" {
            plural = true;
            next += 1;
        }
    } else if (scan.sign(next) == Some(mark) || mark == '-' && scan.is_sign(next, '-'))
        && matches!(scan.word(next + 1), "s" | "x" | "S")
    {
        plural = true;
        next += 2;
    }
    if scan.is_alphanumeric(next)
        || (matches!(mark, '-' | '.' | '/')
            && scan.sign(next) == Some(mark)
            && scan.is_alphanumeric(next + 1))
    {
        return None;
    }
    let stem = scan.word(at);
    let one =
        matches!(mark, '·' | '•' | '‧' | '∙' | '(') && stem.chars().nth(1).is_some() && !plural;
    let forms = if one && (matches!(ending, "s" | "S") || ending == "x" && stem.ends_with('u')) {
        // « élève·s », « jeu(x) »: one form, plural.
        let word = format!("{stem}{ending}");
        // AUTRE(S)
        let word = if ending == "S" { word.to_lowercase() } else { word };
        Forms { feminine: word.clone(), masculine: word, plural: true }
    } else {
        forms(stem, ending, plural, mark)?
    };
    let mut said = said(scan, &forms);
    // « l'un·e », « d'un·e »: what is elided is said twice.
    let clitic = at
        .checked_sub(2)
        .filter(|&clitic| scan.is_sign(clitic + 1, '\'') && scan.word(clitic).len() < 4)
        .map(|clitic| scan.word(clitic).to_lowercase());
    if let Some(clitic) = clitic {
        said = said.replace(" ou ", &format!(" ou {clitic}'"));
    }
    out.say(scan.start(next), &said);
    Some(next)
}

/// Two whole words of the list: « père·mère », « garçon/fille », « du·de la ».
fn listed(scan: &Scan<'_>, at: usize, mark: char, out: &mut Writer<'_>) -> Option<usize> {
    if matches!(mark, '.' | '-' | '(') {
        return None;
    }
    let (first, second) = (scan.word(at).to_lowercase(), scan.word(at + 2).to_lowercase());
    let (plural, others) = PAIRS.get(first.as_str())?;
    if !others.contains(&second.as_str()) || scan.is_alphanumeric(at + 3) {
        return None;
    }
    let end = scan.start(at + 3);
    let short = scan.options.inclusive == Inclusive::Short && mark != '/';
    // VRAI/FAUX
    let shouted = scan.word(at).chars().skip(1).any(char::is_uppercase);
    let say = |out: &mut Writer<'_>, at: usize, small: &str| {
        if shouted {
            out.say(scan.start(at + 1), small);
        } else {
            out.copy(scan.start(at + 1), true);
        }
    };
    say(out, at, &first);
    if short {
        out.skip(end);
        // « du·de la »
        if matches!(second.as_str(), "de" | "à") && scan.word_after(at + 2) == "la" {
            let article = scan.skip_space(at + 3);
            out.skip(scan.start(article + 1));
            return Some(article + 1);
        }
    } else {
        out.punctuation(scan.start(at + 2), if *plural { " et " } else { " ou " });
        say(out, at + 2, &second);
    }
    Some(at + 3)
}

/// Pairs of words by the first: whether they are plural, and the second ones.
static PAIRS: LazyLock<Map<&'static str, (bool, Vec<&'static str>)>> = LazyLock::new(|| {
    rows(include_str!("../../../data/fr/spoken/pairs.tsv"))
        .map(|row| {
            let others = row.iter().skip(2).map(|other| other.trim()).collect();
            (field(&row, 0), (field(&row, 1) == "plural", others))
        })
        .collect()
});

fn said(scan: &Scan<'_>, forms: &Forms) -> String {
    let Forms { masculine, feminine, plural } = forms;
    let short = scan.options.inclusive == Inclusive::Short;
    if short || masculine == feminine || sound_alike(masculine, feminine) {
        return masculine.clone();
    }
    let glue = if *plural { "et" } else { "ou" };
    let mut letters = feminine.chars();
    let feminine: String =
        letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    format!("{masculine} {glue} {feminine}")
}

/// The masculine and the feminine of `stem` with `ending`; `None` if it is no such pair.
fn forms(stem: &str, ending: &str, plural: bool, mark: char) -> Option<Forms> {
    let lower = ending.to_lowercase();
    if WHOLE.contains(&lower.as_str())
        && stem.chars().count() < 9
        && pairs(&stem.to_lowercase(), &lower)
    {
        let many = plural || (lower.ends_with('s') && lower != "iels");
        return Some(Forms { masculine: stem.to_owned(), feminine: lower, plural: many });
    }
    if mark != '(' && mark != '-' && mark != '.' && same_word(stem, ending) {
        // étudiants/étudiantes
        let plural = ending.ends_with('s');
        return Some(Forms { masculine: stem.to_owned(), feminine: ending.to_owned(), plural });
    }
    if stem == "tous" && lower == "tes" {
        return Some(Forms {
            masculine: stem.to_owned(),
            feminine: "toutes".to_owned(),
            plural: true,
        });
    }
    // « chers·ères », « nouveaux·elles »: both endings are plural.
    // « étudiants.es » too.
    let many = lower.ends_with('s')
        && (lower.len() > 2 && !matches!(mark, '-' | '.') || lower == "es" && stem.ends_with('s'));
    let stem = match stem
        .strip_suffix('s')
        .or_else(|| stem.strip_suffix('x').filter(|s| s.ends_with("eau")))
    {
        Some(one) if many => one,
        _ => stem,
    };
    let (base, plural) = match lower.strip_suffix('s') {
        Some(base) if !plural && !base.is_empty() && base != "s" && base != "es" => {
            (base.to_owned(), true)
        }
        _ => (lower, plural),
    };
    let dash = matches!(mark, '-' | '/' | '.');
    // After a dash, « le », « se », « te », « ce » are pronouns.
    if dash
        && !plural
        && matches!(base.as_str(), "le" | "te" | "se" | "ce" | "ve" | "re" | "me" | "la")
    {
        return None;
    }
    if matches!(mark, '-') && matches!(base.as_str(), "le" | "la" | "te" | "ce" | "me") {
        return None;
    }
    let feminine = feminine(stem, &base)?;
    // « chèr·e·s »: the accent belongs to the feminine.
    let stem = stem.strip_suffix("èr").map_or_else(|| stem.to_owned(), |head| format!("{head}er"));
    let masculine = if plural { plural_of(&stem) } else { stem };
    let feminine = if plural { format!("{feminine}s") } else { feminine };
    Some(Forms { masculine, feminine, plural })
}

/// Whether the two words are the genders of one by their first letters.
fn same_word(masculine: &str, feminine: &str) -> bool {
    let shared = masculine.chars().zip(feminine.chars()).take_while(|(a, b)| a == b).count();
    let ending = feminine.strip_suffix('s').unwrap_or(feminine);
    is_trice(masculine, feminine)
        || shared > 3
            && shared + 4 > masculine.chars().count()
            && ending.ends_with('e')
            && masculine != feminine
}

/// acteur/actrice, auteurs/autrices
fn is_trice(masculine: &str, feminine: &str) -> bool {
    let pairs = [("teur", "trice"), ("teurs", "trices")];
    pairs.iter().any(|(his, hers)| {
        let stem = masculine.strip_suffix(his).filter(|stem| stem.chars().count() > 1);
        stem.is_some() && stem == feminine.strip_suffix(hers)
    })
}

/// Whether two whole words are the two genders of one.
fn pairs(masculine: &str, feminine: &str) -> bool {
    matches!(
        (masculine, feminine),
        ("un", "une")
            | ("il", "elle")
            | ("ils", "elles")
            | ("lui", "elle")
            | ("eux", "elles")
            | ("celui", "celle")
            | ("ceux", "celles")
            | ("le", "la")
            | ("mon", "ma")
            | ("ton", "ta")
            | ("son", "sa")
            | ("ce", "cette")
            | ("cet", "cette")
            | ("tout", "toute")
            | ("tous", "toutes")
            | ("tel", "telle")
            | ("tels", "telles")
            | ("quel", "quelle")
            | ("quels", "quelles")
            | ("aucun", "aucune")
            | ("chacun", "chacune")
            | ("certains", "certaines")
            | ("nul", "nulle")
            | ("lequel", "laquelle")
            | ("lesquels", "lesquelles")
            | ("du", "la")
    )
}

/// The feminine of `stem` that ends in `ending`.
fn feminine(stem: &str, ending: &str) -> Option<String> {
    // (ending as written, what the stem loses, what it gains)
    const RULES: [(&str, &str, &str); 48] = [
        ("e", "er", "ère"),
        ("e", "et", "ète"),
        ("e", "c", "que"),
        ("e", "g", "gue"),
        ("e", "f", "ve"),
        ("e", "", "e"),
        ("ère", "er", "ère"),
        ("iere", "ier", "ière"),
        ("ière", "ier", "ière"),
        ("rice", "eur", "rice"),
        ("trice", "teur", "trice"),
        ("ice", "eur", "rice"),
        ("atrice", "ateur", "atrice"),
        ("euse", "eur", "euse"),
        ("euse", "eux", "euse"),
        ("se", "eur", "euse"),
        ("se", "x", "se"),
        ("se", "s", "sse"),
        ("teuse", "teur", "teuse"),
        ("eure", "eur", "eure"),
        ("eresse", "eur", "eresse"),
        ("ve", "f", "ve"),
        ("ive", "if", "ive"),
        ("ne", "n", "nne"),
        ("enne", "en", "enne"),
        ("onne", "on", "onne"),
        ("ienne", "ien", "ienne"),
        ("ine", "ain", "ine"),
        ("ine", "in", "ine"),
        ("aine", "ain", "aine"),
        ("le", "l", "lle"),
        ("elle", "el", "elle"),
        ("elle", "eau", "elle"),
        ("ale", "al", "ale"),
        ("ale", "aux", "ale"),
        ("te", "t", "tte"),
        ("tte", "t", "tte"),
        ("esse", "e", "esse"),
        ("sse", "x", "sse"),
        ("sse", "s", "sse"),
        ("sse", "", "sse"),
        ("he", "c", "che"),
        ("che", "c", "che"),
        ("ue", "g", "gue"),
        ("gue", "g", "gue"),
        ("ce", "x", "ce"),
        ("que", "c", "que"),
        ("fe", "f", "fe"),
    ];
    let lower = stem.to_lowercase();
    if stem.chars().count() < 2 {
        return None;
    }
    if ending == "te" && lower == "tou" {
        return Some(format!("{stem}te"));
    }
    if ending == "e"
        && (lower.ends_with("cret") || lower.ends_with("plet") || lower.ends_with("quiet"))
    {
        return Some(format!("{}ète", stem.strip_suffix("et").unwrap_or(stem)));
    }
    RULES
        .iter()
        .filter(|(written, loses, _)| {
            *written == ending
                && lower.ends_with(loses)
                // « net » makes « nette », « étudiant » « étudiante »: the accent is for the three above.
                && !(*written == "e" && *loses == "et")
        })
        .find_map(|(_, loses, gains)| {
            let kept = stem.get(..stem.len() - loses.len())?;
            Some(format!("{kept}{gains}"))
        })
}

fn plural_of(word: &str) -> String {
    if word.ends_with(['s', 'x', 'z']) {
        word.to_owned()
    } else if let Some(stem) = word.strip_suffix("al") {
        format!("{stem}aux")
    } else if word.ends_with("eau") {
        format!("{word}x")
    } else {
        format!("{word}s")
    }
}

/// Whether the two forms are pronounced the same: ami, amie; professionnel, professionnelle.
fn sound_alike(masculine: &str, feminine: &str) -> bool {
    let masculine = masculine.to_lowercase();
    let feminine = feminine.to_lowercase();
    let one = masculine.strip_suffix('s').unwrap_or(&masculine);
    let other = feminine.strip_suffix('s').unwrap_or(&feminine);
    let grown = other.strip_prefix(one);
    let vowel = one.ends_with(['é', 'i', 'u', 'ï', 'y']) && !one.ends_with("ou");
    let sounded = one.ends_with('r') && !one.ends_with("er")
        || one.ends_with("al")
        || one.ends_with("el")
        || one.ends_with("eul")
        || one.ends_with("ol")
        || ["direct", "correct", "exact", "strict", "intact"].contains(&one);
    match grown {
        Some("e") => vowel || sounded,
        Some("le") => one.ends_with("el") || one.ends_with("ul"),
        _ => {
            // cher, chère; grec, grecque; public, publique
            other.strip_suffix("que").is_some_and(|stem| one.strip_suffix('c') == Some(stem))
                || ["cher", "fier", "amer"].contains(&one) && other.ends_with("ère")
        }
    }
}
