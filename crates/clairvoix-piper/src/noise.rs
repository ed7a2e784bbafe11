//! Randomness that is the same every time: the same text sounds the same, and its marks too.

/// Normally distributed numbers, from a fixed start (xorshift64*, Box and Muller).
pub(crate) struct Noise(u64);

impl Default for Noise {
    fn default() -> Self {
        Self(0x2545_f491_4f6c_dd1d)
    }
}

impl Noise {
    /// So many numbers.
    pub(crate) fn normal(&mut self, count: usize) -> Vec<f32> {
        let mut numbers = Vec::with_capacity(count + 1);
        while numbers.len() < count {
            // In 0 < u <= 1: its logarithm is finite.
            let (u, v) = (1.0 - self.uniform(), self.uniform());
            let radius = (-2.0 * u.ln()).sqrt();
            let angle = std::f32::consts::TAU * v;
            numbers.extend([radius * angle.cos(), radius * angle.sin()]);
        }
        numbers.truncate(count);
        numbers
    }

    /// In 0 <= u < 1.
    fn uniform(&mut self) -> f32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let bits = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 40;
        bits as f32 / (1u32 << 24) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_normal_and_always_the_same() {
        let numbers = Noise::default().normal(20_001);
        let count = numbers.len() as f32;
        let mean = numbers.iter().sum::<f32>() / count;
        let spread = numbers.iter().map(|x| (x - mean).powi(2)).sum::<f32>() / count;
        assert!(mean.abs() < 0.03 && (spread - 1.0).abs() < 0.05, "{mean} {spread}");
        assert_eq!(numbers, Noise::default().normal(20_001));
    }
}
