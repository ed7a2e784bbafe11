//! Packed documents that are damaged, locked, or made to harm: each is read as far as it can be, or
//! refused with the kind of fault.
#![allow(clippy::disallowed_methods, reason = "the corpus is on disk")]

mod pack;

use clairvoix_document::{ErrorKind, open};
use proptest::prelude::*;
use std::path::Path;

fn corpus(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/fr/packed");
    pack::files(&folder.join(name))
}

/// The document with one part instead of another; an empty one takes the part away.
fn with(name: &str, part: &str, text: &str) -> Vec<u8> {
    let mut files = corpus(name);
    files.retain(|(file, _)| file != part);
    if !text.is_empty() {
        files.push((part.to_owned(), text.as_bytes().to_vec()));
    }
    pack::files_of(&files)
}

fn kind(bytes: &[u8]) -> Option<ErrorKind> {
    open(bytes, "").err().map(|error| error.kind())
}

const DOCX: &str = "word/document.xml";

#[test]
fn what_cannot_be_read_is_refused_with_its_kind() {
    let deep = "<w:p>".repeat(300) + &"</w:p>".repeat(300);
    let locked = "<encryption><EncryptedData><EncryptionMethod Algorithm=\"aes\"/></EncryptedData></encryption>";
    let many: Vec<_> = (0..10_001).map(|index| (index.to_string(), Vec::new())).collect();
    let bomb = " ".repeat(210_000_000);
    for (what, bytes, expected) in [
        ("a bomb", with("lesson.docx", DOCX, &bomb), ErrorKind::Limit),
        ("too many parts", pack::files_of(&many), ErrorKind::Limit),
        ("elements nested too deep", with("lesson.docx", DOCX, &deep), ErrorKind::Damaged),
        ("an end that does not fit", with("lesson.docx", DOCX, "<a><b></a>"), ErrorKind::Damaged),
        (
            "a document cut short",
            with("lesson.docx", DOCX, "<w:p><w:r><w:t>Un"),
            ErrorKind::Damaged,
        ),
        ("no document", with("lesson.docx", DOCX, ""), ErrorKind::Binary),
        ("no content", with("lesson.odt", "content.xml", ""), ErrorKind::Damaged),
        ("a locked book", with("book.epub", "META-INF/encryption.xml", locked), ErrorKind::Locked),
        (
            "a book without chapters",
            with("book.epub", "OEBPS/content.opf", "<package/>"),
            ErrorKind::Damaged,
        ),
        (
            "a book that leads out",
            with(
                "book.epub",
                "META-INF/container.xml",
                "<rootfile full-path='../../../etc/passwd'/>",
            ),
            ErrorKind::Damaged,
        ),
        ("an empty package", pack::files_of(&[("a".to_owned(), Vec::new())]), ErrorKind::Binary),
        ("the start of a package", b"PK\x03\x04 and no more".to_vec(), ErrorKind::Damaged),
    ] {
        assert_eq!(kind(&bytes), Some(expected), "{what}");
    }
}

#[test]
fn entities_that_grow_stay_as_they_are_written() {
    let bomb = "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>\
                <w:document><w:body><w:p><w:r><w:t>x &b;</w:t></w:r></w:p></w:body></w:document>";
    let opened = open(with("lesson.docx", DOCX, bomb), "").expect("a document");
    let texts: Vec<_> = opened.document.leaves().map(|leaf| leaf.text().to_owned()).collect();
    assert_eq!(texts.first().map(String::as_str), Some("x &b;"));
}

#[test]
fn signs_that_lead_nowhere_are_read_in_linear_time() {
    let page = format!("<p>a{}z", "\u{AD}\n ".repeat(300_000));
    let opened = open(page.into_bytes(), "a.html").expect("a page");
    assert_eq!(opened.document.leaves().next().map(|leaf| leaf.text()), Some("a z"));
    let signs = "&".repeat(300_000);
    let formula = format!(
        "<w:document><w:body><w:p><w:r><w:t>x</w:t></w:r><m:oMath><m:r><m:t>{signs}</m:t></m:r></m:oMath>\
         </w:p></w:body></w:document>"
    );
    let opened = open(with("lesson.docx", DOCX, &formula), "").expect("a document");
    assert_eq!(opened.document.leaves().next().map(|leaf| leaf.text()), Some("x"));
}

#[test]
fn prefixes_are_those_of_the_file() {
    let renamed = "<x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:body>\
                   <x:p><x:r><x:t>Lu.</x:t></x:r></x:p></x:body></x:document>";
    let opened = open(with("lesson.docx", DOCX, renamed), "").expect("a document");
    assert_eq!(opened.document.leaves().next().map(|leaf| leaf.text()), Some("Lu."));
}

#[test]
fn each_place_is_told_with_its_part() {
    let opened = open(with("book.epub", "x", ""), "").expect("a book");
    let leaf = opened.document.leaves().find(|leaf| leaf.text() == "Deux").expect("the title");
    let (part, at) = opened.part_at(leaf.source().start()).expect("a part");
    assert_eq!(part.name, "OEBPS/text/deux.xhtml");
    let text = part.range.slice(&opened.text);
    assert!(text.get(at..).is_some_and(|rest| rest.starts_with("Deux")));
}

/// What a person or a fault does to a part.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, prop::sample::Index, String)>> {
    let piece = prop_oneof![
        3 => "[<>/&;\"'= a-z:]{0,12}",
        2 => prop::sample::select(vec![
            "<w:p>", "</w:p>", "<w:r>", "<w:t>", "</w:t>", "<w:tbl>", "<w:tc>", "<w:txbxContent>",
            "<m:oMath>", "<m:f>", "<text:list>", "<text:p>", "<table:table>", "<draw:text-box>",
            "<text:note-body>", "</text:list>", "<p>", "<table>", "<td>", "<math>", "<li>", "<main>",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), piece), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_parts_are_read_or_refused(
        (name, part) in prop::sample::select(vec![
            ("lesson.docx", DOCX), ("lesson.docx", "word/numbering.xml"), ("lesson.docx", "word/styles.xml"),
            ("lesson.odt", "content.xml"), ("lesson.odt", "styles.xml"),
            ("book.epub", "OEBPS/text/un loup.xhtml"), ("book.epub", "OEBPS/content.opf"),
        ]),
        changes in changes(),
    ) {
        let files = corpus(name);
        let (_, bytes) = files.iter().find(|(file, _)| file == part).expect("the part");
        let mut text = String::from_utf8(bytes.clone()).expect("UTF-8");
        for (from, len, piece) in changes {
            let at = from.index(text.len() + 1);
            let end = (at + len.index(40)).min(text.len());
            let place = |mut at: usize| { while !text.is_char_boundary(at) { at += 1; } at };
            let range = place(at)..place(end.max(at));
            text.replace_range(range, &piece);
        }
        match open(with(name, part, &text), "") {
            Ok(opened) => pack::check_places(&opened),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }

    #[test]
    fn changed_bytes_are_read_or_refused(
        name in prop::sample::select(vec!["lesson.docx", "lesson.odt", "book.epub"]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        kept in any::<prop::sample::Index>(),
    ) {
        let mut bytes = pack::files_of(&corpus(name));
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if kept.index(4) == 0 {
            bytes.truncate(kept.index(bytes.len()).max(4));
        }
        match open(bytes, "") {
            Ok(opened) => pack::check_places(&opened),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }
}
