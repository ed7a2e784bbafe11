//! What an engine whose times are exact must do with French.

use crate::{Engine, MarkKind, PlanOptions, RenderEvent, Renderer, VoiceId, plan};

/// Elisions, an apostrophe inside a word, an inversion, numbers, signs.
const TEXT: &str =
    "L'élève lit 12,5 pages. Aujourd'hui, c'est l'été : qu'est-ce qu'on mange à 8h30 ?";

/// Checks that each written word of a French sentence has one exact mark that lasts, in order, and that
/// nothing is skipped, at rates from 0.5 to 4.
///
/// # Errors
/// What was not so.
///
/// ```
/// use clairvoix_speech::testing::{FakeEngine, check_french_words};
/// check_french_words(&mut FakeEngine::default(), &FakeEngine::voice_id()).unwrap();
/// ```
pub fn check_french_words(engine: &mut dyn Engine, voice: &VoiceId) -> Result<(), String> {
    let expected: Vec<&str> = clairvoix_text::segment::segment(TEXT)
        .words
        .iter()
        .map(|word| word.range.slice(TEXT))
        .collect();
    for rate in [0.5, 1.0, 2.0, 4.0] {
        let mut options = PlanOptions::new("fr", voice.clone());
        options.rate = rate;
        let plan = plan(TEXT, options).map_err(|error| error.to_string())?;
        let mut words = Vec::new();
        for event in Renderer::try_new(&mut *engine, plan).map_err(|error| error.to_string())? {
            match event.map_err(|error| error.to_string())? {
                RenderEvent::Mark(mark) if mark.kind == MarkKind::Word => {
                    if mark.start_frame >= mark.end_frame || !mark.exact {
                        return Err(format!("at {rate}: {mark:?}"));
                    }
                    words.push(mark.range.slice(TEXT));
                }
                RenderEvent::Skipped { range, .. } => {
                    return Err(format!("at {rate}: {} skipped", range.slice(TEXT)));
                }
                _ => {}
            }
        }
        if words != expected {
            return Err(format!("at {rate}: {words:?}"));
        }
    }
    Ok(())
}
