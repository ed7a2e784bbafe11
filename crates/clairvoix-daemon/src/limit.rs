//! How much of everything there may be. Each limit has a name, which errors and the property `Limits`
//! give.

use crate::error::{Error, ErrorKind};

/// The limits of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a text given in a message.
    pub text_bytes: u64,
    /// Bytes of a text to be said that is read from a descriptor.
    pub speech_fd_bytes: u64,
    /// Bytes of a text given in a message to be analysed or adapted.
    pub analysis_bytes: u64,
    /// Bytes of a text to be analysed or adapted that is read from a descriptor.
    pub document_fd_bytes: u64,
    /// Bytes of all texts given in messages that wait or are said.
    pub held_bytes: u64,
    /// Bytes of all texts read from descriptors that wait or are said.
    pub held_fd_bytes: u64,
    /// Jobs of one session, waiting or said.
    pub session_jobs: u64,
    /// Jobs of all sessions.
    pub jobs: u64,
    /// Sessions at once.
    pub sessions: u64,
    /// Session objects of one client.
    pub session_objects: u64,
    /// Calls of one session that are being worked on (analyses, pages, texts being read or written).
    pub session_calls: u64,
    /// Calls of all sessions that are being worked on.
    pub calls: u64,
    /// Milliseconds that a descriptor may give or take nothing.
    pub fd_wait_ms: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            text_bytes: 1 << 20,
            speech_fd_bytes: 64 << 20,
            analysis_bytes: 64 << 10,
            document_fd_bytes: 8 << 20,
            held_bytes: 16 << 20,
            held_fd_bytes: 64 << 20,
            session_jobs: 64,
            jobs: 4096,
            sessions: 4096,
            session_objects: 16,
            session_calls: 16,
            calls: 512,
            fd_wait_ms: 30_000,
        }
    }
}

impl Limits {
    /// Their names and values.
    #[must_use]
    pub const fn named(&self) -> [(&'static str, u64); 13] {
        [
            ("text_bytes", self.text_bytes),
            ("speech_fd_bytes", self.speech_fd_bytes),
            ("analysis_bytes", self.analysis_bytes),
            ("document_fd_bytes", self.document_fd_bytes),
            ("held_bytes", self.held_bytes),
            ("held_fd_bytes", self.held_fd_bytes),
            ("session_jobs", self.session_jobs),
            ("jobs", self.jobs),
            ("sessions", self.sessions),
            ("session_objects", self.session_objects),
            ("session_calls", self.session_calls),
            ("calls", self.calls),
            ("fd_wait_ms", self.fd_wait_ms),
        ]
    }
}

/// The error for a limit.
pub(crate) fn exceeded(name: &str, limit: u64, advice: &str) -> Error {
    Error::new(ErrorKind::LimitExceeded, format!("{name}: at most {limit}; {advice}"))
}
