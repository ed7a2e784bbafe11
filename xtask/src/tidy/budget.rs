//! The budgets of ARCHITECTURE.md: sizes of functions, files and data, share of items documented.

use std::{fs, path::Path};

use super::{
    Findings,
    lexer::{self, Line},
    source::RustFile,
};

const FUNCTION_P95_LINES: usize = 40;
const FUNCTION_MAX_LINES: usize = 80;
const FILE_P95_LINES: usize = 600;
const TEXT_DATA_MAX_BYTES: u64 = 3_000_000;
/// Put before a function that is only a flat table-like `match` or list.
const FLAT_MARK: &str = "tidy: flat table";

/// Measures functions, files and documentation of production code.
pub(super) fn check(root: &Path, files: &[RustFile]) -> Findings {
    let mut findings = Findings::default();
    let production: Vec<&RustFile> = files.iter().filter(|file| file.production).collect();
    functions(&production, &mut findings);
    let lengths = production.iter().map(|file| {
        let lines: Vec<Line> = file.lines.iter().filter(|line| !line.in_test).cloned().collect();
        (lexer::count_code(&lines), file.path.display().to_string())
    });
    let lengths = Sizes::new(lengths.collect());
    findings.figures.push(lengths.figure("code lines a file", &format!("p95 <= {FILE_P95_LINES}")));
    if lengths.p95() > FILE_P95_LINES {
        findings.faults.push(format!("files are too long: p95 is {} code lines", lengths.p95()));
    }
    documentation(&production, &mut findings);
    unsafe_code(root, files, &mut findings);
    findings
}

/// Measures the data that goes into the binary with the text core.
pub(super) fn check_data(root: &Path) -> Findings {
    let mut findings = Findings::default();
    let folder = root.join("crates/clairvoix-text/data");
    let embedded = ["bin", "fst", "rules", "toml", "tsv", "txt"];
    let total: u64 = walk(&folder)
        .iter()
        .filter(|(path, _)| embedded.iter().any(|ending| path.ends_with(&format!(".{ending}"))))
        .map(|(_, bytes)| bytes)
        .sum();
    findings
        .figures
        .push(format!("data of clairvoix-text: {total} bytes (budget {TEXT_DATA_MAX_BYTES})"));
    if total > TEXT_DATA_MAX_BYTES {
        findings.faults.push(format!("crates/clairvoix-text/data holds {total} bytes"));
    }
    findings
}

fn walk(folder: &Path) -> Vec<(String, u64)> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        match entry.metadata() {
            Ok(data) if data.is_dir() => found.extend(walk(&path)),
            Ok(data) => found.push((path.display().to_string(), data.len())),
            Err(_) => {}
        }
    }
    found
}

fn functions(files: &[&RustFile], findings: &mut Findings) {
    let mut sizes = Vec::new();
    for file in files {
        for function in lexer::functions(&file.lines) {
            let place = format!("{}:{} {}", file.path.display(), function.line + 1, function.name);
            if is_flat(&file.lines, function.line) {
                continue;
            }
            if function.code_lines > FUNCTION_MAX_LINES {
                let lines = function.code_lines;
                findings
                    .faults
                    .push(format!("{place} has {lines} lines (at most {FUNCTION_MAX_LINES})"));
            }
            sizes.push((function.code_lines, place));
        }
    }
    let sizes = Sizes::new(sizes);
    let budget = format!("p95 <= {FUNCTION_P95_LINES}, none over {FUNCTION_MAX_LINES}");
    findings.figures.push(sizes.figure("code lines a function", &budget));
    if sizes.p95() > FUNCTION_P95_LINES {
        findings.faults.push(format!("functions are too long: p95 is {} lines", sizes.p95()));
    }
}

/// Whether the comment block or attributes above the function carry the mark.
fn is_flat(lines: &[Line], function: usize) -> bool {
    let above = lines[..function].iter().rev();
    above
        .take_while(|line| line.code.trim().is_empty() || line.code.trim_start().starts_with("#["))
        .take(12)
        .any(|line| line.comment.contains(FLAT_MARK))
}

fn documentation(files: &[&RustFile], findings: &mut Findings) {
    let (mut public, mut documented) = (0usize, 0usize);
    for file in files {
        for (index, line) in file.lines.iter().enumerate() {
            if line.in_test || !is_public_item(&line.code) {
                continue;
            }
            public += 1;
            if has_doc_above(&file.lines, index) {
                documented += 1;
            } else {
                findings.faults.push(format!(
                    "{}:{} has no doc comment",
                    file.path.display(),
                    index + 1
                ));
            }
        }
    }
    findings
        .figures
        .push(format!("public items documented: {documented} of {public} (budget 100 %)"));
}

fn is_public_item(code: &str) -> bool {
    let code = code.trim_start();
    let Some(rest) = code.strip_prefix("pub ") else {
        return false;
    };
    // Names made by a macro and sealed traits are not reachable by this name from outside.
    let unreachable = rest.contains('$') || rest.contains("Sealed");
    !unreachable
        && !rest.starts_with("use ")
        && !rest.starts_with("extern ")
        && !rest.starts_with("mod ")
}

fn has_doc_above(lines: &[Line], item: usize) -> bool {
    let mut above = lines[..item].iter().rev();
    let first = above.find(|line| {
        let code = line.code.trim();
        !line.comment.is_empty() && code.is_empty()
            || !(code.starts_with("#[") || code.ends_with(")]") || code.ends_with(','))
    });
    first.is_some_and(|line| {
        line.comment.trim_start().starts_with("///") || line.comment.contains("/**")
    })
}

fn unsafe_code(root: &Path, files: &[RustFile], findings: &mut Findings) {
    let allowed = [
        "crates/clairvoix-backends",
        "crates/clairvoix-pico",
        "crates/clairvoix-espeak",
        "bindings/c",
    ];
    for file in files {
        let has = file.lines.iter().any(|line| {
            let mut words = line.code.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            words.any(|word| word == "unsafe")
        });
        if has && !allowed.iter().any(|place| file.path.starts_with(place)) {
            findings.faults.push(format!("{} has unsafe code", file.path.display()));
        }
    }
    for name in ["text", "document", "profile", "layout", "speech"] {
        let path = root.join(format!("crates/clairvoix-{name}/src/lib.rs"));
        let forbids =
            fs::read_to_string(&path).is_ok_and(|text| text.contains("#![forbid(unsafe_code)]"));
        if !forbids {
            findings.faults.push(format!("clairvoix-{name} does not forbid unsafe code"));
        }
    }
}

/// Sizes with where each was found.
struct Sizes(Vec<(usize, String)>);

impl Sizes {
    fn new(mut sizes: Vec<(usize, String)>) -> Self {
        sizes.sort();
        Self(sizes)
    }

    fn at(&self, share: f64) -> usize {
        let index = ((self.0.len() as f64 * share) as usize).min(self.0.len().saturating_sub(1));
        self.0.get(index).map_or(0, |(size, _)| *size)
    }

    fn p95(&self) -> usize {
        self.at(0.95)
    }

    fn figure(&self, what: &str, budget: &str) -> String {
        let (max, place) = self.0.last().map_or((0, ""), |(size, place)| (*size, place.as_str()));
        format!(
            "{what}: {} measured, p50 {}, p95 {}, max {max} in {place} (budget {budget})",
            self.0.len(),
            self.at(0.5),
            self.p95()
        )
    }
}
