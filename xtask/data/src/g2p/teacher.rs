//! The teacher: a sum of models that see what dictionaries and other words know, and read a word
//! together with its plural or singular.

use super::{
    Inputs,
    corpus::Word,
    engine::letter,
    learn as learn_one,
    memory::Memory,
    train::{self, Learning, Model, Prepared},
};

/// Graphemes of a word: where each begins, its pair.
pub(crate) type Way = Vec<(usize, u16)>;

/// The models it sums: with or without memory, down to how many lemma groups.
const MODELS: [(bool, u32); 3] = [(false, 3), (true, 3), (false, 2)];

/// Learns the models of a teacher. Afterwards `inputs` remember the words learned from.
pub(crate) fn learn(inputs: &mut Inputs, learned: &[&Word]) -> Option<Model> {
    let mut memory = Some(Memory::of(learned, &train::inventory(learned, &inputs.binding)));
    let mut models = Vec::new();
    for (index, (remembers, support)) in MODELS.into_iter().enumerate() {
        inputs.facts.memory = if remembers { memory.take() } else { None };
        let seed = 2026 + index as u64;
        models.push(learn_one(inputs, learned, &Learning { with_facts: true, support, seed }));
        memory = memory.or(inputs.facts.memory.take());
    }
    inputs.facts.memory = memory;
    train::sum(models)
}

/// Reads words with all that is known of them.
pub(crate) struct Teacher<'i> {
    pub(crate) inputs: &'i Inputs,
    pub(crate) model: Model,
}

impl Teacher<'_> {
    /// The best way through a word; a plural in -s and its singular are read alike.
    pub(crate) fn read(&self, text: &str) -> Way {
        let facts = &self.inputs.facts;
        let (word, way) = self.alone(text);
        let agreed = if let Some(singular) = facts.singular(text) {
            let other = self.alone(singular);
            self.agreed((&other.0, &other.1), (&word, &way)).map(|(_, plural)| plural)
        } else if let Some(plural) = facts.plural(text) {
            let other = self.alone(&plural);
            self.agreed((&word, &way), (&other.0, &other.1)).map(|(singular, _)| singular)
        } else {
            None
        };
        agreed.unwrap_or(way)
    }

    /// The ways of a singular and its plural when one decides for both: the one whose scores are
    /// higher together.
    fn agreed(&self, singular: (&Prepared, &Way), plural: (&Prepared, &Way)) -> Option<(Way, Way)> {
        let silent_s = train::find(&self.model.pairs, &[letter::encode('s')], &[])?;
        let (last, stem) = plural.1.split_last()?;
        if last.1 != silent_s {
            return None;
        }
        let mut longer = singular.1.clone();
        longer.push((last.0, silent_s));
        let score = |one: &Way, other: &Way| {
            self.model.score(singular.0, one) + self.model.score(plural.0, other)
        };
        let by_plural = (stem.to_vec(), plural.1.clone());
        let by_singular = (singular.1.clone(), longer);
        let better = score(&by_singular.0, &by_singular.1) > score(&by_plural.0, &by_plural.1);
        Some(if better { by_singular } else { by_plural })
    }

    fn alone(&self, text: &str) -> (Prepared, Way) {
        let word = self.model.prepare(&Word::spelled(text), self.inputs, true);
        let (way, _) = self.model.decode(&word, 0.0);
        (word, way)
    }
}
