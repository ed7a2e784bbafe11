//! Writes the compiled table; the format is described in the engine's `table.rs`.

use super::{
    engine::{
        letter::Letter,
        table::{self, HEADER, MAGIC, Pair, SOUNDS},
    },
    train::Model,
};
use std::collections::BTreeMap;

const WEIGHT_BITS: usize = 14;

/// A word with its pairs, by their number among those of their first letter.
pub(crate) struct Known {
    pub(crate) letters: Vec<Letter>,
    pub(crate) locals: Vec<u8>,
    /// Has a pronunciation in the source.
    pub(crate) from_source: bool,
}

/// The table's bytes.
pub(crate) fn table(model: &Model, words: &[Known], exceptions: &str) -> Vec<u8> {
    let pairs = &model.pairs;
    let scale = scale(model);
    let mut word_bits = 8;
    while words.len() > 3 << word_bits {
        word_bits += 1;
    }
    let (weight_index, weights) = weights(model, pairs, scale);
    let (word_index, word_data) = known(words, word_bits);
    let parts = [
        pairs_part(pairs),
        steps(model, pairs, scale),
        weight_index,
        weights,
        word_index,
        word_data,
    ];
    let mut header = vec![MAGIC];
    let mut at = 4 * HEADER as u32;
    for part in &parts {
        header.push(at);
        at += part.len() as u32;
    }
    header.extend([WEIGHT_BITS as u32, word_bits as u32, at, table::hash_text(exceptions)]);
    let mut out: Vec<u8> = header.iter().flat_map(|number| number.to_le_bytes()).collect();
    parts.iter().for_each(|part| out.extend(part));
    out
}

/// So that the largest weight just fits a signed byte; a few outliers are clipped.
fn scale(model: &Model) -> f32 {
    let mut sizes: Vec<f32> =
        model.lists.iter().flatten().map(|entry| entry.weight.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 1000)).copied().unwrap_or(1.0);
    127.0 / top.max(1e-6)
}

fn quantise(weight: f32, scale: f32) -> i8 {
    (weight * scale).round().clamp(-127.0, 127.0) as i8
}

fn pairs_part(pairs: &[Pair]) -> Vec<u8> {
    let mut out = (pairs.len() as u32).to_le_bytes().to_vec();
    for pair in pairs {
        out.push(pair.letters.len() as u8);
        out.extend(&pair.letters);
        out.push(pair.sounds.len() as u8);
        out.extend(&pair.sounds);
        out.push(u8::from(pair.common));
    }
    out
}

fn steps(model: &Model, pairs: &[Pair], scale: f32) -> Vec<u8> {
    let mut out = vec![0; SOUNDS * pairs.len()];
    for (slot, entry) in out.iter_mut().zip(&model.steps) {
        *slot = quantise(entry.weight, scale) as u8;
    }
    out
}

/// The records of one bucket, as the three runs of bytes that they are written in.
#[derive(Default)]
struct Bucket {
    tags: Vec<u8>,
    heads: Vec<u8>,
    entries: Vec<u8>,
}

fn weights(model: &Model, pairs: &[Pair], scale: f32) -> (Vec<u8>, Vec<u8>) {
    let mut buckets: BTreeMap<usize, Bucket> = BTreeMap::new();
    let mut ids: Vec<(u64, u32)> = model.ids.iter().map(|(&key, &id)| (key, id)).collect();
    ids.sort_unstable();
    for (key, id) in ids {
        let entries: Vec<(u8, i8)> = model.lists[id as usize]
            .iter()
            .map(|entry| (local(pairs, entry.pair), quantise(entry.weight, scale)))
            .filter(|(_, weight)| *weight != 0)
            .collect();
        for chunk in entries.chunks(15).take(1) {
            let bucket = buckets.entry(table::bucket(key, WEIGHT_BITS)).or_default();
            let head = (key >> 8 & 0xFFF) as u16 | (chunk.len() as u16) << 12;
            bucket.tags.push(key as u8);
            bucket.heads.extend(head.to_le_bytes());
            bucket.entries.extend(chunk.iter().flat_map(|&(pair, weight)| [pair, weight as u8]));
        }
    }
    // An empty bucket says so itself.
    let written = (0..1_usize << WEIGHT_BITS).map(|at| {
        let bucket = buckets.remove(&at).unwrap_or_default();
        let count = vec![bucket.tags.len() as u8];
        (at, [count, bucket.tags, bucket.heads, bucket.entries].concat())
    });
    buckets_part(&written.collect(), WEIGHT_BITS)
}

/// The number of a pair among those of its first letter.
pub(crate) fn local(pairs: &[Pair], index: u16) -> u8 {
    let first = pairs[usize::from(index)].letters[0];
    pairs[..usize::from(index)].iter().filter(|pair| pair.letters[0] == first).count() as u8
}

fn known(words: &[Known], bits: usize) -> (Vec<u8>, Vec<u8>) {
    let mut buckets: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
    for word in words {
        let hash = table::hash_word(&word.letters);
        let record = buckets.entry(table::bucket(hash, bits)).or_default();
        record.extend((hash as u16).to_le_bytes());
        let origin = if word.from_source { 0 } else { table::READ_BY_TEACHER };
        record.push(word.locals.len() as u8 | origin);
        record.extend(&word.locals);
    }
    buckets_part(&buckets, bits)
}

fn buckets_part(buckets: &BTreeMap<usize, Vec<u8>>, bits: usize) -> (Vec<u8>, Vec<u8>) {
    let mut index = Vec::new();
    let mut data = Vec::new();
    for bucket in 0..1usize << bits {
        index.extend((data.len() as u32).to_le_bytes());
        data.extend(buckets.get(&bucket).into_iter().flatten());
    }
    index.extend((data.len() as u32).to_le_bytes());
    (index, data)
}
