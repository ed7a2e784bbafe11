//! Events that wait for their frame to be heard.

use std::collections::BTreeMap;

use clairvoix_text::Utf8Range;

use super::io::{Edge, RequestId, SpeechEvent};
use crate::{Error, MarkKind, SourceMark, UtteranceId, plan::walk::Place};

/// The word of an utterance that a mark belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) utterance: UtteranceId,
    pub(super) word: usize,
}

/// One event of a request; `place` is the word heard from then on, for skips.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub(super) request: RequestId,
    pub(super) what: What,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    Started,
    Resumed,
    Finished,
    Stopped,
    Failed(Error),
    Mark {
        edge: Edge,
        kind: MarkKind,
        range: Utf8Range,
        /// The word that begins, with its sentence.
        place: Option<Place>,
        /// Where it comes from; none for what was ended by a skip.
        origin: Option<Origin>,
    },
}

impl What {
    fn is_end(&self) -> bool {
        matches!(self, Self::Finished | Self::Failed(_) | Self::Stopped)
    }
}

impl Waiting {
    pub(super) fn event(&self, frame: u64) -> SpeechEvent {
        let request = self.request;
        match &self.what {
            What::Failed(cause) => SpeechEvent::Failed { request, cause: cause.clone() },
            What::Started => SpeechEvent::Started { request },
            What::Resumed => SpeechEvent::Resumed { request },
            What::Finished => SpeechEvent::Finished { request },
            What::Stopped => SpeechEvent::Stopped { request },
            What::Mark { edge, kind, range, .. } => {
                let (edge, kind, range) = (*edge, *kind, *range);
                SpeechEvent::Mark { request, edge, kind, range, frame }
            }
        }
    }
}

/// When events share a frame: what ends, then sentences and words without length as they come, then
/// what begins, the widest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    PhonemeEnds,
    SyllableEnds,
    WordEnds,
    AsItComes,
    WordStarts,
    SyllableStarts,
    PhonemeStarts,
}

/// The events in the order they will be heard, and what is being heard.
#[derive(Clone, Debug, Default)]
pub(super) struct Schedule {
    waiting: BTreeMap<(u64, Rank, u64), Waiting>,
    sequence: u64,
    /// Stretches that have begun and not ended, at most one of each kind.
    open: Vec<Open>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) request: RequestId,
    pub(super) kind: MarkKind,
    pub(super) range: Utf8Range,
    pub(super) frame: u64,
    /// What began it.
    pub(super) origin: Option<Origin>,
}

impl Schedule {
    /// Adds an event that is neither the start nor the end of a stretch with a length.
    pub(super) fn add(&mut self, frame: u64, request: RequestId, what: What) {
        self.insert(frame, Rank::AsItComes, Waiting { request, what });
    }

    /// Adds the start and the end of a mark; the start only where `start` says so.
    pub(super) fn add_mark(
        &mut self,
        request: RequestId,
        mark: &SourceMark,
        place: Place,
        origin: Origin,
        edges: (bool, bool),
    ) {
        let empty = mark.start_frame == mark.end_frame;
        for (edge, frame, wanted) in
            [(Edge::Start, mark.start_frame, edges.0), (Edge::End, mark.end_frame, edges.1)]
        {
            if !wanted {
                continue;
            }
            let begins = edge == Edge::Start && mark.kind == MarkKind::Word;
            let what = What::Mark {
                edge,
                kind: mark.kind,
                range: mark.range,
                place: begins.then_some(place),
                origin: Some(origin),
            };
            self.insert(frame, rank(mark.kind, edge, empty), Waiting { request, what });
        }
    }

    fn insert(&mut self, frame: u64, rank: Rank, waiting: Waiting) {
        self.waiting.insert((frame, rank, self.sequence), waiting);
        self.sequence += 1;
    }

    /// What waits for frames after `base` comes so many frames earlier, at `base` at the earliest.
    pub(super) fn bring_forward(&mut self, base: u64, frames: u64) {
        if frames == 0 {
            return;
        }
        let later = self.waiting.split_off(&(base, Rank::PhonemeEnds, 0));
        let moved = later.into_iter().map(|((frame, rank, sequence), waiting)| {
            let frame = frame.saturating_sub(frames).max(base);
            ((frame, rank, sequence), waiting)
        });
        self.waiting.extend(moved);
    }

    /// How many frames must have been heard for the next event.
    pub(super) fn next_due(&self) -> Option<u64> {
        self.waiting.iter().next().map(|(key, waiting)| due(key, waiting))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// The next event when `played` frames have been heard; `last` when no more will come.
    pub(super) fn pop(&mut self, played: u64, last: bool) -> Option<(u64, Waiting)> {
        let entry = self.waiting.first_entry()?;
        let frame = entry.key().0;
        if due(entry.key(), entry.get()) > played && !(last && frame <= played) {
            return None;
        }
        let waiting = entry.remove();
        keep_open(&mut self.open, frame, &waiting);
        Some((frame, waiting))
    }

    /// The stretches being heard, the narrowest first; they are closed.
    pub(super) fn take_open(&mut self) -> Vec<Open> {
        let mut open = std::mem::take(&mut self.open);
        open.sort_by_key(|o| std::cmp::Reverse(o.kind));
        open
    }

    /// What of this kind is being heard.
    pub(super) fn open(&self, kind: MarkKind) -> Option<Open> {
        self.open.iter().find(|o| o.kind == kind).copied()
    }

    /// The stretches that will be open when `frame` is reached.
    fn open_at(&self, frame: u64) -> Vec<Open> {
        let mut open = self.open.clone();
        for (key, waiting) in self.waiting.range(..(frame, Rank::PhonemeEnds, 0)) {
            keep_open(&mut open, key.0, waiting);
        }
        open
    }

    /// The word of the request that is heard at `frame`.
    pub(super) fn word_at(&self, frame: u64, request: RequestId) -> Option<Place> {
        let open = self.open_at(frame);
        let range = |kind| {
            let found = open.iter().find(|o| o.kind == kind && o.request == request);
            found.map(|o| o.range)
        };
        Some(Place { sentence: range(MarkKind::Sentence)?, word: range(MarkKind::Word)? })
    }

    /// Where the word that is heard at `frame` ends, as far as that is known.
    pub(super) fn word_end(&self, frame: u64) -> Option<u64> {
        let word = self.open_at(frame).into_iter().find(|o| o.kind == MarkKind::Word)?;
        self.waiting.iter().find_map(|(key, w)| match w.what {
            What::Mark { edge: Edge::End, kind: MarkKind::Word, range, .. }
                if range == word.range && key.0 >= frame =>
            {
                Some(key.0)
            }
            _ => None,
        })
    }

    /// Whether this is still to be told of the request.
    pub(super) fn has_waiting(&self, request: RequestId, what: &What) -> bool {
        self.waiting.values().any(|w| w.request == request && w.what == *what)
    }

    /// The ends that wait of requests other than those `known`.
    pub(super) fn take_ends(&mut self, known: &[RequestId]) -> Vec<Waiting> {
        let of_others = |w: &Waiting| w.what.is_end() && !known.contains(&w.request);
        let found = self.waiting.values().filter(|w| of_others(w)).cloned().collect();
        self.waiting.retain(|_, w| !of_others(w));
        found
    }

    /// Whether the request's end is to be told before `frame`.
    pub(super) fn has_end_waiting_before(&self, request: RequestId, frame: u64) -> bool {
        let mut before = self.waiting.range(..(frame, Rank::PhonemeEnds, 0));
        before.any(|(_, w)| w.request == request && w.what.is_end())
    }

    /// The first word that begins at or after `frame`.
    pub(super) fn next_word(&self, frame: u64) -> Option<(RequestId, Place)> {
        self.waiting.range((frame, Rank::PhonemeEnds, 0)..).find_map(|(_, w)| match w.what {
            What::Mark { edge: Edge::Start, place: Some(place), .. } => Some((w.request, place)),
            _ => None,
        })
    }

    /// Drops the marks of an utterance from one of its words on: they will come again. The syllable
    /// and the sound of such a word that are open at `frame`, from where it is said again, end there.
    pub(super) fn drop_words(&mut self, utterance: UtteranceId, first_word: usize, frame: u64) {
        let void = |origin: Option<Origin>| {
            origin.is_some_and(|o| o.utterance == utterance && o.word >= first_word)
        };
        self.waiting.retain(|_, w| match w.what {
            What::Mark { kind, origin, .. } => kind == MarkKind::Sentence || !void(origin),
            _ => true,
        });
        let open = self.open_at(frame);
        for o in open.iter().filter(|o| o.kind > MarkKind::Word && void(o.origin)) {
            self.end_open(o, frame);
        }
    }

    /// Ends at `frame` what is open there.
    fn end_open(&mut self, open: &Open, frame: u64) {
        let what = What::Mark {
            edge: Edge::End,
            kind: open.kind,
            range: open.range,
            place: None,
            origin: None,
        };
        let rank = rank(open.kind, Edge::End, false);
        self.insert(frame, rank, Waiting { request: open.request, what });
    }

    /// Drops what would be heard from `frame` on and ends there every stretch then open, but the
    /// sentence that goes on; that one is returned. Requests other than those `known` were dropped
    /// before: they end there.
    pub(super) fn cut(
        &mut self,
        frame: u64,
        goes_on: Option<(RequestId, Utf8Range)>,
        known: &[RequestId],
    ) -> Option<Open> {
        let dropped = self.waiting.split_off(&(frame, Rank::PhonemeEnds, 0));
        let mut kept = None;
        let mut open = self.open_at(frame);
        open.sort_by_key(|o| std::cmp::Reverse(o.kind));
        for o in open {
            if o.kind == MarkKind::Sentence && goes_on == Some((o.request, o.range)) {
                kept = Some(o);
                continue;
            }
            self.end_open(&o, frame);
        }
        for (_, end) in dropped {
            if end.what.is_end() && !known.contains(&end.request) {
                self.insert(frame, Rank::AsItComes, end);
            }
        }
        kept
    }

    pub(super) fn clear(&mut self) {
        self.waiting.clear();
        self.open.clear();
    }
}

/// Opens or ends a stretch as the event at `frame` says.
fn keep_open(open: &mut Vec<Open>, frame: u64, waiting: &Waiting) {
    if let What::Mark { edge, kind, range, origin, .. } = waiting.what {
        open.retain(|o| o.kind != kind);
        if edge == Edge::Start {
            open.push(Open { request: waiting.request, kind, range, frame, origin });
        }
    }
}

fn rank(kind: MarkKind, edge: Edge, empty: bool) -> Rank {
    match (kind, edge) {
        _ if empty => Rank::AsItComes,
        (MarkKind::Sentence, _) => Rank::AsItComes,
        (MarkKind::Word, Edge::Start) => Rank::WordStarts,
        (MarkKind::Word, Edge::End) => Rank::WordEnds,
        (MarkKind::Syllable, Edge::Start) => Rank::SyllableStarts,
        (MarkKind::Syllable, Edge::End) => Rank::SyllableEnds,
        (MarkKind::Phoneme, Edge::Start) => Rank::PhonemeStarts,
        (MarkKind::Phoneme, Edge::End) => Rank::PhonemeEnds,
    }
}

/// What ends at a frame is over when the frame before was heard; what begins there begins when the
/// frame itself is. An end must not wait for sound after it: where requests replace each other faster than
/// a voice begins, there is none.
fn due(key: &(u64, Rank, u64), waiting: &Waiting) -> u64 {
    let ends = match &waiting.what {
        What::Mark { edge, .. } => *edge == Edge::End,
        what => what.is_end(),
    };
    if ends { key.0 } else { key.0 + 1 }
}
