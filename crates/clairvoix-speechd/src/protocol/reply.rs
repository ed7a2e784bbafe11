//! What the module answers and tells.

use super::audio::{AUDIO_FRAMES_MAX, escape};

/// A voice in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoiceLine {
    /// Its name.
    pub name: String,
    /// BCP 47 tag.
    pub language: String,
    /// What tells it from others of the language.
    pub variant: String,
}

/// The answer to a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The module is ready; a sentence for the log.
    Loaded(String),
    /// The module cannot work; why.
    NotLoaded(String),
    /// The text may come.
    ReceivingMessage,
    /// The settings may come.
    ReceivingSettings,
    /// The settings of the sound may come.
    ReceivingAudioSettings,
    /// The level may come.
    ReceivingLogLevel,
    /// The text is being said.
    Speaking,
    /// The text is not said.
    CannotSpeak,
    /// A text that has to be of one line has several.
    MoreThanOneLine,
    /// The settings hold.
    SettingsReceived,
    /// The server plays.
    AudioInitialized,
    /// The level is known.
    LogLevelSet,
    /// Debugging is on or off.
    Debugging {
        /// On.
        on: bool,
    },
    /// A value that cannot be.
    BadValue,
    /// A line that cannot be.
    BadSyntax,
    /// No such command.
    UnknownCommand,
    /// The voices; without any, that there are none.
    Voices(Vec<VoiceLine>),
    /// The end.
    Quit,
}

impl Reply {
    /// The lines, ready to be written in one piece.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let fixed = match self {
            Self::Loaded(note) => {
                return format!("299-{}\n299 OK LOADED SUCCESSFULLY\n", one_line(note)).into();
            }
            Self::NotLoaded(why) => {
                return format!("399-{}\n399 ERR CANT INIT MODULE\n", one_line(why)).into();
            }
            Self::Voices(voices) => return encode_voices(voices),
            Self::ReceivingMessage => "202 OK RECEIVING MESSAGE",
            Self::ReceivingSettings => "203 OK RECEIVING SETTINGS",
            Self::ReceivingAudioSettings => "207 OK RECEIVING AUDIO SETTINGS",
            Self::ReceivingLogLevel => "207 OK RECEIVING LOGLEVEL SETTINGS",
            Self::Speaking => "200 OK SPEAKING",
            Self::CannotSpeak => "301 ERROR CANT SPEAK",
            Self::MoreThanOneLine => "305 DATA MORE THAN ONE LINE",
            Self::SettingsReceived => "203 OK SETTINGS RECEIVED",
            Self::AudioInitialized => "203 OK AUDIO INITIALIZED",
            Self::LogLevelSet => "203 OK LOGLEVEL SET",
            Self::Debugging { on: true } => "200 OK DEBUGGING ON",
            Self::Debugging { on: false } => "200 OK DEBUGGING OFF",
            Self::BadValue => "303 ERROR INVALID PARAMETER OR VALUE",
            Self::BadSyntax => "302 ERROR BAD SYNTAX",
            Self::UnknownCommand => "300 ERR UNKNOWN COMMAND",
            Self::Quit => "210 OK QUIT",
        };
        format!("{fixed}\n").into()
    }
}

fn encode_voices(voices: &[VoiceLine]) -> Vec<u8> {
    if voices.is_empty() {
        return b"304 CANT LIST VOICES\n".to_vec();
    }
    let mut out = String::new();
    for voice in voices {
        let parts = [&voice.name, &voice.language, &voice.variant].map(|part| one_line(part));
        out.push_str(&format!("200-{}\n", parts.join("\t")));
    }
    out.push_str("200 OK VOICE LIST SENT\n");
    out.into()
}

/// Nothing in it ends a line or a column.
fn one_line(text: &str) -> String {
    text.replace(|c: char| c.is_control(), " ")
}

/// What happens while a text is said. The server hears of nothing but these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The first sound comes.
    Begin,
    /// A mark of the text: what comes after it is what stands after it.
    IndexMark(String),
    /// Sound, mono, 16 bits.
    Audio {
        /// Frames a second.
        sample_rate_hz: u32,
        /// The frames.
        samples: Vec<i16>,
    },
    /// All was said.
    End,
    /// Stopped before the end.
    Stop,
    /// Paused at a mark of the server's own.
    Pause,
}

impl Event {
    /// The lines, ready to be written in one piece.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::Begin => b"701 BEGIN\n".to_vec(),
            Self::End => b"702 END\n".to_vec(),
            Self::Stop => b"703 STOP\n".to_vec(),
            Self::Pause => b"704 PAUSE\n".to_vec(),
            Self::IndexMark(name) => format!("700-{}\n700 INDEX MARK\n", one_line(name)).into(),
            Self::Audio { sample_rate_hz, samples } => {
                let blocks = samples.chunks(AUDIO_FRAMES_MAX);
                blocks.flat_map(|block| encode_audio(*sample_rate_hz, block)).collect()
            }
        }
    }
}

fn encode_audio(sample_rate_hz: u32, samples: &[i16]) -> Vec<u8> {
    let count = samples.len();
    let mut out = format!(
        "705-bits=16\n705-num_channels=1\n705-sample_rate={sample_rate_hz}\n\
         705-num_samples={count}\n705-big_endian=0\n705-AUDIO\0"
    )
    .into_bytes();
    let bytes: Vec<u8> = samples.iter().flat_map(|sample| sample.to_le_bytes()).collect();
    escape(&bytes, &mut out);
    out.extend_from_slice(b"\n705 AUDIO\n");
    out
}
