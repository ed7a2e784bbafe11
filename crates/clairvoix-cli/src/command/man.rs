//! `clairvoix man [COMMAND]`: the manual page in the language of the messages, as roff.

use clap_mangen::Man;

use crate::{Outcome, args::ManArgs, failure::Failure, localise, output::Stdout, ui::Ui};

pub(super) fn run(ui: &Ui, args: &ManArgs) -> Outcome {
    let mut command = localise::command(ui);
    command.build();
    let page = match &args.topic {
        None => command,
        Some(topic) => command
            .find_subcommand(topic)
            .cloned()
            .ok_or_else(|| Failure::Usage(ui.fill("usage.unknown_command", &[("name", topic)])))?,
    };
    let mut roff = Vec::new();
    Man::new(page).render(&mut roff).map_err(|e| Failure::stdout(ui, &e))?;
    let mut out = Stdout::new();
    out.put(ui, &roff)?;
    out.finish(ui)
}
