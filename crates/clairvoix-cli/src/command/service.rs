//! `clairvoix service install|remove`: the desktop starts our programs, for this user.

use crate::{
    Outcome,
    args::{ServiceAction, ServiceArgs},
    desktop::{Folders, Installed, service_files},
    failure::Failure,
    ui::Ui,
};

pub(super) fn run(ui: &Ui, args: &ServiceArgs) -> Outcome {
    let folders = Folders::of_user().ok_or_else(|| Failure::io(ui, "failure.no_home", &[]))?;
    let program = std::env::current_exe().and_then(std::fs::canonicalize);
    let program = program.map_err(|e| Failure::read(ui, "clairvoix", &e))?;
    let files = service_files(&folders, program.parent().unwrap_or(&program));
    if files.is_empty() {
        return Err(Failure::io(ui, "failure.no_daemon", &[]));
    }
    match args.action {
        ServiceAction::Install => install(ui, &files),
        ServiceAction::Remove => remove(ui, &files),
    }
}

fn install(ui: &Ui, files: &[Installed]) -> Outcome {
    for file in files {
        let name = file.path.display().to_string();
        file.put().map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                Failure::io(ui, "failure.not_ours", &[("name", &name)])
            }
            _ => Failure::write(ui, &name, &error),
        })?;
        ui.note("done.wrote", &[("name", &name)]);
    }
    tell_desktop();
    Ok(())
}

fn remove(ui: &Ui, files: &[Installed]) -> Outcome {
    for file in files {
        let name = file.path.display().to_string();
        if file.take_away().map_err(|e| Failure::write(ui, &name, &e))? {
            ui.note("done.removed", &[("name", &name)]);
        }
    }
    tell_desktop();
    Ok(())
}

/// Bus and systemd look at their files again. Where there is neither, they will when they start.
fn tell_desktop() {
    clairvoix::client::reload_bus();
    let mut reload = std::process::Command::new("systemctl");
    let reload = reload.args(["--user", "daemon-reload"]);
    drop(reload.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).status());
}
