//! What marks by syllable must be, whatever made them.

use clairvoix_text::Utf8Range;

use crate::{MarkKind, SourceMark};

/// Syllables counted by [`check_syllables`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyllableCount {
    /// Words that have syllables.
    pub words: usize,
    /// Their syllables.
    pub syllables: usize,
    /// Of these, those whose times come from the engine.
    pub exact: usize,
}

/// Checks that every word among the marks of a [`Renderer`](crate::Renderer) has its syllables, once
/// and in order, end to end over its letters and over its time.
///
/// # Errors
/// The first mark that is not so.
///
/// ```
/// use clairvoix_speech::{PlanOptions, RenderEvent, Renderer, plan};
/// use clairvoix_speech::testing::{FakeEngine, check_syllables};
/// let mut engine = FakeEngine::default();
/// let plan = plan("L'élève lit 12 pages.", PlanOptions::new("fr", FakeEngine::voice_id()))?;
/// let mut marks = Vec::new();
/// for event in Renderer::try_new(&mut engine, plan)? {
///     if let RenderEvent::Mark(mark) = event? {
///         marks.push(mark);
///     }
/// }
/// let count = check_syllables(&marks).unwrap();
/// assert_eq!((count.words, count.syllables), (5, 8)); // L' é-lè-ve lit 12 pa-ges
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
pub fn check_syllables(marks: &[SourceMark]) -> Result<SyllableCount, String> {
    let of = |kind: MarkKind| marks.iter().filter(move |mark| mark.kind == kind);
    let mut syllables: Vec<&SourceMark> = of(MarkKind::Syllable).collect();
    syllables.sort_by_key(|mark| (mark.range.start(), mark.start_frame));
    let mut words: Vec<&SourceMark> = of(MarkKind::Word).collect();
    words.sort_by_key(|mark| mark.range.start());
    let mut count = SyllableCount::default();
    let mut rest = syllables.into_iter().peekable();
    for word in words {
        let (mut letter, mut frame) = (word.range.start(), word.start_frame);
        while let Some(mark) = rest.next_if(|mark| mark.range.start() < word.range.end()) {
            let follows = mark.range.start() == letter && mark.start_frame == frame;
            if !follows || mark.end_frame < frame || mark.range.is_empty() {
                return Err(format!("{mark:?} after {:?} of {word:?}", (letter, frame)));
            }
            (letter, frame) = (mark.range.end(), mark.end_frame);
            count.syllables += 1;
            count.exact += usize::from(mark.exact);
        }
        if (letter, frame) != (word.range.end(), word.end_frame) {
            let range = Utf8Range::new(letter.min(word.range.end()), word.range.end());
            return Err(format!("no syllable for {range:?} from frame {frame} of {word:?}"));
        }
        count.words += 1;
    }
    rest.next().map_or(Ok(count), |mark| Err(format!("{mark:?} is of no word")))
}
