//! Fields to bytes and back, with maxima.

use super::limits::FRAME_BYTES_MAX;
use crate::{Error, ErrorKind};

/// What came of looking at the start of a buffer.
#[derive(Clone, Debug, PartialEq)]
pub enum Decoded<T> {
    /// A whole message.
    Message {
        /// The message.
        message: T,
        /// Bytes it took from the buffer.
        used: usize,
    },
    /// The buffer holds only part of a frame: read more.
    Incomplete,
}

pub(super) fn broken(what: &str) -> Error {
    Error::new(ErrorKind::InvalidInput, format!("worker protocol: {what}"))
}

/// Writes one frame at the end of a buffer.
pub(super) struct FrameWriter<'b> {
    out: &'b mut Vec<u8>,
    start: usize,
}

impl<'b> FrameWriter<'b> {
    pub(super) fn new(out: &'b mut Vec<u8>, tag: u8) -> Self {
        let start = out.len();
        out.extend_from_slice(&[0; 4]);
        out.push(tag);
        Self { out, start }
    }

    pub(super) fn u8(&mut self, value: u8) {
        self.out.push(value);
    }

    pub(super) fn u16(&mut self, value: u16) {
        self.out.extend_from_slice(&value.to_le_bytes());
    }

    pub(super) fn u32(&mut self, value: u32) {
        self.out.extend_from_slice(&value.to_le_bytes());
    }

    pub(super) fn u64(&mut self, value: u64) {
        self.out.extend_from_slice(&value.to_le_bytes());
    }

    pub(super) fn samples(&mut self, samples: &[i16]) {
        self.out.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    }

    /// A count or an offset, which the protocol keeps in 32 bits.
    pub(super) fn size(&mut self, value: usize, what: &str, max: usize) -> Result<(), Error> {
        match u32::try_from(value) {
            Ok(small) if value <= max => {
                self.u32(small);
                Ok(())
            }
            _ => Err(broken(&format!("{what} is {value}, the most is {max}"))),
        }
    }

    pub(super) fn text(&mut self, text: &str, what: &str, max: usize) -> Result<(), Error> {
        self.size(text.len(), what, max)?;
        self.out.extend_from_slice(text.as_bytes());
        Ok(())
    }

    /// Fills in the length. Every writer ends here; one that does not leaves nothing behind.
    pub(super) fn finish(self) -> Result<(), Error> {
        let length = self.out.len() - self.start - 4;
        let Some(head) = self.out.get_mut(self.start..self.start + 4) else {
            return Err(broken("frame has no head"));
        };
        match u32::try_from(length) {
            Ok(small) if length <= FRAME_BYTES_MAX => {
                head.copy_from_slice(&small.to_le_bytes());
                Ok(())
            }
            _ => Err(broken(&format!("frame of {length} bytes"))),
        }
    }
}

/// Runs `write`, and takes back what it wrote when it fails.
pub(super) fn frame(
    out: &mut Vec<u8>,
    tag: u8,
    write: impl FnOnce(&mut FrameWriter<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let start = out.len();
    let mut writer = FrameWriter::new(out, tag);
    let written = write(&mut writer).and_then(|()| writer.finish());
    if written.is_err() {
        out.truncate(start);
    }
    written
}

/// Reads the fields of one frame.
pub(super) struct FrameReader<'b> {
    rest: &'b [u8],
}

impl<'b> FrameReader<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], Error> {
        let (head, rest) =
            self.rest.split_at_checked(count).ok_or_else(|| broken("frame ends inside a field"))?;
        self.rest = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    pub(super) fn u8(&mut self) -> Result<u8, Error> {
        self.array::<1>().map(u8::from_le_bytes)
    }

    pub(super) fn u16(&mut self) -> Result<u16, Error> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Result<u32, Error> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Result<u64, Error> {
        self.array().map(u64::from_le_bytes)
    }

    pub(super) fn size(&mut self, what: &str, max: usize) -> Result<usize, Error> {
        let value = self.u32()?;
        match usize::try_from(value) {
            Ok(size) if size <= max => Ok(size),
            _ => Err(broken(&format!("{what} is {value}, the most is {max}"))),
        }
    }

    /// A count of things that take at least `bytes_each`: never more than the frame could hold.
    pub(super) fn count(
        &mut self,
        what: &str,
        max: usize,
        bytes_each: usize,
    ) -> Result<usize, Error> {
        let count = self.size(what, max)?;
        if count.saturating_mul(bytes_each) > self.rest.len() {
            return Err(broken(&format!("{what} is {count}, the frame is shorter")));
        }
        Ok(count)
    }

    /// A count and so many things, each read by `read`.
    pub(super) fn list<T>(
        &mut self,
        what: &str,
        max: usize,
        bytes_each: usize,
        mut read: impl FnMut(&mut Self) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let count = self.count(what, max, bytes_each)?;
        (0..count).map(|_| read(self)).collect()
    }

    pub(super) fn text(&mut self, what: &str, max: usize) -> Result<String, Error> {
        let length = self.size(what, max)?;
        let bytes = self.take(length)?;
        std::str::from_utf8(bytes)
            .map(str::to_owned)
            .map_err(|_| broken(&format!("{what} is not UTF-8")))
    }

    pub(super) fn samples(&mut self, count: usize) -> Result<Vec<i16>, Error> {
        let bytes = self.take(count.saturating_mul(2))?;
        Ok(bytes
            .chunks_exact(2)
            .map(|pair| match pair {
                [low, high] => i16::from_le_bytes([*low, *high]),
                _ => 0,
            })
            .collect())
    }
}

/// Cuts the first frame off `bytes` and hands its tag and fields to `read`.
pub(super) fn unframe<T>(
    bytes: &[u8],
    read: impl FnOnce(u8, &mut FrameReader<'_>) -> Result<T, Error>,
) -> Result<Decoded<T>, Error> {
    let Some((head, rest)) = bytes.split_first_chunk::<4>() else {
        return Ok(Decoded::Incomplete);
    };
    let length = usize::try_from(u32::from_le_bytes(*head)).unwrap_or(usize::MAX);
    if length > FRAME_BYTES_MAX {
        return Err(broken(&format!("frame of {length} bytes")));
    }
    let Some(body) = rest.get(..length) else {
        return Ok(Decoded::Incomplete);
    };
    let mut reader = FrameReader { rest: body };
    let tag = reader.u8()?;
    let message = read(tag, &mut reader)?;
    if !reader.rest.is_empty() {
        return Err(broken("frame is longer than its message"));
    }
    Ok(Decoded::Message { message, used: 4 + length })
}
