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
    teacher::{Teacher, Way},
    train,
};
use std::collections::BTreeMap;

/// So many of the most frequent words are stored even when the model reads them right, for speed.
const FREQUENT: usize = 12_000;

/// A word's way, and whether it is one of the most frequent.
type Wanted = BTreeMap<Vec<Letter>, (Way, bool)>;

/// The words to store, from the source and from what the teacher reads of other dictionaries.
pub(crate) fn words(learned: &[&Word], teacher: &Teacher<'_>, engine: &Engine<'_>) -> Vec<Known> {
    let pairs = &teacher.model.pairs;
    let mut wanted = read_by(teacher);
    println!("{} words read by the teacher", wanted.len());
    add_learned(learned, teacher, &mut wanted);
    let mut known = Vec::new();
    let mut differing = 0;
    for (letters, (way, frequent)) in wanted {
        let bound = (0..letters.len()).any(|at| engine.binding.find(&letters, at).is_some());
        let same = reads_as(engine, pairs, &letters, &way);
        differing += usize::from(!same);
        if !same && std::env::var_os("DUMP").is_some() {
            let text: String = letters.iter().map(|&l| letter::decode(l)).collect();
            let codes = way.iter().flat_map(|&(_, pair)| &pairs[usize::from(pair)].sounds);
            let sounds: String = codes.filter_map(|&c| sound::CODES.chars().nth(usize::from(c).wrapping_sub(1))).collect();
            let small: String = engine.decode(&letters).0.iter().flat_map(|s| match s.choice { Choice::Pair(i) => pairs[usize::from(i)].sounds.iter().filter_map(|&c| sound::CODES.chars().nth(usize::from(c).wrapping_sub(1))).collect::<Vec<char>>(), Choice::Bound(r) => r.sounds.chars().collect(), _ => vec![] }).collect();
            eprintln!("DIFF\t{text}\t{sounds}\t{small}\t{bound}");
        }
        if (!same && !bound) || frequent {
            let locals = way.iter().map(|&(_, pair)| compile::local(pairs, pair)).collect();
            known.push(Known { letters, locals });
        }
    }
    println!("{differing} differ from the small model");
    known
}

fn read_by(teacher: &Teacher<'_>) -> Wanted {
    let mut wanted = Wanted::new();
    for text in teacher.inputs.facts.words() {
        let letters: Vec<Letter> = text.chars().map(letter::encode).collect();
        if letters.len() >= 2 && !text.chars().next().is_some_and(char::is_uppercase) {
            wanted.insert(letters, (teacher.read(text), false));
        }
    }
    wanted
}

/// What the source says goes before what the teacher reads, unless an exception says otherwise.
fn add_learned(learned: &[&Word], teacher: &Teacher<'_>, wanted: &mut Wanted) {
    let mut by_frequency: Vec<&&Word> = learned.iter().collect();
    by_frequency.sort_by(|a, b| b.frequency.total_cmp(&a.frequency));
    for (rank, word) in by_frequency.iter().enumerate() {
        let mut prepared = teacher.model.prepare(word, teacher.inputs, true);
        prepared.forget_contradicted();
        if !prepared.gold.is_empty() {
            wanted.insert(word.letters.clone(), (prepared.gold, rank < FREQUENT));
        }
    }
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
