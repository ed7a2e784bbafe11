//! Puts the texts of the person's language on the command built from `args`.

use clap::{Arg, ArgAction, Command, CommandFactory};

use crate::{args::Cli, ui::Ui};

/// The whole command, with every help text in the language of `ui`.
pub(crate) fn command(ui: &Ui) -> Command {
    let mut command = Cli::command();
    command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_help_heading(ui.get("heading.commands").to_owned())
        .subcommand_value_name(ui.get("help.man.topic_value").to_owned())
        .arg(version_flag());
    command = texts(ui, command, "clairvoix");
    subcommands(ui, command, "")
}

/// The texts of the commands of a command, whose own texts are under `name`: those of
/// `clairvoix profile new` are under `profile_new`.
fn subcommands(ui: &Ui, mut command: Command, name: &str) -> Command {
    let below: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for sub in below {
        let name = if name.is_empty() { sub.clone() } else { format!("{name}_{sub}") };
        command = command.mut_subcommand(sub, |sub| {
            let sub = texts(ui, sub, &name);
            let sub = if sub.has_subcommands() {
                sub.disable_help_subcommand(true)
                    .subcommand_required(true)
                    .arg_required_else_help(true)
                    .subcommand_help_heading(ui.get("heading.commands").to_owned())
                    .subcommand_value_name(ui.get("help.man.topic_value").to_owned())
            } else {
                sub
            };
            subcommands(ui, sub, &name)
        });
    }
    command
}

/// The texts of one command and of its arguments.
fn texts(ui: &Ui, command: Command, name: &str) -> Command {
    let text = |key: &str| ui.messages.find(&format!("help.{name}.{key}"));
    let about = text("about").unwrap_or_default().to_owned();
    let mut command = command
        .help_template(format!(
            "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
            ui.get("heading.usage")
        ))
        .arg(help_flag())
        .about(about.clone());
    if let Some(long) = text("long") {
        command = command.long_about(format!("{about}\n\n{long}"));
    }
    if let Some(examples) = text("examples") {
        command = command.after_help(examples.trim_start().to_owned());
    }
    command.mut_args(|arg| argument(ui, name, arg))
}

/// The texts of one argument; those without a text of their own take those of the command above, or the
/// program's.
fn argument(ui: &Ui, command: &str, arg: Arg) -> Arg {
    let id = arg.get_id().as_str().trim_start_matches('_').to_owned();
    let text = |key: &str| {
        ui.messages
            .find(&format!("help.{command}.{key}"))
            .or_else(|| {
                let above = command.split('_').next()?;
                ui.messages.find(&format!("help.{above}.{key}"))
            })
            .or_else(|| ui.messages.find(&format!("help.clairvoix.{key}")))
    };
    let heading = if arg.is_positional() { "heading.arguments" } else { "heading.options" };
    let mut arg = arg.help_heading(ui.get(heading).to_owned());
    if arg.is_positional() || arg.get_action().takes_values() {
        // Said in the texts, in the person's language.
        arg = arg.hide_possible_values(true).hide_default_value(true);
    }
    if let Some(help) = text(&id) {
        let presets = crate::pupil::preset_names().join(", ");
        let needs = crate::pupil::need_names().join(", ");
        arg = arg.help(help.replace("{presets}", &presets).replace("{needs}", &needs));
    }
    if let Some(value) = text(&format!("{id}_value")) {
        arg = arg.value_name(value.to_owned());
    }
    arg
}

fn help_flag() -> Arg {
    Arg::new("help").short('h').long("help").action(ArgAction::Help)
}

fn version_flag() -> Arg {
    Arg::new("version").short('V').long("version").action(ArgAction::Version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{language::UiLanguage, messages::Messages};

    #[test]
    fn every_argument_has_its_text_in_both_languages() {
        for language in [UiLanguage::Fr, UiLanguage::En] {
            let ui = Ui { language, messages: Messages::load(language) };
            let command = command(&ui);
            command.clone().debug_assert();
            let below = |part: &Command| part.get_subcommands().cloned().collect::<Vec<_>>();
            let commands = below(&command);
            let nested: Vec<Command> = commands.iter().flat_map(below).collect();
            let deeper: Vec<Command> = nested.iter().flat_map(below).collect();
            assert!(nested.len() > 5 && deeper.len() > 5);
            let all = [&command].into_iter().chain(&commands).chain(&nested).chain(&deeper);
            for part in all {
                assert!(part.get_about().is_some_and(|text| !text.to_string().is_empty()));
                assert!(part.get_after_help().is_some(), "{}", part.get_name());
                for arg in part.get_arguments() {
                    assert!(arg.get_help().is_some(), "{} {}", part.get_name(), arg.get_id());
                }
            }
        }
    }
}
