//! Which written word each of Pico's units says, by eating letters from left to right.
//!
//! Our spoken form goes in, so most units are one word. Some say several ("il y a"), some a part
//! ("rendez" and "vous"), some write it out ("prof": "professeur"): there the letters do not agree,
//! the unit goes to the word it stands at, and the next unit that does agree sets the place right.

use clairvoix_speech::UtteranceWord;
use unicode_normalization::UnicodeNormalization;

/// How many words ahead a unit is looked for when its letters do not agree.
const LOOK_AHEAD_WORDS: usize = 6;

/// What a unit says of one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    /// Which word.
    pub(crate) word: usize,
    /// How many of the word's letters.
    pub(crate) letters: usize,
    /// Those are all the word has.
    pub(crate) whole: bool,
    /// Letters after it that the unit says and that are in no word: the t of "a-t-il".
    pub(crate) linking: usize,
}

/// See the module.
#[derive(Debug)]
pub(crate) struct Aligner {
    /// Folded letters of each word.
    words: Vec<Vec<char>>,
    /// Folded letters between the word before and each word.
    before: Vec<Vec<char>>,
    /// The word to eat from, and how many of its letters are gone.
    word: usize,
    eaten: usize,
    /// The word to eat from has been given a unit whose letters do not agree.
    loose: bool,
}

impl Aligner {
    pub(crate) fn new(text: &str, words: &[UtteranceWord]) -> Self {
        let starts = words.iter().map(|word| word.range.start());
        let ends = std::iter::once(0).chain(words.iter().map(|word| word.range.end()));
        let between = ends.zip(starts).map(|(end, start)| text.get(end..start).unwrap_or_default());
        Self {
            words: words.iter().map(|word| fold(word.range.slice(text))).collect(),
            before: between.map(fold).collect(),
            word: 0,
            eaten: 0,
            loose: false,
        }
    }

    /// No later unit can say anything of this word.
    pub(crate) fn is_past(&self, word: usize) -> bool {
        word < self.word
    }

    /// The words that the next unit says; none for a mark of punctuation.
    pub(crate) fn next(&mut self, unit: &str) -> Vec<Share> {
        let letters = fold(spoken_part(unit));
        if letters.is_empty() {
            return Vec::new();
        }
        let here = (self.word, self.eaten);
        let later = (self.word + usize::from(self.eaten > 0 || !self.loose)
            ..self.words.len().min(self.word + LOOK_AHEAD_WORDS + 1))
            .map(|word| (word, 0));
        for (word, eaten) in std::iter::once(here).chain(later) {
            if let Some((shares, word, eaten)) = self.eat(&letters, word, eaten) {
                (self.word, self.eaten, self.loose) = (word, eaten, false);
                return shares;
            }
        }
        self.attach()
    }

    /// Eats all of `letters` from `word` on, or nothing.
    fn eat(
        &self,
        letters: &[char],
        mut word: usize,
        mut eaten: usize,
    ) -> Option<(Vec<Share>, usize, usize)> {
        let mut shares: Vec<Share> = Vec::new();
        let mut rest = letters;
        while !rest.is_empty() {
            let left = self.words.get(word)?.get(eaten..)?;
            if left.is_empty() {
                (word, eaten) = (word + 1, 0);
                continue;
            }
            if let Some((linking, after)) = self.linking(rest, word, eaten)
                && let Some(share) = shares.last_mut()
            {
                share.linking = linking;
                rest = after;
                continue;
            }
            let count = left.len().min(rest.len());
            let (now, after) = rest.split_at_checked(count)?;
            if left.get(..count)? != now {
                return None;
            }
            let whole = eaten == 0 && count == left.len();
            shares.push(Share { word, letters: count, whole, linking: 0 });
            rest = after;
            eaten += count;
        }
        if self.words.get(word).is_some_and(|all| all.len() == eaten) {
            (word, eaten) = (word + 1, 0);
        }
        Some((shares, word, eaten))
    }

    /// How many of the letters that come next stand before `word` in no word, and those after them; none
    /// where they are the word's own.
    fn linking<'l>(
        &self,
        rest: &'l [char],
        word: usize,
        eaten: usize,
    ) -> Option<(usize, &'l [char])> {
        let (letters, before) = (self.words.get(word)?, self.before.get(word)?);
        let common = letters.iter().zip(rest).take_while(|(own, next)| own == next).count();
        if eaten > 0 || before.is_empty() || common == letters.len().min(rest.len()) {
            return None;
        }
        rest.strip_prefix(before.as_slice()).map(|after| (before.len(), after))
    }

    /// Gives a unit that agrees with nothing to the word that waits, or to the last one.
    fn attach(&mut self) -> Vec<Share> {
        if self.eaten > 0 {
            // The rest of the word does not agree: the next unit may start the next word.
            (self.word, self.eaten) = (self.word + 1, 0);
        }
        // Words without letters (a lone sign) are said by units that have some: "%" is "pour cent".
        let word = self.word.min(self.words.len().saturating_sub(1));
        if self.words.is_empty() {
            return Vec::new();
        }
        self.loose = true;
        vec![Share { word, letters: 1, whole: false, linking: 0 }]
    }
}

/// The unit's text without Pico's own additions: `\/` and what follows, `_verb`, `_noun`.
fn spoken_part(unit: &str) -> &str {
    let unit = unit.split("\\/").next().unwrap_or_default();
    unit.strip_suffix("_verb").or_else(|| unit.strip_suffix("_noun")).unwrap_or(unit)
}

/// Letters and digits without case, accents or ligatures.
fn fold(text: &str) -> Vec<char> {
    text.nfkd()
        .flat_map(char::to_lowercase)
        .flat_map(|c| match c {
            'œ' => ['o', 'e'],
            'æ' => ['a', 'e'],
            'ß' => ['s', 's'],
            other => [other, '\0'],
        })
        .filter(|c| c.is_alphanumeric())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clairvoix_text::Utf8Range;

    /// Splits `text` at spaces and after apostrophes into words, runs `units`, gives word numbers.
    fn words_of(text: &str, units: &[&str]) -> Vec<Vec<usize>> {
        let mut words = Vec::new();
        let mut start = 0;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            let end = if c == '\'' { at + 1 } else { at };
            if (c == ' ' || c == '\'') && end > start {
                words.push(UtteranceWord { range: Utf8Range::new(start, end), ipa: String::new() });
            }
            if c == ' ' || c == '\'' {
                start = at + c.len_utf8();
            }
        }
        let mut aligner = Aligner::new(text, &words);
        units
            .iter()
            .map(|unit| aligner.next(unit).iter().map(|share| share.word).collect())
            .collect()
    }

    #[test]
    fn one_to_one_several_and_parts() {
        assert_eq!(
            words_of(
                "il y a un rendez-vous à l'Été",
                &["il_y_a", "un", "rendez", "vous", "à", "l'", "été"]
            ),
            [vec![0, 1, 2], vec![3], vec![4], vec![4], vec![5], vec![6], vec![7]]
        );
    }

    #[test]
    fn written_out_units_do_not_shift_the_rest() {
        assert_eq!(
            words_of(
                "le prof de maths dit",
                &["le", "professeur", "de", "mathématiques", "dit_verb"]
            ),
            [vec![0], vec![1], vec![2], vec![3], vec![4]]
        );
        assert_eq!(words_of("le 3 mai", &["le", "trois", "mai"]), [vec![0], vec![1], vec![2]]);
        assert_eq!(
            words_of("a % b", &["a", "pour", "cent", "b"]),
            [vec![0], vec![1], vec![1], vec![2]]
        );
    }

    #[test]
    fn a_letter_that_links_goes_with_the_word_on_its_left() {
        let text = "quitte-t-elle";
        let word =
            |start, end| UtteranceWord { range: Utf8Range::new(start, end), ipa: String::new() };
        let shares = Aligner::new(text, &[word(0, 6), word(9, 13)]).next(text);
        let found: Vec<(usize, bool, usize)> =
            shares.iter().map(|share| (share.word, share.whole, share.linking)).collect();
        assert_eq!(found, [(0, true, 1), (1, true, 0)]);
    }

    #[test]
    fn signs_belong_to_no_word_and_ligatures_agree() {
        assert_eq!(words_of("« cœur »", &["«", "coeur", "»"]), [vec![], vec![1], vec![]]);
        assert_eq!(words_of("", &["un"]), [Vec::<usize>::new()]);
    }
}
