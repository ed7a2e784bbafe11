//! The arguments of `clairvoixd`: few, so they need no library.

const USAGE: &str = "\
clairvoixd: assistive services for every application, on the session bus.
Usage: clairvoixd [--idle-seconds N]

  --idle-seconds N  ends after so long without a client; 0 never does (60)
  --version         shows the version
  --help            shows this

Started by the bus when an application needs it. What it offers: docs/daemon.md
";

/// How the service runs.
pub(crate) struct Args {
    /// It ends after so long without a client; 0 never.
    pub(crate) idle_seconds: u64,
}

impl Args {
    /// Those of the process; none where there is nothing left to do.
    pub(crate) fn from_environment() -> Result<Option<Self>, String> {
        let mut args = Self { idle_seconds: 60 };
        let mut given = std::env::args().skip(1);
        while let Some(name) = given.next() {
            match name.as_str() {
                "--idle-seconds" => {
                    let value = given.next().and_then(|value| value.parse().ok());
                    args.idle_seconds = value.ok_or("--idle-seconds wants a number of seconds")?;
                }
                "--version" => {
                    println!("clairvoixd {}", env!("CARGO_PKG_VERSION"));
                    return Ok(None);
                }
                "--help" | "-h" => {
                    print!("{USAGE}");
                    return Ok(None);
                }
                _ => return Err(format!("there is no argument {name}; see --help")),
            }
        }
        Ok(Some(args))
    }
}
