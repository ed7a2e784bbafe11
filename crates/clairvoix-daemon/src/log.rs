//! What is logged, to standard error: under systemd that is the journal.
//!
//! Only events of this crate are: libraries below it (the bus's, above all) would log what passes through
//! them, which is what pupils read. This crate's events hold counts, kinds of errors and names of
//! engines.

use std::{
    fmt::{self, Write as _},
    io::{Write as _, stderr},
};

use tracing::{
    Event, Level, Metadata, Subscriber,
    field::{Field, Visit},
    level_filters::LevelFilter,
    span,
};

/// The crate whose events are logged.
const OURS: &str = env!("CARGO_CRATE_NAME");

/// Starts to log events up to a level named by a person: `off`, `error`, `warn`, `info`, `debug`.
/// Another name is as `warn`. A panic is logged by its place alone. Once for a process.
pub fn start(level: Option<&str>) {
    let level = match level {
        Some("off") => LevelFilter::OFF,
        Some("error") => LevelFilter::ERROR,
        Some("info") => LevelFilter::INFO,
        Some("debug") => LevelFilter::DEBUG,
        _ => LevelFilter::WARN,
    };
    // The journal tells levels by a number in front of the line.
    let numbers = std::env::var_os("JOURNAL_STREAM").is_some();
    // The words of a panic may hold a piece of a text.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!("panicked at {place}");
    }));
    // It only fails where a log was started already, which then goes on.
    let _ = tracing::subscriber::set_global_default(Log { level, numbers });
}

struct Log {
    level: LevelFilter,
    numbers: bool,
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let target = metadata.target();
        let ours = target.split("::").next() == Some(OURS);
        ours && metadata.is_event() && *metadata.level() <= self.level
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(self.level)
    }

    fn new_span(&self, _span: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _span: &span::Id, _values: &span::Record<'_>) {}

    fn record_follows_from(&self, _span: &span::Id, _follows: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let line = line(*event.metadata().level(), self.numbers, |all| event.record(all));
        // There is nobody to tell that nobody can be told.
        let _ = stderr().write_all(line.as_bytes());
    }

    fn enter(&self, _span: &span::Id) {}

    fn exit(&self, _span: &span::Id) {}
}

fn line(level: Level, numbers: bool, record: impl FnOnce(&mut dyn Visit)) -> String {
    let mut line = Line(match (numbers, level) {
        (true, Level::ERROR) => "<3>".to_owned(),
        (true, Level::WARN) => "<4>".to_owned(),
        (true, Level::INFO) => "<6>".to_owned(),
        (true, _) => "<7>".to_owned(),
        (false, level) => format!("clairvoixd: {level}: "),
    });
    record(&mut line);
    line.0.push('\n');
    line.0
}

/// The message, then `name=value` for each field.
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // A string takes all that is written to it.
        let _ = if field.name() == "message" {
            write!(self.0, "{value:?}")
        } else {
            write!(self.0, " {}={value:?}", field.name())
        };
    }
}
