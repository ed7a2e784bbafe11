//! Clients in other languages, libspiel's way of asking, and manners beside speech-dispatcher: the real
//! service on a bus of the test's own.

#![allow(
    clippy::disallowed_methods,
    reason = "a test of processes: it starts them and waits for them"
)]

use std::{
    io::{BufRead, BufReader, Read, Write},
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

use clairvoix_backends::engine::find_worker;
use clairvoix_e2e::{bus::Bus, clock::now_ns, pulse::PulseServer, recorder::Recorder};

const LONG: Duration = Duration::from_secs(60);
const RATE_HZ: u32 = 16_000;
const TEXT: &str = "L'élève 🦉 a 12,5 kg de noix. Il rit.";
const WORDS: [&str; 9] = ["L'", "élève", "a", "12,5", "kg", "de", "noix", "Il", "rit"];

struct Bench {
    server: PulseServer,
    recorder: Recorder,
    bus: Bus,
}

fn bench() -> Result<Bench, String> {
    let daemon = find_worker("clairvoixd").map_err(|e| e.to_string())?;
    let server = PulseServer::start_exact(RATE_HZ)?;
    let recorder = Recorder::start(&server, RATE_HZ)?;
    let bus = Bus::start(&server, &daemon)?;
    Ok(Bench { server, recorder, bus })
}

/// Past the capture of the test runner, for `cargo xtask test` to count.
fn cannot_run(why: &str) {
    writeln!(std::io::stdout(), "\ncannot run here: {why} (cargo xtask doctor)").expect("written");
}

fn clients() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/clients")
}

impl Bench {
    /// Runs a client to its end; its lines.
    fn run(&self, program: &str, arguments: &[&str]) -> Result<Vec<String>, String> {
        let mut command = self.bus.command(&self.server, program);
        let output = command.args(arguments).current_dir(clients()).stdin(Stdio::null()).output();
        let output = output.map_err(|e| format!("{program}: {e}"))?;
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() {
            return Err(format!("{program}: {}", String::from_utf8_lossy(&output.stderr)));
        }
        Ok(told.lines().map(str::to_owned).collect())
    }

    /// A client says a text and tells its words, then stops at one of them.
    fn speaks_and_stops(&self, program: &str, script: &str) -> Result<(), String> {
        let at = now_ns();
        let told = self.run(program, &[script, TEXT])?;
        let words: Vec<&str> = told
            .iter()
            .filter_map(|line| line.strip_prefix("word ")?.splitn(3, ' ').nth(2))
            .collect();
        assert_eq!(words, WORDS);
        assert_eq!(told.last().map(String::as_str), Some("finished"));
        self.recorder.wait_since(at, LONG, |r| r.first_loud().is_some())?;
        let told = self.run(program, &[script, TEXT, "élève"])?;
        assert_eq!(told.last().map(String::as_str), Some("stopped"));
        assert!(told.len() < WORDS.len(), "{told:?}");
        Ok(())
    }
}

/// A Python that has Debian's libraries: the first one found may be another.
fn python() -> Option<&'static str> {
    let has = |python: &&str| {
        let asked = Command::new(python).args(["-c", "import dbus, gi"]).output();
        asked.is_ok_and(|output| output.status.success())
    };
    let found = ["python3", "/usr/bin/python3"].into_iter().find(has);
    if found.is_none() {
        cannot_run("python3-dbus and python3-gi are not there");
    }
    found
}

#[test]
fn python_speaks_follows_and_stops() -> Result<(), String> {
    let Some(python) = python() else { return Ok(()) };
    bench()?.speaks_and_stops(python, "speak.py")
}

#[test]
fn node_speaks_follows_and_stops() -> Result<(), String> {
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(clients());
    match npm.output() {
        Ok(output) if output.status.success() => {}
        Ok(output) => return Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        Err(error) => {
            cannot_run(&format!("npm: {error}"));
            return Ok(());
        }
    }
    bench()?.speaks_and_stops("node", "speak.js")
}

#[test]
fn a_shell_asks_and_stops() -> Result<(), String> {
    if let Err(error) = Command::new("gdbus").arg("help").output() {
        cannot_run(&format!("gdbus: {error}"));
        return Ok(());
    }
    let Some(python) = python() else { return Ok(()) };
    let bench = bench()?;
    let voices = bench.run("sh", &["speak.sh", "voices"])?.join("");
    assert!(voices.contains("pico-fr-FR"), "{voices}");
    let speaking = bench.run("sh", &["speak.sh", "speaking"])?.join("");
    assert!(speaking.contains("false"), "{speaking}");
    let long = "Le petit chat dort. ".repeat(200);
    let mut command = bench.bus.command(&bench.server, python);
    let mut speaker = command
        .args(["speak.py", &long])
        .current_dir(clients())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| e.to_string())?;
    let mut lines = BufReader::new(speaker.stdout.take().ok_or("no output")?).lines();
    lines.next().ok_or("no word")?.map_err(|e| e.to_string())?;
    let speaking = bench.run("sh", &["speak.sh", "speaking"])?.join("");
    assert!(speaking.contains("true"), "{speaking}");
    bench.run("sh", &["speak.sh", "stop"])?;
    let last = lines.last().ok_or("no end")?.map_err(|e| e.to_string())?;
    assert_eq!(last, "stopped");
    speaker.wait().map_err(|e| e.to_string())?;
    bench.recorder.wait_since(now_ns(), LONG, |r| r.ends_silent(200)).map(drop)
}

/// A chunk of a Spiel stream, read as libspeechprovider reads it.
#[derive(Debug, PartialEq)]
enum Chunk {
    Audio(usize),
    Event(u8, String),
}

fn chunks(stream: &[u8], text: &str) -> Vec<Chunk> {
    let (header, mut rest) = stream.split_at(4);
    assert_eq!(header, b"0.01");
    let mut take = |count: usize| {
        let (taken, after) = rest.split_at(count);
        rest = after;
        taken.to_vec()
    };
    let number = |bytes: &[u8]| u32::from_ne_bytes(bytes.try_into().expect("four bytes")) as usize;
    let characters: Vec<char> = text.chars().collect();
    let mut left = stream.len() - 4;
    let mut chunks = Vec::new();
    while left > 0 {
        if take(1) == [1] {
            let length = number(&take(4));
            take(length);
            left -= 5 + length;
            chunks.push(Chunk::Audio(length / 2));
            continue;
        }
        let kind = take(1)[0];
        let (start, end, length) = (number(&take(4)), number(&take(4)), number(&take(4)));
        let mark = String::from_utf8(take(length)).expect("a name");
        left -= 14 + length;
        let range: String = characters[start..end].iter().collect();
        chunks.push(Chunk::Event(kind, if kind == 4 { mark } else { range }));
    }
    chunks
}

const SPIEL: &str = "org.clairvoix.Clairvoix1.Speech.Provider";
const SPIEL_PATH: &str = "/org/clairvoix/Clairvoix1/Speech/Provider";
const SPIEL_INTERFACE: &str = "org.freedesktop.Speech.Provider";

struct Spiel(zbus::Connection);

impl Spiel {
    async fn connect(bench: &Bench) -> zbus::Result<Self> {
        Ok(Self(zbus::connection::Builder::address(bench.bus.address())?.build().await?))
    }

    async fn synthesize(&self, text: &str, ssml: bool) -> zbus::Result<std::io::PipeReader> {
        let (reader, writer) = std::io::pipe().map_err(|e| zbus::Error::Failure(e.to_string()))?;
        let pipe = zbus::zvariant::Fd::from(std::os::fd::OwnedFd::from(writer));
        let body = (pipe, text, "pico-fr-FR", 1.0, 1.2, ssml, "fr");
        let (name, path, interface) = (Some(SPIEL), SPIEL_PATH, Some(SPIEL_INTERFACE));
        self.0.call_method(name, path, interface, "Synthesize", &body).await?;
        Ok(reader)
    }
}

fn read_all(mut reader: std::io::PipeReader) -> Vec<u8> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).expect("the stream ends");
    bytes
}

#[test]
fn spiel_gives_sound_with_words_sentences_and_marks() -> Result<(), String> {
    let bench = bench()?;
    let test = async {
        let spiel = Spiel::connect(&bench).await?;
        let proxy = zbus::Proxy::new(&spiel.0, SPIEL, SPIEL_PATH, SPIEL_INTERFACE).await?;
        assert_eq!(proxy.get_property::<String>("Name").await?, "Clairvoix");
        type Entry = (String, String, String, u64, Vec<String>);
        let voices: Vec<Entry> = proxy.get_property("Voices").await?;
        let ours = voices.iter().find(|voice| voice.1 == "pico-fr-FR").expect("our voice");
        assert_eq!(ours.2, "audio/x-spiel,format=S16LE,channels=1,rate=16000");
        assert_eq!((ours.3 & 0xf, ours.4.as_slice()), (0xb, ["fr-FR".to_owned()].as_slice()));

        let heard = chunks(&read_all(spiel.synthesize(TEXT, false).await?), TEXT);
        let of = |heard: &[Chunk], wanted: u8| {
            let text = |chunk: &Chunk| match chunk {
                Chunk::Event(kind, text) if *kind == wanted => Some(text.clone()),
                _ => None,
            };
            heard.iter().filter_map(text).collect::<Vec<_>>()
        };
        assert_eq!(of(&heard, 1), WORDS);
        assert_eq!(of(&heard, 2).len(), 2, "{heard:?}");
        // Sound lies between the words: each is told where it begins.
        let last = heard.iter().rposition(|chunk| matches!(chunk, Chunk::Event(1, _)));
        let before = heard[..last.unwrap_or(0)].iter();
        let frames = |chunk: &Chunk| if let Chunk::Audio(frames) = chunk { *frames } else { 0 };
        assert!(before.map(frames).sum::<usize>() > 16_000);
        assert!(matches!(heard.last(), Some(Chunk::Audio(_))));

        let ssml = "<speak>Le <mark name=\"ici\"/>chat &amp; moi.</speak>";
        let heard = chunks(&read_all(spiel.synthesize(ssml, true).await?), ssml);
        assert_eq!((of(&heard, 4), of(&heard, 1)[1].as_str()), (vec!["ici".to_owned()], "chat"));
        zbus::Result::Ok(())
    };
    async_io::block_on(test).map_err(|e| e.to_string())
}

#[test]
fn spiel_clients_that_do_not_read_hold_up_nobody() -> Result<(), String> {
    let bench = bench()?;
    let long = "Le petit chat dort. ".repeat(100);
    let test = async {
        let spiel = Spiel::connect(&bench).await?;
        let mut unread = Vec::new();
        for _ in 0..3 {
            unread.push(spiel.synthesize(&long, false).await?);
            // This one closes at once.
            drop(spiel.synthesize(&long, false).await?);
        }
        for text in ["Oui.", "", "...", "\u{1}\u{fffd}"] {
            let heard = chunks(&read_all(spiel.synthesize(text, false).await?), text);
            assert_eq!(heard.is_empty(), text != "Oui.", "{text}");
        }
        let too_long = "a".repeat((1 << 20) + 1);
        let refused = spiel.synthesize(&too_long, false).await.err().map(|e| e.to_string());
        assert!(refused.is_some_and(|e| e.contains("text_bytes")));
        let heard = chunks(&read_all(unread.remove(0)), &long);
        let words = heard.iter().filter(|chunk| matches!(chunk, Chunk::Event(1, _))).count();
        assert_eq!(words, 400);
        zbus::Result::Ok(())
    };
    async_io::block_on(test).map_err(|e| e.to_string())
}

/// A screen reader speaks through speech-dispatcher while the service reads: one after the other.
#[test]
fn the_service_waits_while_speech_dispatcher_speaks() -> Result<(), String> {
    let bench = bench()?;
    let mut reader = bench
        .bus
        .command(&bench.server, "dbus-monitor")
        .arg("--address")
        .arg(bench.bus.address())
        .arg("interface='org.clairvoix.Speech1'")
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| e.to_string())?;
    let mut told = BufReader::new(reader.stdout.take().ok_or("no output")?).lines();
    let mut wait = |what: &str| -> Result<(), String> {
        loop {
            let line = told.next().ok_or("the monitor ended")?.map_err(|e| e.to_string())?;
            if line.contains(what) {
                return Ok(());
            }
        }
    };
    let test = async {
        let spiel = Spiel::connect(&bench).await?;
        let options = std::collections::HashMap::<&str, zbus::zvariant::Value>::new();
        let body = ("Le petit chat dort. ".repeat(100), options);
        let name = Some("org.clairvoix.Clairvoix1");
        let (path, interface) = ("/org/clairvoix/Clairvoix1", Some("org.clairvoix.Speech1"));
        spiel.0.call_method(name, path, interface, "Speak", &body).await?;
        zbus::Result::Ok(spiel)
    };
    let speaking = async_io::block_on(test).map_err(|e| e.to_string())?;
    wait("member=Started")?;
    let module = find_worker("sd_clairvoix").map_err(|e| e.to_string())?;
    let mut module = bench
        .bus
        .command(&bench.server, module)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| e.to_string())?;
    let mut stdin = module.stdin.take().ok_or("no input")?;
    let text = "INIT\nSPEAK\n<speak>Bonjour.</speak>\n.\n";
    stdin.write_all(text.as_bytes()).map_err(|e| e.to_string())?;
    wait("member=Suspended")?;
    wait("member=Resumed")?;
    drop((stdin, speaking));
    module.wait().map_err(|e| e.to_string())?;
    reader.kill().and_then(|()| reader.wait()).map(drop).map_err(|e| e.to_string())
}
