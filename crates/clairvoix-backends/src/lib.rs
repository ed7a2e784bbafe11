//! Real speech engines and real sound: IO, processes and threads live here.

pub mod engine;
