//! Texts made to hurt: whatever is sent, the utterance ends, its words are marked, what follows is
//! said as ever, and no file appears. Alone in its program, because it works in a folder of its own.

mod common;

use std::fmt::Write as _;
use std::path::Path;

use clairvoix_speech::{Engine, EngineEvent, ErrorKind};
use common::{Said, check_marks, engine, say, utterance};

const TEXTS: u32 = 2000;

/// What the texts are made of: markup of Pico's own and of others, signs of every plane, tokens
/// that never end.
const PIECES: [&str; 48] = [
    "<genfile file=\"x.wav\">",
    "</genfile>",
    "<play file=\"/etc/passwd\"/>",
    "<item>",
    "<speed level=\"500\">",
    "<phoneme alphabet=\"xsampa\" ph=\"",
    "\"/>",
    "<<<<",
    ">",
    "<!--",
    "&lt;",
    "&#60;genfile file='y.wav'&#62;",
    "\\",
    "\\/",
    "%n%s%x",
    "$(touch z)",
    "'; DROP TABLE eleves; --",
    "../../../../etc/shadow",
    "\u{0}",
    "\u{7}\u{1b}[31m",
    "\r\n\r\n",
    "\u{feff}",
    "\u{202e}abc\u{202c}",
    "\u{200b}\u{200d}\u{2060}",
    "👩‍👩‍👧‍👦",
    "🇫🇷🇪🇺",
    "Z͑ͫ̓a̴͐l̷g̈o",
    "ﷺ",
    "한국어",
    "Ω≈ç√∫",
    "𝓒𝓵𝓪𝓲𝓻",
    "ﬁn",
    "œŒæß",
    "´`¨^~",
    "…….....",
    "?!?!?!",
    "«»“”‘’",
    "----––––————",
    "''''''''''",
    "a.b.c.d.e.f.",
    "S.N.C.F.",
    "1234567890",
    "3,14159265358979323846",
    "1e309",
    "NaN",
    "été",
    "L'élève",
    "Mississippi",
];

/// Numbers that are the same at every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn text(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..=self.roll(4) {
            match self.roll(12) {
                0 => self.repeat(&mut text, &["é", "a", "œ", "ñ", "ÿ", "x"], 300),
                1 => self.repeat(&mut text, &["7", "0", "1,"], 300),
                2 => self.repeat(&mut text, &["s'", "a.", "-", "un", "<"], 130),
                3 => {
                    for _ in 0..self.roll(30) {
                        let code = u32::try_from(self.roll(0x11_0000)).unwrap_or(0);
                        text.push(char::from_u32(code).unwrap_or('\u{fffd}'));
                    }
                }
                _ => {
                    let at = usize::try_from(self.roll(PIECES.len() as u64)).unwrap_or(0);
                    text.push_str(PIECES[at]);
                }
            }
            if self.roll(2) == 0 {
                text.push(' ');
            }
        }
        text
    }

    fn repeat(&mut self, text: &mut String, pieces: &[&str], most: u64) {
        let at = usize::try_from(self.roll(pieces.len() as u64)).unwrap_or(0);
        // Few are very long: each costs as much as all the others.
        let most = if self.roll(12) == 0 { most } else { most / 16 };
        let times = usize::try_from(self.roll(most)).unwrap_or(0);
        let _ = write!(text, "{}", pieces[at].repeat(times));
    }
}

#[test]
fn two_thousand_hostile_texts_harm_nothing() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder to work in");
    std::env::set_current_dir(&folder).expect("it can be entered");
    let mut engine = engine();
    let harmless = utterance("pico-fr-FR", "Bonjour, les enfants.");
    let before = say(&mut engine, &harmless);
    let mut dice = Dice(2026);
    for number in 0..TEXTS {
        let voice = if number % 10 == 0 { "pico-en-GB" } else { "pico-fr-FR" };
        let mut asked = utterance(voice, &dice.text());
        asked.rate = 5.0;
        let said = say(&mut engine, &asked);
        check_marks(&asked, &said);
        assert!(said.skipped.iter().all(|(_, cause)| cause.kind() == ErrorKind::InvalidInput));
        if number % 50 == 0 {
            assert_eq!(say(&mut engine, &harmless).words, before.words, "after {:?}", asked.text);
        }
    }
    assert_eq!(engine.status().losses, 0, "no worker was lost");
    let left = std::fs::read_dir(&folder).expect("it is still there").count();
    assert_eq!(left, 0, "files appeared in {}", folder.display());
}

/// Pico fails on one of these numbers of letters, cut as they usually are.
#[test]
fn a_text_that_pico_loses_is_cut_otherwise_and_said() {
    let mut engine = engine();
    for times in 95..110 {
        let mut asked = utterance("pico-fr-FR", &format!("Ū {}", "un".repeat(times)));
        asked.rate = 5.0;
        let said = say(&mut engine, &asked);
        assert!(said.skipped.is_empty(), "{times}: {:?}", said.skipped);
        check_marks(&asked, &said);
    }
}

#[test]
fn what_cannot_be_said_is_said_to_be_left_out() {
    let mut engine = engine();
    let asked = utterance("pico-fr-FR", "Le mot 한국어 est coréen.");
    engine.begin(&asked).expect("it begins");
    let mut said = Said::default();
    loop {
        let event = engine.next_event().expect("it goes on");
        if let EngineEvent::Skipped { range, .. } = &event {
            assert_eq!(range.slice(&asked.text), "한국어");
        }
        if !said.hear(&asked, event) {
            break;
        }
    }
    assert_eq!(said.skipped.len(), 1);
    check_marks(&asked, &said);
}
