//! `clairvoix settings`: the page on which a pupil's settings are found, in the person's browser.

use clairvoix::{
    ReadingOrder,
    document::Document,
    follow_voice,
    profile::Profile,
    speech::{
        Engine as _, PlanOptions, RenderEvent, Renderer, choose_voice, voices_beside, wav_header,
    },
    store::Store,
    text::pronunciation::Pronunciations,
};
use clairvoix_settings::{
    App, Beside, Error, ErrorKind, Spoken,
    server::{Pupils, Server, ServerOptions},
};

use super::profile::sheet_of;
use crate::{
    Outcome, args::SettingsArgs, browser, engine, failure::Failure, messages::Messages,
    output::Stdout, page, pupil, ui::Ui,
};

/// Serves the page until it is closed.
pub(super) fn run(ui: &Ui, args: &SettingsArgs) -> Outcome {
    let failed = |error: Error| Failure::io(ui, "failure.settings", &[("reason", &error.message)]);
    let open = || Store::open().map_err(|error| Failure::store(ui, "", &error));
    let (store, again) = (open()?, open()?);
    let server = Server::bind(ServerOptions { port: args.port, ..ServerOptions::default() });
    let server = server.map_err(failed)?;
    let address = server.address();
    if args.no_open || !browser::open(&address) {
        let mut out = Stdout::new();
        out.put(ui, format!("{address}\n").as_bytes())?;
        out.finish(ui)?;
    }
    ui.done("done.settings_open", &[]);
    let own = Ui { language: ui.language, messages: Messages::load(ui.language) };
    let language = pupil::language(ui);
    let program = Program { ui: own, store: again };
    server.run(|root| App::new(Pupils::new(store), program, root, language)).map_err(failed)
}

/// What the page needs of this program.
struct Program {
    ui: Ui,
    store: Store,
}

impl Beside for Program {
    fn speak(
        &mut self,
        document: &Document,
        profile: &Profile,
        lists: &Pronunciations,
    ) -> Result<Spoken, Error> {
        say(document, profile, lists)
            .map_err(|error| Error::new(ErrorKind::Voice, error.message().to_owned()))
    }

    fn sheet(&mut self, id: &str) -> Result<String, Error> {
        let disk = |error: clairvoix::store::Error| Error::new(ErrorKind::Disk, error.message);
        let pupils = self.store.pupils().map_err(disk)?;
        let pupil = pupils.into_iter().find(|pupil| pupil.id == id);
        let pupil = pupil.ok_or_else(|| Error::new(ErrorKind::UnknownPupil, "find this pupil"))?;
        sheet_of(&self.ui, &self.store, &pupil).map_err(|failure| {
            Error::new(ErrorKind::Disk, failure.message().unwrap_or_default().to_owned())
        })
    }
}

/// Says a document into memory, at the voice's own speed.
fn say(
    document: &Document,
    profile: &Profile,
    lists: &Pronunciations,
) -> Result<Spoken, clairvoix::speech::Error> {
    let voice_settings = profile.settings().voice;
    let order = ReadingOrder::new(document);
    let mut engine = engine::open(Some(&voice_settings.id));
    let voices = engine.voices()?;
    let wanted = Some(voice_settings.id.as_str()).filter(|id| *id != "auto");
    let voice = choose_voice(&voices, wanted, "fr")?.voice;
    let mut options = PlanOptions::new(&voice.language, voice.id.clone());
    options.voices.extend(voices_beside(&voices, &voice));
    options.pronunciations = lists.clone();
    follow_voice(&mut options, &voice_settings);
    options.rate = 1.0;
    let (mut samples, mut marks) = (Vec::new(), Vec::new());
    for event in Renderer::try_new(&mut engine, order.plan(options)?)? {
        match event? {
            RenderEvent::Audio(more) => samples.extend(more),
            RenderEvent::Mark(mark) => {
                marks.extend(page::mark(&order, &mark, voice.sample_rate_hz));
            }
            _ => {}
        }
    }
    let mut bytes = wav_header(voice.sample_rate_hz, Some(samples.len() as u64 * 2)).to_vec();
    bytes.extend(samples.iter().flat_map(|sample: &i16| sample.to_le_bytes()));
    Ok(Spoken { bytes, mime: "audio/wav", marks })
}
