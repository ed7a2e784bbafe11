//! Piper's voices as a worker's engine.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use clairvoix_speech::protocol::{SpeakRequest, VOICES_MAX};
use clairvoix_speech::{Timing, Voice, VoiceId};
use clairvoix_worker::{Error, ErrorKind, Flow, Part, Synth};
use rten::ThreadPool;

use crate::config::{Signs, VoiceFile};
use crate::duration::rounded;
use crate::folder::{name, voices};
use crate::model::{Manner, Network};
use crate::noise::Noise;
use crate::sequence::{Chunk, Sequence};
use crate::stream::pieces;
use crate::tally::Tally;

/// Threads of the network: two are 1.8 times as fast as one, and the device has no more.
const THREADS_MAX: usize = 2;
/// Frames of one sign, at most: five seconds.
const SIGN_FRAMES_MAX: usize = 430;
/// These networks are trained on quiet speech (peaks near 0.3), and Piper's own programs make each
/// sentence as loud as it gets once it is known whole. What is streamed is made louder by as much as
/// fits most, up to where it is bent.
const GAIN: f32 = 3.0;
const KNEE: f32 = 0.7;
/// How much faster or slower than the voice's own.
const RATES: std::ops::RangeInclusive<f32> = 0.2..=5.0;

/// A voice that is there.
struct Known {
    voice: Voice,
    onnx: PathBuf,
    file: VoiceFile,
    speaker: i32,
}

/// The voice that speaks.
struct Loaded {
    network: Network,
    onnx: PathBuf,
    file: VoiceFile,
    speaker: i32,
}

/// The voices of some folders, and the one that is loaded.
pub struct PiperSynth {
    known: Vec<Known>,
    pool: Option<Arc<ThreadPool>>,
    loaded: Option<Loaded>,
}

impl PiperSynth {
    /// Looks for voices. One whose description is wrong, and one that wants the phonemes of a language
    /// that our reading does not know, is left out.
    #[must_use]
    pub fn open(folders: &[PathBuf]) -> Self {
        let mut known = Vec::new();
        for onnx in voices(folders) {
            let Ok(file) = VoiceFile::read(&onnx) else { continue };
            let french = file.language.split('-').next() == Some("fr");
            if file.signs == Signs::Ipa && !french {
                continue;
            }
            known.extend(speakers(&file).into_iter().filter_map(|(speaker, number)| {
                let voice = voice(&name(&onnx), &speaker, &file)?;
                Some(Known { voice, onnx: onnx.clone(), file: file.clone(), speaker: number })
            }));
        }
        known.truncate(VOICES_MAX);
        Self { known, pool: None, loaded: None }
    }
}

/// The speakers of a voice; one without a name where there is one.
fn speakers(file: &VoiceFile) -> Vec<(String, i32)> {
    if file.speakers.is_empty() { vec![(String::new(), 0)] } else { file.speakers.clone() }
}

fn voice(name: &str, speaker: &str, file: &VoiceFile) -> Option<Voice> {
    let ascii = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let dotted: String = speaker.chars().map(ascii).take(16).collect();
    let id =
        if speaker.is_empty() { format!("piper-{name}") } else { format!("piper-{name}.{dotted}") };
    let label = if speaker.is_empty() { name.to_owned() } else { format!("{name}, {speaker}") };
    Some(Voice {
        id: VoiceId::try_new(&id).ok()?,
        language: file.language.clone(),
        label: format!("Piper, {label}").chars().take(80).collect(),
        sample_rate_hz: file.sample_rate_hz,
        timing: Timing::Exact,
    })
}

impl Synth for PiperSynth {
    fn engine(&self) -> String {
        "piper (rten)".to_owned()
    }

    fn voices(&self) -> Vec<Voice> {
        self.known.iter().map(|known| known.voice.clone()).collect()
    }

    fn start(&mut self) {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        self.pool = Some(Arc::new(ThreadPool::with_num_threads(cores.min(THREADS_MAX))));
    }

    fn load(&mut self, name: &str) -> Result<Timing, Error> {
        let found = self.known.iter().find(|known| known.voice.id.as_str() == name);
        let known = found.ok_or_else(|| Error::new(ErrorKind::Voice, "no voice has that name"))?;
        let pool = self.pool.clone().ok_or_else(|| Error::new(ErrorKind::Voice, "not started"))?;
        // Two speakers of one file share its network; the old one goes before the new one comes.
        let network = match self.loaded.take() {
            Some(loaded) if loaded.onnx == known.onnx => loaded.network,
            other => {
                drop(other);
                Network::load(&known.onnx, pool)?
            }
        };
        let (onnx, file) = (known.onnx.clone(), known.file.clone());
        self.loaded = Some(Loaded { network, onnx, file, speaker: known.speaker });
        Ok(known.voice.timing)
    }

    fn speak(
        &mut self,
        request: SpeakRequest,
        emit: &mut dyn FnMut(Part) -> Flow,
    ) -> Result<(), Error> {
        let Some(loaded) = &self.loaded else {
            return Err(Error::new(ErrorKind::Voice, "no voice is loaded"));
        };
        let sequence = Sequence::new(&request, &loaded.file);
        let mut tally = Tally::new(&request, &sequence, loaded.network.places.samples_per_frame);
        let silent = sequence.unspeakable.iter().map(|range| Part::Unspeakable(*range));
        if pass_on(silent, emit) == Flow::Stop {
            return Ok(());
        }
        let manner = loaded.manner(request.rate_milli);
        let mut noise = Noise::default();
        for chunk in &sequence.chunks {
            if loaded.say(chunk, manner, &mut noise, &mut tally, emit)? == Flow::Stop {
                return Ok(());
            }
        }
        pass_on(tally.finish().into_iter().map(Part::Mark), emit);
        Ok(())
    }
}

impl Loaded {
    fn manner(&self, rate_milli: u32) -> Manner {
        let rate = (rate_milli as f32 / 1000.0).clamp(*RATES.start(), *RATES.end());
        let scales = [self.file.noise, self.file.length / rate, self.file.noise_length];
        Manner { scales, speaker: self.speaker }
    }

    /// One run of the network: its marks, then its sound piece by piece.
    fn say(
        &self,
        chunk: &Chunk,
        manner: Manner,
        noise: &mut Noise,
        tally: &mut Tally<'_>,
        emit: &mut dyn FnMut(Part) -> Flow,
    ) -> Result<Flow, Error> {
        let prepared = self.network.prepare(&chunk.numbers, manner, noise)?;
        // A sign at hand: the host may have cancelled meanwhile.
        if emit(Part::Audio(Vec::new())) == Flow::Stop {
            return Ok(Flow::Stop);
        }
        let mut frames = rounded(&prepared.lengths, SIGN_FRAMES_MAX);
        Tally::heard(chunk, &mut frames);
        let latent = self.network.latent(&prepared, &frames, noise)?;
        drop(prepared);
        let begins = tally.reached();
        let mut marks = tally.run(chunk, &frames).into_iter().peekable();
        for piece in pieces(latent.frames()) {
            // Before the sound they speak of, and not before it is their turn: should the network fail,
            // words that were not said are not said to be.
            let end = begins + (piece.end * self.network.places.samples_per_frame) as u64;
            let due = std::iter::from_fn(|| marks.next_if(|mark| mark.start_frame < end));
            if pass_on(due.map(Part::Mark), emit) == Flow::Stop {
                return Ok(Flow::Stop);
            }
            let samples = self.network.sound(&latent, piece, manner)?;
            if emit(Part::Audio(samples.into_iter().map(sample).collect())) == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
        Ok(pass_on(marks.map(Part::Mark), emit))
    }
}

/// A sample of 16 bits, made louder; bent where it would be cut off. What is no number is silence.
fn sample(value: f32) -> i16 {
    let loud = value * GAIN;
    let above = loud.abs() - KNEE;
    let room = 1.0 - KNEE;
    let bent =
        if above > 0.0 { (KNEE + room * (above / room).tanh()).copysign(loud) } else { loud };
    // A cast from float saturates, and makes zero of what is no number.
    (bent * f32::from(i16::MAX)).round() as i16
}

fn pass_on(parts: impl Iterator<Item = Part>, emit: &mut dyn FnMut(Part) -> Flow) -> Flow {
    for part in parts {
        if emit(part) == Flow::Stop {
            return Flow::Stop;
        }
    }
    Flow::Continue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loud_is_bent_and_never_cut() {
        assert_eq!([0.0, 0.1, -0.1].map(sample), [0, 9830, -9830]);
        let rising: Vec<i16> = (0..40).map(|step| sample(step as f32 / 100.0)).collect();
        assert!(rising.is_sorted() && rising[39] < i16::MAX, "{rising:?}");
        assert_eq!(sample(f32::NAN), 0);
        assert_eq!([f32::INFINITY, -1e9].map(sample), [i16::MAX, -i16::MAX]);
    }
}
