//! `org.clairvoix.Reading1`: docs/dbus/org.clairvoix.Reading1.xml is its contract.

use std::{
    collections::HashMap,
    io::{BufWriter, Write},
    sync::Arc,
};

use clairvoix::{
    UnitMap, explain_word, json,
    profile::Feature,
    text::{
        analysis::Analyzer,
        spoken::{LinkKind, spoken_form},
    },
};
use zbus::{
    interface,
    message::Header,
    zvariant::{OwnedFd, Value},
};

use super::{Link, error::BusError, value::options};
use crate::{
    error::{Error, ErrorKind},
    fd::{Output, io_error, read_text},
    floor::SessionId,
    hub::Hub,
    option::{AnalysisOptions, SpokenFormOptions},
};

pub(super) struct Reading(pub(super) Arc<Link>);

type Given<'m> = HashMap<String, Value<'m>>;
/// From and to in the text given, from and to in what is said, how the two correspond.
type Correspondence = (u64, u64, u64, u64, &'static str);

#[interface(name = "org.clairvoix.Reading1")]
impl Reading {
    #[zbus(out_args("json"))]
    async fn analyze(
        &self,
        #[zbus(header)] header: Header<'_>,
        text: String,
        options: Given<'_>,
    ) -> Result<String, BusError> {
        let options = AnalysisOptions::read(self::options(options))?;
        self.0.within_analysis(&text)?;
        let work = move || {
            let mut out = Vec::new();
            write(&text, options, &mut out)?;
            String::from_utf8(out).map_err(|_| Error::new(ErrorKind::Io, "it is not UTF-8"))
        };
        self.0
            .work(&header, move |hub, session| about_words(hub, session).and_then(|()| work()))
            .await
    }

    async fn analyze_fd(
        &self,
        #[zbus(header)] header: Header<'_>,
        input: OwnedFd,
        output: OwnedFd,
        options: Given<'_>,
    ) -> Result<(), BusError> {
        let options = AnalysisOptions::read(self::options(options))?;
        about_words(&self.0.hub, self.0.session(&header)?)?;
        self.0.convert(&header, input, output, move |text, out| write(text, options, out)).await
    }

    #[zbus(out_args("spoken", "map"))]
    async fn spoken(
        &self,
        #[zbus(header)] header: Header<'_>,
        text: String,
        options: Given<'_>,
    ) -> Result<(String, Vec<Correspondence>), BusError> {
        let options = SpokenFormOptions::read(self::options(options))?;
        self.0.within_analysis(&text)?;
        let work = move |hub: &Hub, session| {
            about_words(hub, session)?;
            Ok(spoken(&text, &options))
        };
        self.0.work(&header, work).await
    }

    #[zbus(out_args("explanation"))]
    async fn explain(
        &self,
        #[zbus(header)] header: Header<'_>,
        word: String,
        options: Given<'_>,
    ) -> Result<String, BusError> {
        self::options(options).finish()?;
        self.0.within_analysis(&word)?;
        let work = move |hub: &Hub, session| {
            about_words(hub, session)?;
            Ok(explain_word(&word))
        };
        self.0.work(&header, work).await
    }
}

/// Whether an examination allows telling something of words.
fn about_words(hub: &Hub, session: SessionId) -> Result<(), Error> {
    hub.chosen(session, None)?.require(Feature::Words)
}

/// Writes the JSON of an analysis.
fn write(text: &str, options: AnalysisOptions, out: &mut dyn Write) -> Result<(), Error> {
    let AnalysisOptions { unit, families, analysis } = options;
    let analyzer = Analyzer::new(analysis);
    let analysis = analyzer.analyze(text);
    let object = json::analysis(&analysis, unit, families);
    serde_json::to_writer(out, &object).map_err(|error| io_error(error.into()))
}

fn spoken(text: &str, options: &SpokenFormOptions) -> (String, Vec<Correspondence>) {
    let form = spoken_form(text, &options.spoken);
    let source = UnitMap::new(options.unit, text);
    let said = UnitMap::new(options.unit, &form.text);
    let map = form.map.links().map(|link| {
        let [from, to] = source.range(link.source);
        let [said_from, said_to] = said.range(link.spoken);
        let kind = match link.kind {
            LinkKind::Copied => "copied",
            LinkKind::Replaced => "replaced",
        };
        (from as u64, to as u64, said_from as u64, said_to as u64, kind)
    });
    let map = map.collect();
    (form.text, map)
}

impl Link {
    /// Whether a text given in a message may be analysed.
    pub(super) fn within_analysis(&self, text: &str) -> Result<(), Error> {
        let max = self.hub.limits().analysis_bytes;
        if text.len() as u64 > max {
            let advice = "give a longer one by descriptor";
            return Err(self.hub.exceeded("analysis_bytes", max, advice));
        }
        Ok(())
    }

    /// Reads a text from one descriptor, writes what `convert` makes of it to another.
    pub(super) async fn convert(
        &self,
        header: &Header<'_>,
        input: OwnedFd,
        output: OwnedFd,
        convert: impl FnOnce(&str, &mut dyn Write) -> Result<(), Error> + Send + 'static,
    ) -> Result<(), BusError> {
        let session = self.session(header)?;
        let call = self.hub.enter(session)?;
        let room = self.hub.room(("document_fd_bytes", self.hub.limits().document_fd_bytes));
        let (text, held) = read_text(input.into(), room).await?;
        let output = Output::new(output.into(), self.hub.fd_wait())?;
        let work = move || {
            let mut out = BufWriter::new(output);
            convert(&text, &mut out)?;
            drop(held);
            out.flush().map_err(io_error)
        };
        let result = self.slow.run(work).await?;
        drop(call);
        Ok(result?)
    }
}
