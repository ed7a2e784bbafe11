//! What waits for the player's thread: commands of the app and events of the engine, both bounded.

use std::{
    collections::VecDeque,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use clairvoix_speech::{EngineEvent, Error, Input, UtteranceId};

/// The most commands that wait; a further one is dropped ([`super::Player::stop`] never is).
pub const COMMANDS_MAX: usize = 256;
/// The most engine events that wait; the engine waits with the next one.
const ENGINE_EVENTS_MAX: usize = 32;

#[derive(Default)]
pub(super) struct Inbox {
    state: Mutex<State>,
    /// Something came for the player.
    news: Condvar,
    /// There is room for the engine again, or its utterance is not wanted any more.
    room: Condvar,
}

#[derive(Default)]
struct State {
    commands: VecDeque<Input>,
    engine: VecDeque<Result<EngineEvent, Error>>,
    /// The utterance whose events are wanted.
    wanted: Option<UtteranceId>,
    quit: bool,
}

/// What [`Inbox::next`] found.
pub(super) enum News {
    Input(Input),
    Nothing,
    Quit,
}

impl Inbox {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there was room for the command.
    pub(super) fn command(&self, input: Input) -> bool {
        let mut state = self.state();
        if let (Input::GoTo { .. }, Some(waiting @ Input::GoTo { .. })) =
            (&input, state.commands.back_mut())
        {
            *waiting = input;
            return true;
        }
        if state.commands.len() >= COMMANDS_MAX {
            return false;
        }
        state.commands.push_back(input);
        self.news.notify_one();
        true
    }

    /// Commands before a stop are of no use any more.
    pub(super) fn stop(&self) {
        let mut state = self.state();
        // A text that waits to be spoken must still be told to be stopped.
        state.commands.retain(|c| {
            matches!(c, Input::Speak { .. } | Input::Repeat { .. } | Input::SetLoudness(_))
        });
        state.commands.push_back(Input::Stop);
        self.news.notify_one();
    }

    pub(super) fn quit(&self) {
        let mut state = self.state();
        state.quit = true;
        state.wanted = None;
        self.news.notify_one();
        self.room.notify_all();
    }

    /// From now on the events of this utterance are wanted, or none.
    pub(super) fn want(&self, utterance: Option<UtteranceId>) {
        let mut state = self.state();
        state.wanted = utterance;
        state.engine.clear();
        self.room.notify_all();
    }

    pub(super) fn wants(&self, utterance: UtteranceId) -> bool {
        self.state().wanted == Some(utterance)
    }

    /// Hands over an event, waiting for room. False: the utterance is not wanted any more.
    pub(super) fn engine_event(
        &self,
        utterance: UtteranceId,
        event: Result<EngineEvent, Error>,
    ) -> bool {
        let full =
            |s: &mut State| s.wanted == Some(utterance) && s.engine.len() >= ENGINE_EVENTS_MAX;
        let state = self.state();
        let mut state = self.room.wait_while(state, full).unwrap_or_else(PoisonError::into_inner);
        if state.wanted != Some(utterance) {
            return false;
        }
        state.engine.push_back(event);
        self.news.notify_one();
        true
    }

    /// The utterance that is being said fails.
    pub(super) fn engine_gone(&self, error: Error) {
        let mut state = self.state();
        if state.wanted.is_some() {
            state.engine.push_back(Err(error));
            self.news.notify_one();
        }
    }

    /// The next thing to do; commands come first. Waits until `deadline`, without one for ever.
    pub(super) fn next(&self, engine_wanted: bool, deadline: Option<Instant>) -> News {
        let mut state = self.state();
        loop {
            if state.quit {
                return News::Quit;
            }
            if let Some(command) = state.commands.pop_front() {
                return News::Input(command);
            }
            if engine_wanted && let Some(event) = state.engine.pop_front() {
                self.room.notify_all();
                if let Some(id) = state.wanted {
                    return News::Input(Input::Engine { id, event });
                }
            }
            state = match deadline {
                None => self.news.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(deadline) => {
                    let left = deadline.saturating_duration_since(Instant::now());
                    if left.is_zero() {
                        return News::Nothing;
                    }
                    let waited = self.news.wait_timeout(state, left);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }
}
