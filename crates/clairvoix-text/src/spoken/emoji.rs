//! Emoji by the names of CLDR, in any language.

use super::{
    scan::{Scan, Writer},
    table::{Map, character, field, rows},
};

/// The names of a language.
#[derive(Debug, Default)]
pub(super) struct EmojiNames {
    /// One character, its name.
    single: Map<char, &'static str>,
    /// Names of emoji made of several characters: flags, families, professions.
    sequences: Map<&'static str, &'static str>,
    /// What is said before the two letters of a flag without a name.
    flag: &'static str,
    /// What stands between an emoji and its skin tone.
    colon: &'static str,
}

impl EmojiNames {
    /// Reads a table: the characters without U+FE0F, the name.
    pub(super) fn new(data: &'static str, flag: &'static str, colon: &'static str) -> Self {
        let mut names = Self { flag, colon, ..Self::default() };
        for row in rows(data) {
            let (written, name) = (field(&row, 0), field(&row, 1));
            match character(written) {
                Some(c) => _ = names.single.insert(c, name),
                None => _ = names.sequences.insert(written, name),
            }
        }
        names
    }

    /// The name of an emoji of one character.
    pub(super) fn name(&self, c: char) -> Option<&'static str> {
        self.single.get(&c).copied()
    }

    /// Says the emoji at `at` with what modifies it, or leaves it out where it is `silent`; none where
    /// there is none. `own` is the name of a list for the character alone: it is said in any case, and
    /// `-` says nothing.
    pub(super) fn say(
        &self,
        scan: &Scan<'_>,
        at: usize,
        own: Option<&str>,
        silent: bool,
        out: &mut Writer<'_>,
    ) -> Option<usize> {
        let c = scan.sign(at)?;
        if is_modifier(c) {
            out.skip(scan.start(at + 1));
            return Some(at + 1);
        }
        let whole = self.sequence(scan, at).map(|(said, next)| (said, next, silent));
        let (said, next, silent) = whole
            .or_else(|| self.flag_letters(scan, at, c).map(|(said, next)| (said, next, false)))
            .or_else(|| {
                let (tone, next) = self.tone(scan, at + 1);
                let name = own.or_else(|| self.name(c))?;
                Some((self.toned(name, tone), next, own.map_or(silent, |name| name == "-")))
            })?;
        let end = scan.start(next);
        if silent {
            out.skip(end);
        } else {
            out.say(end, &said);
        }
        Some(next)
    }

    /// The skin tone among the modifiers from `at`, and the token after them.
    fn tone(&self, scan: &Scan<'_>, at: usize) -> (Option<&'static str>, usize) {
        let (mut tone, mut next) = (None, at);
        while let Some(modifier) = scan.sign(next).filter(|&c| is_modifier(c)) {
            tone = tone.or_else(|| self.skin_tone(modifier));
            next += 1;
        }
        (tone, next)
    }

    fn skin_tone(&self, c: char) -> Option<&'static str> {
        matches!(c, '\u{1f3fb}'..='\u{1f3ff}').then(|| self.name(c)).flatten()
    }

    /// « pouce vers le haut : peau mate »
    fn toned(&self, name: &str, tone: Option<&str>) -> String {
        match tone {
            None => name.to_owned(),
            Some(tone) if name.contains(self.colon) => format!("{name}, {tone}"),
            Some(tone) => format!("{name}{}{tone}", self.colon),
        }
    }

    /// An emoji made of several, by the name of the whole: a flag, a family, a profession.
    fn sequence(&self, scan: &Scan<'_>, at: usize) -> Option<(String, usize)> {
        const SIGNS_MAX: usize = 16;
        let mut characters = String::new();
        let mut tone = None;
        let mut found = None;
        for next in at..at + SIGNS_MAX {
            let Some(c) = scan.sign(next) else {
                break;
            };
            match self.skin_tone(c) {
                Some(name) if next > at => tone = tone.or(Some(name)),
                _ if c == '\u{fe0f}' => {}
                _ => characters.push(c),
            }
            let joined = scan.sign(next + 1).is_some_and(is_modifier) || c == '\u{200d}';
            if let Some(name) = self.sequences.get(characters.as_str()) {
                found = Some((*name, next + 1));
            }
            if !joined && !is_regional(c) || is_regional(c) && next > at {
                break;
            }
        }
        let (name, next) = found?;
        let (last_tone, next) = self.tone(scan, next);
        Some((self.toned(name, tone.or(last_tone)), next))
    }

    /// Two regional letters are a flag.
    fn flag_letters(&self, scan: &Scan<'_>, at: usize, c: char) -> Option<(String, usize)> {
        let letter = |c: char| {
            let index = u32::from(c).checked_sub(0x1f1e6).filter(|&index| index < 26)?;
            char::from_u32(u32::from('A') + index)
        };
        let (first, second) = (letter(c)?, scan.sign(at + 1).and_then(letter)?);
        Some((format!("{} {first} {second}", self.flag), at + 2))
    }
}

fn is_regional(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Characters that change the one before: variation selectors, skin tones, joiners.
fn is_modifier(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{200d}' | '\u{20e3}' | '\u{e0020}'..='\u{e007f}')
}
