//! A web server that speaks for its pages: POST a text to `/sound` for a WAV that begins before the
//! text is said to its end, or to `/marks` for its words, a JSON object a line. On loopback; it ends
//! after as many requests as its argument says.
//!
//! `cargo build -p clairvoix-pico && cargo run -p clairvoix-examples --example serve_speech`, then
//! `curl --data-binary "Bonjour." http://ADDRESS/marks`

#![allow(clippy::disallowed_methods, reason = "a server at the edge")]

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

use clairvoix::{
    backends::engine::PicoEngine,
    speech::{Engine, MarkKind, PlanOptions, RenderEvent, Renderer, VoiceId, plan, wav_header},
};

const TEXT_BYTES_MAX: u64 = 100_000;
const RATE_HZ: u32 = 16_000;

fn main() -> Result<(), Box<dyn Error>> {
    let count = std::env::args().nth(1).map_or(Ok(usize::MAX), |count| count.parse())?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?);
    let mut engine = PicoEngine::new(Default::default())?;
    for stream in listener.incoming().take(count) {
        // A page that went away is no reason to end.
        if let Err(error) = serve(&mut engine, stream?) {
            eprintln!("{error}");
        }
    }
    Ok(())
}

fn serve(engine: &mut dyn Engine, mut stream: TcpStream) -> Result<(), Box<dyn Error>> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let Some((name, value)) = header.split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse::<u64>()?.min(TEXT_BYTES_MAX);
        }
    }
    let mut text = String::new();
    reader.take(length).read_to_string(&mut text)?;
    let sound = request.starts_with("POST /sound ");
    if !sound && !request.starts_with("POST /marks ") {
        write!(stream, "HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n")?;
        return Ok(());
    }
    let kind = if sound { "audio/wav" } else { "application/x-ndjson" };
    write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nConnection: close\r\n\r\n")?;
    if sound {
        stream.write_all(&wav_header(RATE_HZ, None))?;
    }
    let utterances = plan(&text, PlanOptions::new("fr", VoiceId::try_new("pico-fr-FR")?))?;
    for event in Renderer::try_new(engine, utterances)? {
        match event? {
            RenderEvent::Audio(samples) if sound => {
                let bytes: Vec<u8> = samples.iter().flat_map(|s| s.to_le_bytes()).collect();
                stream.write_all(&bytes)?;
            }
            RenderEvent::Mark(mark) if !sound && mark.kind == MarkKind::Word => {
                let ms = mark.start_frame * 1000 / u64::from(RATE_HZ);
                let (start, end) = (mark.range.start(), mark.range.end());
                writeln!(stream, r#"{{"range":[{start},{end}],"start_ms":{ms}}}"#)?;
            }
            _ => {}
        }
    }
    Ok(())
}
