//! The numbers of lists: how they are written, and the next one.

use super::context::{number, value};
use crate::{
    build::number::{Kind, written},
    markup::{Tag, Visit, xml},
};
use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

/// Levels that a list can have.
const LEVELS: usize = 9;

/// The lists that a document declares.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The levels of each kind of list.
    kinds: HashMap<usize, BTreeMap<usize, Level>>,
    /// For each list: its kind, and its own levels.
    lists: HashMap<usize, (usize, BTreeMap<usize, u64>)>,
}

#[derive(Clone, Debug)]
struct Level {
    start: u64,
    kind: Option<Kind>,
    /// The text, where `%1` stands for the number of the first level.
    text: String,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, kind: Some(Kind::Decimal), text: String::new() }
    }
}

/// The numbers that were given so far.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// By kind of list: lists of one kind go on counting.
    by_kind: HashMap<usize, [Option<u64>; LEVELS]>,
    /// Lists that began with a number of their own.
    begun: Vec<usize>,
}

/// The mark of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Bullet,
    /// The number, and as it is written.
    Number(u64, String),
}

impl Numbering {
    /// Reads the part of the lists. What stands before a fault is of use.
    pub(super) fn read(source: &str) -> Self {
        let mut reader = Reader::default();
        let _ = xml::visit(source, 0..source.len(), &super::NAMES, &mut reader);
        reader.numbering
    }

    /// The mark of the next item of this list, at this depth.
    pub(super) fn next(&self, counters: &mut Counters, list: usize, depth: usize) -> Mark {
        let depth = depth.min(LEVELS - 1);
        let (kind, own) = match self.lists.get(&list) {
            Some((kind, own)) => (*kind, own),
            None => return Mark::Bullet,
        };
        let levels = self.kinds.get(&kind);
        let level =
            |depth| levels.and_then(|levels| levels.get(&depth)).cloned().unwrap_or_default();
        let numbers = counters.by_kind.entry(kind).or_default();
        if !own.is_empty() && !counters.begun.contains(&list) {
            counters.begun.push(list);
            for (at, number) in numbers.iter_mut().enumerate() {
                number.take_if(|_| own.contains_key(&at));
            }
        }
        let begin = |depth: usize| own.get(&depth).copied().unwrap_or_else(|| level(depth).start);
        if let Some(number) = numbers.get_mut(depth) {
            *number = Some(number.map_or_else(|| begin(depth), |number| number.saturating_add(1)));
        }
        numbers.iter_mut().skip(depth + 1).for_each(|deeper| *deeper = None);
        let own_level = level(depth);
        if own_level.kind.is_none() {
            return Mark::Bullet;
        }
        let current = |at: usize| numbers.get(at).copied().flatten().unwrap_or_else(|| begin(at));
        let mut text = own_level.text;
        for at in 0..=depth {
            let place = format!("%{}", at + 1);
            if text.contains(&place) {
                let number = level(at).kind.map(|kind| written(kind, current(at)));
                text = text.replace(&place, &number.unwrap_or_default());
            }
        }
        Mark::Number(current(depth), text.trim().to_owned())
    }
}

#[derive(Default)]
struct Reader {
    numbering: Numbering,
    kind: Option<usize>,
    list: Option<usize>,
    level: Option<usize>,
}

impl Reader {
    /// The level of a kind of list that is being read.
    fn level(&mut self) -> Option<&mut Level> {
        let levels = self.numbering.kinds.entry(self.kind?).or_default();
        Some(levels.entry(self.level?).or_default())
    }
}

impl<'t> Visit<'t> for Reader {
    fn open(&mut self, tag: Tag<'t>) {
        match &*tag.name {
            "w:abstractNum" => self.kind = number(&tag, "w:abstractNumId"),
            "w:num" => {
                self.list = number(&tag, "w:numId");
                self.kind = None;
            }
            "w:abstractNumId" => {
                if let (Some(list), Some(kind)) = (self.list, number(&tag, "w:val")) {
                    self.numbering.lists.insert(list, (kind, BTreeMap::new()));
                }
            }
            "w:lvl" | "w:lvlOverride" => self.level = number(&tag, "w:ilvl"),
            "w:startOverride" => {
                if let (Some(list), Some(level)) = (self.list, self.level)
                    && let Some((_, own)) = self.numbering.lists.get_mut(&list)
                {
                    own.insert(level, number(&tag, "w:val").unwrap_or(1) as u64);
                }
            }
            "w:start" => {
                let start = number(&tag, "w:val").unwrap_or(1) as u64;
                self.level().into_iter().for_each(|level| level.start = start);
            }
            "w:numFmt" => {
                let kind = kind(&value(&tag).unwrap_or_default());
                self.level().into_iter().for_each(|level| level.kind = kind);
            }
            "w:lvlText" => {
                let text = value(&tag).unwrap_or_default();
                self.level().into_iter().for_each(|level| level.text.clone_from(&text));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str, _range: Range<usize>) {
        match name {
            "w:abstractNum" => self.kind = None,
            "w:num" => self.list = None,
            "w:lvl" | "w:lvlOverride" => self.level = None,
            _ => {}
        }
    }

    fn text(&mut self, _range: Range<usize>, _raw: bool) {}
}

/// How Word names the ways to write a number; none for a bullet.
fn kind(name: &str) -> Option<Kind> {
    match name {
        "bullet" | "none" => None,
        "lowerLetter" => Some(Kind::SmallLetter),
        "upperLetter" => Some(Kind::CapitalLetter),
        "lowerRoman" => Some(Kind::SmallRoman),
        "upperRoman" => Some(Kind::CapitalRoman),
        _ => Some(Kind::Decimal),
    }
}
