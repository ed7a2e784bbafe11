//! FLAC, the compressed sound of a page that holds its own: lossless, so every time stays exact,
//! and played by the browsers of Windows, ChromeOS and iPad alike.

use std::io::{self, Seek, SeekFrom, Write};

use flacenc::{
    bitsink::ByteSink,
    component::{BitRepr, Stream, StreamInfo},
    config::Encoder,
    encode_fixed_size_frame,
    error::{Verified, Verify},
    source::{Fill, FrameBuf},
};

/// Frames of one block; a multiple keeps the arithmetic of players simple.
const BLOCK_FRAMES: usize = 4096;
/// The shortest block the format has.
const LAST_BLOCK_FRAMES_MIN: usize = 32;

/// Writes mono 16-bit sound as it comes, holding one block. Call [`FlacWriter::finish`].
pub(crate) struct FlacWriter<W: Write + Seek> {
    out: W,
    config: Verified<Encoder>,
    info: StreamInfo,
    rest: Vec<i32>,
    blocks: usize,
    frames: usize,
}

impl<W: Write + Seek> FlacWriter<W> {
    /// Starts a file at `sample_rate_hz`.
    pub(crate) fn new(mut out: W, sample_rate_hz: u32) -> io::Result<Self> {
        let config =
            Encoder::default().into_verified().map_err(|(_, error)| io::Error::other(error))?;
        let rate = usize::try_from(sample_rate_hz).map_err(io::Error::other)?;
        let mut info = StreamInfo::new(rate, 1, 16).map_err(io::Error::other)?;
        info.set_block_sizes(BLOCK_FRAMES, BLOCK_FRAMES).map_err(io::Error::other)?;
        out.write_all(&header(&info)?)?;
        Ok(Self { out, config, info, rest: Vec::with_capacity(BLOCK_FRAMES), blocks: 0, frames: 0 })
    }

    /// Adds sound.
    pub(crate) fn write(&mut self, mut samples: &[i16]) -> io::Result<()> {
        while !samples.is_empty() {
            let room = (BLOCK_FRAMES - self.rest.len()).min(samples.len());
            let (now, later) = samples.split_at(room);
            self.rest.extend(now.iter().map(|&sample| i32::from(sample)));
            samples = later;
            if self.rest.len() == BLOCK_FRAMES {
                self.write_block()?;
            }
        }
        Ok(())
    }

    /// Completes the file and gives back what it was written to.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        if !self.rest.is_empty() {
            let frames = self.rest.len().max(LAST_BLOCK_FRAMES_MIN);
            self.rest.resize(frames, 0);
            self.write_block()?;
        }
        self.info.set_total_samples(self.frames);
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&header(&self.info)?)?;
        self.out.seek(SeekFrom::End(0))?;
        Ok(self.out)
    }

    fn write_block(&mut self) -> io::Result<()> {
        let mut block = FrameBuf::with_size(1, self.rest.len()).map_err(io::Error::other)?;
        block.fill_interleaved(&self.rest).map_err(|error| io::Error::other(error.to_string()))?;
        let frame = encode_fixed_size_frame(&self.config, &block, self.blocks, &self.info)
            .map_err(|error| io::Error::other(error.to_string()))?;
        self.out.write_all(&bytes(&frame)?)?;
        self.frames += self.rest.len();
        self.blocks += 1;
        self.rest.clear();
        Ok(())
    }
}

/// The head of the file: its length does not depend on what it says.
fn header(info: &StreamInfo) -> io::Result<Vec<u8>> {
    bytes(&Stream::with_stream_info(info.clone()))
}

fn bytes(part: &impl BitRepr) -> io::Result<Vec<u8>> {
    let mut sink = ByteSink::new();
    part.write(&mut sink).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(sink.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn sound_comes_back_unchanged() {
        // A tone with noise of a fixed seed, of a length that is no multiple of a block.
        let mut seed = 1_u32;
        let samples: Vec<i16> = (0..50_001_u32)
            .map(|i| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let noise = (seed >> 20) as i16;
                ((f64::from(i) * 0.07).sin() * 9000.0) as i16 + noise
            })
            .collect();
        let mut writer = FlacWriter::new(Cursor::new(Vec::new()), 16_000).expect("a writer");
        for part in samples.chunks(777) {
            writer.write(part).expect("written");
        }
        let file = writer.finish().expect("a file").into_inner();
        assert!(file.len() < samples.len() * 2);
        let mut reader = claxon::FlacReader::new(Cursor::new(file)).expect("a FLAC file");
        assert_eq!(reader.streaminfo().samples, Some(samples.len() as u64));
        let back: Vec<i16> = reader
            .samples()
            .map(|sample| i16::try_from(sample.expect("a sample")).expect("16 bits"))
            .collect();
        assert_eq!(back, samples);
    }
}
