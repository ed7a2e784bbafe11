//! A whole document read to files: how much, how fast, in how much memory.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use super::tree;
use crate::process::{self, Outcome};

const SAMPLE_EVERY: Duration = Duration::from_millis(10);

/// Reads the document with `clairvoix read --out` on one core where `taskset` is there.
pub(super) fn run(arguments: &[String]) -> Outcome {
    let file = match arguments {
        [] => process::root().join("examples/data/lecon.md"),
        [file] => PathBuf::from(file),
        _ => return Err("usage: cargo xtask measure read [FILE]".to_owned()),
    };
    let clairvoix = super::clairvoix()?;
    let out = process::root().join("target/measure/read");
    let mut command = match process::find("taskset") {
        Some(taskset) => {
            let mut command = process::program(taskset);
            command.args(["-c", "0"]).arg(&clairvoix);
            command
        }
        None => process::program(&clairvoix),
    };
    command.arg("read").arg(&file).arg("--out").arg(&out).stdout(Stdio::null());
    let started = Instant::now();
    let mut child =
        command.spawn().map_err(|error| format!("failed to start clairvoix: {error}"))?;
    let mut peak = tree::Peak::default();
    let status = loop {
        peak.sample(child.id());
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) => std::thread::sleep(SAMPLE_EVERY),
            Err(error) => return Err(format!("failed to wait for clairvoix: {error}")),
        }
    };
    let wall = started.elapsed().as_secs_f64();
    if !status.success() {
        return Err(format!("clairvoix read ended with {status}"));
    }
    report(&file, &out, wall, &peak)
}

fn report(file: &Path, out: &Path, wall_s: f64, peak: &tree::Peak) -> Outcome {
    let read = |name: &str| {
        let path = out.join(name);
        fs::read_to_string(&path)
            .map_err(|error| format!("failed to read {}: {error}", path.display()))
    };
    let marks = read("marks.jsonl")?;
    let count = |kind: &str| {
        marks.lines().filter(|line| line.contains(&format!("\"kind\":\"{kind}\""))).count()
    };
    let audio_s = wav_seconds(&out.join("audio.wav"))?;
    println!("document          {}", file.display());
    println!("sentences         {}", count("sentence"));
    println!("words             {}", count("word"));
    println!("audio             {audio_s:.1} s");
    println!(
        "time on one core  {wall_s:.2} s: {:.0} times faster than real time",
        audio_s / wall_s
    );
    println!("peak memory       {} (sum {:.1} MB)", peak.describe(), peak.total_mb());
    Ok(())
}

/// Seconds of a 16-bit mono WAV file, from its header and its size.
fn wav_seconds(path: &Path) -> Result<f64, String> {
    let failed = |error: std::io::Error| format!("failed to read {}: {error}", path.display());
    let bytes = fs::metadata(path).map_err(failed)?.len();
    let mut header = [0u8; 44];
    std::io::Read::read_exact(&mut fs::File::open(path).map_err(failed)?, &mut header)
        .map_err(failed)?;
    let rate = u32::from_le_bytes([header[24], header[25], header[26], header[27]]);
    Ok(bytes.saturating_sub(44) as f64 / 2.0 / f64::from(rate.max(1)))
}
