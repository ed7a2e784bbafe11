//! Adapting in place: what is put in can be taken away, twice is once, the text stays.
#![allow(clippy::disallowed_methods, reason = "the corpus is on disk")]

mod pack;

use clairvoix_document::{
    Opened,
    in_place::{Look, Mark, Stretch, adapt, restore},
    open,
};
use clairvoix_text::{Utf8Range, spoken::LinkKind};
use proptest::prelude::*;
use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read as _},
    path::Path,
};

/// Every third stretch of copied text, in turn in each mark.
fn some(opened: &Opened) -> Vec<Stretch> {
    let mut found = Vec::new();
    for leaf in opened.document.leaves() {
        for link in leaf.map().links().filter(|link| link.kind == LinkKind::Copied) {
            let text = link.spoken.slice(leaf.text());
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(3).collect();
            for (index, pair) in ends.windows(2).enumerate() {
                let start = leaf.source().start() + link.source.start();
                let range = Utf8Range::new(start + pair[0], start + pair[1]);
                found.push(Stretch { range, mark: Mark::ALL[index % 3] });
            }
        }
    }
    found
}

fn look() -> Look {
    Look {
        css: "body{color:red}".to_owned(),
        colours: Mark::ALL.iter().map(|mark| (*mark, "#112233".to_owned())).collect(),
    }
}

/// The parts of a package by name; a text is one part.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return BTreeMap::from([(String::new(), bytes.to_vec())]);
    };
    let mut found = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a part");
        let mut part = Vec::new();
        file.read_to_end(&mut part).expect("its bytes");
        found.insert(file.name().expect("its name").into_owned(), part);
    }
    found
}

fn texts(bytes: &[u8], name: &str) -> Vec<String> {
    let opened = open(bytes, name).expect("a document");
    opened.document.leaves().map(|leaf| leaf.text().to_owned()).collect()
}

fn check(bytes: &[u8], name: &str) {
    let adapted = adapt(bytes, name, &look(), some).expect("adapted");
    assert_eq!(texts(&adapted, name), texts(bytes, name), "{name}: the text stays");
    let again = adapt(&adapted, name, &look(), some).expect("adapted again");
    assert!(again == adapted, "{name}: twice is once");
    let restored = restore(&adapted, name).expect("restored");
    assert_eq!(parts(&restored), parts(bytes), "{name}: every part comes back");
    assert!(restore(bytes, name).expect("restored") == bytes, "{name}: nothing to take away");
}

fn corpus(folder: &str) -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/fr").join(folder);
    let mut found = Vec::new();
    for entry in fs::read_dir(root).expect("the corpus") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            found.push((name, pack::files_of(&pack::files(&path))));
        } else if name.ends_with(".html") {
            found.push((name, fs::read(&path).expect("a page")));
        }
    }
    found
}

#[test]
fn documents_come_back_as_they_were() {
    let mut count = 0;
    for (name, bytes) in corpus("document").into_iter().chain(corpus("packed")) {
        if !name.ends_with(".docx") {
            check(&bytes, &name);
            count += 1;
        }
    }
    assert!(count >= 4, "{count} documents");
}

#[test]
fn marks_stand_where_an_element_may_and_nowhere_else() {
    let page = "<head><title>Un titre</title></head><p>Lire <img alt=\"un chat\"> ici <time>2026-01-01</time>\
                <select><option>oui</select>";
    let adapted = adapt(page.as_bytes(), "a.html", &look(), some).expect("adapted");
    let adapted = String::from_utf8(adapted).expect("UTF-8");
    for kept in
        ["<title>Un titre</title>", "alt=\"un chat\"", "<time>2026-01-01</time>", "<option>oui"]
    {
        assert!(adapted.contains(kept), "{adapted}");
    }
    assert!(adapted.contains("<p><span class=\"clairvoix-1\">Lir</span>"), "{adapted}");
    assert!(adapted.contains("<style id=\"clairvoix-style\">body{color:red}</style></head>"));
}

#[test]
fn every_encoding_is_kept() {
    let page = "<p>Élève à l’école</p>";
    let utf16: Vec<u16> = page.encode_utf16().collect();
    let little: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let latin = encoding_rs::WINDOWS_1252.encode(page).0.into_owned();
    for bytes in [
        [b"\xEF\xBB\xBF", page.as_bytes()].concat(),
        [&b"\xFF\xFE"[..], &little].concat(),
        little,
        latin,
    ] {
        check(&bytes, "a.html");
    }
}

#[test]
fn what_cannot_be_adapted_in_place_is_said() {
    for (bytes, name) in [(&b"Bonjour"[..], "a.txt"), (b"# Titre", "a.md")] {
        let error = adapt(bytes, name, &look(), some).expect_err("refused").to_string();
        assert!(error.contains("HTML, EPUB or ODT"), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page_comes_back(pieces in prop::collection::vec(prop_oneof![
        4 => "[a-zé ]{1,12}",
        2 => prop::sample::select(vec![
            "<p>", "</p>", "<b>", "</b>", "<span>", "</span>", "<span class='a'>", "<head>", "</head>", "<br>",
            "<title>", "</title>", "<svg>", "</svg>", "<!--", "-->", "&eacute;", "&", "<", "<html>", "<body>",
            "<select>", "<table>", "<td>", "<script>", "</script>", "<math><mi>x</mi></math>",
        ]).prop_map(str::to_owned),
    ], 0..30)) {
        let page = format!("<p>{}", pieces.concat());
        let adapted = adapt(page.as_bytes(), "a.html", &look(), some).expect("adapted");
        prop_assert_eq!(adapt(&adapted, "a.html", &look(), some).expect("twice"), adapted.clone());
        let restored = restore(&adapted, "a.html").expect("restored");
        prop_assert_eq!(String::from_utf8_lossy(&restored), page);
    }
}
