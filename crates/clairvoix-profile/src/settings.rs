//! The typed settings: [`Profile`], where every field is optional, and [`Settings`], where every
//! field has its value. Names, types and order are stated once, in the macro call below; bounds,
//! defaults and words are in `data/settings.toml`.

use crate::{Catalogue, Colour, Error, Layers, Value, nearest_key, setting, theme};

/// A type that a setting can have.
trait Field: Sized {
    fn from_value(value: &Value) -> Option<Self>;
    fn to_value(&self) -> Value;
}

impl Field for f64 {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }
    fn to_value(&self) -> Value {
        Value::Number(*self)
    }
}

impl Field for bool {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        }
    }
    fn to_value(&self) -> Value {
        Value::Flag(*self)
    }
}

impl Field for String {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Word(word) => Some(word.clone()),
            _ => None,
        }
    }
    fn to_value(&self) -> Value {
        Value::Word(self.clone())
    }
}

impl Field for Colour {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Colour(colour) => Some(*colour),
            _ => None,
        }
    }
    fn to_value(&self) -> Value {
        Value::Colour(*self)
    }
}

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }
        impl $name {
            /// All values, in the order of a settings page.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The value as written in a file.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }
        impl Field for $name {
            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    Value::Word(word) => Self::ALL.iter().copied().find(|v| v.as_str() == word),
                    _ => None,
                }
            }
            fn to_value(&self) -> Value {
                Value::Word(self.as_str().to_owned())
            }
        }
    };
}

choice!(
    /// A filling of the colour roles.
    Theme {
        /// Light, or dark where the system asks for dark.
        Auto = "auto",
        /// Dark ink on white.
        Light = "light",
        /// Dark ink on cream.
        Cream = "cream",
        /// Light ink on dark grey.
        Dark = "dark",
        /// Yellow on black.
        HighContrast = "high_contrast",
    }
);
choice!(
    /// Which syllables are shown in two inks.
    SyllableMode {
        /// None.
        Off = "off",
        /// As they are heard: a final mute e makes none, `ta-ble` is `table`.
        Oral = "oral",
        /// As they are written: a final mute e makes one, `ta-ble`.
        Written = "written",
    }
);
choice!(
    /// Where a written syllable is cut between doubled consonants.
    DoubledConsonants {
        /// Between them: `bel-le`.
        Divided = "divided",
        /// Before them: `be-lle`.
        Together = "together",
    }
);
choice!(
    /// How the sentence being read is shown.
    SentenceHighlight {
        /// A soft background.
        Background = "background",
        /// Not at all.
        None = "none",
    }
);
choice!(
    /// How the word being read is shown.
    WordHighlight {
        /// A stronger background and an underline.
        BackgroundUnderline = "background_underline",
        /// An underline only.
        Underline = "underline",
        /// Not at all.
        None = "none",
    }
);

choice!(
    /// What the light goes along with the voice by.
    HighlightUnit {
        /// Word by word.
        Word = "word",
        /// Syllable by syllable.
        Syllable = "syllable",
    }
);

macro_rules! settings {
    ($($(#[$doc:meta])* $section:ident: $part:ident => $whole:ident {
        $($(#[$fdoc:meta])* $field:ident: $type:ty = $fallback:expr),* $(,)?
    })*) => {
        $(
            $(#[$doc])*
            /// Every field is optional: what is missing comes from the preset, then from the default.
            #[derive(Clone, Debug, Default, PartialEq)]
            pub struct $part { $($(#[$fdoc])* pub $field: Option<$type>),* }
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq)]
            pub struct $whole { $($(#[$fdoc])* pub $field: $type),* }
        )*

        /// What a pupil has set; every field is optional.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Profile {
            /// The version of the format that the file states.
            pub schema_version: Option<i64>,
            /// A pseudonym, never a name.
            pub alias: Option<String>,
            /// The presets that this profile starts from, combined: see [`crate::Combine`].
            pub presets: Vec<String>,
            $($(#[$doc])* pub $section: $part,)*
            /// What this version does not know: kept, and written back as it was.
            pub unknown: toml::Table,
        }

        /// The value of every setting.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Settings {
            $($(#[$doc])* pub $section: $whole,)*
            /// The colours to take where the system asks for dark, when the profile follows it.
            pub dark: Option<Colours>,
        }

        /// The dotted names of all fields, in order.
        pub(crate) const KEYS: &[&str] = &[
            $($(concat!(stringify!($section), ".", stringify!($field)),)*)*
        ];

        impl Profile {
            /// The value that this profile itself sets for the dotted name `key`.
            #[must_use]
            pub fn get(&self, key: &str) -> Option<Value> {
                match key {
                    $($(concat!(stringify!($section), ".", stringify!($field)) => {
                        self.$section.$field.as_ref().map(Field::to_value)
                    })*)*
                    _ => None,
                }
            }

            /// Puts a value of the right type in, or takes it out; says whether it fitted.
            fn put(&mut self, key: &str, value: Option<&Value>) -> bool {
                match key {
                    $($(concat!(stringify!($section), ".", stringify!($field)) => {
                        let field = value.and_then(Field::from_value);
                        let fits = field.is_some() || value.is_none();
                        if fits {
                            self.$section.$field = field;
                        }
                        fits
                    })*)*
                    _ => false,
                }
            }
        }

        impl Settings {
            /// The value of the dotted name `key`.
            #[must_use]
            pub fn get(&self, key: &str) -> Option<Value> {
                match key {
                    $($(concat!(stringify!($section), ".", stringify!($field)) => {
                        Some(self.$section.$field.to_value())
                    })*)*
                    _ => None,
                }
            }

            /// The dotted names of all settings, in order.
            #[must_use]
            pub fn keys() -> &'static [&'static str] {
                KEYS
            }

            /// Takes each field from `lookup`, by its dotted name.
            fn from_lookup(lookup: impl Fn(&str) -> Option<Value>) -> Self {
                Self {
                    $($section: $whole { $($field: {
                        let key = concat!(stringify!($section), ".", stringify!($field));
                        lookup(key).as_ref().and_then(Field::from_value).unwrap_or_else(|| $fallback)
                    },)* },)*
                    dark: None,
                }
            }
        }
    };
}

// The value after `=` is reached only where `data/settings.toml` or `data/themes.toml` were broken;
// a test shows that they are whole.
settings! {
    /// The letters.
    text: TextPart => Text {
        /// The family name of the font.
        font: String = "Andika".to_owned(),
        /// Their size in points.
        size_pt: f64 = 14.0,
        /// Their weight, 400 is regular.
        weight: f64 = 400.0,
    }
    /// The space between things.
    spacing: SpacingPart => Spacing {
        /// Added between letters.
        letter_em: f64 = 0.03,
        /// Added between words.
        word_em: f64 = 0.1,
        /// The height of a line, in letter sizes.
        line: f64 = 1.5,
        /// Between paragraphs.
        paragraph_em: f64 = 2.25,
    }
    /// The page.
    page: PagePart => Page {
        /// The most letters on a line.
        column_chars: f64 = 65.0,
    }
    /// The colour roles.
    colours: ColourPart => Colours {
        /// The filling that gives every role not set here.
        theme: Theme = Theme::Auto,
        /// The paper.
        page: Colour = WHITE,
        /// The letters.
        ink: Colour = BLACK,
        /// Numbers and captions.
        soft_ink: Colour = BLACK,
        /// Every other syllable.
        syllable_one: Colour = BLACK,
        /// The other syllables.
        syllable_two: Colour = BLACK,
        /// Letters that are not heard.
        silent: Colour = BLACK,
        /// Behind the sentence being read.
        sentence: Colour = WHITE,
        /// Behind the word being read.
        word: Colour = WHITE,
        /// The reading ruler.
        ruler: Colour = WHITE,
        /// Rules and edges.
        line: Colour = BLACK,
        /// The frame around what the keyboard has chosen.
        focus: Colour = BLACK,
        /// What can be pressed.
        accent: Colour = BLACK,
    }
    /// Reading aids.
    aids: AidPart => Aids {
        /// Syllables in two inks.
        syllables: SyllableMode = SyllableMode::Off,
        /// Where doubled consonants are cut.
        doubled_consonants: DoubledConsonants = DoubledConsonants::Divided,
        /// Silent letters in grey.
        silent_letters: bool = false,
        /// Liaisons as arcs.
        liaisons: bool = false,
        /// A number every five lines.
        line_numbers: bool = false,
        /// A band behind the line being read.
        ruler: bool = false,
        /// How many lines show well; 0 for all.
        visible_lines: f64 = 0.0,
    }
    /// How reading is shown.
    highlight: HighlightPart => Highlight {
        /// The sentence being read.
        sentence: SentenceHighlight = SentenceHighlight::Background,
        /// The word being read.
        word: WordHighlight = WordHighlight::BackgroundUnderline,
        /// Whether it goes by words or by syllables.
        unit: HighlightUnit = HighlightUnit::Word,
    }
    /// The voice.
    voice: VoicePart => Voice {
        /// Which voice, `auto` follows the language.
        id: String = "auto".to_owned(),
        /// Times the normal speed.
        rate: f64 = 1.0,
        /// Times the voice's own pitch.
        pitch: f64 = 1.0,
        /// Silence after a word; 0 says sentences in one go.
        pause_word_ms: f64 = 0.0,
        /// Silence after a part of a long sentence.
        pause_group_ms: f64 = 200.0,
        /// Silence after a sentence.
        pause_sentence_ms: f64 = 400.0,
        /// Silence after a paragraph.
        pause_paragraph_ms: f64 = 800.0,
        /// Where sound goes, `auto` is the system's choice.
        device: String = "auto".to_owned(),
        /// Files of pronunciations beside the profile's, parted by `;`, the strongest last.
        pronunciations: String = String::new(),
    }
}

const WHITE: Colour = Colour { red: 255, green: 255, blue: 255 };
const BLACK: Colour = Colour { red: 0, green: 0, blue: 0 };

impl Profile {
    /// Sets the dotted name `key`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::UnknownKey`] with the nearest valid name, or
    /// [`crate::ErrorKind::BadValue`] with the bounds.
    ///
    /// ```
    /// use clairvoix_profile::{Profile, Value};
    /// let mut profile = Profile::default();
    /// profile.set("text.size_pt", &Value::Number(16.0))?;
    /// assert_eq!(profile.settings().text.size_pt, 16.0);
    /// let error = profile.set("text.size_pt", &Value::Number(900.0)).unwrap_err();
    /// assert!(error.message.contains("from 8 to 72"));
    /// # Ok::<(), clairvoix_profile::Error>(())
    /// ```
    pub fn set(&mut self, key: &str, value: &Value) -> Result<(), Error> {
        let Some(setting) = setting(key) else {
            let near = nearest_key(key).map_or(String::new(), |n| format!(" (nearest name: {n})"));
            return Err(Error::unknown_key(format!("no setting is called \"{key}\"{near}")));
        };
        setting.check(value)?;
        if self.put(key, Some(value)) {
            Ok(())
        } else {
            Err(Error::bad_value(format!("{key} takes {}", setting.expected())))
        }
    }

    /// Forgets the value of the dotted name `key`: the preset's or the default's holds again.
    pub fn unset(&mut self, key: &str) {
        self.put(key, None);
    }

    /// The value of every setting: this profile's own, else that of its built-in presets, else the
    /// default. [`Layers`] knows also of a school's presets, the device, the application and the exam.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Layers::new(self, Catalogue::built_in()).settings()
    }
}

impl Settings {
    /// The value of every setting from those that were chosen.
    pub(crate) fn resolve(chosen: impl Fn(&str) -> Option<Value>) -> Self {
        let theme =
            chosen("colours.theme").as_ref().and_then(Theme::from_value).unwrap_or(Theme::Auto);
        let with_theme =
            |theme: Theme| Self::from_lookup(|key| chosen(key).or_else(|| unchosen(theme, key)));
        let mut settings = with_theme(theme);
        // A colour chosen by hand was chosen for the light page: the dark one would spoil its contrast.
        let by_hand = KEYS.iter().any(|key| {
            key.starts_with("colours.") && *key != "colours.theme" && chosen(key).is_some()
        });
        if theme == Theme::Auto && !by_hand {
            settings.dark = Some(with_theme(Theme::Dark).colours);
        }
        settings
    }
}

/// The value of a setting that nobody chose: the theme's for a colour, else the default.
pub(crate) fn unchosen(theme: Theme, key: &str) -> Option<Value> {
    theme::role(theme, key).or_else(|| setting(key).and_then(|setting| setting.default.clone()))
}

impl Default for Settings {
    fn default() -> Self {
        Profile::default().settings()
    }
}
