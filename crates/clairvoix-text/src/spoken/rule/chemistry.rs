//! Chemical formulae, said letter by letter: H₂O is « H deux O ».

use crate::spoken::{
    scan::{Scan, Writer},
    token::Kind,
};

/// Symbols of the elements, and their French names where isotopes are named.
const ELEMENTS: [(&str, &str); 118] = [
    ("H", "hydrogène"),
    ("He", "hélium"),
    ("Li", "lithium"),
    ("Be", "béryllium"),
    ("B", "bore"),
    ("C", "carbone"),
    ("N", "azote"),
    ("O", "oxygène"),
    ("F", "fluor"),
    ("Ne", "néon"),
    ("Na", "sodium"),
    ("Mg", "magnésium"),
    ("Al", "aluminium"),
    ("Si", "silicium"),
    ("P", "phosphore"),
    ("S", "soufre"),
    ("Cl", "chlore"),
    ("Ar", "argon"),
    ("K", "potassium"),
    ("Ca", "calcium"),
    ("Sc", "scandium"),
    ("Ti", "titane"),
    ("V", "vanadium"),
    ("Cr", "chrome"),
    ("Mn", "manganèse"),
    ("Fe", "fer"),
    ("Co", "cobalt"),
    ("Ni", "nickel"),
    ("Cu", "cuivre"),
    ("Zn", "zinc"),
    ("Ga", "gallium"),
    ("Ge", "germanium"),
    ("As", "arsenic"),
    ("Se", "sélénium"),
    ("Br", "brome"),
    ("Kr", "krypton"),
    ("Rb", "rubidium"),
    ("Sr", "strontium"),
    ("Y", "yttrium"),
    ("Zr", "zirconium"),
    ("Nb", "niobium"),
    ("Mo", "molybdène"),
    ("Tc", "technétium"),
    ("Ru", "ruthénium"),
    ("Rh", "rhodium"),
    ("Pd", "palladium"),
    ("Ag", "argent"),
    ("Cd", "cadmium"),
    ("In", "indium"),
    ("Sn", "étain"),
    ("Sb", "antimoine"),
    ("Te", "tellure"),
    ("I", "iode"),
    ("Xe", "xénon"),
    ("Cs", "césium"),
    ("Ba", "baryum"),
    ("La", "lanthane"),
    ("Ce", "cérium"),
    ("Pr", "praséodyme"),
    ("Nd", "néodyme"),
    ("Pm", "prométhium"),
    ("Sm", "samarium"),
    ("Eu", "europium"),
    ("Gd", "gadolinium"),
    ("Tb", "terbium"),
    ("Dy", "dysprosium"),
    ("Ho", "holmium"),
    ("Er", "erbium"),
    ("Tm", "thulium"),
    ("Yb", "ytterbium"),
    ("Lu", "lutécium"),
    ("Hf", "hafnium"),
    ("Ta", "tantale"),
    ("W", "tungstène"),
    ("Re", "rhénium"),
    ("Os", "osmium"),
    ("Ir", "iridium"),
    ("Pt", "platine"),
    ("Au", "or"),
    ("Hg", "mercure"),
    ("Tl", "thallium"),
    ("Pb", "plomb"),
    ("Bi", "bismuth"),
    ("Po", "polonium"),
    ("At", "astate"),
    ("Rn", "radon"),
    ("Fr", "francium"),
    ("Ra", "radium"),
    ("Ac", "actinium"),
    ("Th", "thorium"),
    ("Pa", "protactinium"),
    ("U", "uranium"),
    ("Np", "neptunium"),
    ("Pu", "plutonium"),
    ("Am", "américium"),
    ("Cm", "curium"),
    ("Bk", "berkélium"),
    ("Cf", "californium"),
    ("Es", "einsteinium"),
    ("Fm", "fermium"),
    ("Md", "mendélévium"),
    ("No", "nobélium"),
    ("Lr", "lawrencium"),
    ("Rf", "rutherfordium"),
    ("Db", "dubnium"),
    ("Sg", "seaborgium"),
    ("Bh", "bohrium"),
    ("Hs", "hassium"),
    ("Mt", "meitnérium"),
    ("Ds", "darmstadtium"),
    ("Rg", "roentgenium"),
    ("Cn", "copernicium"),
    ("Nh", "nihonium"),
    ("Fl", "flérovium"),
    ("Mc", "moscovium"),
    ("Lv", "livermorium"),
    ("Ts", "tennesse"),
    ("Og", "oganesson"),
];

fn element(symbol: &str) -> Option<&'static str> {
    ELEMENTS.iter().find(|(known, _)| *known == symbol).map(|(_, name)| *name)
}

/// Symbols of two letters that are no French word: they may stand alone.
pub(super) fn known_words() -> impl Iterator<Item = &'static str> {
    let french = |symbol: &str| {
        matches!(
            symbol,
            "La" | "Ce"
                | "Se"
                | "Ne"
                | "Es"
                | "No"
                | "As"
                | "Os"
                | "Au"
                | "In"
                | "Te"
                | "Re"
                | "Pu"
        )
    };
    ELEMENTS
        .iter()
        .map(|(symbol, _)| *symbol)
        .filter(move |symbol| symbol.len() == 2 && !french(symbol))
}

/// The word as symbols of elements, one after the other.
fn symbols(word: &str) -> Option<Vec<&str>> {
    const SYMBOLS_MAX: usize = 12;
    let mut symbols = Vec::new();
    let mut rest = word;
    while !rest.is_empty() {
        if symbols.len() == SYMBOLS_MAX || !rest.is_ascii() {
            return None;
        }
        let small = rest.bytes().skip(1).take_while(u8::is_ascii_lowercase).count();
        if small > 1 {
            // No symbol is so long: most words end here.
            return None;
        }
        let (symbol, after) = rest.split_at(1 + small);
        element(symbol)?;
        symbols.push(symbol);
        rest = after;
    }
    (!symbols.is_empty()).then_some(symbols)
}

/// What a formula holds, gathered token by token.
#[derive(Default)]
struct Formula {
    said: String,
    symbols: usize,
    /// Subscripts and charges in their own characters.
    marked: bool,
    /// Plain digits after symbols.
    numbered: bool,
    /// A symbol of two letters, and one before or after it.
    mixed: bool,
}

impl Formula {
    fn push(&mut self, words: &str) {
        if !self.said.is_empty() {
            self.said.push(' ');
        }
        self.said.push_str(words);
    }

    fn push_symbols(&mut self, word: &str) -> Option<()> {
        for symbol in symbols(word)? {
            self.mixed |= symbol.len() > 1;
            self.symbols += 1;
            self.push(&super::acronym::spelled(symbol));
        }
        Some(())
    }
}

/// A formula that starts at `at`.
pub(super) fn formula(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    const TOKENS_MAX: usize = 40;
    let word = scan.word(at);
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) || scan.glued_before(at) {
        return None;
    }
    if word == "pH" {
        return None;
    }
    let mut formula = Formula::default();
    let mut next = at;
    let mut depth = 0_usize;
    while next < at + TOKENS_MAX {
        match scan.kind(next) {
            Some(Kind::Word) => {
                if formula.push_symbols(scan.word(next)).is_none() {
                    break;
                }
            }
            Some(Kind::Digits) if next > at => {
                formula.numbered = true;
                formula.push(&scan.cardinal(scan.str(next)));
            }
            Some(Kind::Sub) => {
                formula.marked = true;
                formula.push(&script(scan, scan.str(next)));
            }
            Some(Kind::Super) => {
                formula.marked = true;
                formula.push(&charge(scan, scan.str(next)));
                next += 1;
                break;
            }
            Some(Kind::Sign('(')) if next > at && group_follows(scan, next) => depth += 1,
            Some(Kind::Sign(')')) if depth > 0 => depth -= 1,
            _ => break,
        }
        next += 1;
    }
    let ends = !scan.is_alphanumeric(next) && !matches!(scan.sign(next), Some('\'' | '@' | '_'));
    let known =
        is_formula(scan, at, next, &formula) || (next == at + 1 && is_lone_symbol(scan, at));
    if depth > 0 || !ends || !known || next == at {
        return None;
    }
    let next = match state(scan, next) {
        Some(state) => {
            formula.push(state);
            next + 3
        }
        None => next,
    };
    out.say(scan.start(next), &formula.said);
    Some(next)
}

/// `(OH)₂`: symbols in brackets, then how many.
fn group_follows(scan: &Scan<'_>, at: usize) -> bool {
    (at + 1..at + 8)
        .find(|&at| scan.is_sign(at, ')'))
        .is_some_and(|close| matches!(scan.kind(close + 1), Some(Kind::Sub | Kind::Digits)))
}

fn is_formula(scan: &Scan<'_>, at: usize, next: usize, formula: &Formula) -> bool {
    if formula.marked {
        // « Fe²⁺ », « Cl⁻ » and « CO₂ », not « A² » nor « B₁ »: one letter with a plain power is
        // mathematics.
        let single = scan.word(at).len() == 1 && next == at + 2;
        let last = scan.str(next.saturating_sub(1));
        let charged = last.ends_with(['⁺', '⁻']);
        let molecule = scan.word(at) != "C"
            && matches!(last, "₂" | "₃")
            && element(scan.word(at)).is_some()
            && matches!(scan.word(at), "H" | "O" | "N" | "F" | "I");
        let power = scan.word(at).len() <= 2 && !charged && scan.kind(at + 1) == Some(Kind::Super);
        return !power && (!single || charged || molecule);
    }
    let several = formula.symbols > 1;
    if formula.numbered {
        // H2O, CO2, CuSO4: at least two symbols; O2, H2, N2 alone are codes elsewhere.
        let codes = scan.word(at) == scan.word(at).to_uppercase()
            && !COMMON.contains(&written(scan, at, next).as_str());
        return several && !codes || COMMON.contains(&written(scan, at, next).as_str());
    }
    // NaCl, HCl, NaOH: capitals after small letters.
    let word = scan.word(at);
    let camel = word
        .bytes()
        .zip(word.bytes().skip(1))
        .any(|(a, b)| a.is_ascii_lowercase() && b.is_ascii_uppercase());
    let acid = matches!(
        word,
        "HCl"
            | "HBr"
            | "HF"
            | "HI"
            | "KOH"
            | "CuO"
            | "FeO"
            | "ZnO"
            | "MgO"
            | "CaO"
            | "KCl"
            | "KBr"
            | "FeS"
            | "ZnS"
            | "KI"
            | "AgI"
    );
    several && formula.mixed && (camel || acid)
}

/// Formulae in capitals and plain digits that everybody knows.
const COMMON: [&str; 32] = [
    "H2O", "CO2", "O2", "H2", "N2", "O3", "SO2", "NO2", "NO3", "CH4", "NH3", "NH4", "SO4", "H2SO4",
    "HNO3", "C2H6", "C3H8", "C4H10", "C6H12O6", "C2H6O", "C2H5OH", "H2O2", "CO3", "PO4", "H3PO4",
    "N2O", "H3O", "SO3", "CH3OH", "C2H4", "H2S", "KNO3",
];

fn written(scan: &Scan<'_>, at: usize, next: usize) -> String {
    (at..next).map(|at| scan.str(at)).collect()
}

/// Subscript digits as a number.
fn script(scan: &Scan<'_>, text: &str) -> String {
    let digits: String =
        text.chars().filter_map(crate::spoken::rule::symbol::script_digit).collect();
    scan.cardinal(&digits)
}

/// A charge: « deux plus », « moins ».
fn charge(scan: &Scan<'_>, text: &str) -> String {
    let mut said = script(scan, text);
    for c in text.chars() {
        let name = match c {
            '⁺' => "plus",
            '⁻' => "moins",
            _ => continue,
        };
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(name);
    }
    said
}

/// ¹⁴C is « carbone quatorze ».
pub(super) fn isotope(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    if scan.kind(at) != Some(Kind::Super) || scan.glued_before(at) {
        return None;
    }
    let symbol = if scan.kind(at + 1) == Some(Kind::Sub) { at + 2 } else { at + 1 };
    let name = element(scan.word(symbol))?;
    let mass = script(scan, scan.str(at));
    if mass.is_empty() {
        return None;
    }
    out.say(scan.start(symbol + 1), &format!("{name} {mass}"));
    Some(symbol + 1)
}

/// A charge written on the line: Na+, Cl-, Fe2+, NO3-, SO42-.
pub(super) fn ion(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    const TOKENS_MAX: usize = 8;
    if scan.glued_before(at) || !scan.word(at).starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let sign = (at + 1..at + TOKENS_MAX).find(|&next| !scan.is_alphanumeric(next))?;
    let charge = match scan.sign(sign)? {
        '+' => "plus",
        '-' | '−' => "moins",
        _ => return None,
    };
    let next = sign + 1;
    let ends = matches!(
        scan.kind(next),
        None | Some(Kind::Space | Kind::Line | Kind::Sign('.' | ',' | ')' | ';' | ':'))
    );
    if !ends || !is_ion(scan, at, sign) {
        return None;
    }
    let mut formula = Formula::default();
    for token in at..sign {
        let last = token + 1 == sign;
        match scan.digits(token) {
            "" => formula.push_symbols(scan.word(token))?,
            // SO42-: the last digit is the charge.
            two if last && two.len() == 2 => {
                let (count, charge) = two.split_at(1);
                formula.push(&scan.cardinal(count));
                formula.push(&scan.cardinal(charge));
            }
            digits => formula.push(&scan.cardinal(digits)),
        }
    }
    formula.push(charge);
    out.say(scan.start(next), &formula.said);
    Some(next)
}

/// Whether the symbols `at..sign` with a charge are an ion and not a sum or a mark of a school.
fn is_ion(scan: &Scan<'_>, at: usize, sign: usize) -> bool {
    /// Ions of several elements that lessons name.
    const SEVERAL: [&str; 14] = [
        "NO3", "SO42", "CO32", "PO43", "HCO3", "MnO4", "NH4", "H3O", "HO", "OH", "Cr2O72",
        "CH3COO", "HSO4", "NO2",
    ];
    let written = written(scan, at, sign);
    if SEVERAL.contains(&written.as_str()) {
        return true;
    }
    let symbol = scan.word(at);
    let one = sign == at + 1 || (sign == at + 2 && scan.digits(at + 1).len() == 1);
    let near = matches!(scan.word_before(at), "ion" | "ions" | "cation" | "anion" | "d");
    let alone = scan.starts_line(at) && scan.ends_line(sign + 1);
    one && element(symbol).is_some() && (symbol.len() == 2 || near || alone)
}

/// The arrow of a reaction: C + O2 → CO2 is « donne ».
pub(super) fn arrow(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    if !matches!(scan.sign(at)?, '→' | '⟶') {
        return None;
    }
    let product = |at: usize| {
        let counted = if scan.digits(at).is_empty() { at } else { scan.skip_space(at + 1) };
        symbols(scan.word(counted)).is_some()
    };
    let reagent = scan.before_space(at).is_some_and(|before| match scan.kind(before) {
        Some(Kind::Sub | Kind::Super) => true,
        Some(Kind::Digits) => scan.before(before).is_some_and(|b| symbols(scan.word(b)).is_some()),
        Some(Kind::Word) => symbols(scan.word(before)).is_some_and(|all| all.len() > 1),
        _ => false,
    });
    if !reagent || !product(scan.skip_space(at + 1)) {
        return None;
    }
    out.say(scan.start(at + 1), "donne");
    Some(at + 1)
}

/// The state of matter after a formula: H2O(l).
fn state(scan: &Scan<'_>, at: usize) -> Option<&'static str> {
    let name = match scan.word(at + 1) {
        "l" => "liquide",
        "g" => "gazeux",
        "s" => "solide",
        "aq" => "aqueux",
        _ => return None,
    };
    (scan.is_sign(at, '(') && scan.is_sign(at + 2, ')')).then_some(name)
}

/// A symbol of two letters by itself where chemistry is spoken of: « le fer (Fe) ».
fn is_lone_symbol(scan: &Scan<'_>, at: usize) -> bool {
    let symbol = scan.word(at);
    let near = matches!(
        scan.word_before(at),
        "ion" | "ions" | "élément" | "symbole" | "atome" | "atomes" | "métal" | "éléments"
    );
    let bracketed = scan.is_sign(at + 1, ')')
        && scan.before(at).is_some_and(|open| scan.is_sign(open, '('))
        && at.checked_sub(1).is_some_and(|open| {
            element(symbol).is_some_and(|name| name == scan.word_before(open).to_lowercase())
        });
    let alone = scan.starts_line(at)
        && scan.ends_line(at + 1)
        && super::acronym::known_word(symbol).is_none();
    symbol.len() == 2
        && element(symbol).is_some()
        && (near || bracketed || alone || in_equation(scan, at))
}

/// « Zn + 2 H⁺ → Zn²⁺ + H₂ »: a sum or an arrow beside the symbol, a charge or an index on the line.
fn in_equation(scan: &Scan<'_>, at: usize) -> bool {
    const NEAR: usize = 16;
    let sum = |at: usize| matches!(scan.sign(at), Some('+' | '→' | '⟶'));
    let beside = sum(scan.skip_space(at + 1)) || scan.before_space(at).is_some_and(sum);
    let script = |at: &usize| matches!(scan.kind(*at), Some(Kind::Sub | Kind::Super));
    let on_line = |at: &usize| scan.kind(*at) != Some(Kind::Line);
    beside
        && ((at + 1..(at + NEAR).min(scan.tokens.len())).take_while(on_line).any(|at| script(&at))
            || (at.saturating_sub(NEAR)..at).rev().take_while(on_line).any(|at| script(&at)))
}
