//! The words stored in the table: what the small model misreads, and the most frequent ones.

use super::{
    compile::{self, Known},
    corpus::Word,
    engine::{
        decode::{Choice, Engine, Step},
        letter::{self, Letter},
        sound,
        table::Pair,
    },
    measure,
    teacher::{Teacher, Way},
    train,
};
use std::collections::{BTreeMap, HashSet};

/// So many of the most frequent words are stored even when the model reads them right, for speed.
const FREQUENT: usize = 12_000;

/// A word's way and, if the source has the word, its rank by frequency.
type Wanted = BTreeMap<Vec<Letter>, (Way, Option<usize>)>;

/// The words to store, from the source and from what the teacher reads of other dictionaries.
/// With `only`, the teacher reads no other words.
pub(crate) fn words(
    learned: &[&Word],
    teacher: &Teacher<'_>,
    engine: &Engine<'_>,
    only: Option<&HashSet<&str>>,
) -> Vec<Known> {
    let pairs = &teacher.model.pairs;
    let mut wanted = of_source(learned, teacher);
    add_read_by(teacher, only, &mut wanted);
    let mut known = Vec::new();
    let mut differing = 0;
    for (letters, (way, rank)) in wanted {
        let bound = (0..letters.len()).any(|at| engine.binding.find(&letters, at).is_some());
        let same = match rank {
            Some(_) => reads_as(engine, pairs, &letters, &way),
            // Where nobody hears the difference, a guess is not worth its bytes.
            None => sounds_as(engine, pairs, &letters, &way),
        };
        differing += usize::from(!same);
        if (!same && !bound) || rank.is_some_and(|rank| rank < FREQUENT) {
            let locals = way.iter().map(|&(_, pair)| compile::local(pairs, pair)).collect();
            let from_source = rank.is_some();
            known.push(Known { letters, locals, from_source });
        }
    }
    println!("{differing} differ from the small model");
    known
}

/// What the source says, unless an exception says otherwise.
fn of_source(learned: &[&Word], teacher: &Teacher<'_>) -> Wanted {
    let mut wanted = Wanted::new();
    let mut by_frequency: Vec<&&Word> = learned.iter().collect();
    by_frequency.sort_by(|a, b| b.frequency.total_cmp(&a.frequency));
    for (rank, word) in by_frequency.iter().enumerate() {
        let mut prepared = teacher.model.prepare(word, teacher.inputs, true);
        let aligned = !prepared.gold.is_empty();
        prepared.forget_contradicted();
        if aligned && prepared.gold.is_empty() {
            println!("exceptions.txt against the source: {}", word.text);
        }
        if !prepared.gold.is_empty() {
            wanted.insert(word.letters.clone(), (prepared.gold, Some(rank)));
        }
    }
    wanted
}

/// What the teacher reads of the other words.
fn add_read_by(teacher: &Teacher<'_>, only: Option<&HashSet<&str>>, wanted: &mut Wanted) {
    let before = wanted.len();
    let is_wanted = |text: &&String| only.is_none_or(|only| only.contains(text.as_str()));
    let mut texts: Vec<&String> = teacher.inputs.facts.words().filter(is_wanted).collect();
    texts.sort_unstable();
    for text in texts {
        let letters: Vec<Letter> = text.chars().map(letter::encode).collect();
        let is_name = text.chars().next().is_some_and(char::is_uppercase);
        // Compounds with a hyphen are read part by part.
        let is_whole = !letters.iter().any(|&l| matches!(l, letter::EDGE | letter::OTHER));
        if letters.len() >= 2 && is_whole && !is_name && !wanted.contains_key(&letters) {
            wanted.insert(letters, (teacher.read(text), None));
        }
    }
    println!("{} words read by the teacher", wanted.len() - before);
}

/// Whether a listener hears no difference between the engine's way and this one.
fn sounds_as(engine: &Engine<'_>, pairs: &[Pair], letters: &[Letter], way: &Way) -> bool {
    let codes = way.iter().flat_map(|&(_, pair)| &pairs[usize::from(pair)].sounds);
    let wanted = measure::sounds_of(&codes.copied().collect::<Vec<u8>>());
    measure::same(&wanted, &measure::read(engine, letters).0)
}

/// Whether the engine goes the same way.
fn reads_as(engine: &Engine<'_>, pairs: &[Pair], letters: &[Letter], way: &Way) -> bool {
    let (steps, _) = engine.decode(letters);
    let same = |(step, &(at, pair)): (&Step<'_>, &(usize, u16))| {
        let read = match step.choice {
            Choice::Pair(index) => Some(index),
            Choice::Bound(rule) => {
                train::find(pairs, &rule.grapheme, &sound::encode_collapsed(&rule.sounds))
            }
            Choice::Unknown => None,
        };
        step.start == at && read == Some(pair)
    };
    steps.len() == way.len() && steps.iter().zip(way).all(same)
}
