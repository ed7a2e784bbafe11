//! Texts said one after the other, as one text with one map.

use super::{
    Pronounced, Spoken, SpokenMap,
    map::{Ends, LinkKind},
};

/// Spoken texts of stretches of one source that follow each other.
#[derive(Clone, Debug, Default)]
pub(super) struct SpokenParts {
    text: String,
    ends: Vec<Ends>,
    source: usize,
    pronounced: Vec<Pronounced>,
    /// The next part must not touch the one before.
    apart: bool,
}

impl SpokenParts {
    /// Adds the spoken text of the next stretch.
    fn push(&mut self, said: &str, map: &SpokenMap) {
        if self.apart && said.starts_with(|c: char| c.is_alphanumeric()) {
            self.space();
        }
        if !said.is_empty() {
            self.apart = false;
        }
        let start = self.text.len();
        self.text.push_str(said);
        for link in map.links() {
            let ends = Ends {
                source: self.source + link.source.end(),
                spoken: start + link.spoken.end(),
                kind: link.kind,
            };
            self.ends.push(ends);
        }
        self.source += map.source_len();
    }

    /// Adds the next stretch.
    pub(super) fn push_spoken(&mut self, spoken: Spoken) {
        self.push(&spoken.text, &spoken.map);
        let start = self.text.len() - spoken.text.len();
        let moved = spoken.pronounced.into_iter();
        let moved = moved.map(|it| Pronounced { spoken: it.spoken.shift(start), ..it });
        self.pronounced.extend(moved);
    }

    /// Adds words that touch no word before or after.
    pub(super) fn push_apart(&mut self, spoken: Spoken) {
        let said = !spoken.text.is_empty();
        if said && self.text.ends_with(|c: char| !c.is_whitespace()) {
            self.space();
        }
        self.push_spoken(spoken);
        self.apart |= said;
    }

    pub(super) fn finish(self) -> Spoken {
        let map = SpokenMap::from_ends(self.ends);
        Spoken { text: self.text, map, pronounced: self.pronounced }
    }

    /// A space that nothing in the source stands for.
    fn space(&mut self) {
        self.text.push(' ');
        self.ends.push(Ends {
            source: self.source,
            spoken: self.text.len(),
            kind: LinkKind::Replaced,
        });
        self.apart = false;
    }
}
