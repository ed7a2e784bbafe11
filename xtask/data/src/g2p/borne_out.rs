//! The exceptions that words learned from bear out: what a figure on unseen words may use.
//!
//! A line written by hand for a word would give that word away when it is kept out of the learning.
//! So each line is taken apart into one line for each alternative of its lists, and only those stay
//! that decide a place of a word learned from.

use super::{corpus::Word, engine::rule::Rules};
use std::collections::HashSet;

/// `exceptions` taken apart, without the lines that no word of `learned` needs.
pub(crate) fn exceptions(exceptions: &str, learned: &[&Word]) -> Result<String, String> {
    let lines: Vec<String> = exceptions.lines().flat_map(alternatives).collect();
    let rules = Rules::parse(&lines.join("\n"))?;
    let mut used = HashSet::new();
    for word in learned {
        let fitting = (0..word.letters.len()).filter_map(|at| rules.find(&word.letters, at));
        used.extend(fitting.map(|rule| usize::from(rule.line) - 1));
    }
    let kept = lines.iter().enumerate().filter(|(index, _)| used.contains(index));
    Ok(kept.map(|(_, line)| format!("{line}\n")).collect())
}

/// A line for each choice among its lists `(a|b)`; an optional list stays whole.
fn alternatives(line: &str) -> Vec<String> {
    let rule = line.split('#').next().unwrap_or_default();
    // A silent grapheme is written `= #`.
    let rule = if rule.trim_end().ends_with('=') { format!("{rule}#") } else { rule.to_owned() };
    expand(&rule, 0)
}

fn expand(rule: &str, from: usize) -> Vec<String> {
    let open = rule[from..].find('(').map(|at| from + at);
    let Some(open) = open else { return vec![rule.to_owned()] };
    let Some(close) = rule[open..].find(')').map(|at| open + at) else {
        return vec![rule.to_owned()];
    };
    let (head, tail) = (&rule[..open], &rule[close + 1..]);
    if tail.starts_with(['?', '*']) {
        return expand(rule, close + 1);
    }
    rule[open + 1..close]
        .split('|')
        .flat_map(|choice| expand(&format!("{head}{choice}{tail}"), open))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::alternatives;

    #[test]
    fn lists_are_taken_apart_and_optional_ones_stay() {
        assert_eq!(alternatives("^(a|bc)[s]$ = s # x"), ["^a[s]$ = s ", "^bc[s]$ = s "]);
        assert_eq!(alternatives("^(a|b)?o[s](t|p) = #"), ["^(a|b)?o[s]t = #", "^(a|b)?o[s]p = #"]);
        assert_eq!(alternatives("# only a comment"), [""]);
    }
}
