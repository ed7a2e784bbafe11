//! `org.clairvoix.Layout1`: docs/dbus/org.clairvoix.Layout1.xml is its contract.

use std::{collections::HashMap, sync::Arc};

use clairvoix::{
    document,
    layout::{
        page::{PageOptions, render_page},
        style_sheet,
    },
};
use zbus::{
    interface,
    message::Header,
    zvariant::{OwnedFd, Value},
};

use super::{Link, error::BusError, value::options};
use crate::{fd::io_error, option::LayoutOptions, profiles::Chosen};

pub(super) struct Layout(pub(super) Arc<Link>);

type Given<'m> = HashMap<String, Value<'m>>;

#[interface(name = "org.clairvoix.Layout1")]
impl Layout {
    #[zbus(out_args("css"))]
    async fn style_sheet(
        &self,
        #[zbus(header)] header: Header<'_>,
        options: Given<'_>,
    ) -> Result<String, BusError> {
        let profile = LayoutOptions::read_for_style(self::options(options))?;
        let session = self.0.session(&header)?;
        Ok(style_sheet(self.0.hub.chosen(session, profile.as_deref())?.settings()))
    }

    #[zbus(out_args("html"))]
    async fn adapt(
        &self,
        #[zbus(header)] header: Header<'_>,
        text: String,
        options: Given<'_>,
    ) -> Result<String, BusError> {
        let options = LayoutOptions::read(self::options(options))?;
        self.0.within_analysis(&text)?;
        let work = move |hub: &crate::hub::Hub, session| {
            let chosen = hub.chosen(session, options.profile.as_deref())?;
            Ok(page(&text, &chosen, &options))
        };
        self.0.work(&header, work).await
    }

    async fn adapt_fd(
        &self,
        #[zbus(header)] header: Header<'_>,
        input: OwnedFd,
        output: OwnedFd,
        options: Given<'_>,
    ) -> Result<(), BusError> {
        let options = LayoutOptions::read(self::options(options))?;
        let session = self.0.session(&header)?;
        let chosen = self.0.hub.chosen(session, options.profile.as_deref())?;
        self.0
            .convert(&header, input, output, move |text, out| {
                out.write_all(page(text, &chosen, &options).as_bytes()).map_err(io_error)
            })
            .await
    }
}

fn page(text: &str, chosen: &Chosen, options: &LayoutOptions) -> String {
    let document = document::read(text, options.format);
    let options = PageOptions { withheld: chosen.withheld().to_vec(), ..options.page() };
    render_page(&document, chosen.profile(), &options)
}
