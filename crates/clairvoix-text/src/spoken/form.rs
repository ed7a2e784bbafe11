//! The entry point: goes over the text once and hands each token to the rules.

use super::{
    Pronounced, SpokenMap, SpokenOptions,
    foreign::{self, Grammar},
    join::SpokenParts,
    mathml::{self, speak_mathml},
    options::{Mode, Variant},
    passages, plain,
    prepare::prepare,
    pronounced, rule,
    scan::{Rule, Scan, Writer},
    spelling, token,
    token::{Kind, Token},
    verse,
};

/// What a French dictation says for a line break.
pub(super) const LINE_BREAK_SAID: &str = "à la ligne";

/// What a dictation says for a line break.
///
/// ```
/// use clairvoix_text::spoken::{Variant, line_break_said};
/// assert_eq!(line_break_said(Variant::France), "à la ligne");
/// assert_eq!(line_break_said(Variant::Britain), "new line");
/// ```
#[must_use]
pub fn line_break_said(variant: Variant) -> &'static str {
    foreign::grammar(variant).map_or(LINE_BREAK_SAID, foreign::line_break_said)
}

/// A text as it is said, and the map back to the text as it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spoken {
    /// Plain words and punctuation.
    pub text: String,
    /// From the written text to [`text`](Self::text) and back.
    pub map: SpokenMap,
    /// The parts of [`text`](Self::text) that lists of pronunciations decided, in order.
    pub pronounced: Vec<Pronounced>,
}

/// The spoken form of a text in the language of [`SpokenOptions::variant`]. Any text is accepted; the work is linear in its length.
///
/// ```
/// use clairvoix_text::spoken::{SpokenOptions, spoken_form};
/// let spoken = spoken_form("M. Le Gall lit 21 pages, de 14h30 à 15h.", &SpokenOptions::default());
/// assert_eq!(
///     spoken.text,
///     "monsieur Le Gall lit vingt et une pages, de quatorze heures trente à quinze heures."
/// );
/// ```
#[must_use]
pub fn spoken_form(text: &str, options: &SpokenOptions) -> Spoken {
    match prepare(text) {
        None => from_clean(text, options),
        Some((clean, first)) => {
            let spoken = from_clean(&clean, options);
            Spoken { map: first.compose(&spoken.map), ..spoken }
        }
    }
}

fn from_clean(text: &str, options: &SpokenOptions) -> Spoken {
    if matches!(options.mode, Mode::Normal | Mode::Dictation)
        && let Some(spoken) = passages::read(text, options)
    {
        return spoken;
    }
    match (foreign::grammar(options.variant), options.mode) {
        (Some(grammar), Mode::Spelling) => foreign::spell(text, grammar),
        (Some(grammar), _) => read(text, options, Some(grammar)),
        (None, _) => french(text, options),
    }
}

fn french(text: &str, options: &SpokenOptions) -> Spoken {
    match options.mode {
        Mode::Spelling => spelling::spell(text, options),
        Mode::Normal | Mode::Dictation => read(text, options, None),
        Mode::Verse => {
            let spoken = read(text, options, None);
            let (text, map) = verse::scan(&spoken.text);
            // The metre decides anew about the sounds, and may join words.
            let mut end = 0;
            let pronounced = spoken.pronounced.into_iter().map(|it| Pronounced {
                spoken: map.to_spoken(it.spoken),
                reading: None,
                ..it
            });
            let apart = pronounced.filter(|it| {
                let is_apart = it.spoken.start() >= end && !it.spoken.is_empty();
                end = if is_apart { it.spoken.end() } else { end };
                is_apart
            });
            Spoken { pronounced: apart.collect(), map: spoken.map.compose(&map), text }
        }
    }
}

/// A text with its formulae in MathML; French without a grammar.
fn read(text: &str, options: &SpokenOptions, grammar: Option<&'static dyn Grammar>) -> Spoken {
    let words = |text: &str| match grammar {
        None => read_french(text, options),
        Some(grammar) => foreign::read(text, options, grammar),
    };
    let parts = mathml::parts(text);
    if let [_] = parts.as_slice() {
        return words(text);
    }
    let mut joined = SpokenParts::default();
    for part in parts {
        match part {
            mathml::Part::Text(range) => {
                joined.push_spoken(words(range.slice(text)));
            }
            mathml::Part::Formula(range) => {
                let source = range.slice(text);
                let said = match grammar {
                    None => {
                        let speech = speak_mathml(source, options);
                        Spoken { text: speech.text, map: speech.map, ..Spoken::default() }
                    }
                    Some(grammar) => foreign::formula(source, options, grammar),
                };
                joined.push_apart(said);
            }
        }
    }
    joined.finish()
}

/// French without formulae.
fn read_french(text: &str, options: &SpokenOptions) -> Spoken {
    let mut out = Writer::new(text);
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = token::stretch_end(text, start);
        token::tokenize(text, start, end, &mut tokens);
        let scan = Scan { text, tokens: &tokens, options };
        let mut at = 0;
        while at < tokens.len() {
            at = step(&scan, at, &mut out).max(at + 1);
        }
        start = end;
    }
    out.finish()
}

/// Says one token, or more where a rule knows what starts there. Returns the next.
fn step(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> usize {
    let Some(token) = scan.tokens.get(at) else {
        return at + 1;
    };
    let rules: &[Rule] = match token.kind {
        Kind::Word => rule::WORD,
        Kind::Digits => rule::DIGITS,
        Kind::Super | Kind::Sub => rule::SCRIPT,
        Kind::Sign(_) => rule::SIGN,
        Kind::Space => return rule::space(scan, at, out),
        Kind::Line => {
            rule::Punctuation::of(scan).line(scan, at, out);
            return at + 1;
        }
    };
    if let Some(next) = pronounced::rule(scan, at, out) {
        return next;
    }
    if plain::is_plain(scan, at, token.kind) {
        return match token.kind {
            Kind::Sign(c) => rule::Punctuation::of(scan).sign(scan, at, c, out),
            _ => {
                let last = plain::run_end(scan, at);
                out.copy(scan.start(last + 1), true);
                last + 1
            }
        };
    }
    for rule in rules {
        if let Some(next) = rule(scan, at, out) {
            return next;
        }
    }
    match token.kind {
        Kind::Sign(c) => rule::Punctuation::of(scan).sign(scan, at, c, out),
        Kind::Word => {
            out.copy(token.end, true);
            at + 1
        }
        _ => {
            out.skip(token.end);
            at + 1
        }
    }
}
