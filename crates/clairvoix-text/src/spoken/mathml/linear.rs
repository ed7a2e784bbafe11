//! A formula on one line, as it is typed, for the languages whose rules for MathML are not written here.

use super::markup::{Element, parse};

/// The words put where a line has no sign.
#[derive(Clone, Copy, Debug)]
pub(in crate::spoken) struct LineWords {
    /// Between the two sides of a fraction.
    pub(in crate::spoken) over: &'static str,
    /// Before an exponent.
    pub(in crate::spoken) power: &'static str,
}

/// The formula of a `<math>` element as text: `x²`, `1/2`, `√ x`, `a over b + 1`.
pub(in crate::spoken) fn line(source: &str, words: LineWords) -> String {
    write(&parse(source).0, words)
}

fn write(element: &Element, words: LineWords) -> String {
    let children: Vec<&Element> =
        element.children.iter().filter(|child| !child.name.starts_with("annotation")).collect();
    let side = |index: usize| children.get(index).map_or_else(String::new, |c| write(c, words));
    match element.name.as_str() {
        "mfrac" => {
            let (over, under) = (side(0), side(1));
            let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            match digits(&over) && digits(&under) {
                true => format!("{over}/{under}"),
                false => format!("{over} {} {under}", words.over),
            }
        }
        "msup" => match side(1).as_str() {
            "2" => format!("{}²", side(0)),
            "3" => format!("{}³", side(0)),
            exponent => format!("{} {} {exponent}", side(0), words.power),
        },
        "msqrt" | "mroot" => format!("√ {}", side(0)),
        "mfenced" => format!("({})", join(&children, words)),
        _ if children.is_empty() => element.content(),
        _ => join(&children, words),
    }
}

fn join(children: &[&Element], words: LineWords) -> String {
    let parts = children.iter().map(|child| write(child, words));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
