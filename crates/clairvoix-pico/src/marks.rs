//! From Pico's phones to marks on the words that were asked for.

use clairvoix_speech::{EngineMark, EngineMarkKind, UtteranceWord};
use clairvoix_text::Utf8Range;

use crate::align::{Aligner, Share};
use crate::correct::Corrector;
use crate::phones::PhoneTable;
use crate::track::{Phone, Tracker, UnitIndex};
use crate::trim::sample_of_frame;
use crate::{Item, Watch};

/// Words on their way from text analysis to phonology: here their phones can still be changed.
const CORRECTED_BUFFER: usize = 3;
/// Pico's type of a word there.
const WORD: u8 = b'w';

/// What a word has of a unit.
#[derive(Clone, Copy, Debug)]
struct Piece {
    unit: UnitIndex,
    /// The unit's sounds from `before / total` to `after / total` are the word's.
    before: usize,
    after: usize,
    total: usize,
}

/// One sound: a phone, with the closure that begins it.
#[derive(Clone, Debug)]
struct Sound {
    start: u64,
    end: u64,
    ipa: &'static str,
}

/// Follows one utterance and makes its marks: one for each word, in order, and one for each sound.
#[derive(Debug)]
pub(crate) struct Marker {
    pub(crate) tracker: Tracker,
    aligner: Aligner,
    phones: &'static PhoneTable,
    words: Vec<UtteranceWord>,
    pieces: Vec<Vec<Piece>>,
    /// Units already given to words.
    aligned: usize,
    /// For each of them: the word it is, if it is one and no more.
    unit_words: Vec<Option<usize>>,
    /// Words that have come by before the phonology (buffer 3): word *n* is unit *n*.
    seen: usize,
    corrector: Option<&'static Corrector>,
    /// How many words were made to sound as asked.
    corrected: usize,
    /// The next word to mark.
    next: usize,
    /// End of the last mark, in samples: marks never go back.
    reached: u64,
    /// Words without sound that wait for the start of the next one.
    waiting: Vec<usize>,
}

impl Marker {
    pub(crate) fn new(text: &str, words: Vec<UtteranceWord>, language: &str) -> Self {
        let phones = PhoneTable::of(language);
        Self {
            unit_words: Vec::new(),
            seen: 0,
            corrector: Corrector::of(language),
            corrected: 0,
            tracker: Tracker::new(phones),
            aligner: Aligner::new(text, &words),
            phones,
            pieces: vec![Vec::new(); words.len()],
            words,
            aligned: 0,
            next: 0,
            reached: 0,
            waiting: Vec::new(),
        }
    }

    /// How many words were made to sound as asked.
    pub(crate) fn corrected(&self) -> usize {
        self.corrected
    }

    /// Up to which sample every word has its mark; none when all words have.
    pub(crate) fn marked_up_to(&self) -> Option<u64> {
        let all = self.next == self.words.len() && self.waiting.is_empty();
        (!all).then_some(self.reached)
    }

    /// The marks that are certain now.
    pub(crate) fn ready(&mut self) -> Vec<EngineMark> {
        let mut marks = Vec::new();
        while self.next < self.words.len() && self.is_certain(self.next) {
            let word = self.next;
            self.next += 1;
            self.mark(word, &mut marks);
        }
        marks
    }

    /// All that is left, when Pico has said everything.
    pub(crate) fn finish(&mut self) -> Vec<EngineMark> {
        self.tracker.finish();
        let mut marks = Vec::new();
        while self.next < self.words.len() {
            let word = self.next;
            self.next += 1;
            self.mark(word, &mut marks);
        }
        self.release_waiting(self.reached, &mut marks);
        marks
    }

    fn is_certain(&self, word: usize) -> bool {
        let spoken = self
            .pieces
            .get(word)
            .is_some_and(|pieces| pieces.iter().all(|piece| piece.unit < self.tracker.complete()));
        spoken && self.aligner.is_past(word)
    }

    fn mark(&mut self, word: usize, marks: &mut Vec<EngineMark>) {
        let sounds = self.sounds_of(word);
        let (Some(first), Some(last)) = (sounds.first(), sounds.last()) else {
            self.waiting.push(word);
            return;
        };
        let start = sample_of_frame(first.start).max(self.reached);
        let end = sample_of_frame(last.end).max(start);
        self.release_waiting(start, marks);
        self.reached = end;
        let range = self.range(word);
        marks.push(word_mark(range, start, end));
        for sound in &sounds {
            let from = sample_of_frame(sound.start).clamp(start, end);
            marks.push(EngineMark {
                kind: EngineMarkKind::Phoneme,
                range,
                start_frame: from,
                end_frame: sample_of_frame(sound.end).clamp(from, end),
                ipa: sound.ipa.to_owned(),
            });
        }
    }

    /// Words without sound get an empty mark where the next one begins.
    fn release_waiting(&mut self, at: u64, marks: &mut Vec<EngineMark>) {
        for word in std::mem::take(&mut self.waiting) {
            marks.push(word_mark(self.range(word), at, at));
            self.reached = self.reached.max(at);
        }
    }

    fn range(&self, word: usize) -> Utf8Range {
        self.words.get(word).map_or(Utf8Range::new(0, 0), |word| word.range)
    }

    fn sounds_of(&self, word: usize) -> Vec<Sound> {
        let pieces = self.pieces.get(word).map(Vec::as_slice).unwrap_or_default();
        pieces
            .iter()
            .flat_map(|piece| {
                let unit = self.tracker.units().get(piece.unit);
                let sounds = self.sounds(unit.map_or(&[], |unit| unit.phones.as_slice()));
                let total = piece.total.max(1);
                let at = |share: usize| (sounds.len() * share + total / 2) / total;
                sounds
                    .get(at(piece.before)..at(piece.after))
                    .map(<[Sound]>::to_vec)
                    .unwrap_or_default()
            })
            .collect()
    }

    fn sounds(&self, phones: &[Phone]) -> Vec<Sound> {
        let mut sounds = Vec::with_capacity(phones.len());
        let mut closure: Option<u64> = None;
        for phone in phones {
            if self.phones.is_closure(phone.id) {
                closure = closure.or(Some(phone.start));
                continue;
            }
            sounds.push(Sound {
                start: closure.take().unwrap_or(phone.start),
                end: phone.end,
                ipa: self.phones.ipa(phone.id),
            });
        }
        sounds
    }

    fn align(&mut self) {
        while let Some(unit) = self.tracker.units().get(self.aligned) {
            let shares = self.aligner.next(&unit.text);
            let weights: Vec<usize> = self.weights(&shares);
            let total = weights.iter().sum();
            let mut before = 0;
            for (share, weight) in shares.iter().zip(weights) {
                if let Some(pieces) = self.pieces.get_mut(share.word) {
                    pieces.push(Piece {
                        unit: self.aligned,
                        before,
                        after: before + weight,
                        total,
                    });
                }
                before += weight;
            }
            self.unit_words.push(match shares.as_slice() {
                [share] if share.whole => Some(share.word),
                _ => None,
            });
            self.aligned += 1;
        }
    }

    /// Makes Pico say a word as we read it.
    fn correct(&mut self, item: &mut Item<'_>) {
        if item.buffer != CORRECTED_BUFFER || item.kind() != WORD {
            return;
        }
        let unit = self.seen;
        self.seen += 1;
        let word = self.unit_words.get(unit).copied().flatten();
        let (Some(corrector), Some(word)) = (self.corrector, word) else {
            return;
        };
        let ipa = self.words.get(word).map(|word| word.ipa.as_str()).unwrap_or_default();
        if let Some(content) = corrector.correct(item.content(), ipa) {
            self.corrected += usize::from(item.replace_content(&content));
        }
    }

    /// How a unit's sounds are shared among its words: by the sounds we expect of each where they
    /// are known, else by letters.
    fn weights(&self, shares: &[Share]) -> Vec<usize> {
        let expected = |share: &Share| {
            let word = self.words.get(share.word).filter(|_| share.whole)?;
            let sounds = Some(sounds_in(&word.ipa)).filter(|count| *count > 0)?;
            Some(sounds + share.linking)
        };
        shares
            .iter()
            .map(expected)
            .collect::<Option<Vec<usize>>>()
            .unwrap_or_else(|| shares.iter().map(|share| share.letters + share.linking).collect())
    }
}

impl Watch for Marker {
    fn item(&mut self, item: &mut Item<'_>) {
        self.tracker.see(item);
        self.align();
        self.correct(item);
    }
}

/// Sounds of an IPA string: its letters; marks above, below and after them add none.
fn sounds_in(ipa: &str) -> usize {
    ipa.chars()
        .filter(|c| {
            c.is_alphabetic() && !matches!(c, 'ː' | 'ˑ' | 'ˈ' | 'ˌ' | '\u{300}'..='\u{36f}')
        })
        .count()
}

fn word_mark(range: Utf8Range, start: u64, end: u64) -> EngineMark {
    EngineMark {
        kind: EngineMarkKind::Word,
        range,
        start_frame: start,
        end_frame: end,
        ipa: String::new(),
    }
}
