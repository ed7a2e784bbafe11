//! Homographs in their sentence: the cases of `tests/corpus/fr/homographs.tsv` and of
//! `homographs_unlisted.tsv`.

use clairvoix_text::analysis::{AnalyzeOptions, analyze};

const CASES: &str = include_str!("../../../tests/corpus/fr/homographs.tsv");
const UNLISTED: &str = include_str!("../../../tests/corpus/fr/homographs_unlisted.tsv");

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

/// The sentence of a marked one, and where the marked word starts.
fn target(marked: &str) -> (String, usize) {
    (marked.replace(['[', ']'], ""), marked.find('[').expect(marked))
}

/// How the marked word is read, if it is not as expected.
fn misread(expected: &str, marked: &str) -> Option<String> {
    let (sentence, start) = target(marked);
    let analysis = analyze(&sentence, &AnalyzeOptions::default());
    let word = analysis.word_at(start).expect(marked);
    let read: String = word.reading().phonemes().map(|phoneme| phoneme.lexique()).collect();
    let right = compared(&read) == compared(expected);
    (!right).then(|| format!("{expected}\t{marked}\n    read {read} as {}", word.pos()))
}

fn lines(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[test]
fn every_case_is_read_as_written() {
    let cases: Vec<_> = lines(CASES).map(|line| line.split_once('\t').expect(line)).collect();
    let wrong: Vec<_> =
        cases.iter().filter_map(|(expected, marked)| misread(expected, marked)).collect();
    assert!(cases.len() > 100, "only {} cases", cases.len());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// At least 95 of 100 of the sentences that no rule was corrected on, and of the others.
#[test]
fn words_of_no_list_are_read_as_written() {
    for set in ["dev", "kept"] {
        let cases: Vec<_> = lines(UNLISTED)
            .filter_map(|line| line.strip_prefix(set)?.trim_start().split_once('\t'))
            .collect();
        let wrong: Vec<_> =
            cases.iter().filter_map(|(expected, marked)| misread(expected, marked)).collect();
        assert!(cases.len() > 80, "only {} cases", cases.len());
        let share = wrong.len() * 20 <= cases.len();
        assert!(share, "{set}: {} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    }
}
