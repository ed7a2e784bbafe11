//! `g2p`: the learned reading table of French (`data/fr/reading.bin`).
//!
//! A teacher and a small model are learned from the aligned words. The teacher also sees what
//! dictionaries and other words know; the small model, which ships, sees letters only. The table
//! holds the small model, and the words on which it differs from what is known or from the teacher.

mod borne_out;
mod compile;
mod confidence;
mod corpus;
#[allow(dead_code, reason = "what only the crate uses of its engine")]
#[path = "../../../../crates/clairvoix-text/src/reading/engine/mod.rs"]
mod engine;
mod facts;
mod hunspell;
mod known;
mod measure;
mod memory;
mod stratum;
mod teacher;
mod train;

use corpus::Word;
use engine::{decode::Engine, rule::Rules, table::Table};
use facts::Facts;
use std::{collections::HashSet, fs, path::Path};
use teacher::Teacher;
use train::{Learning, Model};

/// What is the same for every model.
struct Inputs {
    rules: Rules,
    binding: Rules,
    facts: Facts,
}

/// Passes over the words.
const EPOCHS: u32 = 6;

pub(crate) fn run(options: &crate::Options) -> Result<(), String> {
    let sources = options.sources.as_path();
    let read = |name: &str| {
        fs::read_to_string(options.data.join(name)).map_err(|error| format!("{name}: {error}"))
    };
    let words = corpus::read(sources, options.held_out)?;
    let learned: Vec<&Word> = words.iter().filter(|word| !word.held_out).collect();
    println!("{} words, {} to learn from", words.len(), learned.len());
    let (rules, mut exceptions) = (read("fr/rules.txt")?, read("fr/exceptions.txt")?);
    if options.held_out.is_some() {
        exceptions = borne_out::exceptions(&exceptions, &learned)?;
    }
    let parsed = || Ok::<_, String>((Rules::parse(&rules)?, Rules::parse(&exceptions)?));
    let (guiding, binding) = parsed()?;
    let mut inputs = Inputs { rules: guiding, binding, facts: Facts::read(sources)? };
    let small = learn(&inputs, &learned, &Learning::SMALL);
    let more = aligned(&inputs, &small, corpus::unaligned(sources, options.held_out)?);
    println!("{} words without alignment added", more.len());
    let mut learned: Vec<&Word> = learned.into_iter().chain(&more).collect();
    learned.sort_by(|a, b| (a.group, &a.text).cmp(&(b.group, &b.text)));

    let teacher = teacher::learn(&mut inputs, &learned).ok_or("no teacher")?;
    let teacher = Teacher { inputs: &inputs, model: teacher };
    let bytes = compile::table(&small, &[], "");
    println!("{} bytes without words", bytes.len());
    let (guiding, binding) = parsed()?;
    let table = Table::open(&bytes).ok_or("the table does not open")?;
    let engine = Engine { table, rules: guiding, binding };
    let unseen: HashSet<&str> =
        words.iter().filter(|word| word.held_out).map(|word| word.text.as_str()).collect();
    let only = options.held_out.map(|_| &unseen);
    let known = known::words(&learned, &teacher, &engine, only);
    let bytes = compile::table(&small, &known, &exceptions);
    println!("{} bytes with {} words", bytes.len(), known.len());
    write(&options.out, "reading.bin", &bytes)?;
    if options.held_out.is_some() {
        measure::unseen(&words, &teacher, &small);
        let table = Table::open(&bytes).ok_or("the table does not open")?;
        let engine = Engine { table, ..engine };
        let confidence = confidence::fitted(&words, &engine);
        write(&options.out, "confidence.tsv", confidence.as_bytes())?;
        write(&options.out, "exceptions.txt", exceptions.as_bytes())?;
        let unseen = words.iter().filter(|word| word.held_out);
        let list: String = unseen.map(|word| format!("{}\n", word.text)).collect();
        write(&options.out, "unseen.txt", list.as_bytes())?;
    }
    Ok(())
}

fn write(out: &Path, name: &str, bytes: &[u8]) -> Result<(), String> {
    let folder = out.join("fr");
    let path = folder.join(name);
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&path, bytes))
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// Gives words without alignment the one that a model finds best for their pronunciation.
fn aligned(inputs: &Inputs, model: &Model, words: Vec<Word>) -> Vec<Word> {
    let mut out = Vec::with_capacity(words.len());
    for mut word in words.into_iter().filter(|word| !word.held_out) {
        let prepared = model.prepare(&word, inputs, false);
        let sounds = word.sounds.first().map_or("", String::as_str);
        if let Some(gold) = model.align(&prepared, sounds) {
            word.gold = gold;
            out.push(word);
        }
    }
    out
}

/// Learns one model: what binds is only checked, so that what it shows is learned too.
fn learn(inputs: &Inputs, learned: &[&Word], learning: &Learning) -> Model {
    let mut model = Model::new(learned, inputs, learning);
    let mut prepared: Vec<_> =
        learned.iter().map(|word| model.prepare(word, inputs, learning.with_facts)).collect();
    prepared.iter_mut().for_each(train::Prepared::learn_what_binds);
    let mut order: Vec<u32> = (0..prepared.len() as u32).collect();
    let mut seed = learning.seed;
    let mut wrong = 0;
    for _ in 0..EPOCHS {
        for index in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            order.swap(index, (seed >> 33) as usize % (index + 1));
        }
        wrong = model.epoch(&prepared, &order);
    }
    model.average();
    let entries: usize = model.lists.iter().map(Vec::len).sum();
    println!("{learning}: {wrong} wrong in the last epoch, {entries} entries");
    model
}
