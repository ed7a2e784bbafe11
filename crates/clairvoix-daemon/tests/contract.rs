//! docs/dbus/*.xml is the contract: what the service says of itself is the same.
#![allow(clippy::disallowed_methods, reason = "tests read files and wait")]

mod common;

use std::{collections::BTreeSet, fs, path::Path};

use clairvoix_daemon::bus::{NAME, PATH};
use common::{Caller, PrivateBus, hub, peers};
use quick_xml::{Reader, events::Event};

/// Every method, signal and property of our interfaces with its arguments, one a line.
fn members(xml: &str) -> BTreeSet<String> {
    let mut reader = Reader::from_str(xml);
    let (mut interface, mut member, mut all) = (String::new(), String::new(), BTreeSet::new());
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(element) | Event::Empty(element) => {
                let get = |name: &str| {
                    let found = element.try_get_attribute(name).expect("attributes")?;
                    Some(found.value.into_owned())
                };
                let name = get("name").unwrap_or_default();
                match element.name().as_ref() {
                    "interface" => interface = name,
                    "method" => member = start(&mut all, &interface, "method", &name, ""),
                    "signal" => member = start(&mut all, &interface, "signal", &name, ""),
                    "property" => {
                        let more = format!(
                            " {} {}",
                            get("type").unwrap_or_default(),
                            get("access").unwrap_or_default()
                        );
                        member = start(&mut all, &interface, "property", &name, &more);
                    }
                    "arg" => {
                        let direction = get("direction").unwrap_or_else(|| "out".to_owned());
                        let kind = get("type").unwrap_or_default();
                        all.remove(&member);
                        member = format!("{member} {direction} {kind} {name};");
                        all.insert(member.clone());
                    }
                    "annotation" => {
                        all.remove(&member);
                        member = format!("{member} [{}]", get("value").unwrap_or_default());
                        all.insert(member.clone());
                    }
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    all.into_iter().filter(|line| line.starts_with("org.clairvoix.")).collect()
}

fn start(
    all: &mut BTreeSet<String>,
    interface: &str,
    kind: &str,
    name: &str,
    more: &str,
) -> String {
    let line = format!("{interface} {kind} {name}{more}:");
    all.insert(line.clone());
    line
}

/// The contract of an object with these interfaces.
fn contract(interfaces: &[&str]) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/dbus");
    let mut all = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("the contract") {
        let path = entry.expect("a file").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if interfaces.iter().any(|it| name == format!("org.clairvoix.{it}.xml")) {
            all.extend(members(&fs::read_to_string(path).expect("a file")));
        }
    }
    assert!(all.len() > 20, "{all:?}");
    all
}

const OURS: [&str; 4] = ["Speech1", "Reading1", "Layout1", "Profiles1"];

async fn introspect(caller: &Caller, destination: Option<&str>, path: &str) -> String {
    let interface = Some("org.freedesktop.DBus.Introspectable");
    let reply = caller.connection.call_method(destination, path, interface, "Introspect", &());
    reply.await.expect("an answer").body().deserialize().expect("a text")
}

#[test]
fn the_bus_sees_the_contract() {
    async_io::block_on(async {
        let bus = PrivateBus::start();
        let hub = hub(Default::default(), None);
        let _service = bus.serve(&hub).await;
        let caller = Caller::on(&bus).await;
        let told = introspect(&caller, Some(NAME), PATH).await;
        assert_eq!(members(&told), contract(&OURS));
        let session = caller.open_session(&[]).await.expect("a session");
        let told = introspect(&caller, Some(NAME), session.as_str()).await;
        assert_eq!(members(&told), contract(&["Speech1", "Session1"]));
    });
}

#[test]
fn a_peer_sees_the_contract() {
    async_io::block_on(async {
        let hub = hub(Default::default(), None);
        let (_service, client) = peers(&hub).await;
        let told = introspect(&Caller::of(client, None), None, PATH).await;
        assert_eq!(members(&told), contract(&OURS));
    });
}
