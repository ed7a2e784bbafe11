//! Our module inside a real speech-dispatcher: what Orca, Firefox and spd-say do, recorded at the output
//! of a real sound server.

#![allow(
    clippy::disallowed_methods,
    reason = "a test of processes: it starts them and waits for them"
)]

use std::{io::Write, process::Command, time::Duration};

use clairvoix_backends::engine::find_worker;
use clairvoix_e2e::{
    clock::now_ns,
    peer::{Module, Notice, SpeechDispatcher},
    pulse::PulseServer,
    recorder::Recorder,
};

const LONG: Duration = Duration::from_secs(60);
const RATE_HZ: u32 = 16_000;

struct Bench {
    server: PulseServer,
    recorder: Recorder,
    client: SpeechDispatcher,
}

/// None where speech-dispatcher is not there: said aloud, and counted as skipped.
fn bench() -> Result<Option<Bench>, String> {
    if let Err(error) = Command::new("speech-dispatcher").arg("--version").output() {
        let why = format!("cannot run here: speech-dispatcher: {error} (cargo xtask doctor)");
        // On the real standard output, where the runner counts it.
        writeln!(std::io::stdout(), "\n{why}").map_err(|e| e.to_string())?;
        return Ok(None);
    }
    let module = find_worker("sd_clairvoix").map_err(|e| e.to_string())?;
    let server = PulseServer::start_exact(RATE_HZ)?;
    let recorder = Recorder::start(&server, RATE_HZ)?;
    let mut client = SpeechDispatcher::start_with(&server, Module::Clairvoix(&module))?;
    client.ask("SET self OUTPUT_MODULE clairvoix")?;
    client.ask("SET self NOTIFICATION ALL on")?;
    client.ask("SET self SSML_MODE on")?;
    Ok(Some(Bench { server, recorder, client }))
}

impl Bench {
    /// The events of a text, to the last one.
    fn told(&mut self) -> Result<Vec<Notice>, String> {
        let mut told = Vec::new();
        loop {
            told.push(self.client.notice()?);
            if told.last().is_some_and(|notice| matches!(notice.code, 702 | 703)) {
                return Ok(told);
            }
        }
    }

    fn heard_and_silent(&self, from_ns: u64) -> Result<(), String> {
        let heard = |r: &clairvoix_e2e::recorder::Recording| r.first_loud().is_some();
        self.recorder.wait_since(from_ns, LONG, heard)?;
        let silent = |r: &clairvoix_e2e::recorder::Recording| r.ends_silent(200);
        self.recorder.wait_since(now_ns(), LONG, silent).map(drop)
    }
}

fn marks(told: &[Notice]) -> Vec<&str> {
    let marks = told.iter().filter(|notice| notice.code == 700);
    marks.map(|notice| notice.mark.as_str()).collect()
}

#[test]
fn every_mark_is_told_while_the_text_is_heard() -> Result<(), String> {
    let Some(mut bench) = bench()? else { return Ok(()) };
    let text = "<speak><mark name=\"0:2\"/>Le <mark name=\"3:7\"/>chat <mark name=\"8:13\"/>dort. \
                <mark name=\"14:16\"/>Il est <mark name=\"21:26\"/>14h30.<mark name=\"end\"/></speak>";
    let at = bench.client.speak(text)?;
    let told = bench.told()?;
    assert_eq!(marks(&told), ["0:2", "3:7", "8:13", "14:16", "21:26", "end"]);
    assert_eq!((told[0].code, told[told.len() - 1].code), (701, 702));
    bench.heard_and_silent(at)?;
    // The words lie apart in what was heard: the marks are not told all at once.
    let between = told[told.len() - 2].at_ns - told[1].at_ns;
    println!("marks over {} ms", between / 1_000_000);
    assert!(between > 500_000_000, "{told:?}");
    Ok(())
}

#[test]
fn it_stops_and_speaks_again() -> Result<(), String> {
    let Some(mut bench) = bench()? else { return Ok(()) };
    for round in 0..5 {
        let at = bench.client.speak(&format!("<speak>{}</speak>", "Le chat dort. ".repeat(100)))?;
        bench.recorder.wait_since(at, LONG, |r| r.first_loud().is_some())?;
        bench.client.stop()?;
        assert_eq!(bench.told()?.last().map(|notice| notice.code), Some(703));
        bench.recorder.wait_since(now_ns(), LONG, |r| r.ends_silent(300))?;
        println!("round {round}: silent");
    }
    let at = bench.client.speak("<speak>Encore.</speak>")?;
    assert_eq!(bench.told()?.last().map(|notice| notice.code), Some(702));
    bench.heard_and_silent(at)
}

#[test]
fn characters_keys_and_hostile_texts_are_said() -> Result<(), String> {
    let Some(mut bench) = bench()? else { return Ok(()) };
    for (command, what) in [
        ("CHAR", "é"),
        ("CHAR", "space"),
        ("KEY", "shift_a"),
        ("KEY", "kp-enter"),
        ("SOUND_ICON", "new-mail"),
    ] {
        let at = now_ns();
        bench.client.ask(&format!("{command} {what}"))?;
        let last = bench.told()?.last().map(|notice| notice.code);
        assert_eq!(last, Some(702), "{command} {what}");
        bench.recorder.wait_since(at, LONG, |r| r.first_loud().is_some())?;
    }
    bench.client.ask("SET self RATE 100")?;
    for text in ["<speak><<>&&amp;</speak", &"s'".repeat(16), &"a.b.c.".repeat(5), "\u{7d}\u{1}"] {
        bench.client.speak(text)?;
        assert_eq!(bench.told()?.last().map(|notice| notice.code), Some(702), "{text}");
    }
    Ok(())
}

#[test]
fn spd_say_lists_our_voices_and_speaks_with_them() -> Result<(), String> {
    let Some(bench) = bench()? else { return Ok(()) };
    let run = |arguments: &[&str]| {
        let output = bench.client.client(&bench.server, "spd-say").args(arguments).output();
        let output = output.map_err(|e| e.to_string())?;
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.success() { Ok(told) } else { Err(format!("{arguments:?}: {told}")) }
    };
    assert!(run(&["-O"])?.lines().any(|line| line == "clairvoix"));
    let voices = run(&["-o", "clairvoix", "-L"])?;
    assert!(voices.contains("pico-fr-FR") && voices.contains("pico-de-DE"), "{voices}");
    for (voice, rate) in [("pico-fr-FR", "0"), ("pico-en-GB", "80")] {
        let at = now_ns();
        run(&["-w", "-o", "clairvoix", "-y", voice, "-r", rate, "Bonjour, voilà 12,5 kg."])?;
        bench.heard_and_silent(at)?;
    }
    Ok(())
}
