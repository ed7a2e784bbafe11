//! Connections: few, with a limit on everything a client sends and on the time it takes.

use std::{
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
};

use http_body_util::{BodyExt as _, Limited};
use hyper::{
    Request,
    body::{Body, Incoming},
    header::{CONTENT_TYPE, COOKIE, HOST, HeaderMap, HeaderName, ORIGIN, RANGE},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::timeout,
};

use super::{
    ServerOptions,
    alive::Alive,
    gate::{Gate, Head, Verdict},
    life::Life,
    respond::{Sent, alive, enter, refuse, respond},
};
use crate::{App, BODY_BYTES_MAX, Beside, Call, Form, Keep, Method, Reply};

/// The most connections at a time: a browser has six.
const CONNECTIONS_MAX: usize = 48;
/// The most bytes of the head of a request.
const HEAD_BYTES_MAX: usize = 16 << 10;
const HEADERS_MAX: usize = 64;
/// The screens that may be open at a time, each with a connection of its own.
const OPEN_MAX: usize = 16;

/// What all connections share.
struct Shared<K, B> {
    gate: Mutex<Gate>,
    app: Arc<Mutex<App<K, B>>>,
    root: String,
    life: Arc<Life>,
    open: Arc<Semaphore>,
    options: ServerOptions,
}

/// Serves until the page is closed; answers that are on their way arrive.
pub(super) async fn listen<K, B>(
    listener: std::net::TcpListener,
    gate: Gate,
    app: App<K, B>,
    options: ServerOptions,
) -> std::io::Result<()>
where
    K: Keep + Send + 'static,
    B: Beside + Send + 'static,
{
    let listener = TcpListener::from_std(listener)?;
    let room = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let (ending, ended) = watch::channel(false);
    let shared = Arc::new(Shared {
        root: gate.root().to_owned(),
        gate: Mutex::new(gate),
        app: Arc::new(Mutex::new(app)),
        life: Arc::new(Life::new()),
        open: Arc::new(Semaphore::new(OPEN_MAX)),
        options,
    });
    loop {
        let accepted = tokio::select! {
            () = shared.life.ended(&shared.options) => break,
            accepted = listener.accept() => accepted,
        };
        // An error is about one client, or about files that are all open: the next one may do.
        let Ok((stream, peer)) = accepted else {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            continue;
        };
        // Where there is no room the connection is closed at once, not kept waiting.
        if let (true, Ok(permit)) = (is_ours(&stream, peer), Arc::clone(&room).try_acquire_owned())
        {
            tokio::spawn(serve(stream, Arc::clone(&shared), permit, ended.clone()));
        }
    }
    drop(listener);
    // The channel has receivers or not: both are the end.
    let _ = ending.send(true);
    let all = u32::try_from(CONNECTIONS_MAX).unwrap_or(u32::MAX);
    let _ = timeout(std::time::Duration::from_secs(2), room.acquire_many(all)).await;
    Ok(())
}

/// Whether the program at the other end is run by this person.
#[cfg(target_os = "linux")]
fn is_ours(stream: &TcpStream, peer: std::net::SocketAddr) -> bool {
    stream.local_addr().is_ok_and(|local| super::peer_linux::is_ours(local, peer))
}

/// The system does not tell: the token and the cookie have to do.
#[cfg(not(target_os = "linux"))]
fn is_ours(_: &TcpStream, peer: std::net::SocketAddr) -> bool {
    peer.ip().is_loopback()
}

async fn serve<K, B>(
    stream: TcpStream,
    shared: Arc<Shared<K, B>>,
    _permit: OwnedSemaphorePermit,
    mut ended: watch::Receiver<bool>,
) where
    K: Keep + Send + 'static,
    B: Beside + Send + 'static,
{
    let patience = shared.options.patience;
    let service = service_fn(move |request| {
        let shared = Arc::clone(&shared);
        async move { Ok::<_, Infallible>(answer(&shared, request).await) }
    });
    let mut server = http1::Builder::new();
    server
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .max_buf_size(HEAD_BYTES_MAX)
        .max_headers(HEADERS_MAX);
    let connection = server.serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        // A client that breaks off is no matter of ours.
        _ = connection.as_mut() => {}
        _ = ended.changed() => {
            connection.as_mut().graceful_shutdown();
            let _ = timeout(std::time::Duration::from_secs(1), connection).await;
        }
    }
}

async fn answer<K, B>(shared: &Shared<K, B>, request: Request<Incoming>) -> Sent
where
    K: Keep + Send + 'static,
    B: Beside + Send + 'static,
{
    let (head, body) = request.into_parts();
    let verdict = {
        let mut gate = shared.gate.lock().unwrap_or_else(PoisonError::into_inner);
        let authority = head.uri.authority().map(hyper::http::uri::Authority::as_str);
        let mut hosts = values(&head.headers, &HOST);
        hosts.extend(authority);
        let verdict = gate.judge(&Head {
            method: head.method.as_str(),
            path: head.uri.path(),
            query: head.uri.query().unwrap_or_default(),
            hosts,
            origins: values(&head.headers, &ORIGIN),
            cookies: values(&head.headers, &COOKIE),
            sites: values(&head.headers, &HeaderName::from_static("sec-fetch-site")),
        });
        if verdict == Verdict::Enter {
            shared.life.asked();
            return enter(&gate.set_cookie(), &shared.root);
        }
        verdict
    };
    let path = match verdict {
        Verdict::Answer(path) => path,
        Verdict::Again => return respond(Reply::See(String::new()), &shared.root, None),
        Verdict::Refuse(status) => return refuse(status),
        Verdict::Enter => return refuse(500),
    };
    shared.life.asked();
    let is_post = head.method == hyper::Method::POST;
    if path == "alive" && !is_post {
        return match Arc::clone(&shared.open).try_acquire_owned() {
            Ok(permit) => alive(Alive::new(Arc::clone(&shared.life), permit)),
            Err(_) => refuse(503),
        };
    }
    let form = match read(shared, &head.headers, body, is_post).await {
        Ok(form) => form,
        Err(status) => return refuse(status),
    };
    let call = Call {
        method: if is_post { Method::Post } else { Method::Get },
        path,
        query: Form::from_url(head.uri.query().unwrap_or_default()),
        form,
    };
    let app = Arc::clone(&shared.app);
    // Speaking and saving take their time: other connections go on.
    let replied = tokio::task::spawn_blocking(move || {
        app.lock().unwrap_or_else(PoisonError::into_inner).answer(&call)
    });
    let Ok(reply) = replied.await else { return refuse(500) };
    if matches!(reply, Reply::End(_)) {
        shared.life.end();
    }
    let part = values(&head.headers, &RANGE);
    respond(reply, &shared.root, part.first().copied())
}

/// The form of a body that is neither too long nor too slow; else the status that says so.
async fn read<K, B>(
    shared: &Shared<K, B>,
    headers: &HeaderMap,
    body: Incoming,
    is_post: bool,
) -> Result<Form, u16> {
    if !is_post {
        return Ok(Form::default());
    }
    if body.size_hint().lower() > BODY_BYTES_MAX as u64 {
        return Err(413);
    }
    let whole =
        timeout(shared.options.patience, Limited::new(body, BODY_BYTES_MAX).collect()).await;
    let bytes = whole.map_err(|_| 408u16)?.map_err(|_| 413u16)?.to_bytes();
    let kind = values(headers, &CONTENT_TYPE);
    Ok(Form::from_body(kind.first().copied().unwrap_or_default(), &bytes))
}

/// Every value of a header; one that is no text counts as a wrong one.
fn values<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Vec<&'h str> {
    headers.get_all(name).iter().map(|value| value.to_str().unwrap_or("\u{FFFD}")).collect()
}
