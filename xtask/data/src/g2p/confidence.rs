//! How often a reading is right, by how far it is ahead: fitted on words never learned from.

use super::{
    corpus::Word,
    engine::{decode::Engine, table::Known},
    measure,
};

/// Rises with fewer words than this are chance.
const BIN: usize = 100;

const HEADER: &str = "# How often a reading is right (data/README.md), fitted on words never learned from by\n\
    # `cargo xtask data g2p --held-out SEED`: words known by their spelling and read by the teacher, then\n\
    # words decoded, by how far the best way is ahead of the next best; between two lines, in between.\n\
    # Words of the source are not unseen: their line is written by hand in the trainer (confidence.rs).\n";
/// The share of right words among those learned; what is missing is the source's own mistakes.
const SOURCE: f64 = 0.999;

/// The file `fr/confidence.tsv`, fitted on half of the unseen lemma groups; prints how it holds on
/// the others.
pub(crate) fn fitted(words: &[Word], engine: &Engine<'_>) -> String {
    let (mut by_teacher, mut decoded, mut checked) = ((0u32, 0u32), Vec::new(), Vec::new());
    for word in words.iter().filter(|word| word.held_out) {
        let (sounds, margin) = read(word, engine);
        let right = word.sounds.iter().any(|gold| measure::same(gold, &sounds));
        match margin {
            _ if word.group.is_multiple_of(2) => checked.push((margin, right)),
            Some(margin) => decoded.push((margin, right)),
            None => by_teacher = (by_teacher.0 + u32::from(right), by_teacher.1 + 1),
        }
    }
    let dictionary = f64::from(by_teacher.0 + 1) / f64::from(by_teacher.1 + 2);
    let bins = rising(decoded);
    check(&checked, dictionary, &bins);
    let mut out = format!("{HEADER}source\t{SOURCE}\ndictionary\t{dictionary:.3}\n");
    for bin in bins {
        out.push_str(&format!("{:.0}\t{:.3}\n", bin.margin(), bin.share()));
    }
    out
}

/// Prints the shares stated and found on words that the fit has not seen, by tenth of their range.
fn check(words: &[(Option<i32>, bool)], dictionary: f64, bins: &[Bin]) {
    const EDGES: [f64; 6] = [0.0, 0.7, 0.85, 0.95, 0.99, 1.01];
    println!("confidence on the other half: from, words, mean stated, share right");
    for edges in EDGES.windows(2) {
        let stated = |margin: &Option<i32>| margin.map_or(dictionary, |m| share_at(bins, m));
        let inside: Vec<(f64, bool)> = words
            .iter()
            .map(|(margin, right)| (stated(margin), *right))
            .filter(|(share, _)| (edges[0]..edges[1]).contains(share))
            .collect();
        let count = inside.len().max(1) as f64;
        let mean = inside.iter().map(|word| word.0).sum::<f64>() / count;
        let right = inside.iter().filter(|word| word.1).count() as f64 / count;
        println!("  {:.2}\t{}\t{mean:.3}\t{right:.3}", edges[0], inside.len());
    }
}

/// The share at a margin, in proportion between two bins.
fn share_at(bins: &[Bin], margin: i32) -> f64 {
    let margin = f64::from(margin);
    let above = bins.partition_point(|bin| bin.margin() <= margin);
    match (above.checked_sub(1).and_then(|at| bins.get(at)), bins.get(above)) {
        (Some(low), Some(high)) => {
            let part = (margin - low.margin()) / (high.margin() - low.margin());
            low.share() + (high.share() - low.share()) * part
        }
        (Some(only), None) | (None, Some(only)) => only.share(),
        (None, None) => 1.0,
    }
}

/// The sounds of a word, and the margin of its way unless the word is known.
fn read(word: &Word, engine: &Engine<'_>) -> (String, Option<i32>) {
    let mut codes: Vec<u8> = Vec::new();
    let sounds_of = |index| engine.table.pair(index).map(|pair| pair.sounds.clone());
    let known = engine.table.word(&word.letters, |index| {
        codes.extend(sounds_of(index).unwrap_or_default());
    });
    if known == Some(Known::Teacher) {
        return (measure::sounds_of(&codes), None);
    }
    let (sounds, margin) = measure::read(engine, &word.letters);
    (sounds, Some(margin))
}

#[derive(Clone, Copy)]
struct Bin {
    margins: f64,
    right: f64,
    count: f64,
}

impl Bin {
    fn margin(&self) -> f64 {
        self.margins / self.count
    }

    /// The share of right words, as if one more had been wrong and one more right.
    fn share(&self) -> f64 {
        (self.right + 1.0) / (self.count + 2.0)
    }
}

/// Bins of rising margin and rising share: neighbours that fall are joined.
fn rising(mut points: Vec<(i32, bool)>) -> Vec<Bin> {
    points.sort_unstable();
    let mut bins: Vec<Bin> = Vec::new();
    for chunk in points.chunks(BIN) {
        let margins = chunk.iter().map(|point| f64::from(point.0.min(10_000))).sum();
        let right = chunk.iter().filter(|point| point.1).count() as f64;
        let mut bin = Bin { margins, right, count: chunk.len() as f64 };
        while let Some(last) = bins.pop_if(|last| last.share() >= bin.share()) {
            bin.margins += last.margins;
            bin.right += last.right;
            bin.count += last.count;
        }
        bins.push(bin);
    }
    bins
}
