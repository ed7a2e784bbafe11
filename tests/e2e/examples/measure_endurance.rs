//! Prints what came of many faults and many utterances.
//!
//! `cargo run --release -p clairvoix-e2e --example measure_endurance -- WHAT [COUNT]`; WHAT is `kill`,
//! `fault`, `hang` (a worker struck by SIGKILL, SIGSEGV, SIGSTOP), `server` (the sound server killed and
//! started again), `spoken` (memory over utterances through a sound server), `rest` (memory and wake-ups after
//! speech, for COUNT seconds), `utterances` or `words` (memory, on a sink turned by hand).

#![allow(clippy::disallowed_methods, reason = "reads its arguments")]

use clairvoix_e2e::{endurance, measure::Bench, probe, stats::Summary};

const RATE_HZ: u32 = 48_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    let count = arguments.next().map(|count| count.parse::<usize>()).transpose()?;
    let mut random = endurance::Random(0x00c1_a17f_0412);
    match what.as_str() {
        "kill" => workers("SIGKILL", 9, count.unwrap_or(400), &mut random)?,
        "fault" => workers("SIGSEGV", 11, count.unwrap_or(400), &mut random)?,
        "hang" => workers("SIGSTOP", 19, count.unwrap_or(200), &mut random)?,
        "server" => server(count.unwrap_or(100), &mut random)?,
        "spoken" => spoken(count.unwrap_or(500))?,
        "rest" => rest(count.unwrap_or(60))?,
        "utterances" => {
            let growth = endurance::many_utterances(count.unwrap_or(100_000))?;
            println!("{} utterances on a sink turned by hand", growth.utterances);
            println!("resident after a tenth {:>9.0} kB", growth.settled_kb);
            println!("resident after all     {:>9.0} kB", growth.end_kb);
            println!("growth                 {:>9.0} kB", growth.end_kb - growth.settled_kb);
        }
        "words" => {
            let words = count.unwrap_or(1_000_000);
            let above = endurance::one_long_text(words)?;
            println!("{words} words in one text: at most {above:.0} kB above the text");
        }
        _ => {
            return Err("usage: kill|fault|hang|server|spoken|rest|utterances|words [COUNT]".into());
        }
    }
    Ok(())
}

fn workers(
    name: &str,
    signal: i32,
    count: usize,
    random: &mut endurance::Random,
) -> Result<(), clairvoix_speech::Error> {
    let struck = endurance::strike_workers(count, signal, random)?;
    println!("{name} x {}, {} words said", struck.strikes, struck.words);
    println!(
        "words missing {}, said twice {}, oftener {}",
        struck.missing, struck.twice, struck.oftener
    );
    println!("strike to notice      {}", Summary::of(&struck.noticed_ms));
    println!("notice to next sound  {}", Summary::of(&struck.gaps_ms));
    Ok(())
}

fn server(count: usize, random: &mut endurance::Random) -> Result<(), String> {
    let program = probe::program()?;
    // A null sink that may rewind begins with a block of two seconds, which no hardware has.
    let mut bench = Bench::start_exact(&program, "pico", RATE_HZ)?;
    let restarts = endurance::restart_server(&mut bench, RATE_HZ, count, random)?;
    println!("PulseAudio killed and started again x {count}");
    println!("words missing {}", restarts.missing);
    println!("server back to sound  {}", Summary::of(&restarts.gaps_ms));
    let spent = restarts.processor_percent.iter().sum::<f64>() / count.max(1) as f64;
    println!("processor while it is away: {spent:.1} % of one core");
    Ok(())
}

fn spoken(count: usize) -> Result<(), String> {
    let mut bench = Bench::start(&probe::program()?, "pico", RATE_HZ)?;
    let growth = endurance::many_spoken(&mut bench, count)?;
    println!("{} utterances of Pico through PulseAudio, all processes", growth.utterances);
    println!("heaps and stacks after a tenth {:>9.0} kB", growth.settled_kb);
    println!("after all                      {:>9.0} kB", growth.end_kb);
    println!("growth                         {:>9.0} kB", growth.end_kb - growth.settled_kb);
    Ok(())
}

fn rest(seconds: usize) -> Result<(), String> {
    let mut bench = Bench::start(&probe::program()?, "pico", RATE_HZ)?;
    let rest = std::time::Duration::from_secs(seconds as u64);
    let found = endurance::rest_after_speech(&mut bench, rest)?;
    println!("after French speech, {seconds} s of rest (of the voice's processes one is a spare)");
    for process in &found.processes {
        println!("PSS {:>9.0} kB  {}", process.pss_kb, process.name);
    }
    println!("wake-ups of ours {}", found.wakeups);
    println!(
        "wake-ups of the sound server {}, before speech {}",
        found.server_wakeups, found.server_before
    );
    Ok(())
}
