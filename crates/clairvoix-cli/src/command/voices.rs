//! `clairvoix voices`: a line for each voice present; adds, shows and removes neural ones.

use std::path::{Path, PathBuf};

use clairvoix::{
    backends::engine::{user_voice_folder, voice_folders},
    speech::{Engine, Timing, Voice},
};

use crate::{
    Outcome,
    args::{VoiceAction, VoicesArgs},
    engine,
    failure::Failure,
    output::Stdout,
    ui::Ui,
    voice,
    voice_file::{self, VoiceFiles},
};

pub(super) fn run(ui: &Ui, args: VoicesArgs) -> Outcome {
    match (args.action, args.target) {
        (None, _) => list(ui),
        (Some(_), None) => Err(Failure::Usage(ui.get("failure.voices_target").to_owned())),
        (Some(VoiceAction::Add), Some(file)) => add(ui, &file),
        (Some(VoiceAction::Show), Some(name)) => show(ui, &find(ui, &name, &voice_folders())?),
        (Some(VoiceAction::Remove), Some(name)) => {
            let own: Vec<PathBuf> = user_voice_folder().into_iter().collect();
            find(ui, &name, &own)?.remove(ui)
        }
    }
}

fn list(ui: &Ui) -> Outcome {
    let mut engine = engine::all();
    let voices = voice::list(ui, &mut engine)?;
    let mut out = Stdout::new();
    out.put(ui, format!("{}\n", ui.get("voices.header")).as_bytes())?;
    for voice in &voices {
        out.put(ui, line(ui, voice).as_bytes())?;
    }
    out.finish(ui)
}

fn line(ui: &Ui, voice: &Voice) -> String {
    let timing = match voice.timing {
        Timing::Exact => "voices.exact",
        Timing::Estimated => "voices.estimated",
        Timing::None => "voices.none",
    };
    let (id, language, rate) = (voice.id.as_str(), &voice.language, voice.sample_rate_hz);
    format!("{id}\t{language}\t{rate}\t{}\t{}\n", ui.get(timing), voice.label)
}

/// Copies a voice to the person's own, once it has spoken.
fn add(ui: &Ui, file: &Path) -> Outcome {
    let files = VoiceFiles::beside(ui, file)?;
    let folder =
        user_voice_folder().ok_or_else(|| Failure::io(ui, "failure.voices_no_home", &[]))?;
    let added = files.copy_to(ui, &folder, |staged| {
        let mut engine =
            engine::piper_of(staged.to_owned()).map_err(|e| voice::engine_failure(ui, &e))?;
        voice_file::check(ui, &files.name(), &mut engine)
    })?;
    show(ui, &added)
}

/// What is known of a voice's files: the names it speaks under, their sum, their licence.
fn show(ui: &Ui, files: &VoiceFiles) -> Outcome {
    let mut engine = engine::piper_of(files.folder()).map_err(|e| voice::engine_failure(ui, &e))?;
    let own = format!("piper-{}", files.name());
    let is_own = |voice: &Voice| {
        let rest = voice.id.as_str().strip_prefix(&own);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let mut out = Stdout::new();
    let voices = engine.voices().map_err(|e| voice::engine_failure(ui, &e))?;
    for voice in voices.iter().filter(|voice| is_own(voice)) {
        out.put(ui, line(ui, voice).as_bytes())?;
    }
    let licence = files.licence();
    for (key, value) in [
        ("voices.file", files.path().display().to_string()),
        ("voices.sum", files.sum(ui)?),
        ("voices.licence", licence.unwrap_or_else(|| ui.get("voices.no_licence").to_owned())),
    ] {
        out.put(ui, format!("{}\t{value}\n", ui.get(key)).as_bytes())?;
    }
    out.finish(ui)
}

/// A neural voice that was added, by its name with or without `piper-` and its speaker.
fn find(ui: &Ui, name: &Path, folders: &[PathBuf]) -> Outcome<VoiceFiles> {
    let asked = name.to_string_lossy();
    let plain = asked.strip_prefix("piper-").unwrap_or(&asked);
    let named = |files: &VoiceFiles| {
        let rest = plain.strip_prefix(files.name().as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let mut all = folders.iter().flat_map(|folder| voice_file::in_folder(folder));
    all.find(named).ok_or_else(|| {
        Failure::Usage(ui.fill("failure.voices_unknown", &[("name", asked.as_ref())]))
    })
}
