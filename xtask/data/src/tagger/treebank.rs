//! Reads CoNLL-U, keeping the words as they are written.

use clairvoix_text::context::{
    Tag, Upos, VerbForm,
    lexical::Lexical,
    tagger::{Tagger, mark_position},
};
use std::{collections::HashSet, error::Error, fs, path::Path};

/// The tag of one written word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gold {
    pub(crate) upos: Upos,
    pub(crate) tag: Tag,
}

/// A sentence of a treebank.
#[derive(Debug, Default)]
pub(crate) struct Sentence {
    pub(crate) text: String,
    pub(crate) words: Vec<String>,
    pub(crate) tags: Vec<Gold>,
}

impl Sentence {
    /// The tokens as the tagger wants them.
    pub(crate) fn tokens(&self, tagger: &Tagger<'_>) -> Vec<(&str, Lexical)> {
        let mut tokens: Vec<_> = self
            .words
            .iter()
            .map(|word| (word.as_str(), Lexical::new(word, tagger.lexicon())))
            .collect();
        mark_position(&mut tokens);
        tokens
    }

    /// Adds a written word. A contraction (`du`, `auquel`) is an adposition, or the pronoun in it.
    fn push(&mut self, form: &str, upos: &str, feats: &str) -> Result<(), String> {
        let upos = Upos::from_name(upos).ok_or_else(|| format!("no part of speech {upos:?}"))?;
        let tag = match upos {
            Upos::Verb if feats.contains("VerbForm=Inf") => Tag::verb(VerbForm::Infinitive),
            Upos::Verb if feats.contains("VerbForm=Part") => Tag::verb(VerbForm::Participle),
            upos => Tag::of(upos),
        };
        self.words.push(form.to_owned());
        self.tags.push(Gold { upos, tag });
        Ok(())
    }
}

/// Orders made of what sentences tell: *il regarde la branche* gives *Regarde la branche*. Newspapers
/// hardly hold any, exercises are full of them.
pub(crate) fn orders(sentences: &[Sentence]) -> Vec<Sentence> {
    const SUBJECTS: [&str; 7] = ["je", "tu", "il", "elle", "on", "nous", "vous"];
    let mut orders = Vec::new();
    for sentence in sentences {
        for at in 1..sentence.words.len() {
            let subject = sentence.words[at - 1].to_lowercase();
            let finite = sentence.tags[at].tag == Tag::verb(VerbForm::Finite);
            if finite && SUBJECTS.contains(&subject.as_str()) {
                let mut words = sentence.words[at..].to_vec();
                words[0] = capitalised(&words[0]);
                let tags = sentence.tags[at..].to_vec();
                orders.push(Sentence { text: words.join(" "), words, tags });
            }
        }
    }
    orders
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// All sentences of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<Sentence>, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    let mut inside = (0, 0);
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            if !sentence.words.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
            inside = (0, 0);
        } else if let Some(text) = line.strip_prefix("# text = ") {
            sentence.text = text.to_owned();
        } else if !line.starts_with('#') {
            let fields: Vec<&str> = line.split('\t').collect();
            let &[id, form, _, upos, _, feats, ..] = fields.as_slice() else {
                return Err(format!("{}: too few fields: {line}", path.display()).into());
            };
            if let Some((first, last)) = id.split_once('-') {
                inside = (first.parse()?, last.parse()?);
                let pronoun =
                    form.to_lowercase().ends_with("el") || form.to_lowercase().contains("quel");
                sentence.push(form, if pronoun { "PRON" } else { "ADP" }, "_")?;
            } else if let Ok(number) = id.parse::<u32>()
                && !(inside.0..=inside.1).contains(&number)
            {
                sentence.push(form, upos, feats)?;
            }
        }
    }
    Ok(sentences)
}

/// The sentences that measure homographs, never learned from.
pub(crate) fn texts_of_homographs(path: &Path) -> Result<HashSet<String>, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(text.lines().skip(1).filter_map(|line| line.split('\t').nth(1)).map(str::to_owned).collect())
}
