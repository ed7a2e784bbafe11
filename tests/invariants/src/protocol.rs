//! Any bytes are frames, the start of one, or refused; what is read is written back the same.

use clairvoix_speech::{
    Error,
    protocol::{Decoded, decode_request, decode_response},
};

/// Checks what a worker may receive.
pub fn check_request(bytes: &[u8]) {
    check(bytes, decode_request, |message, out| message.encode(out));
}

/// Checks what a host may receive.
pub fn check_response(bytes: &[u8]) {
    check(bytes, decode_response, |message, out| message.encode(out));
}

fn check<M>(
    bytes: &[u8],
    decode: fn(&[u8]) -> Result<Decoded<M>, Error>,
    encode: fn(&M, &mut Vec<u8>) -> Result<(), Error>,
) {
    let mut rest = bytes;
    while let Ok(Decoded::Message { message, used }) = decode(rest) {
        let Some((frame, after)) = rest.split_at_checked(used) else {
            panic!("{used} bytes used of {}", rest.len());
        };
        let mut written = Vec::new();
        encode(&message, &mut written).unwrap_or_else(|e| panic!("read, but not written: {e}"));
        assert_eq!(written, frame, "not written as it was read");
        rest = after;
    }
}
