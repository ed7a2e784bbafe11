//! A read-only table from 64-bit hashes to small rows, read in place from the binary.
//!
//! A bucket holds up to eight rows, each with 16 bits of its key, next to each other so that a
//! lookup touches few cache lines. A key whose bucket is full goes to a second one. A key that is
//! not in the table is taken for one that is about once in 6 000.
//!
//! Layout, little-endian: `u32` number of buckets, `u32` bytes a row, then for every bucket eight
//! `u16` checks (0 is an empty place, and comes after the full ones) and its eight rows.

/// Places in a bucket.
pub const WAYS: usize = 8;
const HEADER: usize = 8;
const CHECKS: usize = 2 * WAYS;

/// A table borrowed from the bytes of the binary.
#[derive(Clone, Copy, Debug)]
pub struct Table<'d, const ROW: usize> {
    data: &'d [u8],
    buckets: u32,
}

/// Where a key may sit: its bucket, the one it goes to when that is full, and its check, never 0.
#[inline]
#[must_use]
pub const fn places(key: u64, buckets: u32) -> (u32, u32, u16) {
    (first_place(key, buckets), second_place(key, buckets), check_of(key))
}

#[inline]
const fn first_place(key: u64, buckets: u32) -> u32 {
    (((key >> 32) * buckets as u64) >> 32) as u32
}

#[inline]
const fn second_place(key: u64, buckets: u32) -> u32 {
    let other = (key >> 16) as u32 ^ 0x5BD1_E995;
    ((other as u64 * buckets as u64) >> 32) as u32
}

#[inline]
const fn check_of(key: u64) -> u16 {
    (key as u16) | 1
}

impl<'d, const ROW: usize> Table<'d, ROW> {
    const BUCKET: usize = CHECKS + WAYS * ROW;

    /// The table at the start of `data` and what follows it; an empty table where `data` is not
    /// one.
    #[must_use]
    pub fn read(data: &'d [u8]) -> (Self, &'d [u8]) {
        Self::try_read(data).unwrap_or((Self { data: &[], buckets: 0 }, &[]))
    }

    fn try_read(data: &'d [u8]) -> Option<(Self, &'d [u8])> {
        let number = |at: usize| -> Option<u32> {
            let bytes = data.get(at..at + 4)?;
            Some(u32::from_le_bytes(bytes.try_into().ok()?))
        };
        let (buckets, row) = (number(0)?, number(4)? as usize);
        if row != ROW {
            return None;
        }
        let end = HEADER.checked_add((buckets as usize).checked_mul(Self::BUCKET)?)?;
        let table = Self { data: data.get(HEADER..end)?, buckets };
        Some((table, data.get(end..)?))
    }

    /// The row of `key`.
    #[inline]
    #[must_use]
    pub fn get(&self, key: u64) -> Option<&'d [u8; ROW]> {
        let check = check_of(key);
        match self.find(first_place(key, self.buckets), check) {
            Found::Row(row) => Some(row),
            Found::Absent => None,
            Found::Full => match self.find(second_place(key, self.buckets), check) {
                Found::Row(row) => Some(row),
                Found::Absent | Found::Full => None,
            },
        }
    }

    #[inline]
    fn find(&self, bucket: u32, check: u16) -> Found<'d, ROW> {
        let at = bucket as usize * Self::BUCKET;
        let Some((checks, rows)) =
            self.data.get(at..at + Self::BUCKET).and_then(<[u8]>::split_first_chunk::<CHECKS>)
        else {
            return Found::Absent;
        };
        let lanes = u128::from_le_bytes(*checks);
        let (low, high) = (lanes as u64, (lanes >> 64) as u64);
        let wanted = u64::from(check) * ONES;
        // A lane that is zero has its high bit set here; above the first such lane, others may too.
        let (zeros_low, zeros_high) = (zero_lanes(low ^ wanted), zero_lanes(high ^ wanted));
        let way = match (zeros_low, zeros_high) {
            (0, 0) if high >> 48 == 0 => return Found::Absent,
            (0, 0) => return Found::Full,
            (0, zeros) => 4 + zeros.trailing_zeros() / 16,
            (zeros, _) => zeros.trailing_zeros() / 16,
        };
        rows.as_chunks::<ROW>().0.get(way as usize).map_or(Found::Absent, Found::Row)
    }
}

enum Found<'d, const ROW: usize> {
    Row(&'d [u8; ROW]),
    Absent,
    /// Not in this bucket, which is full: perhaps in the second.
    Full,
}

const ONES: u64 = 0x0001_0001_0001_0001;

/// Bits of which the lowest is in the first of the four 16-bit lanes that is 0.
#[inline]
const fn zero_lanes(lanes: u64) -> u64 {
    lanes.wrapping_sub(ONES) & !lanes & (ONES << 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_data_is_an_empty_table() {
        for data in [&[][..], &[255; 8], &[1, 0, 0, 0, 9, 0, 0, 0, 1, 1]] {
            let (table, rest) = Table::<1>::read(data);
            assert!(table.get(42).is_none());
            assert!(rest.is_empty());
        }
    }
}
