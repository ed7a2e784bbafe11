//! Any bytes as frames.

use clairvoix_invariants::protocol;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        protocol::check_request(&bytes);
        protocol::check_response(&bytes);
    }

    /// Random bytes seldom look like a frame: these do.
    #[test]
    fn any_body_is_survived(tag in prop_oneof![1..6u8, 129..136u8], body in prop::collection::vec(any::<u8>(), 0..80)) {
        let mut bytes = u32::try_from(body.len() + 1).unwrap_or(0).to_le_bytes().to_vec();
        bytes.push(tag);
        bytes.extend(body);
        protocol::check_request(&bytes);
        protocol::check_response(&bytes);
    }
}
