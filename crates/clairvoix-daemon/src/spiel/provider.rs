//! The interface on the bus.

use std::{
    fs::File,
    os::fd::OwnedFd,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use clairvoix::{
    profile::Feature,
    speech::{Engine, Timing, Voice},
};
use zbus::{fdo, interface, zvariant};

use super::{STREAMS_MAX, SpielRequest};
use crate::{
    backend::Backend,
    floor::{JobId, SessionId},
    hub::{Event, Hub, Listener},
    pool::Pool,
};

/// Name, identifier, format, features, languages.
type VoiceEntry = (String, String, String, u64, Vec<String>);

/// Bits of the features, as libspeechprovider names them: EVENTS_WORD, EVENTS_SENTENCE,
/// EVENTS_SSML_MARK.
const EVENTS: u64 = 0x1 | 0x2 | 0x8;
/// SSML_SAY_AS_CHARACTERS, SSML_BREAK, SSML_SUB, SSML_PHONEME, SSML_EMPHASIS, SSML_PROSODY,
/// SSML_SENTENCE_PARAGRAPH.
const SSML: u64 = 0x80 | 0x1000 | 0x2000 | 0x4000 | 0x8000 | 0x1_0000 | 0x2_0000;

pub(super) struct Provider {
    hub: Arc<Hub>,
    backend: Arc<dyn Backend>,
    pool: Pool,
    streams: Arc<AtomicUsize>,
}

impl Provider {
    pub(super) fn new(hub: Arc<Hub>, backend: Arc<dyn Backend>) -> Self {
        Self { hub, backend, pool: Pool::new(1), streams: Arc::default() }
    }

    /// Keeps the service alive, and the count of streams, while it lives.
    fn enter(&self) -> fdo::Result<Stream> {
        let count = self.streams.fetch_add(1, Ordering::AcqRel);
        let streams = Arc::clone(&self.streams);
        let refused = |message: String| fdo::Error::LimitsExceeded(message);
        let mut stream = Stream { hub: Arc::clone(&self.hub), session: None, streams };
        if count >= STREAMS_MAX {
            return Err(refused(format!("streams: at most {STREAMS_MAX}; read one to its end")));
        }
        let session = self.hub.open_session(Arc::new(Nobody));
        stream.session = Some(session.map_err(|e| refused(e.message().to_owned()))?);
        Ok(stream)
    }
}

#[interface(name = "org.freedesktop.Speech.Provider")]
impl Provider {
    #[allow(clippy::too_many_arguments, reason = "as the interface has them")]
    async fn synthesize(
        &self,
        pipe_fd: zvariant::OwnedFd,
        text: String,
        voice_id: String,
        pitch: f64,
        rate: f64,
        is_ssml: bool,
        language: String,
    ) -> fdo::Result<()> {
        let max = self.hub.limits().text_bytes;
        if text.len() as u64 > max {
            let message = format!("text_bytes: at most {max}; give a longer one in parts");
            return Err(fdo::Error::LimitsExceeded(message));
        }
        let refused =
            |error: crate::error::Error| fdo::Error::AccessDenied(error.message().to_owned());
        self.hub.active_profile().require(Feature::Speech).map_err(refused)?;
        let stream = self.enter()?;
        let request = SpielRequest { text, voice: voice_id, pitch, rate, is_ssml, language };
        let backend = Arc::clone(&self.backend);
        let pipe = OwnedFd::from(pipe_fd);
        // A thread for each: a client that does not read holds up nobody else.
        let spawned = thread::Builder::new().name("clairvoix-spiel".to_owned()).spawn(move || {
            speak(&request, backend.as_ref(), pipe);
            drop(stream);
        });
        spawned.map(drop).map_err(|e| fdo::Error::Failed(format!("no thread: {e}")))
    }

    #[zbus(property(emits_changed_signal = "const"))]
    async fn name(&self) -> &'static str {
        "Clairvoix"
    }

    #[zbus(property)]
    async fn voices(&self) -> fdo::Result<Vec<VoiceEntry>> {
        let hub = Arc::clone(&self.hub);
        let voices = self.pool.run(move || hub.voices()).await;
        let failed = |error: crate::error::Error| fdo::Error::Failed(error.message().to_owned());
        let voices = voices.and_then(|voices| voices).map_err(failed)?;
        Ok(voices.iter().map(entry).collect())
    }
}

fn entry(voice: &Voice) -> VoiceEntry {
    let rate_hz = voice.sample_rate_hz;
    let format = format!("audio/x-spiel,format=S16LE,channels=1,rate={rate_hz}");
    let features = if voice.timing == Timing::None { SSML } else { SSML | EVENTS };
    let languages = vec![voice.language.clone()];
    (voice.label.clone(), voice.id.as_str().to_owned(), format, features, languages)
}

/// The pipe is closed at the end, which tells the client that it is one.
fn speak(request: &SpielRequest, backend: &dyn Backend, pipe: OwnedFd) {
    let name = Some(request.voice.as_str()).filter(|name| !name.is_empty());
    let mut engines = backend.engines(name);
    let Ok(voices) = engines.voices() else { return };
    // That the reader is gone, or the voice failed, ends the stream: the client sees that.
    let _ = request.write(&mut engines, &voices, &mut File::from(pipe));
}

/// A stream that is being written.
struct Stream {
    hub: Arc<Hub>,
    session: Option<SessionId>,
    streams: Arc<AtomicUsize>,
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.streams.fetch_sub(1, Ordering::AcqRel);
        if let Some(session) = self.session {
            self.hub.close_session(session);
        }
    }
}

/// A stream has no jobs: nothing is told.
struct Nobody;

impl Listener for Nobody {
    fn tell(&self, _: JobId, _: Event) {}
}
