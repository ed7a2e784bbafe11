//! A page's `speechSynthesis` in Firefox, through speech-dispatcher and our module, recorded at the output of a
//! real sound server.

#![allow(
    clippy::disallowed_methods,
    reason = "a test of processes: it starts them and waits for them"
)]

mod page;

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use clairvoix_backends::engine::find_worker;
use clairvoix_e2e::{
    clock::now_ns,
    peer::{Module, SpeechDispatcher},
    pulse::PulseServer,
    recorder::Recorder,
};
use page::Page;

const LONG: Duration = Duration::from_secs(90);
const RATE_HZ: u32 = 16_000;
/// A new browser looks at nothing but the test's page, and asks nobody outside.
const SETTINGS: &str = r#"
user_pref("media.webspeech.synth.enabled", true);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("app.normandy.enabled", false);
user_pref("extensions.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
user_pref("network.proxy.no_proxies_on", "127.0.0.1");
"#;

/// Ended, by its process, when dropped.
struct Firefox(Child);

impl Drop for Firefox {
    fn drop(&mut self) {
        // It fails only when the process is dead already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The browser's program; said aloud, and counted as skipped, where it or speech-dispatcher is not there.
fn browser() -> Result<Option<&'static str>, String> {
    let there = |program: &&str| Command::new(program).arg("--version").output().is_ok();
    let found = ["firefox-esr", "firefox"].into_iter().find(there);
    let missing = match found {
        Some(_) if there(&"speech-dispatcher") => return Ok(found),
        Some(_) => "speech-dispatcher",
        None => "firefox-esr",
    };
    let why = format!("cannot run here: {missing} is not there (cargo xtask doctor)");
    // On the real standard output, where the runner counts it.
    writeln!(std::io::stdout(), "\n{why}").map_err(|e| e.to_string())?;
    Ok(None)
}

fn start(mut command: Command, profile: &Path, address: &str) -> Result<Firefox, String> {
    fs::create_dir_all(profile).map_err(|e| e.to_string())?;
    fs::write(profile.join("user.js"), SETTINGS).map_err(|e| e.to_string())?;
    command.args(["--headless", "--no-remote", "--new-instance", "--profile"]).arg(profile);
    command.arg(address).env_remove("DBUS_SESSION_BUS_ADDRESS");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map(Firefox).map_err(|e| e.to_string())
}

#[test]
fn a_page_speaks_with_our_voice_and_falls_silent() -> Result<(), String> {
    let Some(browser) = browser()? else { return Ok(()) };
    let module = find_worker("sd_clairvoix").map_err(|e| e.to_string())?;
    let server = PulseServer::start_exact(RATE_HZ)?;
    let recorder = Recorder::start(&server, RATE_HZ)?;
    let dispatcher = SpeechDispatcher::start_with(&server, Module::Clairvoix(&module))?;
    let page = Page::serve(include_str!("speak.html")).map_err(|e| e.to_string())?;
    let profile = server.folder().join("firefox");
    let begun = now_ns();
    let _firefox = start(dispatcher.client(&server, browser), &profile, &page.address())?;

    let voices = page.told("voices", LONG)?;
    println!("{voices}");
    assert!(voices.ends_with("urn:moz-tts:speechd:pico-fr-FR?fr-FR"), "{voices}");
    let told = page.until("first end", LONG)?;
    println!("{told:?}");
    assert_eq!(told.first().map(String::as_str), Some("first start"), "{told:?}");
    recorder.wait_since(begun, LONG, |r| r.first_loud().is_some())?;

    // Minutes of speech, cancelled after a second.
    let told = page.until("done", LONG)?;
    println!("{told:?}");
    assert!(told.contains(&"second start".to_owned()), "{told:?}");
    recorder.wait_since(now_ns(), LONG, |r| r.ends_silent(300)).map(drop)
}
