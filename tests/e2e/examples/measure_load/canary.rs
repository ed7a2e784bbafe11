//! Words that nobody writes are said, analysed, adapted, asked for wrongly; then everything is killed in the middle,
//! and they are looked for in all that the service could have written.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

use clairvoix_e2e::rest;
use zbus::zvariant::Fd;

use crate::{
    Fallible,
    client::options,
    desk::{Desk, OBJECT},
};

/// Files as long as a core file of a service with a neural voice.
const FILE_BYTES_MAX: u64 = 1 << 30;
/// Files of others that lie in the same folders are older.
const SIGNAL: &str = "SEGV";

/// Spelled only at run time: this program and its source do not have it.
fn word(number: u32) -> String {
    ["zy", "gob", "rux", &number.to_string(), "wq"].concat()
}

pub(crate) fn canary() -> Fallible {
    let begun = std::time::SystemTime::now();
    let desk = Desk::new()?;
    let pid = desk.pid()?;
    let words: Vec<String> = (1..=7).map(word).collect();
    let text = |index: usize| format!("Le {} chante. ", words[index]).repeat(30);
    let mut client = desk.client()?;
    client.ask("Reading1.Analyze", &(text(0), options(&[])))?;
    client.ask("Layout1.Adapt", &(text(1), options(&[])))?;
    // Names of options, voices and profiles that are none, and a body that is wrong.
    drop(client.ask("Speech1.Speak", &(text(2), options(&[(words[3].as_str(), "x")]))));
    drop(client.ask("Speech1.Speak", &(text(2), options(&[("profile", &words[3])]))));
    drop(client.ask("Speech1.Speak", &(text(2), options(&[("voice", &words[3])]))));
    drop(client.ask("Speech1.Speak", &(words[2].as_str(), 7_u32)));
    drop(client.ask("Reading1.Explain", &(words[4].as_str(), options(&[]))));
    let sound = desk.sound.folder().join("said.wav");
    let file = fs::File::create(&sound)?;
    client.send("Speech1.Synthesize", &(text(5), options(&[]), Fd::from(&file)))?;
    let job = client.speak(&text(6), &[])?;
    client.wait(job, &["Started"])?;
    let family: Vec<u32> = rest::family(pid).iter().map(|process| process.id).collect();
    println!("{} processes are killed with {SIGNAL}, the service last", family.len());
    for process in family.iter().rev() {
        Command::new("kill").args(["-s", SIGNAL, &process.to_string()]).status()?;
        thread::sleep(Duration::from_millis(300));
    }
    let deadline = Instant::now() + Duration::from_secs(20);
    while Path::new(&format!("/proc/{pid}")).exists() && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(20));
    }
    let mut seen = Seen::default();
    for place in places(&desk)? {
        search(&place, &words, begun, 0, &mut seen);
    }
    println!("object {OBJECT}: {} files looked at, {} bytes", seen.files, seen.bytes);
    println!("a word in {} of them: {:?}", seen.found.len(), seen.found);
    for core in &seen.cores {
        println!("core file: {}", core.display());
    }
    // It must be able to find: the text itself is put beside, and found.
    fs::write(desk.sound.folder().join("planted"), text(0))?;
    let mut check = Seen::default();
    search(desk.sound.folder(), &words, begun, 0, &mut check);
    println!("planted beside and found: {}", check.found.len() == seen.found.len() + 1);
    Ok(())
}

/// The home and the runtime folder of the service, temporary files, where core files go, logs.
fn places(desk: &Desk) -> Fallible<Vec<PathBuf>> {
    let mut places = vec![desk.sound.folder().to_owned(), env::temp_dir(), env::current_dir()?];
    places.extend(
        ["/var/log", "/var/crash", "/var/lib/systemd/coredump", "/dev/shm"].map(PathBuf::from),
    );
    places.extend(env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from));
    places.extend(env::var_os("HOME").map(|home| PathBuf::from(home).join(".local")));
    let pattern = fs::read_to_string("/proc/sys/kernel/core_pattern")?;
    let cores = Path::new(pattern.trim()).parent().filter(|folder| folder.is_absolute());
    places.extend(cores.map(Path::to_owned));
    Ok(places)
}

#[derive(Default)]
struct Seen {
    files: usize,
    bytes: u64,
    found: Vec<PathBuf>,
    cores: Vec<PathBuf>,
}

/// Files that changed since `begun`.
fn search(
    place: &Path,
    words: &[String],
    begun: std::time::SystemTime,
    depth: u32,
    seen: &mut Seen,
) {
    let Ok(entry) = fs::symlink_metadata(place) else { return };
    if entry.is_dir() && depth < 6 {
        // What the compiler wrote holds no text of ours, and is gigabytes.
        if place.file_name().is_some_and(|name| name == "target" || name == ".git") {
            return;
        }
        for inner in fs::read_dir(place).into_iter().flatten().flatten() {
            search(&inner.path(), words, begun, depth + 1, seen);
        }
    } else if entry.is_file() && entry.len() < FILE_BYTES_MAX {
        if entry.modified().is_ok_and(|at| at < begun) {
            return;
        }
        seen.files += 1;
        seen.bytes += entry.len();
        if place.file_name().is_some_and(|name| name.to_string_lossy().starts_with("core")) {
            seen.cores.push(place.to_owned());
        }
        let bytes = fs::read(place).unwrap_or_default();
        let has = |word: &String| bytes.windows(word.len()).any(|it| it == word.as_bytes());
        if words.iter().any(has) {
            seen.found.push(place.to_owned());
        }
    }
}
