//! `g2p`: the learned reading table of French (`data/fr/reading.bin`).
//!
//! Two models are learned from the aligned words: a teacher that also sees what dictionaries know
//! (categories, relatives), and the small model that ships, which sees letters only. The table
//! holds the small model, and the words on which it differs from what is known or from the teacher.

mod compile;
mod corpus;
#[allow(dead_code, reason = "what only the crate uses of its engine")]
#[path = "../../../../crates/clairvoix-text/src/reading/engine/mod.rs"]
mod engine;
mod facts;
mod hunspell;
mod measure;
mod train;

use compile::Known;
use corpus::Word;
use engine::{
    decode::{Choice, Engine},
    letter::{self, Letter},
    rule::Rules,
    table::{Pair, Table},
};
use facts::Facts;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use train::{Model, Prepared};

struct Inputs {
    rules: Rules,
    binding: Rules,
    facts: Facts,
}

fn env(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

pub(crate) fn run(sources: &Path, out: &Path) -> Result<(), String> {
    let read = |name: &str| fs::read_to_string(out.join(name)).map_err(|e| format!("{name}: {e}"));
    let inputs = Inputs {
        rules: Rules::parse(&read("fr/rules.txt")?)?,
        binding: Rules::parse(&read("fr/exceptions.txt")?)?,
        facts: Facts::read(sources)?,
    };
    let words = corpus::read(sources)?;
    let held_out = env("HOLD", 0.0) > 0.0;
    let learned: Vec<&Word> = words.iter().filter(|w| !(held_out && w.held_out)).collect();
    println!("{} words, {} to learn from", words.len(), learned.len());
    let pairs = train::inventory(&learned, &inputs.binding);
    if env("CHECK", 0.0) > 0.0 {
        let model = Model::new(pairs.clone(), &[], &inputs.rules, None, 1);
        let prepared: Vec<Prepared> = learned
            .iter()
            .map(|w| {
                model.prepare(&w.text, &w.letters, &inputs.rules, &inputs.binding, None, &w.gold)
            })
            .collect();
        report_contradictions(&learned, &prepared, &model.pairs);
        return Ok(());
    }
    let more = if env("UNALIGNED", 0.0) > 0.0 {
        let first = learn(&inputs, &pairs, &learned, false);
        aligned(&inputs, &first, corpus::unaligned(sources)?, held_out)
    } else {
        Vec::new()
    };
    println!("{} words without alignment added", more.len());
    let learned: Vec<&Word> = learned.into_iter().chain(&more).collect();
    let pairs = train::inventory(&learned, &inputs.binding);
    let teacher = learn(&inputs, &pairs, &learned, true);
    let small = learn(&inputs, &pairs, &learned, false);
    if held_out {
        measure_held_out(&inputs, &words, &teacher, "teacher", Some(&inputs.facts));
        measure_held_out(&inputs, &words, &small, "small model", None);
        if env("ONLY", 0.0) > 0.0 {
            return Ok(());
        }
    }
    let bytes = compile::table(&small, &pairs, &[], "");
    println!("{} bytes without words", bytes.len());
    let engine = Engine {
        table: Table::open(&bytes).ok_or("the table does not open")?,
        rules: Rules::parse(&read("fr/rules.txt")?)?,
        binding: Rules::parse(&read("fr/exceptions.txt")?)?,
    };
    let known = known_words(&inputs, &pairs, &learned, &teacher, &engine);
    let bytes = compile::table(&small, &pairs, &known, &read("fr/exceptions.txt")?);
    println!("{} bytes with {} words", bytes.len(), known.len());
    let target = std::env::var_os("TABLE").map_or(out.join("fr/reading.bin"), PathBuf::from);
    fs::write(&target, bytes).map_err(|error| format!("{}: {error}", target.display()))
}

/// Gives words without alignment the one that a model finds best for their pronunciation.
fn aligned(inputs: &Inputs, model: &Model, words: Vec<Word>, held_out: bool) -> Vec<Word> {
    let mut out = Vec::with_capacity(words.len());
    for mut word in words {
        if held_out && word.held_out {
            continue;
        }
        let prepared =
            model.prepare(&word.text, &word.letters, &inputs.rules, &inputs.binding, None, &[]);
        let sounds = word.sounds.first().map_or("", String::as_str);
        if let Some(gold) = model.align(&prepared, sounds) {
            word.gold = gold;
            out.push(word);
        }
    }
    out
}

/// Prints the share of unseen words that a model reads right.
fn measure_held_out(
    inputs: &Inputs,
    words: &[Word],
    model: &Model,
    name: &str,
    facts: Option<&Facts>,
) {
    let (mut right, mut count) = (0, 0);
    for word in words.iter().filter(|word| word.held_out) {
        let prepared =
            model.prepare(&word.text, &word.letters, &inputs.rules, &inputs.binding, facts, &[]);
        let (path, _) = model.decode(&prepared, 0.0);
        let codes = path.iter().flat_map(|&(_, pair)| &model.pairs[usize::from(pair)].sounds);
        let sounds: String = codes
            .filter_map(|&code| engine::sound::CODES.chars().nth(usize::from(code).wrapping_sub(1)))
            .collect();
        right += usize::from(word.sounds.iter().any(|gold| measure::same(gold, &sounds)));
        count += 1;
    }
    println!(
        "{name}: {right} of {count} unseen words, {:.2} %",
        100.0 * right as f64 / count.max(1) as f64
    );
}

fn learn(inputs: &Inputs, pairs: &[Pair], learned: &[&Word], with_facts: bool) -> Model {
    let facts = with_facts.then_some(&inputs.facts);
    let mut model =
        Model::new(pairs.to_vec(), learned, &inputs.rules, facts, env("SUPPORT", 3.0) as u32);
    let mut prepared: Vec<Prepared> = learned
        .iter()
        .map(|w| model.prepare(&w.text, &w.letters, &inputs.rules, &inputs.binding, facts, &w.gold))
        .collect();
    prepared.iter_mut().for_each(Prepared::forget_contradicted);
    let mut order: Vec<u32> = (0..prepared.len() as u32).collect();
    let mut seed = 2026u64;
    let mut wrong = 0;
    for _ in 0..env("EPOCHS", 6.0) as u32 {
        for index in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            order.swap(index, (seed >> 33) as usize % (index + 1));
        }
        wrong = model.epoch(&prepared, &order, env("MARGIN", 4.0), env("DROP", 0.3));
    }
    model.average();
    println!(
        "last epoch: {wrong} wrong; {} entries",
        model.lists.iter().map(Vec::len).sum::<usize>()
    );
    model
}

fn report_contradictions(learned: &[&Word], prepared: &[Prepared], pairs: &[Pair]) {
    for (word, prepared) in learned.iter().zip(prepared) {
        for bound in prepared.bound.iter().filter(|_| !prepared.gold.is_empty()) {
            if !prepared.gold.contains(bound) {
                let pair = &pairs[usize::from(bound.1)];
                let spelled: String = pair.letters.iter().map(|&l| letter::decode(l)).collect();
                let sounds: String = pair
                    .sounds
                    .iter()
                    .filter_map(|&s| engine::sound::CODES.chars().nth(usize::from(s) - 1))
                    .collect();
                println!(
                    "exceptions.txt against the source: {} [{spelled}:{sounds}] {:?}",
                    word.text, word.gold
                );
            }
        }
    }
}

type Path_ = Vec<(usize, u16)>;

/// The words that the small model misreads, and the most frequent ones, for speed.
fn known_words(
    inputs: &Inputs,
    pairs: &[Pair],
    learned: &[&Word],
    teacher: &Model,
    engine: &Engine<'_>,
) -> Vec<Known> {
    let mut wanted: BTreeMap<Vec<Letter>, (Path_, bool)> = BTreeMap::new();
    let facts = Some(&inputs.facts);
    for text in inputs.facts.words() {
        let letters: Vec<Letter> = text.chars().map(letter::encode).collect();
        if letters.len() < 2 || text.chars().next().is_some_and(char::is_uppercase) {
            continue;
        }
        let prepared = teacher.prepare(text, &letters, &inputs.rules, &inputs.binding, facts, &[]);
        let (path, _) = teacher.decode(&prepared, 0.0);
        wanted.insert(letters, (path, false));
    }
    println!("{} words read by the teacher", wanted.len());
    let mut by_frequency: Vec<&&Word> = learned.iter().collect();
    by_frequency.sort_by(|a, b| b.frequency.total_cmp(&a.frequency));
    for (rank, word) in by_frequency.iter().enumerate() {
        let prepared = teacher.prepare(
            &word.text,
            &word.letters,
            &inputs.rules,
            &inputs.binding,
            facts,
            &word.gold,
        );
        let contradicted = prepared.bound.iter().any(|bound| !prepared.gold.contains(bound));
        if !prepared.gold.is_empty() && !contradicted {
            wanted.insert(
                word.letters.clone(),
                (prepared.gold, rank < env("FREQUENT", 12000.0) as usize),
            );
        }
    }
    let mut known = Vec::new();
    let mut differing = 0;
    for (letters, (path, frequent)) in wanted {
        let bound = (0..letters.len()).any(|at| engine.binding.find(&letters, at).is_some());
        let (steps, _) = engine.decode(&letters);
        let same = steps.len() == path.len()
            && steps.iter().zip(&path).all(|(step, &(at, pair))| {
                let read = match step.choice {
                    Choice::Pair(index) => Some(index),
                    Choice::Bound(rule) => train::find(
                        pairs,
                        &rule.grapheme,
                        &engine::sound::encode_collapsed(&rule.sounds),
                    ),
                    Choice::Unknown => None,
                };
                step.start == at && read == Some(pair)
            });
        differing += usize::from(!same);
        if (!same && !bound) || frequent {
            let locals = path.iter().map(|&(_, pair)| compile::local(pairs, pair)).collect();
            known.push(Known { letters, locals });
        }
    }
    println!("{differing} differ from the small model");
    known
}
