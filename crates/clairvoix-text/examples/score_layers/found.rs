//! What `analyze` finds, in the shape of the expected column of a table of cases; the tests of the
//! cases in `tests/corpus/fr/layers.tsv` use it too.

use clairvoix_text::{
    analysis::{Analysis, AnalyzeOptions, Word, analyze},
    language::{Language, spans},
    liaison::{LiaisonKind, Link, Register},
    spoken::{SpokenOptions, spoken_form},
};

/// What the analysis finds, in the shape of the expected column; `None` for a spoken form.
pub(crate) fn found(
    category: &str,
    variant: &str,
    written: &str,
    expected: &str,
) -> Option<String> {
    let analysis = analyze(written, &AnalyzeOptions::default());
    let output = variant.split(';').find_map(|part| part.strip_prefix("sortie="));
    Some(match (output, category) {
        (Some("API"), _) => sounds(&analysis, expected),
        (Some("liaison"), _) => liaisons(&analysis, expected),
        (Some("syllabes-ecrites"), _) => syllables(&analysis, false),
        (Some("syllabes-orales"), _) => normal(&syllables(&analysis, true)),
        (Some("muettes"), _) => silent(&analysis, written),
        (None, "segmentation") => sentences(&analysis),
        (None, "langue") => normal(&tagged(written)),
        _ => return None,
    })
}

/// The text with its spaces as single ones.
pub(crate) fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sounds as French tells them apart.
fn broad(ipa: &str) -> String {
    ipa.replace('ɔ', "o")
        .replace('ɛ', "e")
        .replace('œ', "ø")
        .replace(['ə', '.'], "")
        .replace('g', "ɡ")
}

/// The text with the tag of each language before its passages, if it has several.
fn tagged(written: &str) -> String {
    let mut out = String::new();
    let mut current = Language::French;
    let found = spans(written, Language::French);
    let several = found.iter().any(|span| span.language != current);
    for span in &found {
        let text = span.range.slice(written);
        let opens = out.is_empty() || span.language != current;
        if several && opens && text.contains(char::is_alphanumeric) || span.language != current {
            out.push_str(&format!("[{}]", span.language.tag()));
        }
        current = span.language;
        out.push_str(text);
    }
    out
}

/// The words named in the expected column, with their sounds; as expected where they sound alike.
fn sounds(analysis: &Analysis<'_>, expected: &str) -> String {
    let mut next = 0;
    let mut out = Vec::new();
    let parts = expected.split([';', '/']).map(str::trim);
    let named = expected.contains('=');
    let words: Vec<Word<'_>> = analysis.words().collect();
    let count = expected.split([';', '/']).count();
    if !named {
        // The last words are those asked for.
        next = words.len().saturating_sub(count);
    }
    for part in parts {
        let (word, ipa) = part.split_once('=').map_or((None, part), |(w, i)| (Some(w), i));
        let length = word.map_or(1, |word| word.split([' ']).count());
        let place = (next..words.len()).find(|&at| {
            word.is_none_or(|word| {
                let last = words.get(at + length - 1).map_or(0, |last| last.range().end());
                let start = words[at].range().start();
                analysis.text().get(start..last).is_some_and(|t| t.eq_ignore_ascii_case(word))
            })
        });
        let Some(at) = place else {
            out.push(format!("{}=?", word.unwrap_or_default()));
            continue;
        };
        next = at + length;
        let mut plain = String::new();
        for word in &words[at..next - 1] {
            plain.push_str(&word.ipa());
            if let Some(liaison) = word.liaison_after().filter(|l| l.kind == LiaisonKind::Required)
            {
                plain.push_str(liaison.phoneme.ipa());
            }
        }
        plain.push_str(&words[next - 1].ipa());
        let linked = match words[next - 1].link_after() {
            Link::Liaison(liaison) if liaison.kind != LiaisonKind::Forbidden => {
                format!("{plain}{}", liaison.phoneme.ipa())
            }
            _ => plain.clone(),
        };
        let alike = [&plain, &linked].iter().any(|found| broad(found) == broad(ipa));
        let shown = if alike { ipa.to_owned() } else { plain };
        out.push(word.map_or(shown.clone(), |word| format!("{word}={shown}")));
    }
    let glue = if expected.contains(';') { " ; " } else { " / " };
    out.join(glue)
}

/// The text with `‿z‿` where a liaison is made and ` | ` where the expected column forbids one.
fn liaisons(analysis: &Analysis<'_>, expected: &str) -> String {
    let mut out = String::new();
    let words: Vec<Word<'_>> = analysis.words().collect();
    for (index, word) in words.iter().enumerate() {
        out.push_str(word.text());
        let Some(next) = words.get(index + 1) else {
            continue;
        };
        let between = analysis.text().get(word.range().end()..next.range().start());
        match word.link_after() {
            Link::Liaison(liaison) if liaison.kind == LiaisonKind::Required => {
                let sound = liaison.phoneme.ipa();
                out.push_str(&format!("‿{sound}‿"));
            }
            _ if expected.contains(&format!("{} | ", word.text())) => out.push_str(" | "),
            _ => out.push_str(between.unwrap_or(" ")),
        }
    }
    out
}

fn syllables(analysis: &Analysis<'_>, oral: bool) -> String {
    let words = analysis.words().map(|word| {
        let written: Vec<String> =
            word.written_syllables().map(|range| range.slice(analysis.text()).to_owned()).collect();
        let count = word.oral_syllables().count();
        // A mute last syllable is said with the one before.
        match written.split_at_checked(count) {
            Some((said, mute)) if oral && !mute.is_empty() => {
                format!("{}{}", said.join("-"), mute.concat())
            }
            _ => written.join("-"),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The text with silent letters in brackets; a letter heard in a liaison is not silent.
fn silent(analysis: &Analysis<'_>, written: &str) -> String {
    let mut silent = vec![false; written.len()];
    for word in analysis.words() {
        word.silent_in(Register::Everyday)
            .for_each(|range| silent[range.start()..range.end()].fill(true));
    }
    let mut out = String::new();
    let mut open = false;
    for (at, c) in written.char_indices() {
        if silent[at] != open {
            out.push(if open { ')' } else { '(' });
            open = !open;
        }
        out.push(c);
    }
    if open { out + ")" } else { out }
}

fn sentences(analysis: &Analysis<'_>) -> String {
    let said = |range: clairvoix_text::Utf8Range| {
        let spoken = spoken_form(analysis.text(), &SpokenOptions::default());
        spoken.map.to_spoken(range).slice(&spoken.text).trim().to_owned()
    };
    let sentences: Vec<String> = analysis.sentences().map(|s| said(s.range())).collect();
    normal(&sentences.join(" | "))
}
