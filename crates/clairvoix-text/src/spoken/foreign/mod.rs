//! Texts in English, Spanish, German and Italian: the same tokens, writer and map as French, rules that
//! the four share, and what each language adds ([`grammar::Grammar`]). Lists are data files.

mod calendar;
mod clock;
mod emoji;
mod english;
mod german;
mod grammar;
mod italian;
mod lists;
mod numeral;
mod punctuation;
mod reader;
mod roman;
mod rule;
mod spanish;
mod spelling;
mod year;

use super::{
    Spoken, SpokenMapBuilder, SpokenOptions,
    mathml::{LineWords, line},
    options::Variant,
    pronounced, rule as shared,
    scan::{Scan, Writer},
    token::{self, Kind, Token},
};
pub(super) use grammar::Grammar;
use reader::Reader;

pub(super) use spelling::spell;

/// The grammar of a variant; none for French, which has its own rules.
pub(super) fn grammar(variant: Variant) -> Option<&'static dyn Grammar> {
    match variant {
        Variant::France | Variant::Belgium | Variant::Switzerland | Variant::SwitzerlandEighty => {
            None
        }
        Variant::Britain => Some(&english::BRITAIN),
        Variant::America => Some(&english::AMERICA),
        Variant::Spanish => Some(&spanish::SPANISH),
        Variant::German => Some(&german::GERMAN),
        Variant::Italian => Some(&italian::ITALIAN),
    }
}

/// What a dictation says for a line break.
pub(super) fn line_break_said(grammar: &dyn Grammar) -> &'static str {
    grammar.lists().said("line")
}

/// A formula in MathML, read as it would be typed on a line: one link for the whole.
pub(super) fn formula(
    source: &str,
    options: &SpokenOptions,
    grammar: &'static dyn Grammar,
) -> Spoken {
    let lists = grammar.lists();
    let words = LineWords { over: lists.said("over"), power: lists.said("power") };
    let said = read(&line(source, words), options, grammar).text;
    let mut builder = SpokenMapBuilder::new(source);
    builder.replace(source.len(), &said);
    let (text, map) = builder.finish();
    Spoken { text, map, ..Spoken::default() }
}

/// The spoken form of a text of that language.
pub(super) fn read(text: &str, options: &SpokenOptions, grammar: &'static dyn Grammar) -> Spoken {
    let mut out = Writer::new(text);
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = token::stretch_end(text, start);
        token::tokenize(text, start, end, &mut tokens);
        let reader = Reader::new(Scan { text, tokens: &tokens, options }, grammar);
        let mut at = 0;
        while at < tokens.len() {
            at = step(&reader, at, &mut out).max(at + 1);
        }
        start = end;
    }
    out.finish()
}

/// Says one token, or more where a rule knows what starts there. Returns the next.
fn step(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> usize {
    let Some(token) = reader.tokens.get(at) else {
        return at + 1;
    };
    match token.kind {
        Kind::Space => return shared::space(reader, at, out),
        Kind::Line => {
            punctuation::line(reader, at, out);
            return at + 1;
        }
        _ => {}
    }
    if let Some(next) = pronounced::rule(reader, at, out) {
        return next;
    }
    for rules in [reader.grammar.rules(token.kind), rule::shared(token.kind)] {
        for rule in rules {
            if let Some(next) = rule(reader, at, out) {
                return next;
            }
        }
    }
    match token.kind {
        Kind::Sign(c) => punctuation::sign(reader, at, c, out),
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
