//! Names of parts, as one part names another.

/// The folder of a part, with its final `/`; empty at the root.
pub(crate) fn folder(name: &str) -> &str {
    name.rfind('/').and_then(|at| name.get(..=at)).unwrap_or_default()
}

/// The part that `reference` names, written in a part of this folder: a URL without scheme, with `..`
/// and `%20`. None where it leads out of the package.
pub(crate) fn resolve(folder: &str, reference: &str) -> Option<String> {
    let reference = reference.split(['#', '?']).next()?;
    let decoded = percent_decoded(reference)?;
    let (base, path) = match decoded.strip_prefix('/') {
        Some(absolute) => ("", absolute),
        None => (folder, decoded.as_str()),
    };
    if path.is_empty() || path.split_once(':').is_some_and(|(scheme, _)| !scheme.contains('/')) {
        return None;
    }
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        let digits = after.get(..2).filter(|_| *byte == b'%');
        let value = digits
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(value.unwrap_or(*byte));
        rest = if value.is_some() { after.get(2..)? } else { after };
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_lead_to_parts() {
        for (folder, reference, part) in [
            ("OEBPS/", "ch1.xhtml#a", Some("OEBPS/ch1.xhtml")),
            ("OEBPS/text/", "../un%20mot%C3%A9.xhtml", Some("OEBPS/un moté.xhtml")),
            ("word/", "/word/styles.xml", Some("word/styles.xml")),
            ("", "../../etc/passwd", None),
            ("", "http://example.org/a", None),
            ("a/", "100%.xhtml", Some("a/100%.xhtml")),
            ("a/", "#here", None),
        ] {
            assert_eq!(resolve(folder, reference).as_deref(), part, "{reference}");
        }
        assert_eq!((folder("a/b/c.xml"), folder("c.xml")), ("a/b/", ""));
    }
}
