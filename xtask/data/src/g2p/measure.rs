//! The figure on words never learned from: sounds compared as the project's word scorer does.

use super::{
    corpus::Word,
    engine::{
        decode::{Choice, Engine},
        letter::Letter,
        sound,
    },
    teacher::{Teacher, Way},
    train::Model,
};

/// Prints the share of unseen words that the teacher and the small model read right.
pub(crate) fn unseen(words: &[Word], teacher: &Teacher<'_>, small: &Model) {
    let by_small = |word: &Word| {
        let prepared = small.prepare(&Word::spelled(&word.text), teacher.inputs, false);
        small.decode(&prepared, 0.0).0
    };
    print("teacher", words, &teacher.model, |word| teacher.read(&word.text));
    print("small model", words, small, by_small);
}

fn print(name: &str, words: &[Word], model: &Model, read: impl Fn(&Word) -> Way) {
    let (mut right, mut count) = (0, 0);
    for word in words.iter().filter(|word| word.held_out) {
        let sounds = sounds(model, &read(word));
        right += usize::from(word.sounds.iter().any(|gold| same(gold, &sounds)));
        count += 1;
    }
    let share = 100.0 * right as f64 / count.max(1) as f64;
    println!("{name}: {right} of {count} unseen words, {share:.2} %");
}

fn sounds(model: &Model, way: &Way) -> String {
    let codes = way.iter().flat_map(|&(_, pair)| &model.pairs[usize::from(pair)].sounds);
    sounds_of(&codes.copied().collect::<Vec<u8>>())
}

/// Numbers of sounds as Lexique codes.
pub(crate) fn sounds_of(codes: &[u8]) -> String {
    let nth = |&code: &u8| sound::CODES.chars().nth(usize::from(code).wrapping_sub(1));
    codes.iter().filter_map(nth).collect()
}

/// The sounds that the engine decodes, and how far they are ahead of the next best.
pub(crate) fn read(engine: &Engine<'_>, letters: &[Letter]) -> (String, i32) {
    let (steps, margin) = engine.decode(letters);
    let mut codes: Vec<u8> = Vec::new();
    for step in steps {
        match step.choice {
            Choice::Pair(index) => {
                codes.extend(engine.table.pair(index).into_iter().flat_map(|pair| &pair.sounds));
            }
            Choice::Bound(rule) => codes.extend(sound::encode_collapsed(&rule.sounds)),
            Choice::Unknown => {}
        }
    }
    (sounds_of(&codes), margin)
}

/// Whether two pronunciations in Lexique codes are the same to a listener: open and closed vowels,
/// `1` and `5`, a glide and its vowel before a vowel, doubled consonants, voicing before a voiceless
/// consonant, and the mute e are not told apart.
pub(crate) fn same(one: &str, other: &str) -> bool {
    let (one, other) = (normalise(one), normalise(other));
    let bare = |text: &str| text.replace('°', "");
    bare(&one) == bare(&other)
        || is_free(&one.chars().collect::<Vec<_>>(), &other.chars().collect::<Vec<_>>())
}

/// Whether only mute e's tell two lists of sounds apart: each may be dropped, or said as eu.
fn is_free(one: &[char], other: &[char]) -> bool {
    match (one, other) {
        ([], []) => true,
        ([a, one_rest @ ..], [b, other_rest @ ..])
            if a == b || matches!((a, b), ('°', '2') | ('2', '°')) =>
        {
            is_free(one_rest, other_rest)
                || (*a == '°' && is_free(one_rest, other))
                || (*b == '°' && is_free(one, other_rest))
        }
        (['°', rest @ ..], _) if is_free(rest, other) => true,
        (_, ['°', rest @ ..]) => is_free(one, rest),
        _ => false,
    }
}

fn normalise(sounds: &str) -> String {
    let mut text: Vec<char> = Vec::new();
    for sound in sounds.chars() {
        match sound {
            '*' => text.push('°'),
            'h' => {}
            '1' => text.push('5'),
            'o' => text.push('O'),
            'e' => text.push('E'),
            '9' => text.push('2'),
            'N' => text.extend(['n', 'j']),
            'G' => text.extend(['n', 'g']),
            other => text.push(other),
        }
    }
    if text.ends_with(&['i', 'n', 'g']) {
        text.pop();
    }
    let vowel = |c: Option<&char>| c.is_some_and(|&c| "aiyuOE25@§".contains(c));
    let mut out: Vec<char> = Vec::new();
    for (index, &sound) in text.iter().enumerate() {
        let next = text.get(index + 1);
        let sound = match sound {
            'j' if vowel(next) => {
                if out.last() == Some(&'i') {
                    continue;
                }
                'i'
            }
            'w' if vowel(next) => 'u',
            '8' if vowel(next) => 'y',
            'b' | 'd' | 'g' if next.is_some_and(|&c| "ptkfsS".contains(c)) => match sound {
                'b' => 'p',
                'd' => 't',
                _ => 'k',
            },
            'z' if next == Some(&'m') => 's',
            other => other,
        };
        let doubled = out.last() == Some(&sound) && !"aiyuOE25@§jw8".contains(sound);
        if !doubled {
            out.push(sound);
        }
    }
    out.into_iter().collect()
}
