//! An iterator over a layer of a word, known already or made for it.

/// Items of a word that is known, or a list made for one that is not read from its letters.
pub(super) enum Layer<I: Iterator> {
    Known(I),
    Made(std::vec::IntoIter<I::Item>),
}

impl<I: Iterator> Iterator for Layer<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        match self {
            Self::Known(items) => items.next(),
            Self::Made(items) => items.next(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Self::Known(items) => items.size_hint(),
            Self::Made(items) => items.size_hint(),
        }
    }
}

impl<I: ExactSizeIterator> ExactSizeIterator for Layer<I> {}

impl<I: Iterator> Layer<I> {
    pub(super) fn made(items: Vec<I::Item>) -> Self {
        Self::Made(items.into_iter())
    }
}
