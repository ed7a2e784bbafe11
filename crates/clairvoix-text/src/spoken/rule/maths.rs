//! Simple written mathematics, by what stands on both sides of a sign.
//!
//! There is no parser: a formula of any length is read in one pass, and a formula with a mistake in
//! it, as pupils write them, is still read.

use super::{geometry, symbol};
use crate::spoken::{
    scan::{Scan, Writer},
    token::Kind,
};

/// How far a bracket, a bar or another sign of mathematics is looked for.
const NEAR: usize = 24;

/// Whether the token is a variable: one letter that is no French word.
fn is_variable(scan: &Scan<'_>, at: usize) -> bool {
    let mut letters = scan.word(at).chars();
    matches!((letters.next(), letters.next()), (Some(c), None) if !matches!(c, 'à' | 'À' | 'ô'))
}

/// Whether an operand ends at `at`.
fn ends_operand(scan: &Scan<'_>, at: usize) -> bool {
    match scan.kind(at) {
        Some(Kind::Digits | Kind::Super | Kind::Sub) => true,
        Some(Kind::Word) => is_variable(scan, at),
        Some(Kind::Sign(c)) => matches!(c, ')' | ']' | '!' | '%' | '°' | '∞'),
        _ => false,
    }
}

/// Whether an operand starts at `at`.
fn starts_operand(scan: &Scan<'_>, at: usize) -> bool {
    match scan.kind(at) {
        Some(Kind::Digits) => true,
        Some(Kind::Word) => is_variable(scan, at) || function(scan.word(at)).is_some(),
        Some(Kind::Sign(c)) => matches!(c, '(' | '√' | '|' | '∞' | '−'),
        _ => false,
    }
}

fn operand_before(scan: &Scan<'_>, at: usize) -> bool {
    scan.before_space(at).is_some_and(|before| ends_operand(scan, before))
}

fn operand_after(scan: &Scan<'_>, at: usize) -> bool {
    starts_operand(scan, scan.skip_space(at + 1))
}

fn is_operator(c: char) -> bool {
    matches!(
        c,
        '=' | '≠'
            | '<'
            | '>'
            | '≤'
            | '≥'
            | '⩽'
            | '⩾'
            | '≈'
            | '×'
            | '÷'
            | '√'
            | '±'
            | '−'
            | '+'
            | '^'
            | '∈'
            | '∩'
            | '∪'
            | '⇔'
            | '⇒'
            | '∞'
            | '∘'
    )
}

/// Whether a sign of mathematics stands near `at` on the same line.
fn in_formula(scan: &Scan<'_>, at: usize) -> bool {
    let sign = |at: &usize| {
        matches!(scan.kind(*at), Some(Kind::Sign(c)) if is_operator(c))
            || scan.kind(*at) == Some(Kind::Super)
    };
    let on_line = |at: &usize| scan.kind(*at) != Some(Kind::Line);
    (at + 1..(at + NEAR).min(scan.tokens.len())).take_while(on_line).any(|at| sign(&at))
        || (at.saturating_sub(NEAR)..at).rev().take_while(on_line).any(|at| sign(&at))
}

/// Names of functions and what is said.
const FUNCTIONS: [(&str, &str); 15] = [
    ("sin", "sinus"),
    ("cos", "cosinus"),
    ("tan", "tangente"),
    ("arcsin", "arc sinus"),
    ("arccos", "arc cosinus"),
    ("arctan", "arc tangente"),
    ("Arcsin", "arc sinus"),
    ("Arccos", "arc cosinus"),
    ("Arctan", "arc tangente"),
    ("ln", "logarithme népérien"),
    ("log", "logarithme"),
    ("exp", "exponentielle"),
    ("pgcd", "P G C D"),
    ("PGCD", "P G C D"),
    ("ppcm", "P P C M"),
];

fn function(word: &str) -> Option<&'static str> {
    FUNCTIONS.iter().find(|(name, _)| *name == word).map(|(_, said)| *said)
}

/// Words that may start a formula.
pub(super) fn known_words() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.iter().map(|(name, _)| *name).chain(["pH"])
}

/// The name of a Greek letter.
pub(in crate::spoken) fn greek(letter: char) -> Option<&'static str> {
    Some(match letter {
        'α' => "alpha",
        'β' => "bêta",
        'γ' | 'Γ' => "gamma",
        'δ' | 'Δ' => "delta",
        'ε' | 'ϵ' => "epsilon",
        'ζ' => "zêta",
        'η' => "êta",
        'θ' | 'Θ' => "thêta",
        'κ' => "kappa",
        'λ' | 'Λ' => "lambda",
        'μ' => "mu",
        'µ' => "micro",
        'ν' => "nu",
        'ξ' => "xi",
        'π' => "pi",
        'Π' => "pi",
        'ρ' => "rhô",
        'σ' | 'Σ' => "sigma",
        'τ' => "tau",
        'φ' | 'Φ' | 'ϕ' => "phi",
        'χ' => "khi",
        'ψ' | 'Ψ' => "psi",
        'ω' | 'Ω' => "oméga",
        _ => return None,
    })
}

/// A word of one Greek letter.
fn greek_word(word: &str) -> Option<&'static str> {
    let mut letters = word.chars();
    letters.next().and_then(greek).filter(|_| letters.next().is_none())
}

/// Functions, variables applied to something, factorials.
pub(super) fn word(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let word = scan.word(at);
    if is_product(scan, at) {
        let name = |c: char| greek(c).map_or_else(|| c.to_string(), str::to_owned);
        let letters: Vec<String> = word.chars().map(name).collect();
        out.say(scan.start(at + 1), &letters.join(" "));
        return Some(at + 1);
    }
    if word.len() > 6 || (scan.before(at).is_some_and(|before| !scan.word(before).is_empty())) {
        return None;
    }
    let next = at + 1;
    let end = scan.start(next);
    if let Some(name) = function(word) {
        // cos² x
        let power = function_power(scan, next);
        let after = scan.skip_space(next + usize::from(power.is_some()));
        let bracket = scan.is_sign(after, '(');
        if !bracket && !starts_operand(scan, after) {
            return None;
        }
        out.say(end, name);
        if let Some(power) = power {
            out.say(scan.start(next + 1), power);
        }
        let after_name = next + usize::from(power.is_some());
        return Some(if bracket { application(scan, after, out) } else { after_name });
    }
    if word == "pH" {
        out.say(end, "P H");
        return Some(next);
    }
    if let Some(name) = greek_word(word) {
        out.say(end, name);
        return Some(next);
    }
    if !is_variable(scan, at) {
        return None;
    }
    let numbers = scan.before_space(at).is_some_and(|before| !scan.digits(before).is_empty())
        && !scan.digits(scan.skip_space(next)).is_empty();
    if numbers && matches!(word, "x" | "X") {
        out.say(end, "fois");
        return Some(next);
    }
    // u_n
    if scan.is_sign(next, '_')
        && (is_variable(scan, next + 1) || !scan.digits(next + 1).is_empty())
        && !scan.is_alphanumeric(next + 2)
        && !scan.is_sign(next + 2, '_')
    {
        out.copy(end, true);
        out.say(scan.start(next + 1), "indice");
        return Some(next + 1);
    }
    if scan.is_sign(next, '!') && is_factorial(scan, at) {
        out.say(scan.start(next + 1), &format!("factorielle {word}"));
        return Some(next + 1);
    }
    if scan.is_sign(next, '(') && is_applied(scan, next) {
        out.copy(end, true);
        if word.starts_with(char::is_uppercase) && has_semicolon(scan, next) {
            // A(2 ; 3) is a point.
            out.say(scan.start(next + 1), "de coordonnées");
            return Some(next + 1);
        }
        return Some(application(scan, next, out));
    }
    derivative(scan, at, out).or_else(|| primed(scan, at, out))
}

/// Points with primes, as the images of others: A' is « A prime », A'B' « A prime B prime ».
fn primed(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    const POINTS_MAX: usize = 6;
    let point = |at: usize| {
        scan.word(at).len() == 1
            && scan.word(at).starts_with(|c: char| c.is_ascii_uppercase())
            && matches!(scan.sign(at + 1), Some('\'' | '’' | '′'))
    };
    let mut said = String::new();
    let mut next = at;
    while next < at + 2 * POINTS_MAX && point(next) {
        said.push_str(if said.is_empty() { "" } else { " " });
        said.push_str(scan.word(next));
        said.push_str(" prime");
        next += 2;
    }
    let quoted = scan.before(at).is_some_and(|b| matches!(scan.sign(b), Some('\'' | '’' | '"')));
    // « L' école » is an article with a stray space.
    let elided = next == at + 2
        && matches!(scan.word(at), "C" | "D" | "J" | "L" | "M" | "N" | "S" | "T")
        && !scan.word(scan.skip_space(next)).is_empty();
    if next == at || scan.is_alphanumeric(next) || quoted || elided {
        return None;
    }
    out.say(scan.start(next), &said);
    Some(next)
}

/// The power of a function, written before what it is applied to: « cosinus carré ».
fn function_power(scan: &Scan<'_>, at: usize) -> Option<&'static str> {
    match scan.str(at) {
        "²" => Some("carré"),
        "³" => Some("cube"),
        _ => None,
    }
}

/// f'(x), f″(x) and, in a formula, f' alone: « f prime », « f seconde ».
fn derivative(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let after = after_primes(scan, at + 1);
    let double = after == at + 3 || matches!(scan.sign(at + 1), Some('″' | '"'));
    let function = matches!(scan.word(at), "f" | "g" | "h" | "u" | "v" | "F" | "G" | "y");
    let bracket = scan.is_sign(after, '(') && is_applied(scan, after);
    let alone = in_formula(scan, at) && !scan.is_alphanumeric(after);
    if after == at + 1 || !function || !(bracket || alone) {
        return None;
    }
    out.copy(scan.start(at + 1), true);
    out.say(scan.start(after), if double { "seconde" } else { "prime" });
    Some(if bracket { application(scan, after, out) } else { after })
}

/// The token after one or two marks of a derivative at `at`.
fn after_primes(scan: &Scan<'_>, at: usize) -> usize {
    let single = |at: usize| matches!(scan.sign(at), Some('\'' | '’' | '′'));
    match scan.sign(at) {
        Some('″') => at + 1,
        _ if single(at) && single(at + 1) => at + 2,
        _ if single(at) => at + 1,
        _ => at,
    }
}

/// Whether the bracket at `open` holds coordinates, parted by a semicolon.
fn has_semicolon(scan: &Scan<'_>, open: usize) -> bool {
    content(scan, open).is_some_and(|content| (open..content.close).any(|at| scan.is_sign(at, ';')))
}

/// « ax », « 4ac »: letters side by side in a formula.
fn is_product(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.word(at);
    let is_greek = |c: char| greek(c).is_some();
    if word.len() < 9 && word.chars().any(is_greek) && word.chars().any(|c| c.is_ascii()) {
        // 2πr
        return true;
    }
    let near =
        |at: usize| matches!(scan.kind(at), Some(Kind::Sign(c)) if is_operator(c) || c == '-');
    let digits = scan.before(at).is_some_and(|before| !scan.digits(before).is_empty());
    let touched =
        digits || scan.before_space(at).is_some_and(near) || near(scan.skip_space(at + 1));
    matches!(word.len(), 2 | 3)
        && word.bytes().all(|b| b.is_ascii_lowercase())
        && touched
        && in_formula(scan, at)
        && super::acronym::known_word(word).is_none()
        && function(word).is_none()
}

fn is_factorial(scan: &Scan<'_>, at: usize) -> bool {
    let letter = matches!(scan.word(at), "n" | "k" | "p" | "m" | "N" | "r");
    (letter || in_formula(scan, at)) && !scan.is_sign(at + 2, '!')
}

/// A factorial of a number: 5! where mathematics is near.
pub(super) fn factorial(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let alone = scan.starts_line(at) && scan.ends_line(at + 2);
    if !scan.is_sign(at + 1, '!') || !(alone || in_formula(scan, at)) {
        return None;
    }
    let said = format!("factorielle {}", scan.cardinal(scan.digits(at)));
    out.say(scan.start(at + 2), &said);
    Some(at + 2)
}

/// Whether the bracket at `open` holds an argument: mathematics and nothing else, so that
/// `élève(s)` and `a (b)` are left alone.
fn is_applied(scan: &Scan<'_>, open: usize) -> bool {
    content(scan, open).is_some_and(|content| content.close > open + 1)
}

/// What a bracket holds.
struct Content {
    close: usize,
    operators: bool,
    /// Operators other than the signs of a relation: P(X = 2) has none.
    operations: bool,
}

/// The content of the bracket at `open` if it is mathematics: numbers, variables and signs.
fn content(scan: &Scan<'_>, open: usize) -> Option<Content> {
    let mut depth = 0_usize;
    let (mut operators, mut operations) = (false, false);
    for at in open..(open + NEAR).min(scan.tokens.len()) {
        match scan.kind(at)? {
            Kind::Sign('(') => depth += 1,
            Kind::Sign(')') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(Content { close: at, operators, operations });
                }
            }
            Kind::Sign('∩' | '∪') => {}
            Kind::Sign(c) if is_operator(c) || matches!(c, '-' | '/' | '*' | ':') => {
                operators = true;
                operations |= !matches!(c, '=' | '<' | '>' | '≤' | '≥' | '⩽' | '⩾' | '≠' | '∈');
            }
            Kind::Sign(',' | ';' | '!' | '.' | '|' | 'ℝ' | 'ℕ' | '°' | '%') => {}
            Kind::Digits | Kind::Space | Kind::Super | Kind::Sub => {}
            Kind::Word if is_variable(scan, at) || function(scan.word(at)).is_some() => {}
            Kind::Word if scan.word(at).len() == 2 && operators && in_formula(scan, at) => {}
            _ => return None,
        }
    }
    None
}

/// Says « de » for the bracket; one that holds more than one thing is named.
fn application(scan: &Scan<'_>, open: usize, out: &mut Writer<'_>) -> usize {
    let named = content(scan, open)
        .is_some_and(|content| content.operations && is_named(scan, open, content.close));
    out.say(scan.start(open + 1), if named { "de parenthèse" } else { "de" });
    open + 1
}

/// Signs of mathematics that have another use elsewhere.
pub(super) fn sign(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let c = scan.sign(at)?;
    if matches!(c, '(' | '[' | ']')
        && let Some(next) = geometry::bracket(scan, at, out)
    {
        return Some(next);
    }
    match c {
        '(' => open(scan, at, out),
        ')' => close(scan, at, out),
        '|' => absolute(scan, at, out),
        '√' | '∛' => root(scan, at, out),
        '^' if typed_power(scan, at).is_some() => {
            out.say(scan.start(at + 2), typed_power(scan, at).unwrap_or_default());
            Some(at + 2)
        }
        _ => {
            let (said, next) = match typed_relation(scan, at, c) {
                Some(said) => (said, at + 2),
                None => (operator(scan, at, c)?, at + 1),
            };
            out.say(scan.start(next), said);
            Some(next)
        }
    }
}

/// The square and the cube of a variable or a bracket, typed on a keyboard: `x^2`; a number has powers,
/// `10^3` is « dix puissance trois ».
fn typed_power(scan: &Scan<'_>, at: usize) -> Option<&'static str> {
    let before = scan.before(at)?;
    let base = is_variable(scan, before) || scan.is_sign(before, ')');
    let decimal = matches!(scan.sign(at + 2), Some(',' | '.')) && !scan.digits(at + 3).is_empty();
    if !base || scan.is_alphanumeric(at + 2) || decimal {
        return None;
    }
    match scan.digits(at + 1) {
        "2" => Some("au carré"),
        "3" => Some("au cube"),
        _ => None,
    }
}

/// A relation typed in two signs on a keyboard: `>=`, `<=`, `!=`.
fn typed_relation(scan: &Scan<'_>, at: usize, c: char) -> Option<&'static str> {
    let between = operand_before(scan, at) && operand_after(scan, at + 1);
    if !scan.is_sign(at + 1, '=') || !between {
        return None;
    }
    match c {
        '>' => Some("supérieur ou égal à"),
        '<' => Some("inférieur ou égal à"),
        '!' => Some("différent de"),
        _ => None,
    }
}

/// The reading of `c` between two operands.
fn operator(scan: &Scan<'_>, at: usize, c: char) -> Option<&'static str> {
    let between = operand_before(scan, at) && operand_after(scan, at);
    let spaced =
        scan.is_space(at + 1) && scan.before(at).is_some_and(|before| scan.is_space(before));
    let numbers = scan.before_space(at).is_some_and(|b| !scan.digits(b).is_empty())
        && !scan.digits(scan.skip_space(at + 1)).is_empty();
    let variables = between && !numbers && (spaced || in_formula(scan, at) || tight(scan, at));
    match c {
        '−' => Some("moins"),
        '-' | '–' if numbers && spaced => Some("moins"),
        '-' | '–' if between && (in_formula(scan, at) || variables && spaced) => Some("moins"),
        '-' if opens_operand(scan, at) => Some("moins"),
        '→' | '⟶' => arrow(scan, at),
        '/' if equation(scan, at) => Some("sur"),
        ':' if numbers && spaced && is_division(scan, at) => Some("divisé par"),
        '/' if variables => Some("sur"),
        '/' if numbers && in_formula(scan, at) => Some("sur"),
        '/' if numbers && spaced && is_division(scan, at) => Some("divisé par"),
        '*' if between && (spaced || numbers) => Some("fois"),
        '·' | '⋅' if between => Some("fois"),
        '\\' if between && spaced && !numbers => Some("privé de"),
        _ => None,
    }
}

/// Whether the numbers on both sides of a colon are a calculation: « Calcule 12 : 4 », not « En 2024 :
/// 42 km » or « Exercice 3 : 12 points ».
fn is_division(scan: &Scan<'_>, at: usize) -> bool {
    let in_number = |at: &usize| {
        matches!(scan.kind(*at), Some(Kind::Digits | Kind::Space | Kind::Sign(',' | '.')))
    };
    let before = (at.saturating_sub(NEAR)..at).rev().find(|at| !in_number(at));
    let after = (at + 1..at + NEAR).find(|at| !in_number(at)).unwrap_or(at);
    let asked = |at: usize| {
        let word = scan.word(at).to_lowercase();
        ["calcul", "effectu", "pos", "divis"].iter().any(|verb| word.starts_with(verb))
    };
    in_formula(scan, at)
        || before.is_none_or(|before| scan.word(before).is_empty() || asked(before))
            && scan.word(after).is_empty()
}

/// « tend vers » after a variable, « donne » between formulae of chemistry.
fn arrow(scan: &Scan<'_>, at: usize) -> Option<&'static str> {
    let before = scan.before_space(at)?;
    let formula = |at: usize| scan.word(at).starts_with(char::is_uppercase);
    let next = scan.skip_space(at + 1);
    let number = matches!(scan.sign(next), Some('+' | '−' | '-' | '∞'));
    if is_variable(scan, before) && !formula(before) && (number || !scan.digits(next).is_empty()) {
        return Some("tend vers");
    }
    let chemistry = matches!(scan.kind(before), Some(Kind::Sub | Kind::Super)) || formula(before);
    let product = formula(next) || formula(scan.skip_space(next + 1));
    (chemistry && product && in_formula(scan, at)).then_some("donne")
}

/// A slash between two words of an equation: « distance/temps » with = on the line.
fn equation(scan: &Scan<'_>, at: usize) -> bool {
    let words = scan.glued_before(at) && !scan.word(at + 1).is_empty();
    words && (at.saturating_sub(NEAR)..at).any(|at| scan.is_sign(at, '='))
}

/// « x/2 », « a/b »: one letter on a side, both touching, and no word.
fn tight(scan: &Scan<'_>, at: usize) -> bool {
    scan.glued_before(at)
        && scan.is_alphanumeric(at + 1)
        && at.checked_sub(1).is_some_and(|before| {
            let alone = before.checked_sub(1).is_none_or(|b| {
                !scan.is_alphanumeric(b) && !matches!(scan.sign(b), Some('/' | '\''))
            });
            let capital = scan.word(before).starts_with(char::is_uppercase)
                && scan.word(at + 1).starts_with(char::is_uppercase);
            alone && !capital
        })
        && !scan.is_sign(at + 2, '/')
}

/// A minus sign before a variable, after an operator or a bracket.
fn opens_operand(scan: &Scan<'_>, at: usize) -> bool {
    let after_sign = scan.before_space(at).is_some_and(
        |before| matches!(scan.sign(before), Some(c) if is_operator(c) || matches!(c, '(' | '[' | ']' | ';')),
    );
    after_sign && starts_operand(scan, at + 1)
}

/// A bracket around mathematics is named: « parenthèse … fin de parenthèse ».
fn open(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let content = content(scan, at)?;
    if !content.operators || !is_named(scan, at, content.close) {
        return None;
    }
    out.say(scan.start(at + 1), "parenthèse");
    Some(at + 1)
}

/// Whether the brackets belong to a formula: something is done with them, or they hold one.
fn is_named(scan: &Scan<'_>, open: usize, close: usize) -> bool {
    let inside = (open + 1..close)
        .any(|at| matches!(scan.kind(at), Some(Kind::Sign(c)) if is_operator(c)))
        || (open + 1..close).any(|at| scan.kind(at) == Some(Kind::Super));
    let used = scan.glued_before(open)
        || scan.kind(close + 1) == Some(Kind::Super)
        || scan.is_sign(close + 1, '(')
        || scan.before(open).is_some_and(|before| scan.is_sign(before, ')'))
        || in_formula(scan, close)
        || in_formula(scan, open);
    inside || used
}

/// The bracket that closes a named one, or the argument of a function.
fn close(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let open = matching_open(scan, at)?;
    let content = content(scan, open)?;
    let applied = before_marks(scan, open).is_some_and(|before| {
        let word = scan.word(before);
        function(word).is_some()
            || (is_variable(scan, before)
                && before
                    .checked_sub(1)
                    .is_none_or(|b| scan.word(b).is_empty() && !scan.is_sign(b, '\'')))
    });
    let end = scan.start(at + 1);
    let point = has_semicolon(scan, open)
        && scan.before(open).is_some_and(|at| scan.word(at).starts_with(char::is_uppercase));
    if applied && (point || !content.operations) {
        out.skip(end);
        return Some(at + 1);
    }
    if !content.operators || !is_named(scan, open, at) {
        return None;
    }
    if scan.kind(at + 1) == Some(Kind::Super) {
        out.say(end, "fin de parenthèse");
        let text = scan.str(at + 1);
        let digits: String = text.chars().filter_map(symbol::script_digit).collect();
        out.punctuation(end, ", ");
        out.say(scan.start(at + 2), &symbol::power(scan, text, &digits));
        return Some(at + 2);
    }
    out.say(end, "fin de parenthèse");
    Some(at + 1)
}

/// The token before the bracket at `open`, with the marks of a derivative and a power left out.
fn before_marks(scan: &Scan<'_>, open: usize) -> Option<usize> {
    let is_mark = |at: usize| {
        matches!(scan.sign(at), Some('\'' | '’' | '′' | '″')) || scan.kind(at) == Some(Kind::Super)
    };
    (open.saturating_sub(3)..open).rev().find(|at| !is_mark(*at))
}

fn matching_open(scan: &Scan<'_>, close: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for at in (close.saturating_sub(NEAR)..=close).rev() {
        match scan.sign(at) {
            Some(')') => depth += 1,
            Some('(') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// |x| is « valeur absolue de x ».
fn absolute(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let plain = |at: usize| {
        matches!(scan.kind(at), Some(Kind::Digits | Kind::Space | Kind::Super | Kind::Sub))
            || is_variable(scan, at)
            || matches!(scan.sign(at), Some(c) if is_operator(c) || matches!(c, '-' | '/' | '.' | ',' | '(' | ')'))
    };
    // Opening: mathematics up to the next bar, and something that touches this one.
    let close =
        (at + 1..at + NEAR).find(|&at| !plain(at)).filter(|&close| scan.is_sign(close, '|'));
    let opens = close
        .is_some_and(|close| close > at + 1 && !scan.is_space(at + 1) && !scan.is_space(close - 1));
    let closes = (at.saturating_sub(NEAR)..at).rev().find(|&at| !plain(at)).is_some_and(|open| {
        scan.is_sign(open, '|')
            && open + 1 < at
            && !scan.is_space(open + 1)
            && !scan.is_space(at - 1)
    });
    let odd = (at.saturating_sub(NEAR)..at).filter(|&at| scan.is_sign(at, '|')).count() % 2 == 1;
    let end = scan.start(at + 1);
    if opens && !(closes && odd) {
        out.say(end, "valeur absolue de");
        return Some(at + 1);
    }
    if closes {
        out.skip(end);
        return Some(at + 1);
    }
    None
}

fn root(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let name = if scan.is_sign(at, '√') { "racine carrée de" } else { "racine cubique de" };
    out.say(scan.start(at + 1), name);
    // A bracket that holds one thing only is not named.
    if scan.is_sign(at + 1, '(') && content(scan, at + 1).is_some_and(|content| !content.operators)
    {
        out.skip(scan.start(at + 2));
        return Some(at + 2);
    }
    Some(at + 1)
}
