//! What is known of stretches of a text: where sentences and pieces of them are cut for it.

use std::{collections::VecDeque, sync::Arc};

use clairvoix_text::{
    Utf8Range,
    language::{Language, spans},
    spoken::Formula,
};

use super::{
    options::{Passage, PassageKind, PlanOptions},
    window::Sentence,
};

/// A part of a sentence said in one way.
pub(super) struct Piece {
    /// In the sentence.
    pub(super) range: Utf8Range,
    /// Another language than the text's that there is a voice for.
    pub(super) foreign: Option<Language>,
    /// The formula that its characters show.
    pub(super) formula: Option<Arc<Formula>>,
}

/// Sentences joined where a formula goes over their ends, with the parts of formulae for their words.
pub(super) fn whole(sentences: VecDeque<Sentence>, passages: &[Passage]) -> VecDeque<Sentence> {
    let ends = sentences.front().zip(sentences.back());
    let Some(window) = ends.map(|(first, last)| first.range.cover(last.range)) else {
        return sentences;
    };
    let formulae: Vec<(Utf8Range, &Formula)> = passages
        .iter()
        .filter(|passage| passage.range.overlaps(window))
        .filter_map(|passage| match &passage.kind {
            PassageKind::Formula(formula) => Some((passage.range, &**formula)),
            PassageKind::Language(_) => None,
        })
        .collect();
    if formulae.is_empty() {
        return sentences;
    }
    let mut joined: VecDeque<Sentence> = VecDeque::with_capacity(sentences.len());
    for sentence in sentences {
        let start = sentence.range.start();
        let cut =
            |(range, _): &&(Utf8Range, &Formula)| range.start() < start && start < range.end();
        match joined.back_mut().filter(|_| formulae.iter().any(|it| cut(&it))) {
            Some(last) => {
                last.range = last.range.cover(sentence.range);
                last.words.extend(sentence.words);
            }
            None => joined.push_back(sentence),
        }
    }
    for sentence in &mut joined {
        let range = sentence.range;
        for (range, formula) in formulae.iter().filter(|(formula, _)| formula.overlaps(range)) {
            sentence.words.retain(|word| !word.overlaps(*range));
            sentence.words.extend(formula.tokens().iter().map(|token| token.shift(range.start())));
        }
        sentence.words.sort_by_key(|word| word.start());
    }
    joined
}

/// The parts of the sentence at byte `start` of the text, end to end. A passage in a language without a
/// voice is read as the rest: it is never silent.
pub(super) fn pieces(written: &str, start: usize, options: &PlanOptions) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (range, passage) in told(Utf8Range::new(start, start + written.len()), &options.passages) {
        let range = Utf8Range::new(range.start() - start, range.end() - start);
        match passage.map(|passage| &passage.kind) {
            None => guessed(written, range, options, &mut pieces),
            Some(PassageKind::Language(tag)) => {
                let foreign = foreign(tag, options);
                pieces.push(Piece { range, foreign, formula: None });
            }
            Some(PassageKind::Formula(formula)) => {
                let own = Language::from_tag(&options.language) == Some(Language::French);
                let foreign = if own { None } else { foreign("fr", options) };
                let formula = Some(Arc::clone(formula)).filter(|_| own || foreign.is_some());
                pieces.push(Piece { range, foreign, formula });
            }
        }
    }
    if pieces.is_empty() {
        let range = Utf8Range::new(0, written.len());
        pieces.push(Piece { range, foreign: None, formula: None });
    }
    pieces
}

/// The language of a tag, where it is another than the text's and has a voice.
fn foreign(tag: &str, options: &PlanOptions) -> Option<Language> {
    let language = Language::from_tag(tag)?;
    let own = Language::from_tag(&options.language);
    (Some(language) != own && options.speaks(language.tag())).then_some(language)
}

/// The stretches of a sentence with the passage that tells most about each: a formula, else the
/// innermost language; none where nothing is told.
fn told(sentence: Utf8Range, passages: &[Passage]) -> Vec<(Utf8Range, Option<&Passage>)> {
    let here: Vec<&Passage> = passages
        .iter()
        .filter(|passage| match passage.kind {
            // A formula that is cut cannot be said as one.
            PassageKind::Formula(_) => {
                sentence.start() <= passage.range.start() && passage.range.end() <= sentence.end()
            }
            PassageKind::Language(_) => passage.range.overlaps(sentence),
        })
        .collect();
    let mut cuts = vec![sentence.start(), sentence.end()];
    for passage in &here {
        cuts.extend([passage.range.start(), passage.range.end()]);
    }
    cuts.retain(|cut| (sentence.start()..=sentence.end()).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let mut out: Vec<(Utf8Range, Option<&Passage>)> = Vec::new();
    for pair in cuts.windows(2) {
        let &[from, to] = pair else { continue };
        let rank = |passage: &&&Passage| {
            let formula = matches!(passage.kind, PassageKind::Formula(_));
            (formula, passage.range.start(), std::cmp::Reverse(passage.range.end()))
        };
        let best = here.iter().filter(|it| it.range.contains(from)).max_by_key(rank).copied();
        let same = |last: &&mut (Utf8Range, Option<&Passage>)| match (last.1, best) {
            (None, None) => true,
            (Some(before), Some(best)) => std::ptr::eq(before, best),
            _ => false,
        };
        match out.last_mut().filter(same) {
            Some(last) => last.0 = Utf8Range::new(last.0.start(), to),
            None => out.push((Utf8Range::new(from, to), best)),
        }
    }
    out
}

/// The parts of a stretch whose language is not told: those that are surely in another.
fn guessed(written: &str, range: Utf8Range, options: &PlanOptions, pieces: &mut Vec<Piece>) {
    let own = Language::from_tag(&options.language).filter(|_| options.voices.len() > 1);
    let text = range.slice(written);
    let mut at = 0;
    let mut push = |start: usize, end: usize, foreign| {
        let range = Utf8Range::new(start, end).shift(range.start());
        pieces.push(Piece { range, foreign, formula: None });
    };
    for span in own.map(|own| spans(text, own)).unwrap_or_default() {
        if Some(span.language) == own || !options.speaks(span.language.tag()) {
            continue;
        }
        if span.range.start() > at {
            push(at, span.range.start(), None);
        }
        at = span.range.end();
        push(span.range.start(), span.range.end(), Some(span.language));
    }
    if at < text.len() {
        push(at, text.len(), None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{LanguageVoice, PlanOptions, VoiceId, plan};

    fn voice(name: &str) -> VoiceId {
        VoiceId::try_new(name).expect("a valid name")
    }

    fn passage(text: &str, part: &str, kind: PassageKind) -> Passage {
        let start = text.find(part).expect("it is there");
        Passage { range: Utf8Range::new(start, start + part.len()), kind }
    }

    /// Voice and text of each utterance, and the written words that are marked.
    fn said(text: &str, options: PlanOptions) -> (Vec<(String, String)>, Vec<String>) {
        let planned: Vec<_> = plan(text, options).expect("a plan").collect();
        let words = planned.iter().flat_map(|it| &it.words);
        let words = words.map(|word| word.range.slice(text).to_owned()).collect();
        let voice = |it: &crate::PlannedUtterance| it.utterance.voice.as_str().to_owned();
        (planned.iter().map(|it| (voice(it), it.utterance.text.clone())).collect(), words)
    }

    #[test]
    fn a_formula_is_said_by_its_markup_and_marked_part_by_part() {
        let markup =
            "<math><mi>n</mi><mo>!</mo><mo>=</mo><mfrac><mi>a</mi><mn>2</mn></mfrac></math>";
        let formula = Formula::new(markup).expect("a formula");
        assert_eq!(formula.text(), "n!=a2");
        let text = "On sait que n!=a2 ici. Fin.";
        let mut options = PlanOptions::new("fr", voice("camille"));
        let kind = PassageKind::Formula(Arc::new(formula));
        options.passages = vec![passage(text, "n!=a2", kind)];
        let (utterances, words) = said(text, options.clone());
        let own = |text: &str| ("camille".to_owned(), text.to_owned());
        let expected = [own("On sait que factorielle n égale a sur deux ici."), own("Fin.")];
        assert_eq!(utterances, expected);
        assert_eq!(words[..3], ["On", "sait", "que"]);
        assert_eq!(words[3..words.len() - 2].concat(), "n!=a2");
        // In an English text the French voice says it, where there is one.
        options.language = "en".to_owned();
        options.voices = vec![LanguageVoice { language: "en".into(), voice: voice("daniel") }];
        let (utterances, _) = said(text, options.clone());
        assert_eq!(utterances.first().map(|it| it.0.as_str()), Some("daniel"));
        options.voices.push(LanguageVoice { language: "fr".into(), voice: voice("camille") });
        let (utterances, _) = said(text, options);
        let french = own("factorielle n égale a sur deux");
        assert!(utterances.contains(&french), "{utterances:?}");
    }

    #[test]
    fn what_is_told_of_languages_is_not_guessed() {
        let text = "Lis my name is Léa, puis « The cat is black and white » en français.";
        let mut options = PlanOptions::new("fr", voice("camille"));
        options.voices.push(LanguageVoice { language: "en-GB".into(), voice: voice("daniel") });
        let language = |tag: &str| PassageKind::Language(tag.to_owned());
        options.passages = vec![
            passage(text, "my name is Léa", language("en-US")),
            passage(text, "Léa", language("fr")),
            passage(text, "The cat is black and white", language("fr")),
        ];
        let (utterances, _) = said(text, options);
        let voices: Vec<&str> = utterances.iter().map(|it| it.0.as_str()).collect();
        assert_eq!(voices, ["camille", "daniel", "camille"], "{utterances:?}");
        assert_eq!(utterances[1].1, "my name is");
    }

    #[test]
    fn passages_anywhere_leave_no_gap() {
        let text = "Un deux. Trois quatre cinq ! Six.";
        let formula = Arc::new(Formula::new("<math><mi>x</mi></math>").expect("a formula"));
        for start in (0..text.len() + 3).step_by(3) {
            for end in (start..text.len() + 3).step_by(4) {
                let mut options = PlanOptions::new("fr", voice("camille"));
                let range = Utf8Range::new(start, end);
                let language = PassageKind::Language("en".to_owned());
                options.passages = vec![Passage { range, kind: language }];
                let (_, words) = said(text, options.clone());
                assert_eq!(words.len(), 6, "{range:?}");
                let kind = PassageKind::Formula(Arc::clone(&formula));
                options.passages = vec![Passage { range, kind }];
                said(text, options);
            }
        }
    }
}
