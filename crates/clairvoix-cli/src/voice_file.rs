//! The two files of a neural voice: found, checked, copied, removed.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use clairvoix::{
    backends::engine::PiperEngine,
    speech::{Engine, EngineEvent, PlanOptions, plan},
};
use sha2::{Digest, Sha256};

use crate::{Outcome, failure::Failure, ui::Ui, voice};

/// Bytes of a text that says a licence, at most.
const CARD_BYTES_MAX: u64 = 1 << 20;
/// Said to hear whether a voice speaks.
const TRIAL: &str = "Bonjour à tous.";

/// `NAME.onnx`, with `NAME.onnx.json` beside it.
pub(crate) struct VoiceFiles {
    onnx: PathBuf,
}

impl VoiceFiles {
    /// The voice of a file that a person names: either of the two.
    pub(crate) fn beside(ui: &Ui, file: &Path) -> Outcome<Self> {
        let named = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let onnx = match named.strip_suffix(".json") {
            Some(onnx) => file.with_file_name(onnx),
            None => file.to_owned(),
        };
        let shown = file.display().to_string();
        if onnx.extension().is_none_or(|end| end != "onnx") {
            return Err(Failure::Usage(ui.fill("failure.voices_kind", &[("name", &shown)])));
        }
        let files = Self { onnx };
        for path in [files.onnx.clone(), files.description()] {
            File::open(&path).map_err(|e| Failure::read(ui, &path.display().to_string(), &e))?;
        }
        Ok(files)
    }

    /// The name of the voice.
    pub(crate) fn name(&self) -> String {
        self.onnx.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    pub(crate) fn path(&self) -> &Path {
        &self.onnx
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.onnx.parent().map(Path::to_owned).unwrap_or_default()
    }

    fn description(&self) -> PathBuf {
        let mut name = self.onnx.clone().into_os_string();
        name.push(".json");
        name.into()
    }

    /// What says its licence, among the files beside it: kept with it.
    fn card(&self) -> Option<PathBuf> {
        let own = self.description().with_file_name(format!("{}.MODEL_CARD", self.name()));
        let beside = self.onnx.with_file_name("MODEL_CARD");
        [own, beside].into_iter().find(|path| path.is_file())
    }

    /// The licence, as the description or the card says it.
    pub(crate) fn licence(&self) -> Option<String> {
        let text = |path: PathBuf| {
            let small = fs::metadata(&path).is_ok_and(|data| data.len() <= CARD_BYTES_MAX);
            small.then(|| fs::read_to_string(path).ok()).flatten()
        };
        let told = text(self.description())
            .and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok())
            .and_then(|value| Some(value.get("license")?.as_str()?.to_owned()));
        told.or_else(|| {
            let card = text(self.card()?)?;
            let said = card.lines().find_map(|line| {
                let line = line.trim_start_matches(['*', '-', '#', ' ']);
                let (key, value) = line.split_once(':')?;
                let key = key.trim().to_lowercase();
                (matches!(key.as_str(), "license" | "licence")).then(|| value.trim().to_owned())
            });
            said.filter(|value| !value.is_empty())
        })
    }

    /// SHA-256 of the network, in hexadecimal.
    pub(crate) fn sum(&self, ui: &Ui) -> Outcome<String> {
        let name = self.onnx.display().to_string();
        sum(&self.onnx).map_err(|e| Failure::read(ui, &name, &e))
    }

    /// Copies the voice to a folder, where it appears whole once `check` accepts the copy. The same
    /// voice again changes nothing; another one under its name is refused.
    pub(crate) fn copy_to(
        &self,
        ui: &Ui,
        folder: &Path,
        check: impl FnOnce(&Path) -> Outcome,
    ) -> Outcome<Self> {
        let name = self.onnx.file_name().unwrap_or_default();
        let there = Self { onnx: folder.join(name) };
        if there.onnx.exists() {
            if there.sum(ui)? == self.sum(ui)? {
                return Ok(there);
            }
            let places = [("name", there.name())];
            let places = places.each_ref().map(|(key, value)| (*key, value.as_str()));
            return Err(Failure::io(ui, "failure.voices_exists", &places));
        }
        let shown = folder.display().to_string();
        let write = |e: io::Error| Failure::write(ui, &shown, &e);
        fs::create_dir_all(folder).map_err(write)?;
        let staged =
            tempfile::Builder::new().prefix(".clairvoix-").tempdir_in(folder).map_err(write)?;
        let copy = Self { onnx: staged.path().join(name) };
        let card = self.card();
        let kept = copy.onnx.with_file_name(format!("{}.MODEL_CARD", self.name()));
        let mut pairs =
            vec![(self.description(), copy.description()), (self.onnx.clone(), copy.onnx.clone())];
        pairs.extend(card.map(|card| (card, kept)));
        for (from, to) in &pairs {
            copy_durably(from, to).map_err(write)?;
        }
        check(staged.path())?;
        // The network last: a voice without it is no voice.
        pairs.sort_by_key(|(_, to)| to == &copy.onnx);
        for (_, to) in &pairs {
            let target = folder.join(to.file_name().unwrap_or_default());
            fs::rename(to, target).map_err(write)?;
        }
        Ok(there)
    }

    /// Takes the files away.
    pub(crate) fn remove(&self, ui: &Ui) -> Outcome {
        let card = self.onnx.with_file_name(format!("{}.MODEL_CARD", self.name()));
        for path in [self.onnx.clone(), self.description(), card] {
            match fs::remove_file(&path) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => {
                    return Err(Failure::write(ui, &path.display().to_string(), &e));
                }
                _ => {}
            }
        }
        ui.done("done.voice_removed", &[("name", &self.name())]);
        Ok(())
    }
}

/// The voices of a folder, by name.
pub(crate) fn in_folder(folder: &Path) -> Vec<VoiceFiles> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<VoiceFiles> = entries
        .map(|entry| VoiceFiles { onnx: entry.path() })
        .filter(|files| files.onnx.extension().is_some_and(|end| end == "onnx"))
        .collect();
    found.sort_by(|a, b| a.onnx.cmp(&b.onnx));
    found
}

/// Has each of its speakers say something; they must be heard.
pub(crate) fn check(ui: &Ui, name: &str, engine: &mut PiperEngine) -> Outcome {
    let refused = |reason: &str| {
        Failure::io(ui, "failure.voices_refused", &[("name", name), ("reason", reason)])
    };
    let voices = engine.voices().map_err(|e| voice::engine_failure(ui, &e))?;
    if voices.is_empty() {
        return Err(refused(ui.get("failure.voices_language")));
    }
    for voice in voices {
        let options = PlanOptions::new(&voice.language, voice.id);
        let trial = plan(TRIAL, options).ok().and_then(|mut plan| plan.next());
        let Some(trial) = trial else { continue };
        engine.begin(&trial.utterance).map_err(|e| refused(e.message()))?;
        let mut loud = false;
        loop {
            match engine.next_event().map_err(|e| refused(e.message()))? {
                EngineEvent::Audio(samples) => {
                    loud |= samples.iter().any(|sample| sample.unsigned_abs() > 100);
                }
                EngineEvent::Skipped { cause, .. } => return Err(refused(cause.message())),
                EngineEvent::Finished => break,
                _ => {}
            }
        }
        if !loud {
            return Err(refused(ui.get("failure.voices_silent")));
        }
    }
    Ok(())
}

fn copy_durably(from: &Path, to: &Path) -> io::Result<()> {
    let mut target = File::options().write(true).create_new(true).open(to)?;
    io::copy(&mut File::open(from)?, &mut target)?;
    target.sync_all()
}

fn sum(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut block = vec![0; 1 << 16];
    loop {
        let count = file.read(&mut block)?;
        if count == 0 {
            break;
        }
        hash.update(block.get(..count).unwrap_or_default());
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
