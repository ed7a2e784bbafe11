//! A bounded table: what is used least makes room for what is new.

/// Places that one hash may take.
const WAYS: usize = 4;

/// Values by their hash; the caller tells apart those whose hashes are the same.
#[derive(Debug)]
pub(crate) struct Cache<T> {
    sets_max: usize,
    sets: Vec<Set<T>>,
}

#[derive(Debug)]
struct Set<T> {
    hashes: [u64; WAYS],
    /// How often each value was found lately.
    uses: [u8; WAYS],
    values: [Option<T>; WAYS],
}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self { hashes: [0; WAYS], uses: [0; WAYS], values: [const { None }; WAYS] }
    }
}

impl<T> Cache<T> {
    /// An empty table that never holds more than `values_max` values.
    pub(crate) const fn new(values_max: usize) -> Self {
        Self { sets_max: values_max / WAYS, sets: Vec::new() }
    }

    /// Makes room for so many values, up to the bound; those known are kept.
    pub(crate) fn reserve(&mut self, values: usize) {
        // Doubled at least, so that texts a little longer each time do not move all each time.
        let sets = values.div_ceil(WAYS).next_power_of_two().min(self.sets_max);
        if sets <= self.sets.len() {
            return;
        }
        let before = std::mem::take(&mut self.sets);
        self.sets.resize_with(sets, Set::default);
        for set in before {
            for (hash, value) in set.hashes.into_iter().zip(set.values) {
                if let (Some(value), Some(set)) = (value, self.set(hash)) {
                    set.keep(hash, value);
                }
            }
        }
    }

    /// The value with this hash for which `is` holds; where there is none, it is made and kept.
    #[inline]
    pub(crate) fn find_or_keep(
        &mut self,
        hash: u64,
        is: impl Fn(&T) -> bool,
        make: impl FnOnce() -> T,
    ) -> Option<&T> {
        if self.sets.is_empty() {
            self.reserve(1);
        }
        let set = self.set(hash)?;
        let way = match set.find(hash, is) {
            Some(way) => way,
            None => set.keep(hash, make()),
        };
        set.values.get(way)?.as_ref()
    }

    #[inline]
    fn set(&mut self, hash: u64) -> Option<&mut Set<T>> {
        let set = ((hash & 0xFFFF_FFFF) * self.sets.len() as u64) >> 32;
        self.sets.get_mut(set as usize)
    }
}

impl<T> Set<T> {
    #[inline]
    fn find(&mut self, hash: u64, is: impl Fn(&T) -> bool) -> Option<usize> {
        let fits =
            |(known, value): (&u64, &Option<T>)| *known == hash && value.as_ref().is_some_and(&is);
        let way = self.hashes.iter().zip(&self.values).position(fits)?;
        let uses = self.uses.get_mut(way)?;
        *uses = uses.saturating_add(1);
        Some(way)
    }

    /// Puts a value in the place of the one used least and gives its place. The others count less from
    /// then on, so that what was frequent once does not stay for ever.
    fn keep(&mut self, hash: u64, value: T) -> usize {
        let least = (0..WAYS).min_by_key(|&way| self.uses[way]).unwrap_or(0);
        if self.values[least].is_some() {
            self.uses.iter_mut().for_each(|uses| *uses -= *uses / 8);
        }
        self.hashes[least] = hash;
        self.uses[least] = 1;
        self.values[least] = Some(value);
        least
    }
}

/// The hash of a text, for [`Cache`].
#[inline]
pub(crate) fn hash_str(text: &str) -> u64 {
    let mut hash = 0x9E37_79B9_7F4A_7C15_u64;
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    for word in words {
        hash = mix(hash ^ u64::from_le_bytes(*word));
    }
    let tail = rest.iter().fold(rest.len() as u64, |tail, &byte| tail << 8 | u64::from(byte));
    mix(hash ^ tail)
}

#[inline]
const fn mix(hash: u64) -> u64 {
    let hash = hash.wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_stays_when_what_is_not_is_replaced() {
        let mut cache = Cache::new(16);
        cache.reserve(16);
        for number in 0..1000_u64 {
            let mut made = false;
            cache.find_or_keep(
                hash_str("le"),
                |known| *known == u64::MAX,
                || {
                    made = true;
                    u64::MAX
                },
            );
            assert_eq!(made, number == 0, "the frequent value was replaced");
            cache.find_or_keep(hash_str(&number.to_string()), |_| true, || number);
        }
        let kept = cache.sets.iter().flat_map(|set| &set.values).flatten().count();
        assert_eq!(kept, 16);
    }

    #[test]
    fn values_survive_when_room_is_made() {
        let mut cache = Cache::new(64);
        assert_eq!(cache.find_or_keep(1, |_| true, || "kept"), Some(&"kept"));
        cache.reserve(1000);
        assert_eq!(cache.find_or_keep(1, |_| true, || "made again"), Some(&"kept"));
        assert_eq!(cache.find_or_keep(1, |_| false, || "another"), Some(&"another"));
    }
}
