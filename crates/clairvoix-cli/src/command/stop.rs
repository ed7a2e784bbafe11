//! `clairvoix stop`: silence, for every application. For a key of the desktop.

use clairvoix::client::Client;

use crate::{Outcome, failure::Failure, ui::Ui};

pub(super) fn run(ui: &Ui) -> Outcome {
    // A service that does not run says nothing.
    let Some(client) = Client::connect_if_running() else { return Ok(()) };
    client.stop_all().map_err(|e| Failure::io(ui, "failure.service", &[("message", e.message())]))
}
