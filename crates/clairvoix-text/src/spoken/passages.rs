//! Passages in another language, each in the words of its own.

use super::{Spoken, SpokenOptions, Variant, join::SpokenParts, options::Passages, spoken_form};
use crate::{
    Utf8Range,
    language::{LanguageSpan, spans},
};

/// The text as it is said with its passages in other languages in their words; none where there are none,
/// or the options do not ask for it.
pub(super) fn read(text: &str, options: &SpokenOptions) -> Option<Spoken> {
    if options.passages == Passages::AsTheRest {
        return None;
    }
    let own = options.variant.language();
    let others = || spans(text, own).into_iter().filter(|span| span.language != own);
    let mut at = 0;
    let mut joined = SpokenParts::default();
    for span in others() {
        push(&mut joined, text, Utf8Range::new(at, span.range.start()), options);
        push_other(&mut joined, text, span, options);
        at = span.range.end();
    }
    if at == 0 {
        return None;
    }
    push(&mut joined, text, Utf8Range::new(at, text.len()), options);
    Some(joined.finish())
}

fn push(joined: &mut SpokenParts, text: &str, range: Utf8Range, options: &SpokenOptions) {
    let options = SpokenOptions { passages: Passages::AsTheRest, ..options.clone() };
    let spoken = spoken_form(range.slice(text), &options);
    joined.push_spoken(spoken);
}

fn push_other(joined: &mut SpokenParts, text: &str, span: LanguageSpan, options: &SpokenOptions) {
    let variant = Variant::from_tag(span.language.tag());
    let passages = Passages::AsTheRest;
    let options = SpokenOptions { variant, passages, ..options.clone() };
    let spoken = spoken_form(span.range.slice(text), &options);
    joined.push_apart(spoken);
}
