//! Texts made to hurt, the same in every run of a number, and what must become of them.
//!
//! ```
//! use clairvoix_speech::testing::{FakeEngine, hostile::{HostileTexts, check_text}};
//! let texts = HostileTexts::read("school\t1\tOuvre ton cahier.\nmarkup\t1\t<b>\nrepeat\t9\ta.b.\n")?;
//! let outcome = check_text(&mut FakeEngine::default(), &FakeEngine::voice_id(), &texts.text(7), 4.0)?;
//! assert!(outcome.words > 0 && outcome.skipped == 0);
//! # Ok::<(), String>(())
//! ```

use std::collections::HashSet;

use clairvoix_text::{Utf8Range, segment::segment};

use crate::{Engine, MarkKind, PlanOptions, RenderEvent, Renderer, VoiceId, plan};

/// The kind of the entries that are pieces of a lesson.
const SCHOOL: &str = "school";
/// A piece repeated by the generator grows to so many bytes.
const REPEATED_BYTES_MAX: usize = 400;
/// Entries longer than this are drawn seldom: each costs as much as many others.
const SHORT_BYTES: usize = 120;
/// Sound from this on is no silence: 62 dB below the loudest there is, as a lone k may be.
const LOUD: u16 = 25;

/// One entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostileString {
    /// What makes it hostile, such as `markup`.
    pub kind: String,
    /// The text; bytes that are no UTF-8 have become U+FFFD, as they do on their way in.
    pub text: String,
}

/// A list of hostile strings, and any number of texts made of them and of pieces of lessons.
#[derive(Clone, Debug)]
pub struct HostileTexts {
    /// All entries, in order.
    pub list: Vec<HostileString>,
}

impl HostileTexts {
    /// Reads a list: a line an entry, of kind, times and text parted by tabs; `#` begins a comment.
    /// In the text `\\`, `\n`, `\r`, `\t`, `\u{HEX}` and the byte `\xHH` are escapes; it is repeated
    /// so many times.
    ///
    /// # Errors
    /// The first line that is not so.
    pub fn read(lines: &str) -> Result<Self, String> {
        let mut list = Vec::new();
        for (number, line) in lines.lines().enumerate() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let entry = entry(line).ok_or_else(|| format!("line {}: {line:?}", number + 1))?;
            list.push(entry);
        }
        let school = list.iter().filter(|entry| entry.kind == SCHOOL).count();
        if school == 0 || school == list.len() {
            return Err("a list has entries of the kind school, and others".to_owned());
        }
        Ok(Self { list })
    }

    /// The text of a number: up to six pieces of lessons, hostile strings, characters of every plane
    /// and repetitions without end, at most some 2 000 bytes.
    #[must_use]
    pub fn text(&self, number: u64) -> String {
        let mut dice = Dice(number);
        let mut text = String::new();
        for _ in 0..=dice.roll(6) {
            match dice.roll(12) {
                0 => (0..dice.roll(30)).for_each(|_| text.push(dice.character())),
                1 => {
                    let piece = self.draw(&mut dice, false);
                    let most = REPEATED_BYTES_MAX / piece.len().max(1);
                    // Few are very long.
                    let most = if dice.roll(8) == 0 { most } else { most / 10 };
                    text.push_str(&piece.repeat(1 + dice.roll(most as u64 + 1)));
                }
                2..=5 => text.push_str(self.draw(&mut dice, false)),
                _ => text.push_str(self.draw(&mut dice, true)),
            }
            text.push_str(["", " ", " ", " ", "\n", ", "][dice.roll(6)]);
        }
        text
    }

    /// Texts end to end, in order of their numbers from `first` on, until there are `bytes`.
    #[must_use]
    pub fn long_text(&self, first: u64, bytes: usize) -> String {
        let mut text = String::new();
        for number in first.. {
            if text.len() >= bytes {
                break;
            }
            text.push_str(&self.text(number));
        }
        text
    }

    fn draw(&self, dice: &mut Dice, school: bool) -> &str {
        let long = dice.roll(16) == 0;
        loop {
            let entry = &self.list[dice.roll(self.list.len() as u64)];
            let fits = long || entry.text.len() <= SHORT_BYTES;
            if (entry.kind == SCHOOL) == school && fits {
                return &entry.text;
            }
        }
    }
}

/// `count` bytes without a pattern, as text: what is no UTF-8 is U+FFFD.
#[must_use]
pub fn random_bytes(seed: u64, count: usize) -> String {
    let mut dice = Dice(seed);
    let bytes: Vec<u8> = (0..count).map(|_| dice.next().to_le_bytes()[0]).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn entry(line: &str) -> Option<HostileString> {
    let mut fields = line.splitn(3, '\t');
    let (kind, times, text) = (fields.next()?, fields.next()?, fields.next()?);
    let bytes = unescape(text)?.repeat(times.parse().ok()?);
    Some(HostileString {
        kind: kind.to_owned(),
        text: String::from_utf8_lossy(&bytes).into_owned(),
    })
}

fn unescape(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let after = &rest[at + 1..];
        rest = &after[after.chars().next()?.len_utf8()..];
        match after.chars().next()? {
            '\\' => bytes.push(b'\\'),
            'n' => bytes.push(b'\n'),
            'r' => bytes.push(b'\r'),
            't' => bytes.push(b'\t'),
            'x' => {
                bytes.push(u8::from_str_radix(rest.get(..2)?, 16).ok()?);
                rest = &rest[2..];
            }
            'u' => {
                let (hex, more) = rest.strip_prefix('{')?.split_once('}')?;
                let c = char::from_u32(u32::from_str_radix(hex, 16).ok()?)?;
                bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                rest = more;
            }
            _ => return None,
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    Some(bytes)
}

/// Numbers without a pattern, the same in every run of a seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// In `0..sides`.
    fn roll(&mut self, sides: u64) -> usize {
        (self.next() % sides.max(1)) as usize
    }

    /// A character of any plane, those that no one has given a meaning included.
    fn character(&mut self) -> char {
        let code = (self.next() % 0x11_0000) as u32;
        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}

/// What became of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HostileOutcome {
    /// Written words and signs that have a mark.
    pub words: u64,
    /// Of these, those that were not said, which was told.
    pub skipped: u64,
    /// How often the engine lost its place and went on.
    pub interrupted: u64,
    /// Frames of sound, silences included.
    pub frames: u64,
}

/// Says a text in French and checks what came of it: it ends; marks come in order, at most once for each
/// word, inside the sound; every written word has one, or was told to be skipped; what has a mark with
/// a length has a sound.
///
/// # Errors
/// What was not so.
pub fn check_text(
    engine: &mut dyn Engine,
    voice: &VoiceId,
    text: &str,
    rate: f32,
) -> Result<HostileOutcome, String> {
    let options = PlanOptions { rate, ..PlanOptions::new("fr", voice.clone()) };
    let plan = plan(text, options).map_err(|error| format!("the plan: {error}"))?;
    let mut heard = Heard::default();
    let renderer = Renderer::try_new(engine, plan).map_err(|error| error.to_string())?;
    for event in renderer {
        heard.take(event.map_err(|error| format!("it failed for good: {error}"))?);
    }
    heard.check(text)
}

#[derive(Default)]
struct Heard {
    outcome: HostileOutcome,
    /// The loudest sample.
    loudest: u16,
    /// Ranges of the words, and whether their marks have a length.
    words: Vec<(Utf8Range, bool)>,
    skipped: Vec<Utf8Range>,
    ends: u64,
}

impl Heard {
    fn take(&mut self, event: RenderEvent) {
        match event {
            RenderEvent::Audio(samples) => {
                self.outcome.frames += samples.len() as u64;
                let loudest = samples.iter().map(|sample| sample.unsigned_abs()).max();
                self.loudest = self.loudest.max(loudest.unwrap_or(0));
            }
            RenderEvent::Mark(mark) => {
                self.ends = self.ends.max(mark.end_frame);
                if mark.kind == MarkKind::Word {
                    self.words.push((mark.range, mark.start_frame < mark.end_frame));
                }
            }
            RenderEvent::Skipped { range, .. } => self.skipped.push(range),
            RenderEvent::Interrupted { .. } => self.outcome.interrupted += 1,
        }
    }

    fn check(mut self, text: &str) -> Result<HostileOutcome, String> {
        self.words.sort_by_key(|(range, _)| (range.start(), range.end()));
        if let Some(pair) = self.words.windows(2).find(|pair| pair[0].0.end() > pair[1].0.start()) {
            return Err(format!("two marks for one place: {pair:?}"));
        }
        if self.ends > self.outcome.frames {
            return Err(format!("a mark ends at {} of {}", self.ends, self.outcome.frames));
        }
        let told: HashSet<(usize, usize)> =
            self.skipped.iter().map(|range| (range.start(), range.end())).collect();
        let all_silent = self.loudest < LOUD;
        let silent = self.words.iter().filter(|(_, lasts)| !lasts || all_silent);
        for (range, _) in silent {
            if !told.contains(&(range.start(), range.end())) {
                let (word, loudest) = (range.slice(text), self.loudest);
                return Err(format!("{word:?} was left out and not told (sound up to {loudest})"));
            }
        }
        self.every_word(text)?;
        self.outcome.words = self.words.len() as u64;
        self.outcome.skipped = self.skipped.len() as u64;
        Ok(self.outcome)
    }

    /// Every written word lies in what was marked.
    fn every_word(&self, text: &str) -> Result<(), String> {
        for word in segment(text).words {
            let after = self.words.partition_point(|(range, _)| range.end() <= word.range.start());
            let marked = self.words.get(after).is_some_and(|(range, _)| range.overlaps(word.range));
            if !marked {
                return Err(format!("{:?} has no mark", word.range.slice(text)));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_read_and_bytes_without_meaning_are_replaced() {
        let list = "school\t1\tBonjour.\n# more\nx\t2\ta\\t\\u{e9}\\\\\\xff\n";
        let texts = HostileTexts::read(list).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(texts.list[1].text, "a\té\\\u{fffd}".repeat(2));
        assert_eq!(texts.text(3), texts.text(3));
        for broken in ["school\t1\ta\nx\t1", "school\t1\ta\nx\t1\t\\q", "x\t1\ta"] {
            assert!(HostileTexts::read(broken).is_err(), "{broken}");
        }
    }
}
