//! Any bytes as a profile.

use clairvoix_invariants::profile;
use clairvoix_profile::{
    Catalogue, Colour, Kind, Profile, Setting, Value, read_profile, settings, write_profile,
};
use proptest::prelude::*;

/// Files made of pieces of good ones, so that the reader is led deep.
fn mangled() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just("[text]\n".to_owned()),
        Just("size_pt = 16\n".to_owned()),
        Just("[colours]\nink = \"#12".to_owned()),
        Just("preset = \"espace\"\n".to_owned()),
        Just("[[text]]\n".to_owned()),
        Just("text.size_pt = 1e400\n".to_owned()),
        Just("[aids".to_owned()),
        Just("x = {a = [[[1, 2]], 07:32:00], b = 0xFFFFFFFFFFFFFFFFFFFF}\n".to_owned()),
        "\\PC{0,12}",
    ];
    let bytes = prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat().into_bytes());
    prop_oneof![bytes, prop::collection::vec(any::<u8>(), 0..200)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_a_profile_that_survives_writing(bytes in mangled()) {
        profile::check(&bytes);
    }
}

/// A value that the setting takes.
fn valid(setting: &Setting) -> BoxedStrategy<Value> {
    match &setting.kind {
        Kind::Number { min, max, .. } => (*min..=*max).prop_map(Value::Number).boxed(),
        Kind::Flag => any::<bool>().prop_map(Value::Flag).boxed(),
        Kind::Choice(options) => {
            let words: Vec<String> = options.iter().map(|option| option.value.clone()).collect();
            prop::sample::select(words).prop_map(Value::Word).boxed()
        }
        Kind::Text { .. } => "[^\\p{Cc}]{0,40}".prop_map(Value::Word).boxed(),
        Kind::Colour => any::<(u8, u8, u8)>()
            .prop_map(|(red, green, blue)| Value::Colour(Colour { red, green, blue }))
            .boxed(),
    }
}

/// Any valid profile: some settings, some presets, an alias or none.
fn any_profile() -> impl Strategy<Value = Profile> {
    let ids: Vec<String> =
        Catalogue::built_in().presets().iter().map(|preset| preset.id.clone()).collect();
    let presets = prop::sample::subsequence(ids, 0..4);
    let values: Vec<_> = settings().iter().map(|one| prop::option::of(valid(one))).collect();
    (presets, values, prop::option::of("[^\\p{Cc}]{1,40}")).prop_map(|(presets, values, alias)| {
        let mut profile = Profile { presets, alias, ..Profile::default() };
        for (setting, value) in settings().iter().zip(values) {
            if let Some(value) = value {
                profile.set(&setting.key, &value).expect("a valid value");
            }
        }
        profile
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_valid_profile_is_read_back_the_same(profile in any_profile()) {
        let text = write_profile(&profile);
        let (again, diagnostics) = read_profile(text.as_bytes());
        prop_assert_eq!(diagnostics, vec![]);
        prop_assert_eq!(again.settings(), profile.settings());
        prop_assert_eq!((again.alias, again.presets), (profile.alias, profile.presets));
    }
}

/// Numbers that are the same in every run: splitmix64.
fn below(state: &mut u64, limit: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed ^ (mixed >> 31)) as usize % limit.max(1)
}

/// Changes a file as accidents do: bytes flipped, lost and doubled, lines swapped with another file's.
fn mutate(state: &mut u64, files: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = files[below(state, files.len())].clone();
    for _ in 0..=below(state, 5) {
        let at = below(state, bytes.len());
        let end = (at + below(state, 20)).min(bytes.len());
        match below(state, 6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << below(state, 8),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            3 => bytes.insert(at, [0, b'"', b'[', b'=', 0xff, b'9'][below(state, 6)]),
            4 => bytes.truncate(at),
            _ => {
                let other = &files[below(state, files.len())];
                let from = below(state, other.len());
                let piece = other[from..(from + 40).min(other.len())].to_vec();
                bytes.splice(at..end, piece);
            }
        }
    }
    bytes
}

#[test]
fn ten_thousand_mutated_files_are_read_without_a_panic() {
    let presets = Catalogue::built_in().presets().iter();
    let mut files: Vec<Vec<u8>> =
        presets.map(|preset| write_profile(&preset.profile).into_bytes()).collect();
    files.push(include_bytes!("../../corpus/profile/formats/1.toml").to_vec());
    files.push(include_bytes!("../../corpus/profile/formats/2.toml").to_vec());
    let mut state = 9;
    let mut with_diagnostics = 0;
    for _ in 0..10_000 {
        let bytes = mutate(&mut state, &files);
        profile::check(&bytes);
        with_diagnostics += usize::from(!read_profile(&bytes).1.is_empty());
    }
    // Most accidents are seen; the others gave another valid file.
    assert!(with_diagnostics > 5_000, "{with_diagnostics}");
}
