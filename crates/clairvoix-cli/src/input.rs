//! What a command reads: a file, or standard input for `-`.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};

use clairvoix::document::{self, DecodeNote, ErrorKind, OpenNote, Opened};

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
        decoded.notes.into_iter().for_each(|note| self.say_decoded(ui, note));
        Ok(decoded.text)
    }

    fn say_decoded(&self, ui: &Ui, note: DecodeNote) {
        let name = ("name", self.name.as_str());
        match note {
            DecodeNote::Guessed(encoding) => {
                ui.note("note.encoding", &[name, ("encoding", encoding.name())]);
            }
            DecodeNote::Replaced(count) => {
                ui.note("note.replaced", &[name, ("count", &count.to_string())]);
            }
            _ => {}
        }
    }

    /// Whether a packed document comes (DOCX, ODT, EPUB); nothing is taken.
    pub(crate) fn is_packed(&mut self) -> bool {
        self.reader.fill_buf().is_ok_and(|bytes| bytes.starts_with(b"PK\x03\x04"))
    }

    /// A document of any format; what its reader should know is said. The end of the name `file` decides
    /// between text formats.
    pub(crate) fn open_document(&self, ui: &Ui, bytes: Vec<u8>, file: &Path) -> Outcome<Opened> {
        let name = ("name", self.name.as_str());
        let opened = document::open(bytes, &file.to_string_lossy()).map_err(|error| {
            let key = match error.kind() {
                ErrorKind::Damaged => "failure.document_damaged",
                ErrorKind::Limit => "failure.document_limit",
                ErrorKind::Locked => "failure.document_locked",
                _ => "failure.document_unknown",
            };
            Failure::io(ui, key, &[name])
        })?;
        for note in &opened.notes {
            match note {
                OpenNote::Decoded(note) => self.say_decoded(ui, *note),
                OpenNote::UntoldPictures(count) => {
                    ui.note("note.untold_pictures", &[name, ("count", &count.to_string())]);
                }
                OpenNote::MissingPart(part) => {
                    ui.note("note.missing_part", &[name, ("part", part)]);
                }
                OpenNote::DamagedPart(part) => {
                    ui.note("note.damaged_part", &[name, ("part", part)]);
                }
                _ => {}
            }
        }
        Ok(opened)
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
