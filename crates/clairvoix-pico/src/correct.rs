//! Makes Pico read a word as we do.
//!
//! Between text analysis and phonology a word is a short string of phones and signs. Where its
//! phones differ from our reading they are replaced; its signs (stress, latent liaison, optional
//! schwa, aspirated h) stay, so that the sentence keeps its melody and its liaisons. Where Pico
//! leaves a choice open (an optional schwa, "E or e"), our reading agrees if it is one of the choices.

use std::sync::OnceLock;

use crate::phones::{PhoneKind, PhoneTable};

const SIGNS: &str = include_str!("../data/signs-fr-FR.tsv");
/// A word has never more than about 40; nothing much longer goes in.
const CONTENT_BYTES_MAX: usize = 96;
/// Sounds that pass for one another: the two a, and un and in, which most of France says alike.
const ALIKE: [(&str, &str); 2] = [("a", "ɑ"), ("ɛ̃", "œ̃")];
/// Second consonants of an onset that two consonants share.
const LIQUIDS: [&str; 2] = ["l", "ʁ"];
/// First ones.
const OBSTRUENTS: [&str; 8] = ["p", "b", "t", "d", "k", "ɡ", "f", "v"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Syllable,
    Stress,
    Secondary,
    Open,
    Close,
    Schwa,
    Either(u8, u8),
    Coda,
    Edge,
    Number,
}

/// One piece of a word of Pico's.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// One sound, that of any of these phones.
    Sound(Vec<u8>),
    /// Sounds that may be left out.
    Optional(Vec<u8>),
    /// Changes no sound.
    Silent,
}

/// Reads and writes the words of one language.
#[derive(Debug)]
pub(crate) struct Corrector {
    phones: &'static PhoneTable,
    signs: Vec<(u8, Sign)>,
}

impl Corrector {
    /// Languages without data are never corrected.
    pub(crate) fn of(language: &str) -> Option<&'static Self> {
        static FRENCH: OnceLock<Corrector> = OnceLock::new();
        (language == "fr-FR").then(|| {
            FRENCH.get_or_init(|| Self {
                phones: PhoneTable::of("fr-FR"),
                signs: SIGNS.lines().filter_map(parse_sign).collect(),
            })
        })
    }

    /// The content that makes Pico say `ipa`, where `content` does not.
    pub(crate) fn correct(&self, content: &[u8], ipa: &str) -> Option<Vec<u8>> {
        let wanted = self.phones_of(ipa)?;
        let parts = self.parts(content)?;
        if wanted.is_empty() {
            return None;
        }
        let mut said = Vec::with_capacity(wanted.len());
        let written = if self.agrees(&parts, &wanted, &mut said) {
            self.decide(content, said)
        } else {
            self.write(content, &parts, &wanted)
        };
        (written != content && written.len() <= CONTENT_BYTES_MAX).then_some(written)
    }

    /// Where Pico would choose between two sounds, the one `said` has; `said` holds the phone for
    /// each sound that is not optional.
    fn decide(&self, content: &[u8], said: Vec<u8>) -> Vec<u8> {
        let mut said = said.into_iter();
        let mut optional = false;
        let decided = content.iter().map(|byte| match self.sign(*byte) {
            Some(Sign::Open) => {
                optional = true;
                *byte
            }
            Some(Sign::Close) => {
                optional = false;
                *byte
            }
            _ if optional => *byte,
            Some(Sign::Either(..)) => said.next().unwrap_or(*byte),
            None => {
                said.next();
                *byte
            }
            Some(_) => *byte,
        });
        decided.collect()
    }

    fn sign(&self, byte: u8) -> Option<Sign> {
        self.signs.iter().find(|(id, _)| *id == byte).map(|(_, sign)| *sign)
    }

    /// The phones of an IPA string; nothing where one is unknown.
    fn phones_of(&self, ipa: &str) -> Option<Vec<u8>> {
        let mut rest = ipa;
        let mut phones = Vec::new();
        while let Some(c) = rest.chars().next() {
            if matches!(c, 'ˈ' | 'ˌ' | '.' | ' ' | 'ː' | '‿') {
                rest = rest.get(c.len_utf8()..)?;
                continue;
            }
            let name = self.phones.longest(rest)?;
            phones.push(name.id);
            rest = rest.get(name.ipa.len()..)?;
        }
        Some(phones)
    }

    /// The parts of a word; nothing for a word that is to be left alone.
    fn parts(&self, content: &[u8]) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        let mut bytes = content.iter();
        while let Some(byte) = bytes.next() {
            parts.push(match self.sign(*byte) {
                None => Part::Sound(vec![self.phones.get(*byte)?.id]),
                Some(Sign::Schwa) => Part::Optional(vec![*byte]),
                Some(Sign::Either(one, other)) => Part::Sound(vec![one, other]),
                Some(Sign::Open) => {
                    let inside = bytes.by_ref().take_while(|b| self.sign(**b) != Some(Sign::Close));
                    Part::Optional(inside.copied().collect())
                }
                Some(Sign::Number) => return None,
                Some(_) => Part::Silent,
            });
        }
        Some(parts)
    }

    /// Whether Pico's word can be said as `wanted`; then `said` has the phone of each sound in it
    /// that is not optional.
    fn agrees(&self, parts: &[Part], wanted: &[u8], said: &mut Vec<u8>) -> bool {
        let Some((part, rest)) = parts.split_first() else {
            return wanted.is_empty();
        };
        match part {
            Part::Silent => self.agrees(rest, wanted, said),
            Part::Sound(choice) => {
                let Some((first, after)) = wanted.split_first() else { return false };
                if !choice.iter().any(|phone| self.same(*phone, *first)) {
                    return false;
                }
                said.push(*first);
                let whole = self.agrees(rest, after, said);
                if !whole {
                    said.pop();
                }
                whole
            }
            // A consonant of liaison is said only before a vowel, and our readings are without.
            Part::Optional(inside) => {
                self.agrees(rest, wanted, said)
                    || (self.is_schwa(inside)
                        && wanted.split_first().is_some_and(|(first, after)| {
                            self.phones.ipa(*first) == "ə" && self.agrees(rest, after, said)
                        }))
            }
        }
    }

    fn is_schwa(&self, optional: &[u8]) -> bool {
        matches!(optional, [byte] if self.sign(*byte) == Some(Sign::Schwa))
    }

    fn same(&self, one: u8, other: u8) -> bool {
        let (one, other) = (self.phones.ipa(one), self.phones.ipa(other));
        one == other || ALIKE.iter().any(|pair| *pair == (one, other) || *pair == (other, one))
    }

    /// `wanted` with the signs of `content`.
    fn write(&self, content: &[u8], parts: &[Part], wanted: &[u8]) -> Vec<u8> {
        let edge = |byte: &&u8| self.sign(**byte) == Some(Sign::Edge);
        let mut out: Vec<u8> = content.iter().take_while(edge).copied().collect();
        let mut body = self.body(wanted, content);
        if self.ends_with_schwa(parts) {
            self.open_schwa(&mut body);
        }
        out.extend(body);
        if let Some(liaison) = self.latent(parts, wanted) {
            out.extend(self.bracket(liaison));
        }
        let mut tail: Vec<u8> = content.iter().rev().take_while(edge).copied().collect();
        if tail.len() < content.len() {
            tail.reverse();
            out.extend(tail);
        }
        out
    }

    /// Phones with syllable signs, and stress on the last vowel if Pico stressed the word.
    fn body(&self, wanted: &[u8], content: &[u8]) -> Vec<u8> {
        let vowels: Vec<usize> =
            (0..wanted.len()).filter(|at| self.is_vowel(wanted[*at])).collect();
        let starts: Vec<usize> =
            vowels.windows(2).map(|pair| self.onset(wanted, pair[0] + 1, pair[1])).collect();
        let stressed = content.iter().any(|byte| self.sign(*byte) == Some(Sign::Stress));
        let full = |at: &&usize| self.phones.ipa(wanted[**at]) != "ə";
        let stress = vowels.iter().rev().find(full).or(vowels.last()).filter(|_| stressed);
        let mut body = Vec::with_capacity(wanted.len() + 8);
        for (at, phone) in wanted.iter().enumerate() {
            if starts.contains(&at) {
                body.extend(self.byte(Sign::Syllable));
            }
            if stress == Some(&at) {
                body.extend(self.byte(Sign::Stress));
            }
            body.push(*phone);
        }
        body
    }

    /// Where the syllable of the vowel at `vowel` begins, after the one that ends before `from`: as
    /// many consonants go to the right as can begin a French syllable.
    fn onset(&self, wanted: &[u8], from: usize, vowel: usize) -> usize {
        let ipa = |at: usize| wanted.get(at).map_or("", |phone| self.phones.ipa(*phone));
        let glide = |at: usize| {
            let name = wanted.get(at).and_then(|phone| self.phones.get(*phone));
            name.is_some_and(|name| name.kind == PhoneKind::Glide)
        };
        let mut start = vowel;
        if start > from && glide(start - 1) {
            start -= 1;
        }
        if start > from {
            start -= 1;
        }
        let pair =
            start > from && LIQUIDS.contains(&ipa(start)) && OBSTRUENTS.contains(&ipa(start - 1));
        if pair { start - 1 } else { start }
    }

    /// Puts the signs of an optional schwa around the last consonants.
    fn open_schwa(&self, body: &mut Vec<u8>) {
        let last = body.iter().rposition(|byte| self.is_vowel(*byte));
        let coda = last.map_or(0, |at| at + 1);
        if coda == 0 || coda == body.len() {
            return;
        }
        if let Some(sign) = self.byte(Sign::Coda) {
            body.insert(coda, sign);
        }
        if let Some(schwa) = self.byte(Sign::Schwa) {
            body.extend(self.bracket(schwa));
        }
    }

    fn ends_with_schwa(&self, parts: &[Part]) -> bool {
        let last_sound = parts.iter().rposition(|part| matches!(part, Part::Sound(_)));
        parts.iter().skip(last_sound.unwrap_or_default()).any(|part| match part {
            Part::Optional(inside) => self.is_schwa(inside),
            _ => false,
        })
    }

    /// The consonant that Pico would say in a liaison, unless our reading ends with it.
    fn latent(&self, parts: &[Part], wanted: &[u8]) -> Option<u8> {
        let last = parts.iter().rev().find(|part| **part != Part::Silent)?;
        let Part::Optional(inside) = last else { return None };
        let [consonant] = inside.as_slice() else { return None };
        let sounds = self.sign(*consonant).is_none() && !self.is_vowel(*consonant);
        (sounds && wanted.last() != Some(consonant)).then_some(*consonant)
    }

    fn bracket(&self, phone: u8) -> Vec<u8> {
        let mut bytes = Vec::from_iter(self.byte(Sign::Open));
        bytes.push(phone);
        bytes.extend(self.byte(Sign::Close));
        bytes
    }

    fn byte(&self, sign: Sign) -> Option<u8> {
        self.signs.iter().find(|(_, known)| *known == sign).map(|(byte, _)| *byte)
    }

    fn is_vowel(&self, phone: u8) -> bool {
        self.phones.get(phone).is_some_and(|name| name.kind == PhoneKind::Vowel)
    }
}

fn parse_sign(line: &str) -> Option<(u8, Sign)> {
    let mut fields = line.split('\t');
    let byte = fields.next()?.parse().ok()?;
    let kind = fields.next()?;
    let mut phone = || fields.next()?.parse().ok();
    let sign = match kind {
        "syllable" => Sign::Syllable,
        "stress" => Sign::Stress,
        "secondary" => Sign::Secondary,
        "open" => Sign::Open,
        "close" => Sign::Close,
        "schwa" => Sign::Schwa,
        "either" => Sign::Either(phone()?, phone()?),
        "coda" => Sign::Coda,
        "edge" => Sign::Edge,
        "number" => Sign::Number,
        _ => return None,
    };
    Some((byte, sign))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn corrected(content: &[u8], ipa: &str) -> Option<Vec<u8>> {
        Corrector::of("fr-FR").expect("French has data").correct(content, ipa)
    }

    #[test]
    fn what_agrees_is_left_alone() {
        for (content, ipa) in [
            (&[69, 33, 53, 89, 55, 63, 34, 42, 35, 81][..], "tabl"),
            (&[69, 33, 53, 89, 55, 63, 34, 42, 35, 81], "tablə"),
            (&[67, 42, 37, 69, 33, 60, 34, 69, 35], "pəti"),
            (&[67, 42, 37, 69, 33, 60, 34, 69, 35], "pti"),
            (&[75, 34, 65, 35], "ɛ̃"),
            (&[68, 33, 60, 74, 79], "sis"),
            (&[58, 33, 60, 63, 81], "xxx"),
            (&[58, 33, 60, 63, 81], ""),
        ] {
            assert_eq!(corrected(content, ipa), None, "{content:?} {ipa}");
        }
    }

    #[test]
    fn what_differs_is_rewritten_with_its_signs() {
        for (content, ipa, wanted) in [
            // faisait: fɛzɛ, with a latent t, becomes fəzɛ.
            (
                &[58, 43, 37, 74, 33, 43, 34, 69, 35, 81][..],
                "fəzɛ",
                &[58, 39, 37, 74, 33, 43, 34, 69, 35, 81][..],
            ),
            // aujourd'hui: "O or o" is decided.
            (
                &[49, 37, 52, 70, 50, 37, 56, 45, 33, 60],
                "oʒuʁdɥi",
                &[66, 37, 52, 70, 50, 37, 56, 45, 33, 60],
            ),
            // parc: paʁ becomes paʁk.
            (&[67, 33, 53, 50], "paʁk", &[67, 33, 53, 50, 62]),
            // gaz: the latent z is now said.
            (&[59, 33, 53, 34, 74, 35, 81], "ɡaz", &[59, 33, 53, 74, 81]),
            // œuvre: the optional schwa stays.
            (&[48, 89, 71, 50, 34, 42, 35, 81], "œvʁ", &[40, 89, 71, 50, 34, 42, 35, 81]),
            // aspirated h stays; two consonants that can begin a syllable do.
            (
                &[80, 57, 37, 50, 33, 66, 81],
                "epluʁa",
                &[80, 57, 37, 67, 63, 70, 37, 50, 33, 53, 81],
            ),
        ] {
            let out = corrected(content, ipa);
            let shown = out.as_deref().unwrap_or_default();
            assert_eq!(shown, wanted, "{ipa}");
            assert_eq!(corrected(shown, ipa), None, "a corrected word agrees: {ipa}");
        }
    }

    proptest! {
        #[test]
        fn any_word_and_any_ipa_are_survived(
            content in prop::collection::vec(30..100u8, 0..60),
            ipa in "[ptkbdɡfvszʃʒmnɲŋlʁjwɥieɛaɔouyøœə]{0,40}|\\PC{0,10}",
        ) {
            if let Some(out) = corrected(&content, &ipa) {
                prop_assert!(out.len() <= CONTENT_BYTES_MAX);
                prop_assert_eq!(corrected(&out, &ipa), None);
            }
        }
    }
}
