//! Bytes behind a passphrase, as a file of the age format, version 1 (age-encryption.org/v1), which the
//! programs `age` and `rage` open too: one scrypt recipient, ChaCha20-Poly1305 in pieces of 64 KiB.

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD as BASE64};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce, aead::Aead};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use scrypt::{Params, scrypt};
use sha2::Sha256;

use crate::{Error, ErrorKind};

/// The fewest characters of a passphrase.
pub const PASSPHRASE_CHARS_MIN: usize = 8;
/// The hardest passphrase that is tried, in bits of work: 1 GiB and some seconds.
const WORK_BITS_MAX: u8 = 20;

const FIRST_LINE: &str = "age-encryption.org/v1";
const SCRYPT_LABEL: &[u8] = b"age-encryption.org/v1/scrypt";
const PIECE: usize = 64 << 10;
const TAG: usize = 16;
const SALT: usize = 16;
const FILE_KEY: usize = 16;

/// How much work a passphrase costs, for who opens a file and for who guesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// A passphrase that a person remembers: 64 MiB and about a quarter of a second a try.
    Remembered,
    /// A key of at least 128 random bits, which nobody can guess: no work.
    RandomKey,
}

impl Work {
    const fn bits(self) -> u8 {
        match self {
            Self::Remembered => 16,
            Self::RandomKey => 1,
        }
    }
}

/// Whether bytes are such a file.
#[must_use]
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.strip_prefix(FIRST_LINE.as_bytes()).is_some_and(|rest| rest.first() == Some(&b'\n'))
}

/// Puts bytes behind a passphrase.
///
/// ```
/// use clairvoix_store::{Work, open_sealed, seal};
/// let sealed = seal(b"[text]\nsize_pt = 16\n", "quatre mots au hasard", Work::Remembered)?;
/// assert_eq!(open_sealed(&sealed, "quatre mots au hasard")?, b"[text]\nsize_pt = 16\n");
/// assert!(open_sealed(&sealed, "quatre mots").is_err());
/// # Ok::<(), clairvoix_store::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Write`] where the system has no random numbers.
pub fn seal(bytes: &[u8], passphrase: &str, work: Work) -> Result<Vec<u8>, Error> {
    let (mut salt, mut file_key, mut nonce) = ([0; SALT], [0; FILE_KEY], [0; 16]);
    for random in [&mut salt, &mut file_key, &mut nonce] {
        getrandom::fill(random).map_err(|_| {
            let kind = ErrorKind::Write(std::io::ErrorKind::Other);
            Error::new(kind, "encrypt: the system has no random numbers")
        })?;
    }
    let failed = || Error::new(ErrorKind::BadBundle, "encrypt: it is too long");
    let wrap = wrap_key(passphrase, &salt, work.bits()).ok_or_else(failed)?;
    let wrapped = ChaCha20Poly1305::new(&wrap.into())
        .encrypt(&Nonce::default(), &file_key[..])
        .map_err(|_| failed())?;
    let mut header = format!(
        "{FIRST_LINE}\n-> scrypt {} {}\n{}\n---",
        BASE64.encode(salt),
        work.bits(),
        BASE64.encode(wrapped)
    );
    let mac = header_mac(&file_key, header.as_bytes()).ok_or_else(failed)?.finalize().into_bytes();
    header.push_str(&format!(" {}\n", BASE64.encode(mac)));
    let cipher = payload_cipher(&file_key, &nonce).ok_or_else(failed)?;
    let mut sealed = header.into_bytes();
    sealed.extend(nonce);
    let pieces = bytes.len().div_ceil(PIECE).max(1);
    for at in 0..pieces {
        let piece = bytes.get(at * PIECE..bytes.len().min((at + 1) * PIECE)).unwrap_or_default();
        let nonce = piece_nonce(at, at + 1 == pieces);
        sealed.extend(cipher.encrypt(&nonce, piece).map_err(|_| failed())?);
    }
    Ok(sealed)
}

/// Opens such a file.
///
/// # Errors
/// [`ErrorKind::BadPassphrase`] for another passphrase; [`ErrorKind::BadBundle`] for a file that is cut, was
/// changed, or is for keys that are no passphrase.
pub fn open_sealed(sealed: &[u8], passphrase: &str) -> Result<Vec<u8>, Error> {
    let bad = |what: &str| Error::new(ErrorKind::BadBundle, format!("decrypt: {what}"));
    let header =
        Header::read(sealed).ok_or_else(|| bad("it is no file of age with a passphrase"))?;
    if header.work_bits > WORK_BITS_MAX {
        return Err(bad("it asks for more memory than a school's computer has"));
    }
    let wrap =
        wrap_key(passphrase, &header.salt, header.work_bits).ok_or_else(|| bad("its header"))?;
    let file_key = ChaCha20Poly1305::new(&wrap.into())
        .decrypt(&Nonce::default(), &header.wrapped[..])
        .map_err(|_| Error::new(ErrorKind::BadPassphrase, "decrypt: the passphrase is another"))?;
    let changed = || bad("it is cut or was changed on the way");
    header_mac(&file_key, header.signed)
        .and_then(|mac| mac.verify_slice(&header.mac).ok())
        .ok_or_else(changed)?;
    let (nonce, mut rest) = header.payload.split_at_checked(16).ok_or_else(changed)?;
    let cipher = payload_cipher(&file_key, nonce).ok_or_else(changed)?;
    let mut opened = Vec::new();
    for at in 0.. {
        let (piece, more) = rest.split_at(rest.len().min(PIECE + TAG));
        let nonce = piece_nonce(at, more.is_empty());
        let plain = cipher.decrypt(&nonce, piece).map_err(|_| changed())?;
        // Only what is empty as a whole ends with an empty piece.
        if plain.is_empty() && at > 0 {
            return Err(changed());
        }
        opened.extend(plain);
        rest = more;
        if rest.is_empty() {
            break;
        }
    }
    Ok(opened)
}

/// The parts of a file.
struct Header<'a> {
    salt: Vec<u8>,
    work_bits: u8,
    wrapped: Vec<u8>,
    /// What the code of the header is made of.
    signed: &'a [u8],
    mac: Vec<u8>,
    payload: &'a [u8],
}

impl<'a> Header<'a> {
    fn read(sealed: &'a [u8]) -> Option<Self> {
        let mut lines = [""; 4];
        let mut at = 0;
        for line in &mut lines {
            let rest = sealed.get(at..)?;
            // No line of a header is long: nothing is looked for in the payload.
            let end = rest.iter().take(200).position(|byte| *byte == b'\n')?;
            *line = std::str::from_utf8(rest.get(..end)?).ok()?;
            at += end + 1;
        }
        let [first, recipient, wrapped, last] = lines;
        let (salt, bits) = recipient.strip_prefix("-> scrypt ")?.split_once(' ')?;
        let mac = last.strip_prefix("--- ")?;
        let canonical = !bits.starts_with(['0', '+']);
        let bytes =
            |text: &str, len: usize| BASE64.decode(text).ok().filter(|bytes| bytes.len() == len);
        (first == FIRST_LINE && canonical).then_some(())?;
        Some(Self {
            salt: bytes(salt, SALT)?,
            work_bits: bits.parse().ok()?,
            wrapped: bytes(wrapped, FILE_KEY + TAG)?,
            signed: sealed.get(..at - 1 - mac.len() - 1)?,
            mac: bytes(mac, 32)?,
            payload: sealed.get(at..)?,
        })
    }
}

fn wrap_key(passphrase: &str, salt: &[u8], work_bits: u8) -> Option<[u8; 32]> {
    let params = Params::new(work_bits, 8, 1, 32).ok()?;
    let mut key = [0; 32];
    scrypt(passphrase.as_bytes(), &[SCRYPT_LABEL, salt].concat(), &params, &mut key).ok()?;
    Some(key)
}

fn header_mac(file_key: &[u8], header: &[u8]) -> Option<Hmac<Sha256>> {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(None, file_key).expand(b"header", &mut key).ok()?;
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&key).ok()?;
    mac.update(header);
    Some(mac)
}

fn payload_cipher(file_key: &[u8], nonce: &[u8]) -> Option<ChaCha20Poly1305> {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(Some(nonce), file_key).expand(b"payload", &mut key).ok()?;
    Some(ChaCha20Poly1305::new(&key.into()))
}

/// Eleven bytes that count the pieces, and whether it is the last.
fn piece_nonce(at: usize, last: bool) -> Nonce {
    let mut nonce = [0; 12];
    let count = (at as u64).to_be_bytes();
    for (place, byte) in nonce.iter_mut().skip(3).zip(count) {
        *place = byte;
    }
    if let Some(flag) = nonce.last_mut() {
        *flag = u8::from(last);
    }
    nonce.into()
}
