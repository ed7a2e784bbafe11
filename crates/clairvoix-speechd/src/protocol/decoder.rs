//! From bytes to commands.

use super::{Command, MessageKind, Pair, Reply};

/// The longest line outside a text, in bytes; of a longer one the rest is dropped.
pub const LINE_BYTES_MAX: usize = 4096;
/// The longest text, in bytes; a longer one is refused.
pub const TEXT_BYTES_MAX: usize = 4 << 20;
/// The most settings in one block; those after it are dropped.
pub const PAIRS_MAX: usize = 64;

/// What follows from bytes read, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To be answered at once: a block begins, or what came was not understood.
    Reply(Reply),
    /// To be done.
    Command(Command),
}

/// Reads what the server writes, cut anywhere. It takes any bytes.
///
/// ```
/// use clairvoix_speechd::protocol::{Command, Decoder, MessageKind, Reply, Step};
/// let mut decoder = Decoder::default();
/// assert_eq!(decoder.push(b"KEY\nshif"), [Step::Reply(Reply::ReceivingMessage)]);
/// let key = Command::Speak { kind: MessageKind::Key, text: "shift_a".to_owned() };
/// assert_eq!(decoder.push(b"t_a\n.\n"), [Step::Command(key)]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Decoder {
    line: Vec<u8>,
    block: Option<Block>,
}

/// Lines up to one that is a dot.
#[derive(Clone, Debug)]
enum Block {
    Text { kind: MessageKind, text: Vec<u8>, lines: usize, too_long: bool },
    Pairs { of: PairsOf, pairs: Vec<Pair>, wrong: bool },
}

#[derive(Clone, Copy, Debug)]
enum PairsOf {
    Set,
    Audio,
    LogLevel,
}

impl Decoder {
    /// Takes the bytes that came next.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<Step> {
        let mut steps = Vec::new();
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            let (piece, ends) = match piece.split_last() {
                Some((b'\n', piece)) => (piece, true),
                _ => (piece, false),
            };
            let room = self.line_max().saturating_sub(self.line.len());
            if piece.len() > room {
                self.note_too_long();
            }
            self.line.extend_from_slice(piece.get(..room).unwrap_or(piece));
            if ends {
                let line = std::mem::take(&mut self.line);
                steps.extend(self.line(&line));
            }
        }
        steps
    }

    fn line_max(&self) -> usize {
        match &self.block {
            // One byte more: the dot that hides a dot.
            Some(Block::Text { text, .. }) => TEXT_BYTES_MAX.saturating_sub(text.len()) + 1,
            _ => LINE_BYTES_MAX,
        }
    }

    fn note_too_long(&mut self) {
        if let Some(Block::Text { too_long, .. }) = &mut self.block {
            *too_long = true;
        }
    }

    fn line(&mut self, line: &[u8]) -> Option<Step> {
        match self.block.take() {
            None => self.open(line),
            Some(block) if line == b"." => Some(block.close()),
            Some(mut block) => {
                block.take(line);
                self.block = Some(block);
                None
            }
        }
    }

    /// A line outside a block.
    fn open(&mut self, line: &[u8]) -> Option<Step> {
        let line = String::from_utf8_lossy(line);
        let mut words = line.split_whitespace();
        let name = words.next().unwrap_or_default();
        let text = |kind| Block::Text { kind, text: Vec::new(), lines: 0, too_long: false };
        let pairs = |of| Block::Pairs { of, pairs: Vec::new(), wrong: false };
        let (block, reply) = match name {
            "SPEAK" => (text(MessageKind::Text), Reply::ReceivingMessage),
            "CHAR" => (text(MessageKind::Character), Reply::ReceivingMessage),
            "KEY" => (text(MessageKind::Key), Reply::ReceivingMessage),
            "SOUND_ICON" => (text(MessageKind::SoundIcon), Reply::ReceivingMessage),
            "SET" => (pairs(PairsOf::Set), Reply::ReceivingSettings),
            "AUDIO" => (pairs(PairsOf::Audio), Reply::ReceivingAudioSettings),
            "LOGLEVEL" => (pairs(PairsOf::LogLevel), Reply::ReceivingLogLevel),
            _ => return Some(one_line(name, words)),
        };
        self.block = Some(block);
        Some(Step::Reply(reply))
    }
}

/// A command without a block.
fn one_line<'l>(name: &str, mut words: impl Iterator<Item = &'l str>) -> Step {
    let mut word = || words.next().map(str::to_owned);
    let command = match name {
        "INIT" => Command::Init,
        "STOP" => Command::Stop,
        "PAUSE" => Command::Pause,
        "QUIT" => Command::Quit,
        "LIST" => match word().as_deref() {
            Some("VOICES") => Command::ListVoices { language: word(), variant: word() },
            _ => return Step::Reply(Reply::UnknownCommand),
        },
        "DEBUG" => match word().as_deref() {
            Some("ON") => Command::Debug { on: true },
            Some("OFF") => Command::Debug { on: false },
            _ => return Step::Reply(Reply::BadSyntax),
        },
        _ => return Step::Reply(Reply::UnknownCommand),
    };
    Step::Command(command)
}

impl Block {
    fn take(&mut self, line: &[u8]) {
        match self {
            Self::Text { text, lines, too_long, .. } => {
                let line = line.strip_prefix(b".").unwrap_or(line);
                if *lines > 0 {
                    text.push(b'\n');
                }
                *lines += 1;
                text.extend_from_slice(line);
                if text.len() > TEXT_BYTES_MAX {
                    *too_long = true;
                    text.truncate(TEXT_BYTES_MAX);
                }
            }
            Self::Pairs { pairs, wrong, .. } => {
                let line = String::from_utf8_lossy(line);
                match line.split_once('=') {
                    Some((name, value)) if pairs.len() < PAIRS_MAX => {
                        pairs.push((name.trim().to_owned(), value.trim().to_owned()));
                    }
                    Some(_) => {}
                    None => *wrong = true,
                }
            }
        }
    }

    fn close(self) -> Step {
        match self {
            Self::Text { lines: 0, .. } | Self::Text { too_long: true, .. } => {
                Step::Reply(Reply::CannotSpeak)
            }
            Self::Text { kind, lines, .. } if lines > 1 && kind != MessageKind::Text => {
                Step::Reply(Reply::MoreThanOneLine)
            }
            Self::Text { kind, text, .. } => {
                let text = String::from_utf8_lossy(&text).into_owned();
                Step::Command(Command::Speak { kind, text })
            }
            Self::Pairs { wrong: true, .. } => Step::Reply(Reply::BadSyntax),
            Self::Pairs { of, pairs, .. } => Step::Command(match of {
                PairsOf::Set => Command::Set(pairs),
                PairsOf::Audio => Command::Audio(pairs),
                PairsOf::LogLevel => Command::LogLevel(pairs),
            }),
        }
    }
}
