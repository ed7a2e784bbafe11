//! The arguments of `clairvoix profile exam`.

use std::path::PathBuf;

use clairvoix::profile::Feature;
use clap::{Args, Subcommand, builder::PossibleValuesParser};

#[derive(Args)]
pub(crate) struct ExamArgs {
    #[command(subcommand)]
    pub(crate) action: ExamAction,
}

#[derive(Subcommand)]
pub(crate) enum ExamAction {
    New(ExamNewArgs),
    Rehearse(ExamStartArgs),
    Start(ExamStartArgs),
    Status(ExamStatusArgs),
    End(ExamEndArgs),
    Check(ExamCheckArgs),
}

#[derive(Args)]
pub(crate) struct ExamNewArgs {
    #[arg(long, default_value = "")]
    pub(crate) title: String,
    #[arg(long, default_value = "")]
    pub(crate) authorisation: String,
    #[arg(long, value_delimiter = ',', value_parser = feature_names())]
    pub(crate) allow: Vec<String>,
    #[arg(long, short)]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, requires = "out")]
    pub(crate) json: bool,
}

fn feature_names() -> PossibleValuesParser {
    PossibleValuesParser::new(Feature::ALL.iter().map(|feature| feature.as_str()))
}

#[derive(Args)]
pub(crate) struct ExamStartArgs {
    pub(crate) file: PathBuf,
    #[arg(long)]
    pub(crate) pupil: Option<String>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct ExamStatusArgs {
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct ExamEndArgs {
    #[arg(long, short)]
    pub(crate) out: Option<PathBuf>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct ExamCheckArgs {
    pub(crate) file: PathBuf,
    #[arg(long)]
    pub(crate) printed: Option<String>,
    #[arg(long)]
    pub(crate) json: bool,
}
