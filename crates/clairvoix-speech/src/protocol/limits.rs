//! The protocol's numbers: its version and the largest of everything.

/// The version both ends state first; a worker of another version is not used.
pub const VERSION: u16 = 1;
/// Bytes of one frame, its length field not counted.
pub const FRAME_BYTES_MAX: usize = 1 << 20;
/// Bytes of one utterance's text.
pub const TEXT_BYTES_MAX: usize = 64 << 10;
/// Words of one utterance.
pub const WORDS_MAX: usize = 16 << 10;
/// Bytes of one word's or phoneme's IPA.
pub const IPA_BYTES_MAX: usize = 255;
/// Samples of one audio frame.
pub const SAMPLES_MAX: usize = 8 << 10;
/// Voices of one worker.
pub const VOICES_MAX: usize = 256;
/// Bytes of a voice's or an engine's name.
pub const NAME_BYTES_MAX: usize = 64;
/// Bytes of what a person reads: a voice's label.
pub const LABEL_BYTES_MAX: usize = 255;
/// Bytes of a fault's message.
pub const MESSAGE_BYTES_MAX: usize = 1024;
