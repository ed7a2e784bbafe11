//! `clairvoix completions SHELL`: the completion file of a shell, on standard output.

use crate::{Outcome, args::CompletionsArgs, localise, output::Stdout, ui::Ui};

pub(super) fn run(ui: &Ui, args: &CompletionsArgs) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut localise::command(ui), "clairvoix", &mut script);
    let mut out = Stdout::new();
    out.put(ui, &script)?;
    out.finish(ui)
}
