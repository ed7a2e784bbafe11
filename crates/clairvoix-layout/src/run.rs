//! Styled runs: which stretches of a text a profile shows in which style.

use clairvoix_profile::{Aids, DoubledConsonants, SyllableMode};
use clairvoix_text::{
    Utf8Range,
    analysis::{Analysis, AnalyzeOptions, Word},
    language::Language,
    liaison::Register,
    syllable::WrittenOptions,
};

/// A style that a stretch of text can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunStyle {
    /// A syllable in the first ink.
    SyllableOne,
    /// A syllable in the second ink.
    SyllableTwo,
    /// Letters that are not heard.
    Silent,
}

/// A stretch of text and its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StyledRun {
    /// Bytes of the text analysed.
    pub range: Utf8Range,
    /// How it is shown.
    pub style: RunStyle,
}

/// The options of an analysis that give the syllables these aids show.
#[must_use]
pub fn analyze_options(aids: &Aids) -> AnalyzeOptions {
    AnalyzeOptions {
        written: WrittenOptions {
            divide_doubled: aids.doubled_consonants == DoubledConsonants::Divided,
            mute_syllable: aids.syllables != SyllableMode::Oral,
        },
        ..AnalyzeOptions::default()
    }
}

/// The styled runs of a text under these aids: syllables in turn in two inks, from word to word, and
/// silent letters. Runs of syllables come first, each kind in the order of the text; a silent letter
/// lies inside a syllable and is shown over it.
///
/// ```
/// use clairvoix_layout::{RunStyle, analyze_options, styled_runs};
/// use clairvoix_profile::{Settings, SyllableMode};
/// use clairvoix_text::analysis::analyze;
/// let mut aids = Settings::default().aids;
/// aids.syllables = SyllableMode::Written;
/// aids.silent_letters = true;
/// let text = "Un lapin gris";
/// let runs = styled_runs(&analyze(text, &analyze_options(&aids)), &aids);
/// let shown: Vec<_> = runs.iter().map(|run| (run.range.slice(text), run.style)).collect();
/// assert_eq!(shown, [
///     ("Un", RunStyle::SyllableOne),
///     ("la", RunStyle::SyllableTwo),
///     ("pin", RunStyle::SyllableOne),
///     ("gris", RunStyle::SyllableTwo),
///     ("s", RunStyle::Silent),
/// ]);
/// ```
#[must_use]
pub fn styled_runs(analysis: &Analysis<'_>, aids: &Aids) -> Vec<StyledRun> {
    let (mut syllables, mut silent) = (Vec::new(), Vec::new());
    // What is written in figures has neither syllables nor silent letters to show.
    let in_letters = |word: &Word<'_>| !word.text().chars().any(char::is_numeric);
    for word in analysis.words().filter(in_letters) {
        if word.decided_by().is_some() || word.language() != Language::French {
            // Letters that cannot stand for what a list says are one syllable, none of them silent;
            // other languages have syllables only.
            listed(&word, aids, &mut syllables, &mut silent);
            continue;
        }
        let (start, reading) = (word.range().start(), word.reading());
        if aids.syllables != SyllableMode::Off {
            for range in reading.written_syllables(&analysis.options().written) {
                let style = ink(syllables.len());
                syllables.push(StyledRun { range: range.shift(start), style });
            }
        }
        if aids.silent_letters {
            let style = RunStyle::Silent;
            // A letter that the liaison sounds is not grey.
            let ranges = word.silent_in(Register::Everyday);
            silent.extend(ranges.map(|range| StyledRun { range, style }));
        }
    }
    syllables.append(&mut silent);
    syllables
}

/// The runs of a word that a list of pronunciations decides, or of one in another language.
fn listed(
    word: &Word<'_>,
    aids: &Aids,
    syllables: &mut Vec<StyledRun>,
    silent: &mut Vec<StyledRun>,
) {
    if aids.syllables != SyllableMode::Off {
        for range in word.written_syllables() {
            syllables.push(StyledRun { range, style: ink(syllables.len()) });
        }
    }
    if aids.silent_letters {
        silent.extend(word.silent().map(|range| StyledRun { range, style: RunStyle::Silent }));
    }
}

/// The ink of the syllable of this number.
const fn ink(index: usize) -> RunStyle {
    if index.is_multiple_of(2) { RunStyle::SyllableOne } else { RunStyle::SyllableTwo }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clairvoix_text::{analysis::analyze, pronunciation::Pronunciations};

    #[test]
    fn a_letter_that_the_liaison_sounds_is_not_silent() {
        let mut aids = clairvoix_profile::Settings::default().aids;
        (aids.syllables, aids.silent_letters) = (SyllableMode::Off, true);
        let text = "Les grands amis, les grands.";
        let runs = styled_runs(&analyze(text, &Default::default()), &aids);
        let silent: Vec<&str> = runs.iter().map(|run| run.range.slice(text)).collect();
        assert_eq!(silent, ["d", "s", "d", "s"], "the first grands keeps its s");
    }

    #[test]
    fn letters_that_cannot_stand_for_what_a_list_says_are_not_divided() {
        let mut aids = clairvoix_profile::Settings::default().aids;
        (aids.syllables, aids.silent_letters) = (SyllableMode::Written, true);
        let mut options = analyze_options(&aids);
        let pairs = [("Yvonnes", "/ʁɑ̃/"), ("Maël", "/mal/")];
        options.spoken.pronunciations = Pronunciations::from_pairs(pairs);
        let text = "Yvonnes, Maël";
        let analysis = analyze(text, &options);
        let shown: Vec<_> =
            styled_runs(&analysis, &aids).iter().map(|run| run.range.slice(text)).collect();
        assert_eq!(shown, ["Yvonnes", "Maël", "ë"]);
    }
}
