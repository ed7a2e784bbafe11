//! Two maps, one after the other, as one.

use super::map::{Ends, Link, LinkKind, SpokenMap};
use crate::work;

/// A walk over the links of a map along the text in the middle.
struct Walk<'m> {
    map: &'m SpokenMap,
    next: usize,
    len: usize,
    /// How much of the present link's middle side is already used (only inside a copy).
    used: usize,
}

impl<'m> Walk<'m> {
    fn new(map: &'m SpokenMap) -> Self {
        Self { map, next: 0, len: map.links().len(), used: 0 }
    }

    /// The present link, if any is left.
    fn link(&self) -> Option<Link> {
        work::step(1);
        (self.next < self.len).then(|| self.map.link(self.next))
    }

    fn pass(&mut self) {
        self.next += 1;
        self.used = 0;
    }

    /// Goes on to `middle`, or past it to the end of a replaced stretch. Returns the far side's
    /// end and the place reached in the middle.
    fn go_to(
        &mut self,
        middle: usize,
        sides: fn(Link) -> (usize, usize, usize),
    ) -> Option<(usize, usize)> {
        let link = self.link()?;
        // (middle start, middle end, far end)
        let (start, end, far_end) = sides(link);
        if link.kind == LinkKind::Copied && middle < end {
            self.used = middle - start;
            return Some((far_end - (end - middle), middle));
        }
        self.pass();
        Some((far_end, end))
    }
}

fn first_sides(link: Link) -> (usize, usize, usize) {
    (link.spoken.start(), link.spoken.end(), link.source.end())
}

fn next_sides(link: Link) -> (usize, usize, usize) {
    (link.source.start(), link.source.end(), link.spoken.end())
}

/// See [`SpokenMap::compose`].
pub(super) fn compose(first: &SpokenMap, next: &SpokenMap) -> SpokenMap {
    let (mut a, mut b) = (Walk::new(first), Walk::new(next));
    let mut ends: Vec<Ends> = Vec::new();
    let (mut source, mut spoken, mut middle) = (0, 0, 0);
    loop {
        let (left, right) = (a.link(), b.link());
        let kind = match (left, right) {
            (None, None) => break,
            (Some(link), _) if link.spoken.is_empty() => {
                source = link.source.end();
                a.pass();
                LinkKind::Replaced
            }
            (_, Some(link)) if link.source.is_empty() => {
                spoken = link.spoken.end();
                b.pass();
                LinkKind::Replaced
            }
            // The texts in the middle do not have the same length: the maps do not belong together.
            // The end of the longer one stands alone.
            (Some(link), None) => {
                source = link.source.end();
                a.pass();
                LinkKind::Replaced
            }
            (None, Some(link)) => {
                spoken = link.spoken.end();
                b.pass();
                LinkKind::Replaced
            }
            (Some(l), Some(r)) if l.kind == LinkKind::Copied && r.kind == LinkKind::Copied => {
                let end = l.spoken.end().min(r.source.end());
                source = a.go_to(end, first_sides).map_or(source, |to| to.0);
                spoken = b.go_to(end, next_sides).map_or(spoken, |to| to.0);
                middle = end;
                LinkKind::Copied
            }
            (Some(l), Some(r)) => {
                let mut end = middle;
                if l.kind == LinkKind::Replaced {
                    end = end.max(l.spoken.end());
                }
                if r.kind == LinkKind::Replaced {
                    end = end.max(r.source.end());
                }
                (source, spoken, middle) = group(&mut a, &mut b, (source, spoken), middle, end);
                LinkKind::Replaced
            }
        };
        push(&mut ends, Ends { source, spoken, kind });
    }
    SpokenMap::from_ends(ends)
}

/// Takes links of both sides until both reach the same place in the middle, at `end` or after.
fn group(
    a: &mut Walk<'_>,
    b: &mut Walk<'_>,
    (mut source, mut spoken): (usize, usize),
    middle: usize,
    mut end: usize,
) -> (usize, usize, usize) {
    let (mut at_a, mut at_b) = (middle, middle);
    loop {
        if at_a < end {
            let Some((far, at)) = a.go_to(end, first_sides) else {
                break;
            };
            (source, at_a) = (far, at);
        } else if at_b < end {
            let Some((far, at)) = b.go_to(end, next_sides) else {
                break;
            };
            (spoken, at_b) = (far, at);
        } else {
            break;
        }
        end = end.max(at_a).max(at_b);
    }
    (source, spoken, end)
}

fn push(ends: &mut Vec<Ends>, new: Ends) {
    let begin = ends.last().map_or((0, 0), |last| (last.source, last.spoken));
    if begin == (new.source, new.spoken) {
        return;
    }
    match ends.last_mut() {
        Some(last) if last.kind == LinkKind::Copied && new.kind == LinkKind::Copied => *last = new,
        _ => ends.push(new),
    }
}
