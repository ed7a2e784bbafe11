//! Makes espeak-ng read a word as we do.
//!
//! Before a text is said, espeak is asked what it would say of it (its phonemes, which takes a part of
//! a millisecond). A token that it reads otherwise than we do is replaced by our sounds in its own
//! notation, between `[[` and `]]`; all others stay as written, with espeak's melody and liaisons.

use std::ops::Range;
use std::sync::OnceLock;

use clairvoix_speech::protocol::SpeakRequest;
use clairvoix_text::Utf8Range;

use crate::armour::{Armoured, Replacement};

const FRENCH: &str = include_str!("../data/phonemes-fr.tsv");
/// Sounds of a token, at most: espeak keeps its phonemes in buffers of 200.
const SOUNDS_MAX: usize = 60;
/// What a word may end with before a vowel and not alone.
const LIAISONS: [char; 6] = ['z', 't', 'n', 'ʁ', 'p', 'k'];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Vowel,
    Schwa,
    Other,
}

struct Phoneme {
    ipa: &'static str,
    name: &'static str,
    kind: Kind,
}

/// What espeak makes of a text, asked before it is said.
pub(crate) trait Reader {
    /// The phonemes of a text in IPA, as espeak writes them: words apart by spaces.
    fn phonemes(&mut self, text: &str) -> String;
}

/// A token of the armoured text: what stands between two spaces, without the marks around it.
struct Token {
    /// In characters of the armoured text.
    chars: Range<usize>,
    text: String,
}

/// What replaces the tokens of `armoured` that a French voice would read otherwise than asked.
pub(crate) fn corrections(
    reader: &mut impl Reader,
    armoured: &Armoured,
    request: &SpeakRequest,
) -> Vec<Replacement> {
    let tokens = tokens(&armoured.text);
    if request.words.iter().all(|word| word.ipa.is_empty()) {
        return Vec::new();
    }
    let said = reader.phonemes(&armoured.text);
    let together: Vec<&str> = said.split_whitespace().collect();
    let aligned = together.len() == tokens.len();
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let Some(wanted) = wanted(token, armoured, request) else { continue };
        let alone = (!aligned).then(|| reader.phonemes(&token.text));
        let own = match (&alone, together.get(index)) {
            (Some(alone), _) => alone.as_str(),
            (None, Some(own)) => own,
            (None, None) => continue,
        };
        let next = if aligned { together.get(index + 1).copied() } else { None };
        if !agrees(own, &wanted, next)
            && let Some(phonemes) = notation(&wanted, own.contains(['ˈ', 'ˌ']))
        {
            found.push(Replacement { chars: token.chars.clone(), text: phonemes });
        }
    }
    found
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for piece in text.split(' ') {
        let chars: Vec<char> = piece.chars().collect();
        let first = chars.iter().position(|c| c.is_alphanumeric());
        let last = chars.iter().rposition(|c| c.is_alphanumeric());
        if let (Some(first), Some(last)) = (first, last) {
            let text = chars.iter().skip(first).take(last + 1 - first).collect();
            tokens.push(Token { chars: at + first..at + last + 1, text });
        }
        at += chars.len() + 1;
    }
    tokens
}

/// The sounds asked for a token: those of the words that are it, all of it and no more.
fn wanted(token: &Token, armoured: &Armoured, request: &SpeakRequest) -> Option<String> {
    let start = armoured.source(token.chars.start);
    let last = armoured.source(token.chars.end.checked_sub(1)?);
    let end = last + request.text.get(last..)?.chars().next()?.len_utf8();
    let range = Utf8Range::new(start, end);
    let mut words = request
        .words
        .iter()
        .skip_while(|word| word.range.end() <= range.start())
        .take_while(|word| word.range.start() < range.end());
    let mut ipa = String::new();
    let (mut first, mut reached) = (None, 0);
    for word in words.by_ref() {
        if word.ipa.is_empty() {
            return None;
        }
        first.get_or_insert(word.range.start());
        reached = word.range.end();
        ipa += &word.ipa;
    }
    (first == Some(range.start()) && reached == range.end()).then_some(ipa)
}

/// Whether espeak's own sounds are those wanted. A schwa may be there or not; a consonant more before
/// a vowel is a liaison.
fn agrees(own: &str, wanted: &str, next: Option<&str>) -> bool {
    let (own, wanted) = (plain(own), plain(wanted));
    if own == wanted {
        return true;
    }
    let next_is_vowel =
        next.is_some_and(|next| plain(next).starts_with(|c| !is_consonant(c) && c != 'ə'));
    next_is_vowel && own.strip_suffix(LIAISONS) == Some(&wanted)
}

fn is_consonant(c: char) -> bool {
    "pbtdkɡfvszʃʒmnŋlʁ".contains(c)
}

/// An IPA string without what makes no difference.
fn plain(ipa: &str) -> String {
    let nasal = ipa.replace("œ̃", "ɛ̃").replace("ɑ̃", "A\u{303}").replace('ɲ', "nj");
    let kept = nasal.chars().filter_map(|c| match c {
        'ɑ' => Some('a'),
        'A' => Some('ɑ'),
        'ɥ' => Some('y'),
        'r' => Some('ʁ'),
        'ə' | 'ˈ' | 'ˌ' | 'ː' | '‿' => None,
        c if c.is_alphabetic() || c == '\u{303}' || c == '(' => Some(c),
        _ => None,
    });
    kept.collect()
}

/// Sounds as espeak takes them, stressed on the last full vowel if it stressed the word itself;
/// nothing where a sound is not French.
fn notation(ipa: &str, stressed: bool) -> Option<String> {
    let mut phonemes = Vec::new();
    let mut rest = ipa;
    while !rest.is_empty() {
        let found = french().iter().find(|phoneme| rest.starts_with(phoneme.ipa))?;
        phonemes.push(found);
        rest = rest.get(found.ipa.len()..)?;
    }
    if phonemes.is_empty() || phonemes.len() > SOUNDS_MAX {
        return None;
    }
    let last = phonemes.iter().rposition(|phoneme| phoneme.kind == Kind::Vowel);
    let mut out = "[[".to_owned();
    for (at, phoneme) in phonemes.iter().enumerate() {
        if Some(at) == last {
            out.push(if stressed { '\'' } else { '%' });
        }
        out.push_str(phoneme.name);
    }
    out.push_str("]]");
    Some(out)
}

fn french() -> &'static [Phoneme] {
    static TABLE: OnceLock<Vec<Phoneme>> = OnceLock::new();
    TABLE.get_or_init(|| FRENCH.lines().filter_map(parse).collect())
}

/// Longer IPA names stand first in the table.
fn parse(line: &'static str) -> Option<Phoneme> {
    let mut fields = line.split('\t');
    let (ipa, name) = (fields.next()?, fields.next()?);
    let kind = match fields.next()? {
        "vowel" => Kind::Vowel,
        "schwa" => Kind::Schwa,
        _ => Kind::Other,
    };
    Some(Phoneme { ipa, name, kind })
}

#[cfg(test)]
mod tests {
    use clairvoix_speech::UtteranceWord;

    use super::*;
    use crate::armour::armour;

    /// Says the same whatever it is asked.
    struct Told(&'static str);

    impl Reader for Told {
        fn phonemes(&mut self, _: &str) -> String {
            self.0.to_owned()
        }
    }

    fn corrected(words: &[(&str, &str)], joined: &str, own: &'static str) -> String {
        let mut from = 0;
        let mut place = |word: &str| {
            let start = from + joined[from..].find(word).expect("the word stands there");
            from = start + word.len();
            Utf8Range::new(start, from)
        };
        let words = words
            .iter()
            .map(|(word, ipa)| UtteranceWord { range: place(word), ipa: (*ipa).to_owned() })
            .collect();
        let request = SpeakRequest {
            utterance: 1,
            text: joined.to_owned(),
            words,
            rate_milli: 1000,
            pitch_milli: 1000,
        };
        let armoured = armour(joined);
        let replacements = corrections(&mut Told(own), &armoured, &request);
        armoured.replaced(&replacements).text
    }

    #[test]
    fn what_differs_is_written_in_sounds_and_the_rest_stays() {
        type Case =
            (&'static [(&'static str, &'static str)], &'static str, &'static str, &'static str);
        let cases: &[Case] = &[
            (&[("le", "lə"), ("fils", "fis")], "« le fils »", "lə- fˈil", "« le [[f'is]] »"),
            (&[("l'", "l"), ("os", "ɔs")], "l'os.", "lˈo", "[[l'Os]]."),
            (&[("les", "le"), ("amis", "ami")], "les amis", "le-z amˈi", "les amis"),
            (&[("premier", "pʁəmje")], "premier", "pʁmjˈe", "premier"),
            (&[("est", "ɛ")], "est", "ɛst", "[[%E]]"),
            // A word without a reading, and a sound that is not French.
            (&[("sac", "")], "sac", "sˈa", "sac"),
            (&[("sac", "θ")], "sac", "sˈa", "sac"),
        ];
        for (words, text, own, expected) in cases {
            assert_eq!(&corrected(words, text, own), expected, "{text}");
        }
    }

    #[test]
    fn the_table_has_every_sound_of_french() {
        for phoneme in clairvoix_text::phoneme::Phoneme::ALL {
            assert!(notation(phoneme.ipa(), true).is_some(), "{}", phoneme.ipa());
        }
    }
}
