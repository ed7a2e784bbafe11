//! A request as the service takes it.

use std::collections::HashMap;

use clairvoix_speech::{Error, PlanOptions, PlanUnit, Request, SpeakMode};
use clairvoix_text::spoken::Mode;
use zbus::zvariant::Value;

/// The options of `Speak` by name.
pub(super) type Options = HashMap<&'static str, Value<'static>>;

/// Whether the service can say a text with these options: it has no silences, lists of pronunciations or
/// passages of the caller's own, and says sentences or syllables. What it cannot is said in process.
#[must_use]
pub fn carries(options: &PlanOptions) -> bool {
    lacking(options).is_none()
}

/// The first of the options that the service has no name for.
fn lacking(options: &PlanOptions) -> Option<&'static str> {
    let Some(voice) = options.voice(&options.language) else {
        return Some("a text without a voice");
    };
    let plain = PlanOptions::new(&options.language, voice.clone());
    match () {
        () if options.pauses != plain.pauses => Some("pauses"),
        () if !options.pronunciations.is_empty() => Some("pronunciations"),
        () if !options.passages.is_empty() => Some("passages"),
        () if !matches!(options.unit, PlanUnit::Sentence | PlanUnit::Syllable) => Some("this unit"),
        () if options.words_max != plain.words_max => Some("words_max"),
        () if options.syllables != plain.syllables => Some("this cut of syllables"),
        () => None,
    }
}

/// The options of a request.
///
/// # Errors
/// [`clairvoix_speech::ErrorKind::InvalidInput`] where the service cannot say it so: see [`carries`].
pub(super) fn options(request: &Request, mode: SpeakMode) -> Result<Options, Error> {
    let plan = &request.options;
    if let Some(lacking) = lacking(plan) {
        let message = format!("the service takes no {lacking}: speak in process");
        return Err(Error::invalid_input(message));
    }
    let mut options = Options::from([
        ("unit", "utf8".into()),
        ("language", plan.language.clone().into()),
        ("rate", f64::from(plan.rate).into()),
        ("pitch", f64::from(plan.pitch).into()),
        ("mode", mode_name(mode).into()),
        ("finest", request.finest.name().into()),
        ("reading", reading_name(plan.mode).into()),
        ("from", (request.from as u64).into()),
        ("syllables", (plan.unit == PlanUnit::Syllable).into()),
    ]);
    if let Some(voice) = plan.voice(&plan.language) {
        options.insert("voice", voice.as_str().to_owned().into());
    }
    if request.to < request.text.len() {
        options.insert("to", (request.to as u64).into());
    }
    Ok(options)
}

pub(super) const fn mode_name(mode: SpeakMode) -> &'static str {
    match mode {
        SpeakMode::Replace => "replace",
        SpeakMode::Append => "append",
        SpeakMode::Interrupt => "interrupt",
        SpeakMode::Echo => "echo",
    }
}

const fn reading_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Normal => "aloud",
        Mode::Dictation => "dictation",
        Mode::Spelling => "spelling",
        Mode::Verse => "verse",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clairvoix_speech::{ErrorKind, RequestId, VoiceId};

    fn plan() -> PlanOptions {
        PlanOptions::new("fr", VoiceId::try_new("pico-fr-FR").expect("a voice's name"))
    }

    #[test]
    fn what_the_service_has_no_name_for_is_refused_by_name() {
        assert!(carries(&plan()));
        let mut slow = plan();
        slow.pauses.word_ms = 400;
        let request = Request::new(RequestId(1), "Oui.", slow);
        let error = options(&request, SpeakMode::Replace).expect_err("pauses of one's own");
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.message().contains("pauses"), "{error}");
        let mut words = plan();
        words.unit = PlanUnit::Word;
        assert!(!carries(&words));
    }

    #[test]
    fn a_request_keeps_its_voice_its_place_and_its_unit() {
        let mut request = Request::new(RequestId(1), "Le chat dort.", plan());
        request.from = 3;
        request.to = 7;
        let options = options(&request, SpeakMode::Append).expect("it is carried");
        let text = |name: &str| options.get(name).and_then(|v| v.downcast_ref::<String>().ok());
        let whole = |name: &str| options.get(name).and_then(|v| v.downcast_ref::<u64>().ok());
        assert_eq!(text("voice").as_deref(), Some("pico-fr-FR"));
        assert_eq!(text("mode").as_deref(), Some("append"));
        assert_eq!(text("unit").as_deref(), Some("utf8"));
        assert_eq!((whole("from"), whole("to")), (Some(3), Some(7)));
    }
}
