//! Words whose reading hangs on no sentence: most of those that numbers, hours and sums are said in.

use super::{
    homograph,
    lexical::{fold, word_hash},
    two_readings,
};

/// Whether the sentence may ask for another reading of `word` than it has alone: an ending or a list
/// says so, or it may lose a nasal vowel in liaison. Never false for a word of which a rule decides.
///
/// A number (*cent*) is no verb in *-ent*.
pub(crate) fn may_depend(word: &str) -> bool {
    let mut letters = word.chars().rev().map(fold);
    let last = [letters.next(), letters.next(), letters.next(), letters.next()];
    let hash = word_hash(word);
    let by_ending = match last {
        [Some('t'), Some('n'), Some('e'), _] => hash != word_hash("cent"),
        [Some('r'), Some('e'), ..] | [Some('s'), Some('n'), Some('o'), Some('i')] => true,
        [Some('n'), ..] => true,
        [Some('s' | 't'), ..] => two_readings::is_listed(hash),
        _ => false,
    };
    by_ending || homograph::is_listed(word, hash)
}

#[cfg(test)]
mod tests {
    use super::may_depend;

    #[test]
    fn numbers_hang_on_nothing_but_for_their_last_letter() {
        for word in ["quatorze", "trente", "heures", "cent", "cents", "mille", "euros", "virgule"] {
            assert!(!may_depend(word), "{word}");
        }
        for word in
            ["six", "Vingt-six", "DIX", "plus", "affluent", "boxer", "options", "bon", "vis"]
        {
            assert!(may_depend(word), "{word}");
        }
    }
}
