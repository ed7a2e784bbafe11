//! Syllables of a word: written (school or sound convention) and oral.

use crate::{
    phoneme::Phoneme,
    range::Utf8Range,
    reading::{Cell, Inner, Source, engine::letter},
    spoken::diaeresis,
};

/// Where written syllables are cut.
///
/// | option | cut | not cut |
/// |---|---|---|
/// | `divide_doubled` (school, default) | bel-le, fil-le, des-cend | |
/// | sound convention | | be-lle, fi-lle, de-scend |
/// | `mute_syllable` (default) | ta-ble, é-co-le | |
/// | without it | | table, é-cole |
///
/// ```
/// use clairvoix_text::{reading::read_word, syllable::WrittenOptions};
/// let cut = |word: &str, options: &WrittenOptions| -> String {
///     let syllables = read_word(word).written_syllables(options);
///     syllables.iter().map(|range| range.slice(word)).collect::<Vec<_>>().join("-")
/// };
/// assert_eq!(cut("belle", &WrittenOptions::SCHOOL), "bel-le");
/// assert_eq!(cut("belle", &WrittenOptions::SOUND), "be-lle");
/// let heard = WrittenOptions { mute_syllable: false, ..WrittenOptions::SCHOOL };
/// assert_eq!(cut("école", &heard), "é-cole");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenOptions {
    /// Cut between doubled consonants, inside `ill` and inside `sc`: `bel-le` and not `be-lle`.
    pub divide_doubled: bool,
    /// A mute e after a consonant makes a written syllable: `ta-ble` and not `table`.
    pub mute_syllable: bool,
}

impl WrittenOptions {
    /// What French primary schools teach: doubled consonants divided, the mute syllable counted.
    pub const SCHOOL: Self = Self { divide_doubled: true, mute_syllable: true };
    /// The sound convention: no grapheme is cut.
    pub const SOUND: Self = Self { divide_doubled: false, mute_syllable: true };
}

impl Default for WrittenOptions {
    fn default() -> Self {
        Self::SCHOOL
    }
}

/// How oral syllables are made.
///
/// ```
/// use clairvoix_text::{
///     reading::read_word,
///     syllable::{GlideStyle, OralOptions, SchwaStyle},
/// };
/// let said = |word: &str, options: &OralOptions| -> String {
///     let syllables = read_word(word).oral_syllables(options);
///     let written = syllables.iter().map(|it| it.iter().map(|sound| sound.ipa()).collect());
///     written.collect::<Vec<String>>().join("-")
/// };
/// assert_eq!(said("samedi", &OralOptions::default()), "sa-mə-di");
/// let easy = OralOptions { schwa: SchwaStyle::Dropped, ..OralOptions::default() };
/// assert_eq!(said("samedi", &easy), "sam-di");
/// assert_eq!(said("violon", &OralOptions::default()), "vjɔ-lɔ̃");
/// assert_eq!(said("violon", &OralOptions::VERSE), "vi-ɔ-lɔ̃");
/// assert_eq!(said("ciel", &OralOptions::VERSE), "sjɛl");
/// let parted = OralOptions { glides: GlideStyle::Diaeresis, ..OralOptions::default() };
/// assert_eq!(said("ciel", &parted), "si-ɛl");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OralOptions {
    /// What becomes of the e of "petit" and of "table".
    pub schwa: SchwaStyle,
    /// What becomes of the i of "violon" and of "ciel".
    pub glides: GlideStyle,
}

impl OralOptions {
    /// As verse is counted: every e after a consonant, and the vowels that poets part. What the words
    /// around do to a word is not known here: the spoken form in the mode
    /// [`Verse`](crate::spoken::Mode::Verse) counts whole lines.
    pub const VERSE: Self = Self { schwa: SchwaStyle::Verse, glides: GlideStyle::Verse };
}

/// What becomes of i, u and ou before another vowel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GlideStyle {
    /// Synaeresis, as in prose: one syllable with the vowel, `vjɔ-lɔ̃`, `nɥaʒ`.
    #[default]
    Synaeresis,
    /// Diaeresis everywhere: a syllable of their own, `vi-ɔ-lɔ̃`, `si-ɛl`; as some schools clap words.
    Diaeresis,
    /// Diaeresis where poets make it: `vi-ɔ-lɔ̃`, but `sjɛl` (data/fr/spoken/diaeresis.tsv).
    Verse,
}

/// What becomes of the mute e.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SchwaStyle {
    /// The inner e is said, the final one is not: `pə-ti`, `tabl`.
    #[default]
    Kept,
    /// Easy speech: the inner e is dropped where two sounding consonants do not meet: `pti`, `tabl`.
    Dropped,
    /// Verse: every e after a consonant is said: `pə-ti`, `ta-blə`.
    Verse,
}

/// The written syllables of a reading.
pub(crate) fn written(inner: &Inner, options: &WrittenOptions) -> Vec<Utf8Range> {
    let mut cuts = written_cuts(inner, options);
    cuts.push(inner.letters.len());
    let mut start = 0;
    let mut syllables = Vec::with_capacity(cuts.len());
    for cut in cuts {
        if cut > start {
            syllables.push(Utf8Range::new(inner.byte(start), inner.byte(cut)));
            start = cut;
        }
    }
    syllables
}

/// A piece of a word that is not divided further.
#[derive(Clone, Copy, Debug)]
struct Piece {
    start: usize,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Nucleus,
    /// A vowel letter that is no nucleus: it leans on its neighbour.
    Glide,
    Consonant(Option<Phoneme>),
    /// Silent consonant: stays with what is before it.
    Mute,
    /// A silent h: goes with what comes after it.
    Onset,
    /// An apostrophe: the consonant before it goes with the vowel after it.
    Apostrophe,
    Mark,
}

fn pieces(inner: &Inner, options: &WrittenOptions) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(inner.cells.len() + 4);
    for (index, cell) in inner.cells.iter().enumerate() {
        let start = inner.cell_start(index);
        let kind = match kind(inner, index, cell) {
            Kind::Nucleus if cell.phonemes.is_empty() && !options.mute_syllable => Kind::Mute,
            kind => kind,
        };
        let (first, rest) = parts(inner, index, cell, kind, options.divide_doubled);
        pieces.push(Piece { start, kind: first });
        if let Some((at, kind)) = rest {
            pieces.push(Piece { start: start + at, kind });
        }
    }
    pieces
}

/// The pieces of one grapheme: the kind of the first, and where a second begins.
fn parts(
    inner: &Inner,
    index: usize,
    cell: &Cell,
    kind: Kind,
    divide: bool,
) -> (Kind, Option<(usize, Kind)>) {
    let mut text = ['\0'; 3];
    let letters = inner.cell_letters(index);
    for (slot, &(letter, _)) in text.iter_mut().zip(letters) {
        *slot = letter::decode(letter);
    }
    let last = Kind::Consonant(cell.phonemes.iter().last());
    match (text, letters.len()) {
        (['i', 'l', 'l'], 3) => {
            let first = if cell.phonemes.has_vowel() { Kind::Nucleus } else { Kind::Mute };
            (first, Some((if divide { 2 } else { 1 }, last)))
        }
        (['o' | 'a' | 'u' | 'e', 'y', _], 2) if kind == Kind::Nucleus && ends_in_glide(cell) => {
            (kind, Some((1, last)))
        }
        (['s', 'c' | 'ç', _], 2) | (['c', 'k', _], 2) | (['c', 'c' | 'q', _], 3) if divide => {
            (last, Some((1, last)))
        }
        ([a, b, _], 2) if divide && a == b && matches!(kind, Kind::Consonant(_)) => {
            (last, Some((1, last)))
        }
        _ => (kind, None),
    }
}

fn ends_in_glide(cell: &Cell) -> bool {
    cell.phonemes.iter().last().is_some_and(Phoneme::is_glide)
}

fn kind(inner: &Inner, index: usize, cell: &Cell) -> Kind {
    let letters = inner.cell_letters(index);
    let first = letters.first().map_or(letter::EDGE, |&(l, _)| l);
    if cell.source == Source::Mark {
        return if first == letter::APOSTROPHE { Kind::Apostrophe } else { Kind::Mark };
    }
    if let Some(kind) = between_vowels(inner, index, cell) {
        return kind;
    }
    if cell.phonemes.has_vowel() {
        // approprier: the i leans on the vowel after it.
        let leans = letters.len() == 1 && ends_in_glide(cell);
        return if leans { Kind::Glide } else { Kind::Nucleus };
    }
    let second = letters.get(1).map_or('\0', |&(l, _)| letter::decode(l));
    let vowel = letter::is_in(first, letter::VOWELS);
    match cell.phonemes.iter().last() {
        Some(_) if vowel && (letters.len() == 1 || second == 'u') => Kind::Glide,
        Some(phoneme) => Kind::Consonant(Some(phoneme)),
        None if letter::decode(first) == 'h' => Kind::Onset,
        None if letter::decode(first) == 'e' && follows_consonant(inner, index) => Kind::Nucleus,
        None if vowel => Kind::Glide,
        None => Kind::Mute,
    }
}

/// The y of "tuyau" opens the second syllable; the u before it is the vowel of the first.
fn between_vowels(inner: &Inner, index: usize, cell: &Cell) -> Option<Kind> {
    let is_y = |index: usize| {
        let cell = inner.cells.get(index);
        matches!(inner.cell_letters(index), [(l, _)] if letter::decode(*l) == 'y')
            && cell.is_some_and(ends_in_glide)
    };
    let is_u = |index: usize| {
        let cell = inner.cells.get(index);
        matches!(inner.cell_letters(index), [(l, _)] if letter::decode(*l) == 'u')
            && cell.is_some_and(ends_in_glide)
    };
    if is_u(index) && is_y(index + 1) {
        return Some(Kind::Nucleus);
    }
    (index > 0 && is_y(index) && is_u(index - 1))
        .then(|| Kind::Consonant(cell.phonemes.iter().last()))
}

/// Whether a silent e stands after a consonant, so that it makes a written syllable; the e of
/// "asseoir", before a vowel, does not.
fn follows_consonant(inner: &Inner, index: usize) -> bool {
    if inner.cells.get(index + 1).is_some_and(|cell| cell.phonemes.has_vowel()) {
        return false;
    }
    let start = inner.cell_start(index);
    let before = start.checked_sub(1).and_then(|at| inner.letters.get(at));
    before.is_some_and(|&(l, _)| letter::is_in(l, letter::CONSONANTS) || letter::decode(l) == 'u')
        && inner
            .cells
            .get(..index)
            .and_then(<[Cell]>::last)
            .is_some_and(|cell| !cell.phonemes.has_vowel() || cell.phonemes.len() > 1)
}

fn written_cuts(inner: &Inner, options: &WrittenOptions) -> Vec<usize> {
    let pieces = pieces(inner, options);
    let mut cuts = Vec::new();
    let mut last: Option<usize> = None;
    for (index, piece) in pieces.iter().enumerate() {
        if piece.kind != Kind::Nucleus {
            continue;
        }
        if let Some(last) = last {
            let between = pieces.get(last + 1..index).unwrap_or_default();
            let cut = last + 1 + onset(between);
            cuts.extend(pieces.get(cut).map(|piece| piece.start));
        }
        last = Some(index);
    }
    cuts
}

/// How many of the pieces between two nuclei stay with the first.
fn onset(between: &[Piece]) -> usize {
    let mut at = between.len();
    while at > 0 && matches!(between[at - 1].kind, Kind::Glide | Kind::Onset | Kind::Apostrophe) {
        at -= 1;
    }
    if between.get(at).is_some_and(|piece| piece.kind == Kind::Onset) {
        return at;
    }
    let phoneme = |index: usize| match between.get(index).map(|piece| piece.kind) {
        Some(Kind::Consonant(phoneme)) => phoneme,
        _ => None,
    };
    if at > 0 && phoneme(at - 1).is_some() {
        at -= 1;
        let second = phoneme(at);
        let first = at.checked_sub(1).and_then(phoneme);
        if first.zip(second).is_some_and(|(first, second)| is_onset(first, second)) {
            at -= 1;
        }
    }
    at
}

/// Whether two consonants open a syllable together: an obstruent and l or r, but not tl and dl.
fn is_onset(first: Phoneme, second: Phoneme) -> bool {
    use Phoneme::{B, D, F, G, K, L, P, R, T, V};
    match second {
        R => matches!(first, P | B | T | D | K | G | F | V),
        L => matches!(first, P | B | K | G | F | V),
        _ => false,
    }
}

/// The oral syllables of a reading.
pub(crate) fn oral(inner: &Inner, options: &OralOptions) -> Vec<Vec<Phoneme>> {
    let sounds = sounds(inner, options);
    let mut syllables: Vec<Vec<Phoneme>> = Vec::new();
    let mut start = 0;
    let mut last: Option<usize> = None;
    for (index, phoneme) in sounds.iter().enumerate() {
        if !phoneme.is_vowel() {
            continue;
        }
        if let Some(last) = last {
            let between = sounds.get(last + 1..index).unwrap_or_default();
            let cut = last + 1 + oral_onset(between);
            syllables.push(sounds.get(start..cut).unwrap_or_default().to_vec());
            start = cut;
        }
        last = Some(index);
    }
    syllables.push(sounds.get(start..).unwrap_or_default().to_vec());
    syllables.retain(|syllable| !syllable.is_empty());
    syllables
}

/// How many of the sounds between two vowels stay with the first.
fn oral_onset(between: &[Phoneme]) -> usize {
    let mut at = between.len();
    if at > 0 && between[at - 1].is_glide() {
        at -= 1;
    }
    if at > 0 && !between[at - 1].is_glide() {
        at -= 1;
        if at > 0 && is_oral_onset(between, at) {
            at -= 1;
        }
    }
    at
}

/// Whether the sound before `at` opens the syllable too: an obstruent before r or l (dis-loquer is
/// said di-slo-ké, Israël i-sra-el); and after another consonant what may begin a French word, so
/// that one consonant closes the syllable before (solstice: sol-stis, absorption: ap-sor-psion).
fn is_oral_onset(between: &[Phoneme], at: usize) -> bool {
    use Phoneme::{Ch, D, K, L, P, R, S, T, Z, Zh};
    let (Some(first), Some(second)) = (between.get(at - 1), between.get(at)) else { return false };
    let sibilant = matches!(first, S | Z | Ch | Zh);
    let after_consonant = at >= 2;
    is_onset(*first, *second)
        || (sibilant && matches!(second, L | R))
        || (after_consonant
            && matches!((first, second), (S, P | T | K) | (P | T, S) | (T, Ch) | (D, Z | Zh)))
}

/// The sounds of a reading with its mute e and its glides as asked.
fn sounds(inner: &Inner, options: &OralOptions) -> Vec<Phoneme> {
    let style = options.schwa;
    let word = if options.glides == GlideStyle::Verse { decoded(inner) } else { String::new() };
    let mut sounds = Vec::with_capacity(inner.cells.len() + 4);
    for (index, cell) in inner.cells.iter().enumerate() {
        let mute = cell.phonemes.is_empty() && kind(inner, index, cell) == Kind::Nucleus;
        if mute && style == SchwaStyle::Verse {
            sounds.push(Phoneme::Schwa);
        }
        let own = sounds.len();
        sounds.extend(cell.phonemes.iter());
        let parted = match options.glides {
            GlideStyle::Synaeresis => false,
            GlideStyle::Diaeresis => may_part(inner, index, cell),
            GlideStyle::Verse => {
                may_part(inner, index, cell) && diaeresis::parts(&word, decoded_end(inner, cell))
            }
        };
        if let Some(glide) = sounds.get_mut(own).filter(|_| parted) {
            *glide = vowel_of(*glide);
        }
    }
    if style == SchwaStyle::Dropped { dropped(&sounds) } else { sounds }
}

/// Whether a grapheme is an i, u or ou that leans on the vowel after it, and on no vowel before it.
fn may_part(inner: &Inner, index: usize, cell: &Cell) -> bool {
    let alone = cell.phonemes.len() == 1 && ends_in_glide(cell);
    let first = inner.cell_letters(index).first().map_or('\0', |&(l, _)| letter::decode(l));
    let heard = |cell: &&Cell| !cell.phonemes.is_empty();
    let before = inner.cells.get(..index).and_then(|cells| cells.iter().rfind(heard));
    let leans = match before.and_then(|cell| cell.phonemes.iter().last()) {
        Some(sound) => !sound.is_vowel() && !sound.is_glide(),
        None => first != 'y',
    };
    alone && leans && matches!(first, 'i' | 'ï' | 'u' | 'o' | 'y')
}

const fn vowel_of(glide: Phoneme) -> Phoneme {
    match glide {
        Phoneme::J => Phoneme::I,
        Phoneme::Ui => Phoneme::Y,
        Phoneme::W => Phoneme::U,
        other => other,
    }
}

/// The word in small letters, as the engine sees it.
fn decoded(inner: &Inner) -> String {
    inner.letters.iter().map(|&(letter, _)| letter::decode(letter)).collect()
}

/// Where a grapheme ends in [`decoded`], in bytes.
fn decoded_end(inner: &Inner, cell: &Cell) -> usize {
    let letters = inner.letters.get(..cell.end as usize).unwrap_or_default();
    letters.iter().map(|&(letter, _)| letter::decode(letter).len_utf8()).sum()
}

/// Leaves out each schwa that a vowel and one consonant come before and a consonant after.
fn dropped(sounds: &[Phoneme]) -> Vec<Phoneme> {
    let mut out: Vec<Phoneme> = Vec::with_capacity(sounds.len());
    for (index, &phoneme) in sounds.iter().enumerate() {
        let vowel_before = match out.as_slice() {
            [.., v, c] => v.is_vowel() && !c.is_vowel(),
            _ => false,
        };
        let consonant_after = sounds.get(index + 1).is_none_or(|next| !next.is_vowel());
        if phoneme != Phoneme::Schwa || !vowel_before || !consonant_after {
            out.push(phoneme);
        }
    }
    out
}
