//! What dictionaries without phonetics know of a word: its categories, its relatives.

use super::{
    engine::letter::{self, Letter},
    hunspell::{self, Category},
    memory::Memory,
    stratum,
};
use std::{
    collections::{HashMap, HashSet},
    fs,
    path::Path,
};

const NOUN: u8 = 1;
const VERB: u8 = 2;
const INFINITIVE: u8 = 4;
const OTHER: u8 = 8;

/// Categories of known words.
pub(crate) struct Facts {
    known: HashMap<String, u8>,
    prefixes: HashSet<&'static str>,
    /// What other words say, for the models that use it.
    pub(crate) memory: Option<Memory>,
}

const PREFIXES: &str = "anti para entre contre auto télé co ré re dé dés pré mono poly bi tri uni micro mini macro \
    hyper super sur sous inter intra extra ultra vice non mi demi semi radio photo électro thermo hydro aéro bio \
    géo néo pseudo psycho socio rétro in mal bien bon cyclo moto turbo multi pluri omni infra trans post anté \
    circon archi hémi iso hétéro homo ortho pan péri proto tétra vidéo ciné agro euro franco anglo gréco cardio \
    neuro gastro broncho pneumo ostéo hémo angio cyto chrono cosmo topo typo pyro porte garde tourne passe gentil \
    servo sado saxo narco nano méga giga kilo hecto milli centi déci";

impl Facts {
    /// Reads the lexicon of categories and the forms of the spelling dictionary: in the sources, or
    /// where the Debian package installs it.
    pub(crate) fn read(sources: &Path) -> Result<Self, String> {
        let given = sources.join("fr/hunspell");
        let installed = Path::new("/usr/share/hunspell");
        let folder = if given.is_dir() { given.as_path() } else { installed };
        let mut known: HashMap<String, u8> = HashMap::new();
        let path = sources.join("fr/lexicon_pos.tsv");
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        for line in text.lines() {
            let mut cells = line.split('\t');
            let (Some(word), Some(category)) = (cells.next(), cells.next()) else { continue };
            *known.entry(word.to_owned()).or_default() |= match category {
                "VER" | "AUX" if is_infinitive(word) => INFINITIVE,
                "VER" | "AUX" => VERB,
                "NOM" | "ADJ" => NOUN,
                _ => OTHER,
            };
        }
        for (form, category) in hunspell::forms(folder)? {
            *known.entry(form).or_default() |= match category {
                Category::Verb => VERB,
                Category::Infinitive => INFINITIVE,
                Category::Noun => NOUN,
                Category::Other => OTHER,
            };
        }
        Ok(Self { known, prefixes: PREFIXES.split_whitespace().collect(), memory: None })
    }

    /// The words that the teacher reads: all but verb forms whose ending has one reading.
    pub(crate) fn words(&self) -> impl Iterator<Item = &String> {
        let two_readings =
            |word: &str| ["ent", "tions", "er"].iter().any(|end| word.ends_with(end));
        self.known
            .iter()
            .filter(move |(word, kinds)| **kinds & (NOUN | OTHER) != 0 || two_readings(word))
            .map(|(word, _)| word)
    }

    fn get(&self, word: &str) -> u8 {
        self.known.get(word).copied().unwrap_or(0)
    }

    /// The singular of a plural in -s of a known noun or adjective.
    pub(crate) fn singular<'w>(&self, word: &'w str) -> Option<&'w str> {
        let stem = word.strip_suffix('s')?;
        let is_noun = |word| self.get(word) & NOUN != 0;
        (stem.chars().count() > 2 && !stem.ends_with(['s', 'x']) && is_noun(stem) && is_noun(word))
            .then_some(stem)
    }

    /// The plural in -s, when it is known.
    pub(crate) fn plural(&self, word: &str) -> Option<String> {
        let plural = format!("{word}s");
        self.singular(&plural).is_some().then_some(plural)
    }

    /// The class of a word: categories and relatives, as one number.
    fn class(&self, word: &str) -> u64 {
        let own = u64::from(self.get(word));
        let stem = word.strip_suffix('s');
        let plural = stem.is_some_and(|stem| self.get(stem) & NOUN != 0);
        let plural_other = stem.is_some_and(|stem| self.get(stem) != 0);
        let feminine = self.get(&format!("{word}e")) & NOUN != 0;
        let feminines = stem.is_some_and(|stem| self.get(&format!("{stem}es")) & NOUN != 0);
        own | u64::from(plural) << 4
            | u64::from(feminine) << 5
            | u64::from(feminines) << 6
            | u64::from(plural_other) << 7
    }

    /// Where a second part begins: after a prefix or a word, before a known word; 0 when nowhere.
    fn boundary(&self, chars: &[char]) -> usize {
        let text = |range: std::ops::Range<usize>| chars[range].iter().collect::<String>();
        let mut best = 0;
        for at in 2..chars.len().saturating_sub(2) {
            let (head, tail) = (text(0..at), text(at..chars.len()));
            let rest = chars.len() - at;
            if self.get(&tail) & (NOUN | INFINITIVE | VERB) == 0 {
                continue;
            }
            let prefix = self.prefixes.contains(head.as_str());
            let prefixed = prefix && (rest >= 4 || (rest >= 3 && at >= 4));
            let compound = at >= 4 && rest >= 4 && self.get(&head) & NOUN != 0 && best == 0;
            if prefixed || compound {
                best = at;
            }
        }
        best
    }

    /// Keys of the place `at` that letters alone do not give.
    pub(crate) fn keys(&self, word: &str, letters: &[Letter], group: u32) -> Vec<Vec<u64>> {
        let chars: Vec<char> = word.chars().collect();
        let class = self.class(word);
        let boundary = self.boundary(&chars);
        let letter = |at: isize| {
            usize::try_from(at).ok().and_then(|at| letters.get(at)).copied().unwrap_or(letter::EDGE)
        };
        let n = letters.len();
        let origin = stratum::of(word);
        let length = syllables(&chars);
        (0..n)
            .map(|at| {
                let mut keys = Vec::new();
                if let Some(memory) = &self.memory {
                    memory.keys(letters, at, group, &mut keys);
                }
                let here = at as isize;
                if n - at <= 6 {
                    for before in 0..4 {
                        let window: Vec<u8> = (here - before..n as isize).map(letter).collect();
                        keys.push(hash(1, class, &window));
                    }
                    keys.push(hash(2, class, &[letter(here), (n - at) as u8]));
                }
                for (before, after) in AROUND {
                    let window: Vec<u8> = (here - before..here + after).map(letter).collect();
                    keys.push(hash(20, origin, &window));
                    keys.push(hash(21, origin | length << 8, &window));
                }
                if n - at <= 4 {
                    for before in 0..3 {
                        let window: Vec<u8> = (here - before..=n as isize).map(letter).collect();
                        keys.push(hash(22, length, &window));
                        keys.push(hash(23, length | class << 8, &window));
                    }
                }
                if at >= boundary && at - boundary <= 5 {
                    for after in 1..5 {
                        let window: Vec<u8> =
                            (boundary as isize..here + after).map(letter).collect();
                        keys.push(hash(3 + after as u64, 0, &window));
                    }
                }
                if boundary > 0 && (at == boundary || at + 1 == boundary) {
                    let place = u64::from(at == boundary);
                    keys.push(hash(10, place, &[letter(here)]));
                    keys.push(hash(11, place, &[letter(here - 1), letter(here)]));
                    keys.push(hash(12, place, &[letter(here), letter(here + 1)]));
                    keys.push(hash(13, place, &[letter(here - 2), letter(here - 1), letter(here)]));
                }
                keys
            })
            .collect()
    }
}

/// The windows that the origin of a word is seen with: letters before the place, letters from it on.
const AROUND: [(isize, isize); 5] = [(0, 1), (0, 2), (1, 1), (1, 2), (2, 1)];

/// The groups of vowels of a word, three and more as one.
fn syllables(chars: &[char]) -> u64 {
    let is_vowel = |c: char| letter::is_in(letter::encode(c), letter::VOWELS);
    let mut groups = 0;
    let mut before = false;
    for &c in chars {
        groups += u64::from(is_vowel(c) && !before);
        before = is_vowel(c);
    }
    groups.min(3)
}

fn is_infinitive(word: &str) -> bool {
    ["er", "ir", "re", "ïr"].iter().any(|end| word.ends_with(end))
}

fn hash(salt: u64, class: u64, letters: &[u8]) -> u64 {
    let mut hash =
        0x51_7c_c1_b7_27_22_0a_95 ^ salt.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ class << 17;
    for &letter in letters {
        hash = (hash.rotate_left(5) ^ u64::from(letter)).wrapping_mul(0x5851_F42D_4C95_7F2D);
    }
    hash = (hash ^ (hash >> 29)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 32)
}
