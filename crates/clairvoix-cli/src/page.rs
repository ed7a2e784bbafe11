//! Writes the adapted page, with its sound inside where it is asked for.

use std::io::{self, BufWriter, Seek, Write};

use base64::{Engine as _, engine::general_purpose::STANDARD, write::EncoderWriter};
use clairvoix::{
    ReadingOrder,
    document::Document,
    layout::page::{AudioSource, MarkKind as PageMarkKind, PageMark, PageOptions, render_page},
    profile::Profile,
    speech::{MarkKind, SourceMark},
};

use crate::{Outcome, failure::Failure, pending::Pending, recorder::milliseconds, ui::Ui};

/// A mark of the voice as the page's: none where the page shows nothing for it.
pub(crate) fn mark(
    order: &ReadingOrder<'_>,
    mark: &SourceMark,
    sample_rate_hz: u32,
) -> Option<PageMark> {
    let place = order.place(mark.range)?;
    let kind = match mark.kind {
        MarkKind::Word => PageMarkKind::Word,
        MarkKind::Syllable => PageMarkKind::Syllable,
        // The number of an item is no sentence to stop at.
        MarkKind::Sentence if !place.is_marker => PageMarkKind::Sentence,
        _ => return None,
    };
    Some(PageMark {
        kind,
        block: place.leaf,
        range: place.range,
        start_ms: milliseconds(mark.start_frame, sample_rate_hz),
        end_ms: milliseconds(mark.end_frame, sample_rate_hz),
    })
}

/// Writes the page.
pub(crate) fn write(
    ui: &Ui,
    mut page: Pending,
    document: &Document,
    profile: &Profile,
    options: &PageOptions,
) -> Outcome<Pending> {
    let html = render_page(document, profile, options);
    page.write_all(html.as_bytes()).map_err(|e| Failure::write(ui, page.name(), &e))?;
    Ok(page)
}

/// Writes the page with the sound of `audio` inside. Hours of sound need no memory: the page is made
/// with a short stand-in, and the sound is copied to its place.
pub(crate) fn write_with_sound(
    ui: &Ui,
    page: Pending,
    document: &Document,
    profile: &Profile,
    mut options: PageOptions,
    mut audio: Pending,
    mime: &str,
) -> Outcome<Pending> {
    // A name that nobody can know in advance, so that no text can hold it.
    let stand_in = audio.temporary_name();
    let encoded = STANDARD.encode(&stand_in);
    options.audio = AudioSource::Embedded { bytes: stand_in.into_bytes(), mime: mime.to_owned() };
    let html = render_page(document, profile, &options);
    let name = page.name().to_owned();
    let written = match html.split_once(&encoded) {
        Some((before, after)) => splice(page, before, &mut audio, after),
        None => Err(io::Error::other("the page has no place for its sound")),
    };
    written.map_err(|e| Failure::write(ui, &name, &e))
}

fn splice(page: Pending, before: &str, audio: &mut Pending, after: &str) -> io::Result<Pending> {
    let mut out = BufWriter::with_capacity(64 * 1024, page);
    out.write_all(before.as_bytes())?;
    audio.rewind()?;
    let mut encoder = EncoderWriter::new(&mut out, &STANDARD);
    io::copy(audio, &mut encoder)?;
    encoder.finish()?;
    drop(encoder);
    out.write_all(after.as_bytes())?;
    out.into_inner().map_err(io::IntoInnerError::into_error)
}
