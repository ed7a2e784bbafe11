//! What is asked of the folder between the computers: so little that tests can cut it off anywhere.

use crate::Error;

/// A folder of files that are written once and never changed.
pub trait Remote {
    /// The names of the files.
    ///
    /// # Errors
    /// Those of the server.
    fn list(&self) -> Result<Vec<String>, Error>;

    /// The bytes of a file; none where there is no such file.
    ///
    /// # Errors
    /// Those of the server.
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Error>;

    /// Writes a file.
    ///
    /// # Errors
    /// Those of the server.
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Error>;

    /// Removes a file; one that is not there is removed.
    ///
    /// # Errors
    /// Those of the server.
    fn delete(&self, name: &str) -> Result<(), Error>;
}
