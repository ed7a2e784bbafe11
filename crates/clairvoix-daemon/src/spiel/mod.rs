//! `org.freedesktop.Speech.Provider`: the voices for applications that speak through libspiel. They
//! play the sound themselves; here it is made and written to their pipe.

pub mod chunk;
mod provider;
mod request;

use std::sync::Arc;

pub use request::SpielRequest;
use zbus::{Connection, fdo::RequestNameFlags};

use crate::{backend::Backend, hub::Hub};

/// The name by which libspiel finds a provider: it ends so.
pub const NAME: &str = "org.clairvoix.Clairvoix1.Speech.Provider";
/// The object: the name with slashes.
pub const PATH: &str = "/org/clairvoix/Clairvoix1/Speech/Provider";
/// Streams written at once; one more is refused. A client that pauses does not read, so a stream may
/// last.
pub const STREAMS_MAX: usize = 32;

/// Serves it beside the service's own interfaces. Where another provider has the name, it keeps it.
///
/// # Errors
/// Those of the bus.
pub async fn serve(
    connection: &Connection,
    hub: Arc<Hub>,
    backend: Arc<dyn Backend>,
) -> zbus::Result<()> {
    let provider = provider::Provider::new(hub, backend);
    connection.object_server().at(PATH, provider).await?;
    match connection.request_name_with_flags(NAME, RequestNameFlags::DoNotQueue.into()).await {
        Ok(_) | Err(zbus::Error::NameTaken) => Ok(()),
        Err(error) => Err(error),
    }
}
