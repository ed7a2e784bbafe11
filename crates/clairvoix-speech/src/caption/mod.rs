//! What is said, as captions of its sound: WebVTT with the time of each word or syllable, SubRip, SMIL
//! clips.

mod cue;
mod format;

use clairvoix_text::Utf8Range;

use crate::{MarkKind, SourceMark};
use cue::{Cue, cues};

/// A caption file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CaptionFormat {
    /// WebVTT (W3C), each word or syllable with its time inside the cue, as karaoke.
    WebVtt,
    /// SubRip, one cue after the other.
    Srt,
    /// SMIL 3.0 as EPUB media overlays use it: one clip a word, in a sequence a sentence. The text is
    /// pointed at by characters (RFC 5147).
    Smil,
}

impl CaptionFormat {
    /// The format of a file by the end of its name: `vtt`, `srt` or `smil`.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "vtt" => Some(Self::WebVtt),
            "srt" => Some(Self::Srt),
            "smil" => Some(Self::Smil),
            _ => None,
        }
    }
}

/// Writes captions of a text while it is rendered; holds one sentence.
///
/// Give it every mark of a [`Renderer`](crate::Renderer), and append what each call returns.
///
/// ```
/// use clairvoix_speech::{CaptionFormat, Captions, MarkKind, SourceMark};
/// use clairvoix_text::Utf8Range;
/// let mark = |kind, start, end, from, to| SourceMark {
///     kind,
///     range: Utf8Range::new(start, end),
///     start_frame: from,
///     end_frame: to,
///     ipa: String::new(),
///     exact: true,
/// };
/// let mut captions = Captions::new(CaptionFormat::WebVtt, "Le chat.", 1000);
/// let mut file = captions.begin();
/// for mark in [
///     mark(MarkKind::Sentence, 0, 8, 0, 900),
///     mark(MarkKind::Word, 0, 2, 0, 300),
///     mark(MarkKind::Word, 3, 7, 300, 900),
/// ] {
///     file += &captions.mark(&mark);
/// }
/// file += &captions.end();
/// assert_eq!(
///     file,
///     "WEBVTT\n\n00:00:00.000 --> 00:00:00.900\nLe <00:00:00.300>chat.\n\n"
/// );
/// ```
#[derive(Clone, Debug)]
pub struct Captions<'t> {
    format: CaptionFormat,
    text: &'t str,
    sample_rate_hz: u32,
    text_file: String,
    audio_file: String,
    /// What has its own time: words, or their syllables.
    unit: MarkKind,
    sentence: Option<Utf8Range>,
    /// The marks of that kind in the sentence.
    words: Vec<SourceMark>,
    /// Cues written so far.
    count: usize,
    /// Characters of the text before a byte, for SMIL.
    counted: (usize, usize),
}

impl<'t> Captions<'t> {
    /// Captions of `text`, which the ranges of the marks count in bytes; frames count at
    /// `sample_rate_hz`.
    #[must_use]
    pub fn new(format: CaptionFormat, text: &'t str, sample_rate_hz: u32) -> Self {
        Self {
            format,
            text,
            sample_rate_hz: sample_rate_hz.max(1),
            text_file: "text.txt".to_owned(),
            audio_file: "audio.wav".to_owned(),
            unit: MarkKind::Word,
            sentence: None,
            words: Vec::new(),
            count: 0,
            counted: (0, 0),
        }
    }

    /// The files that SMIL points at, as addresses relative to the caption file.
    #[must_use]
    pub fn with_files(mut self, text_file: &str, audio_file: &str) -> Self {
        text_file.clone_into(&mut self.text_file);
        audio_file.clone_into(&mut self.audio_file);
        self
    }

    /// A time for each syllable in place of each word, where `unit` is [`MarkKind::Syllable`].
    #[must_use]
    pub fn with_unit(mut self, unit: MarkKind) -> Self {
        self.unit = unit.clamp(MarkKind::Word, MarkKind::Syllable);
        self
    }

    /// What the file starts with.
    #[must_use]
    pub fn begin(&self) -> String {
        match self.format {
            CaptionFormat::WebVtt => "WEBVTT\n\n".to_owned(),
            CaptionFormat::Srt => String::new(),
            CaptionFormat::Smil => format::SMIL_START.to_owned(),
        }
    }

    /// What to append for a mark; nothing until a sentence is complete.
    pub fn mark(&mut self, mark: &SourceMark) -> String {
        match mark.kind {
            MarkKind::Sentence => {
                let before = self.flush();
                self.sentence = Some(mark.range);
                before
            }
            kind => {
                if kind == self.unit && mark.start_frame < mark.end_frame {
                    self.words.push(mark.clone());
                }
                String::new()
            }
        }
    }

    /// What the file ends with.
    pub fn end(&mut self) -> String {
        let mut rest = self.flush();
        if self.format == CaptionFormat::Smil {
            rest += format::SMIL_END;
        }
        rest
    }

    fn flush(&mut self) -> String {
        let words = std::mem::take(&mut self.words);
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return String::new();
        };
        let spoken = first.range.cover(last.range);
        let sentence = self.sentence.take().map_or(spoken, |sentence| sentence.cover(spoken));
        let mut out = String::new();
        match self.format {
            CaptionFormat::Smil => self.clips(&words, &mut out),
            CaptionFormat::WebVtt | CaptionFormat::Srt => {
                for cue in cues(self.text, sentence, &words) {
                    self.count += 1;
                    self.cue(&cue, &mut out);
                }
            }
        }
        out
    }

    fn cue(&self, cue: &Cue<'_>, out: &mut String) {
        match self.format {
            CaptionFormat::WebVtt => format::webvtt(cue, self.sample_rate_hz, out),
            CaptionFormat::Srt => format::srt(cue, self.count, self.sample_rate_hz, out),
            CaptionFormat::Smil => {}
        }
    }

    /// The clips of one sentence.
    fn clips(&mut self, words: &[SourceMark], out: &mut String) {
        self.count += 1;
        format::smil_sequence(self.count, out);
        for (index, word) in words.iter().enumerate() {
            let place = (self.characters(word.range.start()), self.characters(word.range.end()));
            let clip = format::Clip {
                id: (self.count, index + 1),
                text_file: &self.text_file,
                characters: place,
                audio_file: &self.audio_file,
                frames: (word.start_frame, word.end_frame),
                sample_rate_hz: self.sample_rate_hz,
            };
            format::smil_clip(&clip, out);
        }
        out.push_str("    </seq>\n");
    }

    /// Characters before a byte of the text; marks that go on in the text cost no second count.
    fn characters(&mut self, byte: usize) -> usize {
        let (at, count) = if byte < self.counted.0 { (0, 0) } else { self.counted };
        let more = self.text.get(at..byte).map_or(0, |text| text.chars().count());
        self.counted = (byte, count + more);
        self.counted.1
    }
}
