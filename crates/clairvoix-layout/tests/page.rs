//! The page as text: its HTML for each kind of block, and what holds for any document.

use clairvoix_document::{Document, Format, read};
use clairvoix_layout::page::{AudioSource, MarkKind, PageMark, PageOptions, render_page};
use clairvoix_profile::{Language, Profile, presets};
use clairvoix_text::Utf8Range;
use proptest::prelude::*;

const BLOCKS: &str = include_str!("../../../tests/corpus/page/blocks.md");
const BLOCKS_HTML: &str = include_str!("../../../tests/corpus/page/blocks.html");

fn page(text: &str, format: Format) -> (Document, String) {
    let document = read(text, format);
    let html = render_page(&document, &Profile::default(), &PageOptions::default());
    (document, html)
}

fn main_of(html: &str) -> &str {
    let start = html.find("<main id=\"text\" tabindex=\"-1\">\n").unwrap();
    let end = html.find("</main>").unwrap();
    html[start..end].split_once('\n').unwrap().1
}

/// The texts of the elements that carry a leaf, in order, with entities resolved. It knows only the
/// HTML that this crate writes: lower-case names, attributes in double quotes.
fn leaf_texts(main: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = main;
    let mut expected = 0;
    while let Some(at) = rest.find(&format!(" data-b=\"{expected}\"")) {
        let name_start = rest[..at].rfind('<').unwrap() + 1;
        let name = &rest[name_start..at];
        let content = &rest[at..][rest[at..].find('>').unwrap() + 1..];
        let mut end = content.find(&format!("</{name}>")).unwrap();
        // Emphasis inside a span is a span too: the leaf's own end is the one that balances.
        while content[..end].matches(&format!("<{name}")).count()
            > content[..end].matches(&format!("</{name}>")).count()
        {
            end += 1 + content[end + 1..].find(&format!("</{name}>")).unwrap();
        }
        let inner = &content[..end];
        let inner = if name == "pre" { inner.strip_prefix('\n').unwrap() } else { inner };
        texts.push(plain(inner));
        rest = &content[end..];
        expected += 1;
    }
    assert_eq!(main.matches(" data-b=\"").count(), expected);
    texts
}

fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#13;", "\r"), ("&amp;", "&")];
    entities.iter().fold(text, |text, (entity, c)| text.replace(entity, c))
}

#[test]
fn each_kind_of_block_has_its_element() {
    let (_, html) = page(BLOCKS, Format::Markdown);
    assert_eq!(main_of(&html), BLOCKS_HTML, "\n{}", main_of(&html));
}

#[test]
fn the_script_and_the_style_are_those_that_the_policy_names() {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    use sha2::{Digest as _, Sha256};
    let (_, html) = page(BLOCKS, Format::Markdown);
    let between = |start: &str, end: &str| {
        let rest = html.split_once(start).unwrap().1;
        rest.split_once(end).unwrap().0.to_owned()
    };
    let policy = between("Content-Security-Policy\" content=\"", "\"");
    for text in [between("<style>", "</style>"), between("<script>", "</script>")] {
        let hash = STANDARD.encode(Sha256::digest(text.as_bytes()));
        assert!(policy.contains(&format!("'sha256-{hash}'")), "{policy}");
    }
    assert!(policy.starts_with("default-src 'none';"));
    assert!(!policy.contains("unsafe") && !policy.contains("http:"));
    // Nothing is fetched: the only addresses are links of the text.
    let rest = html.replace("https://example.org/", "");
    assert!(!rest.contains("http:") && !rest.contains("https:") && !rest.contains("url("));
}

#[test]
fn nothing_in_the_text_gets_out_of_its_place() {
    let hostile =
        "</script><script>alert(1)</script> </style> {{data}} {{script}} <!-- ]]> \u{2028}";
    let options = PageOptions {
        title: Some(hostile.to_owned()),
        text_language: "fr\"><b>".to_owned(),
        audio: AudioSource::File { name: "\"><img src=x>.wav".to_owned(), mime: String::new() },
        ..PageOptions::default()
    };
    let document = read(hostile, Format::Plain);
    let mut profile = Profile::default();
    profile.text.font = Some("</style><script>".to_owned());
    let html = render_page(&document, &profile, &options);
    assert_eq!(html.matches("<script").count(), 2);
    assert_eq!(html.matches("</script>").count(), 2);
    assert_eq!(html.matches("</style>").count(), 1);
    assert!(!html.contains("<img") && !html.contains("<!--") && !html.contains("\"><b>"));
}

#[test]
fn the_voice_is_a_file_beside_or_bytes_inside() {
    let document = read("Il dort.", Format::Plain);
    let with = |audio: AudioSource| {
        let options = PageOptions { audio, ..PageOptions::default() };
        render_page(&document, &Profile::default(), &options)
    };
    let file = AudioSource::File { name: "la leçon.wav".to_owned(), mime: "audio/wav".to_owned() };
    assert!(with(file).contains("src=\"la%20le%C3%A7on.wav\""));
    let inside = AudioSource::Embedded { bytes: b"fLaC".to_vec(), mime: "audio/flac".to_owned() };
    assert!(with(inside).contains("src=\"data:audio/flac;base64,ZkxhQw==\""));
    assert!(!with(AudioSource::None).contains("<audio"));
}

#[test]
fn buttons_speak_the_language_asked_for() {
    let document = read("Il dort.", Format::Plain);
    let mut options = PageOptions::default();
    let french = render_page(&document, &Profile::default(), &options);
    assert!(french.contains("lang=\"fr\" aria-label=\"Lecture à voix haute\""));
    options.language = Language::English;
    let english = render_page(&document, &Profile::default(), &options);
    assert!(english.contains("<html lang=\"fr\""), "the text stays French");
    assert!(english.contains("lang=\"en\" aria-label=\"Reading aloud\""));
}

#[test]
fn a_page_is_the_same_twice_and_differs_by_preset() {
    let document = read("Il dort.", Format::Plain);
    let mut pages: Vec<_> = presets()
        .iter()
        .map(|preset| render_page(&document, &preset.profile, &PageOptions::default()))
        .collect();
    let again = render_page(&document, &presets()[0].profile, &PageOptions::default());
    assert_eq!(pages[0], again);
    pages.sort();
    pages.dedup();
    assert_eq!(pages.len(), presets().len());
}

fn any_marks() -> impl Strategy<Value = Vec<PageMark>> {
    let mark = (any::<bool>(), 0..9_usize, 0..40_usize, 0..40_usize, any::<f64>(), any::<f64>());
    let mark = mark.prop_map(|(word, block, start, end, start_ms, end_ms)| PageMark {
        kind: if word { MarkKind::Word } else { MarkKind::Sentence },
        block,
        range: Utf8Range::new(start, end),
        start_ms,
        end_ms,
    });
    prop::collection::vec(mark, 0..12)
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("# ".to_owned()),
        Just("\n\n".to_owned()),
        Just("- ".to_owned()),
        Just("1. ".to_owned()),
        Just("> ".to_owned()),
        Just("**".to_owned()),
        Just("| a | b |\n|---|---|\n| c | d |\n".to_owned()),
        Just("</main></script>&amp;<b data-b=".to_owned()),
        Just("    x\n".to_owned()),
        "\\PC{0,8}",
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn the_text_of_any_page_is_the_text_of_its_document(
        text in any_text(), markdown: bool, marks in any_marks(),
    ) {
        let format = if markdown { Format::Markdown } else { Format::Plain };
        let document = read(&text, format);
        let options = PageOptions { marks, ..PageOptions::default() };
        let html = render_page(&document, &Profile::default(), &options);
        let expected: Vec<String> =
            document.leaves().map(|leaf| leaf.text().replace('\0', "\u{FFFD}")).collect();
        prop_assert_eq!(leaf_texts(main_of(&html)), expected);
        prop_assert_eq!(html.matches("</script>").count(), 2);
        let json = html.split_once("id=\"cv-data\">").unwrap().1;
        let json = json.split_once("</script>").unwrap().0;
        let data: serde_json::Value = serde_json::from_str(json).unwrap();
        prop_assert!(data["sentences"].as_array().unwrap().len().is_multiple_of(5));
        prop_assert!(data["marks"].as_array().unwrap().len().is_multiple_of(5));
    }
}
