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
                if let Some(value) = value {
                    self.keep(hash, value);
                }
            }
        }
    }

    /// The value with this hash for which `is` holds.
    #[inline]
    pub(crate) fn find(&mut self, hash: u64, is: impl Fn(&T) -> bool) -> Option<&T> {
        let Set { hashes, uses, values } = self.set(hash)?;
        let way = hashes
            .iter()
            .zip(&*values)
            .position(|(known, value)| *known == hash && value.as_ref().is_some_and(&is))?;
        let uses = uses.get_mut(way)?;
        *uses = uses.saturating_add(1);
        values.get(way)?.as_ref()
    }

    /// Puts a value in the place of the one of its set used least. The others count less from then
    /// on, so that what was frequent once does not stay for ever.
    pub(crate) fn keep(&mut self, hash: u64, value: T) {
        let Some(set) = self.set(hash) else { return };
        let least = (0..WAYS).min_by_key(|&way| set.uses[way]).unwrap_or(0);
        if set.values[least].is_some() {
            set.uses.iter_mut().for_each(|uses| *uses -= *uses / 8);
        }
        set.hashes[least] = hash;
        set.uses[least] = 1;
        set.values[least] = Some(value);
    }

    #[inline]
    fn set(&mut self, hash: u64) -> Option<&mut Set<T>> {
        let set = ((hash & 0xFFFF_FFFF) * self.sets.len() as u64) >> 32;
        self.sets.get_mut(set as usize)
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
            let frequent = hash_str("le");
            if cache.find(frequent, |known| *known == u64::MAX).is_none() {
                assert_eq!(number, 0, "the frequent value was replaced");
                cache.keep(frequent, u64::MAX);
            }
            cache.keep(hash_str(&number.to_string()), number);
        }
        let kept = cache.sets.iter().flat_map(|set| &set.values).flatten().count();
        assert_eq!(kept, 16);
    }

    #[test]
    fn values_survive_when_room_is_made() {
        let mut cache = Cache::new(64);
        cache.keep(1, "nowhere to keep it yet");
        assert_eq!(cache.find(1, |_| true), None);
        cache.reserve(1);
        cache.keep(1, "kept");
        cache.reserve(1000);
        assert_eq!(cache.find(1, |_| true), Some(&"kept"));
        assert_eq!(cache.find(2, |_| true), None);
    }
}
