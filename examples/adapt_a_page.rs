//! Adapt a document to a pupil's profile: one page of HTML, complete without any script.
//!
//! ```sh
//! cargo run -p clairvoix-examples --example adapt_a_page -- examples/data/lecon.md > lecon.html
//! ```

#![allow(clippy::disallowed_methods, reason = "an example reads its arguments and a file")]

use clairvoix::{
    document::{self, Format},
    layout::page::{PageOptions, render_page},
    profile::{Language, read_profile},
};

/// What a pupil chose: a preset to start from, and what differs from it.
const PROFILE: &str = r#"
preset = "espace"

[text]
size_pt = 18

[aids]
silent_letters = true
"#;

const TEXT: &str = "# Le hibou\n\nLe hibou *dort* le jour. La nuit, il chasse.\n";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let source = match std::env::args().nth(1) {
        Some(path) => document::decode(std::fs::read(path)?)?.text,
        None => TEXT.to_owned(),
    };

    // Reading a profile never fails: what is wrong in it is said, with its line.
    let (profile, diagnostics) = read_profile(PROFILE.as_bytes());
    for diagnostic in diagnostics {
        eprintln!("{}: {}", diagnostic.line, diagnostic.message(Language::French));
    }

    let document = document::read(&source, Format::Markdown);
    print!("{}", render_page(&document, &profile, &PageOptions::default()));
    Ok(())
}
