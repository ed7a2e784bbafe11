//! A document in the order in which it is read: what is said, and where each part of it stands.

use std::sync::Arc;

use clairvoix_document::{Block, Document, Leaf, SpanKind};
use clairvoix_speech::{
    Error, Passage, PassageKind, Plan, PlanOptions, PlannedUtterance, Planner, UtteranceId, plan,
};
use clairvoix_text::Utf8Range;

/// Silence after the number of an item, in ms: it belongs to what follows.
const MARKER_PAUSE_MS: u32 = 150;
/// Bytes between two pieces in the reading text: an empty line.
const BETWEEN: &str = "\n\n";

/// The pieces of a document in reading order, seen as one text (the *reading text*): the clean text
/// of each piece, an empty line between two. Ranges of what is said are ranges of the reading text;
/// [`ReadingOrder::place`] and [`ReadingOrder::to_source`] lead back to the piece and to the source.
///
/// ```
/// use clairvoix::{ReadingOrder, document::{self, Format}, speech::{PlanOptions, VoiceId}};
/// let source = "# Le chat\n\nIl *dort*.\n";
/// let document = document::read(source, Format::Markdown);
/// let order = ReadingOrder::new(&document);
/// assert_eq!(order.text(), "Le chat\n\nIl dort.");
/// let options = PlanOptions::new("fr", VoiceId::try_new("pico-fr-FR")?);
/// let said: Vec<&str> = order
///     .plan(options)?
///     .flat_map(|planned| planned.words)
///     .map(|word| order.to_source(word.range).slice(source))
///     .collect();
/// assert_eq!(said, ["Le", "chat", "Il", "dort"]);
/// # Ok::<(), clairvoix::speech::Error>(())
/// ```
#[derive(Debug)]
pub struct ReadingOrder<'d> {
    /// The language that the document declares.
    language: Option<String>,
    pieces: Vec<Piece<'d>>,
}

/// A piece of text, where it begins in the reading text, and how it ends.
#[derive(Clone, Copy, Debug)]
struct Piece<'d> {
    leaf: &'d Leaf,
    start: usize,
    end: PieceEnd,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PieceEnd {
    /// The number of an item: the item follows.
    Marker,
    /// A line of verse, a cell: more of the same follows.
    Line,
    Paragraph,
}

/// A stretch of one piece of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The piece, counted in the order of [`Document::leaves`].
    pub leaf: usize,
    /// Bytes of its clean text.
    pub range: Utf8Range,
    /// Whether the piece is the number or sign of a list item.
    pub is_marker: bool,
}

impl<'d> ReadingOrder<'d> {
    /// The reading order of a document.
    #[must_use]
    pub fn new(document: &'d Document) -> Self {
        let mut pieces = Vec::new();
        collect(&document.blocks, &mut pieces);
        let mut start = 0;
        for piece in &mut pieces {
            piece.start = start;
            start += piece.leaf.text().len() + BETWEEN.len();
        }
        Self { language: document.language.clone(), pieces }
    }

    /// The reading text, made anew.
    #[must_use]
    pub fn text(&self) -> String {
        let texts: Vec<&str> = self.pieces.iter().map(|piece| piece.leaf.text()).collect();
        texts.join(BETWEEN)
    }

    /// What is known of its stretches: formulae, and languages where they are not the document's own
    /// French. [`plan`](Self::plan) takes them by itself; with [`text`](Self::text) they go into
    /// [`PlanOptions::passages`].
    #[must_use]
    pub fn passages(&self) -> Vec<Passage> {
        self.pieces.iter().flat_map(|piece| self.passages_of(piece, piece.start)).collect()
    }

    /// Those of a piece, its text beginning at byte `start`.
    fn passages_of(&self, piece: &Piece<'_>, start: usize) -> Vec<Passage> {
        let leaf = piece.leaf;
        let whole = self.language.iter().map(|tag| Passage {
            range: Utf8Range::new(start, start + leaf.text().len()),
            kind: PassageKind::Language(tag.clone()),
        });
        let spans = leaf.spans().iter().filter_map(|span| {
            let kind = match &span.kind {
                SpanKind::Formula(formula) => PassageKind::Formula(Arc::clone(formula)),
                SpanKind::Language(tag) => PassageKind::Language(tag.clone()),
                _ => return None,
            };
            Some(Passage { range: span.range.shift(start), kind })
        });
        whole.chain(spans).collect()
    }

    /// The bytes of the reading text.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pieces.last().map_or(0, |last| last.start + last.leaf.text().len())
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is said, as utterances with ranges in the reading text, piece by piece.
    ///
    /// # Errors
    /// As [`clairvoix_speech::plan`]: options that name no voice, a rate that is not above 0.
    pub fn plan(&self, options: PlanOptions) -> Result<DocumentPlan<'_>, Error> {
        Planner::try_new(options.clone())?;
        Ok(DocumentPlan {
            order: self,
            options,
            pieces: self.pieces.iter(),
            current: None,
            next_id: 0,
        })
    }

    /// The piece that holds the start of a range of the reading text, and the part of the range in
    /// it.
    #[must_use]
    pub fn place(&self, range: Utf8Range) -> Option<Place> {
        let after = self.pieces.partition_point(|piece| piece.start <= range.start());
        let leaf = after.checked_sub(1)?;
        let piece = self.pieces.get(leaf)?;
        let length = piece.leaf.text().len();
        let at = |offset: usize| (offset - piece.start).min(length);
        Some(Place {
            leaf,
            range: Utf8Range::new(at(range.start()), at(range.end().max(range.start()))),
            is_marker: piece.end == PieceEnd::Marker,
        })
    }

    /// The stretch of the document's source text that a range of the reading text comes from.
    #[must_use]
    pub fn to_source(&self, range: Utf8Range) -> Utf8Range {
        let Some(place) = self.place(range) else {
            return Utf8Range::new(0, 0);
        };
        self.pieces
            .get(place.leaf)
            .map_or(Utf8Range::new(0, 0), |piece| piece.leaf.to_source(place.range))
    }
}

/// The utterances of a document. See [`ReadingOrder::plan`].
#[derive(Debug)]
pub struct DocumentPlan<'o> {
    order: &'o ReadingOrder<'o>,
    options: PlanOptions,
    pieces: std::slice::Iter<'o, Piece<'o>>,
    current: Option<(Plan<'o>, usize)>,
    next_id: u64,
}

impl Iterator for DocumentPlan<'_> {
    type Item = PlannedUtterance;

    fn next(&mut self) -> Option<PlannedUtterance> {
        loop {
            if let Some((plan, start)) = &mut self.current
                && let Some(planned) = plan.next()
            {
                let id = UtteranceId(self.next_id);
                self.next_id += 1;
                return Some(shifted(planned, *start, id));
            }
            let piece = self.pieces.next()?;
            // The options were checked at the start.
            self.current = plan(piece.leaf.text(), self.options_for(piece))
                .ok()
                .map(|plan| (plan, piece.start));
        }
    }
}

impl DocumentPlan<'_> {
    fn options_for(&self, piece: &Piece<'_>) -> PlanOptions {
        let mut options = self.options.clone();
        options.passages = self.order.passages_of(piece, 0);
        let pauses = &mut options.pauses;
        match piece.end {
            PieceEnd::Paragraph => {}
            PieceEnd::Line => pauses.paragraph_ms = pauses.sentence_ms,
            PieceEnd::Marker => {
                pauses.sentence_ms = MARKER_PAUSE_MS.min(pauses.sentence_ms);
                pauses.paragraph_ms = pauses.sentence_ms;
            }
        }
        options
    }
}

/// The same utterance with its ranges counted from the start of the reading text.
fn shifted(mut planned: PlannedUtterance, start: usize, id: UtteranceId) -> PlannedUtterance {
    planned.utterance.id = id;
    planned.range = planned.range.shift(start);
    planned.sentence = planned.sentence.shift(start);
    for word in &mut planned.words {
        word.range = word.range.shift(start);
        word.syllables.iter_mut().for_each(|syllable| *syllable = syllable.shift(start));
    }
    for sound in planned.sounds.iter_mut().flatten() {
        sound.range = sound.range.shift(start);
    }
    planned
}

/// In the order of [`Document::leaves`]. Documents nest blocks to a bounded depth, hence the
/// recursion is bounded.
fn collect<'d>(blocks: &'d [Block], pieces: &mut Vec<Piece<'d>>) {
    for block in blocks {
        let mut add = |leaf, end| pieces.push(Piece { leaf, start: 0, end });
        match block {
            Block::Heading { text: leaf, .. }
            | Block::Paragraph(leaf)
            | Block::Instruction(leaf)
            | Block::Code(leaf)
            | Block::Image(leaf) => add(leaf, PieceEnd::Paragraph),
            Block::Verse(lines) => add_lines(lines.iter(), &mut add),
            Block::Table(table) => {
                add_lines(table.header.iter().chain(table.rows.iter().flatten()), &mut add);
            }
            Block::Quote(blocks) | Block::Note(blocks) => collect(blocks, pieces),
            Block::List(list) => {
                for item in &list.items {
                    if let Some(marker) = &item.marker {
                        let end = PieceEnd::Marker;
                        pieces.push(Piece { leaf: marker, start: 0, end });
                    }
                    collect(&item.blocks, pieces);
                }
            }
            Block::ThematicBreak => {}
        }
    }
}

/// Lines that belong together; the last one ends a paragraph.
fn add_lines<'d>(lines: impl Iterator<Item = &'d Leaf>, add: &mut impl FnMut(&'d Leaf, PieceEnd)) {
    let mut lines = lines.peekable();
    while let Some(line) = lines.next() {
        let last = lines.peek().is_none();
        add(line, if last { PieceEnd::Paragraph } else { PieceEnd::Line });
    }
}
