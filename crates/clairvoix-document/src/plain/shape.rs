//! What a piece is by its shape: a title, lines of verse, a turn of a dialogue.

use super::{
    line::Line,
    marker::{Marker, MarkerKind, Style, marker},
    piece::Piece,
};

/// Lines longer than this are not verse.
const VERSE_WIDTH_MAX: usize = 64;
const TITLE_WIDTH_MAX: usize = 90;
const NUMBERED_TITLE_WIDTH_MAX: usize = 200;

/// Whether the lines of a group are lines of verse: short, most with a capital, not all sentences.
pub(super) fn is_verse(group: &[Line<'_>], after_verse: bool) -> bool {
    let count = group.len();
    if count < 3 && !(after_verse && count == 2) {
        return false;
    }
    let fits = |line: &Line<'_>| line.width <= VERSE_WIDTH_MAX && marker(line.text).is_none();
    if !group.iter().all(fits) {
        return false;
    }
    let high = group.iter().filter(|line| line.starts_high()).count();
    let sentences = group.iter().filter(|line| line.ends_sentence()).count();
    high * 10 >= count * 8 && sentences * 10 < count * 8
}

/// Whether a whole group is a title, the text going on after it.
pub(super) fn is_title(piece: &Piece<'_, '_>, first: bool, after: &[Line<'_>]) -> bool {
    let (Some(opening), Some(last)) = (piece.first(), piece.last()) else {
        return false;
    };
    if after.is_empty() || !opens_high(piece) {
        return false;
    }
    let shouted = is_shouted(piece) && piece.lines.len() <= 2 && piece.width() <= TITLE_WIDTH_MAX;
    let closed = last.is_closed() || last.text.ends_with([',', '»', '-', '–']);
    match piece.marker {
        Some(marker)
            if marker.number().is_some() || matches!(marker.kind, MarkerKind::Section(_)) =>
        {
            let list = after.first().and_then(|line| super::marker::marker(line.text));
            let item = list.is_some_and(|next| next.is_like(&marker));
            !closed && !item && piece.lines.len() <= 3 && piece.width() <= NUMBERED_TITLE_WIDTH_MAX
        }
        Some(_) => false,
        None if shouted => true,
        None => {
            let short = piece.lines.len() <= 2 && piece.width() <= TITLE_WIDTH_MAX;
            let asks = first
                && piece.lines.len() == 1
                && opening.width <= 60
                && last.text.ends_with(['?', '!']);
            short && (!closed || asks)
        }
    }
}

/// Whether a numbered line inside a group is the title of the lines after it.
pub(super) fn is_inner_title(piece: &Piece<'_, '_>, next: Option<&Piece<'_, '_>>) -> bool {
    let [line] = piece.lines else {
        return false;
    };
    let numbered = piece
        .marker
        .is_some_and(|marker| !matches!(marker.kind, MarkerKind::Bullet(_) | MarkerKind::Dash(_)));
    let text_follows = next
        .is_some_and(|next| next.marker.is_none() && next.first().is_some_and(Line::starts_high));
    numbered && !line.is_closed() && line.width <= TITLE_WIDTH_MAX && text_follows
}

/// How many lines open the document as a title and what is under it (an author, a date), when the
/// first group holds nothing else: each with a capital, short, and open.
pub(super) fn title_page_len(group: &[Line<'_>]) -> usize {
    const WIDTH_MAX: usize = 48;
    let fits = |line: &Line<'_>| {
        line.starts_high()
            && !line.is_closed()
            && line.width <= WIDTH_MAX
            && marker(line.text).is_none()
    };
    if (2..=3).contains(&group.len()) && group.iter().all(fits) { group.len() } else { 0 }
}

/// The level of a title: 1 for what opens the document, then by its number.
pub(super) fn title_level(marker: Option<&Marker>, first: bool) -> u8 {
    match marker.map(|marker| marker.kind) {
        None if first => 1,
        None => 2,
        Some(MarkerKind::Section(parts)) => (parts + 1).min(6),
        Some(MarkerKind::Number { style: Style::Capital | Style::Small, .. }) => 3,
        Some(_) => 2,
    }
}

fn opens_high(piece: &Piece<'_, '_>) -> bool {
    let content = piece.opening();
    content.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
}

fn is_shouted(piece: &Piece<'_, '_>) -> bool {
    let letters =
        || piece.lines.iter().flat_map(|line| line.text.chars()).filter(|c| c.is_alphabetic());
    letters().count() >= 3 && letters().all(|c| !c.is_lowercase())
}

/// Whether a run of pieces that begin with a dash is a dialogue rather than a list.
pub(super) fn is_dialogue(run: &[Piece<'_, '_>]) -> bool {
    let spoken = |piece: &Piece<'_, '_>| {
        opens_high(piece)
            && piece.last().is_some_and(|line| line.ends_sentence() || line.text.ends_with(','))
    };
    let long_dash = run.iter().all(|piece| {
        piece.marker.is_some_and(|marker| matches!(marker.kind, MarkerKind::Dash('—' | '―')))
    });
    let lively =
        |piece: &Piece<'_, '_>| piece.lines.iter().any(|line| line.text.contains(['?', '!']));
    if long_dash {
        return run.iter().all(opens_high);
    }
    run.iter().all(spoken) && run.iter().any(lively)
}
