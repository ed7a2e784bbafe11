//! The words to learn from, aligned.

use super::engine::letter::{self, Letter};
use std::{
    collections::{HashMap, HashSet},
    fs,
    path::Path,
};

/// A word with its graphemes and their sounds.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) letters: Vec<Letter>,
    /// Each grapheme: number of letters, Lexique codes.
    pub(crate) gold: Vec<(usize, String)>,
    pub(crate) group: u32,
    pub(crate) held_out: bool,
    pub(crate) frequency: f32,
    /// Accepted pronunciations; none when only the spelling is known.
    pub(crate) sounds: Vec<String>,
}

impl Word {
    /// A word of which only the spelling is known, of no lemma group.
    pub(crate) fn spelled(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            letters: text.chars().map(letter::encode).collect(),
            gold: Vec::new(),
            group: NO_GROUP,
            held_out: false,
            frequency: 0.0,
            sounds: Vec::new(),
        }
    }
}

/// The group of a word of which only the spelling is known.
pub(crate) const NO_GROUP: u32 = u32::MAX;

/// The lemma groups of pronouns, determiners, prepositions and conjunctions: a closed class, of which no
/// word is met for the first time.
fn closed_groups(words: &[HashMap<String, String>]) -> HashSet<&str> {
    const CLOSED: [&str; 7] = ["PRO", "ART", "PRE", "CON", "ADJ:pos", "ADJ:dem", "ADJ:int"];
    let is_closed = |row: &&HashMap<String, String>| {
        row["cgram"].split(',').any(|kind| CLOSED.iter().any(|closed| kind.starts_with(closed)))
    };
    words.iter().filter(is_closed).map(|row| row["lemma_group"].as_str()).collect()
}

/// Whether the seed draws a lemma group for the tenth that is kept out: FNV-1a of its name.
fn is_drawn(group: &str, seed: Option<u64>, closed: &HashSet<&str>) -> bool {
    let Some(seed) = seed else { return false };
    if closed.contains(group) {
        return false;
    }
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325 ^ seed;
    for byte in group.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (hash >> 20).is_multiple_of(10)
}

/// Reads the aligned words of `words_dev.tsv` and `syllables_dev.tsv`, by lemma group.
pub(crate) fn read(sources: &Path, held_out: Option<u64>) -> Result<Vec<Word>, String> {
    let words = table(&sources.join("fr/words_dev.tsv"))?;
    let aligned = table(&sources.join("fr/syllables_dev.tsv"))?;
    let by_input: HashMap<&str, &HashMap<String, String>> =
        words.iter().map(|row| (row["input"].as_str(), row)).collect();
    let closed = closed_groups(&words);
    let mut out = Vec::new();
    for row in &aligned {
        let Some(facts) = by_input.get(row["input"].as_str()) else { continue };
        let alignment = preferred(&row["align"]);
        if alignment.is_empty() {
            continue;
        }
        let group = &facts["lemma_group"];
        let gold = normalise(alignment);
        let letters: Vec<Letter> = row["input"].chars().map(letter::encode).collect();
        if gold.iter().map(|(len, _)| len).sum::<usize>() != letters.len() {
            continue;
        }
        out.push(Word {
            text: row["input"].clone(),
            letters,
            gold,
            group: number(group),
            held_out: is_drawn(group, held_out, &closed),
            frequency: facts["freq_books"].parse().unwrap_or(0.0),
            sounds: facts["phon"].split(';').map(str::to_owned).collect(),
        });
    }
    out.sort_by(|a, b| (a.group, &a.text).cmp(&(b.group, &b.text)));
    Ok(out)
}

/// The reading of a word alone where the source has several: the noun or adjective rather than the
/// verb in -ent or -tions, else the first.
fn preferred(alignments: &str) -> &str {
    let nominal = |text: &&str| {
        ["en:@|t:#", "ien:j@|t:#", "ti:sj|on:§|s:#"].iter().any(|end| text.ends_with(end))
    };
    let first = alignments.split(';').next().unwrap_or_default();
    alignments.split(';').find(nominal).unwrap_or(first)
}

/// Words with a pronunciation and no alignment, `gold` empty: the source has them once only.
pub(crate) fn unaligned(sources: &Path, held_out: Option<u64>) -> Result<Vec<Word>, String> {
    let words = table(&sources.join("fr/words_dev.tsv"))?;
    let closed = closed_groups(&words);
    let single = words.iter().filter(|row| row["status"] == "single");
    Ok(single
        .map(|row| Word {
            text: row["input"].clone(),
            letters: row["input"].chars().map(letter::encode).collect(),
            gold: Vec::new(),
            group: number(&row["lemma_group"]),
            held_out: is_drawn(&row["lemma_group"], held_out, &closed),
            frequency: 0.0,
            sounds: row["phon"].split(';').map(str::to_owned).collect(),
        })
        .collect())
}

/// A lemma group's number: 32 bits of the FNV-1a hash of its name.
fn number(group: &str) -> u32 {
    let hash = group.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 24) as u32
}

fn table(path: &Path) -> Result<Vec<HashMap<String, String>>, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    Ok(lines
        .map(|line| {
            let cells = line.split('\t').map(str::to_owned);
            header.iter().map(|&name| name.to_owned()).zip(cells).collect()
        })
        .collect())
}

/// Graphemes of several sounds that the source keeps whole and French schools do not.
const DIVIDED: &[(&str, &[&str])] = &[
    ("er:eR", &["e:e", "r:R"]),
    ("er:9R", &["e:9", "r:R"]),
    ("eur:9R", &["eu:9", "r:R"]),
    ("eur:2R", &["eu:2", "r:R"]),
    ("er:ER", &["e:E", "r:R"]),
    ("il:il", &["i:i", "l:l"]),
    ("ill:il", &["i:i", "ll:l"]),
    ("um:Om", &["u:O", "m:m"]),
    ("emm:am", &["e:a", "mm:m"]),
    ("ti:sj", &["t:s", "i:j"]),
    ("ti:si", &["t:s", "i:i"]),
    ("ui:8i", &["u:8", "i:i"]),
    ("ui:yj", &["u:y", "i:j"]),
    ("ien:j5", &["i:j", "en:5"]),
    ("ien:j@", &["i:j", "en:@"]),
    ("ian:j@", &["i:j", "an:@"]),
    ("gu:gy", &["g:g", "u:y"]),
    ("gu:g8", &["g:g", "u:8"]),
    ("gu:gw", &["g:g", "u:w"]),
    ("qu:kw", &["q:k", "u:w"]),
    ("qu:k8", &["q:k", "u:8"]),
    ("cc:ks", &["c:k", "c:s"]),
    ("gg:gZ", &["g:g", "g:Z"]),
    ("sc:sk", &["s:s", "c:k"]),
    ("xc:ksk", &["x:ks", "c:k"]),
    ("ge:Z°", &["g:Z", "e:°"]),
    ("oo:oo", &["o:o", "o:o"]),
    ("oo:OO", &["o:o", "o:o"]),
    ("oo:oO", &["o:o", "o:o"]),
    ("gn:gn", &["g:g", "n:n"]),
    ("ii:ij", &["i:i", "i:j"]),
    ("li:i", &["l:#", "i:i"]),
    ("li:j", &["l:#", "i:j"]),
    ("il:i", &["i:i", "l:#"]),
    ("cht:t", &["ch:#", "t:t"]),
    ("en:@n", &["e:@", "n:n"]),
    ("sch:sk", &["s:s", "ch:k"]),
    ("en:5n", &["e:5", "n:n"]),
    ("zz:dz", &["z:d", "z:z"]),
    ("ai:ai", &["a:a", "i:i"]),
    ("dg:dZ", &["d:d", "g:Z"]),
];

fn normalise(alignment: &str) -> Vec<(usize, String)> {
    let mut units: Vec<(String, String)> = Vec::new();
    let source: Vec<&str> = alignment.split('|').collect();
    for (index, unit) in source.iter().enumerate() {
        let single = [*unit];
        let parts = DIVIDED.iter().find(|(whole, _)| whole == unit).map_or(&single[..], |d| d.1);
        for part in parts {
            let (letters, sounds) = part.rsplit_once(':').unwrap_or((part, ""));
            let sounds = sounds.replace('#', "").replace('*', "°").replace('h', "");
            let before_back = source
                .get(index + 1)
                .is_some_and(|next| next.starts_with(['a', 'o', 'â', 'ô', 'u', 'û']));
            match (letters, sounds.as_str()) {
                ("ge", "Z") if !before_back => {
                    units.push(("g".into(), "Z".into()));
                    units.push(("e".into(), String::new()));
                }
                ("ea", "a") if units.last().is_some_and(|last| last.0 == "g") => {
                    if let Some(last) = units.last_mut() {
                        last.0.push('e');
                    }
                    units.push(("a".into(), "a".into()));
                }
                // The source has `2` in "le", "premier", "faisan".
                ("e" | "ai", "2") => units.push((letters.to_owned(), "°".into())),
                ("lli", sounds) if units.last().is_some_and(|last| last.0 == "i") => {
                    join_ill(&mut units, sounds);
                }
                _ => units.push((letters.to_owned(), collapse(&sounds))),
            }
        }
    }
    join_silent_ent(&mut units);
    join_double_l(&mut units);
    units.into_iter().map(|(letters, sounds)| (letters.chars().count(), sounds)).collect()
}

/// A verb's silent -ent is one grapheme.
fn join_silent_ent(units: &mut Vec<(String, String)>) {
    let silent = |at: usize, letters: &str| {
        units.get(at).is_some_and(|unit| unit.0 == letters && unit.1.is_empty())
    };
    let len = units.len();
    if len >= 3 && silent(len - 3, "e") && silent(len - 2, "n") && silent(len - 1, "t") {
        units.truncate(len - 3);
        units.push(("ent".into(), String::new()));
    }
}

/// "assailli" is `ill` and `i`; the source says `i` and `lli`.
fn join_ill(units: &mut Vec<(String, String)>, sounds: &str) {
    let Some(last) = units.last_mut() else { return };
    let rest = if last.1 == "j" { sounds } else { sounds.strip_prefix('j').unwrap_or(sounds) };
    *last = ("ill".into(), if last.1 == "i" { "ij".into() } else { "j".into() });
    units.push(("i".into(), rest.to_owned()));
}

/// "allie" is `ll` and `i`.
fn join_double_l(units: &mut Vec<(String, String)>) {
    let mut at = 1;
    while at < units.len() {
        if units[at] == ("l".to_owned(), String::new())
            && units[at - 1] == ("l".to_owned(), "l".to_owned())
        {
            units[at - 1].0.push('l');
            units.remove(at);
        }
        at += 1;
    }
}

/// Open and closed vowels are told apart by position, not learned: one code for each pair.
fn collapse(sounds: &str) -> String {
    sounds.replace('O', "o").replace('E', "e").replace('9', "2")
}
