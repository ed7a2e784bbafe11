//! Words: runs of letters, and what joins or parts them in French.

use unicode_segmentation::UnicodeSegmentation as _;

use super::{
    WordKind, WordSpan,
    class::{
        bounded_run_end, char_at, char_before, cluster_end, is_alphanumeric, is_apostrophe,
        is_digit, is_hyphen, is_letter, is_middle_dot, is_vowel, latin_word_end, may_join_next,
        run_end, sign_end,
    },
    lists::{List, is_in, lists_of},
    number,
};
use crate::Utf8Range;

/// All words of the text, in order.
pub(super) fn words(text: &str) -> Vec<WordSpan> {
    // A French word and the space after it take some six bytes.
    let mut scanner = Scanner { text, words: Vec::with_capacity(text.len() / 6 + 1) };
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        at = if is_letter(c) {
            scanner.word(at)
        } else if is_digit(c) || number::is_signed_number(text, at, char_before(text, at)) {
            scanner.number(at)
        } else {
            cluster_end(text, at)
        };
    }
    scanner.words
}

struct Scanner<'t> {
    text: &'t str,
    words: Vec<WordSpan>,
}

/// What stands after the letters read so far.
enum Join {
    /// The word goes on to this offset.
    To(usize),
    /// The word ends at this offset, and is an address.
    Address(usize),
    /// The word ends at this offset, with a sign that belongs to it.
    End(usize),
    /// The word ends with its letters.
    None,
}

impl Scanner<'_> {
    fn push(&mut self, start: usize, end: usize, kind: WordKind) {
        self.words.push(WordSpan { range: Utf8Range::new(start, end), kind });
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn number(&mut self, start: usize) -> usize {
        let end = number::number_end(self.text, start);
        if let Some(end) = self.email_end(end) {
            self.push(start, end, WordKind::Address);
            return end;
        }
        self.push(start, end, WordKind::Number);
        end
    }

    fn word(&mut self, start: usize) -> usize {
        if let Some(end) = self.plain_word_end(start) {
            self.push(start, end, WordKind::Word);
            return end;
        }
        let mut end = letters_end(self.text, start);
        let mut hyphens = false;
        let mut simple = true;
        loop {
            match self.join(start, end) {
                Join::To(to) => {
                    hyphens |= char_at(self.text, end).is_some_and(is_hyphen);
                    simple = false;
                    end = to;
                }
                Join::Address(to) => {
                    self.push(start, to, WordKind::Address);
                    return to;
                }
                Join::End(to) => {
                    self.push(start, to, WordKind::Word);
                    return to;
                }
                Join::None => break,
            }
        }
        if hyphens {
            self.push_hyphenated(start, end);
        } else if simple && self.slice(start, end).chars().any(is_dictionary_script) {
            self.push_by_uax29(start, end);
        } else {
            let roman = simple && number::is_roman(self.slice(start, end));
            let kind = if roman { WordKind::Number } else { WordKind::Word };
            self.push(start, end, kind);
        }
        end
    }

    /// The end of a word of Latin letters with nothing about it: nine words in ten.
    fn plain_word_end(&self, start: usize) -> Option<usize> {
        let end = latin_word_end(self.text, start)?;
        let bytes = self.text.as_bytes();
        let followed =
            matches!(bytes.get(end), None | Some(b' ' | b',' | b'\n' | b';' | b'!' | b'?'));
        let roman = matches!(bytes.get(start), Some(b'I' | b'V' | b'X'));
        (followed && !roman).then_some(end)
    }

    fn join(&self, start: usize, end: usize) -> Join {
        let Some(c) = char_at(self.text, end) else {
            return Join::None;
        };
        let next = cluster_end(self.text, end);
        let after = char_at(self.text, next);
        match c {
            ' ' => Join::None,
            // A sign with a mark on it is not the sign any more.
            c if next != end + c.len_utf8() => Join::None,
            c if is_apostrophe(c) => self.join_apostrophe(start, end, next),
            c if is_hyphen(c) && after.is_some_and(is_alphanumeric) => {
                Join::To(letters_end(self.text, next))
            }
            c if (is_middle_dot(c) || c == '&') && after.is_some_and(is_letter) => {
                Join::To(letters_end(self.text, next))
            }
            '.' => self.join_dot(start, end),
            '(' => self.join_bracket(start, end),
            '@' => self.email_end(end).map_or(Join::None, Join::Address),
            ':' if self.slice(end, end + 3) == "://" => Join::Address(self.url_end(end)),
            '°' if matches!(self.slice(start, end), "n" | "N") => Join::End(next),
            _ => Join::None,
        }
    }

    /// `l'ami` is two words, `aujourd'hui` one.
    fn join_apostrophe(&self, start: usize, end: usize, next: usize) -> Join {
        let goes_on = char_at(self.text, next).is_some_and(is_letter);
        let form = self.slice(start, end);
        let elided = is_in(List::Elision, form)
            || char_at(self.text, next).is_some_and(is_vowel) && is_in(List::Apostrophe, form);
        if !goes_on {
            return if elided { Join::End(next) } else { Join::None };
        }
        if !elided {
            return Join::To(letters_end(self.text, next));
        }
        let joined = |c: char| is_letter(c) || is_hyphen(c) || is_apostrophe(c);
        let whole = bounded_run_end(self.text, start, joined);
        if is_in(List::Whole, self.slice(start, whole)) {
            Join::End(whole)
        } else {
            Join::End(next)
        }
    }

    /// Abbreviations, initials, acronyms, inclusive endings, addresses.
    fn join_dot(&self, start: usize, end: usize) -> Join {
        let word = self.slice(start, end);
        let after = char_at(self.text, end + 1);
        if word.eq_ignore_ascii_case("www") && after.is_some_and(is_alphanumeric) {
            return Join::Address(self.url_end(end));
        }
        if let Some(to) = self.abbreviation_end(start, end) {
            return Join::End(to);
        }
        if !after.is_some_and(is_alphanumeric) {
            return Join::None;
        }
        let label_end = run_end(self.text, end + 1, is_letter);
        if is_in(List::Inclusive, self.slice(end + 1, label_end)) && word.chars().nth(2).is_some() {
            return Join::To(label_end);
        }
        self.dotted_address_end(end).map_or(Join::None, Join::Address)
    }

    fn abbreviation_end(&self, start: usize, end: usize) -> Option<usize> {
        if let Some(to) = self.initials_end(start) {
            return Some(to);
        }
        let dotted = bounded_run_end(self.text, start, |c| is_letter(c) || matches!(c, '.' | '-'));
        let single = cluster_end(self.text, end);
        let ends = [dotted, single];
        let tried = if dotted == single { 1 } else { 2 };
        for &to in ends.iter().take(tried) {
            let form = self.slice(start, to);
            if !form.ends_with('.') {
                continue;
            }
            let lists = lists_of(form);
            let abbreviated = lists.has(List::Title)
                || lists.has(List::End)
                || lists.has(List::Number) && self.number_follows(to);
            if abbreviated {
                return Some(to);
            }
        }
        None
    }

    fn number_follows(&self, at: usize) -> bool {
        let next = run_end(self.text, at, |c| c.is_whitespace());
        let word_end = run_end(self.text, next, is_alphanumeric);
        char_at(self.text, next).is_some_and(is_digit)
            || number::is_roman(self.slice(next, word_end))
            || matches!(self.slice(next, word_end), "I" | "V" | "X")
    }

    /// `J.`, `J.-J.`, `S.N.C.F.`: capitals each with a dot. One alone is an initial only before a
    /// capital that does not open a sentence, or the dot is a full stop (`vitamine C. Il`).
    fn initials_end(&self, start: usize) -> Option<usize> {
        let capital = |at| char_at(self.text, at).is_some_and(char::is_uppercase);
        let (mut at, mut end, mut count) = (start, start, 0);
        while capital(at) {
            let letter = cluster_end(self.text, at);
            let Some(dot) = sign_end(self.text, letter, '.') else {
                let last = !char_at(self.text, letter).is_some_and(is_alphanumeric);
                // `S.N.C.F`: the last dot left out.
                end = if last && count > 0 && at == end { letter } else { end };
                break;
            };
            (at, end, count) = (dot, dot, count + 1);
            let hyphen = cluster_end(self.text, at);
            if char_at(self.text, at).is_some_and(is_hyphen) && capital(hyphen) {
                at = hyphen;
            }
        }
        match count {
            0 => None,
            1 if self.slice(start, end).ends_with('.') => {
                (self.opens_name(end) && !self.is_title(start, end)).then_some(end)
            }
            _ => Some(end),
        }
    }

    fn is_title(&self, start: usize, end: usize) -> bool {
        is_in(List::Title, self.slice(start, end))
    }

    fn opens_name(&self, at: usize) -> bool {
        let next = run_end(self.text, at, |c| c == ' ' || c == '\u{a0}' || c == '\u{202f}');
        let word_end = run_end(self.text, next, is_letter);
        char_at(self.text, next).is_some_and(char::is_uppercase)
            && !is_in(List::Starter, self.slice(next, word_end))
    }

    /// `étudiant(e)s`.
    fn join_bracket(&self, start: usize, end: usize) -> Join {
        let close = run_end(self.text, end + 1, is_letter);
        let ending = is_in(List::Inclusive, self.slice(end + 1, close));
        let long = self.slice(start, end).chars().nth(1).is_some();
        match sign_end(self.text, close, ')').filter(|_| ending && long) {
            Some(after) => Join::End(run_end(self.text, after, is_letter)),
            None => Join::None,
        }
    }

    /// The end of an e-mail address whose `@` is at `at`.
    fn email_end(&self, at: usize) -> Option<usize> {
        let domain = sign_end(self.text, at, '@')?;
        let end =
            run_end(self.text, domain, |c| is_alphanumeric(c) || matches!(c, '.' | '-' | '_'));
        let end = self.trim_end(domain, end);
        (end > domain).then_some(end)
    }

    fn url_end(&self, at: usize) -> usize {
        let in_url =
            |c: char| !c.is_whitespace() && !matches!(c, '<' | '>' | '«' | '»' | '"' | '“' | '”');
        self.trim_end(at, run_end(self.text, at, in_url))
    }

    /// Punctuation at the end of an address belongs to the sentence.
    fn trim_end(&self, start: usize, mut end: usize) -> usize {
        let open = self.slice(start, end).contains('(');
        while let Some(c) = char_before(self.text, end).filter(|_| end > start) {
            let closing = match c {
                '.' | ',' | ';' | ':' | '!' | '?' | '…' | '\'' | '’' | ']' | '-' | '_' | '*' => {
                    true
                }
                ')' => !open,
                _ => false,
            };
            if !closing || may_join_next(self.text, end - c.len_utf8()) {
                break;
            }
            end -= c.len_utf8();
        }
        end
    }

    /// `education.gouv.fr/ecole`, `jean.dupont@ecole.fr`, `notes.txt`: the word at `at` is followed by
    /// a dot and letters.
    fn dotted_address_end(&self, at: usize) -> Option<usize> {
        let in_name = |c: char| is_alphanumeric(c) || matches!(c, '.' | '-' | '_');
        let end = self.trim_end(at, bounded_run_end(self.text, at, in_name));
        if let Some(end) = self.email_end(end) {
            return Some(end);
        }
        let last = self.slice(at, end).rsplit('.').next().unwrap_or_default();
        if !is_in(List::Suffix, last) {
            return None;
        }
        if char_at(self.text, end) == Some('/') {
            return Some(self.url_end(end));
        }
        Some(end)
    }

    /// A compound, or a verb with its inverted pronouns (`dis-le-moi`, `donne-t-il`).
    fn push_hyphenated(&mut self, start: usize, end: usize) {
        let base = self.base_end(start, end);
        self.push(start, base, WordKind::Word);
        let mut at = base;
        while at < end {
            let part = cluster_end(self.text, at);
            let part_end = part_end(self.text, part, end);
            self.push_clitic(part, part_end);
            at = part_end;
        }
    }

    fn push_clitic(&mut self, start: usize, end: usize) {
        let clitic = self.slice(start, end);
        if clitic.eq_ignore_ascii_case("t") {
            return;
        }
        match clitic.char_indices().find(|(_, c)| is_apostrophe(*c)) {
            Some((at, c)) => {
                let elided = start + at + c.len_utf8();
                self.push(start, elided, WordKind::Word);
                self.push(elided, end, WordKind::Word);
            }
            None => self.push(start, end, WordKind::Word),
        }
    }

    /// The end of the compound before its inverted pronouns, `end` when there is none.
    fn base_end(&self, start: usize, end: usize) -> usize {
        let token = self.slice(start, end);
        if is_in(List::Whole, token) {
            return end;
        }
        let shouted = token.chars().all(|c| !c.is_lowercase());
        let mut base = end;
        // A verb has two pronouns after it at most, and a `t` before them.
        for _ in 0..3 {
            let Some(hyphen) = last_hyphen(self.slice(start, base)).map(|at| start + at) else {
                break;
            };
            let part = self.slice(cluster_end(self.text, hyphen), base);
            let cased = shouted || !part.starts_with(char::is_uppercase);
            let euphonic = base < end && part.eq_ignore_ascii_case("t");
            if !cased || !(euphonic || is_in(List::Clitic, part)) {
                break;
            }
            base = hyphen;
            if euphonic {
                break;
            }
        }
        base
    }

    /// Scripts written without spaces are cut as UAX #29 says, and never inside a cluster.
    fn push_by_uax29(&mut self, start: usize, end: usize) {
        let text = self.text;
        let run = text.get(start..end).unwrap_or_default();
        let (mut from, mut cluster) = (start, start);
        for (at, part) in run.split_word_bound_indices() {
            let cut = start + at + part.len();
            while cluster < cut {
                cluster = cluster_end(text, cluster);
            }
            if cluster == cut {
                self.push(from, cut, WordKind::Word);
                from = cut;
            }
        }
    }
}

/// Where UAX #29 finds borders between letters: ideographs, kana, and scripts cut by dictionary.
fn is_dictionary_script(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Letters and digits, with the soft hyphens and low lines between them.
fn letters_end(text: &str, start: usize) -> usize {
    if let Some(end) = latin_word_end(text, start) {
        return end;
    }
    let mut end = run_end(text, start, is_alphanumeric);
    while let Some('\u{ad}' | '_' | '\u{200c}' | '\u{2060}') = char_at(text, end) {
        let next = run_end(text, end, |c| matches!(c, '\u{ad}' | '_' | '\u{200c}' | '\u{2060}'));
        let after = run_end(text, next, is_alphanumeric);
        if after == next {
            break;
        }
        end = after;
    }
    end
}

fn last_hyphen(token: &str) -> Option<usize> {
    token.char_indices().rev().find(|(_, c)| is_hyphen(*c)).map(|(at, _)| at)
}

fn part_end(text: &str, start: usize, end: usize) -> usize {
    let part = text.get(start..end).unwrap_or_default();
    part.char_indices().find(|(_, c)| is_hyphen(*c)).map_or(end, |(at, _)| start + at)
}
