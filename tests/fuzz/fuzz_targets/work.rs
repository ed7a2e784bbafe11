#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| clairvoix_invariants::run("work", bytes));
