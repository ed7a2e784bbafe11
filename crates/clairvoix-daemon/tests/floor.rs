//! The rules of who may speak, as cases: tests/corpus/floor/README.md.
#![allow(clippy::disallowed_methods, reason = "tests read files and wait")]

use std::{collections::HashMap, fs, path::Path};

use clairvoix::{
    speech::{MarkKind, SpeakMode},
    text::Utf8Range,
};
use clairvoix_daemon::{
    error::{Error, ErrorKind},
    floor::{Ask, Floor, Heard, Input, JobId, Mark, Output, Priority, SessionId, Ticket, Told},
};
use proptest::prelude::*;

#[derive(serde::Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
struct Case {
    name: String,
    steps: Vec<String>,
}

#[test]
fn the_rules_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/floor");
    let mut count = 0;
    for file in ["between.toml", "within.toml"] {
        let text = fs::read_to_string(folder.join(file)).expect("a corpus");
        let cases: Cases = toml::from_str(&text).expect("cases");
        for case in cases.case {
            run(&format!("{file}: {}", case.name), &case.steps);
            count += 1;
        }
    }
    assert!(count >= 30, "{count} cases");
}

fn run(name: &str, steps: &[String]) {
    let mut floor: Floor<u64> = Floor::default();
    let mut tickets = HashMap::new();
    for step in steps {
        let (input, expected) = step.split_once("=>").unwrap_or_else(|| panic!("{name}: {step}"));
        let input = read(input.trim(), &tickets);
        let got: Vec<String> = floor
            .handle(input)
            .into_iter()
            .map(|output| {
                if let Output::Play { ticket, what, .. } = output {
                    tickets.insert(what, ticket);
                }
                show(output)
            })
            .collect();
        let expected: Vec<&str> =
            expected.split(',').map(str::trim).filter(|it| !it.is_empty()).collect();
        assert_eq!(got, expected, "{name}: {step}");
    }
}

fn read(input: &str, tickets: &HashMap<u64, Ticket>) -> Input<u64> {
    let words: Vec<&str> = input.split_whitespace().collect();
    let number = |word: &str| word.parse::<u64>().expect(input);
    if let Ok(job) = words[0].parse::<u64>() {
        let ticket = tickets.get(&job).copied().unwrap_or(Ticket(u64::MAX));
        return Input::Heard(ticket, heard(&words));
    }
    let session = SessionId(u64::from(words[0].as_bytes()[0]));
    match *words.get(1).unwrap_or(&"") {
        "speak" => asked(session, number(words[2]), &words, true),
        "wait" => asked(session, number(words[2]), &words, false),
        "text" => {
            let job = number(words[2]);
            Input::Read { session, job: JobId(job), what: Ok(job) }
        }
        "no-text" => {
            let what = Err(Error::new(ErrorKind::InvalidText, "meant"));
            Input::Read { session, job: JobId(number(words[2])), what }
        }
        "pause" => Input::Pause(session),
        "resume" => Input::Resume(session),
        "stop" => Input::Stop(session),
        "cancel" => Input::Cancel(session, JobId(number(words[2]))),
        "hold" => Input::Hold(session, true),
        "release" => Input::Hold(session, false),
        "gone" => Input::Gone(session),
        _ => match words[0] {
            "stop-all" => Input::StopAll,
            "lost" => Input::Device(Err("meant".to_owned())),
            "back" => Input::Device(Ok(())),
            _ => panic!("{input}"),
        },
    }
}

fn asked(session: SessionId, job: u64, words: &[&str], there: bool) -> Input<u64> {
    let mut ask = Ask { mode: SpeakMode::Replace, priority: Priority::Text };
    for word in &words[3..] {
        match *word {
            "replace" => ask.mode = SpeakMode::Replace,
            "append" => ask.mode = SpeakMode::Append,
            "interrupt" => ask.mode = SpeakMode::Interrupt,
            "echo" => ask.mode = SpeakMode::Echo,
            "background" => ask.priority = Priority::Background,
            "urgent" => ask.priority = Priority::Urgent,
            "screen_reader" => ask.priority = Priority::ScreenReader,
            other => panic!("{other}"),
        }
    }
    Input::Speak { session, job: JobId(job), ask, what: there.then_some(job) }
}

fn heard(words: &[&str]) -> Heard {
    match words[1] {
        "started" => Heard::Started,
        "paused" => Heard::Paused,
        "resumed" => Heard::Resumed,
        "finished" => Heard::Finished,
        "stopped" => Heard::Stopped,
        "failed" => Heard::Failed(Error::new(ErrorKind::EngineFailed, "meant")),
        "word" => {
            let start = words[2].parse().expect("a byte");
            let range = Utf8Range::new(start, start + 1);
            Heard::Mark(Mark { kind: MarkKind::Word, start: true, range, frame: 0 })
        }
        other => panic!("{other}"),
    }
}

fn show(output: Output<u64>) -> String {
    match output {
        Output::Play { what, from: None, .. } => format!("play {what}"),
        Output::Play { what, from: Some(byte), .. } => format!("play {what}@{byte}"),
        Output::Silence => "silence".to_owned(),
        Output::Pause => "pause".to_owned(),
        Output::Resume => "resume".to_owned(),
        Output::Tell(session, job, told) => {
            let session = char::from(u8::try_from(session.0).expect("a letter"));
            format!("{session}: {} {}", job.0, say(&told))
        }
    }
}

fn say(told: &Told) -> String {
    match told {
        Told::Started => "started".to_owned(),
        Told::Mark(mark) => format!("word {}", mark.range.start()),
        Told::Paused => "paused".to_owned(),
        Told::Resumed => "resumed".to_owned(),
        Told::Suspended => "suspended".to_owned(),
        Told::Skipped(..) => "skipped".to_owned(),
        Told::Interrupted(_) => "interrupted".to_owned(),
        Told::Finished => "finished".to_owned(),
        Told::Stopped => "stopped".to_owned(),
        Told::Failed(_) => "failed".to_owned(),
        Told::DeviceLost(_) => "device lost".to_owned(),
        Told::DeviceBack => "device back".to_owned(),
    }
}

/// One thing a client or the player might do, whatever the state.
#[derive(Clone, Debug)]
enum Act {
    Speak(u64, u8, u8),
    Command(u64, u8),
    Cancel(u64, u64),
    /// The player tells something of the ticket that it has, or of one it lets go of.
    Player(u8, usize),
    StopAll,
    Gone(u64),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0..4_u64, 0..4_u8, 0..4_u8).prop_map(|(s, m, p)| Act::Speak(s, m, p)),
        2 => (0..4_u64, 0..5_u8).prop_map(|(s, c)| Act::Command(s, c)),
        1 => (0..4_u64, 0..40_u64).prop_map(|(s, j)| Act::Cancel(s, j)),
        6 => (0..4_u8, 0..4_usize).prop_map(|(k, t)| Act::Player(k, t)),
        1 => Just(Act::StopAll),
        1 => (0..4_u64).prop_map(Act::Gone),
    ]
}

/// A player that says one job and tells of it, and everything that sessions are told.
#[derive(Default)]
struct World {
    floor: Floor<u64>,
    /// Tickets not over yet; the last one is said.
    tickets: Vec<Ticket>,
    silent: bool,
    owner: HashMap<u64, u64>,
    ended: HashMap<u64, u32>,
    gone: Vec<u64>,
    jobs: u64,
}

impl World {
    fn give(&mut self, input: Input<u64>) {
        for output in self.floor.handle(input) {
            match output {
                Output::Play { ticket, .. } => {
                    self.tickets.push(ticket);
                    self.silent = false;
                }
                Output::Silence => self.silent = true,
                Output::Tell(session, job, told) => {
                    assert_eq!(self.owner.get(&job.0), Some(&session.0), "only the owner is told");
                    if matches!(told, Told::Finished | Told::Stopped | Told::Failed(_)) {
                        *self.ended.entry(job.0).or_default() += 1;
                    }
                }
                Output::Pause | Output::Resume => {}
            }
        }
    }

    fn act(&mut self, act: &Act) {
        match *act {
            Act::Speak(session, mode, priority) => {
                self.jobs += 1;
                let modes =
                    [SpeakMode::Replace, SpeakMode::Append, SpeakMode::Interrupt, SpeakMode::Echo];
                let priorities = [
                    Priority::Background,
                    Priority::Text,
                    Priority::Urgent,
                    Priority::ScreenReader,
                ];
                let ask = Ask {
                    mode: modes[usize::from(mode)],
                    priority: priorities[usize::from(priority)],
                };
                self.owner.insert(self.jobs, session);
                let (session, job) = (SessionId(session), JobId(self.jobs));
                self.give(Input::Speak { session, job, ask, what: Some(self.jobs) });
            }
            Act::Command(session, command) => {
                let session = SessionId(session);
                self.give(match command {
                    0 => Input::Pause(session),
                    1 => Input::Resume(session),
                    2 => Input::Stop(session),
                    3 => Input::Hold(session, true),
                    _ => Input::Hold(session, false),
                });
            }
            Act::Cancel(session, job) => {
                self.give(Input::Cancel(SessionId(session), JobId(job)));
            }
            Act::Player(kind, which) => self.player(kind, which),
            Act::StopAll => self.give(Input::StopAll),
            Act::Gone(session) => {
                self.gone
                    .extend(self.owner.iter().filter(|(_, s)| **s == session).map(|(j, _)| *j));
                self.give(Input::Gone(SessionId(session)));
            }
        }
    }

    /// The player tells that what it let go of has stopped, or something of what it says.
    fn player(&mut self, kind: u8, which: usize) {
        let Some(last) = self.tickets.len().checked_sub(1) else { return };
        let index = which % (last + 1);
        let said = index == last && !self.silent;
        let ticket = self.tickets[index];
        let heard = match (said, kind) {
            (false, _) => Heard::Stopped,
            (true, 0) => Heard::Started,
            (true, 1) => {
                let range = Utf8Range::new(3, 4);
                Heard::Mark(Mark { kind: MarkKind::Word, start: true, range, frame: 0 })
            }
            (true, 2) => Heard::Finished,
            (true, _) => Heard::Failed(Error::new(ErrorKind::EngineFailed, "meant")),
        };
        if matches!(heard, Heard::Stopped | Heard::Finished | Heard::Failed(_)) {
            self.tickets.remove(index);
        }
        self.give(Input::Heard(ticket, heard));
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Whatever happens: every job ends once and its owner is told, and when the player has told all,
    /// nothing is left.
    #[test]
    fn every_job_ends_once(acts in prop::collection::vec(act(), 1..120)) {
        let mut world = World::default();
        for act in &acts {
            world.act(act);
        }
        for session in 0..4 {
            world.give(Input::Hold(SessionId(session), false));
        }
        world.give(Input::StopAll);
        while let Some(ticket) = world.tickets.pop() {
            world.give(Input::Heard(ticket, Heard::Stopped));
        }
        prop_assert!(world.floor.is_empty());
        prop_assert_eq!(world.floor.len(), 0);
        for job in 1..=world.jobs {
            let ends = world.ended.get(&job).copied().unwrap_or(0);
            let gone = world.gone.contains(&job);
            prop_assert!(ends == 1 || (gone && ends == 0), "job {} ended {} times", job, ends);
        }
    }
}
