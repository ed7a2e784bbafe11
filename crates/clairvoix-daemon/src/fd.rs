//! Texts read from descriptors and results written to them. Whatever a client gives is bounded in
//! size and in time: a pipe that nobody fills keeps no thread, one that nobody empties keeps one for
//! [`crate::limit::Limits::fd_wait_ms`] at most.

use std::{
    fs::File,
    future::{Future, poll_fn},
    io::{self, ErrorKind as IoErrorKind, Read, Write},
    os::{
        fd::{AsFd, OwnedFd},
        unix::fs::FileExt,
    },
    pin::pin,
    task::Poll,
    time::Duration,
};

use async_io::{Async, Timer};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    fs::{OFlags, fcntl_getfl, fcntl_setfl},
};

use crate::{
    error::{Error, ErrorKind},
    hold::{Held, Store},
    limit::exceeded,
};

/// So much is read at once.
const CHUNK: usize = 64 * 1024;

/// What a text read from a descriptor may take.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    /// Bytes, and the limit's name.
    pub(crate) max: (&'static str, u64),
    /// The memory of all such texts, and the limit's name.
    pub(crate) store: (&'static str, Store),
    /// How long the descriptor may give nothing.
    pub(crate) wait: Duration,
}

/// A text that grows, and the memory it takes.
struct Growing<'r> {
    room: &'r Room,
    bytes: Vec<u8>,
    held: Held,
}

impl<'r> Growing<'r> {
    fn new(room: &'r Room) -> Self {
        Self { room, bytes: Vec::new(), held: room.store.1.none() }
    }

    fn add(&mut self, chunk: &[u8]) -> Result<(), Error> {
        let (name, max) = self.room.max;
        if (self.bytes.len() + chunk.len()) as u64 > max {
            return Err(exceeded(name, max, "give the text in parts"));
        }
        let (name, store) = &self.room.store;
        let more = store.take(chunk.len() as u64);
        let full = || exceeded(name, store.max(), "wait until other texts are done");
        self.held.join(more.ok_or_else(full)?);
        self.bytes.extend_from_slice(chunk);
        Ok(())
    }

    fn text(self) -> Result<(String, Held), Error> {
        let text = String::from_utf8(self.bytes).map_err(|error| {
            let byte = error.utf8_error().valid_up_to();
            Error::new(ErrorKind::InvalidText, format!("it is not UTF-8 at byte {byte}"))
        })?;
        Ok((text, self.held))
    }
}

/// The whole text of a descriptor: a file from its start, anything else to its end.
///
/// # Errors
/// [`ErrorKind::InvalidText`], [`ErrorKind::LimitExceeded`], [`ErrorKind::Io`].
pub(crate) async fn read_text(fd: OwnedFd, room: Room) -> Result<(String, Held), Error> {
    let file = File::from(fd);
    if file.metadata().map_err(io_error)?.is_file() {
        return read_file(&file, &room);
    }
    let file = Async::new(file).map_err(io_error)?;
    let mut text = Growing::new(&room);
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = file.read_with(|mut file| file.read(&mut chunk));
        match within(room.wait, read).await? {
            Ok(0) => return text.text(),
            Ok(count) => text.add(chunk.get(..count).unwrap_or_default())?,
            Err(error) => return Err(io_error(error)),
        }
    }
}

/// Files answer at once, so they are read where we are.
fn read_file(file: &File, room: &Room) -> Result<(String, Held), Error> {
    let mut text = Growing::new(room);
    let mut chunk = vec![0; CHUNK];
    loop {
        match file.read_at(&mut chunk, text.bytes.len() as u64) {
            Ok(0) => return text.text(),
            Ok(count) => text.add(chunk.get(..count).unwrap_or_default())?,
            Err(error) if error.kind() == IoErrorKind::Interrupted => {}
            Err(error) => return Err(io_error(error)),
        }
    }
}

async fn within<V>(wait: Duration, future: impl Future<Output = V>) -> Result<V, Error> {
    let mut future = pin!(future);
    let mut over = pin!(Timer::after(wait));
    poll_fn(|context| {
        if let Poll::Ready(value) = future.as_mut().poll(context) {
            return Poll::Ready(Ok(value));
        }
        over.as_mut().poll(context).map(|_| Err(io_error(IoErrorKind::TimedOut.into())))
    })
    .await
}

/// Writes to a descriptor on a thread that may wait, but not for ever.
pub(crate) struct Output {
    file: File,
    wait: Duration,
}

impl Output {
    /// Takes a descriptor.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] when it is none to write to.
    pub(crate) fn new(fd: OwnedFd, wait: Duration) -> Result<Self, Error> {
        let file = File::from(fd);
        if !file.metadata().map_err(io_error)?.is_file() {
            let flags = fcntl_getfl(&file).map_err(|e| io_error(e.into()))?;
            fcntl_setfl(&file, flags | OFlags::NONBLOCK).map_err(|e| io_error(e.into()))?;
        }
        Ok(Self { file, wait })
    }

    /// Another handle of the same descriptor.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] when there are too many descriptors.
    pub(crate) fn try_clone(&self) -> Result<Self, Error> {
        let file = self.file.try_clone().map_err(io_error)?;
        Ok(Self { file, wait: self.wait })
    }

    /// Writes the first bytes anew, where the descriptor is a file.
    pub(crate) fn rewrite_head(&self, bytes: &[u8]) -> io::Result<()> {
        if self.file.metadata()?.is_file() { self.file.write_all_at(bytes, 0) } else { Ok(()) }
    }

    fn wait(&self) -> io::Result<()> {
        let mut fds = [PollFd::from_borrowed_fd(self.file.as_fd(), PollFlags::OUT)];
        let wait = Timespec::try_from(self.wait).map_err(|_| IoErrorKind::InvalidInput)?;
        match poll(&mut fds, Some(&wait)) {
            Ok(0) => Err(IoErrorKind::TimedOut.into()),
            Ok(_) => Ok(()),
            Err(error) if error == rustix::io::Errno::INTR => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match self.file.write(bytes) {
                Err(error) if error.kind() == IoErrorKind::WouldBlock => self.wait()?,
                written => return written,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What happened to a descriptor: its kind, never what was in it.
pub(crate) fn io_error(error: io::Error) -> Error {
    let message = match error.kind() {
        IoErrorKind::TimedOut => {
            "fd_wait_ms: the descriptor gave or took nothing for too long".into()
        }
        kind => format!("the descriptor: {kind}"),
    };
    Error::new(ErrorKind::Io, message)
}
