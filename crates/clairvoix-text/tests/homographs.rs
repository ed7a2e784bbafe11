//! Homographs in their sentence: the cases of `tests/corpus/fr/homographs.tsv`.

use clairvoix_text::analysis::{AnalyzeOptions, analyze};

const CASES: &str = include_str!("../../../tests/corpus/fr/homographs.tsv");

/// The sounds as the scorer of words compares them: no difference between open and closed vowels,
/// a glide is its vowel, and a dropped e is no difference.
fn compared(phonemes: &str) -> String {
    let same = |c| match c {
        'o' => 'O',
        'e' => 'E',
        '2' => '9',
        '1' => '5',
        'j' => 'i',
        c => c,
    };
    phonemes.chars().filter(|c| *c != '°').map(same).collect()
}

#[test]
fn every_case_is_read_as_written() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in CASES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (expected, marked) = line.split_once('\t').expect(line);
        let start = marked.find('[').expect(line);
        let sentence = marked.replace(['[', ']'], "");
        let analysis = analyze(&sentence, &AnalyzeOptions::default());
        let word = analysis.word_at(start).expect(line);
        let read: String = word.reading().phonemes().map(|phoneme| phoneme.lexique()).collect();
        count += 1;
        if compared(&read) != compared(expected) {
            wrong.push(format!("{line}\n    read {read} as {}", word.pos()));
        }
    }
    assert!(count > 100, "only {count} cases");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}
