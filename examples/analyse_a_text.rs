//! Analyse a text.
fn main() {}
