//! Worker around Pico.
fn main() {}
