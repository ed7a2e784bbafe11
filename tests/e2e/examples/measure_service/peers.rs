//! Others that speak, on the same machine, sound server and text.

use std::fs;

use clairvoix_e2e::{
    bus::Bus,
    measure::{SENTENCE, first_and_stop, first_sounds},
    peer::{DesktopDispatcher, SpeechDispatcher},
    pulse::PulseServer,
    recorder::Recorder,
    stats::Summary,
};

/// What no speech can be faster than: a program that plays finished sound. The median, in ms.
pub(crate) fn sound_server(
    server: &PulseServer,
    recorder: &Recorder,
    count: usize,
) -> Result<f64, String> {
    let file = server.folder().join("tone.raw");
    // A third of a second that is loud from the first sample.
    let tone: Vec<u8> =
        (0..16_000).flat_map(|at| [0u8, if at / 50 % 2 == 0 { 16 } else { 240 }]).collect();
    fs::write(&file, tone).map_err(|e| e.to_string())?;
    let first = first_sounds(recorder, count, || {
        let mut command = server.command("pacat");
        command.args(["--raw", "--format=s16le", "--channels=1", "--rate=48000"]);
        command.arg("--latency-msec=10").arg(&file);
        Ok(command)
    })?;
    let first = Summary::of(&first);
    println!("sound server alone, `pacat` to first sound  {first}");
    Ok(first.median)
}

pub(crate) fn all(server: &PulseServer, recorder: &Recorder, count: usize) -> Result<(), String> {
    if !there("espeak-ng") || !there("speech-dispatcher") || !there("spd-say") {
        println!("cannot run here: espeak-ng, speech-dispatcher or spd-say is not there");
        return Ok(());
    }
    let first = first_sounds(recorder, count, || {
        let mut command = server.command("espeak-ng");
        command.args(["-v", "fr", SENTENCE]);
        Ok(command)
    })?;
    println!("espeak-ng, to first sound                   {}", Summary::of(&first));
    let mut client = SpeechDispatcher::start(server)?;
    // The first text loads the voice.
    first_and_stop(recorder, &mut client, 1)?;
    let (first, stop) = first_and_stop(recorder, &mut client, count)?;
    println!("speech-dispatcher, client that stays        {}", Summary::of(&first));
    println!("speech-dispatcher, stop to silence          {}", Summary::of(&stop));
    let first = first_sounds(recorder, count, || {
        let mut command = client.client(server, "spd-say");
        command.args(["-o", "espeak-ng", "-l", "fr", SENTENCE]);
        Ok(command)
    })?;
    println!("spd-say, to first sound                     {}", Summary::of(&first));
    drop(client);
    let mut desktop = DesktopDispatcher::configure(server)?;
    let first = first_sounds(recorder, count, || {
        desktop.end()?;
        let mut command = server.command("spd-say");
        command.args(["-l", "fr", SENTENCE]).env_remove("SPEECHD_ADDRESS");
        Ok(command)
    })?;
    println!("spd-say that starts speech-dispatcher       {}", Summary::of(&first));
    Ok(())
}

/// libspiel's own client with our voices, where it is installed.
pub(crate) fn spiel(
    bus: &Bus,
    server: &PulseServer,
    recorder: &Recorder,
    count: usize,
) -> Result<(), String> {
    if !there("spiel") {
        println!("cannot run here: libspiel's client `spiel` is not in the search path");
        return Ok(());
    }
    for voice in ["espeak-fr-fr", "pico-fr-FR"] {
        let first = first_sounds(recorder, count, || {
            let mut command = bus.command(server, "spiel");
            let provider = "org.clairvoix.Clairvoix1.Speech.Provider";
            command.args(["--provider", provider, "--voice", voice, SENTENCE]);
            Ok(command)
        })?;
        println!("{voice:<13} `spiel`, to first sound           {}", Summary::of(&first));
    }
    Ok(())
}

fn there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
