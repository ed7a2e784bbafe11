//! Profiles over the bus: those of the store that the command line and the settings page change.
#![allow(clippy::disallowed_methods, reason = "tests read files and wait")]

mod common;

use std::{collections::HashMap, fs, path::Path, time::Duration};

use clairvoix::{
    profile::{Profile, Value as Setting},
    store::{ExamStart, Place, Pupil, Store},
};
use clairvoix_daemon::limit::Limits;
use common::{Caller, PrivateBus, both, hub, refused};
use zbus::zvariant::{OwnedValue, Str, Value};

type Values = HashMap<String, OwnedValue>;

/// A pupil whose speech is slow.
fn pupil(folder: &Path, alias: &str, rate: f64) -> (Store, Pupil) {
    let store = Store::at(folder);
    let pupil = store.create(alias, Profile::default()).expect("a pupil");
    set(&store, &pupil, "voice.rate", &Setting::Number(rate));
    (store, pupil)
}

fn set(store: &Store, pupil: &Pupil, key: &str, value: &Setting) {
    let change = |profile: &mut Profile| profile.set(key, value).expect("it fits");
    store.change(Place::Pupil(pupil), change).expect("it is saved");
}

async fn get(caller: &Caller, name: &str) -> Values {
    let reply = caller.call("Profiles1", "Get", &name).await.expect("values");
    reply.body().deserialize().expect("a{sv}")
}

/// A client that is told what everybody is told.
async fn listener(bus: &PrivateBus) -> Caller {
    let caller = Caller::on(bus).await;
    let dbus = zbus::fdo::DBusProxy::new(&caller.connection).await.expect("a bus");
    let rule = "type='signal',interface='org.clairvoix.Profiles1'";
    let rule = zbus::MatchRule::try_from(rule).expect("a rule");
    dbus.add_match_rule(rule).await.expect("done");
    caller
}

#[test]
fn the_active_profile_is_that_of_the_store_and_outlives_the_service() {
    async_io::block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        pupil(folder.path(), "Renard", 0.7);
        let bus = PrivateBus::start();
        {
            let hub = hub(Limits::default(), Some(folder.path().to_owned()));
            let service = bus.serve(&hub).await;
            let (caller, mut watcher) = (Caller::on(&bus).await, listener(&bus).await);
            let reply = caller.call("Profiles1", "List", &()).await.expect("profiles");
            let listed: Vec<Values> = reply.body().deserialize().expect("aa{sv}");
            let last = listed.last().expect("one");
            assert_eq!(last["name"], Str::from("Renard").into());
            assert_eq!(last["kind"], Str::from("pupil").into());
            assert!(listed.iter().any(|it| it["name"] == Str::from("espace").into()));
            assert_eq!(get(&caller, "").await["voice.rate"], OwnedValue::from(1.0));
            caller.call("Profiles1", "SetActive", &"renard").await.expect("done");
            assert_eq!(watcher.told().await, ("ActiveChanged".to_owned(), "Renard".to_owned()));
            assert_eq!(get(&caller, "").await["voice.rate"], OwnedValue::from(0.7));
            for name in ["../Renard", "nobody", "espace", "."] {
                let result = caller.call("Profiles1", "SetActive", &name).await;
                assert_eq!(refused(result).0, "InvalidInput", "{name}");
            }
            service.end().await;
        }
        let again = hub(Limits::default(), Some(folder.path().to_owned()));
        assert_eq!(again.active_profile().name(), "Renard");
        assert_eq!(Store::at(folder.path()).active().expect("read").expect("one").alias, "Renard");
    });
}

#[test]
fn what_another_program_changes_holds_at_once_and_is_told_to_all() {
    async_io::block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, renard) = pupil(folder.path(), "Renard", 0.7);
        let (_, loup) = pupil(folder.path(), "Loup", 0.5);
        let bus = PrivateBus::start();
        let hub = hub(Limits::default(), Some(folder.path().to_owned()));
        let _service = bus.serve(&hub).await;
        let (caller, mut watcher) = (Caller::on(&bus).await, listener(&bus).await);
        let changes = async {
            store.set_active(Some(&renard)).expect("saved");
            assert_eq!(get(&caller, "").await["voice.rate"], OwnedValue::from(0.7));
            assert_eq!(watcher.told().await, ("ActiveChanged".to_owned(), "Renard".to_owned()));
            // Nobody asks for anything: the change alone is seen.
            set(&store, &renard, "voice.rate", &Setting::Number(0.8));
            assert_eq!(watcher.told().await, ("SettingsChanged".to_owned(), "Renard".to_owned()));
            // Each change is in the answer to whoever asks after it.
            for step in 0..20 {
                let rate = 0.6 + f64::from(step) / 100.0;
                set(&store, &renard, "voice.rate", &Setting::Number(rate));
                assert_eq!(get(&caller, "").await["voice.rate"], OwnedValue::from(rate));
            }
            store.set_active(Some(&loup)).expect("saved");
            loop {
                let told = watcher.told().await;
                if told.0 == "ActiveChanged" {
                    assert_eq!(told.1, "Loup");
                    break;
                }
            }
            store.delete(&loup).expect("done");
            assert_eq!(watcher.told().await, ("ActiveChanged".to_owned(), String::new()));
            assert_eq!(get(&caller, "").await["voice.rate"], OwnedValue::from(1.0));
        };
        let mut changes = std::pin::pin!(changes);
        let mut followed = std::pin::pin!(hub.follow_profiles());
        std::future::poll_fn(|context| {
            assert!(followed.as_mut().poll(context).is_pending(), "changes are noticed");
            changes.as_mut().poll(context)
        })
        .await;
    });
}

#[test]
fn speech_follows_the_whole_profile() {
    async_io::block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, renard) = pupil(folder.path(), "Renard", 1.0);
        store.set_active(Some(&renard)).expect("saved");
        let bus = PrivateBus::start();
        let hub = hub(Limits::default(), Some(folder.path().to_owned()));
        let _service = bus.serve(&hub).await;
        let mut caller = Caller::on(&bus).await;
        let length = async |caller: &mut Caller| {
            let file = tempfile::tempfile().expect("a file");
            let options: HashMap<&str, Value<'_>> = HashMap::new();
            let body = ("Un hot dog.", options, zbus::zvariant::Fd::from(&file));
            caller.call("Speech1", "Synthesize", &body).await.expect("a job");
            caller.until("Finished").await;
            file.metadata().expect("a file").len()
        };
        let plain = length(&mut caller).await;
        set(&store, &renard, "voice.rate", &Setting::Number(0.5));
        let slow = length(&mut caller).await;
        assert!(slow > plain + 10_000, "{plain} {slow}");
        set(&store, &renard, "voice.rate", &Setting::Number(1.0));
        set(&store, &renard, "voice.pause_word_ms", &Setting::Number(1000.0));
        let parted = length(&mut caller).await;
        assert!(parted > plain + 10_000, "{plain} {parted}");
        set(&store, &renard, "voice.pause_word_ms", &Setting::Number(0.0));
        // What the list says is longer; a change of the list itself is seen too.
        set(&store, &renard, "voice.pronunciations", &Setting::Word("mots.csv".into()));
        assert_eq!(length(&mut caller).await, plain, "a list that is not there");
        let list = renard.folder.join("mots.csv");
        fs::write(&list, "hot dog,saucisse dans un long petit pain\n").expect("written");
        let listed = length(&mut caller).await;
        assert!(listed > plain + 10_000, "{plain} {listed}");
        fs::write(&list, "hot dog,hot dog\n").expect("written");
        assert!(length(&mut caller).await < listed);
    });
}

#[test]
fn sound_goes_to_the_device_of_the_profile() {
    async_io::block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, renard) = pupil(folder.path(), "Renard", 1.0);
        store.set_active(Some(&renard)).expect("saved");
        let bus = PrivateBus::start();
        let tones = std::sync::Arc::new(common::Tones::default());
        let devices = std::sync::Arc::clone(&tones.devices);
        let hub = common::hub_of(tones, Limits::default(), Some(folder.path().to_owned()));
        let _service = bus.serve(&hub).await;
        let mut caller = Caller::on(&bus).await;
        let (mut other, options) = (Caller::on(&bus).await, [("profile", Value::from("none"))]);
        caller.speak("a", &[]).await.expect("a job");
        caller.until("Finished").await;
        set(&store, &renard, "voice.device", &Setting::Word("Casque".into()));
        caller.speak("b", &[]).await.expect("a job");
        caller.until("Finished").await;
        caller.speak("c", &[]).await.expect("a job");
        caller.until("Finished").await;
        other.speak("d", &options).await.expect("a job");
        other.until("Finished").await;
        let devices = devices.lock().expect("no panic").clone();
        assert_eq!(devices, [None, Some("Casque".to_owned()), None]);
    });
}

#[test]
fn a_client_has_a_profile_of_its_own_and_a_layout_for_it() {
    async_io::block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, renard) = pupil(folder.path(), "Renard", 0.7);
        set(&store, &renard, "text.size_pt", &Setting::Number(31.0));
        let bus = PrivateBus::start();
        let hub = hub(Limits::default(), Some(folder.path().to_owned()));
        let _service = bus.serve(&hub).await;
        let (caller, other) = (Caller::on(&bus).await, Caller::on(&bus).await);
        caller.call("Profiles1", "SetOverride", &"Renard").await.expect("done");
        let options: HashMap<&str, Value<'_>> = HashMap::new();
        let style = async |caller: &Caller| -> String {
            let reply = caller.call("Layout1", "StyleSheet", &(&options,)).await;
            reply.expect("CSS").body().deserialize().expect("a text")
        };
        let (mine, theirs) = both(style(&caller), style(&other)).await;
        assert_ne!(mine, theirs);
        // One that was deleted meanwhile is no reason to be silent.
        store.delete(&renard).expect("done");
        async_io::Timer::after(Duration::from_millis(10)).await;
        assert_eq!(style(&caller).await, theirs);
        assert_eq!(
            refused(caller.call("Profiles1", "SetOverride", &"Renard").await).0,
            "InvalidInput"
        );
    });
}

#[test]
fn an_examination_of_another_program_holds_for_every_client() {
    async_io::block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, renard) = pupil(folder.path(), "Renard", 0.7);
        pupil(folder.path(), "Loup", 0.5);
        set(&store, &renard, "aids.syllables", &Setting::Word("oral".into()));
        let bus = PrivateBus::start();
        let hub = hub(Limits::default(), Some(folder.path().to_owned()));
        let _service = bus.serve(&hub).await;
        let caller = Caller::on(&bus).await;
        let none: HashMap<&str, Value<'_>> = HashMap::new();
        let analyze = ("Le chat dort.", none.clone());
        caller.call("Profiles1", "SetOverride", &"Loup").await.expect("done");
        caller.call("Reading1", "Analyze", &analyze).await.expect("no examination yet");
        let rules = "exam_version = 1\nallow = [\"line_aids\"]\n";
        store.start_exam(&renard, ExamStart { rules, pin: None }).expect("begun");
        for (interface, method) in
            [("Reading1", "Analyze"), ("Reading1", "Spoken"), ("Speech1", "Speak")]
        {
            let (kind, message) = refused(caller.call(interface, method, &analyze).await);
            assert_eq!(kind, "NotAllowed", "{interface} {method}: {message}");
        }
        let explain = ("chat", none.clone());
        assert_eq!(refused(caller.call("Reading1", "Explain", &explain).await).0, "NotAllowed");
        // The settings are the pupil's of the examination, with what is not allowed off.
        let settings = get(&caller, "").await;
        assert_eq!(settings["voice.rate"], OwnedValue::from(0.7));
        assert_eq!(settings["aids.syllables"], Str::from("off").into());
        assert_eq!(refused(caller.call("Profiles1", "Get", &"Loup").await).0, "NotAllowed");
        assert_eq!(refused(caller.call("Profiles1", "SetActive", &"Loup").await).0, "NotAllowed");
        let reply = caller.call("Layout1", "Adapt", &analyze).await.expect("a page");
        let page: String = reply.body().deserialize().expect("a page");
        assert!(page.contains("data-key=\"aids.ruler\""));
        assert!(!page.contains("data-key=\"aids.syllables\""));
        // Stopping is never taken away.
        caller.call("Speech1", "StopAll", &()).await.expect("done");
        fs::write(folder.path().join("exam.toml"), "rules = 3\n").expect("written");
        let (kind, _) = refused(caller.call("Speech1", "Speak", &analyze).await);
        assert_eq!(kind, "NotAllowed", "an examination that cannot be read allows nothing");
        fs::remove_file(folder.path().join("exam.toml")).expect("removed");
        caller.call("Reading1", "Analyze", &analyze).await.expect("it has ended");
    });
}
