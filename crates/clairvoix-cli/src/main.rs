//! The clairvoix command.
fn main() {}
