//! Builds the tables that `clairvoix_text::context::table` reads.

use clairvoix_text::context::table::{WAYS, places};

/// The bytes of a table with one row of `row` bytes for every key.
///
/// Keys must differ; two keys with the same check in the same bucket would hide each other, so the
/// number of buckets grows until none do.
pub(crate) fn build(entries: &[(u64, Vec<u8>)], row: usize) -> Vec<u8> {
    let mut buckets = (entries.len() * 100 / 95 / WAYS + 1) as u32;
    loop {
        if let Some(slots) = try_place(entries, buckets) {
            return write(entries, &slots, buckets, row);
        }
        buckets += buckets / 50 + 1;
    }
}

fn try_place(entries: &[(u64, Vec<u8>)], buckets: u32) -> Option<Vec<Option<usize>>> {
    let mut slots: Vec<Option<usize>> = vec![None; buckets as usize * WAYS];
    let mut random = 0x1234_5678_9ABC_DEF1_u64;
    for start in 0..entries.len() {
        let mut item = start;
        let mut placed = false;
        for _ in 0..2_000 {
            let (first, second, _) = places(entries[item].0, buckets);
            let free = [first, second]
                .into_iter()
                .flat_map(|b| (0..WAYS).map(move |way| b as usize * WAYS + way))
                .find(|&slot| slots[slot].is_none());
            if let Some(slot) = free {
                slots[slot] = Some(item);
                placed = true;
                break;
            }
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let bucket = if random & 1 == 0 { first } else { second };
            let slot = bucket as usize * WAYS + (random >> 33) as usize % WAYS;
            item = slots[slot].replace(item)?;
        }
        if !placed {
            return None;
        }
    }
    Some(slots)
}

fn write(entries: &[(u64, Vec<u8>)], slots: &[Option<usize>], buckets: u32, row: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend(buckets.to_le_bytes());
    bytes.extend((row as u32).to_le_bytes());
    for slot in slots {
        let check = slot.map_or(0, |item| places(entries[item].0, buckets).2);
        bytes.extend(check.to_le_bytes());
    }
    for slot in slots {
        match slot {
            Some(item) => bytes.extend(&entries[*item].1),
            None => bytes.extend(std::iter::repeat_n(0, row)),
        }
    }
    bytes
}
