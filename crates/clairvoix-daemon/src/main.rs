//! The program `clairvoixd`: takes the name on the session bus, and ends when nobody needs it.

#![forbid(unsafe_code)]
#![allow(
    clippy::disallowed_methods,
    reason = "an edge crate: clocks, arguments and the bus are its work"
)]

use std::{path::PathBuf, process::ExitCode, sync::Arc, time::Duration};

use clairvoix_daemon::{
    backend::Native,
    bus,
    hub::{Hub, HubOptions},
    limit::Limits,
    log,
    profiles::{Profiles, Source},
    sandbox, spiel,
};

mod args;
mod life;

use args::Args;

fn main() -> ExitCode {
    log::start(std::env::var("CLAIRVOIX_LOG").ok().as_deref());
    let args = match Args::from_environment() {
        Ok(Some(args)) => args,
        Ok(None) => return ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("clairvoixd: {message}");
            return ExitCode::from(2);
        }
    };
    // Before any thread is there: each thread made from now on has given up the same.
    let given = sandbox::enter(&own_folders());
    tracing::info!("given up: {given:?}");
    match async_io::block_on(serve(&args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("clairvoixd: {message}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(args: &Args) -> Result<(), String> {
    let idle = Duration::from_secs(args.idle_seconds);
    let options = HubOptions {
        backend: Arc::new(Native),
        profiles: Profiles::new(Source::User),
        limits: Limits::default(),
        rest: idle,
    };
    let hub = Arc::new(Hub::try_new(options).map_err(|e| e.to_string())?);
    let no_bus = |error: zbus::Error| format!("failed to reach the session bus: {error}");
    let builder = zbus::connection::Builder::session().map_err(no_bus)?;
    let service = bus::serve(builder, Arc::clone(&hub)).await.map_err(no_bus)?;
    if !bus::take_name(&service).await.map_err(no_bus)? {
        return Err(format!("the name {} is taken: another clairvoixd runs already", bus::NAME));
    }
    spiel::serve(service.connection(), Arc::clone(&hub), Arc::new(Native)).await.map_err(no_bus)?;
    tracing::info!("serving {}", bus::NAME);
    life::until_nobody_needs_it(&service, &hub, idle).await;
    Ok(())
}

/// Where the service writes: the store of profiles, and what sound servers need of the session's own folder.
fn own_folders() -> Vec<PathBuf> {
    let store = clairvoix::store::store_folder().ok().map(|(folder, _)| folder);
    // The folder of the pupils too is there from now on, to be watched.
    let store = store.into_iter().flat_map(|folder| [folder.join("pupils"), folder]);
    let session = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    store.chain(session.filter(|folder| folder.is_absolute() && folder.is_dir())).collect()
}
