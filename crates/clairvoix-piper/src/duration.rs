//! How many frames each sound gets.

/// Rounds lengths to whole frames so that the whole is as long as wanted: what one loses the next one
/// gains. A length may become zero, which Piper's own rounding up never allows: that is what makes
/// its speech no faster than about twice its own speed.
///
/// Lengths that are no lengths (not finite, negative) count as zero; one is at most `most` frames.
pub(crate) fn rounded(lengths: &[f32], most: usize) -> Vec<usize> {
    let most = most as f32;
    let (mut reached, mut given) = (0.0f64, 0usize);
    let mut frames = Vec::with_capacity(lengths.len());
    for length in lengths {
        let length = if length.is_finite() { length.clamp(0.0, most) } else { 0.0 };
        reached += f64::from(length);
        // Never below what was given: lengths are not negative.
        let up_to = reached.round() as usize;
        frames.push(up_to.saturating_sub(given));
        given = given.max(up_to);
    }
    frames
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_one_loses_the_next_gains() {
        assert_eq!(rounded(&[0.4, 0.4, 0.4, 2.0], 99), [0, 1, 0, 2]);
        assert_eq!(rounded(&[f32::NAN, -3.0, f32::INFINITY, 1e9], 99), [0, 0, 0, 99]);
        assert_eq!(rounded(&[], 99), [0usize; 0]);
    }

    proptest! {
        #[test]
        fn the_whole_is_as_long_as_wanted(lengths in prop::collection::vec(0.0f32..20.0, 0..200)) {
            let whole: f64 = lengths.iter().map(|l| f64::from(*l)).sum();
            let given: usize = rounded(&lengths, 99).iter().sum();
            prop_assert!((given as f64 - whole).abs() <= 0.5 + 1e-6);
        }
    }
}
