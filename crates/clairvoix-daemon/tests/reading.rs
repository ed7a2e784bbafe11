//! Reading, layout and profiles over the bus and over a peer.
#![allow(clippy::disallowed_methods, reason = "tests read files and wait")]

mod common;

use std::{
    collections::HashMap,
    io::{Read, Seek, Write},
};

use clairvoix::{UnitName, json, text::confusable::FamilySet};
use clairvoix_daemon::limit::Limits;
use common::{Caller, PrivateBus, hub, peers, refused};
use zbus::zvariant::{Fd, Value};

fn both_ways(test: impl AsyncFn(Caller)) {
    async_io::block_on(async {
        let bus = PrivateBus::start();
        let hub = hub(Limits::default(), None);
        let _service = bus.serve(&hub).await;
        test(Caller::on(&bus).await).await;
        let (_service, client) = peers(&hub).await;
        test(Caller::of(client, None)).await;
    });
}

fn none() -> HashMap<&'static str, Value<'static>> {
    HashMap::new()
}

async fn text_of(caller: &Caller, method: (&str, &str), text: &str) -> String {
    let reply = caller.call(method.0, method.1, &(text, none())).await;
    reply.expect("an answer").body().deserialize().expect("a text")
}

const TEXT: &str = "Les enfants jouent à 14h30. 🦉 Ils ont dix ans.";

#[test]
fn an_analysis_is_the_document_of_the_command() {
    let analysis = clairvoix::text::analysis::analyze(TEXT, &Default::default());
    let object = json::analysis(&analysis, UnitName::Scalar, FamilySet::NONE);
    let expected = serde_json::to_string(&object).expect("JSON");
    both_ways(async |caller| {
        assert_eq!(text_of(&caller, ("Reading1", "Analyze"), TEXT).await, expected);
        let mut input = tempfile::tempfile().expect("a file");
        input.write_all(TEXT.as_bytes()).expect("room");
        let mut output = tempfile::tempfile().expect("a file");
        let body = (Fd::from(&input), Fd::from(&output), none());
        caller.call("Reading1", "AnalyzeFd", &body).await.expect("done");
        let mut written = String::new();
        output.rewind().expect("a file");
        output.read_to_string(&mut written).expect("a text");
        assert_eq!(written, expected);
        let options = HashMap::from([
            ("unit", Value::from("utf16")),
            ("confusables", Value::from(vec!["all"])),
            ("language", Value::from("auto")),
        ]);
        let reply = caller.call("Reading1", "Analyze", &(TEXT, &options)).await.expect("JSON");
        let told: String = reply.body().deserialize().expect("a text");
        assert!(told.starts_with("{\"unit\":\"utf16\"") && told.contains("\"confusables\":["));
        for (name, value) in [
            ("language", Value::from("xx")),
            ("confusables", Value::from(vec!["nothing"])),
            ("confusables", Value::from("b-d")),
            ("unit", Value::from("metre")),
            ("mode", Value::from("aloud")),
        ] {
            let options = HashMap::from([(name, value)]);
            let result = caller.call("Reading1", "Analyze", &("a", &options)).await;
            let (kind, message) = refused(result);
            assert!(kind == "InvalidOption" && message.starts_with(name), "{kind} {message}");
        }
    });
}

#[test]
fn what_is_said_and_why_is_told() {
    both_ways(async |caller| {
        let reply = caller.call("Reading1", "Spoken", &("À 14h30.", none())).await.expect("it");
        type Map = Vec<(u64, u64, u64, u64, String)>;
        let (spoken, map): (String, Map) = reply.body().deserialize().expect("a text and a map");
        assert!(spoken.contains("quatorze heures trente"), "{spoken}");
        assert!(
            map.iter().any(|link| link.4 == "replaced" && (link.0, link.1) == (2, 7)),
            "{map:?}"
        );
        let why = text_of(&caller, ("Reading1", "Explain"), "chat").await;
        assert!(why.starts_with("ch\tʃ\t"), "{why}");
    });
}

#[test]
fn a_page_and_a_style_sheet_follow_the_profile() {
    both_ways(async |caller| {
        let html = text_of(&caller, ("Layout1", "Adapt"), "Il dort.").await;
        assert!(html.starts_with("<!") && html.contains("Il dort."));
        let css = |name: &'static str| {
            let caller = &caller;
            async move {
                let options = HashMap::from([("profile", Value::from(name))]);
                let reply = caller.call("Layout1", "StyleSheet", &(&options,)).await.expect("it");
                reply.body().deserialize::<String>().expect("a text")
            }
        };
        let own = css("espace").await;
        assert_ne!(own, css("aere").await);
        caller.call("Profiles1", "SetOverride", &"espace").await.expect("done");
        let reply = caller.call("Layout1", "StyleSheet", &(none(),)).await.expect("it");
        assert_eq!(reply.body().deserialize::<String>().expect("a text"), own);
        caller.call("Profiles1", "SetOverride", &"").await.expect("done");
        let input = tempfile::tempfile().expect("a file");
        (&input).write_all("# Leçon\n\nIl dort.".as_bytes()).expect("room");
        let mut output = tempfile::tempfile().expect("a file");
        let options = HashMap::from([("format", Value::from("markdown"))]);
        let body = (Fd::from(&input), Fd::from(&output), &options);
        caller.call("Layout1", "AdaptFd", &body).await.expect("done");
        let mut page = String::new();
        output.rewind().expect("a file");
        output.read_to_string(&mut page).expect("a text");
        assert!(page.contains("<h1") && page.contains("Leçon"));
    });
}
