//! Measures the embedded voice. Needs the worker beside it:
//!
//! ```sh
//! cargo build --release -p clairvoix-pico
//! cargo run --release -p clairvoix-backends --no-default-features --example measure_pico -- marks
//! ```
//!
//! `marks`: word marks against the onset of the sound's energy. `document FILE`: speed, memory, marks
//! and corrected words over a whole text. `faults N`: the gap after a killed worker. `voices`: first
//! sound of each voice.

#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock and files")]

use std::process::{Command, ExitCode};
use std::time::Instant;

use clairvoix_backends::engine::{PicoEngine, PicoOptions};
use clairvoix_speech::{
    Engine, EngineEvent, EngineMark, EngineMarkKind, Error, PlanOptions, Utterance, UtteranceId,
    UtteranceWord, VoiceId, plan,
};
use clairvoix_text::Utf8Range;
use clairvoix_text::analysis::{AnalyzeOptions, analyze};

const SAMPLES_A_MS: f64 = 16.0;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["marks"] => marks(),
        ["document", file] => document(file),
        ["faults", count] => faults(count.parse().unwrap_or(100)),
        ["voices"] => voices(),
        _ => {
            eprintln!("usage: measure_pico marks | document FILE | faults N | voices");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("measure_pico: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What came of one utterance.
#[derive(Default)]
struct Said {
    audio: Vec<i16>,
    words: Vec<EngineMark>,
    sounds: Vec<EngineMark>,
    skipped: usize,
}

fn say(engine: &mut PicoEngine, utterance: &Utterance) -> Result<Said, Error> {
    engine.begin(utterance)?;
    let mut said = Said::default();
    loop {
        match engine.next_event()? {
            EngineEvent::Audio(samples) => said.audio.extend(samples),
            EngineEvent::Mark(mark) if mark.kind == EngineMarkKind::Word => said.words.push(mark),
            EngineEvent::Mark(mark) => said.sounds.push(mark),
            EngineEvent::Skipped { .. } => said.skipped += 1,
            EngineEvent::Interrupted { cause, .. } => return Err(cause),
            EngineEvent::Finished => return Ok(said),
        }
    }
}

fn french() -> Result<VoiceId, Error> {
    VoiceId::try_new("pico-fr-FR")
}

/// Words that begin with a voiced sound, in lists with a pause after each.
const VOICED: &str = "ami, eau, île, oiseau, université, arbre, école, image, orange, usine, \
    heure, homme, ongle, un, onze, entrée, enfant, air, aile, eux, maison, mère, midi, mot, mur, \
    mouton, malade, merci, mille, monde, nez, nid, nuage, nature, neige, noir, nom, neuf, nuit, \
    neveu, lune, lac, livre, loup, lampe, lecture, lit, lundi, leçon, lourd, rue, rire, robe, rouge, \
    radio, roi, route, rêve, raison, riz, veau, vie, ville, voile, vague, vélo, vert, vin, voix, \
    voiture, zone, zéro, zoo, zèbre, zigzag, jour, jeu, jardin, jeudi, jaune, genou, girafe, gilet, \
    jambe, joie, bateau, bec, bille, bol, bus, bouche, banc, bras, bleu, blanc, dame, dent, dix, dos, \
    deux, doigt, donner, drap, douze, début, gare, gant, gorge, goût, gomme, grand, gris, gros, glace, \
    guide, yeux, yaourt, oui, ouest, huit, huile, wagon, animal, abeille, odeur, hiver, histoire, \
    herbe, humain, habit, objet, ombre, outil, ours, image, idée, avion, année, avril, automne, août, \
    orage, oreille, olive, oncle, opéra, espace, escalier, étoile, étude, exemple, erreur, entier, \
    endroit, envie, emploi, ennui, main, manger, marche, matin, menu, métier, miel, mine, moitié, \
    monnaie, moteur, mouche, moyen, musée, nager, nation, navire, nombre, note, nouveau, numéro, \
    lait, langue, large, laver, légume, lettre, lieu, ligne, lion, liste, logis, loin, lumière, \
    lycée, rideau, rivière, roman, rond, rose, ruche, rural, valeur, vapeur, vendre, vent, verbe";

/// A sound starts where its level passes such a part of the word's loudest one; groups are shown at
/// the middle one.
const STARTS: [f64; 3] = [0.01, 0.02, 0.05];

/// Error of a mark against the sound: the first millisecond whose level passes a small part of the
/// word's loudest one.
fn marks() -> Result<(), Error> {
    let mut engine = PicoEngine::new(PicoOptions::default())?;
    let list: Vec<&str> = VOICED.split(", ").collect();
    println!("| begins with | n | median ms | median of absolute ms | p99 | worst |");
    println!("|---|---|---|---|---|---|");
    let mut all: [Vec<f64>; STARTS.len()] = Default::default();
    let mut groups: [(&str, &str, Vec<f64>); 4] = [
        ("vowel or glide", "aeéèêiîoôuûùyhœw", Vec::new()),
        ("m n l r", "mnlr", Vec::new()),
        ("v z j", "vzjg", Vec::new()),
        ("b d g", "bdg", Vec::new()),
    ];
    for chunk in list.chunks(8) {
        let utterance = utterance(&chunk.join(", "), french()?);
        let said = say(&mut engine, &utterance)?;
        for mark in &said.words {
            let word = mark.range.slice(&utterance.text);
            for (part, errors) in STARTS.iter().zip(&mut all) {
                errors.extend(onset_error_ms(&said.audio, mark, *part));
            }
            let Some(error) = onset_error_ms(&said.audio, mark, STARTS[1]) else { continue };
            let soft_g = ["ge", "gi"].iter().any(|start| word.starts_with(start));
            let group = groups.iter_mut().find(|(name, letters, _)| {
                letters.contains(&word[..first_len(word)])
                    && (*name != "v z j" || !word.starts_with('g') || soft_g)
            });
            if let Some((_, _, errors)) = group {
                errors.push(error);
            }
        }
    }
    for (name, _, errors) in &mut groups {
        row(name, errors);
    }
    for (part, errors) in STARTS.iter().zip(&mut all) {
        row(&format!("all, from {:.0} % of the loudest", part * 100.0), errors);
    }
    Ok(())
}

fn first_len(word: &str) -> usize {
    word.chars().next().map_or(0, char::len_utf8)
}

fn row(name: &str, errors: &mut [f64]) {
    errors.sort_by(f64::total_cmp);
    let median = at(errors, 0.5);
    let mut sizes: Vec<f64> = errors.iter().map(|error| error.abs()).collect();
    sizes.sort_by(f64::total_cmp);
    println!(
        "| {name} | {} | {median:+.1} | {:.1} | {:.1} | {:.1} |",
        errors.len(),
        at(&sizes, 0.5),
        at(&sizes, 0.99),
        at(&sizes, 1.0)
    );
}

fn at(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let index = (last as f64 * share).round() as usize;
    sorted.get(index).copied().unwrap_or(f64::NAN)
}

/// By how much the mark comes after the sound, in ms.
fn onset_error_ms(audio: &[i16], mark: &EngineMark, part_of_peak: f64) -> Option<f64> {
    const BEFORE_MS: usize = 100;
    let start = usize::try_from(mark.start_frame).ok()?;
    let end = usize::try_from(mark.end_frame).ok()?.min(audio.len());
    let from = start.saturating_sub(BEFORE_MS * 16);
    let levels: Vec<f64> = audio.get(from..end)?.chunks(16).map(level).collect();
    let peak = levels.iter().copied().fold(0.0, f64::max);
    let onset = levels.iter().position(|level| *level > part_of_peak * peak)?;
    Some((start as f64 - (from + onset * 16) as f64) / SAMPLES_A_MS)
}

fn level(samples: &[i16]) -> f64 {
    let energy: f64 = samples.iter().map(|sample| f64::from(*sample).powi(2)).sum();
    (energy / samples.len().max(1) as f64).sqrt()
}

fn utterance(text: &str, voice: VoiceId) -> Utterance {
    let analysis = analyze(text, &AnalyzeOptions::default());
    let words = analysis.words().map(|w| UtteranceWord { range: w.range(), ipa: w.ipa() });
    Utterance {
        id: UtteranceId(1),
        text: text.to_owned(),
        words: words.collect(),
        voice,
        rate: 1.0,
        pitch: 1.0,
    }
}

fn document(file: &str) -> Result<(), Error> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Error::invalid_input(format!("{file}: {error}")))?;
    let mut engine = PicoEngine::new(PicoOptions::default())?;
    let mut sum = Document::default();
    let started = Instant::now();
    for planned in plan(&text, PlanOptions::new("fr", french()?))? {
        let said = say(&mut engine, &planned.utterance)?;
        sum.add(&planned.utterance, &said);
    }
    let elapsed = started.elapsed().as_secs_f64();
    let status = engine.status();
    let seconds = sum.frames as f64 / 16_000.0;
    println!("utterances {}, words {}, word marks {}", sum.utterances, sum.words, sum.marks);
    println!("words said as read {} of {} with a reading", sum.agree, sum.read);
    println!("skipped {}, workers lost {}", sum.skipped, status.losses);
    println!(
        "audio {seconds:.1} s in {elapsed:.2} s, planning included: {:.0} x",
        seconds / elapsed
    );
    if let Some(id) = status.process_id {
        println!("worker {}", process_figures(id));
        println!("host {}", process_figures(std::process::id()));
    }
    for (word, count) in sum.most_often_not() {
        println!("not as read, {count} x: {word}");
    }
    Ok(())
}

#[derive(Default)]
struct Document {
    utterances: usize,
    words: usize,
    marks: usize,
    read: usize,
    agree: usize,
    skipped: usize,
    frames: usize,
    differing: std::collections::BTreeMap<String, usize>,
}

impl Document {
    fn add(&mut self, utterance: &Utterance, said: &Said) {
        self.utterances += 1;
        self.words += utterance.words.len();
        self.marks += said.words.len();
        self.skipped += said.skipped;
        self.frames += said.audio.len();
        for word in utterance.words.iter().filter(|word| !word.ipa.is_empty()) {
            self.read += 1;
            let heard = heard(said, word.range);
            if agree(&word.ipa, &heard) {
                self.agree += 1;
            } else {
                let text = word.range.slice(&utterance.text);
                *self.differing.entry(format!("{text} {} {heard}", word.ipa)).or_default() += 1;
            }
        }
    }

    fn most_often_not(&self) -> Vec<(&str, usize)> {
        let mut list: Vec<(&str, usize)> =
            self.differing.iter().map(|(word, count)| (word.as_str(), *count)).collect();
        list.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        list.truncate(40);
        list
    }
}

fn heard(said: &Said, range: Utf8Range) -> String {
    said.sounds.iter().filter(|mark| mark.range == range).map(|mark| mark.ipa.as_str()).collect()
}

/// A schwa more or less, and one liaison consonant more, are no difference.
fn agree(read: &str, heard: &str) -> bool {
    let plain = |ipa: &str| ipa.replace('ə', "").replace("œ̃", "ɛ̃").replace('ɑ', "a");
    let (read, heard) = (plain(read), plain(heard));
    heard == read
        || ["z", "t", "n", "ʁ", "p"]
            .iter()
            .any(|liaison| heard.strip_suffix(liaison) == Some(&read))
}

/// Resident memory, its peak, and processor time, where the system tells (Linux).
fn process_figures(id: u32) -> String {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let of = |name: &str| {
        status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("?").trim().to_owned()
    };
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    let times: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| times.get(at).and_then(|t| t.parse::<f64>().ok()).unwrap_or(0.0);
    let cpu = (ticks(11) + ticks(12)) / 100.0;
    format!("resident {}, peak {}, processor {cpu:.2} s", of("VmRSS:"), of("VmHWM:"))
}

/// Kills the worker in the middle of an utterance, `count` times: from the news of its death to the
/// next sound.
fn faults(count: usize) -> Result<(), Error> {
    for keeps_spare in [false, true] {
        let mut engine =
            PicoEngine::new(PicoOptions { program: None, keeps_spare, ..Default::default() })?;
        let text = "Le soir, les enfants rentrent de l'école ; ils racontent. ".repeat(20);
        let asked = utterance(&text, french()?);
        let mut gaps = Vec::new();
        for _ in 0..count {
            gaps.push(gap_ms(&mut engine, &asked)?);
        }
        gaps.sort_by(f64::total_cmp);
        println!(
            "spare {keeps_spare}: n {count}, gap p50 {:.1} ms, p99 {:.1} ms, worst {:.1} ms",
            at(&gaps, 0.5),
            at(&gaps, 0.99),
            at(&gaps, 1.0)
        );
    }
    Ok(())
}

fn gap_ms(engine: &mut PicoEngine, asked: &Utterance) -> Result<f64, Error> {
    engine.begin(asked)?;
    let mut frames = 0;
    let mut killed = false;
    let mut waiting = Instant::now();
    let mut interrupted = false;
    loop {
        let asked_at = Instant::now();
        match engine.next_event()? {
            EngineEvent::Audio(_) if interrupted => {
                engine.cancel();
                return Ok(waiting.elapsed().as_secs_f64() * 1000.0);
            }
            EngineEvent::Audio(samples) => frames += samples.len(),
            EngineEvent::Interrupted { .. } => (interrupted, waiting) = (true, asked_at),
            EngineEvent::Finished => return Err(Error::invalid_input("it was not interrupted")),
            _ => {}
        }
        if frames > 50_000 && !killed {
            killed = true;
            let id = engine.status().process_id.unwrap_or_default();
            // No kill in the standard library for a process that someone else started.
            let _ = Command::new("kill").args(["-9", &id.to_string()]).status();
        }
    }
}

fn voices() -> Result<(), Error> {
    let started = Instant::now();
    let mut engine = PicoEngine::new(PicoOptions::default())?;
    let voices = engine.voices()?;
    println!("list of voices, cold: {:.1} ms", started.elapsed().as_secs_f64() * 1000.0);
    for voice in voices {
        let mut first = Vec::new();
        for _ in 0..30 {
            let asked = utterance("Bonjour Maria, hotel alpha.", voice.id.clone());
            let started = Instant::now();
            engine.begin(&asked)?;
            while !matches!(engine.next_event()?, EngineEvent::Audio(_) | EngineEvent::Finished) {}
            first.push(started.elapsed().as_secs_f64() * 1000.0);
            engine.cancel();
        }
        let cold = first.first().copied().unwrap_or(f64::NAN);
        first.sort_by(f64::total_cmp);
        println!(
            "{} {:?}: first sound {cold:.1} ms with the voice to load, then p50 {:.1}, p90 {:.1}",
            voice.id.as_str(),
            voice.timing,
            at(&first, 0.5),
            at(&first, 0.9)
        );
    }
    println!("sandbox {:?}", engine.status().sandbox);
    Ok(())
}
