//! A read-only table from 64-bit hashes to small rows, read in place from the binary.
//!
//! Rows sit in buckets of four; a key may be in two buckets (cuckoo hashing), and each row keeps 16
//! bits of its key, so that a lookup reads two words of checks and then at most one row. A key that
//! is not in the table is taken for one that is about once in 8 000.
//!
//! Layout, little-endian: `u32` number of buckets, `u32` bytes a row, then for every bucket four
//! `u16` checks (0 is an empty place), then for every bucket its four rows.

/// Places in a bucket.
pub const WAYS: usize = 4;
const HEADER: usize = 8;
const CHECK: usize = 2;

/// A table borrowed from the bytes of the binary.
#[derive(Clone, Copy, Debug)]
pub struct Table<'d> {
    checks: &'d [u8],
    rows: &'d [u8],
    buckets: u32,
    row: usize,
}

/// Where a key may sit: two buckets and its check, never 0.
#[must_use]
pub const fn places(key: u64, buckets: u32) -> (u32, u32, u16) {
    let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let check = (hash as u16) | 1;
    let high = hash >> 32;
    let first = ((high * buckets as u64) >> 32) as u32;
    let other = (hash ^ (hash >> 31)).wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32;
    let second = ((other * buckets as u64) >> 32) as u32;
    (first, second, check)
}

impl<'d> Table<'d> {
    /// The table at the start of `data` and what follows it; an empty table where `data` is not
    /// one.
    #[must_use]
    pub fn read(data: &'d [u8]) -> (Self, &'d [u8]) {
        Self::try_read(data).unwrap_or((Self::EMPTY, &[]))
    }

    const EMPTY: Table<'static> = Table { checks: &[], rows: &[], buckets: 0, row: 0 };

    fn try_read(data: &'d [u8]) -> Option<(Self, &'d [u8])> {
        let number = |at: usize| -> Option<u32> {
            let bytes = data.get(at..at + 4)?;
            Some(u32::from_le_bytes(bytes.try_into().ok()?))
        };
        let (buckets, row) = (number(0)?, number(4)? as usize);
        let places = (buckets as usize).checked_mul(WAYS)?;
        let checks_end = HEADER.checked_add(places.checked_mul(CHECK)?)?;
        let rows_end = checks_end.checked_add(places.checked_mul(row)?)?;
        let table = Self {
            checks: data.get(HEADER..checks_end)?,
            rows: data.get(checks_end..rows_end)?,
            buckets,
            row,
        };
        Some((table, data.get(rows_end..)?))
    }

    /// The row of `key`.
    #[inline]
    #[must_use]
    pub fn get(&self, key: u64) -> Option<&'d [u8]> {
        let (first, second, check) = places(key, self.buckets);
        self.find(first, check).or_else(|| self.find(second, check))
    }

    #[inline]
    fn find(&self, bucket: u32, check: u16) -> Option<&'d [u8]> {
        let at = bucket as usize * WAYS * CHECK;
        let bytes: [u8; WAYS * CHECK] = self.checks.get(at..at + WAYS * CHECK)?.try_into().ok()?;
        let differences = u64::from_le_bytes(bytes) ^ (u64::from(check) * 0x0001_0001_0001_0001);
        let zeros =
            differences.wrapping_sub(0x0001_0001_0001_0001) & !differences & 0x8000_8000_8000_8000;
        if zeros == 0 {
            return None;
        }
        let way = (zeros.trailing_zeros() / 16) as usize;
        let row = (bucket as usize * WAYS + way) * self.row;
        self.rows.get(row..row + self.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_data_is_an_empty_table() {
        for data in [&[][..], &[255; 8], &[1, 0, 0, 0, 9, 0, 0, 0, 1, 1]] {
            let (table, rest) = Table::read(data);
            assert!(table.get(42).is_none());
            assert!(rest.is_empty());
        }
    }
}
