//! The network of a voice, run in three parts: lengths, latent, sound.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use clairvoix_worker::{Error, ErrorKind};
use rten::{Model, NodeId, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use crate::graph::Places;
use crate::noise::Noise;

/// Frames of one run, at most: some minutes of sound.
const FRAMES_MAX: usize = 20_000;

/// How a run is to sound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Manner {
    /// The three scales of the network: noise, length, noise of the lengths.
    pub(crate) scales: [f32; 3],
    /// The speaker, where there are several.
    pub(crate) speaker: i32,
}

/// What the network knows of its signs before it knows their lengths.
pub(crate) struct Prepared {
    known: Vec<(NodeId, Value)>,
    /// How many frames each sign wants.
    pub(crate) lengths: Vec<f32>,
}

/// What the sound is made of: `[1, channels, frames]`.
pub(crate) struct Latent(NdTensor<f32, 3>);

impl Latent {
    pub(crate) fn frames(&self) -> usize {
        self.0.size(2)
    }
}

/// A voice's network, loaded.
pub(crate) struct Network {
    model: Model,
    pub(crate) places: Places,
    nodes: Nodes,
    pool: Arc<ThreadPool>,
}

/// The numbers that the runtime has for the places.
struct Nodes {
    inputs: [NodeId; 3],
    speaker: Option<NodeId>,
    lengths: NodeId,
    frames: NodeId,
    noise_lengths: Option<NodeId>,
    noise_latent: Option<NodeId>,
    latent: NodeId,
    sound: NodeId,
}

impl Network {
    /// Loads a voice's file, to be run by the threads of `pool`.
    ///
    /// # Errors
    /// [`ErrorKind::Voice`], saying what is wrong with it.
    pub(crate) fn load(onnx: &Path, pool: Arc<ThreadPool>) -> Result<Self, Error> {
        let places = Places::find(onnx)?;
        // From bytes: a voice that wants other files beside it is not followed.
        let bytes =
            fs::read(onnx).map_err(|error| Error::new(ErrorKind::Voice, error.to_string()))?;
        let model =
            Model::load(bytes).map_err(|error| Error::new(ErrorKind::Voice, error.to_string()))?;
        let nodes = Nodes::find(&model, &places)?;
        Ok(Self { model, places, nodes, pool })
    }

    fn options(&self) -> Option<RunOptions> {
        Some(RunOptions::default().with_thread_pool(Some(Arc::clone(&self.pool))))
    }

    /// Reads signs, by their numbers.
    ///
    /// # Errors
    /// [`ErrorKind::Engine`] when the network gives up on them.
    pub(crate) fn prepare(
        &self,
        numbers: &[i32],
        manner: Manner,
        noise: &mut Noise,
    ) -> Result<Prepared, Error> {
        let count = numbers.len();
        let signs = NdTensor::from_data([1, count], numbers.to_vec());
        let length = NdTensor::from_data([1], vec![i32::try_from(count).unwrap_or(i32::MAX)]);
        let scales = NdTensor::from_data([3], manner.scales.to_vec());
        let speaker = NdTensor::from_data([1], vec![manner.speaker]);
        let [signs_in, length_in, scales_in] = self.nodes.inputs;
        let mut inputs: Vec<(NodeId, ValueOrView<'_>)> = vec![
            (signs_in, signs.view().into()),
            (length_in, length.view().into()),
            (scales_in, scales.view().into()),
        ];
        if let Some(node) = self.nodes.speaker {
            inputs.push((node, speaker.view().into()));
        }
        // All that depends on nothing random, once for both parts.
        let ends = [self.nodes.lengths, self.nodes.latent];
        let known =
            self.model.partial_run(inputs, &ends, self.options()).map_err(|e| gave_up(&e))?;
        let drawn = NdTensor::from_data([1, 2, count], noise.normal(2 * count));
        let mut inputs = views(&known);
        if let Some(node) = self.nodes.noise_lengths {
            inputs.push((node, drawn.view().into()));
        }
        let lengths = match known.iter().find(|(node, _)| *node == self.nodes.lengths) {
            Some((_, value)) => numbers_of(value.clone())?,
            None => numbers_of(self.one(inputs, self.nodes.lengths)?)?,
        };
        if lengths.len() != count {
            return Err(Error::new(ErrorKind::Engine, "the network has another number of lengths"));
        }
        Ok(Prepared { known, lengths })
    }

    /// Stretches each sign to its number of frames.
    ///
    /// # Errors
    /// [`ErrorKind::Engine`] when the network gives up on them, or they are too many.
    pub(crate) fn latent(
        &self,
        prepared: &Prepared,
        frames: &[usize],
        noise: &mut Noise,
    ) -> Result<Latent, Error> {
        let total: usize = frames.iter().sum();
        if total == 0 || total > FRAMES_MAX {
            return Err(Error::new(ErrorKind::Engine, format!("{total} frames of sound")));
        }
        let given: Vec<f32> = frames.iter().map(|frames| *frames as f32).collect();
        let given = NdTensor::from_data([1, 1, frames.len()], given);
        let channels = self.places.channels;
        let drawn = NdTensor::from_data([1, channels, total], noise.normal(channels * total));
        let mut inputs = views(&prepared.known);
        inputs.retain(|(node, _)| *node != self.nodes.frames);
        inputs.push((self.nodes.frames, given.view().into()));
        if let Some(node) = self.nodes.noise_latent {
            inputs.push((node, drawn.view().into()));
        }
        let latent: NdTensor<f32, 3> = self
            .one(inputs, self.nodes.latent)?
            .try_into()
            .map_err(|_| Error::new(ErrorKind::Engine, "the latent has another shape"))?;
        if latent.shape() == [1, channels, total] {
            Ok(Latent(latent))
        } else {
            Err(Error::new(ErrorKind::Engine, "the latent has another length"))
        }
    }

    /// The sound of some frames, as one run of all would give it: the frames around them that are
    /// heard in them are made too and dropped.
    ///
    /// # Errors
    /// [`ErrorKind::Engine`] when the network gives up.
    pub(crate) fn sound(
        &self,
        latent: &Latent,
        frames: std::ops::Range<usize>,
        manner: Manner,
    ) -> Result<Vec<f32>, Error> {
        let reach = self.places.reach_frames;
        let (first, last) = (
            frames.start.saturating_sub(reach),
            frames.end.saturating_add(reach).min(latent.frames()),
        );
        let window = latent.0.slice((.., .., first..last)).to_tensor();
        let speaker = NdTensor::from_data([1], vec![manner.speaker]);
        let mut inputs = vec![(self.nodes.latent, window.view().into())];
        if let Some(node) = self.nodes.speaker {
            inputs.push((node, speaker.view().into()));
        }
        let samples = numbers_of(self.one(inputs, self.nodes.sound)?)?;
        let size = self.places.samples_per_frame;
        if samples.len() != (last - first) * size {
            return Err(Error::new(ErrorKind::Engine, "the sound has another length"));
        }
        let from = (frames.start - first) * size;
        Ok(samples.into_iter().skip(from).take(frames.len() * size).collect())
    }

    fn one(&self, inputs: Vec<(NodeId, ValueOrView<'_>)>, output: NodeId) -> Result<Value, Error> {
        let [value] =
            self.model.run_n(inputs, [output], self.options()).map_err(|e| gave_up(&e))?;
        Ok(value)
    }
}

impl Nodes {
    fn find(model: &Model, places: &Places) -> Result<Self, Error> {
        let node = |name: &String| {
            model.find_node(name).ok_or_else(|| {
                Error::new(ErrorKind::Voice, format!("the network has no value {name:?}"))
            })
        };
        let maybe = |name: &Option<String>| name.as_ref().map(node).transpose();
        let [signs, length, scales] = &places.inputs;
        Ok(Self {
            inputs: [node(signs)?, node(length)?, node(scales)?],
            speaker: maybe(&places.speaker)?,
            lengths: node(&places.lengths)?,
            frames: node(&places.frames)?,
            noise_lengths: maybe(&places.noise_lengths)?,
            noise_latent: maybe(&places.noise_latent)?,
            latent: node(&places.latent)?,
            sound: node(&places.sound)?,
        })
    }
}

fn views(known: &[(NodeId, Value)]) -> Vec<(NodeId, ValueOrView<'_>)> {
    known.iter().map(|(node, value)| (*node, ValueOrView::from(value))).collect()
}

fn numbers_of(value: Value) -> Result<Vec<f32>, Error> {
    match value {
        Value::FloatTensor(tensor) => Ok(tensor.into_data()),
        _ => Err(Error::new(ErrorKind::Engine, "the network gives no numbers")),
    }
}

/// What the runtime says names parts of the network, nothing of the text.
fn gave_up(error: &rten::RunError) -> Error {
    Error::new(ErrorKind::Engine, format!("the network failed: {error}"))
}
