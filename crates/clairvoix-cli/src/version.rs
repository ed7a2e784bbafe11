//! What `--version` says: for reports, so it names the data and the voices too.

use clairvoix::speech::Engine;

use crate::{engine, ui::Ui};

/// The versions, a line each.
pub(crate) fn text(ui: &Ui) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let data = format!("{version} ({})", env!("CLAIRVOIX_DATA"));
    let sound = if cfg!(feature = "sound") { "version.sound_on" } else { "version.sound_off" };
    format!(
        "{}\n{}\n{}\n{}\n",
        ui.fill("version.program", &[("version", version)]),
        ui.fill("version.data", &[("version", &data)]),
        ui.fill("version.voices", &[("version", &voices())]),
        ui.get(sound)
    )
}

/// The engine's own words about itself, else why it does not start.
fn voices() -> String {
    let found = engine::pico().and_then(|mut engine| {
        engine.voices()?;
        Ok(engine.status().engine)
    });
    found.unwrap_or_else(|error| error.message().to_owned())
}
