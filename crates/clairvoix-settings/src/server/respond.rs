//! Replies as HTTP, with the headers that keep the page to itself.

use http_body_util::{Either, Full};
use hyper::{
    Response, StatusCode,
    body::Bytes,
    header::{HeaderName, HeaderValue},
};

use super::{alive::Alive, range::range};
use crate::Reply;

/// What is sent: a whole answer, or one that lasts as long as the screen.
pub(super) type Sent = Response<Either<Full<Bytes>, Alive>>;

/// What a screen may load: itself, nothing of any other place, nothing written inside it.
const SCREEN: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; \
    connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// A page in a frame has its own policy inside, with the hashes of its style and script.
const FRAME: &str = "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
const NOTHING: &str =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const EVERYWHERE: &[(&str, &str)] = &[
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    // "no-referrer" would make browsers hide where a form comes from.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), display-capture=()"),
];

const HTML: &str = "text/html; charset=utf-8";

/// The answer to a request that passed the gate.
pub(super) fn respond(reply: Reply, root: &str, part: Option<&str>) -> Sent {
    match reply {
        Reply::Page(html) | Reply::End(html) => with(200, HTML, SCREEN, html),
        Reply::Absent(html) => with(404, HTML, SCREEN, html),
        Reply::Frame(html) => with(200, HTML, FRAME, html),
        Reply::See(path) => {
            let mut response = with(303, "text/plain", NOTHING, "");
            header(&mut response, "location", &format!("{root}{path}"));
            response
        }
        Reply::Asset { bytes, mime } => {
            let part = part.and_then(|part| range(part, bytes.len()));
            let Some(part) = part else {
                let mut response = with(200, mime, NOTHING, bytes);
                header(&mut response, "accept-ranges", "bytes");
                return response;
            };
            let of = format!("bytes {}-{}/{}", part.start, part.end - 1, bytes.len());
            let bytes = bytes.get(part).unwrap_or_default().to_vec();
            let mut response = with(206, mime, NOTHING, bytes);
            header(&mut response, "content-range", &of);
            response
        }
        Reply::File { name, bytes } => {
            let mut response = with(200, "application/octet-stream", NOTHING, bytes);
            let name = attachment(&name);
            header(&mut response, "content-disposition", &name);
            response
        }
    }
}

/// The page that gives the cookie and leads on. It leads on by itself, not by a redirection: one that
/// began on another site would be asked for without the cookie.
pub(super) fn enter(cookie: &str, root: &str) -> Sent {
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"refresh\" content=\"0;url={root}\">\n<title>Clairvoix</title>\n</head>\n\
         <body><p><a href=\"{root}\">Clairvoix</a></p></body>\n</html>\n"
    );
    let mut response = with(200, HTML, NOTHING, html);
    header(&mut response, "set-cookie", cookie);
    response
}

/// A refusal, in both languages.
pub(super) fn refuse(status: u16) -> Sent {
    let text = match status {
        403 => {
            "Cette adresse a déjà servi, ou vient d'ailleurs. Relancez : clairvoix settings\n\
             This address was used already, or comes from elsewhere. Start again: clairvoix settings\n"
        }
        408 => "Trop lent.\nToo slow.\n",
        413 => "Trop long.\nToo long.\n",
        _ => "Rien ici.\nNothing here.\n",
    };
    let mut response = with(status, "text/plain; charset=utf-8", NOTHING, text);
    header(&mut response, "connection", "close");
    response
}

/// The answer that lasts.
pub(super) fn alive(alive: Alive) -> Sent {
    let mut response = Response::new(Either::Right(alive));
    dress(&mut response, "text/event-stream", NOTHING);
    response
}

fn with(status: u16, mime: &str, policy: &str, body: impl Into<Bytes>) -> Sent {
    let mut response = Response::new(Either::Left(Full::new(body.into())));
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    dress(&mut response, mime, policy);
    response
}

fn dress(response: &mut Sent, mime: &str, policy: &str) {
    header(response, "content-type", mime);
    header(response, "content-security-policy", policy);
    for (name, value) in EVERYWHERE {
        header(response, name, value);
    }
}

fn header(response: &mut Sent, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
        response.headers_mut().insert(name, value);
    }
}

/// A file's name in a header: plain letters for old browsers, all of it for others.
fn attachment(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || ".- ".contains(c) { c } else { '_' })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", percent(name))
}

fn percent(text: &str) -> String {
    let one = |byte: u8| match byte {
        byte if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) => {
            char::from(byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}
