//! The head of a WAV file.

/// The 44 bytes that stand before the samples of a WAV file (RIFF, PCM): one channel of 16 bits, low
/// byte first, `sample_rate_hz` samples a second.
///
/// `data_bytes` is the length of what follows. None, or more than the format can say (4 GB): as long as
/// it gets, which players of streams understand.
///
/// ```
/// let head = clairvoix_speech::wav_header(16_000, Some(6));
/// assert_eq!((&head[..4], &head[8..12]), (&b"RIFF"[..], &b"WAVE"[..]));
/// assert_eq!(head[40..], 6_u32.to_le_bytes());
/// ```
#[must_use]
pub fn wav_header(sample_rate_hz: u32, data_bytes: Option<u64>) -> [u8; 44] {
    let known = data_bytes.and_then(|bytes| u32::try_from(bytes).ok());
    let data = known.unwrap_or(u32::MAX).min(u32::MAX - 36);
    let mut bytes = [0; 44];
    let fields: [&[u8]; 12] = [
        b"RIFF",
        &(data + 36).to_le_bytes(),
        b"WAVEfmt ",
        &16_u32.to_le_bytes(),
        &1_u16.to_le_bytes(),
        &1_u16.to_le_bytes(),
        &sample_rate_hz.to_le_bytes(),
        &sample_rate_hz.saturating_mul(2).to_le_bytes(),
        &2_u16.to_le_bytes(),
        &16_u16.to_le_bytes(),
        b"data",
        &data.to_le_bytes(),
    ];
    for (place, byte) in bytes.iter_mut().zip(fields.concat()) {
        *place = byte;
    }
    bytes
}
