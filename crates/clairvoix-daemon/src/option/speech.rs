//! The options of a text to be said.

use clairvoix::{
    UnitName,
    speech::{MarkKind, SpeakMode},
    text::spoken::Mode,
};

use super::Options;
use crate::{
    error::Error,
    floor::{Ask, Priority},
};

/// The bounds of a rate.
pub(crate) const RATES: (f64, f64) = (0.2, 5.0);
/// The bounds of a pitch.
pub(crate) const PITCHES: (f64, f64) = (0.5, 2.0);
/// The bounds of a volume.
pub(crate) const VOLUMES: (f64, f64) = (0.0, 2.0);

const MODES: [(&str, SpeakMode); 4] = [
    ("replace", SpeakMode::Replace),
    ("append", SpeakMode::Append),
    ("interrupt", SpeakMode::Interrupt),
    ("echo", SpeakMode::Echo),
];
const PRIORITIES: [(&str, Priority); 4] = [
    ("background", Priority::Background),
    ("text", Priority::Text),
    ("urgent", Priority::Urgent),
    ("screen_reader", Priority::ScreenReader),
];
const KINDS: [(&str, MarkKind); 4] = [
    ("sentence", MarkKind::Sentence),
    ("word", MarkKind::Word),
    ("syllable", MarkKind::Syllable),
    ("phoneme", MarkKind::Phoneme),
];
pub(super) const READINGS: [(&str, Mode); 4] = [
    ("aloud", Mode::Normal),
    ("dictation", Mode::Dictation),
    ("spelling", Mode::Spelling),
    ("verse", Mode::Verse),
];

/// How a text is to be said; none is for the session or the profile to decide.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakOptions {
    /// A voice's id.
    pub voice: Option<String>,
    /// BCP 47 tag of the text's language.
    pub language: Option<String>,
    /// A profile's name.
    pub profile: Option<String>,
    /// Speed.
    pub rate: Option<f64>,
    /// Pitch.
    pub pitch: Option<f64>,
    /// Loudness.
    pub volume: Option<f64>,
    /// How it takes its place.
    pub ask: Ask,
    /// What offsets count.
    pub unit: UnitName,
    /// The finest marks told.
    pub finest: MarkKind,
    /// The offset of the first word.
    pub from: u64,
    /// Words that begin at this offset or after it are not said.
    pub to: Option<u64>,
    /// How it is read.
    pub reading: Mode,
    /// Syllable by syllable.
    pub syllables: bool,
}

/// What is of one text and no other: no default of a session.
pub(super) const OF_ONE_TEXT: [&str; 2] = ["from", "to"];

impl SpeakOptions {
    /// The options of Speak.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::InvalidOption`], which names the option.
    pub fn read(mut given: Options) -> Result<Self, Error> {
        let ask = Ask {
            mode: given.choice("mode", &MODES)?.unwrap_or(SpeakMode::Replace),
            priority: given.choice("priority", &PRIORITIES)?.unwrap_or_default(),
        };
        let volume = given.number("volume", VOLUMES)?;
        let (from, to) = (given.offset("from")?.unwrap_or(0), given.offset("to")?);
        Ok(Self { volume, from, to, ..Self::common(given, ask)? })
    }

    /// What Synthesize refuses.
    pub const NOT_FOR_A_FILE: [&'static str; 5] = ["mode", "priority", "volume", "from", "to"];

    /// The options of Synthesize: nothing is heard, so nobody waits for a turn.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::InvalidOption`], which names the option.
    pub fn read_for_file(given: Options) -> Result<Self, Error> {
        let ask = Ask { mode: SpeakMode::Append, priority: Priority::Text };
        Self::common(given, ask)
    }

    fn common(mut given: Options, ask: Ask) -> Result<Self, Error> {
        let voice = given.text("voice")?.filter(|name| name != "auto");
        let options = Self {
            voice,
            language: given.text("language")?,
            profile: given.text("profile")?,
            rate: given.number("rate", RATES)?,
            pitch: given.number("pitch", PITCHES)?,
            volume: None,
            ask,
            unit: given.unit()?,
            finest: given.choice("finest", &KINDS)?.unwrap_or(MarkKind::Word),
            from: 0,
            to: None,
            reading: given.choice("reading", &READINGS)?.unwrap_or_default(),
            syllables: given.flag("syllables")?.unwrap_or(false),
        };
        given.finish()?;
        Ok(options)
    }
}

/// The word for a mode of [`SpeakMode`], but echo.
pub(crate) fn repeat_mode(name: &str) -> Result<SpeakMode, Error> {
    let known = MODES.iter().find(|(word, mode)| *word == name && *mode != SpeakMode::Echo);
    let found = known.map(|(_, mode)| *mode);
    found.ok_or_else(|| Error::option("mode", "it is one of replace, append, interrupt"))
}
