//! The server of the page: loopback only, for one person, as long as the page is open.
//!
//! ```no_run
//! use clairvoix_profile::Language;
//! use clairvoix_settings::{App, server::{Server, ServerOptions}, testing::{Memory, Silence}};
//! let server = Server::bind(ServerOptions::default())?;
//! println!("{}", server.address());
//! server.run(|root| App::new(Memory::default(), Silence, root, Language::French))?;
//! # Ok::<(), clairvoix_settings::Error>(())
//! ```

#![allow(
    clippy::disallowed_methods,
    reason = "the edge of this crate: sockets, the clock and the system's random numbers are its work"
)]

mod alive;
mod gate;
mod life;
mod listen;
mod lists;
#[cfg(target_os = "linux")]
mod peer_linux;
mod pupils;
mod range;
mod respond;
mod secret;

use std::{
    net::{Ipv4Addr, TcpListener},
    time::Duration,
};

use gate::Gate;
pub use pupils::Pupils;

use crate::{App, Beside, Error, ErrorKind, Keep};

/// How the page is served.
#[derive(Clone, Debug)]
pub struct ServerOptions {
    /// The port; 0 for any that is free.
    pub port: u16,
    /// How long nobody may ask for anything while no page is known to be open: a page without script.
    pub idle: Duration,
    /// How long nobody may ask for anything while the page is open.
    pub idle_open: Duration,
    /// How long after the page was closed: the time to load the next screen.
    pub grace: Duration,
    /// How long a client may take for the head of a request, and as long again for its body.
    pub patience: Duration,
}

impl Default for ServerOptions {
    fn default() -> Self {
        Self {
            port: 0,
            idle: Duration::from_secs(600),
            idle_open: Duration::from_secs(2 * 3600),
            grace: Duration::from_secs(8),
            patience: Duration::from_secs(5),
        }
    }
}

/// A server that has its address and waits.
pub struct Server {
    listener: TcpListener,
    gate: Gate,
    options: ServerOptions,
}

impl Server {
    /// Takes a port on 127.0.0.1, and no other address.
    ///
    /// # Errors
    /// [`ErrorKind::Address`] where the port is taken, or the system has no random numbers.
    pub fn bind(options: ServerOptions) -> Result<Self, Error> {
        let failed = |error: std::io::Error| {
            Error::new(ErrorKind::Address, format!("take the port {}: {error}", options.port))
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        let gate = Gate::new(port, secret::secret()?, secret::secret()?, secret::secret()?);
        Ok(Self { listener, gate, options })
    }

    /// The address to open, which serves once: `http://127.0.0.1:PORT/PAGE/?key=TOKEN`.
    #[must_use]
    pub fn address(&self) -> String {
        self.gate.address()
    }

    /// Serves the page that `make` makes for the address it is given, until it is closed.
    ///
    /// # Errors
    /// [`ErrorKind::Address`] where the system refuses the socket.
    pub fn run<K, B>(self, make: impl FnOnce(&str) -> App<K, B>) -> Result<(), Error>
    where
        K: Keep + Send + 'static,
        B: Beside + Send + 'static,
    {
        let app = make(self.gate.root());
        let failed = |error: std::io::Error| {
            Error::new(ErrorKind::Address, format!("serve the page: {error}"))
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .max_blocking_threads(2)
            .build()
            .map_err(failed)?;
        runtime
            .block_on(listen::listen(self.listener, self.gate, app, self.options))
            .map_err(failed)
    }
}
