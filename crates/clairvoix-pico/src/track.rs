//! Counts Pico's units, words, syllables and phones as they pass, so that each phone's frames are
//! known and the unit of text that it belongs to.
//!
//! The acoustic side knows phones only. What ties them to the text is order: unit *n* of the
//! tokenizer's output (buffer 1) is word *n* before the phonology (buffer 4); each word claims one
//! boundary of buffer 5, whose syllables follow it; and the bytes of those syllables are, one by
//! one, the phones of buffer 6. Nothing is looked up, so nothing can drift; where the counts do not
//! agree the tracker says so, and its times are no longer called exact.

use std::collections::VecDeque;

use crate::Item;
use crate::phones::PhoneTable;

/// A unit's place in the order of units.
pub(crate) type UnitIndex = usize;

/// One phone as it will be heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Phone {
    /// Pico's number of it.
    pub(crate) id: u8,
    /// First frame of 4 ms, from the start of the utterance.
    pub(crate) start: u64,
    /// First frame after.
    pub(crate) end: u64,
}

/// One spoken unit of Pico's text analysis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Its text, as Pico wrote it.
    pub(crate) text: String,
    /// Its phones so far.
    pub(crate) phones: Vec<Phone>,
}

/// Buffers, by the unit that fills them.
mod buffer {
    pub(super) const TEXT: usize = 1;
    pub(super) const WORDS: usize = 4;
    pub(super) const SYLLABLES: usize = 5;
    pub(super) const PHONES: usize = 6;
}

/// Types and infos of items, as Pico names them.
mod kind {
    pub(super) const TEXT_UNIT: u8 = b'g';
    pub(super) const COMMAND: u8 = b'c';
    pub(super) const PHONEMES: u8 = b'o';
    pub(super) const START: u8 = b's';
    pub(super) const WORD: u8 = b'w';
    pub(super) const BOUND: u8 = b'b';
    pub(super) const SYLLABLE: u8 = b'y';
    pub(super) const PHONE: u8 = b'h';
    /// Info of a boundary inside a phrase, before a plain word.
    pub(super) const BOUND_PLAIN: u8 = b'0';
    /// Boundaries that stand in buffer 4 and 5 alike: sentence start, pause, short break, phrase.
    pub(super) const BOUNDS_SHARED: [u8; 4] = [b'b', b'1', b'2', b'3'];
}

/// See the module.
#[derive(Debug)]
pub(crate) struct Tracker {
    phones: &'static PhoneTable,
    units: Vec<Unit>,
    /// Units that have come by as words (buffer 4).
    words: usize,
    /// A shared boundary has just passed in buffer 4: the next word is its owner.
    bound_waits: bool,
    /// For each boundary of buffer 5 still to come: the unit whose syllables follow.
    owners: VecDeque<Option<UnitIndex>>,
    /// The unit whose syllables are passing in buffer 5.
    owner: Option<UnitIndex>,
    /// Phones announced by syllables, still to be heard of in buffer 6.
    announced: VecDeque<(u8, Option<UnitIndex>)>,
    frames: u64,
    /// End of the last phone that is not silence.
    voiced_end: u64,
    /// The unit of the last phone that sounds.
    last: Option<UnitIndex>,
    /// All units before this one have all their phones.
    complete: UnitIndex,
    mismatches: usize,
}

impl Tracker {
    pub(crate) fn new(phones: &'static PhoneTable) -> Self {
        Self {
            phones,
            units: Vec::new(),
            words: 0,
            bound_waits: false,
            owners: VecDeque::new(),
            owner: None,
            announced: VecDeque::new(),
            frames: 0,
            voiced_end: 0,
            last: None,
            complete: 0,
            mismatches: 0,
        }
    }

    /// The units so far.
    pub(crate) fn units(&self) -> &[Unit] {
        &self.units
    }

    /// How many units, from the first, have all their phones.
    pub(crate) fn complete(&self) -> usize {
        self.complete
    }

    /// End, in frames, of the last phone that sounds.
    pub(crate) fn voiced_end(&self) -> u64 {
        self.voiced_end
    }

    /// How often the counts did not agree: 0 means that every time is exact.
    pub(crate) fn mismatches(&self) -> usize {
        self.mismatches
    }

    /// The text is over: nothing more belongs to any unit.
    pub(crate) fn finish(&mut self) {
        self.mismatches += self.announced.len();
        self.complete = self.units.len();
    }

    /// Takes note of one item.
    pub(crate) fn see(&mut self, item: &Item<'_>) {
        match item.buffer {
            buffer::TEXT => self.see_text(item),
            buffer::WORDS => self.see_word(item.kind(), item.info1()),
            buffer::SYLLABLES => self.see_syllable(item),
            buffer::PHONES => self.see_phone(item),
            _ => {}
        }
    }

    fn see_text(&mut self, item: &Item<'_>) {
        let text = match (item.kind(), item.info1(), item.info2()) {
            (kind::TEXT_UNIT, _, _) => String::from_utf8_lossy(item.content()).into_owned(),
            (kind::COMMAND, kind::PHONEMES, kind::START) => String::new(),
            _ => return,
        };
        self.units.push(Unit { text, phones: Vec::new() });
    }

    fn see_word(&mut self, kind: u8, info1: u8) {
        match kind {
            kind::BOUND if kind::BOUNDS_SHARED.contains(&info1) => {
                self.owners.push_back(None);
                self.bound_waits = true;
            }
            kind::BOUND => self.bound_waits = false,
            kind::WORD => {
                let unit = Some(self.words).filter(|index| *index < self.units.len());
                self.mismatches += usize::from(unit.is_none());
                self.words += 1;
                match self.owners.back_mut() {
                    Some(owner) if self.bound_waits => *owner = unit,
                    _ => self.owners.push_back(unit),
                }
                self.bound_waits = false;
            }
            _ => {}
        }
    }

    fn see_syllable(&mut self, item: &Item<'_>) {
        let info1 = item.info1();
        match item.kind() {
            kind::BOUND if info1 == kind::BOUND_PLAIN || kind::BOUNDS_SHARED.contains(&info1) => {
                let next = self.owners.pop_front();
                self.mismatches += usize::from(next.is_none());
                self.owner = next.flatten();
            }
            kind::SYLLABLE => {
                for id in item.content() {
                    self.announced.push_back((*id, self.owner));
                }
            }
            _ => {}
        }
    }

    fn see_phone(&mut self, item: &Item<'_>) {
        if item.kind() != kind::PHONE {
            return;
        }
        let start = self.frames;
        // Three numbers of two bytes for each state; the first is its length.
        for state in item.content().chunks_exact(6).take(usize::from(item.info2())) {
            if let [low, high, ..] = state {
                self.frames += u64::from(u16::from_le_bytes([*low, *high]));
            }
        }
        let id = item.info1();
        if self.phones.is_silence(id) {
            // No word has a silence inside: what has been announced so far is said.
            if let (true, Some(unit)) = (self.announced.is_empty(), self.last) {
                self.complete = self.complete.max(unit + 1);
            }
            return;
        }
        self.voiced_end = self.frames;
        let Some((announced, Some(unit))) = self.announced.pop_front() else {
            self.mismatches += 1;
            return;
        };
        self.mismatches += usize::from(announced != id);
        self.complete = self.complete.max(unit);
        self.last = Some(unit);
        if let Some(unit) = self.units.get_mut(unit) {
            unit.phones.push(Phone { id, start, end: self.frames });
        }
    }
}
