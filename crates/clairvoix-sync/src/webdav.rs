//! A folder on a WebDAV server: four methods of RFC 4918 over HTTPS.

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ureq::{
    Agent, Body,
    http::{Request, Response, StatusCode, Uri},
};

use crate::{Error, ErrorKind, Remote, listing::names};

/// The longest file that is taken, and the longest list of files.
const BYTES_MAX: u64 = 16 << 20;
const TIMEOUT: Duration = Duration::from_secs(30);

const PROPFIND: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\
    <d:propfind xmlns:d=\"DAV:\"><d:prop><d:resourcetype/></d:prop></d:propfind>";

/// See the module.
pub struct WebDav {
    agent: Agent,
    /// Ends with a slash.
    folder: String,
    authorization: String,
}

impl WebDav {
    /// The folder of an address, for somebody's name and password.
    ///
    /// # Errors
    /// [`ErrorKind::BadAddress`]: `https` only, but for this computer itself.
    pub fn new(address: &str, user: &str, password: &str) -> Result<Self, Error> {
        let bad =
            |what: &str| Error::new(ErrorKind::BadAddress, format!("take an address: {what}"));
        let uri: Uri = address.parse().map_err(|_| bad("it is none"))?;
        let host = uri.host().ok_or_else(|| bad("it has no server"))?;
        let is_here = ["127.0.0.1", "[::1]", "localhost"].contains(&host);
        match uri.scheme_str() {
            Some("https") => {}
            Some("http") if is_here => {}
            _ => return Err(bad("it does not begin with https://")),
        }
        let agent = Agent::config_builder()
            .timeout_global(Some(TIMEOUT))
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            // A redirection would send the password elsewhere.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build()
            .new_agent();
        let authorization = format!("Basic {}", STANDARD.encode(format!("{user}:{password}")));
        Ok(Self { agent, folder: format!("{}/", address.trim_end_matches('/')), authorization })
    }

    /// Makes the folder where it is missing.
    ///
    /// # Errors
    /// Those of the server.
    pub fn make_folder(&self) -> Result<(), Error> {
        let answer = self.ask("MKCOL", "", &[], b"")?;
        // 405: it is there.
        expect(&answer, &[200, 201, 301, 405])
    }

    fn ask(
        &self,
        method: &str,
        name: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Response<Body>, Error> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{name}", self.folder))
            .header("Authorization", &self.authorization);
        for (header, value) in headers {
            request = request.header(*header, *value);
        }
        let bad = |_| Error::new(ErrorKind::BadAddress, "ask the server: the address is none");
        let request = request.body(body).map_err(bad)?;
        self.agent.run(request).map_err(|error| {
            Error::new(ErrorKind::Unreachable, format!("reach the server: {error}"))
        })
    }
}

impl Remote for WebDav {
    fn list(&self) -> Result<Vec<String>, Error> {
        let headers = [("Depth", "1"), ("Content-Type", "application/xml; charset=utf-8")];
        let answer = self.ask("PROPFIND", "", &headers, PROPFIND.as_bytes())?;
        expect(&answer, &[207])?;
        names(&read(answer)?).ok_or_else(|| {
            Error::new(ErrorKind::NotWebDav, "list the folder: the answer is no list of WebDAV")
        })
    }

    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let answer = self.ask("GET", name, &[], b"")?;
        if answer.status() == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        expect(&answer, &[200])?;
        read(answer).map(Some)
    }

    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let headers = [("Content-Type", "application/octet-stream")];
        expect(&self.ask("PUT", name, &headers, bytes)?, &[200, 201, 204])
    }

    fn delete(&self, name: &str) -> Result<(), Error> {
        expect(&self.ask("DELETE", name, &[], b"")?, &[200, 204, 404])
    }
}

fn read(mut answer: Response<Body>) -> Result<Vec<u8>, Error> {
    answer.body_mut().with_config().limit(BYTES_MAX).read_to_vec().map_err(|error| {
        Error::new(ErrorKind::Unreachable, format!("read what the server answers: {error}"))
    })
}

fn expect(answer: &Response<Body>, good: &[u16]) -> Result<(), Error> {
    let status = answer.status().as_u16();
    if good.contains(&status) {
        return Ok(());
    }
    let kind = match status {
        401 | 403 => ErrorKind::Refused,
        408 | 423 | 429 | 500..=599 => ErrorKind::Unreachable,
        _ => ErrorKind::NotWebDav,
    };
    Err(Error::new(kind, format!("use the server: it answers {status}")))
}
