//! What the browser asks for.

use crate::Form;

/// A request, after the server has seen that it may be answered.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// Whether it may change something.
    pub method: Method,
    /// The path under the page's own, without a slash at its start: `draft/needs`.
    pub path: String,
    /// The fields of the address.
    pub query: Form,
    /// The fields of the body.
    pub form: Form,
}

/// The methods that the page answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// Shows something; changes nothing.
    #[default]
    Get,
    /// Changes something.
    Post,
}

impl Call {
    /// Shows what is at an address, `draft/tune?key=text.size_pt`.
    #[must_use]
    pub fn get(address: &str) -> Self {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        Self { path: path.to_owned(), query: Form::from_url(query), ..Self::default() }
    }

    /// Sends a form to an address.
    #[must_use]
    pub fn post(address: &str, form: Form) -> Self {
        Self { method: Method::Post, form, ..Self::get(address) }
    }
}
