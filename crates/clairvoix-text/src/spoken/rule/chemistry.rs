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
    let known = is_formula(scan, at, next, &formula);
    if depth > 0 || !ends || !known || next == at {
        return None;
    }
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
