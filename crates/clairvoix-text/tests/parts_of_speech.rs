//! Parts of speech of school texts: the sentences of `tests/corpus/fr/parts_of_speech.txt`.

use clairvoix_text::analysis::{AnalyzeOptions, analyze};

const SENTENCES: &str = include_str!("../../../tests/corpus/fr/parts_of_speech.txt");

#[test]
fn every_word_has_its_part_of_speech() {
    let lines = SENTENCES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut wrong = Vec::new();
    for line in lines {
        let marked = line.trim_end_matches('.').split(' ').map(|word| word.split_once('/'));
        let (words, tags): (Vec<&str>, Vec<&str>) = marked.map(|pair| pair.expect(line)).unzip();
        let sentence = words.join(" ") + ".";
        let expected: Vec<&str> = tags.iter().flat_map(|tags| tags.split('+')).collect();
        let analysis = analyze(&sentence, &AnalyzeOptions::default());
        let found: Vec<&str> = analysis.words().map(|word| word.pos().name()).collect();
        if found != expected {
            wrong.push(format!("{sentence}\n    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
