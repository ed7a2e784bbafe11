//! Prints how the service `clairvoixd` behaves on a private bus with a sound server of its own.
//!
//! `cargo run --release -p clairvoix-e2e --example measure_daemon -- BUS WHAT [COUNT [COUNT]]`; BUS is
//! `dbus-daemon` or `dbus-broker`; WHAT is `start` (COUNT cold starts by activation), `latency` (COUNT warm
//! texts), `rest` (COUNT seconds), `load` (COUNT clients, COUNT requests), `leave` (COUNT clients killed while
//! they speak), `canary`.

#![allow(clippy::disallowed_methods, reason = "reads its arguments, the clock and files of /proc")]

use std::{
    collections::HashMap,
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use clairvoix_e2e::{pulse::PulseServer, stats::Summary};
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
    let [bus, what, counts @ ..] = words.as_slice() else {
        return Err("usage: BUS start|latency|rest|load|leave|canary [COUNT [COUNT]]".into());
    };
    let count = |index: usize, default: usize| -> Fallible<usize> {
        Ok(counts.get(index).map_or(Ok(default), |count| count.parse())?)
    };
    println!("on {bus}:");
    match *what {
        "start" => start(bus, count(0, 10)?),
        "latency" => latency(bus, count(0, 30)?),
        "rest" => rest(bus, count(0, 60)?),
        "load" => load(bus, count(0, 1000)?, count(1, 100_000)?),
        "leave" => leave(bus, count(0, 30)?),
        "canary" => canary(bus),
        _ => Err("there is no such measure".into()),
    }
}

/// A bus, a sound server and the service, each ended by its process when dropped.
struct Desk {
    sound: PulseServer,
    bus: Child,
    address: String,
    service: Option<Child>,
}

impl Desk {
    /// The bus starts the service when it is called, or (`with_service`) we do.
    fn new(bus: &str, with_service: bool) -> Fallible<Self> {
        let sound = PulseServer::start(48_000)?;
        let folder = sound.folder().to_owned();
        let services = folder.join("dbus-1/services");
        fs::create_dir_all(&services)?;
        let program = program()?;
        let unit = format!("[D-BUS Service]\nName={NAME}\nExec={}\n", program.display());
        fs::write(services.join(format!("{NAME}.service")), unit)?;
        let (child, address) = match bus {
            "dbus-daemon" => dbus_daemon(&sound, &folder)?,
            "dbus-broker" => dbus_broker(&sound, &folder)?,
            _ => return Err("BUS is dbus-daemon or dbus-broker".into()),
        };
        let mut desk = Self { sound, bus: child, address, service: None };
        if with_service {
            desk.serve(&program)?;
        }
        Ok(desk)
    }

    fn serve(&mut self, program: &Path) -> Fallible {
        let mut command = self.sound.command(program);
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address).env("CLAIRVOIX_LOG", "debug");
        command.env("XDG_CONFIG_HOME", self.sound.folder().join("config"));
        command.stderr(fs::File::create(self.sound.folder().join("log"))?);
        let asked = Instant::now();
        self.service = Some(command.spawn()?);
        let client = self.client()?;
        while !owned(&client)? {
            if asked.elapsed() > Duration::from_secs(5) {
                return Err("the service took no name in 5 s".into());
            }
            thread::sleep(Duration::from_millis(1));
        }
        println!("name owned after {:.1} ms", ms(asked));
        Ok(())
    }

    fn client(&self) -> zbus::Result<Connection> {
        Builder::address(self.address.as_str())?.build()
    }

    fn pid(&self) -> u32 {
        self.service.as_ref().map_or(0, Child::id)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        for child in self.service.iter_mut().chain([&mut self.bus]) {
            // What has ended is ended.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn program() -> Fallible<PathBuf> {
    let own = std::env::current_exe()?;
    let folder = own.parent().and_then(Path::parent).ok_or("no folder")?;
    let program = folder.join("clairvoixd");
    if program.is_file() { Ok(program) } else { Err("build clairvoixd first".into()) }
}

fn dbus_daemon(sound: &PulseServer, folder: &Path) -> Fallible<(Child, String)> {
    let configuration = format!(
        "<busconfig><type>session</type><listen>unix:path={0}/bus</listen>\
         <servicedir>{0}/dbus-1/services</servicedir>\
         <policy context=\"default\"><allow send_destination=\"*\"/><allow eavesdrop=\"true\"/>\
         <allow own=\"*\"/></policy></busconfig>",
        folder.display()
    );
    let file = folder.join("bus.conf");
    fs::write(&file, configuration)?;
    let mut command = sound.command("dbus-daemon");
    command.arg("--nofork").arg("--print-address=1");
    command.arg(format!("--config-file={}", file.display()));
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut address = String::new();
    let out = child.stdout.take().ok_or("no output")?;
    BufReader::new(out).read_line(&mut address)?;
    Ok((child, address.trim().to_owned()))
}

/// dbus-broker needs a launcher that systemd's socket activation feeds; `systemd-socket-activate` does.
fn dbus_broker(sound: &PulseServer, folder: &Path) -> Fallible<(Child, String)> {
    let socket = folder.join("broker");
    let mut command = sound.command("systemd-socket-activate");
    command.arg(format!("--listen={}", socket.display()));
    command.args(["dbus-broker-launch", "--scope", "user"]);
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let asked = Instant::now();
    while !socket.exists() && asked.elapsed() < Duration::from_secs(5) {
        thread::sleep(Duration::from_millis(5));
    }
    Ok((child, format!("unix:path={}", socket.display())))
}

fn owned(client: &Connection) -> Fallible<bool> {
    let dbus = zbus::blocking::fdo::DBusProxy::new(client)?;
    Ok(dbus.name_has_owner(NAME.try_into()?)?)
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

fn start(bus: &str, count: usize) -> Fallible {
    let mut first = Vec::new();
    for _ in 0..count {
        let desk = Desk::new(bus, false)?;
        let client = desk.client()?;
        let mut signals = MessageIterator::from(&client);
        let asked = Instant::now();
        speak(&client, SENTENCE, &[])?;
        told(&mut signals, "Started")?;
        first.push(ms(asked));
        let dbus = zbus::blocking::fdo::DBusProxy::new(&client)?;
        let pid = dbus.get_connection_unix_process_id(NAME.try_into()?)?;
        drop(signals);
        // It was started by the bus: it ends with it.
        drop(desk);
        let ended = Instant::now();
        while Path::new(&format!("/proc/{pid}")).exists() && ended.elapsed().as_secs() < 5 {
            thread::sleep(Duration::from_millis(5));
        }
    }
    println!("activation to first sound heard  {}", Summary::of(&first));
    Ok(())
}

fn latency(bus: &str, count: usize) -> Fallible {
    let desk = Desk::new(bus, true)?;
    let client = desk.client()?;
    let mut signals = MessageIterator::from(&client);
    for voice in ["pico-fr-FR", "espeak-fr-fr"] {
        let (mut first, mut silent) = (Vec::new(), Vec::new());
        for round in 0..=count {
            let asked = Instant::now();
            if let Err(error) = speak(&client, SENTENCE, &[("voice", voice)])
                .map_err(Into::into)
                .and_then(|_| told(&mut signals, "Started"))
            {
                println!("{voice}: {error}");
                break;
            }
            let heard = ms(asked);
            thread::sleep(Duration::from_millis(150));
            let asked = Instant::now();
            call(&client, "Speech1.Stop", &())?;
            told(&mut signals, "Stopped")?;
            // The first one started the engine.
            if round > 0 {
                first.push(heard);
                silent.push(ms(asked));
            }
            thread::sleep(Duration::from_millis(50));
        }
        println!("{voice}: Speak to Started  {}", Summary::of(&first));
        println!("{voice}: Stop to Stopped   {}", Summary::of(&silent));
    }
    let paragraph = [SENTENCE; 6].join(" ");
    let options: HashMap<&str, Value<'_>> = HashMap::new();
    let mut round_trips = Vec::new();
    for _ in 0..count * 5 {
        let asked = Instant::now();
        call(&client, "Reading1.Analyze", &(paragraph.as_str(), &options))?;
        round_trips.push(ms(asked));
    }
    println!("Analyze of {} characters  {}", paragraph.len(), Summary::of(&round_trips));
    Ok(())
}

/// Memory in kB (PSS) of a process and of its children.
fn memory(pid: u32) -> (u64, u64) {
    let pss = |pid: u32| -> u64 {
        let told = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("Pss:"));
        line.and_then(|it| it.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
    };
    (pss(pid), children(pid).into_iter().map(pss).sum())
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

/// How often the threads of a process gave up the processor.
fn switches(pid: u32) -> u64 {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    tasks
        .filter_map(|task| fs::read_to_string(task.path().join("status")).ok())
        .filter_map(|status| {
            let line = status.lines().find_map(|it| it.strip_prefix("voluntary_ctxt_switches:"));
            line?.trim().parse::<u64>().ok()
        })
        .sum()
}

fn descriptors(pid: u32) -> usize {
    fs::read_dir(format!("/proc/{pid}/fd")).map_or(0, |all| all.count())
}

fn rest(bus: &str, seconds: usize) -> Fallible {
    let desk = Desk::new(bus, true)?;
    let pid = desk.pid();
    let client = desk.client()?;
    let report = |when: &str| {
        let (own, workers) = memory(pid);
        println!("{when}: {own} kB, workers {workers} kB, {} descriptors", descriptors(pid));
    };
    report("at rest, never spoken");
    let mut signals = MessageIterator::from(&client);
    speak(&client, SENTENCE, &[])?;
    told(&mut signals, "Finished")?;
    thread::sleep(Duration::from_secs(6));
    report("after French speech");
    let before = switches(pid);
    thread::sleep(Duration::from_secs(seconds as u64));
    println!("wake-ups in {seconds} s: {}", switches(pid) - before);
    report("then");
    Ok(())
}

/// What came of many requests.
#[derive(Default)]
struct Tally {
    results: AtomicU64,
    refusals: AtomicU64,
    others: AtomicU64,
}

fn load(bus: &str, clients: usize, requests: usize) -> Fallible {
    const THREADS: usize = 32;
    let desk = Desk::new(bus, true)?;
    let pid = desk.pid();
    let mut connections = Vec::new();
    for _ in 0..clients {
        connections.push(desk.client()?);
    }
    let (tally, over) = (Tally::default(), AtomicBool::new(false));
    let (pings, stops, peak) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()), AtomicU64::new(0));
    let begun = Instant::now();
    thread::scope(|scope| -> Fallible {
        let (watcher, stopper) = (desk.client()?, desk.client()?);
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                let asked = Instant::now();
                let peer = Some("org.freedesktop.DBus.Peer");
                if watcher.call_method(Some(NAME), OBJECT, peer, "Ping", &()).is_ok() {
                    pings.lock().expect("no panic").push(ms(asked));
                }
                peak.fetch_max(memory(pid).0, Ordering::Relaxed);
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
    println!("then: {} kB, {} descriptors", memory(pid).0, descriptors(pid));
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
fn leave(bus: &str, count: usize) -> Fallible {
    let desk = Desk::new(bus, true)?;
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
fn canary(bus: &str) -> Fallible {
    let word = "canariquatrevingtdouze";
    let mut desk = Desk::new(bus, true)?;
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
    if let Some(service) = &mut desk.service {
        service.wait()?;
    }
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
