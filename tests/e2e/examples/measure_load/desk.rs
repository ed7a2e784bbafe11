//! A sound server and a bus that starts the service, and what the service takes of the machine.

use std::fs;

use clairvoix_e2e::{bus::Bus, probe, pulse::PulseServer, rest};

use crate::{Fallible, client::Client};

pub(crate) const NAME: &str = "org.clairvoix.Clairvoix1";
pub(crate) const OBJECT: &str = "/org/clairvoix/Clairvoix1";
pub(crate) const SENTENCE: &str = "La petite chouette hulule doucement dans la nuit étoilée.";

/// Both, with the service started.
pub(crate) struct Desk {
    pub(crate) bus: Bus,
    pub(crate) sound: PulseServer,
}

/// What one process takes.
#[derive(Debug)]
pub(crate) struct Taken {
    /// Its share of memory, in kB.
    pub(crate) pss_kb: f64,
    /// Its heap and stacks, in kB.
    pub(crate) anonymous_kb: f64,
    pub(crate) descriptors: usize,
    pub(crate) tasks: usize,
}

impl Desk {
    pub(crate) fn new() -> Fallible<Self> {
        let sound = PulseServer::start(48_000)?;
        let bus = Bus::start(&sound, &probe::built("clairvoixd")?)?;
        let desk = Self { bus, sound };
        desk.client()?.ask("Speech1.Status", &())?;
        Ok(desk)
    }

    pub(crate) fn client(&self) -> Fallible<Client> {
        Client::new(self.bus.address())
    }

    /// The service's process, as the bus tells it.
    pub(crate) fn pid(&self) -> Fallible<u32> {
        Ok(self.bus.service_id()?.ok_or("the service does not run")?)
    }
}

/// What a process takes now.
pub(crate) fn taken(pid: u32) -> Fallible<Taken> {
    let process = rest::measure(pid).ok_or("the service ended")?;
    let count = |what: &str| fs::read_dir(format!("/proc/{pid}/{what}")).map(|all| all.count());
    Ok(Taken {
        pss_kb: process.pss_kb,
        anonymous_kb: process.anonymous_kb,
        descriptors: count("fd")?,
        tasks: count("task")?,
    })
}

impl std::fmt::Display for Taken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { pss_kb, anonymous_kb, descriptors, tasks } = self;
        write!(
            f,
            "{pss_kb:.0} kB (heap and stacks {anonymous_kb:.0} kB), {descriptors} descriptors, {tasks} tasks"
        )
    }
}
