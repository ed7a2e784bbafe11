//! What the page's script knows, as JSON inside the page.

use clairvoix_document::{Block, Document, Leaf, SpanKind};
use clairvoix_profile::{
    Aids, Feature, Kind, Language, Profile, Settings, SyllableMode, Theme, presets, setting,
};
use clairvoix_text::{
    OffsetMap, Utf8Range, Utf16,
    analysis::{AnalyzeOptions, analyze},
    language::Language as TextLanguage,
};
use serde_json::{Map, Value, json};

use super::{
    AudioSource, MarkKind, PageMark, PageOptions,
    mark::{encode, whole},
    policy::page_id,
    word::words,
};
use crate::css::theme_colours;
use crate::{CssValue, RunStyle, analyze_options, css::is_role, css_values, styled_runs};

/// The settings that have a slider, in the order in which they are offered.
const SLIDERS: &[&str] = &[
    "text.size_pt",
    "spacing.line",
    "spacing.letter_em",
    "spacing.word_em",
    "spacing.paragraph_em",
    "page.column_chars",
    "text.weight",
    "aids.visible_lines",
];

/// What a preset changes; the other aids stay as they are, so that they can be combined.
const PRESET_AIDS: &[&str] = &["aids.ruler", "aids.visible_lines"];

/// The JSON of the page, safe inside a `script` element.
pub(crate) fn data(document: &Document, profile: &Profile, options: &PageOptions) -> String {
    let settings = profile.settings();
    let leaves: Vec<&Leaf> = document.leaves().collect();
    let texts: Vec<&str> = leaves.iter().map(|leaf| leaf.text()).collect();
    let readings = readings(&leaves, &settings.aids, options);
    let silent_marks;
    let marks = if options.marks.is_empty() && options.audio == AudioSource::None {
        silent_marks = readings.sentences;
        &silent_marks
    } else {
        &options.marks
    };
    // Changes of the look that the browser keeps are those of a page with the same things allowed.
    let withheld = options.withheld.iter().map(|feature| feature.as_str());
    let value = json!({
        "id": page_id(texts.iter().copied().chain(withheld)),
        "lang": match options.language { Language::French => "fr", Language::English => "en" },
        "textLang": options.text_language,
        "rate": settings.voice.rate,
        "audioRate": if options.audio_rate > 0.0 { options.audio_rate } else { 1.0 },
        "sentences": encode(marks, MarkKind::Sentence, &texts),
        "marks": encode(marks, MarkKind::Word, &texts),
        "syllables": if options.withheld.contains(&Feature::Syllables) {
            json!([])
        } else {
            json!(encode(marks, MarkKind::Syllable, &texts))
        },
        "runs": { "syllables": readings.syllables, "silent": readings.silent },
        "sample": sample(document),
        "look": look(&settings, profile),
        "presets": preset_looks(options),
        "themes": themes(),
        "sliders": sliders(options),
        "words": words(options.language),
    });
    // A "<" could end the element or begin a comment: JSON has another way to write it.
    value.to_string().replace('<', "\\u003c")
}

struct Readings {
    syllables: Vec<Vec<i64>>,
    silent: Vec<Vec<i64>>,
    sentences: Vec<PageMark>,
}

/// Syllables and silent letters of every leaf, also when they are off: the pupil can switch them on.
fn readings(leaves: &[&Leaf], aids: &Aids, options: &PageOptions) -> Readings {
    let mut all = aids.clone();
    all.silent_letters = true;
    if all.syllables == SyllableMode::Off {
        all.syllables = SyllableMode::Written;
    }
    let mut analyzed = analyze_options(&all);
    analyzed.spoken.pronunciations = options.pronunciations.clone();
    analyzed.language = text_language(&options.text_language);
    let mut readings = Readings { syllables: vec![], silent: vec![], sentences: vec![] };
    for (block, leaf) in leaves.iter().enumerate() {
        let text = leaf.text();
        let analysis = analyze(text, &analyzed);
        let runs = styled_runs(&analysis, &all);
        let map = OffsetMap::new(text);
        let of = |silent: bool| {
            let runs = runs.iter().filter(|run| (run.style == RunStyle::Silent) == silent);
            let runs = runs.filter(|run| !is_apart(leaf, run.range, analyzed.language));
            gaps(&map, runs.map(|run| run.range))
        };
        // What is not allowed is not in the page at all.
        let allowed = |feature| !options.withheld.contains(&feature);
        readings.syllables.push(if allowed(Feature::Syllables) { of(false) } else { Vec::new() });
        readings.silent.push(if allowed(Feature::SilentLetters) { of(true) } else { Vec::new() });
        readings.sentences.extend(analysis.sentences().map(|sentence| PageMark {
            kind: MarkKind::Sentence,
            block,
            range: sentence.range(),
            start_ms: 0.0,
            end_ms: 0.0,
        }));
    }
    readings
}

/// The language of a tag; French where it is none of a class.
fn text_language(tag: &str) -> TextLanguage {
    TextLanguage::from_tag(tag).unwrap_or_default()
}

/// Whether a stretch is in a formula or a passage in another language: the aids of the text do not suit
/// it.
fn is_apart(leaf: &Leaf, range: Utf8Range, language: TextLanguage) -> bool {
    leaf.spans().iter().filter(|span| span.range.overlaps(range)).any(|span| match &span.kind {
        SpanKind::Formula(_) => true,
        SpanKind::Language(tag) => TextLanguage::from_tag(tag) != Some(language),
        _ => false,
    })
}

/// Ranges as gap, length, gap, length in UTF-16 units.
fn gaps(map: &OffsetMap<'_, Utf16>, ranges: impl Iterator<Item = Utf8Range>) -> Vec<i64> {
    let mut flat = Vec::new();
    let mut place = 0;
    for range in ranges {
        let range = map.from_utf8(range);
        flat.extend([whole(range.start()) - place, whole(range.len())]);
        place = whole(range.end());
    }
    flat
}

/// The pupil's own first sentence, for the cards of the presets: of a paragraph where there is one,
/// since a title shows little of the spacing.
fn sample(document: &Document) -> String {
    const CHARS_MAX: usize = 120;
    let is_running = |block: &&Block| !matches!(block, Block::Heading { .. } | Block::Code(_));
    let running = document.blocks.iter().filter(is_running).flat_map(Block::leaves);
    let mut leaves = running.chain(document.leaves()).map(Leaf::text);
    let text = leaves.find(|text| !text.trim().is_empty()).unwrap_or_default();
    let analysis = analyze(text, &AnalyzeOptions::default());
    let first = analysis.sentences().next().map(|sentence| sentence.text().trim());
    first.unwrap_or(text).chars().take(CHARS_MAX).collect()
}

fn to_json(value: &CssValue) -> Value {
    match value {
        CssValue::Number(number) => json!(number),
        CssValue::Flag(flag) => json!(flag),
        CssValue::Text(text) => json!(text),
    }
}

fn values(settings: &Settings, keep: impl Fn(&str) -> bool) -> Map<String, Value> {
    css_values(settings)
        .iter()
        .filter(|(key, _)| keep(key))
        .map(|(key, value)| ((*key).to_owned(), to_json(value)))
        .collect()
}

/// The look that the page starts with: every setting, and only those colours that were set by hand,
/// since the theme gives the rest.
fn look(settings: &Settings, profile: &Profile) -> Map<String, Value> {
    values(settings, |key| !is_role(key) || profile.get(key).is_some())
}

fn preset_looks(options: &PageOptions) -> Vec<Value> {
    let language = options.language;
    let one = |preset: &clairvoix_profile::Preset| {
        let settings = preset.profile.settings();
        let look = values(&settings, |key| {
            let section = key.split('.').next().unwrap_or_default();
            let own = ["text", "spacing", "page"].contains(&section) || key == "colours.theme";
            own || (PRESET_AIDS.contains(&key) && options.offers(key))
        });
        json!({ "label": preset.label.get(language), "help": preset.help.get(language), "look": look })
    };
    presets().iter().map(one).collect()
}

fn themes() -> Map<String, Value> {
    let one = |theme: &Theme| {
        let settings = Settings { colours: theme_colours(*theme), ..Settings::default() };
        (theme.as_str().to_owned(), Value::Object(values(&settings, is_role)))
    };
    Theme::ALL.iter().filter(|theme| **theme != Theme::Auto).map(one).collect()
}

fn sliders(options: &PageOptions) -> Vec<Value> {
    let language = options.language;
    let one = |key: &&str| {
        let setting = setting(key)?;
        let Kind::Number { min, max, step, unit } = &setting.kind else {
            return None;
        };
        let label = setting.label.get(language);
        // Units of measure are the same in both languages; what is counted needs no unit.
        let unit = if ["pt", "em"].contains(&unit.as_str()) { unit.as_str() } else { "" };
        let range = json!({
            "key": key, "label": label, "min": min, "max": max, "step": step, "unit": unit,
        });
        Some(range)
    };
    SLIDERS.iter().filter(|key| options.offers(key)).filter_map(one).collect()
}
