//! The arguments of `clairvoix profile sync`.

use clap::{Args, Subcommand};

#[derive(Args)]
pub(crate) struct SyncArgs {
    #[command(subcommand)]
    pub(crate) action: SyncAction,
}

#[derive(Subcommand)]
pub(crate) enum SyncAction {
    Setup(SyncSetupArgs),
    Run(SyncRunArgs),
    Keep(SyncKeepArgs),
    Off(SyncRunArgs),
}

#[derive(Args)]
pub(crate) struct SyncSetupArgs {
    pub(crate) url: String,
    #[arg(long)]
    pub(crate) user: String,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct SyncRunArgs {
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct SyncKeepArgs {
    pub(crate) alias: String,
    pub(crate) version: String,
    #[arg(long)]
    pub(crate) json: bool,
}
