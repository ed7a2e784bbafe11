//! Memory over many utterances, in a process of its own: others would be counted too.

use clairvoix_e2e::endurance;

#[test]
fn memory_does_not_grow_with_what_was_said() -> Result<(), clairvoix_speech::Error> {
    // Within what an allocator keeps; a leak of one text (1 kB with its plan) would be 3 MB.
    let growth = endurance::many_utterances(3_000)?;
    assert!(growth.end_kb - growth.settled_kb < 1_000.0, "{growth:?}");
    Ok(())
}
