//! A request for part of its text.

use crate::{PlannedUtterance, Planner, Request, Utterance};

/// The next utterance of the request, without the words from [`Request::to`] on.
pub(super) fn next_utterance(planner: &mut Planner, request: &Request) -> Option<PlannedUtterance> {
    let mut planned = planner.next_utterance(&request.text)?;
    let wanted = planned.words.iter().take_while(|w| w.range.start() < request.to).count();
    if wanted == planned.words.len() {
        return Some(planned);
    }
    if wanted == 0 {
        return None;
    }
    planned.words.truncate(wanted);
    let spoken = planned.words.iter().map(|w| w.spoken.end).max().unwrap_or(0);
    planned.sounds.truncate(spoken);
    cut(&mut planned.utterance, spoken);
    if let (Some(first), Some(last)) = (planned.words.first(), planned.words.last()) {
        planned.range = first.range.cover(last.range);
    }
    planned.ends_sentence = true;
    Some(planned)
}

fn cut(utterance: &mut Utterance, words: usize) {
    utterance.words.truncate(words);
    let end = utterance.words.last().map_or(0, |w| w.range.end());
    utterance.text.truncate(end);
}
