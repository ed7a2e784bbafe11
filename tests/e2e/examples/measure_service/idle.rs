//! What the service costs when nobody speaks.

use std::{fs, thread, time::Duration};

use clairvoix_e2e::{
    bus::Bus,
    measure::Talker,
    pulse::PulseServer,
    rest::{self, Process},
    service::ServiceTalker,
};
use clairvoix_speech::SpeechEvent;

use crate::calls::PARAGRAPH;

/// Voices are let go a minute after the last text.
const VOICES_GONE: Duration = Duration::from_secs(70);

pub(crate) fn at_rest(bus: &Bus, server: &PulseServer, seconds: usize) -> Result<(), String> {
    let rest = Duration::from_secs(seconds as u64);
    let others = || -> Vec<Process> {
        server.ids().into_iter().chain([bus.id()]).filter_map(rest::measure).collect()
    };
    let begun = others();
    thread::sleep(rest);
    println!("without the service, {seconds} s:");
    wakeups(&begun, &others());
    // A client that stays, so that the service does not end.
    let mut talker = ServiceTalker::new(bus.client()?, "pico-fr-FR")?;
    // Asked for once: a client that comes and goes wakes whoever watches the bus, as the service must.
    let id = bus.service_id()?.ok_or("the service does not run")?;
    let service = || rest::family(id);
    memory("before speech", &service());
    talker.speak(PARAGRAPH)?;
    talker.wait(|event| matches!(event, SpeechEvent::Finished { .. }))?;
    thread::sleep(Duration::from_secs(5));
    memory("5 s after French speech", &service());
    devices(&service(), server)?;
    thread::sleep(VOICES_GONE);
    memory("75 s after", &service());
    let (ours, begun) = (service(), others());
    thread::sleep(rest);
    println!("with the service, {seconds} s:");
    wakeups(&ours, &service());
    wakeups(&begun, &others());
    devices(&service(), server)
}

fn memory(when: &str, processes: &[Process]) {
    for process in processes {
        println!(
            "{when}: PSS {:>7.1} MB  {} {}",
            process.pss_kb / 1000.0,
            process.name,
            process.id
        );
    }
    let all: f64 = processes.iter().map(|process| process.pss_kb).sum();
    println!("{when}: PSS {:>7.1} MB  all", all / 1000.0);
}

fn wakeups(before: &[Process], after: &[Process]) {
    for process in after {
        let one = std::slice::from_ref(process);
        println!("    wake-ups {:>6}  {}", rest::wakeups_between(before, one), process.name);
    }
}

/// Streams and connections at the sound server, and device files held open.
fn devices(service: &[Process], server: &PulseServer) -> Result<(), String> {
    let listed = |what: &str| -> Result<usize, String> {
        let output = server.command("pactl").args(["list", "short", what]).output();
        let output = output.map_err(|e| format!("pactl: {e}"))?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        // It lists itself among the clients.
        Ok(text.lines().filter(|line| !line.contains("pactl")).count())
    };
    let of = |process: &Process| {
        let files =
            fs::read_dir(format!("/proc/{}/fd", process.id)).into_iter().flatten().flatten();
        let links = files.filter_map(|file| fs::read_link(file.path()).ok());
        links.filter(|link| link.starts_with("/dev/snd")).count()
    };
    let files: usize = service.iter().map(of).sum();
    println!(
        "streams {}, connections to the sound server {}, device files open {files}",
        listed("sink-inputs")?,
        listed("clients")?
    );
    Ok(())
}
