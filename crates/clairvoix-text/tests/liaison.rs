//! Liaisons: the cases of `tests/corpus/fr/liaison.toml`.

use clairvoix_text::{
    analysis::{AnalyzeOptions, analyze},
    liaison::{Liaison, LiaisonKind, Link},
};

const CASES: &str = include_str!("../../../tests/corpus/fr/liaison.toml");

/// What the word before the mark of a case is linked by.
fn link(text: &str, at: usize) -> Link {
    let analysis = analyze(text, &AnalyzeOptions::default());
    let before = text.get(..at).unwrap_or_default().trim_end();
    let word = before.char_indices().next_back().and_then(|(last, _)| analysis.word_at(last));
    word.map_or(Link::None, |word| word.link_after())
}

/// A case without its mark, where the mark was, and the consonant it names.
fn unmarked(case: &str) -> (String, usize, Option<char>) {
    if let Some((before, after)) = case.split_once('‿') {
        let consonant = after.chars().next();
        let rest = after.get(consonant.map_or(0, char::len_utf8)..).unwrap_or_default();
        return (format!("{before}{rest}"), before.len(), consonant);
    }
    let at = case.find(['|', ',']).expect(case);
    (case.replace(" |", ""), at, None)
}

fn is_as_expected(list: &str, link: Link, consonant: Option<char>) -> bool {
    let liaison = |kind| {
        matches!(link, Link::Liaison(Liaison { kind: found, phoneme, .. })
        if found == kind && Some(phoneme.lexique()) == consonant)
    };
    match list {
        "required" => liaison(LiaisonKind::Required),
        "optional" => liaison(LiaisonKind::Optional),
        "elevated" => liaison(LiaisonKind::Elevated),
        "enchainement" => {
            matches!(link, Link::Enchainement(phoneme) if Some(phoneme.lexique()) == consonant)
        }
        "forbidden" => match link {
            Link::Liaison(found) => found.kind == LiaisonKind::Forbidden,
            Link::None | Link::Enchainement(_) => true,
        },
        other => panic!("no list is called {other}"),
    }
}

#[test]
fn every_case_is_linked_as_written() {
    let corpus: toml::Table = CASES.parse().expect("the corpus is TOML");
    let groups = corpus["group"].as_array().expect("groups");
    let (mut count, mut wrong) = (0, Vec::new());
    for group in groups.iter().filter_map(|group| group.as_table()) {
        assert!(group.contains_key("source"), "a group without its source: {group}");
        for (list, cases) in group.iter().filter(|(_, value)| value.is_array()) {
            for case in cases.as_array().into_iter().flatten().filter_map(|case| case.as_str()) {
                let (text, at, consonant) = unmarked(case);
                let found = link(&text, at);
                count += 1;
                if !is_as_expected(list, found, consonant) {
                    wrong.push(format!("{list}: {case}: {found:?}"));
                }
            }
        }
    }
    assert!(count >= 300, "only {count} cases");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_liaison_makes_the_vowel_oral() {
    let cases = [
        ("un bon ami", "bɔ"),
        ("en plein air", "plɛ"),
        ("le divin enfant", "divi"),
        ("un ancien élève", "ɑ̃sjɛ"),
        ("un bon chat", "bɔ̃"),
        ("mon ami", "mɔ̃"),
    ];
    for (text, ipa) in cases {
        let analysis = analyze(text, &AnalyzeOptions::default());
        let found = analysis.words().any(|word| word.ipa() == ipa);
        assert!(found, "{text}: no word is read {ipa}");
    }
}
