//! Any bytes as a profile.

use clairvoix_invariants::profile;
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
