//! The final hash of an attestation: of every byte before it, printed at the end of the page in groups of
//! four, to be copied by hand and compared later.

use sha2::{Digest, Sha256};

const BEFORE: &str = "<p class=\"seal\"><code>";
const AFTER: &str = "</code></p>\n</footer>\n</main>\n</body>\n</html>\n";
const GROUP: usize = 4;

/// A page with its hash.
pub(super) struct Sealed {
    pub(super) html: String,
    /// In groups, as it is printed.
    pub(super) sum: String,
}

/// Ends a page, open until its footer, with its hash.
pub(super) fn seal(page: &str) -> Sealed {
    let sum = sum(page);
    Sealed { html: format!("{page}{BEFORE}{sum}{AFTER}"), sum }
}

/// The hash of a page that is as it was sealed; none where anything differs.
pub(super) fn check(html: &str) -> Option<String> {
    // What copies a file through other systems changes the ends of lines, and nothing that is said.
    let html = html.replace("\r\n", "\n");
    let (page, rest) = html.rsplit_once(BEFORE)?;
    let printed = rest.strip_suffix(AFTER)?;
    (printed == sum(page)).then(|| printed.to_owned())
}

/// A hash as somebody copied it: whatever the spaces and capitals.
pub(super) fn plain(sum: &str) -> String {
    sum.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

fn sum(page: &str) -> String {
    let hexadecimal: Vec<char> = Sha256::digest(page.as_bytes())
        .iter()
        .flat_map(|byte| format!("{byte:02x}").chars().collect::<Vec<_>>())
        .collect();
    let groups: Vec<String> =
        hexadecimal.chunks(GROUP).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}
