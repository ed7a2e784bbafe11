//! `clairvoix adapt`: in place, and back.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use std::{fs, path::Path};

use common::{names_in, run};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/fr");

fn adapt(args: &[&str]) -> common::Run {
    let mut all = vec!["adapt"];
    all.extend(args);
    run(&all)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn a_page_is_marked_and_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = format!("{CORPUS}/document/page.html");
    let profile = folder.path().join("p.toml");
    fs::write(&profile, "[aids]\nsyllables = \"written\"\nsilent_letters = true\n")
        .expect("written");
    let (out, back) = (folder.path().join("out"), folder.path().join("back"));
    adapt(&[&page, "-o", text(&out), "--profile", text(&profile)]).exits(0);
    let adapted = fs::read_to_string(out.join("page.html")).expect("the page");
    assert!(
        adapted
            .contains("<span class=\"clairvoix-2\">cy</span><span class=\"clairvoix-1\">cl</span>")
    );
    assert!(
        adapted.contains("clairvoix-muet") && adapted.contains("<style id=\"clairvoix-style\">")
    );
    // English is left as it is, and so is the script.
    assert!(
        adapted.contains("the water cycle") && adapted.contains("document.write(\"<p>non</p>\")")
    );
    let adapted = out.join("page.html");
    adapt(&[text(&adapted), "-o", text(&back), "--restore"]).exits(0);
    assert_eq!(fs::read(back.join("page.html")).ok(), fs::read(&page).ok());
}

#[test]
fn a_folder_is_adapted_and_its_other_files_are_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let lessons = folder.path().join("leçons");
    fs::create_dir_all(lessons.join("une")).expect("folders");
    fs::write(lessons.join("a.html"), "<p>Un lapin.").expect("written");
    fs::write(lessons.join("une/b.htm"), "<p>Deux lapins.").expect("written");
    fs::write(lessons.join("photo.jpg"), b"\xFF\xD8\xFF").expect("written");
    let out = lessons.join("adaptés");
    for _ in 0..2 {
        let run = adapt(&[text(&lessons), "-o", text(&out), "--replace"]).exits(0);
        assert!(run.stderr.contains("1"), "{}", run.stderr);
        assert_eq!(names_in(&out), ["a.html", "une"]);
        assert_eq!(names_in(&out.join("une")), ["b.htm"]);
    }
    // Nothing is replaced unasked.
    let run = adapt(&[text(&lessons), "-o", text(&out)]).exits(1);
    assert!(run.stderr.contains("--replace"), "{}", run.stderr);
}

#[test]
fn one_that_fails_does_not_stop_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.html"), "<p>Un lapin.").expect("written");
    fs::write(path("b.txt"), "Un lapin.").expect("written");
    fs::write(path("c.epub"), b"PK\x03\x04 cut").expect("written");
    let out = path("out");
    let inputs = [path("a.html"), path("b.txt"), path("c.epub")];
    let mut args: Vec<&str> = inputs.iter().map(|input| text(input)).collect();
    args.extend(["-o", text(&out)]);
    let run = adapt(&args).exits(1);
    assert_eq!(names_in(&out), ["a.html"]);
    assert!(run.stderr.contains("b.txt") && run.stderr.contains("c.epub"), "{}", run.stderr);
}
