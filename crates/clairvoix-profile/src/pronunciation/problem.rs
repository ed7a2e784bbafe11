//! What is wrong in a list, with its place, in the language of those who keep it.

use clairvoix_text::{
    phoneme::Phoneme,
    pronunciation::{PronunciationError, UnknownSign},
};

use crate::Language;

/// One thing that is wrong in a list. The other lines hold all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PronunciationProblem {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub kind: PronunciationProblemKind,
}

/// The kinds of [`PronunciationProblem`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PronunciationProblemKind {
    /// One column only: the line is left out.
    OneColumn,
    /// A quote is opened and not closed: the line is left out.
    OpenQuote,
    /// What stands in the column of case is none of its values: the line is left out.
    Case(String),
    /// No language of a class has this tag: the line is left out.
    Language(String),
    /// The entry cannot be used: the line is left out.
    Entry(PronunciationError),
    /// It says the same letters as the line of this number, and holds in its place.
    Replaces(u32),
    /// More entries than a list may have: this line and those after it are left out.
    Full(usize),
}

impl PronunciationProblem {
    /// Whether the line cannot be used.
    #[must_use]
    pub const fn is_fault(&self) -> bool {
        !matches!(self.kind, PronunciationProblemKind::Replaces(_))
    }

    /// One plain sentence with the way out, without the place.
    ///
    /// ```
    /// use clairvoix_profile::{Language, read_pronunciations};
    /// let (_, problems) = read_pronunciations("classe.csv", "Thom;/θɔm/\n");
    /// assert_eq!((problems[0].line, problems[0].column), (1, 7));
    /// assert!(problems[0].message(Language::English).starts_with("'θ' is no sound of French"));
    /// ```
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::French => self.french(),
            Language::English => self.english(),
        }
    }

    fn french(&self) -> String {
        use PronunciationError as E;
        use PronunciationProblemKind as K;
        match &self.kind {
            K::OneColumn => {
                "il n'y a qu'une colonne : il faut ce qui est écrit, puis ce qui se dit.".to_owned()
            }
            K::OpenQuote => {
                "un guillemet est ouvert et n'est pas fermé : ajoutez \" à la fin de la colonne."
                    .to_owned()
            }
            K::Case(found) => {
                format!("la casse « {found} » n'existe pas : exacte, indifférente, ou rien.")
            }
            K::Language(found) => {
                format!("la langue « {found} » n'est pas connue : fr, en, es, de ou it.")
            }
            K::Replaces(line) => format!(
                "cette ligne remplace la ligne {line}, qui dit le même mot : gardez-en une."
            ),
            K::Full(max) => format!("la liste est pleine : {max} entrées au plus."),
            K::Entry(error) => match error {
                E::NothingWritten => {
                    "il manque ce qui est écrit (au moins une lettre à côté de * et ?).".to_owned()
                }
                E::NothingSaid => "il manque ce qui se dit.".to_owned(),
                E::TooLong(max) => format!("une colonne dépasse {max} octets : raccourcissez-la."),
                E::TooManyStars(max) => {
                    format!("il y a plus de {max} étoiles : gardez-en {max} au plus.")
                }
                E::StarsSaid => "ce qui se dit a plus d'étoiles que ce qui est écrit.".to_owned(),
                E::OpenSlash => "les sons vont entre deux barres : /maɛl/.".to_owned(),
                E::UnknownSign(UnknownSign { sign, .. }) => {
                    format!("« {sign} » n'est pas un son du français. Les sons : {}.", inventory())
                }
                E::Parts { written, said } => format!(
                    "{written} mot(s) écrit(s), {said} avec des sons : séparez les sons de chaque mot par une espace."
                ),
                E::NotFrench => {
                    "les sons ne valent que pour le français : écrivez les mots à dire.".to_owned()
                }
                other => other.to_string(),
            },
        }
    }

    fn english(&self) -> String {
        use PronunciationError as E;
        use PronunciationProblemKind as K;
        match &self.kind {
            K::OneColumn => {
                "there is one column only: write what is written, then what is said.".to_owned()
            }
            K::OpenQuote => {
                "a quote is opened and not closed: add \" at the end of the column.".to_owned()
            }
            K::Case(found) => format!("\"{found}\" is no case: exact, any, or nothing."),
            K::Language(found) => {
                format!("the language \"{found}\" is not known: fr, en, es, de or it.")
            }
            K::Replaces(line) => {
                format!("this line replaces line {line}, for the same letters: keep one.")
            }
            K::Full(max) => format!("the list is full: at most {max} entries."),
            K::Entry(error) => match error {
                E::NothingWritten => {
                    "what is written is missing (at least one letter beside * and ?).".to_owned()
                }
                E::NothingSaid => "what is said is missing.".to_owned(),
                E::TooLong(max) => format!("a column is longer than {max} bytes: cut it."),
                E::TooManyStars(max) => {
                    format!("there are more than {max} stars: keep {max} at most.")
                }
                E::StarsSaid => "more stars are said than written.".to_owned(),
                E::OpenSlash => "sounds stand between two slashes: /maɛl/.".to_owned(),
                E::UnknownSign(UnknownSign { sign, .. }) => {
                    format!("'{sign}' is no sound of French. The sounds: {}.", inventory())
                }
                E::Parts { written, said } => format!(
                    "{written} word(s) written, {said} with sounds: part the sounds of each word by a space."
                ),
                E::NotFrench => {
                    "sounds are for French only: write the words to be said.".to_owned()
                }
                other => other.to_string(),
            },
        }
    }
}

fn inventory() -> String {
    Phoneme::ALL.iter().map(|sound| sound.ipa()).collect::<Vec<_>>().join(" ")
}
