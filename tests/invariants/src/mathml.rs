//! A formula is said in words that lead back to its markup, in chunks that hold all of them; what is shown
//! of it is MathML that lays out and nothing else.

use clairvoix_text::spoken::{Formula, MathsStyle, SpokenOptions, speak_mathml};

/// Checks the words, the map and the chunks of a stretch of markup, alone and inside a text.
pub fn check(markup: &str) {
    for maths in [MathsStyle::Brief, MathsStyle::Full] {
        let options = SpokenOptions { maths, ..SpokenOptions::default() };
        let speech = speak_mathml(markup, &options);
        crate::spoken::check_map(markup, &speech.text, &speech.map);
        crate::check_order(speech.chunks.iter().copied(), speech.text.len());
        let words = |text: &str| text.split([' ', ',']).filter(|word| !word.is_empty()).count();
        let in_chunks: usize =
            speech.chunks.iter().map(|chunk| words(chunk.slice(&speech.text))).sum();
        assert_eq!(in_chunks, words(&speech.text));
        crate::spoken::check(&format!("Soit <math>{markup}</math>fin."), &options);
    }
    for given in
        [markup.to_owned(), format!("<math {markup}</math>"), format!("<math>{markup}</math>")]
    {
        if let Some(formula) = Formula::new(&given) {
            check_shown(&formula);
        }
    }
}

/// Elements that lay out a formula and can do nothing else.
const ELEMENTS: &str = "math mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder mover \
                        munderover mmultiscripts mprescripts mtable mtr mtd mspace mi mn mo mtext ms";

/// The markup has allowed elements only, each closed, attributes that hold a plain word, and the text of
/// the formula.
fn check_shown(formula: &Formula) {
    let mut open: Vec<&str> = Vec::new();
    let mut text = String::new();
    for part in formula.markup().split_inclusive('>') {
        let (before, tag) = part.split_once('<').expect("a tag ends there");
        text.push_str(before);
        let tag = tag.strip_suffix('>').expect("a tag is closed");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "in {}", formula.markup());
            continue;
        }
        let mut words = tag.split(' ');
        let name = words.next().unwrap_or_default();
        assert!(ELEMENTS.split_whitespace().any(|known| known == name), "<{tag}>");
        for attribute in words {
            let (key, value) = attribute.split_once("=\"").expect("a value in quotes");
            let value = value.strip_suffix('"').expect("a value in quotes");
            assert!(key.bytes().all(|b| b.is_ascii_lowercase()) && !key.starts_with("on"), "{tag}");
            assert!(!["href", "src", "style", "class", "id"].contains(&key), "{tag}");
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '%' | '+' | '-');
            assert!(value.chars().all(plain), "{tag}");
        }
        open.push(name);
    }
    assert!(open.is_empty() && formula.markup().starts_with("<math"), "{}", formula.markup());
    let shown = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    assert_eq!(shown, formula.text());
    let whole = clairvoix_text::Utf8Range::new(0, formula.text().len());
    crate::check_cover(formula.tokens().iter().copied(), whole, formula.text());
    let options = SpokenOptions::default();
    let spoken = formula.spoken(&options);
    let mut at = (0, 0);
    for link in spoken.map.links() {
        assert_eq!((link.source.start(), link.spoken.start()), at);
        at = (link.source.end(), link.spoken.end());
        assert!(formula.text().is_char_boundary(at.0) && spoken.text.is_char_boundary(at.1));
    }
    assert_eq!(at, (formula.text().len(), spoken.text.len()));
}
