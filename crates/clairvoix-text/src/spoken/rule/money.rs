//! Sums of money.

use crate::spoken::{
    number::{Agreement, cardinal},
    numeral::Numeral,
    scan::{Scan, Writer},
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
        "¥" | "JPY" => currency("yen", "yens", false),
        "CHF" => currency("franc suisse", "francs suisses", false),
        "FF" => currency("franc", "francs", false),
        "FCFA" | "XOF" | "XAF" => currency("franc CFA", "francs CFA", false),
        "CAD" => currency("dollar canadien", "dollars canadiens", false),
        "₹" => currency("roupie", "roupies", true),
        "₽" => currency("rouble", "roubles", false),
        "₿" => currency("bitcoin", "bitcoins", false),
        _ => return None,
    };
    found.cents = match symbol {
        "€" | "EUR" | "CHF" => Some(("centime", "centimes")),
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
        "k" | "K" => "mille",
        "M" => "million",
        "Md" | "Mds" | "G" => "milliard",
        word if word.starts_with(|c: char| c.is_ascii_uppercase()) => {
            return named(word).map(|currency| (currency, "", at + 1));
        }
        _ => return None,
    };
    let sign = scan.skip_space(at + 1);
    scan.sign(sign)?;
    named(scan.str(sign)).map(|currency| (currency, scale, sign + 1))
}

/// An amount, the currency after it.
pub(super) fn amount(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let numeral = Numeral::read(scan, at)?;
    let (currency, scale, next) = unit(scan, scan.skip_space(numeral.next))?;
    if scale.is_empty() && scan.is_space(numeral.next) && scan.is_alphanumeric(next) {
        // « 3 €2 » is no sum.
        return None;
    }
    // 3€50
    let cents = scan.digits(next);
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
