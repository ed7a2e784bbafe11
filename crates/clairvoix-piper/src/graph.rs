//! Finds, in any Piper voice, the places where its network can be entered and left: no name of a
//! node is the same in all of them.
//!
//! A VITS network reads signs, draws a length for each, rounds it up (the one `Ceil`), stretches what
//! it knows of each sign to so many frames (the latent) and makes sound of them (`dec`). Entering after
//! the `Ceil` lets us say how long each sound lasts; leaving before `dec` lets us make the sound in
//! pieces.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

use clairvoix_worker::{Error, ErrorKind};
use rten_onnx::onnx::{GraphProto, ModelProto, NodeProto};

/// The weight at the entrance of the part that makes sound, as Piper's exporter names it.
const DECODER_WEIGHT: &str = "dec.conv_pre.weight";

/// Names of values in the network, and what they measure.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Places {
    /// Signs, their number, and the three scales: the network's own inputs.
    pub(crate) inputs: [String; 3],
    /// The speaker, where there are several.
    pub(crate) speaker: Option<String>,
    /// Lengths in frames before they are rounded up: `[1, 1, signs]`.
    pub(crate) lengths: String,
    /// The same, rounded.
    pub(crate) frames: String,
    /// Noise in the lengths: `[1, 2, signs]`.
    pub(crate) noise_lengths: Option<String>,
    /// Noise in the latent: `[1, channels, frames]`.
    pub(crate) noise_latent: Option<String>,
    /// The latent: `[1, channels, frames]`.
    pub(crate) latent: String,
    /// Its channels.
    pub(crate) channels: usize,
    /// The sound: as many samples as frames, times [`Places::samples_per_frame`].
    pub(crate) sound: String,
    /// Samples of a frame.
    pub(crate) samples_per_frame: usize,
    /// How many frames before and after one have a part in its sound.
    pub(crate) reach_frames: usize,
}

impl Places {
    /// Looks through a voice's file.
    ///
    /// # Errors
    /// [`ErrorKind::Voice`] when it is not the network of a Piper voice, saying what it lacks.
    pub(crate) fn find(onnx: &Path) -> Result<Self, Error> {
        let file = File::open(onnx).map_err(|error| wrong(&error.to_string()))?;
        let model = ModelProto::parse_file(file)
            .map_err(|error| wrong(&format!("it is not an ONNX file: {error}")))?;
        let graph = model.graph.ok_or_else(|| wrong("it has no graph"))?;
        Self::of(&graph)
    }

    fn of(graph: &GraphProto) -> Result<Self, Error> {
        let named = |wanted: &str| {
            let mut names = graph.input.iter().filter_map(|input| input.name.clone());
            names.find(|name| name == wanted)
        };
        let input = |name| named(name).ok_or_else(|| wrong(&format!("it has no input {name:?}")));
        let entrance = one(graph, |node| node.input.iter().any(|name| name == DECODER_WEIGHT))
            .ok_or_else(|| wrong("it has no part that makes sound"))?;
        let latent = entrance.input.first().cloned().ok_or_else(|| wrong("no latent"))?;
        let ceil = one(graph, |node| kind(node) == "Ceil")
            .ok_or_else(|| wrong("its lengths are not rounded in one place"))?;
        let (lengths, frames) = match (ceil.input.first(), ceil.output.first()) {
            (Some(before), Some(after)) => (before.clone(), after.clone()),
            _ => return Err(wrong("its lengths have no name")),
        };
        let sound = graph.output.first().and_then(|output| output.name.clone());
        let sound = sound.ok_or_else(|| wrong("it has no output"))?;
        let before = leads_to(graph, &lengths);
        let noise = |in_lengths: bool| {
            let random = |node: &NodeProto| {
                kind(node) == "RandomNormalLike"
                    && node.output.iter().any(|name| before.contains(name)) == in_lengths
            };
            one(graph, random).and_then(|node| node.output.first().cloned())
        };
        let (samples_per_frame, reach_frames) = decoder(graph, &latent, &sound)?;
        Ok(Self {
            inputs: [input("input")?, input("input_lengths")?, input("scales")?],
            speaker: named("sid"),
            noise_lengths: noise(true),
            noise_latent: noise(false),
            channels: shape(graph, DECODER_WEIGHT)
                .and_then(|shape| shape.get(1).copied())
                .ok_or_else(|| wrong("its latent has no shape"))?,
            lengths,
            frames,
            latent,
            sound,
            samples_per_frame,
            reach_frames,
        })
    }
}

fn wrong(why: &str) -> Error {
    Error::new(ErrorKind::Voice, format!("this is not a voice in Piper's format: {why}"))
}

fn kind(node: &NodeProto) -> &str {
    node.op_type.as_deref().unwrap_or_default()
}

/// The only node of its sort.
fn one(graph: &GraphProto, is: impl Fn(&NodeProto) -> bool) -> Option<&NodeProto> {
    let mut found = graph.node.iter().filter(|node| is(node));
    found.next().filter(|_| found.next().is_none())
}

/// All values that have a part in `value`.
fn leads_to(graph: &GraphProto, value: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::from([value.to_owned()]);
    // A graph is in the order in which it is computed.
    for node in graph.node.iter().rev() {
        if node.output.iter().any(|name| found.contains(name)) {
            found.extend(node.input.iter().cloned());
        }
    }
    found
}

fn shape(graph: &GraphProto, weight: &str) -> Option<Vec<usize>> {
    let tensor = graph.initializer.iter().find(|tensor| tensor.name.as_deref() == Some(weight))?;
    tensor.dims.iter().map(|size| usize::try_from(*size).ok()).collect()
}

/// A list of numbers among a node's attributes; its first one, or what it is without.
fn first(node: &NodeProto, name: &str, without: usize) -> usize {
    let attribute = node.attribute.iter().find(|a| a.name.as_deref() == Some(name));
    let value = attribute.and_then(|attribute| attribute.ints.first().copied());
    value.map_or(without, |value| usize::try_from(value).unwrap_or_default()).max(1)
}

/// How many samples a frame has, and how far a frame is heard, in frames: each convolution on the way
/// widens it by half of its length.
fn decoder(graph: &GraphProto, latent: &str, sound: &str) -> Result<(usize, usize), Error> {
    // Samples a frame, and reach in frames.
    let mut known: BTreeMap<&str, (usize, f64)> = BTreeMap::from([(latent, (1, 0.0))]);
    for node in &graph.node {
        let from = node.input.iter().filter_map(|name| known.get(name.as_str()));
        let widest = from.copied().reduce(|a, b| (a.0.max(b.0), a.1.max(b.1)));
        let Some((rate, reach)) = widest else { continue };
        let weight = node.input.get(1).and_then(|name| shape(graph, name));
        let taps = weight.and_then(|shape| shape.get(2).copied()).unwrap_or(1);
        let here = match kind(node) {
            "Conv" => {
                let half = (taps.saturating_sub(1) * first(node, "dilations", 1)) as f64 / 2.0;
                (rate, reach + half / rate as f64)
            }
            "ConvTranspose" => {
                let stride = first(node, "strides", 1);
                (rate.saturating_mul(stride), reach + (taps as f64 / stride as f64) / rate as f64)
            }
            _ => (rate, reach),
        };
        known.extend(node.output.iter().map(|name| (name.as_str(), here)));
    }
    match known.get(sound) {
        Some((rate, reach)) if (1..=4096).contains(rate) && *reach < 200.0 => {
            Ok((*rate, reach.ceil() as usize))
        }
        _ => Err(wrong("its sound does not come of its latent")),
    }
}
