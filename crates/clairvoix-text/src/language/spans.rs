//! Passages of a text in another language: said by its markup, or told by a quotation.

use std::{collections::HashMap, sync::LazyLock};

use super::{CONFIDENCE_MIN, Language, detect};
use crate::Utf8Range;

/// A stretch of text and its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LanguageSpan {
    /// Bytes of the text, without tags, and without the quotation marks of a foreign passage.
    pub range: Utf8Range,
    /// What it is in.
    pub language: Language,
}

/// The languages of a text whose own language is `around`, in order; stretches of one language are
/// joined, and tags (`<span lang="en">`) belong to none.
///
/// What the markup says holds. Elsewhere a quotation of other small words than those of `around` is
/// taken for a passage of their language; a borrowed word is not.
///
/// ```
/// use clairvoix_text::language::{Language, spans};
/// let text = "Traduis : « The cat is black ».";
/// let found: Vec<_> = spans(text, Language::French)
///     .into_iter()
///     .map(|span| (span.language.tag(), span.range.slice(text)))
///     .collect();
/// assert_eq!(found, [("fr", "Traduis : "), ("en", "The cat is black"), ("fr", ".")]);
/// ```
#[must_use]
pub fn spans(text: &str, around: Language) -> Vec<LanguageSpan> {
    let mut out = Vec::new();
    let mut open: Vec<Language> = Vec::new();
    let (mut at, mut search) = (0, 0);
    while let Some(found) = text.get(search..).and_then(|rest| rest.find('<')) {
        let start = search + found;
        let Some(end) = tag_end(text, start) else {
            search = start + 1;
            continue;
        };
        passage(text, Utf8Range::new(at, start), open.last().copied(), around, &mut out);
        follow(text.get(start..end).unwrap_or_default(), around, &mut open);
        (at, search) = (end, end);
    }
    passage(text, Utf8Range::new(at, text.len()), open.last().copied(), around, &mut out);
    out
}

/// The byte after a tag that starts at `start`; none for a lesser-than sign.
fn tag_end(text: &str, start: usize) -> Option<usize> {
    /// No tag of a lesson is longer; without the bound, many `<` would be looked through many times.
    const TAG_BYTES_MAX: usize = 512;
    let rest = text.as_bytes().get(start + 1..)?;
    if !rest.first().is_some_and(|b| b.is_ascii_alphabetic() || *b == b'/') {
        return None;
    }
    let close = rest.iter().take(TAG_BYTES_MAX).position(|b| *b == b'>')?;
    Some(start + 1 + close + 1)
}

/// Opens or closes an element: each element open has its language on the stack.
fn follow(tag: &str, around: Language, open: &mut Vec<Language>) {
    const DEPTH_MAX: usize = 256;
    let name = tag.trim_start_matches(['<', '/']).split([' ', '>', '/']).next().unwrap_or_default();
    let void = tag.ends_with("/>") || matches!(name, "br" | "img" | "hr" | "wbr" | "input");
    if tag.starts_with("</") {
        open.pop();
    } else if !void && open.len() < DEPTH_MAX {
        let inherited = open.last().copied().unwrap_or(around);
        open.push(attribute(tag).and_then(Language::from_tag).unwrap_or(inherited));
    }
}

/// The value of `lang` or `xml:lang`.
fn attribute(tag: &str) -> Option<&str> {
    let at = tag
        .find(" lang=")
        .map(|at| at + " lang=".len())
        .or_else(|| tag.find(" xml:lang=").map(|at| at + " xml:lang=".len()))?;
    let rest = tag.get(at..)?;
    let quote = rest.chars().next()?;
    match quote {
        '"' | '\'' => rest.get(1..)?.split(quote).next(),
        _ => rest.split([' ', '>']).next(),
    }
}

/// A stretch between two tags, with the quotations in it.
fn passage(
    text: &str,
    range: Utf8Range,
    marked: Option<Language>,
    around: Language,
    out: &mut Vec<LanguageSpan>,
) {
    let own = marked.unwrap_or(around);
    let mut at = range.start();
    if marked.is_none_or(|marked| marked == around) {
        while let Some((quoted, language)) =
            next_quotation(text, Utf8Range::new(at, range.end()), own)
        {
            let before = text.get(at..quoted.start()).unwrap_or_default();
            let kept = before.trim_end_matches(is_quote_or_space).len();
            // The space before the marks stays with the words before them.
            let space = before.get(kept..).map_or(0, |rest| rest.len() - rest.trim_start().len());
            sentences(text, Utf8Range::new(at, at + kept + space), own, out);
            push(out, quoted, language);
            // The closing mark goes, the space after it stays.
            let after = text.get(quoted.end()..range.end()).unwrap_or_default();
            let mark = after.trim_start();
            at = range.end() - mark.strip_prefix(['»', '”', '"']).unwrap_or(after).len();
        }
    }
    if marked.is_some() {
        push(out, Utf8Range::new(at, range.end()), own);
    } else {
        sentences(text, Utf8Range::new(at, range.end()), own, out);
    }
}

/// Sentences of a stretch without quotations: one in another language has none of our small words.
fn sentences(text: &str, range: Utf8Range, own: Language, out: &mut Vec<LanguageSpan>) {
    let stretch = text.get(range.start()..range.end()).unwrap_or_default();
    let mut at = range.start();
    for sentence in stretch.split_inclusive(['.', '!', '?', ':', '\n']) {
        let end = at + sentence.len();
        push(out, Utf8Range::new(at, end), whole_sentence(sentence, own).unwrap_or(own));
        at = end;
    }
}

/// The language of a sentence whose small words are all of it.
fn whole_sentence(sentence: &str, own: Language) -> Option<Language> {
    let hits = Hits::of(sentence, own);
    let clear = hits.own == 0 && hits.found >= 2 && hits.found * 2 >= hits.words && !hits.tied;
    clear.then_some(hits.language)
}

fn is_quote_or_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '«' | '»' | '“' | '”' | '"')
}

fn push(out: &mut Vec<LanguageSpan>, range: Utf8Range, language: Language) {
    if range.is_empty() {
        return;
    }
    match out.last_mut() {
        Some(last) if last.language == language && last.range.end() == range.start() => {
            last.range = last.range.cover(range);
        }
        _ => out.push(LanguageSpan { range, language }),
    }
}

/// The next quotation in another language than `own`, without its marks and the spaces inside them.
fn next_quotation(text: &str, range: Utf8Range, own: Language) -> Option<(Utf8Range, Language)> {
    let mut at = range.start();
    while let Some(rest) = text.get(at..range.end()) {
        let open = rest.find(['«', '“', '"'])?;
        let mark = rest.get(open..)?.chars().next()?;
        let from = at + open + mark.len_utf8();
        let closing = match mark {
            '«' => '»',
            '“' => '”',
            other => other,
        };
        let length = text.get(from..range.end())?.find(closing)?;
        let inside = text.get(from..from + length)?;
        let trimmed = inside.trim();
        let start = from + (inside.len() - inside.trim_start().len());
        let quoted = Utf8Range::new(start, start + trimmed.len());
        if let Some(language) = other_language(trimmed, own) {
            return Some((quoted, language));
        }
        at = from + length + closing.len_utf8();
    }
    None
}

/// Small words, each with the languages it belongs to, as bits by place in [`Language::ALL`].
static WORDS: LazyLock<HashMap<&'static str, u8>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for line in include_str!("../../data/languages/function_words.tsv").lines() {
        let Some((language, list)) = line.split_once('\t').filter(|_| !line.starts_with('#'))
        else {
            continue;
        };
        let bit = Language::ALL.iter().position(|known| known.tag() == language).unwrap_or(7);
        for word in list.split(' ') {
            *words.entry(word).or_default() |= 1 << bit;
        }
    }
    words
});

/// How many small words of a passage belong to the most likely other language, and to its own.
struct Hits {
    language: Language,
    found: usize,
    own: usize,
    words: usize,
    /// Another language has as many.
    tied: bool,
}

impl Hits {
    fn of(passage: &str, own: Language) -> Self {
        /// A longer passage is told by its first words.
        const WORDS_MAX: usize = 60;
        let mut hits = [0_usize; Language::ALL.len()];
        let mut words = 0;
        let letters = |c: char| !(c.is_alphabetic() || c == '\'');
        for word in passage.split(letters).filter(|word| !word.is_empty()).take(WORDS_MAX) {
            words += 1;
            let bits = WORDS.get(word.to_lowercase().as_str()).copied().unwrap_or(0);
            for (place, hit) in hits.iter_mut().enumerate() {
                *hit += usize::from(bits >> place & 1 == 1);
            }
        }
        let counted = || Language::ALL.into_iter().zip(hits);
        let own_hits = counted().find(|(language, _)| *language == own).map_or(0, |(_, hit)| hit);
        let others = || counted().filter(|(language, _)| *language != own);
        let (language, found) = others().max_by_key(|(_, hit)| *hit).unwrap_or((own, 0));
        let tied = others().filter(|(_, hit)| *hit == found).count() > 1;
        Self { language, found, own: own_hits, words, tied }
    }
}

/// The language of a quotation if its small words are clearly not those of `own`.
fn other_language(passage: &str, own: Language) -> Option<Language> {
    let hits = Hits::of(passage, own);
    // « Guten Tag » is enough, « le week-end » is not.
    let clear =
        hits.found >= 2 && hits.found > hits.own && hits.found * 4 >= hits.words && !hits.tied;
    if clear {
        return Some(hits.language);
    }
    detect(passage, CONFIDENCE_MIN).filter(|language| *language != own && hits.found > hits.own)
}

#[cfg(test)]
mod tests {
    use super::{Language, spans};

    fn tags(text: &str) -> Vec<(&'static str, &str)> {
        spans(text, Language::French)
            .into_iter()
            .map(|span| (span.language.tag(), span.range.slice(text)))
            .collect()
    }

    #[test]
    fn markup_holds_before_anything_else() {
        let text = "<p lang=\"fr\">Il dit <span lang=\"en\">Good <b>morning</b></span>.</p>";
        let all = [("fr", "Il dit "), ("en", "Good "), ("en", "morning"), ("fr", ".")];
        assert_eq!(tags(text), all);
        assert_eq!(tags("a < b et <br> c"), [("fr", "a < b et "), ("fr", " c")]);
    }

    #[test]
    fn quotations_are_told_by_their_small_words() {
        assert_eq!(tags("Elle dit « Guten Tag » à tous")[1], ("de", "Guten Tag"));
        assert_eq!(
            tags("Il lit « ¿ Dónde está el libro ? ».")[1],
            ("es", "¿ Dónde está el libro ?")
        );
        assert_eq!(tags("Il dit « Le chat est noir ».").len(), 1);
        assert_eq!(tags("Le week-end, il joue au « football ».").len(), 1);
    }
}
