//! The figure on words never learned from: sounds compared as the project's word scorer does.

/// Whether two pronunciations in Lexique codes are the same to a listener: open and closed vowels,
/// `1` and `5`, a glide and its vowel before a vowel, doubled consonants, voicing before a voiceless
/// consonant, and the mute e are not told apart.
pub(crate) fn same(one: &str, other: &str) -> bool {
    normalise(one) == normalise(other)
}

fn normalise(sounds: &str) -> String {
    let mut text: Vec<char> = Vec::new();
    for sound in sounds.chars() {
        match sound {
            '°' | '*' | 'h' => {}
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
