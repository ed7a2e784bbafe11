//! From markup to passages, element by element.

use clairvoix_text::{Utf8Range, spoken::SpokenMapBuilder};
use quick_xml::{
    Reader,
    events::{BytesRef, BytesStart, Event},
};

use super::{
    document::{Ssml, SsmlMark, SsmlPassage, SsmlProblem},
    prosody,
};
use crate::VoiceId;

/// Elements nested deeper change nothing: their text is said as what is around them.
const DEPTH_MAX: usize = 64;
/// Problems told, at most.
const PROBLEMS_MAX: usize = 100;
/// Silence after a `p` and after an `s`, in ms.
const PARAGRAPH_MS: u32 = 700;
const SENTENCE_MS: u32 = 450;
/// What `emphasis` does to the speed, from `strong` to `reduced`.
const EMPHASES: &[(&str, f32)] =
    &[("strong", 0.8), ("moderate", 0.9), ("none", 1.0), ("reduced", 1.1)];

/// What holds inside an element.
#[derive(Clone, Debug, PartialEq)]
struct Manner {
    language: Option<String>,
    voice: Option<VoiceId>,
    rate: f32,
    pitch: f32,
    spelled: bool,
    ipa: Option<String>,
    /// Its text is not said.
    silent: bool,
}

/// An element that is open.
struct Open {
    name: String,
    /// What holds again after it.
    before: Manner,
    /// Something else is said in place of its content (`sub`): what, until it is said.
    is_sub: bool,
    alias: Option<String>,
}

struct State<'s> {
    map: SpokenMapBuilder<'s>,
    manner: Manner,
    open: Vec<Open>,
    too_deep: usize,
    /// Where the passage being read begins in the text.
    passage: usize,
    passages: Vec<SsmlPassage>,
    marks: Vec<SsmlMark>,
    problems: Vec<SsmlProblem>,
}

pub(super) fn read(source: &str) -> Ssml {
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut state = State::new(source);
    loop {
        let start = position(&reader);
        let event = reader.read_event();
        let range = Utf8Range::new(start, position(&reader).clamp(start, source.len()));
        match event {
            Ok(Event::Start(tag)) => state.start(&tag, range),
            Ok(Event::Empty(tag)) => {
                state.start(&tag, range);
                state.end(&name_of(tag.name().as_ref()), Utf8Range::new(range.end(), range.end()));
            }
            Ok(Event::End(tag)) => state.end(&name_of(tag.name().as_ref()), range),
            Ok(Event::Text(text)) => state.text(&text, range),
            Ok(Event::CData(text)) => state.text(&text, range),
            Ok(Event::GeneralRef(reference)) => state.reference(&reference, range),
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {
                state.map.delete_to(range.end());
            }
            Ok(Event::Eof) => break,
            Err(error) => {
                // The rest is said as it stands, rather than nothing.
                let rest = Utf8Range::new(start, source.len());
                state.tell(rest, format!("markup unreadable ({error}); it is said as text"));
                state.text(rest.slice(source), rest);
                break;
            }
        }
    }
    state.finish(source)
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn name_of(name: &str) -> String {
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| name_of(attribute.key.as_ref()) == name)?;
    // References in values are rare; one that is wrong is read as it stands.
    let value = found.value.into_owned();
    Some(quick_xml::escape::unescape(&value).map_or_else(|_| value.clone(), |v| v.into_owned()))
}

impl<'s> State<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            map: SpokenMapBuilder::new(source),
            manner: Manner {
                language: None,
                voice: None,
                rate: 1.0,
                pitch: 1.0,
                spelled: false,
                ipa: None,
                silent: false,
            },
            open: Vec::new(),
            too_deep: 0,
            passage: 0,
            passages: Vec::new(),
            marks: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn tell(&mut self, range: Utf8Range, message: impl Into<String>) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(SsmlProblem { range, message: message.into() });
        }
    }

    /// Text between tags; white space before the first word of all is none.
    fn text(&mut self, text: &str, range: Utf8Range) {
        let sub = self.open.iter_mut().find(|open| open.is_sub);
        let alias = sub.map(|open| open.alias.take().unwrap_or_default());
        if self.manner.silent {
            self.map.delete_to(range.end());
        } else if let Some(alias) = alias {
            // The whole alias for the first text inside, nothing for the others.
            self.map.replace_to(range.end(), &alias);
        } else if range.slice(self.map.source()) == text {
            self.map.copy_to(range.end());
        } else {
            self.map.replace_to(range.end(), text);
        }
    }

    /// `&eacute;`, `&#233;`; one that nobody knows is said as it stands.
    fn reference(&mut self, reference: &BytesRef<'_>, range: Utf8Range) {
        let known = match reference.resolve_char_ref() {
            Ok(Some(c)) => Some(c.to_string()),
            _ => quick_xml::escape::resolve_html5_entity(reference).map(str::to_owned),
        };
        match known {
            Some(text) => self.text(&text, range),
            None => {
                self.tell(range, "this reference is not known; it is said as it stands");
                self.text(range.slice(self.map.source()), range);
            }
        }
    }

    /// Ends the passage before this place, where it says something.
    fn cut(&mut self, pause_after_ms: Option<u32>) {
        let text = self.map.text();
        let end = text.len();
        let said = text.get(self.passage..).unwrap_or_default();
        let trimmed = said.trim_start();
        let start = end - trimmed.len();
        let range = Utf8Range::new(start, start + trimmed.trim_end().len());
        let Manner { language, voice, rate, pitch, spelled, ipa, .. } = self.manner.clone();
        if !range.is_empty() {
            self.passages.push(SsmlPassage {
                range,
                language,
                voice,
                rate,
                pitch,
                spelled,
                ipa,
                pause_after_ms,
            });
        } else if let (Some(pause_ms), Some(last)) = (pause_after_ms, self.passages.last_mut()) {
            // Several silences with nothing between them: the longest holds.
            last.pause_after_ms = last.pause_after_ms.max(Some(pause_ms));
        }
        self.passage = end;
    }

    fn start(&mut self, tag: &BytesStart<'_>, range: Utf8Range) {
        let name = name_of(tag.name().as_ref());
        self.map.delete_to(range.end());
        if self.open.len() >= DEPTH_MAX {
            self.too_deep += 1;
            self.tell(range, "nested too deep; its text is said as what is around it");
            return;
        }
        let before = self.manner.clone();
        let mut alias = None;
        let mut manner = before.clone();
        if let Some(language) = attribute(tag, "lang").filter(|_| name != "voice") {
            manner.language = Some(language);
        }
        match name.as_str() {
            "speak" | "lang" | "token" | "w" | "audio" => {}
            "p" | "s" => self.cut(None),
            "break" => self.pause(tag, range),
            "mark" => {
                let name = attribute(tag, "name").unwrap_or_default();
                self.marks.push(SsmlMark { name, offset: self.map.text().len() });
            }
            "prosody" => self.prosody(tag, range, &mut manner),
            "emphasis" => {
                let level = attribute(tag, "level").unwrap_or_else(|| "moderate".to_owned());
                let known = EMPHASES.iter().find(|(name, _)| *name == level);
                manner.rate *= known.map_or(1.0, |(_, rate)| *rate);
            }
            "say-as" => {
                let how = attribute(tag, "interpret-as").unwrap_or_default();
                // Numbers, dates and the rest are read by what they look like.
                manner.spelled = matches!(how.as_str(), "characters" | "spell-out" | "verbatim");
            }
            "sub" => alias = attribute(tag, "alias"),
            "phoneme" => self.phoneme(tag, range, &mut manner),
            "voice" => self.voice(tag, range, &mut manner),
            "desc" | "metadata" | "meta" | "lexicon" | "lookup" => {
                manner.silent = name != "lookup";
                if matches!(name.as_str(), "lexicon" | "lookup") {
                    self.tell(range, "lexicons are not loaded; use a list of pronunciations");
                }
            }
            _ => self.tell(range, format!("<{name}> is not known; its text is said")),
        }
        if manner != before {
            self.cut(None);
            self.manner = manner;
        }
        self.open.push(Open { name, before, is_sub: alias.is_some(), alias });
    }

    fn pause(&mut self, tag: &BytesStart<'_>, range: Utf8Range) {
        let (time, strength) = (attribute(tag, "time"), attribute(tag, "strength"));
        match prosody::pause_ms(time.as_deref(), strength.as_deref()) {
            Some(pause_ms) => self.cut(Some(pause_ms)),
            None => self.tell(range, "this break has no length that is known; it is left out"),
        }
    }

    fn prosody(&mut self, tag: &BytesStart<'_>, range: Utf8Range, manner: &mut Manner) {
        if let Some(value) = attribute(tag, "rate") {
            match prosody::rate(value.trim()) {
                Some(rate) => manner.rate *= rate,
                None => self.tell(range, format!("the rate {value:?} is not known")),
            }
        }
        if let Some(value) = attribute(tag, "pitch") {
            match prosody::pitch(value.trim()) {
                Some(pitch) => manner.pitch *= pitch,
                None => self.tell(range, format!("the pitch {value:?} is not known")),
            }
        }
        for name in ["volume", "contour", "range", "duration"] {
            if attribute(tag, name).is_some() {
                self.tell(range, format!("{name} is not changed within a text"));
            }
        }
    }

    fn phoneme(&mut self, tag: &BytesStart<'_>, range: Utf8Range, manner: &mut Manner) {
        let alphabet = attribute(tag, "alphabet").unwrap_or_else(|| "ipa".to_owned());
        match attribute(tag, "ph") {
            Some(ipa) if alphabet == "ipa" && !ipa.contains('/') => manner.ipa = Some(ipa),
            _ => self.tell(range, "only phonemes in IPA are known; the text is read as it stands"),
        }
    }

    fn voice(&mut self, tag: &BytesStart<'_>, range: Utf8Range, manner: &mut Manner) {
        // A list of names, the best first; of languages, too.
        let first = |name: &str| {
            let value = attribute(tag, name)?;
            value.split_whitespace().next().map(str::to_owned)
        };
        if let Some(language) = first("languages").or_else(|| first("lang")) {
            manner.language = Some(language);
        }
        match first("name").map(|name| VoiceId::try_new(&name)) {
            Some(Ok(voice)) => manner.voice = Some(voice),
            Some(Err(error)) => self.tell(range, error.message().to_owned()),
            None => {}
        }
    }

    /// Closes the nearest open element of this name, and what is open inside; a tag that closes
    /// nothing is passed over.
    fn end(&mut self, name: &str, range: Utf8Range) {
        self.map.delete_to(range.end());
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(depth) = self.open.iter().rposition(|open| open.name == name) else { return };
        match name {
            "p" => self.cut(Some(PARAGRAPH_MS)),
            "s" => self.cut(Some(SENTENCE_MS)),
            _ => {}
        }
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { return };
            if let Some(alias) = open.alias.filter(|_| !self.manner.silent) {
                self.map.insert(&alias);
            }
            if open.before != self.manner {
                self.cut(None);
                self.manner = open.before;
            }
        }
    }

    fn finish(mut self, source: &str) -> Ssml {
        self.map.delete_to(source.len());
        self.cut(Some(PARAGRAPH_MS));
        let Self { map, passages, marks, problems, .. } = self;
        let (text, map) = map.finish();
        Ssml { text, map, passages, marks, problems }
    }
}
