//! What the voices pronounce, checked against our reading: their own phonemes for each word, without
//! our reading sent (before) and with it (after). Needs the workers beside it; `cargo xtask measure
//! pronunciation` builds and runs all.
//!
//! `words FILE`: one word a line, each said alone. `text FILE`: every word of a text. `targets FILE`:
//! the word at a place of each sentence of a table (columns id, sentence, start in characters).
//!
//! The sounds of an utterance are aligned with those of our reading; a word is said as read when all
//! its sounds are there and no other stands among them. Alike on both sides, because France says
//! them alike or may: a and ɑ, ɛ̃ and œ̃; a schwa or none; ɥ, w, j and the vowels y, u, i; ɲ and nj;
//! doubled consonants; a consonant voiced or not before another (the scorer's N2 to N8). The last
//! column also takes o and ɔ, e and ɛ, ø and œ for alike (N1). A consonant between two words is a
//! liaison and belongs to neither; silent letters have no say.

#![allow(clippy::disallowed_methods, reason = "a measurement reads files")]

use std::{collections::BTreeMap, process::ExitCode};

use clairvoix_backends::engine::{EspeakEngine, PicoEngine, WorkerOptions};
use clairvoix_speech::{
    Engine, EngineEvent, EngineMarkKind, Error, PlanOptions, PlannedUtterance, Utterance, VoiceId,
    plan,
};

/// The cost of a step of the alignment that is no difference; others cost 2 or 3.
const FREE: u32 = 1;
/// Differences shown at most for each voice and set.
const SHOWN: usize = 25;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        [kind @ ("words" | "text" | "targets"), file] => measure(kind, file),
        _ => Err(Error::invalid_input("usage: measure_pronunciation words|text|targets FILE")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("measure_pronunciation: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(kind: &str, file: &str) -> Result<(), Error> {
    let table = std::fs::read_to_string(file)
        .map_err(|error| Error::invalid_input(format!("{file}: {error}")))?;
    println!("| voice | words | before | after | after, mid vowels alike |");
    println!("|---|---|---|---|---|");
    let pico = PicoEngine::new(WorkerOptions::default())?;
    measure_voice("pico-fr-FR", pico, kind, &table)?;
    match EspeakEngine::new(WorkerOptions::default()).and_then(|mut espeak| {
        espeak.voices()?;
        Ok(espeak)
    }) {
        Ok(espeak) => measure_voice("espeak-fr-fr", espeak, kind, &table),
        Err(error) => {
            println!("espeak-ng is left out: {error}");
            Ok(())
        }
    }
}

fn measure_voice(
    name: &str,
    mut engine: impl Engine,
    kind: &str,
    table: &str,
) -> Result<(), Error> {
    let voice = VoiceId::try_new(name)?;
    let mut sums = Sums::default();
    match kind {
        "words" => {
            for word in table.lines().filter(|line| !line.is_empty()) {
                sums.text(&mut engine, &voice, word, None)?;
            }
        }
        "text" => sums.text(&mut engine, &voice, table, None)?,
        _ => {
            for line in table.lines().skip(1) {
                let mut columns = line.split('\t').skip(1);
                let (Some(sentence), Some(start)) = (columns.next(), columns.next()) else {
                    continue;
                };
                let chars = start.parse().unwrap_or(usize::MAX);
                let start = sentence.char_indices().nth(chars).map(|(byte, _)| byte);
                sums.text(&mut engine, &voice, sentence, start.or(Some(usize::MAX)))?;
            }
        }
    }
    let share = |count: usize| {
        format!("{count} ({:.2} %)", 100.0 * count as f64 / sums.words.max(1) as f64)
    };
    println!(
        "| {name} | {} | {} | {} | {} |",
        sums.words,
        share(sums.before),
        share(sums.after),
        share(sums.after_alike)
    );
    for (word, count) in sums.most_often() {
        println!("  {name}, not as read, {count} x: {word}");
    }
    Ok(())
}

#[derive(Default)]
struct Sums {
    words: usize,
    before: usize,
    after: usize,
    after_alike: usize,
    differing: BTreeMap<String, usize>,
}

impl Sums {
    /// Counts the words of a text, or the one at byte `target`.
    fn text(
        &mut self,
        engine: &mut impl Engine,
        voice: &VoiceId,
        text: &str,
        target: Option<usize>,
    ) -> Result<(), Error> {
        for planned in plan(text, PlanOptions::new("fr", voice.clone()))? {
            let wanted = wanted(&planned, target);
            if !wanted.is_empty() {
                self.utterance(engine, &planned.utterance, &wanted)?;
            }
        }
        Ok(())
    }

    fn utterance(
        &mut self,
        engine: &mut impl Engine,
        utterance: &Utterance,
        wanted: &[usize],
    ) -> Result<(), Error> {
        let mut unread = utterance.clone();
        for word in &mut unread.words {
            word.ipa.clear();
        }
        let before = heard(engine, &unread)?;
        let after = heard(engine, utterance)?;
        let read: Vec<&str> = utterance.words.iter().map(|word| word.ipa.as_str()).collect();
        let before = compare(&read, &before, false);
        let alike = compare(&read, &after, true);
        let strict = compare(&read, &after, false);
        for &index in wanted {
            self.words += 1;
            self.before += usize::from(before.is_right(index));
            self.after_alike += usize::from(alike.is_right(index));
            if strict.is_right(index) {
                self.after += 1;
            } else if let Some(word) = utterance.words.get(index) {
                let written = word.range.slice(&utterance.text);
                let line = format!("{written} /{}/ heard {}", word.ipa, strict.heard_of(index));
                *self.differing.entry(line).or_default() += 1;
            }
        }
        Ok(())
    }

    fn most_often(&self) -> Vec<(&str, usize)> {
        let mut list: Vec<_> =
            self.differing.iter().map(|(word, count)| (word.as_str(), *count)).collect();
        list.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        list.truncate(SHOWN);
        list
    }
}

/// The spoken words with a reading, or those of them that say the written word at byte `target`.
fn wanted(planned: &PlannedUtterance, target: Option<usize>) -> Vec<usize> {
    let spoken = match target {
        None => 0..planned.utterance.words.len(),
        Some(at) => planned
            .words
            .iter()
            .find(|word| word.range.start() <= at && at < word.range.end())
            .map_or(0..0, |word| word.spoken.clone()),
    };
    let read =
        |index: &usize| planned.utterance.words.get(*index).is_some_and(|w| !w.ipa.is_empty());
    spoken.filter(read).collect()
}

fn heard(engine: &mut impl Engine, utterance: &Utterance) -> Result<String, Error> {
    engine.begin(utterance)?;
    let mut sounds = String::new();
    loop {
        match engine.next_event()? {
            EngineEvent::Mark(mark) if mark.kind == EngineMarkKind::Phoneme => sounds += &mark.ipa,
            EngineEvent::Interrupted { cause, .. } => return Err(cause),
            EngineEvent::Finished => return Ok(sounds),
            _ => {}
        }
    }
}

/// How the words of an utterance were heard.
struct Comparison {
    /// For each word, whether it was said as read, and what was heard of it.
    words: Vec<(bool, String)>,
}

impl Comparison {
    fn is_right(&self, word: usize) -> bool {
        self.words.get(word).is_some_and(|(right, _)| *right)
    }

    fn heard_of(&self, word: usize) -> &str {
        self.words.get(word).map_or("", |(_, heard)| heard)
    }
}

/// Aligns what was heard with the sounds of the words read, at the least number of changes.
fn compare(read: &[&str], heard: &str, mid_vowels_alike: bool) -> Comparison {
    let owned: Vec<(char, usize)> = read
        .iter()
        .enumerate()
        .flat_map(|(word, ipa)| sounds(ipa, mid_vowels_alike).into_iter().map(move |s| (s, word)))
        .collect();
    let heard = sounds(heard, mid_vowels_alike);
    let mut cost = vec![vec![0u32; heard.len() + 1]; owned.len() + 1];
    for row in 0..=owned.len() {
        for column in 0..=heard.len() {
            let back = |r: usize, c: usize| cost.get(r).and_then(|line| line.get(c)).copied();
            let mut best = if row + column == 0 { 0 } else { u32::MAX };
            if row > 0 && column > 0 {
                let same = alike(&owned, &heard, row - 1, column - 1);
                best = best.min(back(row - 1, column - 1).unwrap_or(0) + if same { 0 } else { 3 });
            }
            if row > 0 {
                best = best.min(back(row - 1, column).unwrap_or(0) + missing(&owned, row - 1));
            }
            if column > 0 {
                best = best.min(
                    back(row, column - 1).unwrap_or(0) + extra(&owned, &heard, row, column - 1),
                );
            }
            cost[row][column] = best;
        }
    }
    let mut words = vec![(true, String::new()); read.len()];
    let (mut row, mut column) = (owned.len(), heard.len());
    while row > 0 || column > 0 {
        let here = cost[row][column];
        let same = row > 0 && column > 0 && alike(&owned, &heard, row - 1, column - 1);
        let step = if same { 0 } else { 3 };
        if row > 0 && column > 0 && here == cost[row - 1][column - 1] + step {
            note(&mut words, owned[row - 1].1, same, Some(heard[column - 1]));
            (row, column) = (row - 1, column - 1);
        } else if row > 0 && here == cost[row - 1][column] + missing(&owned, row - 1) {
            note(&mut words, owned[row - 1].1, missing(&owned, row - 1) == FREE, None);
            row -= 1;
        } else {
            let free = extra(&owned, &heard, row, column - 1) == FREE;
            let word = owned.get(row.saturating_sub(1)).map_or(0, |(_, word)| *word);
            note(&mut words, word, free, (!free).then(|| heard[column - 1]));
            column -= 1;
        }
    }
    for (_, heard) in &mut words {
        *heard = heard.chars().rev().collect();
    }
    Comparison { words }
}

fn note(words: &mut [(bool, String)], word: usize, right: bool, sound: Option<char>) {
    if let Some((all_right, heard)) = words.get_mut(word) {
        *all_right &= right;
        heard.extend(sound);
    }
}

/// What a sound read and not heard costs: doubled, it is no difference.
fn missing(read: &[(char, usize)], row: usize) -> u32 {
    let sound = |at: Option<usize>| at.and_then(|at| read.get(at)).map(|(sound, _)| *sound);
    if sound(row.checked_sub(1)) == sound(Some(row)) { FREE } else { 2 }
}

/// What a sound more costs: doubled, or a consonant of liaison between two words, it is no
/// difference.
fn extra(read: &[(char, usize)], heard: &[char], row: usize, column: usize) -> u32 {
    let word = |at: Option<usize>| at.and_then(|at| read.get(at)).map(|(_, word)| *word);
    let between = match (word(row.checked_sub(1)), word(Some(row))) {
        (Some(left), Some(right)) => left != right,
        _ => false,
    };
    let doubled = column > 0 && heard.get(column) == heard.get(column - 1);
    let liaison = heard.get(column).is_some_and(|c| matches!(c, 'z' | 't' | 'n' | 'ʁ' | 'p' | 'd'));
    if doubled || (between && liaison) { FREE } else { 2 }
}

/// Whether two sounds are one: the same, or one voiced as the consonant after it.
fn alike(read: &[(char, usize)], heard: &[char], row: usize, column: usize) -> bool {
    let (Some((a, _)), Some(b)) = (read.get(row), heard.get(column)) else {
        return false;
    };
    let before_consonant = read.get(row + 1).is_some_and(|(next, _)| !is_vowel(*next));
    let pairs = [('b', 'p'), ('d', 't'), ('ɡ', 'k'), ('s', 'z'), ('ʒ', 'ʃ'), ('v', 'f')];
    let voicing = |pair: &(char, char)| *pair == (*a, *b) || *pair == (*b, *a);
    a == b || (before_consonant && pairs.iter().any(voicing))
}

fn is_vowel(c: char) -> bool {
    "aiyueɛoɔøœ5@§".contains(c)
}

/// The sounds of an IPA string, one character each, with what is alike made the same.
fn sounds(ipa: &str, mid_vowels_alike: bool) -> Vec<char> {
    let plain = ipa
        .replace("ɑ̃", "@")
        .replace("ɔ̃", "§")
        .replace("œ̃", "5")
        .replace("ɛ̃", "5")
        .replace(['ə', 'ˈ', 'ˌ', 'ː', '‿', '.', '\u{303}'], "")
        .replace('ɲ', "ni");
    let mut out: Vec<char> = Vec::new();
    for c in plain.chars() {
        let sound = match c {
            'ɑ' => 'a',
            'j' => 'i',
            'w' => 'u',
            'ɥ' => 'y',
            'g' => 'ɡ',
            'r' | 'ʀ' => 'ʁ',
            'ɔ' if mid_vowels_alike => 'o',
            'ɛ' if mid_vowels_alike => 'e',
            'œ' if mid_vowels_alike => 'ø',
            other => other,
        };
        out.push(sound);
    }
    out
}
