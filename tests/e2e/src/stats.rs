//! Median, percentiles, and how they are printed.

use std::fmt;

/// Figures of one measure, in ms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// How many.
    pub count: usize,
    /// The middle one.
    pub median: f64,
    /// Nine in ten are below.
    pub p90: f64,
    /// 99 in a hundred are below.
    pub p99: f64,
    /// The largest.
    pub worst: f64,
}

impl Summary {
    /// Sums up values in ms.
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let at = |part: f64| {
            let index = (part * sorted.len() as f64).ceil() as usize;
            sorted.get(index.clamp(1, sorted.len().max(1)) - 1).copied().unwrap_or(f64::NAN)
        };
        Self { count: sorted.len(), median: at(0.5), p90: at(0.9), p99: at(0.99), worst: at(1.0) }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "n {:>4}   median {:>7.1}   p90 {:>7.1}   p99 {:>7.1}   worst {:>7.1} ms",
            self.count, self.median, self.p90, self.p99, self.worst
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_occurred() {
        let values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        let summary = Summary::of(&values);
        assert_eq!(
            (summary.median, summary.p90, summary.p99, summary.worst),
            (50., 90., 99., 100.)
        );
        assert_eq!(Summary::of(&[7.0]).p99, 7.0);
    }
}
