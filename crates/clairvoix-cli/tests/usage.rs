//! Exit codes and messages, in both languages, from the table `cases/usage.toml`.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use common::{command, finish, run};

const LESSON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/data/lecon.md");

#[test]
fn every_mistake_is_named_with_the_way_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("absent");
    let names = |text: &str| {
        text.replace("{missing}", &missing.display().to_string())
            .replace("{folder}", &folder.path().display().to_string())
            .replace("{lesson}", LESSON)
    };
    let table: toml::Table = include_str!("cases/usage.toml").parse().expect("the table");
    let cases = table["case"].as_array().expect("cases");
    assert!(cases.len() >= 15);
    for case in cases {
        let strings = |key: &str| -> Vec<String> {
            let list = case[key].as_array().expect("a list");
            list.iter().map(|s| names(s.as_str().expect("a string"))).collect()
        };
        let args = strings("args");
        for (language, locale) in [("fr", "fr_FR.UTF-8"), ("en", "C.UTF-8")] {
            let mut process = command(&args);
            process.env("LANG", locale);
            let run = finish(process, b"");
            assert_eq!(
                run.code.map(i64::from),
                case["code"].as_integer(),
                "{args:?} {}",
                run.stderr
            );
            assert!(run.stdout.is_empty(), "{args:?}");
            assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
            for part in strings(language) {
                assert!(run.stderr.contains(&part), "{args:?}: {part:?} in {}", run.stderr);
            }
        }
        assert!(common::names_in(folder.path()).is_empty(), "{args:?} left something");
    }
}

#[test]
fn help_has_examples_in_the_language_asked_for() {
    for (arguments, word) in [
        (vec!["--ui-lang", "fr", "--help"], "Exemples :"),
        (vec!["--ui-lang=en", "--help"], "Examples:"),
        (vec!["say", "--help", "--ui-lang", "en"], "Examples:"),
        (vec!["read", "-h"], "Exemples :"),
    ] {
        let run = run(&arguments).exits(0);
        assert!(run.out().contains(word), "{arguments:?}");
        assert!(run.stderr.is_empty());
    }
}

#[test]
fn version_names_data_and_voices() {
    let text = run(&["--version"]).exits(0).out();
    assert!(text.starts_with(concat!("clairvoix ", env!("CARGO_PKG_VERSION"))));
    assert!(text.contains("données du français"), "{text}");
    assert!(text.contains("voix "), "{text}");
}

#[test]
fn completions_and_manual_pages_come_for_every_shell_and_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(&["completions", shell]).exits(0).out();
        assert!(script.contains("analyze"), "{shell}");
    }
    for topic in ["read", "say", "analyze", "words", "voices"] {
        let page = run(&["man", topic]).exits(0).out();
        assert!(page.contains(".SH"), "{topic}");
    }
}
