//! What a profile marks in a document that is adapted in place, and how it looks there.

use crate::{
    css::css_values,
    run::{RunStyle, StyledRun, analyze_options, styled_runs},
};
use clairvoix_document::{
    Document, Leaf, SpanKind,
    in_place::{Look, Mark, Stretch},
};
use clairvoix_profile::{Aids, Settings};
use clairvoix_text::{
    Utf8Range, analysis::analyze, pronunciation::Pronunciations, spoken::LinkKind,
};
use std::fmt::Write as _;

/// The stretches of a document's source that these aids mark: syllables in turn in two inks, letters that
/// are not heard. Formulae, code, pictures and passages in another language than French are left.
///
/// ```
/// use clairvoix_document::open;
/// use clairvoix_layout::in_place::stretches;
/// use clairvoix_profile::{Settings, SyllableMode};
/// let mut aids = Settings::default().aids;
/// aids.syllables = SyllableMode::Written;
/// let opened = open(b"<p>Un la<b>pin</b>.".to_vec(), "a.html")?;
/// let marked: Vec<_> = stretches(&opened.document, &aids, &Default::default())
///     .iter()
///     .map(|stretch| stretch.range.slice(&opened.text))
///     .collect();
/// assert_eq!(marked, ["Un", "la", "pin"]);
/// # Ok::<(), clairvoix_document::Error>(())
/// ```
#[must_use]
pub fn stretches(document: &Document, aids: &Aids, lists: &Pronunciations) -> Vec<Stretch> {
    let french = |tag: &str| tag.split(['-', '_']).next() == Some("fr");
    if document.language.as_deref().is_some_and(|tag| !french(tag)) {
        return Vec::new();
    }
    let mut options = analyze_options(aids);
    options.spoken.pronunciations = lists.clone();
    let mut found = Vec::new();
    for leaf in document.leaves() {
        let analysis = analyze(leaf.text(), &options);
        let left = |kind: &SpanKind| match kind {
            SpanKind::Image | SpanKind::Formula(_) | SpanKind::Code => true,
            SpanKind::Language(tag) => !french(tag),
            _ => false,
        };
        let left: Vec<Utf8Range> =
            leaf.spans().iter().filter(|span| left(&span.kind)).map(|span| span.range).collect();
        for (range, mark) in disjoint(styled_runs(&analysis, aids)) {
            if !left.iter().any(|left| left.overlaps(range)) {
                push_source(leaf, range, mark, &mut found);
            }
        }
    }
    found
}

/// Runs that do not overlap: silent letters are cut out of their syllables.
fn disjoint(runs: Vec<StyledRun>) -> Vec<(Utf8Range, Mark)> {
    let (silent, syllables): (Vec<_>, Vec<_>) =
        runs.into_iter().partition(|run| run.style == RunStyle::Silent);
    let mut silent = silent.into_iter().map(|run| run.range).peekable();
    let mut found = Vec::new();
    for syllable in syllables {
        let mark = match syllable.style {
            RunStyle::SyllableTwo => Mark::SyllableTwo,
            _ => Mark::SyllableOne,
        };
        let (mut at, end) = (syllable.range.start(), syllable.range.end());
        while let Some(letters) = silent.next_if(|letters| letters.start() < end) {
            let start = letters.start().max(at);
            found.push((Utf8Range::new(at, start), mark));
            found.push((Utf8Range::new(start, letters.end().max(start)), Mark::Silent));
            at = letters.end().max(at);
        }
        found.push((Utf8Range::new(at, end.max(at)), mark));
    }
    found.extend(silent.map(|letters| (letters, Mark::Silent)));
    found.retain(|(range, _)| !range.is_empty());
    found
}

/// The source of a stretch of clean text: what was copied, or stands as a reference; tags between cut it.
fn push_source(leaf: &Leaf, range: Utf8Range, mark: Mark, found: &mut Vec<Stretch>) {
    let base = leaf.source().start();
    for link in leaf.map().links_in_spoken(range) {
        let source = match link.kind {
            LinkKind::Copied => {
                let at = |offset: usize| link.source.start() + offset - link.spoken.start();
                let start = range.start().max(link.spoken.start());
                Utf8Range::new(at(start), at(range.end().min(link.spoken.end()).max(start)))
            }
            _ => link.source,
        };
        let source = source.shift(base);
        match found.last_mut() {
            _ if source.is_empty() || link.spoken.is_empty() => {}
            Some(last)
                if last.mark == mark && last.range.end() == source.start() && {
                    // Two syllables of one ink never touch.
                    range.start() < link.spoken.start()
                } =>
            {
                last.range = Utf8Range::new(last.range.start(), source.end());
            }
            _ => found.push(Stretch { range: source, mark }),
        }
    }
}

/// How a document looks in place: the profile's type, spaces and colours, stronger than its own.
#[must_use]
pub fn look(settings: &Settings) -> Look {
    let values = css_values(settings);
    let value = |key: &str| {
        let found = values.iter().find(|(name, _)| *name == key);
        found.map(|(_, value)| value.to_string()).unwrap_or_default()
    };
    let number = |key: &str| value(key).parse::<f64>().unwrap_or(0.0);
    let mut css = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        css,
        "html,body{{background:{page}!important;color:{ink}!important}}\
         body{{font-size:{size}pt!important;max-width:{column}em;margin-left:auto!important;\
         margin-right:auto!important}}\
         body *{{color:inherit!important;background-color:transparent!important;\
         font-family:{font}!important;letter-spacing:{letter}em!important;\
         word-spacing:{word}em!important;line-height:{line}!important}}\
         body p,body li,body td,body th,body dd,body dt,body blockquote,body h1,body h2,body h3,body h4,\
         body h5,body h6{{text-align:left!important;text-indent:0!important;hyphens:none!important;\
         -epub-hyphens:none!important}}\
         body p{{margin-top:0!important;margin-bottom:{paragraph}em!important}}\
         body pre,body pre *,body code,body kbd,body samp{{font-family:monospace!important}}\
         body a{{text-decoration:underline!important}}",
        page = value("colours.page"),
        ink = value("colours.ink"),
        size = value("text.size_pt"),
        // A letter of running text is about half as wide as its size.
        column = number("page.column_chars") * (0.5 + number("spacing.letter_em")),
        font = value("text.font"),
        letter = value("spacing.letter_em"),
        word = value("spacing.word_em"),
        line = value("spacing.line"),
        paragraph = (number("spacing.paragraph_em") - number("spacing.line") + 1.0).max(0.0),
    );
    let colours: Vec<(Mark, String)> = [
        (Mark::SyllableOne, "colours.syllable_one"),
        (Mark::SyllableTwo, "colours.syllable_two"),
        (Mark::Silent, "colours.silent"),
    ]
    .into_iter()
    .map(|(mark, key)| (mark, value(key)))
    .collect();
    for (mark, colour) in &colours {
        let _ = write!(css, "body .{}{{color:{colour}!important}}", mark.class());
    }
    Look { css, colours }
}
