//! The files that make the desktop start our programs, put there and taken away for one user.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::Folders;

const SPIEL_FILE: &str =
    include_str!("../../data/service/org.clairvoix.Clairvoix1.Speech.Provider.service");
const BUS_FILE: &str = include_str!("../../data/service/org.clairvoix.Clairvoix1.service");
const UNIT_FILE: &str = include_str!("../../data/service/clairvoixd.service");
/// Every file of ours begins so.
const OURS: &str = "# Written by `clairvoix service install`";

/// One file of the installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Installed {
    pub(crate) path: PathBuf,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Text(String),
    Link(PathBuf),
}

/// The files for programs that lie in `beside`; only those whose program is there.
pub(crate) fn service_files(folders: &Folders, beside: &Path) -> Vec<Installed> {
    let mut files = Vec::new();
    let daemon = beside.join("clairvoixd");
    if daemon.is_file() {
        // The bus needs quotes around a path with spaces, systemd a doubled % too.
        let program = format!("\"{}\"", daemon.display());
        let text =
            |template: &str, program: &str| What::Text(template.replace("{program}", program));
        files.push(Installed {
            path: folders.data.join("dbus-1/services/org.clairvoix.Clairvoix1.service"),
            what: text(BUS_FILE, &program),
        });
        files.push(Installed {
            path: folders
                .data
                .join("dbus-1/services/org.clairvoix.Clairvoix1.Speech.Provider.service"),
            what: text(SPIEL_FILE, &program),
        });
        files.push(Installed {
            path: folders.configuration.join("systemd/user/clairvoixd.service"),
            what: text(UNIT_FILE, &program.replace('%', "%%")),
        });
    }
    let module = beside.join("sd_clairvoix");
    if module.is_file() {
        files.push(Installed {
            path: folders.programs.join("speech-dispatcher-modules/sd_clairvoix"),
            what: What::Link(module),
        });
    }
    files
}

impl Installed {
    /// Puts it in its place. A file of that name that is not ours is left, and told.
    pub(crate) fn put(&self) -> io::Result<()> {
        if self.path.symlink_metadata().is_ok() && !self.is_ours() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        match &self.what {
            What::Text(text) => {
                let mut file = tempfile::NamedTempFile::new_in(folder)?;
                io::Write::write_all(&mut file, text.as_bytes())?;
                file.persist(&self.path)?;
            }
            What::Link(target) => {
                self.take_away()?;
                std::os::unix::fs::symlink(target, &self.path)?;
            }
        }
        Ok(())
    }

    /// Takes it away where it is ours. True where it was there.
    pub(crate) fn take_away(&self) -> io::Result<bool> {
        if self.is_ours() {
            fs::remove_file(&self.path)?;
            return Ok(true);
        }
        Ok(false)
    }

    /// Whether it is in its place, as it would be put there now.
    pub(crate) fn is_there(&self) -> bool {
        match &self.what {
            What::Text(text) => fs::read_to_string(&self.path).is_ok_and(|found| found == *text),
            What::Link(target) => fs::read_link(&self.path).is_ok_and(|found| found == *target),
        }
    }

    /// Ours: a text that says so, a link to a program of this name.
    fn is_ours(&self) -> bool {
        match &self.what {
            What::Text(_) => {
                fs::read_to_string(&self.path).is_ok_and(|found| found.starts_with(OURS))
            }
            What::Link(target) => {
                fs::read_link(&self.path).is_ok_and(|found| found.file_name() == target.file_name())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(home: &Path) -> Folders {
        Folders {
            data: home.join("data"),
            configuration: home.join("configuration"),
            programs: home.join("programs"),
        }
    }

    #[test]
    fn what_is_put_is_taken_away_and_nothing_else() {
        let home = tempfile::tempdir().expect("a folder");
        let beside = home.path().join("a folder 100%");
        fs::create_dir(&beside).expect("a folder");
        for program in ["clairvoixd", "sd_clairvoix"] {
            fs::write(beside.join(program), "").expect("a program");
        }
        let files = service_files(&folders(home.path()), &beside);
        assert_eq!(files.len(), 4);
        for file in &files {
            file.put().expect("it is put");
            file.put().expect("it is put again");
            assert!(file.is_there());
        }
        let unit = fs::read_to_string(&files[2].path).expect("the unit");
        assert!(unit.contains("a folder 100%%/clairvoixd\""), "{unit}");
        fs::write(&files[0].path, "[D-BUS Service]\n").expect("another's file");
        assert!(files[0].put().is_err());
        let away: Vec<bool> =
            files.iter().map(|f| f.take_away().expect("it is looked at")).collect();
        assert_eq!(away, [false, true, true, true]);
        assert!(files[0].path.exists() && !files[1].path.exists());
    }

    #[test]
    fn only_programs_that_are_there_are_installed() {
        let home = tempfile::tempdir().expect("a folder");
        assert_eq!(service_files(&folders(home.path()), home.path()), []);
    }
}
