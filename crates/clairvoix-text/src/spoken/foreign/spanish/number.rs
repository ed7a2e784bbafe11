//! Spanish numbers: uno, un, una; doscientos, doscientas.

/// How a number that ends in one, and its hundreds, agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    /// Alone: veintiuno.
    Alone,
    /// Before a masculine noun: veintiún.
    Masculine,
    /// Before a feminine noun: veintiuna, doscientas.
    Feminine,
}

const UNITS: [&str; 30] = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
];

const TENS: [&str; 10] =
    ["", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];

/// Without the last letters, which agree: os, as.
const HUNDREDS: [&str; 10] = [
    "",
    "",
    "doscient",
    "trescient",
    "cuatrocient",
    "quinient",
    "seiscient",
    "setecient",
    "ochocient",
    "novecient",
];

/// Powers of a million, one and more, the greatest first.
const SCALES: [(u64, &str, &str); 2] =
    [(1_000_000_000_000, "billón", "billones"), (1_000_000, "millón", "millones")];

fn name(names: &[&'static str], index: u64) -> &'static str {
    usize::try_from(index).ok().and_then(|index| names.get(index)).copied().unwrap_or_default()
}

fn below_hundred(number: u64, agreement: Agreement) -> String {
    let (masculine, feminine) =
        (agreement == Agreement::Masculine, agreement == Agreement::Feminine);
    match (number, number % 10) {
        (1, _) if masculine => "un".to_owned(),
        (1, _) if feminine => "una".to_owned(),
        (21, _) if masculine => "veintiún".to_owned(),
        (21, _) if feminine => "veintiuna".to_owned(),
        (..30, _) => name(&UNITS, number).to_owned(),
        (_, 0) => name(&TENS, number / 10).to_owned(),
        (_, unit) => format!("{} y {}", name(&TENS, number / 10), below_hundred(unit, agreement)),
    }
}

fn below_thousand(number: u64, agreement: Agreement) -> String {
    let ending = if agreement == Agreement::Feminine { "as" } else { "os" };
    let hundreds = match (number / 100, number % 100) {
        (0, rest) => return below_hundred(rest, agreement),
        (1, 0) => return "cien".to_owned(),
        (1, _) => "ciento".to_owned(),
        (hundreds, _) => format!("{}{ending}", name(&HUNDREDS, hundreds)),
    };
    match number % 100 {
        0 => hundreds,
        rest => format!("{hundreds} {}", below_hundred(rest, agreement)),
    }
}

fn below_million(number: u64, agreement: Agreement) -> String {
    // « doscientas un mil páginas »: before mil one is shortened, hundreds agree.
    let thousands = match number / 1000 {
        0 => return below_thousand(number, agreement),
        1 => "mil".to_owned(),
        thousands => {
            let hundreds =
                if agreement == Agreement::Feminine { agreement } else { Agreement::Masculine };
            let words = below_thousand(thousands, hundreds);
            let words = match words.strip_suffix("una") {
                Some("veinti") => "veintiún".to_owned(),
                Some(before) if before.ends_with("veinti") => {
                    format!("{}veintiún", before.trim_end_matches("veinti"))
                }
                Some(before) => format!("{before}un"),
                None => words,
            };
            format!("{words} mil")
        }
    };
    match number % 1000 {
        0 => thousands,
        rest => format!("{thousands} {}", below_thousand(rest, agreement)),
    }
}

/// A cardinal in agreement.
pub(super) fn cardinal(number: u64, agreement: Agreement) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut rest = number;
    for (scale, one, many) in SCALES {
        let name = if rest / scale == 1 { one } else { many };
        if rest >= scale {
            words.push(format!("{} {name}", below_million(rest / scale, Agreement::Masculine)));
            rest %= scale;
        }
    }
    if rest > 0 || words.is_empty() {
        words.push(below_million(rest, agreement));
    }
    words.join(" ")
}

const ORDINALS: [&str; 20] = [
    "",
    "primero",
    "segundo",
    "tercero",
    "cuarto",
    "quinto",
    "sexto",
    "séptimo",
    "octavo",
    "noveno",
    "décimo",
    "undécimo",
    "duodécimo",
    "decimotercero",
    "decimocuarto",
    "decimoquinto",
    "decimosexto",
    "decimoséptimo",
    "decimoctavo",
    "decimonoveno",
];

const ORDINAL_TENS: [&str; 10] = [
    "",
    "",
    "vigésimo",
    "trigésimo",
    "cuadragésimo",
    "quincuagésimo",
    "sexagésimo",
    "septuagésimo",
    "octogésimo",
    "nonagésimo",
];

const ORDINAL_HUNDREDS: [&str; 10] = [
    "",
    "centésimo",
    "ducentésimo",
    "tricentésimo",
    "cuadringentésimo",
    "quingentésimo",
    "sexcentésimo",
    "septingentésimo",
    "octingentésimo",
    "noningentésimo",
];

/// An ordinal from 1 to 1000; none beyond, where Spanish uses cardinals.
pub(super) fn ordinal(number: u64, feminine: bool) -> Option<String> {
    let words = match number {
        0 | 1001.. => return None,
        1000 => vec!["milésimo"],
        _ => {
            let (hundred, rest) = (name(&ORDINAL_HUNDREDS, number / 100), number % 100);
            let (ten, unit) = match rest {
                0..20 => ("", name(&ORDINALS, rest)),
                _ => (name(&ORDINAL_TENS, rest / 10), name(&ORDINALS, rest % 10)),
            };
            vec![hundred, ten, unit]
        }
    };
    let agreed = words.into_iter().filter(|word| !word.is_empty()).map(|word| {
        let stem = word.strip_suffix('o').filter(|_| feminine);
        stem.map_or_else(|| word.to_owned(), |stem| format!("{stem}a"))
    });
    Some(agreed.collect::<Vec<_>>().join(" "))
}

/// Before a masculine noun: primer, tercer.
pub(super) fn shortened(ordinal: &str) -> &str {
    let short = ordinal.strip_suffix('o').unwrap_or(ordinal);
    if short.ends_with("primer") || short.ends_with("tercer") { short } else { ordinal }
}

/// The name of a part of one, singular: medio, tercio, cuarto, onceavo.
pub(super) fn part(under: u64) -> Option<String> {
    Some(match under {
        2 => "medio".to_owned(),
        3 => "tercio".to_owned(),
        4..=10 => ordinal(under, false)?,
        100 => "centésimo".to_owned(),
        1000 => "milésimo".to_owned(),
        11..=99 => format!("{}avo", cardinal(under, Agreement::Alone).replace(' ', "")),
        _ => return None,
    })
}
