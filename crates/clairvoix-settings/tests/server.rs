//! The server on a real socket: who is refused, what is limited, when it ends.

#![allow(clippy::disallowed_methods, reason = "a test of the edge: sockets, threads and waiting")]

use std::{
    io::{ErrorKind, Read, Write},
    net::{Shutdown, TcpStream},
    sync::OnceLock,
    thread::{self, JoinHandle},
    time::Duration,
};

use clairvoix_profile::Language;
use clairvoix_settings::{
    App, BODY_BYTES_MAX, Error,
    server::{Server, ServerOptions},
    testing::{Memory, Silence},
};
use proptest::prelude::*;

/// A page being served.
struct Served {
    host: String,
    root: String,
    token: String,
    running: Option<JoinHandle<Result<(), Error>>>,
}

impl Served {
    fn start(options: ServerOptions) -> Self {
        let server = Server::bind(options).unwrap();
        let address = server.address();
        let (host, rest) = address.strip_prefix("http://").unwrap().split_once('/').unwrap();
        let (root, token) = rest.split_once("?key=").unwrap();
        let (host, root, token) = (host.to_owned(), format!("/{root}"), token.to_owned());
        let make = |root: &str| App::new(Memory::default(), Silence, root, Language::French);
        let running = thread::spawn(move || server.run(make));
        Self { host, root, token, running: Some(running) }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    /// Sends bytes on a connection of their own; gives all that comes back.
    fn send(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // A server that has heard enough may close before all is sent.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        match stream.read_to_end(&mut answer) {
            Err(error) if error.kind() != ErrorKind::ConnectionReset => panic!("{error}"),
            _ => {}
        }
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str, headers: &str) -> String {
        let (host, root) = (&self.host, &self.root);
        self.send(
            format!(
                "GET {root}{path} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n"
            )
            .as_bytes(),
        )
    }

    fn post(&self, path: &str, headers: &str, body: &str) -> String {
        let (host, root, len) = (&self.host, &self.root, body.len());
        self.send(
            format!(
                "POST {root}{path} HTTP/1.1\r\nHost: {host}\r\n{headers}Content-Length: {len}\r\n\
                 Connection: close\r\n\r\n{body}"
            )
            .as_bytes(),
        )
    }

    /// Enters with the token; gives the header of the cookie.
    fn enter(&self) -> String {
        let answer = self.get(&format!("?key={}", self.token), "");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        let line = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        assert!(line.contains("HttpOnly") && line.contains("SameSite=Strict"), "{line}");
        assert!(line.contains(&format!("Path={};", self.root)), "{line}");
        format!("Cookie: {}\r\n", line.split(';').next().unwrap())
    }

    fn origin(&self) -> String {
        format!("Origin: http://{}\r\n", self.host)
    }

    fn join(&mut self) {
        self.running.take().unwrap().join().unwrap().unwrap();
    }
}

fn status(answer: &str) -> &str {
    answer.get(9..12).unwrap_or(answer)
}

#[test]
fn the_token_opens_once_and_the_cookie_from_then_on() {
    let served = Served::start(ServerOptions::default());
    assert_eq!(status(&served.get("", "")), "403");
    assert_eq!(status(&served.get("?key=0123", "")), "403");
    let cookie = served.enter();
    assert_eq!(status(&served.get(&format!("?key={}", served.token), "")), "403");
    let page = served.get("new", &cookie);
    assert_eq!(status(&page), "200");
    for header in [
        "content-security-policy: default-src 'none'; style-src 'self'; script-src 'self'",
        "cache-control: no-store",
        "x-content-type-options: nosniff",
        "frame-ancestors 'none'",
    ] {
        assert!(page.contains(header), "{header} in {page}");
    }
    assert!(!page.contains("unsafe-inline") && !page.contains("access-control-allow"));
    let seen = served.post("new", &format!("{cookie}{}", served.origin()), "sample=1");
    assert!(seen.contains(&format!("location: {}draft/needs", served.root)), "{seen}");
}

#[test]
fn other_hosts_origins_and_sites_are_refused() {
    let served = Served::start(ServerOptions::default());
    let (cookie, origin) = (served.enter(), served.origin());
    let raw = |method: &str, host: &str, headers: &str| {
        let root = &served.root;
        let text = format!(
            "{method} {root}new HTTP/1.1\r\n{host}{cookie}{headers}Content-Length: 0\r\nConnection: close\r\n\r\n"
        );
        status(&served.send(text.as_bytes())).to_owned()
    };
    let own = format!("Host: {}\r\n", served.host);
    assert_eq!(raw("GET", &own, ""), "200");
    assert_eq!(raw("POST", &own, &origin), "303");
    // DNS rebinding: the browser believes it talks to another host.
    for host in ["evil.example", "localhost", "127.0.0.1", "[::1]:80"] {
        assert_eq!(raw("GET", &format!("Host: {host}\r\n"), ""), "421", "{host}");
    }
    assert_eq!(raw("GET", &format!("{own}Host: evil.example\r\n"), ""), "421");
    // Forged forms.
    for origin in ["http://evil.example", "null", "http://localhost", ""] {
        assert_eq!(raw("POST", &own, &format!("Origin: {origin}\r\n")), "403", "{origin}");
    }
    assert_eq!(raw("POST", &own, ""), "403");
    assert_eq!(raw("POST", &own, &format!("{origin}Sec-Fetch-Site: cross-site\r\n")), "403");
    assert_eq!(raw("GET", &own, "Sec-Fetch-Site: cross-site\r\n"), "403");
    assert_eq!(raw("DELETE", &own, &origin), "405");
    // Without the cookie, and beside the page's own name.
    assert_eq!(status(&served.post("new", &origin, "sample=1")), "403");
    let beside = format!("GET / HTTP/1.1\r\n{own}{cookie}Connection: close\r\n\r\n");
    assert_eq!(status(&served.send(beside.as_bytes())), "404");
}

#[test]
fn long_heads_and_bodies_are_refused() {
    let served = Served::start(ServerOptions::default());
    let headers = format!("{}{}", served.enter(), served.origin());
    let (host, root) = (&served.host, &served.root);
    let long = format!(
        "POST {root}new HTTP/1.1\r\nHost: {host}\r\n{headers}Content-Length: {}\r\n\r\ntext=",
        BODY_BYTES_MAX + 1
    );
    assert_eq!(status(&served.send(long.as_bytes())), "413");
    let mut endless = format!(
        "POST {root}new HTTP/1.1\r\nHost: {host}\r\n{headers}Transfer-Encoding: chunked\r\n\r\n"
    )
    .into_bytes();
    for _ in 0..=BODY_BYTES_MAX / 65536 {
        endless.extend(b"10000\r\n");
        endless.extend([b'a'; 65536]);
        endless.extend(b"\r\n");
    }
    let answer = served.send(&endless);
    assert!(answer.is_empty() || status(&answer) == "413", "{answer}");
    let big = format!("X-Big: {}\r\n", "a".repeat(64 << 10));
    let answer = served.get("new", &format!("{headers}{big}"));
    assert!(answer.is_empty() || status(&answer) == "431", "{answer}");
    let answer = served.get("new", &format!("{headers}{}", "X-Many: 1\r\n".repeat(200)));
    assert!(answer.is_empty() || status(&answer) == "431", "{answer}");
    // A text as long as may be is taken.
    let most = format!("text={}", "a ".repeat(BODY_BYTES_MAX / 2 - 8));
    assert_eq!(status(&served.post("new", &headers, &most)), "303");
}

#[test]
fn a_slow_client_is_closed_and_disturbs_nobody() {
    let patience = Duration::from_millis(400);
    let served = Served::start(ServerOptions { patience, ..ServerOptions::default() });
    let headers = format!("{}{}", served.enter(), served.origin());
    let mut slow: Vec<TcpStream> = (0..40).map(|_| served.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
    }
    assert_eq!(status(&served.get("new", &headers)), "200");
    for stream in &mut slow {
        let mut answer = Vec::new();
        // Closed by the server, not given up by us.
        match stream.read_to_end(&mut answer) {
            Err(error) if error.kind() != ErrorKind::ConnectionReset => panic!("{error}"),
            _ => {}
        }
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 408"));
    }
    // A body that does not come.
    let (host, root) = (&served.host, &served.root);
    let half = format!(
        "POST {root}new HTTP/1.1\r\nHost: {host}\r\n{headers}Content-Length: 99\r\n\r\ntext="
    );
    assert_eq!(status(&served.send(half.as_bytes())), "408");
}

#[test]
fn connections_are_few_and_come_free_again() {
    let patience = Duration::from_secs(2);
    let served = Served::start(ServerOptions { patience, ..ServerOptions::default() });
    let cookie = served.enter();
    let idle: Vec<TcpStream> = (0..64).map(|_| served.connect()).collect();
    // More than there is room for: the last ones are closed without an answer.
    let mut last = idle.last().unwrap();
    assert_eq!(last.read(&mut [0; 16]).unwrap_or(0), 0);
    drop(idle);
    let answered = (0..50).any(|_| {
        thread::sleep(Duration::from_millis(100));
        status(&served.get("new", &cookie)) == "200"
    });
    assert!(answered);
}

#[test]
fn nothing_is_served_off_loopback() {
    let served = Served::start(ServerOptions::default());
    assert!(served.host.starts_with("127.0.0.1:"));
    if !cfg!(target_os = "linux") {
        return;
    }
    let port: u16 = served.host.rsplit(':').next().unwrap().parse().unwrap();
    let suffix = format!(":{port:04X}");
    let listening = |table: &str| -> Vec<String> {
        let text = std::fs::read_to_string(table).unwrap_or_default();
        let fields = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        fields
            .filter(|f| f.get(3) == Some(&"0A") && f.get(1).is_some_and(|a| a.ends_with(&suffix)))
            .map(|f| f[1].to_owned())
            .collect()
    };
    assert_eq!(listening("/proc/net/tcp"), [format!("0100007F{suffix}")]);
    assert_eq!(listening("/proc/net/tcp6"), Vec::<String>::new());
}

#[test]
fn it_ends_a_moment_after_the_last_screen_was_closed() {
    let grace = Duration::from_millis(300);
    let mut served = Served::start(ServerOptions { grace, ..ServerOptions::default() });
    let cookie = served.enter();
    let open = || {
        let mut stream = served.connect();
        let (host, root) = (&served.host, &served.root);
        stream
            .write_all(
                format!("GET {root}alive HTTP/1.1\r\nHost: {host}\r\n{cookie}\r\n").as_bytes(),
            )
            .unwrap();
        let mut start = [0; 12];
        stream.read_exact(&mut start).unwrap();
        assert_eq!(&start, b"HTTP/1.1 200");
        stream
    };
    let first = open();
    let second = open();
    first.shutdown(Shutdown::Both).unwrap();
    thread::sleep(grace * 4);
    // One is still open.
    assert_eq!(status(&served.get("new", &cookie)), "200");
    drop(second);
    served.join();
    assert!(TcpStream::connect(&served.host).is_err());
}

#[test]
fn it_ends_when_asked_with_a_last_word_and_when_nobody_comes() {
    let mut served = Served::start(ServerOptions::default());
    let headers = format!("{}{}", served.enter(), served.origin());
    let last = served.post("quit", &headers, "");
    assert!(status(&last) == "200" && last.contains("Vous pouvez fermer cet onglet"), "{last}");
    served.join();
    let idle = Duration::from_millis(200);
    Served::start(ServerOptions { idle, ..ServerOptions::default() }).join();
}

#[test]
fn a_port_that_is_taken_is_told() {
    let served = Served::start(ServerOptions::default());
    let port = served.host.rsplit(':').next().unwrap().parse().unwrap();
    let error =
        Server::bind(ServerOptions { port, ..ServerOptions::default() }).map(drop).unwrap_err();
    assert!(error.message.contains(&port.to_string()), "{error}");
}

fn garbage_server() -> &'static (Served, String) {
    static SERVED: OnceLock<(Served, String)> = OnceLock::new();
    SERVED.get_or_init(|| {
        let patience = Duration::from_millis(200);
        let served = Served::start(ServerOptions { patience, ..ServerOptions::default() });
        let cookie = served.enter();
        (served, cookie)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn garbage_gets_no_page_and_does_no_harm(
        line in "(GET|POST|PUT|CONNECT|[A-Z]{0,6}) (/|\\*|http://127.0.0.1/|[ -~]{0,40}) HTTP/[01].[0-9]\r\n",
        headers in "(Host: [ -~]{0,20}\r\n|Content-Length: -?[0-9]{0,20}\r\n|Transfer-Encoding: [a-z, ]{0,12}\r\n|[ -~]{0,30}\r\n){0,5}",
        rest in prop::collection::vec(any::<u8>(), 0..200),
        is_line in prop::bool::ANY,
    ) {
        let (served, cookie) = garbage_server();
        let mut bytes = if is_line { format!("{line}{headers}\r\n").into_bytes() } else { Vec::new() };
        bytes.extend(&rest);
        let answer = served.send(&bytes);
        prop_assert!(answer.is_empty() || !answer.starts_with("HTTP/1.1 2"), "{}", answer);
        let fine = served.get("new", cookie);
        prop_assert_eq!(status(&fine), "200");
    }
}
