//! What the peers score, measured once, printed beside our own scores.

/// Name of the measure in the scorer, what it is, then each peer's score in % and the aim.
///
/// The peers read 21 903 other words of the same source; nothing says that they had not met them.
const SCORES: &[(&str, &str, [f32; 5], f32)] = &[
    ("word_acc", "words right, by type", [95.3, 95.8, 97.9, 97.1, 68.6], 99.0),
    ("per", "phoneme error rate", [0.93, 0.85, 0.39, 0.71, 6.8], 0.3),
    ("acc_books", "words right, by book frequency", [96.8, 96.9, 98.9, 99.2, 72.0], 99.8),
    ("wsyll_plus", "written syllables, repaired gold", [92.7, 92.1, 92.1, NONE, NONE], 97.0),
    ("osyll", "oral syllables, exact", [92.4, 92.8, 94.0, NONE, NONE], 98.0),
    ("sil_F1", "silent consonants, F1", [99.41, 99.49, 99.80, 99.20, 90.7], 99.9),
];
const NONE: f32 = f32::NAN;
const NAMES: [&str; 5] = ["LC 4.7", "LC 6", "Coloriƨation", "espeak-ng", "epitran"];

/// The scorer's table with each measure beside the peers and the aim.
pub(super) fn beside(table: &str) -> String {
    let mut out = format!("{:<34}{:>10}{:>8}", "%", "clairvoix", "aim");
    NAMES.iter().for_each(|name| out.push_str(&format!("{name:>14}")));
    out.push('\n');
    for (measure, shown, peers, aim) in SCORES {
        let ours = table.lines().find_map(|line| {
            let mut cells = line.split_whitespace();
            (cells.next() == Some(measure)).then(|| cells.next().unwrap_or("-"))
        });
        out.push_str(&format!("{shown:<34}{:>10}{aim:>8.2}", ours.unwrap_or("-")));
        for peer in peers {
            let cell = if peer.is_nan() { "-".to_owned() } else { format!("{peer:.2}") };
            out.push_str(&format!("{cell:>14}"));
        }
        out.push('\n');
    }
    let words = table.lines().find(|line| line.starts_with("words "));
    out.push_str(words.unwrap_or_default());
    out.push_str(
        "\nPeers: measured in 2026 on other words of the same source (Coloriƨation 98.7 by type with \
         its \"oy\" repaired); their lists may hold the words they read.\n",
    );
    out
}
