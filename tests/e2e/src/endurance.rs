//! What breaks engines, sound servers and memory, done many times. The tests do a few, the long run
//! many: `cargo xtask measure endurance`.

use std::time::{Duration, Instant};

use clairvoix_backends::{
    engine::{PicoEngine, WorkerOptions},
    player::Player,
};
use clairvoix_speech::{
    Engine, EngineEvent, Error, MarkKind, PlanOptions, RenderEvent, Renderer, SpeechEvent,
    Utterance, Voice, VoiceId, plan,
    testing::{FakeEngine, ManualSink},
};

use crate::{measure::Bench, recorder::Recorder, rest};

const LONG: Duration = Duration::from_secs(60);
const MS: f64 = 1e6;
/// Said again and again; every word is told from its neighbours.
const PARAGRAPH: &str = "Le soir, les enfants rentrent de l'école ; ils racontent leur journée. \
    Maman prépare onze crêpes, et le chat dort sur la chaise. ";

/// Numbers without a pattern, the same in every run of a seed (splitmix64).
#[derive(Clone, Debug)]
pub struct Random(pub u64);

impl Random {
    /// In `0..below`.
    pub fn below(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below.max(1)
    }
}

/// What came of workers that were struck.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Struck {
    /// How often a worker was struck.
    pub strikes: usize,
    /// Words of the texts said.
    pub words: usize,
    /// Words that were never told to be heard.
    pub missing: usize,
    /// Words told twice: the interrupted ones.
    pub twice: usize,
    /// Words told more often.
    pub oftener: usize,
    /// From the engine's news of the loss to the next sound, in ms.
    pub gaps_ms: Vec<f64>,
    /// From the strike to the engine's news of it, in ms; what was made before is heard meanwhile.
    pub noticed_ms: Vec<f64>,
}

/// Strikes Pico's worker `count` times with a signal (9, 11 or 19) at random places of long texts.
///
/// # Errors
/// When the engine gives up.
pub fn strike_workers(count: usize, signal: i32, random: &mut Random) -> Result<Struck, Error> {
    let options = WorkerOptions { keeps_spare: true, ..WorkerOptions::default() };
    let mut striker = Striker::new(PicoEngine::new(options)?, signal, random.clone());
    let mut struck = Struck::default();
    let text = PARAGRAPH.repeat(20);
    while striker.strikes < count {
        let mut told = Vec::new();
        let options = PlanOptions::new("fr", VoiceId::try_new("pico-fr-FR")?);
        for event in Renderer::try_new(&mut striker, plan(&text, options)?)? {
            match event? {
                RenderEvent::Mark(mark) if mark.kind == MarkKind::Word => told.push(mark.range),
                RenderEvent::Skipped { cause, .. } => return Err(cause),
                _ => {}
            }
        }
        let words = clairvoix_text::segment::segment(&text).words;
        for word in &words {
            match told.iter().filter(|range| **range == word.range).count() {
                0 => struck.missing += 1,
                1 => {}
                2 => struck.twice += 1,
                _ => struck.oftener += 1,
            }
        }
        struck.words += words.len();
    }
    random.0 = striker.random.0;
    struck.strikes = striker.strikes;
    struck.gaps_ms = striker.gaps_ms;
    struck.noticed_ms = striker.noticed_ms;
    Ok(struck)
}

/// An engine whose worker is struck after a random number of events, again and again.
struct Striker {
    engine: PicoEngine,
    signal: i32,
    random: Random,
    events_left: u64,
    struck_at: Option<Instant>,
    lost_at: Option<Instant>,
    strikes: usize,
    gaps_ms: Vec<f64>,
    noticed_ms: Vec<f64>,
}

impl Striker {
    fn new(engine: PicoEngine, signal: i32, mut random: Random) -> Self {
        let events_left = random.below(EVENTS_BETWEEN);
        let (gaps_ms, noticed_ms) = (Vec::new(), Vec::new());
        let (struck_at, lost_at, strikes) = (None, None, 0);
        Self {
            engine,
            signal,
            random,
            events_left,
            struck_at,
            lost_at,
            strikes,
            gaps_ms,
            noticed_ms,
        }
    }

    fn strike(&mut self) {
        let id = self.engine.status().process_id.and_then(|id| i32::try_from(id).ok());
        let pid = id.and_then(rustix::process::Pid::from_raw);
        let signal = rustix::process::Signal::from_named_raw(self.signal);
        if let (Some(pid), Some(signal)) = (pid, signal)
            && rustix::process::kill_process(pid, signal).is_ok()
        {
            self.strikes += 1;
            self.struck_at = Some(Instant::now());
        }
    }
}

/// Events between two strikes, at most: some seconds of speech.
const EVENTS_BETWEEN: u64 = 400;

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

impl Engine for Striker {
    fn voices(&mut self) -> Result<Vec<Voice>, Error> {
        self.engine.voices()
    }

    fn begin(&mut self, utterance: &Utterance) -> Result<(), Error> {
        self.engine.begin(utterance)
    }

    fn next_event(&mut self) -> Result<EngineEvent, Error> {
        if self.struck_at.is_none() && self.lost_at.is_none() {
            if self.events_left == 0 {
                self.strike();
                self.events_left = 1 + self.random.below(EVENTS_BETWEEN);
            }
            self.events_left -= 1;
        }
        let event = self.engine.next_event()?;
        match &event {
            EngineEvent::Interrupted { .. } => {
                self.noticed_ms.extend(self.struck_at.take().map(ms));
                self.lost_at = Some(Instant::now());
            }
            EngineEvent::Audio(samples) if !samples.is_empty() => {
                self.gaps_ms.extend(self.lost_at.take().map(ms));
            }
            // It died between two utterances: nothing was lost.
            EngineEvent::Finished => self.struck_at = None,
            _ => {}
        }
        Ok(event)
    }

    fn cancel(&mut self) {
        self.engine.cancel();
    }
}

/// What came of a sound server that was killed and started again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Restarts {
    /// Words that were never told to be heard.
    pub missing: usize,
    /// From the server's answer to the next sound at its monitor, in ms.
    pub gaps_ms: Vec<f64>,
    /// Of one processor, while the server was away, in percent.
    pub processor_percent: Vec<f64>,
}

/// Kills the bench's sound server `count` times at random places of a text and starts it again.
///
/// # Errors
/// When speech does not go on.
pub fn restart_server(
    bench: &mut Bench,
    rate_hz: u32,
    count: usize,
    random: &mut Random,
) -> Result<Restarts, String> {
    let mut result = Restarts::default();
    let text = PARAGRAPH.trim_end();
    let expected: Vec<String> = clairvoix_text::segment::segment(text)
        .words
        .iter()
        .map(|word| format!("start word {} {}", word.range.start(), word.range.end()))
        .collect();
    for _ in 0..count {
        bench.probe.send(&format!("speak {text}"))?;
        let mut told = bench.probe.wait("start word", LONG)?;
        std::thread::sleep(Duration::from_millis(random.below(4_000)));
        bench.server.kill();
        told.extend(bench.probe.wait("device lost", LONG)?);
        let (before, began) = (processor_ticks(bench.probe.id()), Instant::now());
        std::thread::sleep(Duration::from_millis(300 + random.below(700)));
        let (spent, away) = (processor_ticks(bench.probe.id()) - before, began.elapsed());
        // A tick is a hundredth of a second.
        result.processor_percent.push(spent / away.as_secs_f64());
        bench.server.restart()?;
        let back = crate::clock::now_ns();
        let recorder = Recorder::start(&bench.server, rate_hz)?;
        let heard = recorder.wait_since(back, LONG, |r| r.first_loud().is_some())?;
        let first = heard.first_loud().map_or(f64::NAN, |at| at.saturating_sub(back) as f64 / MS);
        result.gaps_ms.push(first);
        told.extend(bench.probe.wait("finished", LONG)?);
        let has = |word: &&String| told.iter().any(|told| told.what == **word);
        result.missing += expected.iter().filter(|word| !has(word)).count();
        bench.recorder = recorder;
    }
    Ok(result)
}

/// User and system time of a process, in hundredths of a second (Linux).
fn processor_ticks(id: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    let fields: Vec<&str> =
        stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|t| t.parse::<f64>().ok()).unwrap_or(0.0);
    ticks(11) + ticks(12)
}

/// Resident memory of this process, in kB (Linux).
fn resident_kb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kb| kb.parse().ok()).unwrap_or(f64::NAN)
}

/// What memory did over many utterances.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Growth {
    /// Utterances said.
    pub utterances: usize,
    /// Resident memory after the first tenth of them, in kB.
    pub settled_kb: f64,
    /// The same after all of them.
    pub end_kb: f64,
}

/// Says short texts one after the other on a sink turned by hand.
///
/// # Errors
/// When one is not said.
pub fn many_utterances(count: usize) -> Result<Growth, Error> {
    let sink = ManualSink::new(48_000, 480);
    let handle = sink.clone();
    let player = Player::try_new(FakeEngine::default(), move || sink)?;
    let mut settled_kb = f64::NAN;
    for index in 0..count {
        let text = format!("Le numéro {index} est dit.");
        player.speak(text, PlanOptions::new("fr", FakeEngine::voice_id()))?;
        play_to_the_end(&player, &handle)?;
        if index == count / 10 {
            settled_kb = resident_kb();
        }
    }
    Ok(Growth { utterances: count, settled_kb, end_kb: resident_kb() })
}

/// Says short texts one after the other through Pico and a real sound server; the memory that lies in
/// no file, of the speaking process and of those it started.
///
/// # Errors
/// When one is not said.
pub fn many_spoken(bench: &mut Bench, count: usize) -> Result<Growth, String> {
    let own = |bench: &Bench| -> f64 {
        rest::family(bench.probe.id()).iter().map(|process| process.anonymous_kb).sum()
    };
    let mut settled_kb = f64::NAN;
    for index in 0..count {
        bench.probe.send(&format!("speak Le numéro {index} est dit."))?;
        bench.probe.wait("finished", LONG)?;
        if index == count / 10 {
            settled_kb = own(bench);
        }
    }
    Ok(Growth { utterances: count, settled_kb, end_kb: own(bench) })
}

/// What is left after French speech.
#[derive(Clone, Debug, PartialEq)]
pub struct Rest {
    /// The speaking process and those it started.
    pub processes: Vec<rest::Process>,
    /// How often they began to run while nothing was said.
    pub wakeups: u64,
    /// The same of the sound server.
    pub server_wakeups: u64,
    /// The same of the server before anything was said.
    pub server_before: u64,
}

/// Says a French text, then looks at what rests for so long.
///
/// # Errors
/// When it is not said.
pub fn rest_after_speech(bench: &mut Bench, rest: Duration) -> Result<Rest, String> {
    let measured = |ids: &[u32]| ids.iter().copied().filter_map(rest::measure).collect::<Vec<_>>();
    let server = bench.server.ids();
    let silent = |server: &[u32]| {
        let before = measured(server);
        std::thread::sleep(rest);
        rest::wakeups_between(&before, &measured(server))
    };
    let server_before = silent(&server);
    bench.probe.send(&format!("speak {PARAGRAPH}"))?;
    bench.probe.wait("finished", LONG)?;
    // The device is let go, the server has noticed.
    std::thread::sleep(Duration::from_secs(5));
    let processes = rest::family(bench.probe.id());
    let server_wakeups = silent(&server);
    let wakeups = rest::wakeups_between(&processes, &rest::family(bench.probe.id()));
    Ok(Rest { processes, wakeups, server_wakeups, server_before })
}

/// Says one text of `words` words; the highest memory above that before it was said, the text's own
/// bytes left out, in kB.
///
/// # Errors
/// When it is not said.
pub fn one_long_text(words: usize) -> Result<f64, Error> {
    let sink = ManualSink::new(480_000, 480);
    let handle = sink.clone();
    let player = Player::try_new(FakeEngine::default(), move || sink)?;
    let mut text = PARAGRAPH.repeat(words / 20 + 1);
    let ends = clairvoix_text::segment::segment(&text).words.get(words).map(|w| w.range.start());
    text.truncate(ends.unwrap_or(text.len()));
    let before = resident_kb();
    player.speak(text, PlanOptions::new("fr", FakeEngine::voice_id()))?;
    let most = play_to_the_end(&player, &handle)?;
    Ok(most - before)
}

/// Turns the sink until the request is over; the highest resident memory met.
fn play_to_the_end(player: &Player, sink: &ManualSink) -> Result<f64, Error> {
    let (mut most, mut turns) = (0.0f64, 0u32);
    loop {
        while let Some(event) = player.next_event(Some(Duration::ZERO)) {
            match event {
                SpeechEvent::Finished { .. } => return Ok(most.max(resident_kb())),
                SpeechEvent::Failed { cause, .. } | SpeechEvent::Skipped { cause, .. } => {
                    return Err(cause);
                }
                _ => {}
            }
        }
        if sink.play(48_000) == 0 {
            std::thread::yield_now();
        }
        sink.forget_heard();
        turns = turns.wrapping_add(1);
        if turns.is_multiple_of(1024) {
            most = most.max(resident_kb());
        }
    }
}
