//! Standard output, buffered, whose closing by the reader is no error.

use std::io::{self, BufWriter, StdoutLock, Write};

use crate::{Outcome, failure::Failure, ui::Ui};

/// Standard output. Call [`Stdout::finish`]: what is not flushed is not written.
pub(crate) struct Stdout {
    writer: BufWriter<StdoutLock<'static>>,
}

impl Stdout {
    pub(crate) fn new() -> Self {
        Self { writer: BufWriter::with_capacity(64 * 1024, io::stdout().lock()) }
    }

    /// Writes all of `bytes`.
    pub(crate) fn put(&mut self, ui: &Ui, bytes: &[u8]) -> Outcome {
        self.writer.write_all(bytes).map_err(|e| Failure::stdout(ui, &e))
    }

    /// Hands everything to the reader.
    pub(crate) fn finish(mut self, ui: &Ui) -> Outcome {
        self.writer.flush().map_err(|e| Failure::stdout(ui, &e))
    }
}

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
