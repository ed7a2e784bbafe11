//! The program itself: its life on a bus, and its rest.

#![allow(clippy::disallowed_methods, reason = "tests read files, processes and wait")]

mod common;

use std::{
    fs,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use common::{Caller, PrivateBus};

/// The program on a bus; ended, by its process, when dropped.
struct Program(Child);

impl Program {
    fn start(bus: &PrivateBus, idle_seconds: u32) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clairvoixd"));
        command.args(["--idle-seconds", &idle_seconds.to_string()]);
        command.env("DBUS_SESSION_BUS_ADDRESS", bus.address()).env("CLAIRVOIX_LOG", "off");
        command.env_remove("XDG_CONFIG_HOME").env("HOME", "/nonexistent");
        Self(command.stderr(Stdio::null()).spawn().expect("the program"))
    }

    /// Whether it ends within a time that no machine needs.
    fn ends(&mut self) -> bool {
        let asked = Instant::now();
        while asked.elapsed() < Duration::from_secs(20) {
            if self.0.try_wait().expect("a child").is_some() {
                return true;
            }
            thread::sleep(Duration::from_millis(20));
        }
        false
    }

    /// How often its threads gave up the processor.
    fn switches(&self) -> u64 {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.0.id())).expect("it runs");
        let count = |task: fs::DirEntry| {
            let status = fs::read_to_string(task.path().join("status")).ok()?;
            let line = status.lines().find_map(|it| it.strip_prefix("voluntary_ctxt_switches:"));
            line?.trim().parse::<u64>().ok()
        };
        tasks.flatten().filter_map(count).sum()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn is_served(bus: &PrivateBus) -> Caller {
    let caller = Caller::on(bus).await;
    for _ in 0..1000 {
        if caller.call("Speech1", "StopAll", &()).await.is_ok() {
            return caller;
        }
        async_io::Timer::after(Duration::from_millis(20)).await;
    }
    panic!("nobody took the name");
}

#[test]
fn it_serves_once_and_ends_with_the_bus() {
    async_io::block_on(async {
        let mut bus = PrivateBus::start();
        let mut program = Program::start(&bus, 0);
        is_served(&bus).await;
        let mut second = Program::start(&bus, 0);
        assert!(second.ends(), "the name is taken");
        assert!(!second.0.wait().expect("a child").success());
        bus.end();
        assert!(program.ends(), "the bus is gone");
        assert!(program.0.wait().expect("a child").success());
    });
}

#[test]
fn it_ends_when_nobody_needs_it_and_not_before() {
    async_io::block_on(async {
        let bus = PrivateBus::start();
        let mut program = Program::start(&bus, 1);
        let caller = is_served(&bus).await;
        // A session begins with what it asks for itself.
        caller.call("Speech1", "Pause", &()).await.expect("done");
        async_io::Timer::after(Duration::from_secs(3)).await;
        assert!(program.0.try_wait().expect("a child").is_none(), "it has a client");
        drop(caller);
        assert!(program.ends());
        assert!(program.0.wait().expect("a child").success());
    });
}

#[cfg(target_os = "linux")]
#[test]
fn at_rest_it_does_not_wake_up() {
    async_io::block_on(async {
        let bus = PrivateBus::start();
        // A client that stays keeps it from looking every second whether it is needed.
        let program = Program::start(&bus, 1);
        let caller = is_served(&bus).await;
        caller.call("Speech1", "Pause", &()).await.expect("done");
        caller
            .call(
                "Reading1",
                "Explain",
                &("chat", std::collections::HashMap::<&str, zbus::zvariant::Value<'_>>::new()),
            )
            .await
            .expect("why");
        // Threads of the pool end after five seconds.
        async_io::Timer::after(Duration::from_secs(8)).await;
        let before = program.switches();
        async_io::Timer::after(Duration::from_secs(5)).await;
        assert_eq!(program.switches() - before, 0, "wake-ups in five seconds");
    });
}
