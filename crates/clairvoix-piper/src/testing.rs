//! A tiny voice for tests (feature `testing`): the shape of a VITS network, a few thousand numbers in
//! it, in Piper's format. Each sign hums at a pitch of its own; pads and spaces are silent.

use std::cell::RefCell;
use std::path::Path;
use std::{fs, io};

use rten_onnx::onnx::{
    AttributeProto, AttributeType, DataType, GraphProto, ModelProto, NodeProto, OperatorSetIdProto,
    TensorProto, ValueInfoProto,
};
use rten_onnx::protobuf::{EncodeMessage, ValueWriter};

/// Everything that a voice may say in French, and what parts its words.
const SIGNS: &str = "_^$ ,.;:!?-'abdefijklmnopstuvwyzøœɔəɛɡɥɲʁʃʒŋɑˈ\u{303}gr";
const CHANNELS: usize = 8;
const SAMPLES_PER_FRAME: usize = 256;
const RATE_HZ: f32 = 22_050.0;

/// Writes `NAME.onnx` and `NAME.onnx.json` of a voice of this language; with two speakers they are
/// Jessica and Pierre, who is quieter.
///
/// # Errors
/// Those of the file system.
pub fn write_voice(folder: &Path, name: &str, language: &str, speakers: usize) -> io::Result<()> {
    fs::write(folder.join(format!("{name}.onnx")), network(speakers))?;
    fs::write(folder.join(format!("{name}.onnx.json")), description(language, speakers))
}

/// The description of such a voice.
#[must_use]
pub fn description(language: &str, speakers: usize) -> String {
    let signs: Vec<String> = SIGNS
        .chars()
        .enumerate()
        .map(|(number, sign)| format!("{:?}: [{number}]", sign.to_string()))
        .collect();
    // Rust writes U+0303 as an escape of its own; JSON takes the character.
    let signs = signs.join(", ").replace("\\u{303}", "\u{303}");
    let named = if speakers > 1 { r#""speaker_id_map": {"jessica": 0, "pierre": 1},"# } else { "" };
    format!(
        r#"{{"audio": {{"sample_rate": 22050}}, "language": {{"code": "{language}"}}, {named}
        "num_speakers": {speakers}, "phoneme_type": "espeak",
        "inference": {{"noise_scale": 0.6, "length_scale": 1.0, "noise_w": 0.8}},
        "phoneme_id_map": {{{signs}}}}}"#
    )
}

/// The network of such a voice, as the bytes of its file.
#[must_use]
pub fn network(speakers: usize) -> Vec<u8> {
    let mut graph = Graph::default();
    for name in ["input", "input_lengths", "scales"] {
        graph.input(name);
    }
    if speakers > 1 {
        graph.input("sid");
    }
    lengths(&mut graph);
    latent(&mut graph);
    sound(&mut graph, speakers);
    graph.0.output.push(ValueInfoProto { name: Some("output".to_owned()), r#type: None });
    let model = ModelProto {
        ir_version: Some(8),
        graph: Some(graph.0),
        opset_import: vec![OperatorSetIdProto { domain: Some(String::new()), version: Some(15) }],
        ..ModelProto::default()
    };
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    let _ = model.encode(ValueWriter::new(&mut bytes));
    bytes
}

/// How long a sign lasts, in frames: sounds 6, the rest 1; with noise, and longer at a slower speed.
fn lengths(graph: &mut Graph) {
    let own: Vec<f32> = SIGNS.chars().map(|c| if c.is_alphabetic() { 6.0 } else { 1.0 }).collect();
    graph.numbers("own", &[own.len(), 1], &own);
    graph.numbers("two", &[own.len(), 2], &vec![0.0; own.len() * 2]);
    graph.whole("at0", &[], &[0]);
    graph.whole("at1", &[], &[1]);
    graph.whole("at2", &[], &[2]);
    graph.whole("from", &[1], &[0]);
    graph.whole("to", &[1], &[1]);
    graph.whole("axis", &[1], &[1]);
    graph.whole("times", &[1], &[2]);
    graph.numbers("small", &[1], &[0.05]);
    graph.numbers("all", &[1], &[1.0]);
    graph.node("Gather", &["own", "input"], "length_t", &[]);
    graph.node("Transpose", &["length_t"], "length", &[("perm", &[0, 2, 1])]);
    graph.node("Gather", &["two", "input"], "like_t", &[]);
    graph.node("Transpose", &["like_t"], "like", &[("perm", &[0, 2, 1])]);
    graph.node("RandomNormalLike", &["like"], "random_lengths", &[]);
    graph.node("Slice", &["random_lengths", "from", "to", "axis"], "random_length", &[]);
    graph.node("Gather", &["scales", "at2"], "noise_w", &[]);
    graph.node("Mul", &["random_length", "noise_w"], "sway", &[]);
    graph.node("Mul", &["sway", "small"], "sway_little", &[]);
    graph.node("Add", &["sway_little", "all"], "factor", &[]);
    graph.node("Mul", &["length", "factor"], "length_own", &[]);
    graph.node("Gather", &["scales", "at1"], "slowness", &[]);
    graph.node("Mul", &["length_own", "slowness"], "lengths", &[]);
    graph.node("Ceil", &["lengths"], "frames", &[]);
}

/// Each frame takes after its sign.
fn latent(graph: &mut Graph) {
    let mut features = Vec::new();
    for (number, sign) in SIGNS.chars().enumerate() {
        let heard = sign.is_alphabetic();
        features
            .extend((0..CHANNELS).map(|c| if heard && number % CHANNELS == c { 1.0 } else { 0.0 }));
    }
    graph.numbers("features", &[features.len() / CHANNELS, CHANNELS], &features);
    graph.numbers("zero", &[], &[0.0]);
    graph.numbers("one", &[], &[1.0]);
    graph.whole("time", &[], &[2]);
    graph.whole("around", &[2], &[0, 2]);
    graph.numbers("quiet", &[1], &[0.02]);
    graph.node("CumSum", &["frames", "time"], "ends", &[]);
    graph.node("Sub", &["ends", "frames"], "starts", &[]);
    graph.node("ReduceMax", &["ends"], "total", &[("keepdims", &[0])]);
    graph.node("Range", &["zero", "total", "one"], "row", &[]);
    graph.node("Unsqueeze", &["row", "around"], "rows", &[]);
    graph.node("Less", &["rows", "ends"], "before_end", &[]);
    graph.node("Less", &["rows", "starts"], "before_start", &[]);
    graph.node("Cast", &["before_end"], "up_to_end", &[("to", &[1])]);
    graph.node("Cast", &["before_start"], "up_to_start", &[("to", &[1])]);
    graph.node("Sub", &["up_to_end", "up_to_start"], "path", &[]);
    graph.node("Gather", &["features", "input"], "features_t", &[]);
    graph.node("MatMul", &["path", "features_t"], "mean_t", &[]);
    graph.node("Transpose", &["mean_t"], "mean", &[("perm", &[0, 2, 1])]);
    graph.node("RandomNormalLike", &["mean"], "random_latent", &[]);
    graph.node("Gather", &["scales", "at0"], "noise_scale", &[]);
    graph.node("Mul", &["random_latent", "noise_scale"], "haze", &[]);
    graph.node("Mul", &["haze", "quiet"], "haze_little", &[]);
    graph.node("Add", &["mean", "haze_little"], "latent", &[]);
}

/// Each channel hums; frames have a part in the ones around them.
fn sound(graph: &mut Graph, speakers: usize) {
    let mut mix = Vec::new();
    for out in 0..CHANNELS {
        for channel in 0..CHANNELS {
            let middle = if out == channel { 0.8 } else { 0.0 };
            mix.extend([middle / 8.0, middle, middle / 8.0]);
        }
    }
    graph.numbers("dec.conv_pre.weight", &[CHANNELS, CHANNELS, 3], &mix);
    let taps = 2 * SAMPLES_PER_FRAME;
    let hum = |channel: usize, tap: usize| {
        let (turn, place) = (std::f32::consts::TAU, tap as f32 / taps as f32);
        let window = 0.5 - 0.5 * (turn * place).cos();
        let pitch = RATE_HZ / SAMPLES_PER_FRAME as f32 * (channel + 2) as f32;
        0.4 * window * (turn * pitch * tap as f32 / RATE_HZ).sin()
    };
    let hums: Vec<f32> =
        (0..CHANNELS).flat_map(|channel| (0..taps).map(move |tap| hum(channel, tap))).collect();
    graph.numbers("dec.ups.weight", &[CHANNELS, 1, taps], &hums);
    graph.node(
        "Conv",
        &["latent", "dec.conv_pre.weight"],
        "mixed",
        &[("pads", &[1, 1]), ("strides", &[1]), ("dilations", &[1])],
    );
    let half = SAMPLES_PER_FRAME as i64 / 2;
    let stride = 2 * half;
    let up = [("strides", &[stride][..]), ("pads", &[half, half][..]), ("dilations", &[1][..])];
    let loud = if speakers > 1 { "hummed" } else { "made" };
    graph.node("ConvTranspose", &["mixed", "dec.ups.weight"], loud, &up);
    if speakers > 1 {
        // The second speaker is quieter.
        graph.numbers("loudness", &[2, 1, 1], &[1.0, 0.5]);
        graph.node("Gather", &["loudness", "sid"], "own_loudness", &[]);
        graph.node("Mul", &["hummed", "own_loudness"], "made", &[]);
    }
    graph.node("Tanh", &["made"], "output", &[]);
}

#[derive(Default)]
struct Graph(GraphProto);

impl Graph {
    fn input(&mut self, name: &str) {
        self.0.input.push(ValueInfoProto { name: Some(name.to_owned()), r#type: None });
    }

    fn numbers(&mut self, name: &str, shape: &[usize], values: &[f32]) {
        let bytes = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        self.tensor(name, shape, DataType::FLOAT, bytes);
    }

    fn whole(&mut self, name: &str, shape: &[usize], values: &[i64]) {
        let bytes = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        self.tensor(name, shape, DataType::INT64, bytes);
    }

    fn tensor(&mut self, name: &str, shape: &[usize], kind: DataType, bytes: Vec<u8>) {
        self.0.initializer.push(TensorProto {
            name: Some(name.to_owned()),
            dims: shape.iter().map(|size| *size as i64).collect(),
            data_type: Some(kind),
            raw_data: Some(RefCell::new(bytes)),
            ..TensorProto::default()
        });
    }

    fn node(&mut self, kind: &str, input: &[&str], output: &str, numbers: &[(&str, &[i64])]) {
        let attribute = |(name, values): &(&str, &[i64])| {
            let mut attribute =
                AttributeProto { name: Some((*name).to_owned()), ..AttributeProto::default() };
            if let ("to" | "keepdims", [value]) = (*name, values) {
                attribute.i = Some(*value);
                attribute.r#type = Some(AttributeType::INT);
            } else {
                attribute.ints = values.to_vec();
                attribute.r#type = Some(AttributeType::INTS);
            }
            attribute
        };
        self.0.node.push(NodeProto {
            domain: None,
            name: Some(format!("{kind}_{output}")),
            op_type: Some(kind.to_owned()),
            input: input.iter().map(|name| (*name).to_owned()).collect(),
            output: vec![output.to_owned()],
            attribute: numbers.iter().map(attribute).collect(),
        });
    }
}
