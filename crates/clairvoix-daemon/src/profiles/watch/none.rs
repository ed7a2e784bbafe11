//! Systems that tell no changes: everything is read each time.

use std::{convert::Infallible, io, path::Path};

/// There is none.
pub(crate) struct Watch(Infallible);

impl Watch {
    pub(crate) const fn new() -> Option<Self> {
        None
    }

    pub(crate) const fn add(&self, _: &Path) -> bool {
        match self.0 {}
    }

    pub(crate) const fn changed(&self) -> bool {
        match self.0 {}
    }

    pub(crate) const fn changes(&self) -> Changes {
        match self.0 {}
    }
}

/// There are none to wait for.
pub struct Changes(Infallible);

impl Changes {
    /// Never called.
    ///
    /// # Errors
    /// None.
    pub async fn follow(self, _: impl Fn()) -> io::Result<()> {
        match self.0 {}
    }
}
