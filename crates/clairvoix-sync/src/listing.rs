//! The names in the answer to PROPFIND.

use quick_xml::{Reader, events::Event};

/// The last part of every address in a multistatus; none where the bytes are something else. The names that
/// matter here have plain letters only: nothing has to be decoded.
pub(crate) fn names(xml: &[u8]) -> Option<Vec<String>> {
    let mut reader = Reader::from_str(std::str::from_utf8(xml).ok()?);
    let (mut names, mut href, mut is_multistatus) = (Vec::new(), None::<String>, false);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "multistatus" => is_multistatus = true,
                "href" => href = Some(String::new()),
                _ => {}
            },
            Event::Text(text) => {
                if let Some(href) = &mut href {
                    href.push_str(&text);
                }
            }
            Event::End(end) if end.local_name().as_ref() == "href" => {
                let name = href.take().unwrap_or_default();
                let name = name.trim().rsplit('/').next().unwrap_or_default().to_owned();
                if !name.is_empty() {
                    names.push(name);
                }
            }
            // Nothing is declared in such an answer: what could grow is refused.
            Event::DocType(_) => return None,
            Event::Eof => break,
            _ => {}
        }
    }
    is_multistatus.then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_listed_and_folders_are_not() {
        let xml = b"<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>/dav/a/</D:href>\
            </D:response><D:response><D:href>http://h/dav/a/key.age</D:href></D:response></D:multistatus>";
        assert_eq!(names(xml), Some(vec!["key.age".to_owned()]));
        assert_eq!(names(b"<html><body>login</body></html>"), None);
        assert_eq!(names(b"<!DOCTYPE x [<!ENTITY a 'b'>]><multistatus/>"), None);
        assert_eq!(names(b"<multistatus><href>"), Some(vec![]));
    }
}
