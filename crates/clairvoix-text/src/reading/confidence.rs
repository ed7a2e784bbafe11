//! How likely a reading is right: what `data/fr/confidence.tsv` says, fitted on unseen words.

use super::engine::table::Known;

pub(super) static FILE: &str = include_str!("../../data/fr/confidence.tsv");

/// The fitted shares of right readings.
#[derive(Debug, PartialEq)]
pub(super) struct Confidence {
    source: f32,
    dictionary: f32,
    /// Margin over the next best way and share, both rising.
    margins: Vec<(f32, f32)>,
}

impl Confidence {
    /// Reads the file; `None` when a line is not a name or a margin and a share.
    pub(super) fn parse(file: &str) -> Option<Self> {
        let mut read = Self { source: 1.0, dictionary: 1.0, margins: Vec::new() };
        for line in file.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, share) = line.split_once('\t')?;
            let share: f32 = share.parse().ok().filter(|share| (0.0..=1.0).contains(share))?;
            match name {
                "source" => read.source = share,
                "dictionary" => read.dictionary = share,
                margin => read.margins.push((margin.parse().ok()?, share)),
            }
        }
        Some(read)
    }

    /// Of a word stored in the table.
    pub(super) fn of_known(&self, known: Known) -> f32 {
        match known {
            Known::Source => self.source,
            Known::Teacher => self.dictionary,
        }
    }

    /// Of a decoded word whose best way is `margin` ahead of the next best: in proportion between
    /// two lines of the file.
    pub(super) fn of_margin(&self, margin: i32) -> f32 {
        let margin = margin as f32;
        let above = self.margins.partition_point(|&(line, _)| line <= margin);
        let below = above.checked_sub(1).and_then(|at| self.margins.get(at));
        match (below, self.margins.get(above)) {
            (Some(&(from, low)), Some(&(to, high))) => {
                low + (high - low) * (margin - from) / (to - from)
            }
            (Some(&(_, share)), None) | (None, Some(&(_, share))) => share,
            (None, None) => self.dictionary,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_well_formed_and_rises() {
        let read = Confidence::parse(FILE).expect("confidence.tsv is well formed");
        assert!(!read.margins.is_empty());
        assert!(read.margins.is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1));
    }

    #[test]
    fn a_margin_between_two_lines_lies_between_them() {
        let read = Confidence::parse("source\t0.99\n10\t0.5\n30\t0.9\n").expect("well formed");
        assert_eq!(read.of_margin(-5), 0.5);
        assert_eq!(read.of_margin(20), 0.7);
        assert_eq!(read.of_margin(i32::MAX), 0.9);
        assert_eq!(read.of_known(Known::Source), 0.99);
        assert_eq!(Confidence::parse("10\tsure"), None);
    }
}
