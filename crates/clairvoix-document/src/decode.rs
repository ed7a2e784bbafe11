//! Bytes to text: UTF-8, UTF-16 with or without its mark, Windows-1252; binary data is refused.

use crate::error::{Error, ErrorKind};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The encoding that bytes were read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, which holds ISO 8859-1.
    Windows1252,
}

impl Encoding {
    /// The name used on the Web.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "windows-1252",
        }
    }
}

/// Something the reader of the text should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecodeNote {
    /// The encoding is a guess: no mark says it.
    Guessed(Encoding),
    /// So many places could not be read and hold U+FFFD instead.
    Replaced(usize),
}

/// Text read from bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// What the bytes were read as.
    pub encoding: Encoding,
    /// What the reader should know; empty when nothing was guessed and nothing lost.
    pub notes: Vec<DecodeNote>,
}

/// Reads bytes as text, in time linear in their number; owned bytes in UTF-8 are not copied.
///
/// A byte order mark decides. Without one: valid UTF-8, then UTF-16 where zero bytes stand as they
/// do in Latin text, then UTF-8 with some damage, then Windows-1252.
///
/// # Errors
///
/// [`ErrorKind::Binary`] where the bytes are no text. The message says what they look like and what
/// to do.
///
/// ```
/// use clairvoix_document::{DecodeNote, Encoding, decode};
/// let decoded = decode(b"\xE9l\xE8ve".to_vec())?;
/// assert_eq!(decoded.text, "élève");
/// assert_eq!(decoded.notes, [DecodeNote::Guessed(Encoding::Windows1252)]);
/// # Ok::<(), clairvoix_document::Error>(())
/// ```
pub fn decode(bytes: impl Into<Vec<u8>>) -> Result<Decoded, Error> {
    let bytes = bytes.into();
    if let Some(kind) = known_binary(&bytes) {
        return Err(binary(kind));
    }
    match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, rest @ ..] => return Ok(utf8_lossy(rest)),
        [0xFF, 0xFE, rest @ ..] => return Ok(utf16(rest, Encoding::Utf16Le, false)),
        [0xFE, 0xFF, rest @ ..] => return Ok(utf16(rest, Encoding::Utf16Be, false)),
        _ => {}
    }
    if let Some(encoding) = looks_like_utf16(&bytes) {
        return Ok(utf16(&bytes, encoding, true));
    }
    if looks_binary(&bytes) {
        return Err(binary("data that is not text"));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, encoding: Encoding::Utf8, notes: Vec::new() }),
        Err(error) => Ok(damaged(error.as_bytes())),
    }
}

fn binary(kind: &str) -> Error {
    let message = format!(
        "this is {kind}: give plain text (.txt) or Markdown (.md), or copy the text out of it and \
         give that"
    );
    Error::new(ErrorKind::Binary, message)
}

/// First bytes of files that people have at hand and that are no text.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 12] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a packed document (DOCX, ODT, EPUB or ZIP)"),
        (b"\xD0\xCF\x11\xE0", "an old Office document (DOC, XLS or PPT)"),
        (b"\x89PNG", "a picture (PNG)"),
        (b"\xFF\xD8\xFF", "a picture (JPEG)"),
        (b"GIF8", "a picture (GIF)"),
        (b"RIFF", "a sound or video file (RIFF)"),
        (b"ID3", "a sound file (MP3)"),
        (b"OggS", "a sound file (Ogg)"),
        (b"\x7FELF", "a program"),
        (b"\x1F\x8B", "a compressed file (gzip)"),
        (b"{\\rtf", "an RTF document"),
    ];
    SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)).map(|&(_, kind)| kind)
}

/// So many bytes from the start tell what the whole is.
const SAMPLE_LEN: usize = 64 * 1024;

fn sample(bytes: &[u8]) -> &[u8] {
    bytes.get(..SAMPLE_LEN).unwrap_or(bytes)
}

/// Latin text in UTF-16 has a zero in most pairs, always on the same side.
fn looks_like_utf16(bytes: &[u8]) -> Option<Encoding> {
    let sample = sample(bytes);
    let pairs = sample.len() / 2;
    if pairs == 0 || !bytes.len().is_multiple_of(2) && pairs < 8 {
        return None;
    }
    let zeros =
        |side: usize| sample.chunks_exact(2).filter(|pair| pair.get(side) == Some(&0)).count();
    let (first, second) = (zeros(0), zeros(1));
    if second * 2 > pairs && first * 50 < pairs.max(50) {
        Some(Encoding::Utf16Le)
    } else if first * 2 > pairs && second * 50 < pairs.max(50) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// Zero bytes, or more control bytes than any text has.
fn looks_binary(bytes: &[u8]) -> bool {
    let sample = sample(bytes);
    let controls =
        sample.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    let zeros = sample.iter().filter(|byte| **byte == 0).count();
    let invalid = std::str::from_utf8(sample).is_err_and(|error| error.error_len().is_some());
    zeros * 10 > sample.len() || invalid && controls * 20 > sample.len()
}

fn utf16(bytes: &[u8], encoding: Encoding, guessed: bool) -> Decoded {
    let codec = if encoding == Encoding::Utf16Be { UTF_16BE } else { UTF_16LE };
    let (text, malformed) = codec.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let mut notes = Vec::new();
    if guessed {
        notes.push(DecodeNote::Guessed(encoding));
    }
    if malformed {
        notes.push(DecodeNote::Replaced(count_replaced(&text)));
    }
    Decoded { text, encoding, notes }
}

fn utf8_lossy(bytes: &[u8]) -> Decoded {
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.to_owned(), encoding: Encoding::Utf8, notes: Vec::new() },
        Err(_) => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let notes = vec![DecodeNote::Replaced(count_replaced(&text))];
            Decoded { text, encoding: Encoding::Utf8, notes }
        }
    }
}

fn count_replaced(text: &str) -> usize {
    text.matches(char::REPLACEMENT_CHARACTER).count()
}

/// Not valid UTF-8: damaged UTF-8 where it holds more good sequences than bad ones, else
/// Windows-1252.
fn damaged(bytes: &[u8]) -> Decoded {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good > bad {
        return utf8_lossy(bytes);
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Decoded {
        text: text.into_owned(),
        encoding: Encoding::Windows1252,
        notes: vec![DecodeNote::Guessed(Encoding::Windows1252)],
    }
}
