//! Clients that are killed: silence, and nothing left behind.

use std::{
    io::{PipeReader, PipeWriter},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use clairvoix_e2e::{clock::now_ns, recorder::Recorder, stats::Summary};

use crate::{
    Fallible,
    client::{Client, options},
    desk::{Desk, SENTENCE, taken},
};

const LONG: Duration = Duration::from_secs(60);
/// Clients killed at random for each that is killed while it is heard.
const AT_RANDOM: usize = 10;
/// So many run at once.
const AT_ONCE: usize = 4;

pub(crate) fn leave(count: usize) -> Fallible {
    let desk = Desk::new()?;
    let recorder = Recorder::start(&desk.sound, 48_000)?;
    let mut silent = Vec::new();
    for _ in 0..count {
        recorder.wait(LONG, |r| r.ends_silent(200))?;
        let begun = now_ns();
        let mut client = Victim::start(&desk, "speaks", 0)?;
        recorder.wait_since(begun, LONG, |r| r.first_loud().is_some())?;
        thread::sleep(Duration::from_millis(300));
        let killed = now_ns();
        client.kill()?;
        let heard = recorder.wait_since(killed, LONG, |r| r.ends_silent(300))?;
        let last = heard.last_loud().unwrap_or(killed);
        silent.push(last.saturating_sub(killed) as f64 / 1e6);
    }
    println!("client killed to silence  {}", Summary::of(&silent));
    at_random(&desk, count * AT_RANDOM)
}

/// Clients killed wherever they are.
fn at_random(desk: &Desk, count: usize) -> Fallible {
    let pid = desk.pid()?;
    let mut seed = 1_u64;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut killed = 0;
    while killed < count {
        let mut all = Vec::new();
        for _ in 0..AT_ONCE {
            all.push(Victim::start(desk, "anything", next(u64::from(u32::MAX)))?);
        }
        thread::sleep(Duration::from_millis(next(250)));
        for client in &mut all {
            client.kill()?;
            killed += 1;
        }
        // The first ones make what stays: the engines, caches.
        if (count / 10..count / 10 + AT_ONCE).contains(&killed) {
            rest(desk)?;
            println!("after {killed} killed: {}", taken(pid)?);
        }
    }
    rest(desk)?;
    println!("after {killed} killed: {}", taken(pid)?);
    let status = desk.client()?.status()?;
    let of = |name: &str| status.get(name).map(|value| format!("{value:?}")).unwrap_or_default();
    println!("sessions {}, jobs {}, texts {}", of("sessions"), of("jobs"), of("text_bytes"));
    Ok(())
}

/// Until the threads that linger have ended.
fn rest(desk: &Desk) -> Fallible {
    desk.client()?.ask("Speech1.StopAll", &())?;
    thread::sleep(Duration::from_secs(7));
    Ok(())
}

/// A client in a process of its own.
struct Victim(Child);

impl Victim {
    fn start(desk: &Desk, what: &str, seed: u64) -> Fallible<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["victim", desk.bus.address(), what, &seed.to_string()]);
        Ok(Self(command.stdin(Stdio::null()).stderr(Stdio::null()).spawn()?))
    }

    fn kill(&mut self) -> Fallible {
        self.0.kill()?;
        self.0.wait()?;
        Ok(())
    }
}

impl Drop for Victim {
    fn drop(&mut self) {
        // It has been killed, as a rule.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The client that is killed.
pub(crate) fn victim(words: &[&str]) -> Fallible {
    let [address, what, seed] = words else { return Err("usage: victim ADDRESS WHAT SEED".into()) };
    let mut client = Client::new(address)?;
    let long = [SENTENCE; 40].join(" ");
    if *what == "speaks" {
        client.speak(&long, &[])?;
        client.speak(SENTENCE, &[("mode", "append")])?;
        loop {
            thread::park();
        }
    }
    let mut seed: u64 = seed.parse()?;
    let mut pipes = Vec::new();
    loop {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let none = options(&[]);
        // What is refused is refused; what is killed in the middle is what counts.
        let _ = match (seed >> 33) % 9 {
            0 => client.speak(&long, &[]).map(drop),
            1 => client.speak(SENTENCE, &[("mode", "append")]).map(drop),
            2 => client.speak(SENTENCE, &[("priority", "urgent")]).map(drop),
            3 => client.send("Reading1.Analyze", &(long.as_str(), none)).map(drop),
            4 => client.send("Layout1.Adapt", &(long.as_str(), none)).map(drop),
            5 => client.ask("Speech1.Hold", &true).map(drop),
            6 => client.ask("Profiles1.SetOverride", &"espace").map(drop),
            7 => descriptors(&client, &long).map(|pipe| pipes.push(pipe)),
            _ => client.ask("Speech1.Pause", &()).map(drop),
        };
    }
}

/// A text from a pipe that nobody fills, sound to one that nobody empties, as long as both ends are kept.
fn descriptors(client: &Client, text: &str) -> Fallible<(PipeReader, PipeWriter)> {
    let (reader, writer) = std::io::pipe()?;
    let none = options(&[]);
    let fd = zbus::zvariant::Fd::from(&reader);
    client.send("Speech1.SpeakFd", &(fd, &none))?;
    let fd = zbus::zvariant::Fd::from(&writer);
    client.send("Speech1.Synthesize", &(text, &none, fd))?;
    Ok((reader, writer))
}
