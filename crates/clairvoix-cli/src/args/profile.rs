//! The arguments of `clairvoix profile`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{ExamArgs, SyncArgs};

#[derive(Args)]
pub(crate) struct ProfileArgs {
    #[command(subcommand)]
    pub(crate) action: ProfileAction,
}

#[derive(Subcommand)]
pub(crate) enum ProfileAction {
    New(NewArgs),
    List(ListArgs),
    Use(UseArgs),
    Show(ShowArgs),
    Set(SetArgs),
    Unset(KeyArgs),
    Why(KeyArgs),
    Undo(UndoArgs),
    History(WhichArgs),
    Journal(JournalArgs),
    Delete(DeleteArgs),
    Export(ExportArgs),
    Import(ImportArgs),
    Sheet(SheetArgs),
    Exam(ExamArgs),
    Sync(SyncArgs),
}

/// Which profile, and how the answer is written.
#[derive(Args)]
pub(crate) struct WhichArgs {
    #[arg(long)]
    pub(crate) pupil: Option<String>,
    #[arg(long)]
    pub(crate) layer: Option<String>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct NewArgs {
    pub(crate) alias: String,
    #[arg(long, value_delimiter = ',')]
    pub(crate) preset: Vec<String>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct ListArgs {
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct UseArgs {
    pub(crate) alias: String,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct ShowArgs {
    pub(crate) alias: Option<String>,
    #[arg(long)]
    pub(crate) all: bool,
    #[arg(long)]
    pub(crate) layer: Option<String>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct SetArgs {
    pub(crate) key: String,
    #[arg(allow_hyphen_values = true)]
    pub(crate) value: String,
    #[command(flatten)]
    pub(crate) which: WhichArgs,
}

#[derive(Args)]
pub(crate) struct KeyArgs {
    pub(crate) key: String,
    #[command(flatten)]
    pub(crate) which: WhichArgs,
}

#[derive(Args)]
pub(crate) struct UndoArgs {
    #[arg(long)]
    pub(crate) to: Option<u64>,
    #[command(flatten)]
    pub(crate) which: WhichArgs,
}

#[derive(Args)]
pub(crate) struct DeleteArgs {
    pub(crate) alias: String,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum HelpedWord {
    #[value(alias = "oui")]
    Yes,
    #[value(aliases = ["bof", "un-peu"])]
    SoSo,
    #[value(alias = "non")]
    No,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RoleWord {
    #[value(aliases = ["eleve", "élève"])]
    Pupil,
    Aesh,
    #[value(alias = "enseignant")]
    Teacher,
    Parent,
    #[value(aliases = ["soignant", "orthophoniste", "ergotherapeute", "orthoptiste"])]
    Therapist,
    #[value(alias = "autre")]
    Other,
}

#[derive(Args)]
pub(crate) struct JournalArgs {
    #[arg(requires = "helped")]
    pub(crate) adaptation: Option<String>,
    pub(crate) helped: Option<HelpedWord>,
    #[arg(long, default_value = "aesh", requires = "adaptation")]
    pub(crate) by: RoleWord,
    #[arg(long)]
    pub(crate) pupil: Option<String>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct ExportArgs {
    pub(crate) alias: Option<String>,
    #[arg(long)]
    pub(crate) codes: bool,
    #[arg(long, conflicts_with = "codes")]
    pub(crate) pnp: bool,
    #[arg(long, conflicts_with_all = ["codes", "pnp"], requires = "out")]
    pub(crate) passphrase: bool,
    #[arg(long, short)]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, requires = "out")]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct ImportArgs {
    pub(crate) file: PathBuf,
    #[arg(long = "as")]
    pub(crate) alias: Option<String>,
    #[arg(long)]
    pub(crate) replace: bool,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct SheetArgs {
    pub(crate) alias: Option<String>,
    #[arg(long, short)]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, requires = "out")]
    pub(crate) json: bool,
}
