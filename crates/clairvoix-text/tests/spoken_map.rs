//! Properties of the map between written and spoken text.

use clairvoix_text::Utf8Range;
use clairvoix_text::spoken::{LinkKind, SpokenMap, SpokenMapBuilder};
use proptest::prelude::*;

/// What a derivation does next.
#[derive(Clone, Debug)]
enum Step {
    Copy(usize),
    Replace(usize, String),
    Insert(String),
    Delete(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0usize..9).prop_map(Step::Copy),
        (0usize..9, "[aé🦉 ]{0,4}").prop_map(|(len, text)| Step::Replace(len, text)),
        "[aé🦉 ]{0,3}".prop_map(Step::Insert),
        (0usize..5).prop_map(Step::Delete),
    ]
}

fn derive(source: &str, steps: &[Step]) -> (String, SpokenMap) {
    let mut builder = SpokenMapBuilder::new(source);
    for step in steps {
        match step {
            Step::Copy(len) => builder.copy(*len),
            Step::Replace(len, text) => builder.replace(*len, text),
            Step::Insert(text) => builder.insert(text),
            Step::Delete(len) => builder.delete(*len),
        }
    }
    if steps.len().is_multiple_of(2) {
        builder.copy_rest();
    }
    builder.finish()
}

/// The links cover both texts without gap or overlap, cut no character, and copies are copies.
fn check(source: &str, spoken: &str, map: &SpokenMap) -> Result<(), TestCaseError> {
    prop_assert_eq!(map.source_len(), source.len());
    prop_assert_eq!(map.spoken_len(), spoken.len());
    let (mut at_source, mut at_spoken) = (0, 0);
    for link in map.links() {
        prop_assert_eq!(link.source.start(), at_source);
        prop_assert_eq!(link.spoken.start(), at_spoken);
        (at_source, at_spoken) = (link.source.end(), link.spoken.end());
        prop_assert!(!link.source.is_empty() || !link.spoken.is_empty());
        prop_assert!(source.is_char_boundary(at_source));
        prop_assert!(spoken.is_char_boundary(at_spoken));
        if link.kind == LinkKind::Copied {
            prop_assert_eq!(link.source.slice(source), link.spoken.slice(spoken));
        }
        if !link.spoken.is_empty() {
            prop_assert_eq!(map.to_source(link.spoken), link.source);
        }
        if !link.source.is_empty() {
            prop_assert_eq!(map.to_spoken(link.source), link.spoken);
        }
    }
    prop_assert_eq!((at_source, at_spoken), (source.len(), spoken.len()));
    Ok(())
}

/// Every range goes to a range inside the other text, and comes back at least as wide.
fn check_ranges(map: &SpokenMap) -> Result<(), TestCaseError> {
    let len = map.spoken_len();
    for start in 0..len {
        for end in start + 1..=len.min(start + 12) {
            let spoken = Utf8Range::new(start, end);
            let source = map.to_source(spoken);
            prop_assert!(source.end() <= map.source_len());
            if !source.is_empty() {
                let back = map.to_spoken(source);
                let only_added =
                    map.links_in_spoken(spoken).filter(|link| link.source.is_empty()).count();
                prop_assert!(only_added > 0 || back.contains_range(spoken));
            }
        }
    }
    let past = Utf8Range::new(len + 3, len + 9);
    prop_assert!(map.to_source(past).end() <= map.source_len());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn maps_are_total_ordered_and_in_bounds(
        source in "[abé🦉 ]{0,30}", steps in prop::collection::vec(step(), 0..12)
    ) {
        let (spoken, map) = derive(&source, &steps);
        check(&source, &spoken, &map)?;
        check_ranges(&map)?;
    }

    #[test]
    fn composition_is_a_map_too(
        source in "[abé🦉 ]{0,30}",
        first in prop::collection::vec(step(), 0..12),
        second in prop::collection::vec(step(), 0..12),
    ) {
        let (middle, one) = derive(&source, &first);
        let (spoken, two) = derive(&middle, &second);
        let both = one.compose(&two);
        check(&source, &spoken, &both)?;
        // One step after the other never leads outside what the composition says.
        for link in both.links().filter(|link| !link.spoken.is_empty()) {
            let steps = one.to_source(two.to_source(link.spoken));
            prop_assert!(link.source.contains_range(steps) || steps.is_empty());
        }
        prop_assert_eq!(&SpokenMap::identity(&source).compose(&one), &one);
        prop_assert_eq!(&one.compose(&SpokenMap::identity(&middle)), &one);
    }

    #[test]
    fn three_maps_compose_from_either_end(
        source in "[abé ]{0,20}",
        steps in prop::collection::vec(prop::collection::vec(step(), 0..8), 3),
    ) {
        let (a, one) = derive(&source, &steps[0]);
        let (b, two) = derive(&a, &steps[1]);
        let (c, three) = derive(&b, &steps[2]);
        check(&source, &c, &one.compose(&two).compose(&three))?;
        check(&source, &c, &one.compose(&two.compose(&three)))?;
    }
}

#[test]
fn maps_of_two_texts_do_not_panic() {
    let one = SpokenMap::identity("un texte assez long");
    let two = SpokenMap::identity("court");
    assert_eq!(one.compose(&two).source_len(), "un texte assez long".len());
    assert_eq!(two.compose(&one).spoken_len(), "un texte assez long".len());
}

#[test]
fn copied_runs_are_one_link() {
    let mut builder = SpokenMapBuilder::new("un deux trois");
    builder.copy(3);
    builder.copy(5);
    builder.copy_rest();
    assert_eq!(builder.finish().1.links().len(), 1);
}
