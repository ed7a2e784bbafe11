//! What a network is given for an utterance: numbers of signs, and whose each one is.

use std::collections::BTreeMap;

use clairvoix_speech::protocol::SpeakRequest;
use clairvoix_text::Utf8Range;
use unicode_normalization::UnicodeNormalization;

use crate::config::{Signs, VoiceFile};
use crate::sign::{Sound, sounds, substitute};

/// Units of one run of the network, about: its attention takes memory with their square.
const UNITS_MAX: usize = 400;

/// Whose a unit is: a word of the request, and one of its sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Owner {
    pub(crate) word: usize,
    pub(crate) sound: usize,
}

/// One run of the network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chunk {
    pub(crate) numbers: Vec<i32>,
    /// As many; none: what stands between words.
    pub(crate) owners: Vec<Option<Owner>>,
}

/// An utterance, as the network takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sequence {
    pub(crate) chunks: Vec<Chunk>,
    /// The names of the sounds of each word.
    pub(crate) sounds: Vec<Vec<String>>,
    /// Words without any sound.
    pub(crate) unspeakable: Vec<Utf8Range>,
}

impl Sequence {
    pub(crate) fn new(request: &SpeakRequest, voice: &VoiceFile) -> Self {
        let mut writer = Writer { voice, sequence: Self::default(), open: Chunk::default() };
        let mut reached = 0;
        for (index, word) in request.words.iter().enumerate() {
            writer.between(slice(&request.text, reached, word.range.start()));
            let written = word.range.slice(&request.text);
            let said = match voice.signs {
                Signs::Ipa if !word.ipa.is_empty() => sounds(written, &word.ipa),
                // Of another language, which our reading does not know: by its letters.
                _ => letters(written),
            };
            writer.word(index, word.range, &said);
            reached = word.range.end();
        }
        writer.between(slice(&request.text, reached, request.text.len()));
        writer.end()
    }
}

fn slice(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// The letters of a word as its signs.
fn letters(word: &str) -> Vec<Sound> {
    let lower = word.to_lowercase();
    lower.nfc().map(|c| Sound { ipa: String::new(), signs: vec![c] }).collect()
}

struct Writer<'v> {
    voice: &'v VoiceFile,
    sequence: Sequence,
    open: Chunk,
}

impl Writer<'_> {
    fn put(&mut self, sign: char, owner: Option<Owner>) -> bool {
        let Some(numbers) = self.voice.numbers.get(&sign) else { return false };
        if self.open.numbers.is_empty() {
            self.open = started(&self.voice.numbers);
        }
        // A pad after each sign is part of it.
        let pad = self.voice.numbers.get(&'_').into_iter().flatten();
        for number in numbers.iter().chain(pad) {
            self.open.numbers.push(*number);
            self.open.owners.push(owner);
        }
        true
    }

    fn has(&self, sign: char) -> bool {
        self.voice.numbers.contains_key(&sign)
    }

    /// What stands between two words: one space, and the marks that the voice was trained with.
    fn between(&mut self, text: &str) {
        let mut spaced = false;
        for sign in text.chars() {
            if sign.is_whitespace() {
                spaced = true;
            } else if !sign.is_alphanumeric() && !"_^$".contains(sign) {
                self.put(sign, None);
            }
        }
        if spaced {
            if self.open.numbers.len() > UNITS_MAX {
                self.close();
            }
            if !self.open.numbers.is_empty() {
                self.put(' ', None);
            }
        }
    }

    fn word(&mut self, index: usize, range: Utf8Range, said: &[Sound]) {
        let mut names = Vec::new();
        for sound in said {
            let owner = Some(Owner { word: index, sound: names.len() });
            let mut heard = false;
            for sign in &sound.signs {
                heard |= self.sign(*sign, owner);
            }
            if heard {
                names.push(sound.ipa.clone());
            }
            if self.open.numbers.len() > UNITS_MAX * 2 {
                self.close(); // no word is so long; what is written without a space may be
            }
        }
        if names.is_empty() {
            self.sequence.unspeakable.push(range);
        }
        self.sequence.sounds.push(names);
    }

    /// One sign, or what the voice has instead: a letter without its accent, a sound near it.
    fn sign(&mut self, sign: char, owner: Option<Owner>) -> bool {
        if self.put(sign, owner) {
            return true;
        }
        let bare: Vec<char> = sign.nfd().filter(|c| self.has(*c)).collect();
        let instead = if bare.is_empty() { substitute(sign, |s| self.has(s)) } else { bare };
        let put = instead.into_iter().filter(|sign| self.put(*sign, owner));
        put.count() > 0
    }

    fn close(&mut self) {
        let mut chunk = std::mem::take(&mut self.open);
        if chunk.owners.iter().all(Option::is_none) {
            return;
        }
        for number in self.voice.numbers.get(&'$').into_iter().flatten() {
            chunk.numbers.push(*number);
            chunk.owners.push(None);
        }
        self.sequence.chunks.push(chunk);
    }

    fn end(mut self) -> Sequence {
        self.close();
        self.sequence
    }
}

/// A run begins with its own sign and a pad.
fn started(numbers: &BTreeMap<char, Vec<i32>>) -> Chunk {
    let both = ['^', '_'].iter().filter_map(|sign| numbers.get(sign)).flatten();
    let numbers: Vec<i32> = both.copied().collect();
    let owners = vec![None; numbers.len()];
    Chunk { numbers, owners }
}

#[cfg(test)]
mod tests {
    use clairvoix_speech::UtteranceWord;

    use super::*;

    fn voice(more: &str) -> VoiceFile {
        let signs: Vec<String> = "_^$ ,.abdelmnpstuvˈəɛʁ"
            .chars()
            .enumerate()
            .map(|(n, c)| format!(r#""{c}": [{n}]"#))
            .collect();
        VoiceFile::parse(&format!(
            r#"{{"audio": {{"sample_rate": 16000}}, "language": {{"code": "fr"}}, "phoneme_id_map":
            {{{}}}{more}}}"#,
            signs.join(",")
        ))
        .expect("it is right")
    }

    fn request(text: &str, words: &[(&str, &str)]) -> SpeakRequest {
        let mut from = 0;
        let words = words.iter().map(|(word, ipa)| {
            let start = from + text[from..].find(word).expect("it is there");
            from = start + word.len();
            UtteranceWord { range: Utf8Range::new(start, from), ipa: (*ipa).to_owned() }
        });
        let words = words.collect();
        SpeakRequest {
            utterance: 1,
            text: text.to_owned(),
            words,
            rate_milli: 1000,
            pitch_milli: 1000,
        }
    }

    /// The signs given, pads left out.
    fn given(sequence: &Sequence, voice: &VoiceFile) -> Vec<String> {
        let sign = |number: &i32| {
            voice.numbers.iter().find(|(_, n)| n.contains(number)).map_or('?', |(sign, _)| *sign)
        };
        let text = |chunk: &Chunk| chunk.numbers.iter().map(sign).filter(|c| *c != '_').collect();
        sequence.chunks.iter().map(text).collect()
    }

    #[test]
    fn words_are_sounds_and_marks_stay() {
        let voice = voice("");
        let request =
            request("L'été, le nu.", &[("L'", "l"), ("été", "ete"), ("le", "lə"), ("nu", "ny")]);
        let sequence = Sequence::new(&request, &voice);
        assert_eq!(given(&sequence, &voice), ["^letˈe, lə nˈu.$"]);
        assert_eq!(
            sequence.sounds,
            [vec!["l"], vec!["e", "t", "e"], vec!["l", "ə"], vec!["n", "y"]]
        );
        assert_eq!(sequence.unspeakable, []);
    }

    #[test]
    fn letters_where_there_are_no_sounds_and_nothing_for_what_has_none() {
        let voice = voice(r#", "phoneme_type": "text""#);
        let request = request("Été 漢 la", &[("Été", "ete"), ("漢", ""), ("la", "la")]);
        let sequence = Sequence::new(&request, &voice);
        assert_eq!(given(&sequence, &voice), ["^ete  la$"]);
        assert_eq!(sequence.unspeakable, [request.words[1].range]);
    }

    #[test]
    fn long_texts_are_run_in_pieces() {
        let voice = voice("");
        let text = "la ".repeat(500);
        let request = request(&text, &vec![("la", "la"); 500]);
        let sequence = Sequence::new(&request, &voice);
        assert!(sequence.chunks.len() > 4, "{}", sequence.chunks.len());
        assert!(sequence.chunks.iter().all(|chunk| chunk.numbers.len() < UNITS_MAX * 2));
        let owned =
            |chunk: &Chunk| chunk.owners.iter().flatten().map(|o| o.word).collect::<Vec<_>>();
        let mut words: Vec<usize> = sequence.chunks.iter().flat_map(owned).collect();
        assert!(words.is_sorted());
        words.dedup();
        assert_eq!(words.len(), 500);
    }
}
