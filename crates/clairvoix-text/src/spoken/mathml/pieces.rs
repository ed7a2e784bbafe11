//! What is said, piece by piece, each with the markup it stands for and how well a pause goes
//! before it.

use crate::{
    Utf8Range,
    spoken::{SpokenMap, SpokenMapBuilder},
    work,
};

/// How well a pause goes before a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pause {
    /// It belongs to what is before.
    #[default]
    Never,
    /// Between factors, or before the denominator.
    Weak,
    /// Before a plus, a minus, a product with a sign.
    Term,
    /// Before a relation.
    Relation,
    /// There is one in any case.
    Always,
}

#[derive(Clone, Debug)]
struct Piece {
    text: String,
    range: Utf8Range,
    pause: Pause,
    /// How deep in brackets, fractions, roots and scripts it stands.
    depth: u16,
}

/// The pieces of a formula.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    pieces: Vec<Piece>,
    next_pause: Pause,
    glued: bool,
    depth: u16,
}

impl Pieces {
    /// The next piece belongs to the one before, whatever it is.
    pub(super) fn glue(&mut self) {
        self.glued = true;
    }

    /// What follows stands inside something.
    pub(super) fn enter(&mut self) {
        self.depth = self.depth.saturating_add(1);
    }

    /// What follows does not stand inside it any more.
    pub(super) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Says `text` for a range of the markup; nothing where it is empty.
    pub(super) fn say(&mut self, text: &str, range: Utf8Range) {
        work::step(1 + text.len());
        if text.is_empty() {
            return;
        }
        let wanted = std::mem::take(&mut self.next_pause);
        let pause = if std::mem::take(&mut self.glued) { Pause::Never } else { wanted };
        self.pieces.push(Piece { text: text.to_owned(), range, pause, depth: self.depth });
    }

    /// The next piece may have this pause before it.
    pub(super) fn pause(&mut self, pause: Pause) {
        self.next_pause = self.next_pause.max(pause);
    }

    /// The text with its map, and the chunks in bytes of the text: as long as they can be with at
    /// most `words_max` words, cut where a pause goes best.
    pub(super) fn finish(
        self,
        source: &str,
        words_max: usize,
    ) -> (String, SpokenMap, Vec<Utf8Range>) {
        let starts = chunk_starts(&self.pieces, words_max.max(1));
        let (said, mut chunks) = joined(&self.pieces, &starts);
        let mut builder = SpokenMapBuilder::new(source);
        for (range, text) in monotonic(said, source.len()) {
            builder.delete_to(range.start());
            builder.replace_to(range.end(), &text);
        }
        let (text, map) = builder.finish();
        chunks.retain(|chunk| !chunk.is_empty());
        (text, map, chunks)
    }
}

fn words(piece: &Piece) -> usize {
    piece.text.split(' ').count()
}

/// The fewest words before and after a cut that is only made because a formula is long.
const WORDS_MIN: (usize, usize) = (3, 2);

/// The pieces at which a chunk starts, after the first.
fn chunk_starts(pieces: &[Piece], words_max: usize) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut first = 0;
    for at in 1..=pieces.len() {
        if pieces.get(at).is_none_or(|piece| piece.pause == Pause::Always) {
            split(pieces, (first, at), words_max, &mut starts);
            if at < pieces.len() {
                starts.push(at);
            }
            first = at;
        }
    }
    starts
}

/// Cuts the pieces from `first` to before `end` where a pause goes best, and again what is still too
/// long: outside brackets and fractions rather than inside, before a relation rather than before a
/// sum, near the middle. Inside is only cut what is much too long.
fn split(
    pieces: &[Piece],
    (first, end): (usize, usize),
    words_max: usize,
    starts: &mut Vec<usize>,
) {
    work::step(end - first);
    let count: usize = pieces.iter().take(end).skip(first).map(words).sum();
    if count <= words_max {
        return;
    }
    let mut left = 0;
    let mut best = None;
    for (at, piece) in pieces.iter().enumerate().take(end).skip(first) {
        let wide = left >= WORDS_MIN.0 && count - left >= WORDS_MIN.1;
        let outside = piece.depth == 0 || 2 * count > 3 * words_max;
        if wide && outside && piece.pause != Pause::Never {
            let rank = (piece.depth, std::cmp::Reverse(piece.pause), left.abs_diff(count / 2));
            if best.is_none_or(|(before, _)| rank < before) {
                best = Some((rank, at));
            }
        }
        left += words(piece);
    }
    if let Some((_, at)) = best {
        split(pieces, (first, at), words_max, starts);
        starts.push(at);
        split(pieces, (at, end), words_max, starts);
    }
}

/// Each piece with the space or comma before it, and the chunks of the whole.
fn joined(pieces: &[Piece], starts: &[usize]) -> (Vec<(Utf8Range, String)>, Vec<Utf8Range>) {
    let mut said = Vec::with_capacity(pieces.len());
    let mut chunks = Vec::new();
    let mut starts = starts.iter().peekable();
    let (mut offset, mut begin) = (0, 0);
    for (at, piece) in pieces.iter().enumerate() {
        let mut text = String::new();
        if starts.next_if_eq(&&at).is_some() {
            chunks.push(Utf8Range::new(begin, offset));
            text.push_str(", ");
            begin = offset + text.len();
        } else if at > 0 {
            text.push(' ');
        }
        text.push_str(&piece.text);
        offset += text.len();
        said.push((piece.range, text));
    }
    chunks.push(Utf8Range::new(begin, offset));
    (said, chunks)
}

/// Joins what is not said in the order it is written, and what stands for nothing written to what is
/// before it: « factorielle n » is one piece for `n!`.
fn monotonic(said: Vec<(Utf8Range, String)>, len: usize) -> Vec<(Utf8Range, String)> {
    let mut out: Vec<(Utf8Range, String)> = Vec::with_capacity(said.len());
    for (mut range, text) in said {
        // Joined to the first of those it covers, at once: one by one would copy the text each time.
        let mut first = out.len();
        while let Some((before, _)) = first.checked_sub(1).and_then(|at| out.get(at))
            && (before.end() > range.start() || before.is_empty() || range.is_empty())
        {
            range = before.cover(range);
            first -= 1;
        }
        let mut covered = out.drain(first..).map(|(_, text)| text);
        let mut joined = covered.next().unwrap_or_default();
        covered.for_each(|text| joined.push_str(&text));
        joined.push_str(&text);
        work::step(1 + text.len());
        out.push((range, joined));
    }
    if let [(range, _)] = out.as_mut_slice()
        && range.is_empty()
    {
        *range = Utf8Range::new(0, len);
    }
    out
}
