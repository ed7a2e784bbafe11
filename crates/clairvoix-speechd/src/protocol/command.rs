//! What the server asks for.

/// One line `name=value` of a block of settings.
pub type Pair = (String, String);

/// What a text to be said is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MessageKind {
    /// SSML.
    Text,
    /// A character.
    Character,
    /// A key's name, such as `shift_a`.
    Key,
    /// The name of a sound.
    SoundIcon,
}

/// A whole command, its block of lines included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// `INIT`: the first one.
    Init,
    /// `SPEAK`, `CHAR`, `KEY`, `SOUND_ICON`.
    Speak {
        /// Which of them.
        kind: MessageKind,
        /// The text, without the dot that hides a dot.
        text: String,
    },
    /// `STOP`: silence now. It has no reply.
    Stop,
    /// `PAUSE`: silence where the server can go on from. It has no reply.
    Pause,
    /// `SET`: the manner of the messages to come.
    Set(Vec<Pair>),
    /// `AUDIO`: who plays.
    Audio(Vec<Pair>),
    /// `LOGLEVEL`.
    LogLevel(Vec<Pair>),
    /// `LIST VOICES`.
    ListVoices {
        /// Only those of this language.
        language: Option<String>,
        /// Only those of this variant.
        variant: Option<String>,
    },
    /// `DEBUG ON` or `DEBUG OFF`.
    Debug {
        /// On.
        on: bool,
    },
    /// `QUIT`.
    Quit,
}
