//! The words of `data/fr/plain.tsv`.

use std::{collections::HashSet, sync::LazyLock};

/// What a word of `data/fr/plain.tsv` opens; the names are those of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Opens {
    Title,
    Label,
    Instruction,
}

static SOURCE: &str = include_str!("../../data/fr/plain.tsv");

static FORMS: LazyLock<HashSet<(Opens, &'static str)>> =
    LazyLock::new(|| SOURCE.lines().filter_map(parse_line).collect());

fn parse_line(line: &'static str) -> Option<(Opens, &'static str)> {
    let (kind, form) = line.split_once('\t')?;
    let opens = match kind {
        "title" => Opens::Title,
        "label" => Opens::Label,
        "instruction" => Opens::Instruction,
        _ => return None,
    };
    Some((opens, form))
}

/// Whether `word`, in any case, opens that.
pub(super) fn opens(what: Opens, word: &str) -> bool {
    const WORD_LEN_MAX: usize = 32;
    word.len() <= WORD_LEN_MAX && FORMS.contains(&(what, word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_read() {
        let lines = SOURCE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let forms: Vec<_> = lines.map(|line| parse_line(line).expect(line)).collect();
        assert!(forms.iter().all(|&(what, form)| opens(what, form)));
        assert_eq!(forms.len(), FORMS.len());
    }
}
