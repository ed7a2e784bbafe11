//! Prints how the service `clairvoixd` bears many clients, clients that are gone, and a crash, on a bus and a sound
//! server of its own.
//!
//! `cargo run --release -p clairvoix-e2e --example measure_load -- WHAT [COUNT [COUNT]]`, after
//! `cargo build --release --bins`; WHAT is `load` (COUNT clients, COUNT requests), `leave` (COUNT clients gone while
//! they speak) or `canary` (a word is said, everything is killed, the word is looked for).

#![allow(clippy::disallowed_methods, reason = "reads its arguments, the clock and files of /proc")]

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use clairvoix_e2e::{bus::Bus, probe, pulse::PulseServer, stats::Summary};
use zbus::{
    blocking::{Connection, MessageIterator, connection::Builder},
    message::{Message, Type},
    zvariant::{OwnedValue, Value},
};

type Fallible<V = ()> = Result<V, Box<dyn std::error::Error>>;

const NAME: &str = "org.clairvoix.Clairvoix1";
const OBJECT: &str = "/org/clairvoix/Clairvoix1";
const SENTENCE: &str = "La petite chouette hulule doucement dans la nuit étoilée.";

fn main() -> Fallible {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [what, counts @ ..] = words.as_slice() else {
        return Err("usage: load|leave|canary [COUNT [COUNT]]".into());
    };
    let count = |index: usize, default: usize| -> Fallible<usize> {
        Ok(counts.get(index).map_or(Ok(default), |count| count.parse())?)
    };
    match *what {
        "load" => load(count(0, 1000)?, count(1, 100_000)?),
        "leave" => leave(count(0, 30)?),
        "canary" => canary(),
        _ => Err("there is no such measure".into()),
    }
}

/// A sound server and a bus that starts the service.
struct Desk {
    bus: Bus,
    sound: PulseServer,
}

impl Desk {
    /// With the service started.
    fn new() -> Fallible<Self> {
        let sound = PulseServer::start(48_000)?;
        let bus = Bus::start(&sound, &probe::built("clairvoixd")?)?;
        let desk = Self { bus, sound };
        call(&desk.client()?, "Speech1.Status", &())?;
        Ok(desk)
    }

    fn client(&self) -> zbus::Result<Connection> {
        Builder::address(self.bus.address())?.build()
    }

    fn pid(&self) -> u32 {
        self.bus.service_id().ok().flatten().unwrap_or(0)
    }
}

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

fn call<B: serde::Serialize + zbus::zvariant::DynamicType>(
    client: &Connection,
    member: &str,
    body: &B,
) -> zbus::Result<Message> {
    let (interface, method) = member.split_once('.').unwrap_or(("Speech1", member));
    let interface = format!("org.clairvoix.{interface}");
    client.call_method(Some(NAME), OBJECT, Some(interface.as_str()), method, body)
}

fn speak(client: &Connection, text: &str, options: &[(&str, &str)]) -> zbus::Result<u64> {
    let options: HashMap<&str, Value<'_>> =
        options.iter().map(|(name, value)| (*name, Value::from(*value))).collect();
    call(client, "Speech1.Speak", &(text, options))?.body().deserialize()
}

/// Waits for a signal of this name.
fn told(signals: &mut MessageIterator, name: &str) -> Fallible {
    for message in signals {
        let message = message?;
        let header = message.header();
        let member = header.member().map(ToString::to_string).unwrap_or_default();
        if message.message_type() == Type::Signal && member == name {
            return Ok(());
        }
        if member == "Failed" {
            return Err(
                format!("{:?}", message.body().deserialize::<(u64, String, String)>()).into()
            );
        }
    }
    Err("the connection ended".into())
}

/// Memory in kB (PSS) of a process.
fn memory(pid: u32) -> u64 {
    let told = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|it| it.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
}

fn children(pid: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    tasks
        .filter_map(|task| fs::read_to_string(task.path().join("children")).ok())
        .flat_map(|line| {
            line.split(' ').filter_map(|it| it.trim().parse().ok()).collect::<Vec<_>>()
        })
        .collect()
}

fn descriptors(pid: u32) -> usize {
    fs::read_dir(format!("/proc/{pid}/fd")).map_or(0, |all| all.count())
}

/// What came of many requests.
#[derive(Default)]
struct Tally {
    results: AtomicU64,
    refusals: AtomicU64,
    others: AtomicU64,
}

fn load(clients: usize, requests: usize) -> Fallible {
    const THREADS: usize = 32;
    let desk = Desk::new()?;
    let pid = desk.pid();
    let mut connections = Vec::new();
    for _ in 0..clients {
        connections.push(desk.client()?);
    }
    let (tally, over) = (Tally::default(), AtomicBool::new(false));
    let (pings, stops, peak) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()), AtomicU64::new(0));
    let (watcher, stopper) = (desk.client()?, desk.client()?);
    let begun = Instant::now();
    thread::scope(|scope| -> Fallible {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                let asked = Instant::now();
                let peer = Some("org.freedesktop.DBus.Peer");
                if watcher.call_method(Some(NAME), OBJECT, peer, "Ping", &()).is_ok() {
                    pings.lock().expect("no panic").push(ms(asked));
                }
                peak.fetch_max(memory(pid), Ordering::Relaxed);
                thread::sleep(Duration::from_millis(20));
            }
        });
        scope.spawn(|| {
            let mut signals = MessageIterator::from(&stopper);
            while !over.load(Ordering::Relaxed) {
                let urgent = [("priority", "screen_reader")];
                if speak(&stopper, SENTENCE, &urgent).is_ok()
                    && told(&mut signals, "Started").is_ok()
                {
                    let asked = Instant::now();
                    let _ = call(&stopper, "Speech1.Stop", &());
                    if told(&mut signals, "Stopped").is_ok() {
                        stops.lock().expect("no panic").push(ms(asked));
                    }
                }
                thread::sleep(Duration::from_millis(300));
            }
        });
        let share = clients.div_ceil(THREADS);
        let workers: Vec<_> = connections
            .chunks(share)
            .map(|mine| scope.spawn(|| ask(mine, requests / clients, &tally)))
            .collect();
        for worker in workers {
            worker.join().map_err(|_| "a client panicked")?;
        }
        over.store(true, Ordering::Relaxed);
        Ok(())
    })?;
    let seconds = begun.elapsed().as_secs_f64();
    let count = |it: &AtomicU64| it.load(Ordering::Relaxed);
    println!(
        "{clients} clients, {requests} requests in {seconds:.0} s: {} results, {} LimitExceeded, {} others",
        count(&tally.results),
        count(&tally.refusals),
        count(&tally.others)
    );
    println!("ping under load  {}", Summary::of(&pings.into_inner()?));
    println!("Stop to Stopped  {}", Summary::of(&stops.into_inner()?));
    println!("memory: at most {} kB", count(&peak));
    drop(connections);
    thread::sleep(Duration::from_secs(6));
    let status = call(&desk.client()?, "Speech1.Status", &())?;
    let status: HashMap<String, OwnedValue> = status.body().deserialize()?;
    println!("then: sessions {:?}, jobs {:?}", status.get("sessions"), status.get("jobs"));
    println!("then: {} kB, {} descriptors", memory(pid), descriptors(pid));
    Ok(())
}

/// The requests of some clients, taking turns.
fn ask(clients: &[Connection], rounds: usize, tally: &Tally) {
    let options: HashMap<&str, Value<'_>> = HashMap::new();
    for round in 0..rounds {
        for (index, client) in clients.iter().enumerate() {
            let answer = match (round + index) % 5 {
                0 => speak(client, SENTENCE, &[("mode", "append")]).map(drop),
                1 => call(client, "Reading1.Spoken", &("Il est 14h30.", &options)).map(drop),
                2 => call(client, "Reading1.Analyze", &(SENTENCE, &options)).map(drop),
                3 => call(client, "Layout1.StyleSheet", &(&options,)).map(drop),
                _ => call(client, "Speech1.Pause", &()).map(drop),
            };
            let count = match answer {
                Ok(()) => &tally.results,
                Err(zbus::Error::MethodError(name, ..)) if name.ends_with(".LimitExceeded") => {
                    &tally.refusals
                }
                Err(error) => {
                    eprintln!("{error}");
                    &tally.others
                }
            };
            count.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Clients that are gone while they speak: how long until the service says nothing.
fn leave(count: usize) -> Fallible {
    let desk = Desk::new()?;
    let watcher = desk.client()?;
    let before = descriptors(desk.pid());
    let mut silent = Vec::new();
    for _ in 0..count {
        let client = desk.client()?;
        let mut signals = MessageIterator::from(&client);
        speak(&client, &[SENTENCE; 40].join(" "), &[])?;
        speak(&client, SENTENCE, &[("mode", "append")])?;
        told(&mut signals, "Started")?;
        thread::sleep(Duration::from_millis(200));
        drop(signals);
        let left = Instant::now();
        client.close()?;
        while speaking(&watcher)? && left.elapsed().as_secs() < 10 {
            thread::sleep(Duration::from_millis(1));
        }
        silent.push(ms(left));
    }
    println!("client gone to silence  {}", Summary::of(&silent));
    println!("descriptors {before} before, {} after", descriptors(desk.pid()));
    Ok(())
}

fn speaking(client: &Connection) -> Fallible<bool> {
    let properties = Some("org.freedesktop.DBus.Properties");
    let body = ("org.clairvoix.Speech1", "Speaking");
    let reply = client.call_method(Some(NAME), OBJECT, properties, "Get", &body)?;
    Ok(bool::try_from(reply.body().deserialize::<OwnedValue>()?)?)
}

/// A word that nobody writes is said, analysed and adapted; then everything is killed in the middle, and looked
/// for in all the service could have written.
fn canary() -> Fallible {
    let word = "canariquatrevingtdouze";
    let desk = Desk::new()?;
    let client = desk.client()?;
    let mut signals = MessageIterator::from(&client);
    let text = format!("Le {word} chante. ").repeat(30);
    let options: HashMap<&str, Value<'_>> = HashMap::new();
    call(&client, "Reading1.Analyze", &(text.as_str(), &options))?;
    call(&client, "Layout1.Adapt", &(text.as_str(), &options))?;
    let wrong: HashMap<&str, Value<'_>> = HashMap::from([(word, Value::from(1))]);
    drop(call(&client, "Speech1.Speak", &(text.as_str(), &wrong)));
    speak(&client, &text, &[])?;
    told(&mut signals, "Started")?;
    for child in children(desk.pid()) {
        Command::new("kill").args(["-SEGV", &child.to_string()]).status()?;
    }
    thread::sleep(Duration::from_millis(300));
    Command::new("kill").args(["-SEGV", &desk.pid().to_string()]).status()?;
    thread::sleep(Duration::from_millis(500));
    let mut looked_at = 0;
    let mut found = Vec::new();
    let places =
        [desk.sound.folder().to_owned(), std::env::current_dir()?.join("core"), "/tmp".into()];
    for place in places {
        search(&place, word, 0, &mut looked_at, &mut found);
    }
    println!("{looked_at} files looked at, the word in {}: {found:?}", found.len());
    Ok(())
}

fn search(place: &Path, word: &str, depth: u32, looked_at: &mut usize, found: &mut Vec<PathBuf>) {
    let Ok(entry) = fs::symlink_metadata(place) else { return };
    if entry.is_dir() && depth < 4 {
        for inner in fs::read_dir(place).into_iter().flatten().flatten() {
            search(&inner.path(), word, depth + 1, looked_at, found);
        }
    } else if entry.is_file() && entry.len() < (64 << 20) {
        *looked_at += 1;
        let bytes = fs::read(place).unwrap_or_default();
        if bytes.windows(word.len()).any(|window| window == word.as_bytes()) {
            found.push(place.to_owned());
        }
    }
}
