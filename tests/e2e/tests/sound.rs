//! What is heard, recorded at the output of a real sound server that the test starts itself.
//! Nothing here depends on how fast the machine is; the figures are printed, and measured in
//! earnest by `cargo run -p clairvoix-e2e --example measure_sound`.

#![allow(
    clippy::disallowed_methods,
    reason = "a test of devices and processes: it starts them and waits for them"
)]

use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
    time::Duration,
};

use clairvoix_e2e::{
    clock::now_ns,
    endurance,
    measure::Bench,
    probe::{Probe, Told},
    pulse::PulseServer,
    stats::Summary,
};
use clairvoix_speech::{PlanOptions, RenderEvent, Renderer, plan, testing::FakeEngine};

const LONG: Duration = Duration::from_secs(60);
const TEXT: &str = "Un avion passe. Le petit animal dort encore, puis il mange une orange.";

/// `CARGO_BIN_EXE_…` names the program that cargo has built for this test.
const PROBE: &str = env!("CARGO_BIN_EXE_speak-probe");

fn starts(told: &[Told], text: &str) -> Vec<String> {
    let word = |t: &Told| {
        let mut numbers = t.what.strip_prefix("start word ")?.split(' ');
        let (start, end) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
        text.get(start..end).map(str::to_owned)
    };
    told.iter().filter_map(word).collect()
}

/// All samples that are not silence, in order: what silence a device adds does not matter.
fn sound(samples: &[i16]) -> Vec<i16> {
    samples.iter().copied().filter(|&s| s != 0).collect()
}

/// How many passages of `heard` are softer than `expected`, as they are where a pause fades; between
/// them it is the same to the sample. A passage has at most so many samples:
const SOFT_MAX: usize = 2 * 5 * 16;
/// Of them so many are silence by then, and thus not in `heard`.
const SILENCED_MAX: usize = 8;

fn softened(expected: &[i16], heard: &[i16]) -> Result<usize, String> {
    let (mut expected, mut heard, mut passages) = (expected, heard, 0);
    loop {
        let same = expected.iter().zip(heard).take_while(|(a, b)| a == b).count();
        (expected, heard) = (&expected[same..], &heard[same..]);
        if expected.is_empty() && heard.is_empty() {
            return Ok(passages);
        }
        let (there, here) = soft_passage(expected, heard).ok_or_else(|| {
            format!("{} samples before the end the sound is another", expected.len())
        })?;
        (expected, heard) = (&expected[there..], &heard[here..]);
        passages += 1;
    }
}

/// The length of the softer passage that both begin with: after it they are the same for a while.
fn soft_passage(expected: &[i16], heard: &[i16]) -> Option<(usize, usize)> {
    let lengths = (0..=SOFT_MAX).flat_map(|here| (0..=SILENCED_MAX).map(move |gone| (here, gone)));
    let loudest = |samples: &[i16]| samples.iter().map(|s| s.unsigned_abs()).max().unwrap_or(0);
    lengths.map(|(here, gone)| (here + gone, here)).find(|&(there, here)| {
        let (Some((soft, after)), Some((full, wanted))) =
            (heard.split_at_checked(here), expected.split_at_checked(there))
        else {
            return false;
        };
        let long = wanted.len().min(SOFT_MAX);
        loudest(soft) <= loudest(full)
            && after.get(..long).is_some_and(|after| after == &wanted[..long])
    })
}

#[test]
fn a_soft_passage_is_told_from_lost_and_repeated_samples() {
    let sound: Vec<i16> = (1..4000_i32).map(|n| (n * n % 1999 - 999) as i16).collect();
    let mut soft = sound.clone();
    soft[1000..1100].iter_mut().for_each(|sample| *sample /= 3);
    assert_eq!(softened(&sound, &sound), Ok(0));
    assert_eq!(softened(&sound, &soft), Ok(1));
    assert!(softened(&sound, &[&sound[..1000], &sound[1020..]].concat()).is_err());
    assert!(softened(&sound, &[&sound[..1000], &sound[990..]].concat()).is_err());
}

fn expected(text: &str) -> Result<Vec<i16>, clairvoix_speech::Error> {
    let mut engine = FakeEngine::default();
    let options = PlanOptions::new("fr", FakeEngine::voice_id());
    let mut samples = Vec::new();
    for event in Renderer::try_new(&mut engine, plan(text, options)?)? {
        if let RenderEvent::Audio(block) = event? {
            samples.extend(block);
        }
    }
    Ok(samples)
}

#[test]
fn sound_is_heard_and_stops_when_told() -> Result<(), String> {
    let mut bench = Bench::start(PROBE, "fake", 48_000)?;
    let (first, stop) = bench.first_and_stop(3)?;
    println!("speak to first sound {}", Summary::of(&first));
    println!("stop to silence      {}", Summary::of(&stop));
    Ok(())
}

#[test]
fn every_word_is_told_when_it_is_heard() -> Result<(), String> {
    let mut bench = Bench::start(PROBE, "fake", 48_000)?;
    let errors = bench.event_errors(40, 1.0)?;
    println!("word event minus its sound {}", Summary::of(&errors));
    Ok(())
}

#[test]
fn a_pause_loses_and_repeats_no_sample() -> Result<(), String> {
    // The server plays at the voice's rate: what is recorded is what was sent, to the sample.
    let mut bench = Bench::start_exact(PROBE, "fake", 16_000)?;
    let begun = bench.probe.send(&format!("speak {TEXT}"))?;
    let mut told = Vec::new();
    for wait_ms in [130, 410, 275] {
        told.extend(bench.probe.wait("start word", LONG)?);
        std::thread::sleep(Duration::from_millis(wait_ms));
        bench.probe.send("pause")?;
        told.extend(bench.probe.wait("paused", LONG)?);
        let paused = now_ns() + 50_000_000;
        bench.recorder.wait_since(paused, LONG, |r| r.ends_silent(100))?;
        bench.probe.send("resume")?;
        told.extend(bench.probe.wait("resumed", LONG)?);
    }
    told.extend(bench.probe.wait("finished", LONG)?);
    bench.recorder.wait_since(now_ns(), LONG, |r| r.ends_silent(300))?;
    let heard = bench.recorder.since(begun - 500_000_000);
    let expected = sound(&expected(TEXT).map_err(|e| e.to_string())?);
    let heard = sound(&heard.samples);
    let softened = softened(&expected, &heard)?;
    assert!(softened <= 3, "the sound is soft at the three pauses and nowhere else: {softened}");
    let words: Vec<&str> =
        TEXT.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
    assert_eq!(starts(&told, TEXT), words, "every word once");
    Ok(())
}

#[test]
fn speech_goes_on_when_the_sound_server_is_back() -> Result<(), String> {
    let mut bench = Bench::start(PROBE, "fake", 48_000)?;
    bench.probe.send(&format!("speak {TEXT}"))?;
    let mut told = bench.probe.wait("start word 9", LONG)?;
    bench.server.kill();
    told.extend(bench.probe.wait("device lost", LONG)?);
    bench.server.restart()?;
    let recorder = clairvoix_e2e::recorder::Recorder::start(&bench.server, 48_000)?;
    let back = bench.probe.wait("device back", LONG)?;
    let at = back.last().map_or(0, |t| t.at_ns);
    told.extend(back);
    told.extend(bench.probe.wait("finished", LONG)?);
    let heard = recorder.since(at);
    assert!(heard.first_loud().is_some(), "sound is heard again");
    let words: Vec<&str> =
        TEXT.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
    assert_eq!(starts(&told, TEXT), words, "every word is told once: {told:?}");
    Ok(())
}

/// A few of what `cargo xtask measure endurance` does many times.
#[test]
fn a_restarted_server_is_spoken_to_again_and_no_word_is_lost() -> Result<(), String> {
    let mut bench = Bench::start_exact(PROBE, "fake", 48_000)?;
    let restarts = endurance::restart_server(&mut bench, 48_000, 2, &mut endurance::Random(7))?;
    assert_eq!((restarts.missing, restarts.gaps_ms.len()), (0, 2));
    Ok(())
}

#[test]
fn commands_are_obeyed_in_the_middle_of_speech() -> Result<(), String> {
    let mut bench = Bench::start(PROBE, "fake", 48_000)?;
    bench.probe.send(&format!("speak {TEXT}"))?;
    bench.probe.wait("start word 3", LONG)?;
    bench.probe.send("skip sentence 1")?;
    let told = bench.probe.wait("start word", LONG)?;
    // The word that was about to begin may still come, nothing else of the first sentence.
    let told = if starts(&told, TEXT).last().is_some_and(|w| w == "passe") {
        bench.probe.wait("start word", LONG)?
    } else {
        told
    };
    assert_eq!(starts(&told, TEXT).last().map(String::as_str), Some("Le"));
    bench.probe.send("rate 2")?;
    let told = bench.probe.wait("finished", LONG)?;
    let rest = ["petit", "animal", "dort", "encore", "puis", "il", "mange", "une", "orange"];
    assert_eq!(starts(&told, TEXT), rest);
    Ok(())
}

#[test]
fn without_a_sound_device_the_error_says_so() -> Result<(), String> {
    let mut bench = Bench::start(PROBE, "fake", 48_000)?;
    bench.server.kill();
    // ALSA may have a card on this machine: then there is nothing to see here but that it speaks.
    let mut probe = Probe::start(&bench.server, PROBE, "fake")?;
    probe.send("speak Bonjour.")?;
    match probe.wait("finished", LONG) {
        Ok(_) => {
            let cards = std::fs::read_to_string("/proc/asound/cards").unwrap_or_default();
            assert!(cards.contains('['), "finished without any sound device");
        }
        Err(told) => {
            assert!(told.contains("failed no sound device can be used"), "{told}");
            assert!(told.contains("record to a file"), "the way out is named: {told}");
        }
    }
    Ok(())
}

/// The player's error is all there is to read: no line of a sound library's own.
#[test]
fn without_a_sound_device_no_library_prints() -> Result<(), String> {
    let mut server = PulseServer::start(48_000)?;
    server.kill();
    let mut process = server
        .command(PROBE)
        .arg("fake")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| e.to_string())?;
    let mut input = process.stdin.take().ok_or("no input")?;
    writeln!(input, "speak Bonjour.").map_err(|e| e.to_string())?;
    let lines = BufReader::new(process.stdout.take().ok_or("no output")?).lines();
    let over = |line: &String| line.contains("failed") || line.contains("finished");
    let told = lines.map_while(Result::ok).find(over);
    drop(input);
    let output = process.wait_with_output().map_err(|e| e.to_string())?;
    assert!(told.is_some());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    Ok(())
}

#[test]
fn a_probe_without_an_engine_says_how_it_is_used() {
    let output = Command::new(PROBE).output();
    assert!(output.is_ok_and(|o| !o.status.success()));
}
