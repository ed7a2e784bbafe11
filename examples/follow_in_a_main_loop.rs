//! A desktop program's main loop: one thread, woken by a timer as GTK or Qt would, looks for what was
//! said meanwhile and never waits for it. (Where the toolkit takes events from other threads,
//! `Player::listen` hands them over; in an asynchronous program, `Player::poll_event`.)
//!
//! ```sh
//! cargo build -p clairvoix-pico
//! cargo run -p clairvoix-examples --example follow_in_a_main_loop
//! ```

#![allow(clippy::disallowed_methods, reason = "it stands for a toolkit that waits")]

use std::{collections::VecDeque, thread, time::Duration};

use clairvoix::{
    backends::{
        engine::{PicoEngine, PicoOptions},
        player::Player,
        sink::SilentSink,
    },
    speech::{Edge, Error, MarkKind, PlanOptions, SpeechEvent, VoiceId},
    text::Utf8Range,
};

const TEXT: &str = "La chouette chasse la nuit. Le jour, elle dort.";

/// What the person sees.
#[derive(Default)]
struct Window {
    highlight: Option<Utf8Range>,
    over: bool,
}

impl Window {
    fn tell(&mut self, event: SpeechEvent) {
        match event {
            SpeechEvent::Mark { edge, kind: MarkKind::Word, range, .. } => {
                self.highlight = (edge == Edge::Start).then_some(range);
            }
            SpeechEvent::Finished { .. } | SpeechEvent::Failed { .. } => self.over = true,
            _ => {}
        }
    }

    fn draw(&self) {
        if let Some(range) = self.highlight {
            println!("{}[{}]{}", &TEXT[..range.start()], range.slice(TEXT), &TEXT[range.end()..]);
        }
    }
}

fn main() -> Result<(), Error> {
    // With `CpalSink` in place of `SilentSink` (feature `sound`) it is heard.
    let player = Player::try_new(PicoEngine::new(PicoOptions::default())?, SilentSink::default)?;
    let mut window = Window::default();
    // What the person did: Enter at the start, then the key for faster.
    let mut keys = VecDeque::from(["speak", "faster"]);
    while !window.over {
        match keys.pop_front() {
            Some("speak") => {
                let voice = VoiceId::try_new("pico-fr-FR")?;
                player.speak(TEXT, PlanOptions::new("fr", voice))?;
            }
            Some("faster") => player.set_rate(1.5),
            _ => {}
        }
        let before = window.highlight;
        while let Some(event) = player.next_event(Some(Duration::ZERO)) {
            window.tell(event);
        }
        if window.highlight != before {
            window.draw();
        }
        // The toolkit's own wait.
        thread::sleep(Duration::from_millis(16));
    }
    Ok(())
}
