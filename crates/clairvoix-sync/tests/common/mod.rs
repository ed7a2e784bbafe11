//! A real WebDAV server on this computer, and two computers that use it.
#![allow(dead_code, reason = "each test program uses a part of it")]
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

use std::{
    fs,
    io::Write,
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use clairvoix_store::Store;
use clairvoix_sync::{Config, Error, Remote, Report, Sync, WebDav, set_up};

pub(crate) const USER: &str = "famille";
pub(crate) const PASSWORD: &str = "mot de passe d'application";
pub(crate) const PASSPHRASE: &str = "quatre mots au hasard";

/// lighttpd with mod_webdav, of the package lighttpd-mod-webdav; ended, by its process, when dropped.
pub(crate) struct Server {
    process: Child,
    pub(crate) port: u16,
    pub(crate) folder: tempfile::TempDir,
}

impl Server {
    /// None where it is not installed, which is said.
    pub(crate) fn start() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let port = {
            let free = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
            free.local_addr().expect("its address").port()
        };
        Self::start_in(folder, port)
    }

    fn start_in(folder: tempfile::TempDir, port: u16) -> Option<Self> {
        let files = folder.path().join("files");
        fs::create_dir_all(&files).expect("made");
        let users = folder.path().join("users");
        fs::write(&users, format!("{USER}:{PASSWORD}\n")).expect("written");
        let config = folder.path().join("lighttpd.conf");
        let text = format!(
            "server.modules = (\"mod_auth\", \"mod_authn_file\", \"mod_webdav\")\n\
             server.document-root = \"{}\"\nserver.bind = \"127.0.0.1\"\nserver.port = {port}\n\
             webdav.activate = \"enable\"\nwebdav.is-readonly = \"disable\"\n\
             auth.backend = \"plain\"\nauth.backend.plain.userfile = \"{}\"\n\
             auth.require = (\"\" => (\"method\" => \"basic\", \"realm\" => \"dav\", \"require\" => \"valid-user\"))\n",
            files.display(),
            users.display()
        );
        fs::write(&config, text).expect("written");
        let mut command = Command::new("lighttpd");
        command.arg("-D").arg("-f").arg(&config).stdout(Stdio::null()).stderr(Stdio::null());
        let process = command.spawn().ok();
        let module = Path::new("/usr/lib/lighttpd/mod_webdav.so").exists();
        let (Some(process), true) = (process, module) else {
            let mut out = std::io::stdout().lock();
            writeln!(out, "\ncannot run here: lighttpd-mod-webdav (cargo xtask doctor)")
                .expect("a reader");
            return None;
        };
        let server = Self { process, port, folder };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some(server);
            }
            thread::sleep(Duration::from_millis(25));
        }
        panic!("lighttpd does not answer");
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/clairvoix", self.port)
    }

    /// Removes all versions.
    pub(crate) fn clear(&self) {
        let folder = self.folder.path().join("files/clairvoix");
        for (name, _) in self.files().iter().filter(|(name, _)| name != "key.age") {
            fs::remove_file(folder.join(name)).expect("removed");
        }
    }

    /// The files of the folder between the computers.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let folder = self.folder.path().join("files/clairvoix");
        let entries = fs::read_dir(folder).expect("the folder");
        let mut files: Vec<(String, Vec<u8>)> = entries
            .map(|entry| entry.expect("an entry"))
            .map(|entry| {
                let bytes = fs::read(entry.path()).expect("a file");
                (entry.file_name().to_string_lossy().into_owned(), bytes)
            })
            .collect();
        files.sort();
        files
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A computer with its pupils.
pub(crate) struct Computer {
    pub(crate) store: Store,
    pub(crate) config: Config,
    folder: tempfile::TempDir,
}

impl Computer {
    pub(crate) fn new(server: &Server) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::at(folder.path().join("pupils"));
        let url = server.url();
        let config = set_up(&folder.path().join("sync"), (&url, USER, PASSWORD), PASSPHRASE);
        Self { store, config: config.expect("set up"), folder }
    }

    /// Another computer with the same settings of the server, and nobody on it.
    pub(crate) fn like(other: &Self) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::at(folder.path().join("pupils"));
        Self { store, config: Config { ..other.config.clone() }, folder }
    }

    pub(crate) fn sync(&self) -> Result<Report, Error> {
        self.sync_through(&self.remote())
    }

    pub(crate) fn remote(&self) -> WebDav {
        self.config.remote().expect("an address")
    }

    pub(crate) fn sync_through(&self, remote: &dyn Remote) -> Result<Report, Error> {
        self.with(remote, |sync| sync.run())
    }

    pub(crate) fn with<T>(&self, remote: &dyn Remote, work: impl FnOnce(&Sync<'_>) -> T) -> T {
        work(&Sync {
            store: &self.store,
            remote,
            key: &self.config.key,
            device: &self.config.device,
            folder: &self.folder.path().join("sync"),
        })
    }
}

/// Numbers that look random and are the same for a seed: splitmix64.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit.max(1)
    }
}
