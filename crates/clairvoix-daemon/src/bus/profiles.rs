//! `org.clairvoix.Profiles1`: docs/dbus/org.clairvoix.Profiles1.xml is its contract.

use std::sync::Arc;

use clairvoix::profile::{self, Value as Setting};
use zbus::{interface, message::Header, object_server::SignalEmitter};

use super::{
    Link,
    error::BusError,
    value::{Dict, Entries},
};

pub(super) struct Profiles(pub(super) Arc<Link>);

#[interface(name = "org.clairvoix.Profiles1")]
impl Profiles {
    #[zbus(out_args("profiles"))]
    async fn list(&self) -> Vec<Dict> {
        let listed = self.0.hub.profiles();
        let entry = |it: &crate::profiles::Listed| {
            Entries::default()
                .with("name", it.name.as_str())
                .with("kind", if it.is_preset { "preset" } else { "file" })
                .with("label", it.label.as_str())
                .with("label_en", it.label_en.as_str())
                .done()
        };
        listed.iter().map(entry).collect()
    }

    #[zbus(out_args("values"))]
    async fn get(&self, #[zbus(header)] header: Header<'_>, name: &str) -> Result<Dict, BusError> {
        let session = self.0.session(&header)?;
        let name = Some(name).filter(|name| !name.is_empty());
        let settings = self.0.hub.settings(session, name)?;
        let mut values = Entries::default();
        for setting in profile::settings() {
            values = match settings.get(&setting.key) {
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
        #[zbus(signal_emitter)] emitter: SignalEmitter<'_>,
        name: &str,
    ) -> Result<(), BusError> {
        if self.0.hub.set_active_profile(name)? {
            self.active_changed(&emitter).await?;
            Self::active_changed_to(&emitter, name).await?;
        }
        Ok(())
    }

    async fn set_override(
        &self,
        #[zbus(header)] header: Header<'_>,
        name: &str,
    ) -> Result<(), BusError> {
        let session = self.0.session(&header)?;
        let name = Some(name).filter(|name| !name.is_empty());
        Ok(self.0.hub.set_override(session, name)?)
    }

    #[zbus(signal, name = "ActiveChanged")]
    async fn active_changed_to(emitter: &SignalEmitter<'_>, name: &str) -> zbus::Result<()>;

    #[zbus(property)]
    async fn active(&self) -> String {
        self.0.hub.active_profile()
    }
}
