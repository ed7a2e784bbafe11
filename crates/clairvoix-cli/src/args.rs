//! The arguments of every command. Their help texts are in `messages/*.toml`, put in by `localise`.

mod exam;
mod profile;
mod sync;

use std::{ffi::OsString, path::PathBuf};

use clairvoix::speech::{MarkKind, PAUSE_MS_MAX};
use clairvoix::text::{
    confusable::families,
    language::Language,
    spoken::{Emoji, Inclusive, Mode, Passages, Topic},
    syllable::{GlideStyle, SchwaStyle, WrittenOptions},
};
use clap::{Args, Parser, Subcommand, ValueEnum, builder::PossibleValuesParser};
use clap_complete::Shell;

pub(crate) use self::exam::{
    ExamAction, ExamArgs, ExamCheckArgs, ExamEndArgs, ExamNewArgs, ExamStartArgs,
};
pub(crate) use self::profile::{
    DeleteArgs, ExportArgs, HelpedWord, ImportArgs, JournalArgs, KeyArgs, NewArgs, ProfileAction,
    ProfileArgs, RoleWord, SetArgs, SheetArgs, ShowArgs, UndoArgs, UseArgs, WhichArgs,
};
pub(crate) use self::sync::{SyncAction, SyncArgs};
use crate::{language::UiLanguage, unit::UnitArg};

#[derive(Parser)]
#[command(name = "clairvoix")]
pub(crate) struct Cli {
    // Taken from the raw arguments by `UiLanguage::from_environment`; here so that it is checked.
    #[arg(long, global = true)]
    _ui_lang: Option<UiLanguage>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Read(ReadArgs),
    Adapt(AdaptArgs),
    Say(SayArgs),
    Analyze(AnalyzeArgs),
    Words(WordsArgs),
    Spoken(SpokenArgs),
    Pronunciations(PronunciationsArgs),
    Profile(ProfileArgs),
    Settings(SettingsArgs),
    Voices(VoicesArgs),
    Devices,
    Service(ServiceArgs),
    Status(StatusArgs),
    Stop,
    Doctor(DoctorArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

#[derive(Args)]
pub(crate) struct AdaptArgs {
    #[arg(required = true)]
    pub(crate) inputs: Vec<PathBuf>,
    #[arg(long, short)]
    pub(crate) out: PathBuf,
    #[arg(long)]
    pub(crate) profile: Option<String>,
    #[arg(long)]
    pub(crate) pronunciations: Vec<PathBuf>,
    #[arg(long, conflicts_with_all = ["profile", "pronunciations"])]
    pub(crate) restore: bool,
    #[arg(long)]
    pub(crate) replace: bool,
}

#[derive(Args)]
pub(crate) struct ReadArgs {
    #[arg(required_unless_present = "selection")]
    pub(crate) file: Option<PathBuf>,
    #[arg(long, conflicts_with = "file")]
    pub(crate) selection: bool,
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
    #[arg(long)]
    pub(crate) single: bool,
    #[arg(long)]
    pub(crate) profile: Option<String>,
    #[arg(long)]
    pub(crate) voice: Option<String>,
    #[arg(long)]
    pub(crate) device: Option<String>,
    #[arg(long, value_parser = rate)]
    pub(crate) rate: Option<f32>,
    #[arg(long)]
    pub(crate) marks_by: Option<MarksBy>,
    #[arg(long)]
    pub(crate) pronunciations: Vec<PathBuf>,
    #[arg(long, default_value = "scalar")]
    pub(crate) unit: UnitArg,
    #[arg(long, value_parser = hours, default_value = "3")]
    pub(crate) max_hours: f64,
}

#[derive(Args)]
pub(crate) struct SayArgs {
    #[arg(required_unless_present = "selection")]
    pub(crate) text: Option<OsString>,
    #[arg(long, conflicts_with = "text")]
    pub(crate) selection: bool,
    #[arg(long)]
    pub(crate) profile: Option<String>,
    #[arg(long)]
    pub(crate) voice: Option<String>,
    #[arg(long)]
    pub(crate) device: Option<String>,
    #[arg(long, value_parser = rate)]
    pub(crate) rate: Option<f32>,
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "300")]
    #[arg(value_parser = pause_ms)]
    pub(crate) syllables: Option<u32>,
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
    #[arg(long)]
    pub(crate) marks: Option<PathBuf>,
    #[arg(long)]
    pub(crate) marks_by: Option<MarksBy>,
    #[arg(long)]
    pub(crate) pronunciations: Vec<PathBuf>,
    #[arg(long, default_value = "scalar")]
    pub(crate) unit: UnitArg,
    #[arg(long, value_parser = hours, default_value = "3")]
    pub(crate) max_hours: f64,
}

/// The finest marks wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MarksBy {
    #[value(alias = "mot")]
    Word,
    #[value(alias = "syllabe")]
    Syllable,
    #[value(aliases = ["phoneme", "son"])]
    Sound,
}

impl From<MarksBy> for MarkKind {
    fn from(by: MarksBy) -> Self {
        match by {
            MarksBy::Word => Self::Word,
            MarksBy::Syllable => Self::Syllable,
            MarksBy::Sound => Self::Phoneme,
        }
    }
}

#[derive(Args)]
pub(crate) struct VoicesArgs {
    pub(crate) action: Option<VoiceAction>,
    #[arg(requires = "action")]
    pub(crate) target: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum VoiceAction {
    Add,
    Show,
    Remove,
}

#[derive(Args)]
pub(crate) struct ServiceArgs {
    pub(crate) action: ServiceAction,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ServiceAction {
    Install,
    Remove,
}

#[derive(Args)]
pub(crate) struct StatusArgs {
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct DoctorArgs {
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct AnalyzeArgs {
    pub(crate) file: PathBuf,
    #[arg(long)]
    pub(crate) lines: bool,
    #[arg(long)]
    pub(crate) pronunciations: Vec<PathBuf>,
    #[arg(long, default_value = "scalar")]
    pub(crate) unit: UnitArg,
    #[arg(long, default_value = "fr", value_parser = language_names())]
    pub(crate) language: String,
    #[arg(long, value_delimiter = ',', value_parser = family_names())]
    pub(crate) confusables: Vec<String>,
    #[arg(long, default_value = "school")]
    pub(crate) written: WrittenConvention,
    #[arg(long, default_value = "kept")]
    pub(crate) schwa: Schwa,
    #[arg(long, default_value = "synaeresis")]
    pub(crate) glides: Glides,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WrittenConvention {
    School,
    Sound,
}

impl From<WrittenConvention> for WrittenOptions {
    fn from(convention: WrittenConvention) -> Self {
        match convention {
            WrittenConvention::School => Self::SCHOOL,
            WrittenConvention::Sound => Self::SOUND,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Schwa {
    Kept,
    Dropped,
    Verse,
}

impl From<Schwa> for SchwaStyle {
    fn from(schwa: Schwa) -> Self {
        match schwa {
            Schwa::Kept => Self::Kept,
            Schwa::Dropped => Self::Dropped,
            Schwa::Verse => Self::Verse,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Glides {
    #[value(alias = "synerese")]
    Synaeresis,
    #[value(alias = "dierese")]
    Diaeresis,
    Verse,
}

impl From<Glides> for GlideStyle {
    fn from(glides: Glides) -> Self {
        match glides {
            Glides::Synaeresis => Self::Synaeresis,
            Glides::Diaeresis => Self::Diaeresis,
            Glides::Verse => Self::Verse,
        }
    }
}

/// What `--language` makes of each sentence's own language.
pub(crate) const LANGUAGE_AUTO: &str = "auto";

fn language_names() -> PossibleValuesParser {
    let tags = Language::ALL.into_iter().map(Language::tag);
    PossibleValuesParser::new(tags.chain([LANGUAGE_AUTO]))
}

fn family_names() -> PossibleValuesParser {
    let ids = families().iter().map(|family| family.id);
    PossibleValuesParser::new(["all"].into_iter().chain(ids))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WordsFormat {
    Tsv,
    Score,
}

#[derive(Args)]
pub(crate) struct WordsArgs {
    #[arg(long, default_value = "tsv")]
    pub(crate) format: WordsFormat,
    #[arg(long, conflicts_with = "format")]
    pub(crate) explain: Option<String>,
    #[arg(long)]
    pub(crate) pronunciations: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SpokenFormat {
    Text,
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SpokenMode {
    #[value(alias = "lecture")]
    Normal,
    #[value(aliases = ["dictee", "dictée"])]
    Dictation,
    #[value(aliases = ["epellation", "épellation"])]
    Spelling,
    #[value(alias = "vers")]
    Verse,
}

impl From<SpokenMode> for Mode {
    fn from(mode: SpokenMode) -> Self {
        match mode {
            SpokenMode::Normal => Self::Normal,
            SpokenMode::Dictation => Self::Dictation,
            SpokenMode::Spelling => Self::Spelling,
            SpokenMode::Verse => Self::Verse,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SpokenInclusive {
    Doublet,
    #[value(alias = "court")]
    Short,
}

impl From<SpokenInclusive> for Inclusive {
    fn from(inclusive: SpokenInclusive) -> Self {
        match inclusive {
            SpokenInclusive::Doublet => Self::Doublet,
            SpokenInclusive::Short => Self::Short,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SpokenContext {
    General,
    Score,
}

impl From<SpokenContext> for Topic {
    fn from(context: SpokenContext) -> Self {
        match context {
            SpokenContext::General => Self::General,
            SpokenContext::Score => Self::Score,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SpokenEmoji {
    #[value(alias = "nomme")]
    Named,
    #[value(alias = "muet")]
    Silent,
}

impl From<SpokenEmoji> for Emoji {
    fn from(emoji: SpokenEmoji) -> Self {
        match emoji {
            SpokenEmoji::Named => Self::Named,
            SpokenEmoji::Silent => Self::Silent,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SpokenPassages {
    #[value(alias = "reste")]
    Rest,
    #[value(alias = "propre")]
    Own,
}

impl From<SpokenPassages> for Passages {
    fn from(passages: SpokenPassages) -> Self {
        match passages {
            SpokenPassages::Rest => Self::AsTheRest,
            SpokenPassages::Own => Self::InTheirOwn,
        }
    }
}

#[derive(Args)]
pub(crate) struct SpokenArgs {
    #[arg(default_value = "-")]
    pub(crate) file: PathBuf,
    #[arg(long, default_value = "fr-FR")]
    pub(crate) variant: String,
    #[arg(long, default_value = "normal")]
    pub(crate) mode: SpokenMode,
    #[arg(long, default_value = "doublet")]
    pub(crate) inclusive: SpokenInclusive,
    #[arg(long, default_value = "general")]
    pub(crate) context: SpokenContext,
    #[arg(long, default_value = "named")]
    pub(crate) emoji: SpokenEmoji,
    #[arg(long, default_value = "rest")]
    pub(crate) passages: SpokenPassages,
    #[arg(long)]
    pub(crate) pronunciations: Vec<PathBuf>,
    #[arg(long, default_value = "text")]
    pub(crate) format: SpokenFormat,
    #[arg(long, default_value = "scalar")]
    pub(crate) unit: UnitArg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PronunciationsFormat {
    Text,
    Jsonl,
    Csv,
    #[value(alias = "tableur")]
    Spreadsheet,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum EntryCase {
    #[value(alias = "exacte")]
    Exact,
    #[value(aliases = ["indifferente", "indifférente"])]
    Any,
}

#[derive(Args)]
pub(crate) struct PronunciationsArgs {
    #[arg(required = true)]
    pub(crate) lists: Vec<PathBuf>,
    #[arg(long, conflicts_with_all = ["add", "remove", "into"])]
    pub(crate) check: bool,
    #[arg(long, conflicts_with_all = ["add", "remove"])]
    pub(crate) into: Option<PathBuf>,
    #[arg(long, num_args = 2, conflicts_with = "remove")]
    pub(crate) add: Vec<String>,
    #[arg(long, requires = "add")]
    pub(crate) case: Option<EntryCase>,
    #[arg(long, requires = "add", value_parser = PossibleValuesParser::new(Language::ALL.map(Language::tag)))]
    pub(crate) language: Option<String>,
    #[arg(long)]
    pub(crate) remove: Option<String>,
    #[arg(long, default_value = "text", conflicts_with_all = ["check", "add", "remove", "into"])]
    pub(crate) format: PronunciationsFormat,
}

#[derive(Args)]
pub(crate) struct SettingsArgs {
    #[arg(long)]
    pub(crate) no_open: bool,
    #[arg(long, default_value = "0")]
    pub(crate) port: u16,
}

#[derive(Args)]
pub(crate) struct CompletionsArgs {
    pub(crate) shell: Shell,
}

#[derive(Args)]
pub(crate) struct ManArgs {
    pub(crate) topic: Option<String>,
}

/// A speed; a comma is taken for a point. The error is a key of `[usage]`.
fn rate(value: &str) -> Result<f32, String> {
    match value.replace(',', ".").parse::<f32>() {
        Ok(rate) if (0.4..=4.0).contains(&rate) => Ok(rate),
        _ => Err("reason_rate".to_owned()),
    }
}

/// A silence in ms, as long as a plan makes one. The error is a key of `[usage]`.
fn pause_ms(value: &str) -> Result<u32, String> {
    match value.parse::<u32>() {
        Ok(ms) if ms <= PAUSE_MS_MAX => Ok(ms),
        _ => Err("reason_pause".to_owned()),
    }
}

/// A number of hours above zero. The error is a key of `[usage]`.
fn hours(value: &str) -> Result<f64, String> {
    match value.replace(',', ".").parse::<f64>() {
        Ok(hours) if hours > 0.0 && hours.is_finite() => Ok(hours),
        _ => Err("reason_hours".to_owned()),
    }
}
