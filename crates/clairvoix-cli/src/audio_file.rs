//! The two kinds of sound file written, both mono and 16 bits, both streamed.

use std::io::{self, Seek, SeekFrom, Write};

use clairvoix::speech::wav_header;

use crate::flac::FlacWriter;

/// The two sizes of a WAV header are 32 bits.
const WAV_DATA_BYTES_MAX: u64 = u32::MAX as u64 - 44;

/// A sound file being written.
pub(crate) enum AudioFile<W: Write + Seek> {
    Wav(WavWriter<W>),
    Flac(Box<FlacWriter<W>>),
}

impl<W: Write + Seek> AudioFile<W> {
    /// Starts a WAV file.
    pub(crate) fn wav(out: W, sample_rate_hz: u32) -> io::Result<Self> {
        WavWriter::new(out, sample_rate_hz).map(Self::Wav)
    }

    /// Starts a FLAC file.
    pub(crate) fn flac(out: W, sample_rate_hz: u32) -> io::Result<Self> {
        FlacWriter::new(out, sample_rate_hz).map(|writer| Self::Flac(Box::new(writer)))
    }

    /// Adds sound.
    pub(crate) fn write(&mut self, samples: &[i16]) -> io::Result<()> {
        match self {
            Self::Wav(writer) => writer.write(samples),
            Self::Flac(writer) => writer.write(samples),
        }
    }

    /// Completes the file and gives back what it was written to.
    pub(crate) fn finish(self) -> io::Result<W> {
        match self {
            Self::Wav(writer) => writer.finish(),
            Self::Flac(writer) => writer.finish(),
        }
    }
}

/// Writes mono 16-bit PCM.
pub(crate) struct WavWriter<W: Write + Seek> {
    out: W,
    sample_rate_hz: u32,
    data_bytes: u64,
    buffer: Vec<u8>,
}

impl<W: Write + Seek> WavWriter<W> {
    fn new(mut out: W, sample_rate_hz: u32) -> io::Result<Self> {
        // A pipe cannot be gone back in: until the end is known, the header says "to the end".
        out.write_all(&wav_header(sample_rate_hz, Some(WAV_DATA_BYTES_MAX)))?;
        Ok(Self { out, sample_rate_hz, data_bytes: 0, buffer: Vec::new() })
    }

    fn write(&mut self, samples: &[i16]) -> io::Result<()> {
        self.data_bytes += samples.len() as u64 * 2;
        if self.data_bytes > WAV_DATA_BYTES_MAX {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.buffer.clear();
        self.buffer.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
        self.out.write_all(&self.buffer)
    }

    fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        if self.out.seek(SeekFrom::Start(0)).is_ok() {
            self.out.write_all(&wav_header(self.sample_rate_hz, Some(self.data_bytes)))?;
            self.out.seek(SeekFrom::End(0))?;
        }
        Ok(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn the_header_says_what_follows() {
        let mut file = AudioFile::wav(Cursor::new(Vec::new()), 16_000).expect("a writer");
        file.write(&[1, -2, 300]).expect("written");
        let bytes = file.finish().expect("a file").into_inner();
        assert_eq!(bytes.len(), 44 + 6);
        assert_eq!(&bytes[4..8], 42_u32.to_le_bytes());
        assert_eq!(
            &bytes[24..32],
            [&16_000_u32.to_le_bytes()[..], &32_000_u32.to_le_bytes()].concat()
        );
        assert_eq!(&bytes[40..], [&6_u32.to_le_bytes()[..], &[1, 0, 0xfe, 0xff, 0x2c, 1]].concat());
    }
}
