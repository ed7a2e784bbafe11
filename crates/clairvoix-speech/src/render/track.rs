//! One utterance on its way out of an engine: its audio counted, its marks led back to the source.

use clairvoix_text::Utf8Range;

use super::{
    mark::{MarkKind, SourceMark},
    sounds::{self, HeardSound, Span},
    syllable::Syllables,
};
use crate::{EngineMark, EngineMarkKind, Error, ErrorKind, PlannedUtterance, PlannedWord};

/// A mark with the index of its entry in [`PlannedUtterance::words`]. Frames count from the start
/// of the utterance.
#[derive(Clone, Debug)]
pub(crate) struct TrackMark {
    pub(crate) word: usize,
    pub(crate) mark: SourceMark,
}

/// A written word that nothing was said for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unsaid {
    pub(crate) range: Utf8Range,
    pub(crate) cause: Error,
}

/// What came to light with an engine event.
#[derive(Clone, Debug, Default)]
pub(crate) struct TrackNews {
    pub(crate) marks: Vec<TrackMark>,
    pub(crate) unsaid: Vec<Unsaid>,
}

#[derive(Clone, Debug)]
pub(crate) struct Track {
    planned: PlannedUtterance,
    /// Frames the engine gave, in its own count.
    engine_frames: u64,
    /// Frames kept: ours are the engine's less those cut away after a crash.
    frames: u64,
    /// By spoken word.
    spans: Vec<Option<Span>>,
    heard: Vec<Vec<HeardSound>>,
    skipped: Vec<Option<Error>>,
    /// The next written word whose mark is due, and the next whose syllables are.
    next_word: usize,
    next_detail: usize,
}

/// Which spoken words are over: those before it.
const ALL: usize = usize::MAX;

impl Track {
    pub(crate) fn new(planned: PlannedUtterance) -> Self {
        let count = planned.utterance.words.len();
        Self {
            planned,
            engine_frames: 0,
            frames: 0,
            spans: vec![None; count],
            heard: vec![Vec::new(); count],
            skipped: vec![None; count],
            next_word: 0,
            next_detail: 0,
        }
    }

    pub(crate) fn planned(&self) -> &PlannedUtterance {
        &self.planned
    }

    /// Frames of audio kept so far.
    pub(crate) fn frames(&self) -> u64 {
        self.frames
    }

    /// The first written word whose mark has not come yet.
    pub(crate) fn next_word(&self) -> Option<&PlannedWord> {
        self.planned.words.get(self.next_word)
    }

    /// Audio arrived and was kept.
    pub(crate) fn audio(&mut self, frames: usize) {
        self.engine_frames += frames as u64;
        self.frames += frames as u64;
    }

    /// Audio arrived before any other and was not kept.
    pub(crate) fn leave_out(&mut self, frames: u64) {
        self.engine_frames += frames;
        let earlier =
            |(start, end): Span| (start.saturating_sub(frames), end.saturating_sub(frames));
        for span in self.spans.iter_mut().flatten() {
            *span = earlier(*span);
        }
        for sound in self.heard.iter_mut().flatten() {
            sound.span = earlier(sound.span);
        }
    }

    /// A mark arrived.
    pub(crate) fn mark(&mut self, mark: EngineMark) -> TrackNews {
        let mut news = TrackNews::default();
        let Some(index) = self.spoken_at(mark.range) else {
            return news;
        };
        let span = (self.ours(mark.start_frame), self.ours(mark.end_frame));
        match mark.kind {
            EngineMarkKind::Word => {
                let earliest = self.end_before(index);
                let start = span.0.max(earliest);
                if let Some(slot) = self.spans.get_mut(index) {
                    *slot = Some((start, span.1.max(start)));
                }
                self.settle(index + 1, &mut news);
            }
            EngineMarkKind::Phoneme => {
                if let Some(heard) = self.heard.get_mut(index) {
                    heard.push(HeardSound { ipa: mark.ipa, span: (span.0, span.1.max(span.0)) });
                }
                self.settle_details(index, &mut news);
            }
        }
        news
    }

    /// The engine left words out. Of those, the written words that were marked as if they were said.
    pub(crate) fn skipped(&mut self, range: Utf8Range, cause: &Error) -> Vec<Unsaid> {
        for (word, slot) in self.planned.utterance.words.iter().zip(&mut self.skipped) {
            if word.range.overlaps(range) {
                *slot = Some(cause.clone());
            }
        }
        let left_out = |index: usize| self.skipped.get(index).is_some_and(Option::is_some);
        let marked = self.planned.words.iter().take(self.next_word);
        marked
            .filter(|word| !word.continues && word.spoken.clone().any(|index| self.lasts(index)))
            .filter(|word| word.spoken.clone().all(left_out))
            .map(|word| Unsaid { range: word.range, cause: cause.clone() })
            .collect()
    }

    /// Whether a spoken word has a mark with a length: one without is what an engine gives a word that it
    /// left out.
    fn lasts(&self, spoken: usize) -> bool {
        self.spans.get(spoken).copied().flatten().is_some_and(|(start, end)| start < end)
    }

    /// The engine lost its place and goes on from a spoken word. Audio from the start of that word
    /// on is cut away, but never what lies before frame `keep`. Returns the frames that remain and
    /// the first written word whose marks are void.
    pub(crate) fn interrupted(&mut self, resumed_word: usize, keep: u64) -> (u64, usize) {
        let known = |span: &Option<Span>| span.map(|s| s.0);
        let start = self.spans.iter().skip(resumed_word).find_map(known);
        let cut = start.unwrap_or(self.frames).max(keep).min(self.frames);
        self.frames = cut;
        for index in resumed_word..self.spans.len() {
            self.spans[index] = None;
            self.heard[index].clear();
        }
        let over = |w: &PlannedWord| w.spoken.end <= resumed_word;
        let first_void = self.planned.words.iter().take_while(|w| over(w)).count();
        self.next_word = self.next_word.min(first_void);
        self.next_detail = self.next_detail.min(first_void);
        (cut, first_void)
    }

    /// The utterance is over, well or badly: every written word not marked yet is marked now.
    pub(crate) fn finish(&mut self, cause: Option<&Error>) -> TrackNews {
        if let Some(cause) = cause {
            for (slot, span) in self.skipped.iter_mut().zip(&self.spans) {
                if span.is_none() {
                    slot.get_or_insert_with(|| cause.clone());
                }
            }
        }
        for span in self.spans.iter_mut().flatten() {
            *span = (span.0.min(self.frames), span.1.min(self.frames));
        }
        for sound in self.heard.iter_mut().flatten() {
            sound.span = (sound.span.0.min(self.frames), sound.span.1.min(self.frames));
        }
        let mut news = TrackNews::default();
        self.settle(ALL, &mut news);
        news
    }

    fn ours(&self, engine_frame: u64) -> u64 {
        (engine_frame + self.frames).saturating_sub(self.engine_frames)
    }

    fn spoken_at(&self, range: Utf8Range) -> Option<usize> {
        let words = &self.planned.utterance.words;
        let index = words.partition_point(|w| w.range.end() <= range.start());
        words
            .get(index)
            .filter(|w| w.range.start() < range.end().max(range.start() + 1))
            .map(|_| index)
    }

    fn end_before(&self, spoken: usize) -> u64 {
        let before = self.spans.iter().take(spoken).rev();
        before.flatten().map(|s| s.1).next().unwrap_or(0)
    }

    /// Marks the written words whose last spoken word lies before `over`.
    fn settle(&mut self, over: usize, news: &mut TrackNews) {
        while let Some(word) = self.planned.words.get(self.next_word) {
            let due = if word.spoken.is_empty() {
                over > word.spoken.start
            } else {
                over >= word.spoken.end
            };
            if !due {
                break;
            }
            self.mark_word(self.next_word, news);
            self.next_word += 1;
        }
        self.settle_details(over, news);
    }

    /// Marks the sounds and syllables of the words marked before: of those that end before `over`, and
    /// of those whose sounds reach their end.
    fn settle_details(&mut self, over: usize, news: &mut TrackNews) {
        while self.next_detail < self.next_word {
            let end = self.planned.words.get(self.next_detail).map_or(0, |w| w.spoken.end);
            // The sounds of a word may come after it: they are whole once the next word has begun.
            if over != ALL && over <= end && !self.is_whole(self.next_detail) {
                break;
            }
            self.mark_details(self.next_detail, news);
            self.next_detail += 1;
        }
    }

    /// Whether the sounds of a written word reach its end.
    fn is_whole(&self, index: usize) -> bool {
        let spoken = self.planned.words.get(index).and_then(|w| w.spoken.clone().next_back());
        spoken.is_some_and(|last| {
            let reached = self.heard.get(last).and_then(|heard| heard.last());
            let span = self.spans.get(last).copied().flatten();
            reached.zip(span).is_some_and(|(sound, span)| sound.span.1 >= span.1)
        })
    }

    fn mark_word(&self, index: usize, news: &mut TrackNews) {
        let Some(word) = self.planned.words.get(index) else {
            return;
        };
        let (span, exact) = self.word_span(index);
        news.marks.push(TrackMark {
            word: index,
            mark: SourceMark {
                kind: MarkKind::Word,
                range: word.range,
                start_frame: span.0,
                end_frame: span.1,
                ipa: String::new(),
                exact,
            },
        });
        if !word.spoken.clone().any(|index| self.lasts(index)) && !word.continues {
            let told = word.spoken.clone().find_map(|i| self.skipped.get(i)?.clone());
            let cause = told.unwrap_or_else(|| {
                Error::new(ErrorKind::EngineFailed, "the voice said nothing for it")
            });
            news.unsaid.push(Unsaid { range: word.range, cause });
        }
    }

    /// When a written word is heard, and whether the engine said so.
    fn word_span(&self, index: usize) -> (Span, bool) {
        let words = &self.planned.words;
        let Some(word) = words.get(index) else {
            return ((self.frames, self.frames), false);
        };
        let spans = self.spans.get(word.spoken.clone()).unwrap_or_default();
        let mut known = spans.iter().flatten();
        let Some(first) = known.next() else {
            let at = self.end_before(word.spoken.start.max(word.spoken.end));
            return ((at, at), false);
        };
        let whole = (first.0, known.next_back().unwrap_or(first).1);
        // Neighbours said by the same spoken words share their time by length.
        let sharing = |w: &&PlannedWord| w.spoken == word.spoken;
        let before: usize = words[..index].iter().rev().take_while(sharing).map(weight).sum();
        let after: usize = words[index + 1..].iter().take_while(sharing).map(weight).sum();
        if before + after == 0 {
            return (whole, true);
        }
        let total = (before + weight(word) + after) as u64;
        let at = |part: usize| whole.0 + (whole.1 - whole.0) * part as u64 / total;
        ((at(before), at(before + weight(word))), false)
    }

    fn mark_details(&self, index: usize, news: &mut TrackNews) {
        let Some(word) = self.planned.words.get(index) else {
            return;
        };
        // The sounds of what several words share are told with the first of them.
        let shared = |w: &PlannedWord| w.spoken == word.spoken && !w.spoken.is_empty();
        let told = index > 0 && self.planned.words.get(index - 1).is_some_and(shared);
        let mut syllables = Syllables::new(word.syllables.len());
        for spoken in word.spoken.clone() {
            let (Some(heard), Some(expected)) =
                (self.heard.get(spoken), self.planned.sounds.get(spoken))
            else {
                continue;
            };
            let places = sounds::align(expected, heard);
            syllables.hear(expected, heard, &places);
            if !told {
                let marks = sounds::phonemes(expected, heard, &places, word.range);
                news.marks.extend(marks.map(|mark| TrackMark { word: index, mark }));
            }
        }
        let (span, exact) = self.word_span(index);
        let marks = syllables.marks(&word.syllables, span, exact);
        news.marks.extend(marks.into_iter().map(|mark| TrackMark { word: index, mark }));
    }
}

fn weight(word: &PlannedWord) -> usize {
    word.range.len().max(1)
}
