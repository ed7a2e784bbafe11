//! `org.clairvoix.Profiles1`: docs/dbus/org.clairvoix.Profiles1.xml is its contract.

use std::sync::Arc;

use async_channel::Receiver;
use clairvoix::profile::{self, Value as Setting};
use zbus::{Connection, interface, message::Header, object_server::SignalEmitter};

use super::{
    Link, PATH,
    error::BusError,
    value::{Dict, Entries},
};
use crate::profiles::{Chosen, Listed};

pub(super) struct Profiles(pub(super) Arc<Link>);

#[interface(name = "org.clairvoix.Profiles1")]
impl Profiles {
    #[zbus(out_args("profiles"))]
    async fn list(&self, #[zbus(header)] header: Header<'_>) -> Result<Vec<Dict>, BusError> {
        let listed = self.0.work(&header, |hub, _| Ok(hub.profiles())).await?;
        let entry = |it: &Listed| {
            Entries::default()
                .with("name", it.name.as_str())
                .with("kind", it.kind.name())
                .with("label", it.label.as_str())
                .with("label_en", it.label_en.as_str())
                .done()
        };
        Ok(listed.iter().map(entry).collect())
    }

    #[zbus(out_args("values"))]
    async fn get(&self, #[zbus(header)] header: Header<'_>, name: &str) -> Result<Dict, BusError> {
        let session = self.0.session(&header)?;
        let chosen = self.0.hub.chosen(session, named(name))?;
        let mut values = Entries::default();
        for setting in profile::settings() {
            values = match chosen.settings().get(&setting.key) {
                Some(Setting::Number(number)) => values.with(&setting.key, number),
                Some(Setting::Flag(flag)) => values.with(&setting.key, flag),
                Some(Setting::Word(word)) => values.with(&setting.key, word),
                Some(Setting::Colour(colour)) => values.with(&setting.key, colour.to_string()),
                None => values,
            };
        }
        Ok(values.done())
    }

    async fn set_active(
        &self,
        #[zbus(header)] header: Header<'_>,
        name: String,
    ) -> Result<(), BusError> {
        self.0.work(&header, move |hub, _| hub.set_active_profile(&name)).await
    }

    async fn set_override(
        &self,
        #[zbus(header)] header: Header<'_>,
        name: &str,
    ) -> Result<(), BusError> {
        let session = self.0.session(&header)?;
        Ok(self.0.hub.set_override(session, named(name))?)
    }

    #[zbus(signal, name = "ActiveChanged")]
    async fn active_changed_to(emitter: &SignalEmitter<'_>, name: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn settings_changed(emitter: &SignalEmitter<'_>, name: &str) -> zbus::Result<()>;

    #[zbus(property)]
    async fn active(&self) -> String {
        self.0.hub.active_profile().name().to_owned()
    }
}

fn named(name: &str) -> Option<&str> {
    Some(name).filter(|name| !name.is_empty())
}

/// Tells everybody who listens what became of the active profile, each time that there may be something
/// new.
pub(super) async fn tell(connection: Connection, link: Arc<Link>, changes: Receiver<()>) {
    let mut told = link.hub.active_profile();
    while changes.recv().await.is_ok() {
        let now = link.hub.active_profile();
        // That nobody can be told is no harm.
        let _ = tell_change(&connection, &told, &now).await;
        told = now;
    }
}

async fn tell_change(connection: &Connection, told: &Chosen, now: &Chosen) -> zbus::Result<()> {
    if now.name() != told.name() {
        let profiles = connection.object_server().interface::<_, Profiles>(PATH).await?;
        let emitter = profiles.signal_emitter();
        profiles.get().await.active_changed(emitter).await?;
        return Profiles::active_changed_to(emitter, now.name()).await;
    }
    if now.settings() != told.settings() {
        let emitter = SignalEmitter::new(connection, PATH)?;
        Profiles::settings_changed(&emitter, now.name()).await?;
    }
    Ok(())
}
