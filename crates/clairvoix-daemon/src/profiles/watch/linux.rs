//! Linux: inotify. The kernel has noted a change before whoever made it goes on, so that a look at the
//! descriptor misses none.

use std::{io, mem::MaybeUninit, os::fd::OwnedFd, path::Path, sync::Arc};

use async_io::Async;
use rustix::fs::inotify::{self, CreateFlags, Reader, WatchFlags};

/// The most that one look reads; more only says the same.
const EVENTS_MAX: usize = 4096;

/// Folders that are watched.
pub(crate) struct Watch(Arc<OwnedFd>);

impl Watch {
    /// None where the system has no more of them.
    pub(crate) fn new() -> Option<Self> {
        let made = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC);
        made.ok().map(|descriptor| Self(Arc::new(descriptor)))
    }

    /// Whether changes of the files of a folder will be noticed from now on; also when it is watched
    /// already.
    pub(crate) fn add(&self, folder: &Path) -> bool {
        let what = WatchFlags::CREATE
            | WatchFlags::DELETE
            | WatchFlags::DELETE_SELF
            | WatchFlags::MOVE
            | WatchFlags::MOVE_SELF
            | WatchFlags::MODIFY
            | WatchFlags::ONLYDIR;
        inotify::add_watch(&self.0, folder, what).is_ok()
    }

    /// Whether something changed since the last call.
    pub(crate) fn changed(&self) -> bool {
        let mut buffer = [MaybeUninit::uninit(); 1024];
        let mut events = Reader::new(&self.0, &mut buffer);
        (0..EVENTS_MAX).take_while(|_| events.next().is_ok()).count() > 0
    }

    pub(crate) fn changes(&self) -> Changes {
        Changes(Arc::clone(&self.0))
    }
}

/// Waits for changes.
pub struct Changes(Arc<OwnedFd>);

impl Changes {
    /// Calls `look`, which has to look at what changed, each time that something did; for ever.
    ///
    /// # Errors
    /// When the system cannot wait.
    pub async fn follow(self, look: impl Fn()) -> io::Result<()> {
        let descriptor = Async::new(self.0)?;
        loop {
            descriptor.readable().await?;
            look();
        }
    }
}
