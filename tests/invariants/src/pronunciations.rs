//! A list of pronunciations is read whatever it is, and does what it says.

use clairvoix_profile::{
    Language, Separator, add_pronunciation, read_pronunciations, remove_pronunciation,
    write_pronunciations,
};
use clairvoix_text::{
    Utf8Range,
    analysis::{AnalyzeOptions, analyze},
    language,
    pronunciation::{Pronunciation, PronunciationList, Pronunciations},
    spoken::{SpokenOptions, Variant},
};

/// Checks a table: its problems have a place and words, its entries are written and read back the same,
/// edits change what they say they change, and any text (its own) can be read with it.
pub fn check(table: &str) {
    let (list, problems) = read_pronunciations("list", table);
    for problem in problems {
        assert!(problem.line >= 1 && problem.column >= 1);
        assert!(!problem.message(Language::French).is_empty());
        assert!(!problem.message(Language::English).is_empty());
    }
    let entries: Vec<Pronunciation> = list.entries.iter().map(|(_, entry)| entry.clone()).collect();
    for separator in [Separator::Comma, Separator::Spreadsheet] {
        let written = write_pronunciations(&entries, separator);
        let (again, _) = read_pronunciations("list", &written);
        assert!(again.entries.iter().map(|(_, entry)| entry).eq(&entries), "{written:?}");
    }
    if let Some(entry) = entries.first() {
        check_edits(table, entry);
    }
    check_use(table, list);
}

fn check_edits(table: &str, entry: &Pronunciation) {
    let holds = |table: &str| {
        let (list, _) = read_pronunciations("list", table);
        list.entries.iter().any(|(_, other)| other == entry)
    };
    assert!(holds(&add_pronunciation(table, entry)), "{entry:?} was not added");
    let (removed, count) = remove_pronunciation(table, entry.written());
    assert!(count > 0 && removed.len() < table.len());
}

fn check_use(text: &str, list: PronunciationList) {
    let lists = Pronunciations::new([list]);
    for entry in lists.entries().filter(|entry| !entry.pronunciation.is_pattern()) {
        let written = entry.pronunciation.written();
        if entry.pronunciation.language() == language::Language::French && !written.contains('\\') {
            assert!(!lists.explain(written).is_empty(), "{written:?} is not found");
        }
    }
    let spoken = SpokenOptions { pronunciations: lists, ..SpokenOptions::default() };
    crate::spoken::check(text, &spoken);
    let english = SpokenOptions { variant: Variant::Britain, ..spoken.clone() };
    crate::spoken::check(text, &english);
    let analysis = analyze(text, &AnalyzeOptions { spoken, ..AnalyzeOptions::default() });
    for word in analysis.words() {
        crate::check_cover(word.graphemes().map(|it| it.range), word.range(), text);
        crate::check_cover(word.written_syllables(), word.range(), text);
        for silent in word.silent() {
            let inside = Utf8Range::new(word.range().start(), word.range().end());
            assert!(inside.start() <= silent.start() && silent.end() <= inside.end());
        }
    }
}
