//! Direct speech and lines of verse, found in the text itself.

use crate::Utf8Range;

/// Words that somebody in the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The bytes of the turn: from its dash to the end of its line, or between its guillemets.
    pub range: Utf8Range,
    /// How it is shown.
    pub mark: TurnMark,
}

/// What shows that words are somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TurnMark {
    /// A dash at the start of the line.
    Dash,
    /// Guillemets or quotation marks.
    Quotes,
}

/// The turns of dialogue of a text, in order: a line that a dash opens, or what guillemets hold when
/// it is a sentence or comes after a colon. A word quoted alone (« chat ») is no turn.
///
/// A dash and a hyphen also open the items of lists: where the text is a document, ask this of its
/// paragraphs only.
///
/// ```
/// use clairvoix_text::structure::turns;
/// let text = "— Viens ! dit-il.\nElle répondit : « Non. » Le mot « non » est court.";
/// let turns: Vec<_> = turns(text).map(|turn| turn.range.slice(text)).collect();
/// assert_eq!(turns, ["— Viens ! dit-il.", "Non."]);
/// ```
pub fn turns(text: &str) -> impl Iterator<Item = Turn> + '_ {
    verse_lines(text).flat_map(move |line| {
        let content = line.slice(text);
        let dash = content.starts_with(['–', '—', '―']) || content.starts_with("- ");
        let turn = dash.then_some(Turn { range: line, mark: TurnMark::Dash });
        let quoted = (!dash).then(|| quoted(content).map(move |range| range.shift(line.start())));
        let quoted = quoted.into_iter().flatten();
        turn.into_iter().chain(quoted.map(|range| Turn { range, mark: TurnMark::Quotes }))
    })
}

/// What guillemets hold, where it is said and not only named; guillemets do not nest here.
fn quoted(line: &str) -> impl Iterator<Item = Utf8Range> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let open = at + line.get(at..)?.find(['«', '“'])?;
            let (mark, close) =
                if line.get(open..)?.starts_with('«') { ('«', '»') } else { ('“', '”') };
            let start = open + mark.len_utf8();
            let Some(len) = line.get(start..)?.find(close) else {
                at = line.len();
                return None;
            };
            at = start + len + close.len_utf8();
            let inside = line.get(start..start + len)?;
            let content = inside.trim();
            let lead = inside.len() - inside.trim_start().len();
            let introduced = line.get(..open)?.trim_end().ends_with(':');
            if introduced || content.ends_with(['.', '!', '?', '…', ',']) {
                let from = start + lead;
                return Some(Utf8Range::new(from, from + content.len()));
            }
        }
    })
}

/// The lines of a text that are not blank, without the spaces around them: the lines of a poem.
///
/// ```
/// use clairvoix_text::structure::verse_lines;
/// let text = "Les sanglots longs\n  Des violons\n\n";
/// let lines: Vec<_> = verse_lines(text).map(|line| line.slice(text)).collect();
/// assert_eq!(lines, ["Les sanglots longs", "Des violons"]);
/// ```
pub fn verse_lines(text: &str) -> impl Iterator<Item = Utf8Range> + '_ {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let content = line.trim();
        (!content.is_empty()).then(|| Utf8Range::new(start, start + content.len()))
    })
}
