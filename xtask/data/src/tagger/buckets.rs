//! Builds the tables that `clairvoix_text::context::table` reads.

use clairvoix_text::context::table::{WAYS, places};

/// Moves tried before a key is given up.
const MOVES_MAX: u32 = 500;

/// The bytes of a table with one row of `row` bytes for every key.
///
/// A key stands in its second bucket only where the first is full (and buckets are never emptied
/// again), so that a reader need not look there otherwise. The very few keys that find no place are
/// left out and counted.
pub(crate) fn build(entries: &[(u64, Vec<u8>)], row: usize, load: f64) -> Vec<u8> {
    let count = (entries.len() as f64 / load / WAYS as f64) as u32 + 1;
    let mut buckets: Vec<Vec<usize>> = vec![Vec::new(); count as usize];
    let mut random = 0x1234_5678_9ABC_DEF1_u64;
    let mut left_out = 0;
    for start in 0..entries.len() {
        left_out += u32::from(!place(entries, &mut buckets, start, &mut random));
    }
    println!("    {} rows, {left_out} left out", entries.len());
    write(entries, &buckets, row)
}

/// Places one entry, moving others where both its buckets are full.
fn place(
    entries: &[(u64, Vec<u8>)],
    buckets: &mut [Vec<usize>],
    start: usize,
    random: &mut u64,
) -> bool {
    let count = buckets.len() as u32;
    let mut item = start;
    for _ in 0..MOVES_MAX {
        let (first, second, _) = places(entries[item].0, count);
        for bucket in [first as usize, second as usize] {
            if buckets[bucket].len() < WAYS {
                buckets[bucket].push(item);
                return true;
            }
        }
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        let bucket = if *random & 1 == 0 { first } else { second } as usize;
        let way = (*random >> 33) as usize % WAYS;
        std::mem::swap(&mut item, &mut buckets[bucket][way]);
    }
    false
}

fn write(entries: &[(u64, Vec<u8>)], buckets: &[Vec<usize>], row: usize) -> Vec<u8> {
    let count = buckets.len() as u32;
    let mut bytes = Vec::new();
    bytes.extend(count.to_le_bytes());
    bytes.extend((row as u32).to_le_bytes());
    for bucket in buckets {
        for way in 0..WAYS {
            let check = bucket.get(way).map_or(0, |item| places(entries[*item].0, count).2);
            bytes.extend(check.to_le_bytes());
        }
        for way in 0..WAYS {
            match bucket.get(way) {
                Some(item) => bytes.extend(&entries[*item].1),
                None => bytes.extend(std::iter::repeat_n(0, row)),
            }
        }
    }
    bytes
}
