//! What the page answers.

/// An answer to a [`crate::Call`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// A screen.
    Page(String),
    /// A page shown in a frame of a screen, or to be printed: it carries its own policy.
    Frame(String),
    /// Go there, a path under the page's own.
    See(String),
    /// Something the screens use.
    Asset {
        /// Its bytes.
        bytes: Vec<u8>,
        /// Its type.
        mime: &'static str,
    },
    /// A file to keep.
    File {
        /// Its name.
        name: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// There is nothing at this address.
    Absent(String),
    /// The last screen: nothing is asked after it.
    End(String),
}
