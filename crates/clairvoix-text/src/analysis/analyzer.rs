//! What lasts from one text to the next: the options, and the words already read.

use super::{
    Analysis, AnalyzeOptions,
    memo::{Known, Memo},
};
use crate::{context::Forms, reading::WordUse, segment::segment};
use std::{
    borrow::Cow,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

/// Analyses texts one after the other and knows again the words it has read: the thousandth page
/// of a book takes a tenth of the time of the first.
///
/// Its memory is bounded, whatever it reads. Analyses may be used from several threads, and outlive
/// their analyzer.
///
/// ```
/// use clairvoix_text::{analysis::Analyzer, segment::blocks};
/// let book = "Le chat dort. ".repeat(10_000);
/// let analyzer = Analyzer::default();
/// let mut words = 0;
/// for block in blocks(&book) {
///     words += analyzer.analyze(block.slice(&book)).words().count();
/// }
/// assert_eq!(words, 30_000);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Analyzer {
    pub(super) memory: Arc<Memory>,
}

impl Analyzer {
    /// An analyzer that has read nothing yet.
    #[must_use]
    pub fn new(options: AnalyzeOptions) -> Self {
        Self { memory: Arc::new(Memory::new(options)) }
    }

    /// What it takes into account.
    #[must_use]
    pub fn options(&self) -> &AnalyzeOptions {
        &self.memory.options
    }

    /// Analyses `text`, borrowed or kept in the analysis; see [`analyze`](super::analyze).
    #[must_use]
    pub fn analyze<'t>(&self, text: impl Into<Cow<'t, str>>) -> Analysis<'t> {
        let text = text.into();
        Analysis {
            memory: Arc::clone(&self.memory),
            segments: segment(&text),
            text,
            contexts: OnceLock::new(),
            said: OnceLock::new(),
            words: OnceLock::new(),
            languages: OnceLock::new(),
        }
    }
}

/// What the analyses of one analyzer share.
#[derive(Debug)]
pub(super) struct Memory {
    pub(super) options: AnalyzeOptions,
    words: Mutex<Memo>,
    forms: Mutex<Forms>,
}

impl Default for Memory {
    fn default() -> Self {
        Self::new(AnalyzeOptions::default())
    }
}

impl Memory {
    fn new(options: AnalyzeOptions) -> Self {
        let words = Mutex::new(Memo::new(options.written, options.oral));
        Self { options, words, forms: Mutex::default() }
    }

    /// The tokens seen so far, to be given back by [`keep_forms`](Self::keep_forms); an analysis that
    /// is made meanwhile in another thread starts without.
    pub(super) fn take_forms(&self) -> Forms {
        std::mem::take(&mut *self.forms.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Gives back the tokens.
    pub(super) fn keep_forms(&self, forms: Forms) {
        *self.forms.lock().unwrap_or_else(PoisonError::into_inner) = forms;
    }

    /// Makes room for the words of a text, before those of parts of it are read.
    pub(super) fn reserve(&self, words: usize) {
        self.words.lock().unwrap_or_else(PoisonError::into_inner).reserve(words);
    }

    /// A word as it is read in its use.
    pub(super) fn word(&self, form: &str, usage: WordUse) -> Arc<Known> {
        self.words.lock().unwrap_or_else(PoisonError::into_inner).word(form, usage)
    }

    /// The words as they are read in their uses.
    pub(super) fn words<'w>(
        &self,
        words: impl ExactSizeIterator<Item = (&'w str, WordUse)>,
    ) -> Box<[Arc<Known>]> {
        let mut memo = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        memo.reserve(words.len());
        words.map(|(form, usage)| memo.word(form, usage)).collect()
    }
}
