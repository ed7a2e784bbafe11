//! Many clients that all ask at once: each question has its answer, each client's order is kept, and whoever
//! only wants silence, or to know that the service lives, does not wait.

use std::{
    collections::HashMap,
    num::NonZeroU32,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use clairvoix_e2e::{rest, stats::Summary};

use crate::{
    Fallible,
    client::{Answer, Client, options},
    desk::{Desk, SENTENCE, taken},
};

const THREADS: usize = 32;
/// Now and then a client asks for so many texts without waiting for an answer.
const BURST: usize = 5;
const BURST_EACH: usize = 8;
const ENDS: [&str; 3] = ["Finished", "Stopped", "Failed"];

/// What came of all requests.
#[derive(Default)]
struct Tally {
    results: AtomicU64,
    refusals: AtomicU64,
    /// Anything else, no answer among it.
    others: AtomicU64,
    jobs: AtomicU64,
    /// Jobs with no end, or more than one, and jobs out of order.
    wrong: AtomicU64,
}

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

/// `rate` requests a second in all; 0: as fast as they are answered, which keeps as many waiting as there are
/// clients.
pub(crate) fn load(clients: usize, requests: usize, rate: usize) -> Fallible {
    let desk = Desk::new()?;
    let pid = desk.pid()?;
    println!("before: {}", taken(pid)?);
    let mut all = Vec::new();
    for _ in 0..clients {
        all.push(desk.client()?);
    }
    let (tally, over, peak) = (Tally::default(), AtomicBool::new(false), AtomicU64::new(0));
    let (pings, stops) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    let (mut watcher, mut stopper) = (desk.client()?, desk.client()?);
    let share = clients.div_ceil(THREADS).max(1);
    let workers = clients.div_ceil(share);
    let pace = (rate > 0).then(|| Duration::from_secs_f64(workers as f64 / rate as f64));
    let (tally, pace) = (&tally, &pace);
    let begun = Instant::now();
    let mut seconds = 0.0;
    thread::scope(|scope| -> Fallible {
        let pinger = scope.spawn(|| ping(&mut watcher, &over, &pings));
        let stopped = scope.spawn(|| stop(&mut stopper, &over, &stops));
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                let kb = rest::measure(pid).map_or(0, |process| process.pss_kb as u64);
                peak.fetch_max(kb, Ordering::Relaxed);
                thread::sleep(Duration::from_millis(100));
            }
        });
        let workers: Vec<_> = all
            .chunks_mut(share)
            .map(|mine| scope.spawn(|| ask(mine, requests / clients, *pace, tally)))
            .collect();
        let ended: Vec<_> = workers.into_iter().map(thread::ScopedJoinHandle::join).collect();
        seconds = begun.elapsed().as_secs_f64();
        over.store(true, Ordering::Relaxed);
        for end in ended.into_iter().chain([pinger.join(), stopped.join()]) {
            end.map_err(|_| "a client panicked")??;
        }
        Ok(())
    })?;
    let count = |it: &AtomicU64| it.load(Ordering::Relaxed);
    println!(
        "{clients} clients, {} requests in {seconds:.1} s: {} results, {} LimitExceeded, {} others",
        count(&tally.results) + count(&tally.refusals) + count(&tally.others),
        count(&tally.results),
        count(&tally.refusals),
        count(&tally.others)
    );
    println!(
        "{} jobs, {} out of order or without one end",
        count(&tally.jobs),
        count(&tally.wrong)
    );
    println!(
        "asked: {}",
        if rate > 0 { format!("{rate} a second") } else { "as fast as answered".into() }
    );
    println!("ping under load      {}", Summary::of(&pings.into_inner()?));
    println!("Stop to Stopped      {}", Summary::of(&stops.into_inner()?));
    println!("memory: at most {} kB", count(&peak));
    drop(all);
    thread::sleep(Duration::from_secs(6));
    let status = desk.client()?.status()?;
    println!("then: sessions {:?}, jobs {:?}", status.get("sessions"), status.get("jobs"));
    println!("after: {}", taken(pid)?);
    Ok(())
}

/// Asks again and again whether the service lives.
fn ping(client: &mut Client, over: &AtomicBool, times: &Mutex<Vec<f64>>) -> Fallible {
    while !over.load(Ordering::Relaxed) {
        let asked = Instant::now();
        client.ask("Peer.Ping", &())?;
        times.lock().map_err(|_| "a client panicked")?.push(ms(asked));
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// Speaks, as a screen reader does, and stops.
fn stop(client: &mut Client, over: &AtomicBool, times: &Mutex<Vec<f64>>) -> Fallible {
    while !over.load(Ordering::Relaxed) {
        let job = client.speak(SENTENCE, &[("priority", "screen_reader")])?;
        client.wait(job, &["Started", "Failed"])?;
        thread::sleep(Duration::from_millis(150));
        let asked = Instant::now();
        client.ask("Speech1.Stop", &())?;
        client.wait(job, &ENDS)?;
        if client.told.iter().any(|(_, name)| name == "Stopped") {
            times.lock().map_err(|_| "a client panicked")?.push(ms(asked));
        } else {
            eprintln!("not stopped, but {:?}", client.told);
        }
        client.told.clear();
    }
    Ok(())
}

/// What one client asked.
#[derive(Default)]
struct Asked {
    questions: Vec<(NonZeroU32, bool)>,
    jobs: Vec<u64>,
}

/// The requests of some clients: all of them ask, then all of them wait. `pace` is the time from one request
/// to the next.
fn ask(clients: &mut [Client], each: usize, pace: Option<Duration>, tally: &Tally) -> Fallible {
    let (begun, mut sent) = (Instant::now(), 0_u32);
    let mut asked: Vec<Asked> = clients.iter().map(|_| Asked::default()).collect();
    let (mut left, mut round) = (each, 0);
    while left > 0 {
        let burst = if round % BURST_EACH == 0 { BURST.min(left) } else { 1 };
        for (index, (client, asked)) in clients.iter().zip(&mut asked).enumerate() {
            for _ in 0..burst {
                let due = pace.map(|pace| begun + pace * sent);
                thread::sleep(due.map_or(Duration::ZERO, |due| due - Instant::now().min(due)));
                sent += 1;
                let what = if burst > 1 { 0 } else { (round + index) % 6 };
                asked.questions.push((request(client, what)?, what == 0));
            }
        }
        for (client, asked) in clients.iter_mut().zip(&mut asked) {
            answers(client, asked, tally)?;
        }
        left -= burst;
        round += 1;
    }
    for (client, asked) in clients.iter_mut().zip(&asked) {
        client.ask("Speech1.Stop", &())?;
        for job in &asked.jobs {
            client.wait(*job, &ENDS)?;
        }
        tally.jobs.fetch_add(asked.jobs.len() as u64, Ordering::Relaxed);
        tally.wrong.fetch_add(wrong(client, &asked.jobs), Ordering::Relaxed);
    }
    Ok(())
}

fn request(client: &Client, what: usize) -> Fallible<NonZeroU32> {
    let none = options(&[]);
    match what {
        0 => client.send("Speech1.Speak", &(SENTENCE, options(&[("mode", "append")]))),
        1 => client.send("Reading1.Spoken", &("Il est 14h30.", none)),
        2 => client.send("Reading1.Analyze", &(SENTENCE, none)),
        3 => client.send("Layout1.StyleSheet", &(none,)),
        4 => client.send("Speech1.Pause", &()),
        _ => client.send("Speech1.Resume", &()),
    }
}

/// Takes the answers to all that a client asked.
fn answers(client: &mut Client, asked: &mut Asked, tally: &Tally) -> Fallible {
    for (question, is_speech) in std::mem::take(&mut asked.questions) {
        let count = match client.answer(question) {
            Ok(Answer::Result(reply)) => {
                if is_speech {
                    asked.jobs.push(reply.body().deserialize()?);
                }
                &tally.results
            }
            Ok(Answer::Refusal(name)) if name.ends_with(".LimitExceeded") => &tally.refusals,
            Ok(Answer::Refusal(name)) => {
                eprintln!("{name}");
                &tally.others
            }
            Err(error) => {
                eprintln!("{error}");
                &tally.others
            }
        };
        count.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// Jobs named out of order, said out of order, or with another number of ends than one.
fn wrong(client: &Client, jobs: &[u64]) -> u64 {
    let mut ends: HashMap<u64, usize> = HashMap::new();
    let mut started = Vec::new();
    for (job, name) in &client.told {
        if ENDS.contains(&name.as_str()) {
            *ends.entry(*job).or_default() += 1;
        } else if name == "Started" {
            started.push(*job);
        }
    }
    let ended_wrong = jobs.iter().filter(|job| ends.get(job) != Some(&1)).count();
    let unsorted = |all: &[u64]| all.windows(2).filter(|pair| pair[0] >= pair[1]).count();
    (ended_wrong + unsorted(jobs) + unsorted(&started)) as u64
}
