//! A page on the loopback interface, and the lines it tells.

use std::{
    io::{self, BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::{Duration, Instant},
};

/// Served until the test ends.
pub(crate) struct Page {
    at: SocketAddr,
    lines: Receiver<String>,
}

impl Page {
    /// Serves this text at `/`; what is asked for at `/tell?LINE` is a line.
    pub(crate) fn serve(html: &'static str) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let at = listener.local_addr()?;
        let (sender, lines) = channel();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A browser keeps connections open that it may need.
                let sender = sender.clone();
                thread::spawn(move || answer(stream, html, &sender));
            }
        });
        Ok(Self { at, lines })
    }

    pub(crate) fn address(&self) -> String {
        format!("http://{}/", self.at)
    }

    /// All lines up to the one that begins with `what`, which is the last.
    pub(crate) fn until(&self, what: &str, limit: Duration) -> Result<Vec<String>, String> {
        let deadline = Instant::now() + limit;
        let mut told = Vec::new();
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left);
            let line = line.map_err(|_| format!("no {what:?} after {told:?}"))?;
            let last = line.starts_with(what);
            told.push(line);
            if last {
                return Ok(told);
            }
        }
    }

    /// The line that begins so.
    pub(crate) fn told(&self, what: &str, limit: Duration) -> Result<String, String> {
        self.until(what, limit)?.pop().ok_or_else(|| format!("no {what:?}"))
    }
}

fn answer(stream: TcpStream, html: &str, lines: &Sender<String>) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut stream = stream;
    loop {
        let (mut request, mut header) = (String::new(), String::new());
        if reader.read_line(&mut request)? == 0 {
            return Ok(());
        }
        while reader.read_line(&mut header)? > 2 {
            header.clear();
        }
        let path = request.split(' ').nth(1).unwrap_or_default();
        let (status, body) = match path.strip_prefix("/tell?") {
            Some(line) => {
                // The test may have ended.
                let _ = lines.send(decoded(line).trim_end().to_owned());
                ("200 OK", "")
            }
            None if path == "/" => ("200 OK", html),
            None => ("404 Not Found", ""),
        };
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
    }
}

/// Without the `%20` of an address.
fn decoded(line: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = line.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let code = code.filter(|_| first == b'%').and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(code.unwrap_or(first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
