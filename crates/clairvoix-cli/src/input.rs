//! What a command reads: a file, or standard input for `-`.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};

use clairvoix::document::{self, DecodeNote};

use crate::{Outcome, failure::Failure, ui::Ui};

/// The most that is taken whole.
const WHOLE_BYTES_MAX: u64 = 200_000_000;

/// A file or standard input, with the name a person knows it by.
pub(crate) struct Input {
    pub(crate) name: String,
    reader: Box<dyn BufRead>,
}

impl Input {
    /// Opens `path`; `-` is standard input.
    pub(crate) fn open(ui: &Ui, path: &Path) -> Outcome<Self> {
        if path.as_os_str() == "-" {
            return Ok(Self::stdin(ui));
        }
        let name = path.display().to_string();
        let file = File::open(path).map_err(|e| Failure::read(ui, &name, &e))?;
        let reader = Box::new(BufReader::with_capacity(64 * 1024, file));
        Ok(Self { name, reader })
    }

    /// Standard input.
    pub(crate) fn stdin(ui: &Ui) -> Self {
        Self { name: ui.get("failure.stdin_name").to_owned(), reader: Box::new(io::stdin().lock()) }
    }

    /// What the pupil has selected, in whatever application.
    pub(crate) fn selection(ui: &Ui) -> Outcome<Self> {
        let text = crate::selection::read(ui)?;
        let name = ui.get("failure.selection_name").to_owned();
        Ok(Self { name, reader: Box::new(io::Cursor::new(text)) })
    }

    /// All bytes; a text that does not fit the memory is refused with the way out.
    pub(crate) fn read_all(&mut self, ui: &Ui) -> Outcome<Vec<u8>> {
        let mut bytes = Vec::new();
        (&mut self.reader)
            .take(WHOLE_BYTES_MAX + 1)
            .read_to_end(&mut bytes)
            .map_err(|e| Failure::read(ui, &self.name, &e))?;
        if bytes.len() as u64 > WHOLE_BYTES_MAX {
            let limit = ui.size(WHOLE_BYTES_MAX);
            let places = [("name", self.name.as_str()), ("limit", &limit)];
            return Err(Failure::io(ui, "failure.too_big", &places));
        }
        Ok(bytes)
    }

    /// All of it as text.
    pub(crate) fn read_text(&mut self, ui: &Ui) -> Outcome<String> {
        let bytes = self.read_all(ui)?;
        self.decode(ui, bytes)
    }

    /// The text of bytes in any encoding; what had to be guessed or replaced is said.
    pub(crate) fn decode(&self, ui: &Ui, bytes: Vec<u8>) -> Outcome<String> {
        let name = self.name.as_str();
        let decoded = document::decode(bytes)
            .map_err(|_| Failure::read(ui, name, &io::ErrorKind::InvalidData.into()))?;
        for note in decoded.notes {
            match note {
                DecodeNote::Guessed(encoding) => {
                    ui.note("note.encoding", &[("name", name), ("encoding", encoding.name())]);
                }
                DecodeNote::Replaced(count) => {
                    ui.note("note.replaced", &[("name", name), ("count", &count.to_string())]);
                }
                _ => {}
            }
        }
        Ok(decoded.text)
    }

    /// The next line without its LF, into `line`; `false` at the end. A last line needs no LF.
    pub(crate) fn next_line(&mut self, ui: &Ui, line: &mut Vec<u8>) -> Outcome<bool> {
        line.clear();
        let read =
            self.reader.read_until(b'\n', line).map_err(|e| Failure::read(ui, &self.name, &e))?;
        if line.last() == Some(&b'\n') {
            line.pop();
        }
        Ok(read > 0)
    }
}

impl Read for Input {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.reader.read(bytes)
    }
}
