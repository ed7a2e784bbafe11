//! Packing a folder, and checking what is read of it.
#![allow(dead_code, reason = "each test uses a part")]

use clairvoix_document::Opened;
use clairvoix_text::spoken::LinkKind;
use std::{
    fs,
    io::{Cursor, Write as _},
    path::Path,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// The files of a folder, `mimetype` first, as EPUB and ODT ask.
pub(crate) fn files(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut names = Vec::new();
    list(path, "", &mut names);
    names.sort_by_key(|name| (name != "mimetype", name.clone()));
    let bytes = |name: &str| fs::read(path.join(name)).expect("a file of the corpus");
    names.into_iter().map(|name| (name.clone(), bytes(&name))).collect()
}

/// A package of these files.
pub(crate) fn files_of(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let method = match name.as_str() {
            "mimetype" => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(name, options).expect("a file");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("a package").into_inner()
}

fn list(root: &Path, under: &str, names: &mut Vec<String>) {
    for entry in fs::read_dir(root.join(under)).expect("a folder of the corpus") {
        let entry = entry.expect("a file of the corpus");
        let name = entry.file_name().to_string_lossy().into_owned();
        let name = if under.is_empty() { name } else { format!("{under}/{name}") };
        if entry.path().is_dir() {
            list(root, &name, names);
        } else {
            names.push(name);
        }
    }
}

/// What was copied is what stands at its place in the source.
pub(crate) fn check_places(opened: &Opened) {
    for leaf in opened.document.leaves() {
        assert!(leaf.source().end() <= opened.text.len());
        for link in leaf.map().links().filter(|link| link.kind == LinkKind::Copied) {
            let from = link.source.shift(leaf.source().start());
            assert_eq!(from.slice(&opened.text), link.spoken.slice(leaf.text()));
        }
    }
}
