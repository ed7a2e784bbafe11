//! A few threads for what takes time: analyses, pages, lists of voices. Never the bus's own.

use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use crate::error::{Error, ErrorKind};

/// A thread without work ends after so long: nothing stays behind of a busy moment.
const LINGER: Duration = Duration::from_secs(5);

type Task = Box<dyn FnOnce() + Send>;

/// See the module. Who gives it work limits how much ([`crate::limit::Limits::calls`]).
pub(crate) struct Pool {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    news: Condvar,
}

#[derive(Default)]
struct State {
    tasks: VecDeque<Task>,
    threads: usize,
    waiting: usize,
    max: usize,
}

impl Pool {
    /// At most so many threads; none yet.
    pub(crate) fn new(threads: usize) -> Self {
        let state = State { max: threads.max(1), ..State::default() };
        Self { shared: Arc::new(Shared { state: Mutex::new(state), news: Condvar::default() }) }
    }

    /// What `work` gives, once a thread has done it.
    ///
    /// # Errors
    /// [`ErrorKind::Unavailable`] when no thread can be started, or `work` panicked.
    pub(crate) async fn run<V: Send + 'static>(
        &self,
        work: impl FnOnce() -> V + Send + 'static,
    ) -> Result<V, Error> {
        let (done, result) = async_channel::bounded(1);
        self.add(Box::new(move || {
            // Whoever asked may have left.
            let _ = done.try_send(work());
        }))?;
        let lost = || Error::new(ErrorKind::Unavailable, "the work was given up");
        result.recv().await.map_err(|_| lost())
    }

    fn add(&self, task: Task) -> Result<(), Error> {
        let mut state = self.shared.state();
        state.tasks.push_back(task);
        if state.waiting >= state.tasks.len() || state.threads >= state.max {
            self.shared.news.notify_one();
            return Ok(());
        }
        state.threads += 1;
        drop(state);
        let shared = Arc::clone(&self.shared);
        let thread = thread::Builder::new().name("clairvoix-work".to_owned());
        thread.spawn(move || shared.work()).map(drop).map_err(|e| {
            let mut state = self.shared.state();
            state.threads -= 1;
            if state.threads == 0 {
                state.tasks.clear();
            }
            Error::new(ErrorKind::Unavailable, format!("no thread: {e}"))
        })
    }
}

/// Takes a thread off the count, however it ends.
struct Leaves<'s>(&'s Shared);

impl Drop for Leaves<'_> {
    fn drop(&mut self) {
        self.0.state().threads -= 1;
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        let leaves = Leaves(self);
        while let Some(task) = self.next() {
            task();
        }
        drop(leaves);
    }

    /// The next task; none when there was none for a while.
    fn next(&self) -> Option<Task> {
        let mut state = self.state();
        state.waiting += 1;
        let idle = |state: &mut State| state.tasks.is_empty();
        let waited = self.news.wait_timeout_while(state, LINGER, idle);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.waiting -= 1;
        state.tasks.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_done_and_a_panic_takes_only_its_own() {
        let pool = Pool::new(2);
        let work = (0..50).map(|n| pool.run(move || if n == 7 { panic!("meant") } else { n * n }));
        let results: Vec<Result<i32, Error>> = async_io::block_on(async {
            let mut all = vec![];
            for it in work {
                all.push(it.await);
            }
            all
        });
        assert_eq!(results.iter().filter(|it| it.is_err()).count(), 1);
        assert_eq!(results.last(), Some(&Ok(49 * 49)));
        assert!(pool.shared.state().threads <= 2);
    }
}
