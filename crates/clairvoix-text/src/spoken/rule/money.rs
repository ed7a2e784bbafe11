//! Sums of money.

use crate::spoken::{
    number::{Agreement, cardinal},
    numeral::Numeral,
    scan::{Scan, Writer},
    token::Kind,
};

/// A currency: singular, plural, gender, the name of its hundredths.
struct Currency {
    one: &'static str,
    many: &'static str,
    feminine: bool,
    cents: Option<(&'static str, &'static str)>,
}

const fn currency(one: &'static str, many: &'static str, feminine: bool) -> Currency {
    Currency { one, many, feminine, cents: None }
}

fn named(symbol: &str) -> Option<Currency> {
    let mut found = match symbol {
        "€" | "EUR" | "euros" | "euro" => currency("euro", "euros", false),
        "$" | "USD" | "dollars" | "dollar" => currency("dollar", "dollars", false),
        "£" | "GBP" => currency("livre sterling", "livres sterling", true),
        "¢" => currency("cent", "cents", false),
        "¥" | "JPY" => currency("yen", "yens", false),
        "CHF" => currency("franc suisse", "francs suisses", false),
        "FF" => currency("franc", "francs", false),
        "FCFA" | "XOF" | "XAF" => currency("franc C F A", "francs C F A", false),
        "F" | "Fr" | "fr" | "Frs" | "frs" => currency("franc", "francs", false),
        "DH" | "Dh" | "MAD" => currency("dirham", "dirhams", false),
        "DA" | "DZD" | "DT" | "TND" => currency("dinar", "dinars", false),
        "CNY" | "RMB" => currency("yuan", "yuans", false),
        "CAD" => currency("dollar canadien", "dollars canadiens", false),
        "₹" => currency("roupie", "roupies", true),
        "₽" => currency("rouble", "roubles", false),
        "₿" => currency("bitcoin", "bitcoins", false),
        _ => return None,
    };
    found.cents = match symbol {
        "€" | "EUR" | "euro" | "euros" | "CHF" | "F" | "Fr" | "fr" | "Frs" | "frs" | "FF" => {
            Some(("centime", "centimes"))
        }
        "$" | "USD" | "CAD" => Some(("cent", "cents")),
        _ => None,
    };
    Some(found)
}

/// The currency written at token `at`, what multiplies it, and the next token: `€`, `M€`, `CHF`.
fn unit(scan: &Scan<'_>, at: usize) -> Option<(Currency, &'static str, usize)> {
    if scan.sign(at).is_some() {
        return named(scan.str(at)).map(|currency| (currency, "", at + 1));
    }
    let scale = match scan.word(at) {
        // 50 c€
        "c" if scan.is_sign(at + 1, '€') => {
            return Some((currency("centime", "centimes", false), "", at + 2));
        }
        "fr" | "frs" => {
            return named(scan.word(at)).map(|found| (found, "", dot(scan, at + 1)));
        }
        "k" | "K" => "mille",
        "M" => "million",
        "Md" | "Mds" | "G" => "milliard",
        word if word.starts_with(|c: char| c.is_ascii_uppercase()) => {
            return named(word).map(|currency| (currency, "", at + 1));
        }
        // 10,50 euros
        "euro" | "euros" if at.checked_sub(3).is_some_and(|at| is_price(scan, at)) => {
            return named(scan.word(at)).map(|currency| (currency, "", at + 1));
        }
        "million" | "millions" | "milliard" | "milliards" => {
            let sign = scan.skip_space(at + 1);
            let scale = if scan.word(at).starts_with("million") { "million" } else { "milliard" };
            return scan
                .sign(sign)
                .and_then(|_| named(scan.str(sign)))
                .map(|currency| (currency, scale, sign + 1));
        }
        _ => return None,
    };
    let sign = scan.skip_space(at + 1);
    scan.sign(sign)?;
    named(scan.str(sign)).map(|currency| (currency, scale, sign + 1))
}

/// Whether the mark of two decimals stands at `at`.
fn is_price(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_sign(at, ',') && scan.digits(at + 1).len() == 2
}

/// The token after a dot that cuts a word short: « 12 fr. 50 ».
fn dot(scan: &Scan<'_>, at: usize) -> usize {
    let cents = scan.digits(scan.skip_space(at + 1)).len() == 2;
    if scan.is_sign(at, '.') && cents { at + 1 } else { at }
}

/// A dollar of some country: « 10 $ CA ».
fn dollar(scan: &Scan<'_>, at: usize, found: Currency) -> (Currency, usize) {
    let word = scan.skip_space(at);
    match scan.word(word) {
        "CA" | "CAN" if found.one == "dollar" => {
            named("CAD").map_or((found, at), |currency| (currency, word + 1))
        }
        "US" if found.one == "dollar" => {
            (currency("dollar américain", "dollars américains", false), word + 1)
        }
        _ => (found, at),
    }
}

/// An amount, the currency after it.
pub(super) fn amount(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let numeral = Numeral::read(scan, at)?;
    let (currency, scale, next) = unit(scan, scan.skip_space(numeral.next))?;
    // « 6F » is a class.
    if !scan.is_space(numeral.next) && matches!(scan.word(numeral.next), "F" | "DA" | "DT" | "DH") {
        return None;
    }
    let (currency, next) = dollar(scan, next, currency);
    // 3€50, 2 € 50
    let spaced = scan.is_space(next)
        && currency.cents.is_some()
        && scan.digits(next + 1).len() == 2
        && matches!(
            scan.kind(next + 2),
            None | Some(Kind::Line | Kind::Space | Kind::Sign('.' | ','))
        );
    let next = if spaced { next + 1 } else { next };
    let cents = scan.digits(next);
    if scale.is_empty()
        && scan.is_space(numeral.next)
        && scan.is_alphanumeric(next)
        && cents.len() != 2
    {
        // « 3 €2 » is no sum.
        return None;
    }
    let (numeral, next) = if numeral.mark.is_none() && cents.len() == 2 && scale.is_empty() {
        let joined = Numeral { decimals: cents.to_owned(), mark: Some(','), ..numeral };
        (joined, next + 1)
    } else {
        (numeral, next)
    };
    let said = said(scan, &numeral, &currency, scale);
    out.say(scan.start(next), &said);
    Some(super::unit::per(scan, next, out).unwrap_or(next))
}

/// An amount, the code of the currency before it: CHF 10, Fr. 12.50.
pub(super) fn before_word(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    if !matches!(scan.word(at), "CHF" | "EUR" | "USD" | "GBP" | "FCFA" | "Fr" | "CAD") {
        return None;
    }
    let dot = usize::from(scan.word(at) == "Fr" && scan.is_sign(at + 1, '.'));
    let currency = named(scan.word(at))?;
    let numeral = Numeral::read(scan, scan.skip_space(at + 1 + dot))?;
    out.say(scan.start(numeral.next), &said(scan, &numeral, &currency, ""));
    Some(numeral.next)
}

/// The sign of the euro without a number: « l'€ » is one, « en € » several.
pub(super) fn euro_alone(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    if !scan.is_sign(at, '€') {
        return None;
    }
    let one = scan.before(at).is_some_and(|before| scan.is_sign(before, '\''))
        && at.checked_sub(2).is_some_and(|article| matches!(scan.word(article), "l" | "L"));
    let one = one || matches!(scan.word_before(at), "un" | "chaque" | "cet" | "1");
    out.say(scan.start(at + 1), if one { "euro" } else { "euros" });
    Some(at + 1)
}

/// An amount, the currency before it: $20.
pub(super) fn before(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    scan.sign(at)?;
    let currency = named(scan.str(at))?;
    let numeral = Numeral::read(scan, scan.skip_space(at + 1))?;
    if scan.glued_before(at) {
        return None;
    }
    let said = said(scan, &numeral, &currency, "");
    out.say(scan.start(numeral.next), &said);
    Some(numeral.next)
}

fn said(scan: &Scan<'_>, numeral: &Numeral, currency: &Currency, scale: &str) -> String {
    let variant = scan.options.variant;
    let agreement = Agreement { feminine: currency.feminine, rank: false };
    let name = if numeral.is_plural() { currency.many } else { currency.one };
    if !scale.is_empty() {
        let plural = if numeral.is_plural() { "s" } else { "" };
        return match scale {
            "mille" if numeral.mark.is_none() => {
                let whole = format!("{}000", numeral.integer);
                format!("{} {}", cardinal(&whole, agreement, variant), currency.many)
            }
            "mille" if numeral.decimals.len() <= 3 => {
                let whole = format!("{}{:0<3}", numeral.integer, numeral.decimals);
                let whole = whole.trim_start_matches('0');
                format!("{} {}", cardinal(whole, agreement, variant), currency.many)
            }
            "mille" => format!("{} mille {}", numeral.said(scan, agreement), currency.many),
            _ => format!(
                "{} {scale}{plural} {}{}",
                numeral.said(scan, Agreement::default()),
                of(currency.many),
                currency.many
            ),
        };
    }
    if numeral.ends_in_million() {
        let whole = numeral.said(scan, agreement);
        return format!("{whole} {}{}", of(currency.many), currency.many);
    }
    let (Some((cent, cents)), Some(hundredths)) = (currency.cents, hundredths(numeral)) else {
        return format!("{} {name}", numeral.said(scan, agreement));
    };
    let fraction = cardinal(&hundredths.to_string(), Agreement::default(), variant);
    let zero = numeral.integer.trim_start_matches('0').is_empty();
    let whole = format!("{} {name}", cardinal(&numeral.integer, agreement, variant));
    match (zero, hundredths) {
        (_, 0) => whole,
        (true, 1) => format!("{fraction} {cent}"),
        (true, _) => format!("{fraction} {cents}"),
        (false, _) => format!("{whole} {fraction}"),
    }
}

/// « d' » before a vowel, else « de ».
fn of(name: &str) -> &'static str {
    if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "d'" } else { "de " }
}

/// One or two decimals as hundredths.
fn hundredths(numeral: &Numeral) -> Option<u32> {
    match (numeral.mark, numeral.decimals.len()) {
        (None, _) => None,
        (Some(_), 1) => numeral.decimals.parse::<u32>().ok().map(|tenths| tenths * 10),
        (Some(_), 2) => numeral.decimals.parse().ok(),
        _ => None,
    }
}
