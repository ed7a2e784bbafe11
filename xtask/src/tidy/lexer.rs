//! Tells Rust code from comments and literals, line by line: enough to count, not to parse.

/// One line of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// The code, literals blanked and comments removed.
    pub(super) code: String,
    /// The comment on the line, markers included.
    pub(super) comment: String,
    /// Whether the line stands inside a `#[cfg(test)]` item.
    pub(super) in_test: bool,
}

/// A function's place and size.
pub(super) struct Function {
    /// Index of the line with `fn`.
    pub(super) line: usize,
    /// Its name.
    pub(super) name: String,
    /// Lines of code from the signature to the closing brace.
    pub(super) code_lines: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Code,
    LineComment,
    BlockComment(usize),
    Text,
    RawText(usize),
}

/// Splits `text` into lines of code and comment.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    let mut state = State::Code;
    let characters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while let Some(&c) = characters.get(at) {
        if c == '\n' {
            lines.push(Line::default());
            if state == State::LineComment {
                state = State::Code;
            }
            at += 1;
            continue;
        }
        let (next, taken) = step(state, &characters, at);
        if let Some(line) = lines.last_mut() {
            let taken_text = characters[at..(at + taken).min(characters.len())].iter();
            match (state, next) {
                (State::LineComment | State::BlockComment(_), _)
                | (_, State::LineComment | State::BlockComment(_)) => {
                    line.comment.extend(taken_text)
                }
                (State::Code, State::Code) if taken == 1 => line.code.extend(taken_text),
                _ => line.code.push('"'),
            }
        }
        state = next;
        at += taken;
    }
    mark_tests(&mut lines);
    lines
}

/// The state after the characters at `at`, and how many were taken (never a line break).
fn step(state: State, characters: &[char], at: usize) -> (State, usize) {
    let peek = |offset: usize| characters.get(at + offset).copied().unwrap_or('\n');
    let c = peek(0);
    match state {
        State::Code => match (c, peek(1)) {
            ('/', '/') => (State::LineComment, 2),
            ('/', '*') => (State::BlockComment(1), 2),
            ('"', _) => (State::Text, 1),
            ('r', '"' | '#') if !is_word(at.checked_sub(1).map(|before| characters[before])) => {
                raw_start(characters, at)
            }
            ('\'', _) => (State::Code, character_literal(characters, at)),
            _ => (State::Code, 1),
        },
        State::LineComment => (state, 1),
        State::BlockComment(depth) => match (c, peek(1)) {
            ('*', '/') if depth == 1 => (State::Code, 2),
            ('*', '/') => (State::BlockComment(depth - 1), 2),
            ('/', '*') => (State::BlockComment(depth + 1), 2),
            _ => (state, 1),
        },
        State::Text => match c {
            '\\' if peek(1) != '\n' => (state, 2),
            '"' => (State::Code, 1),
            _ => (state, 1),
        },
        State::RawText(hashes) => {
            let closed = c == '"' && (1..=hashes).all(|offset| peek(offset) == '#');
            if closed { (State::Code, 1 + hashes) } else { (state, 1) }
        }
    }
}

fn raw_start(characters: &[char], at: usize) -> (State, usize) {
    let hashes = characters[at + 1..].iter().take_while(|&&c| c == '#').count();
    if characters.get(at + 1 + hashes) == Some(&'"') {
        (State::RawText(hashes), 2 + hashes)
    } else {
        (State::Code, 1)
    }
}

/// The length of the character literal at `at`, or 1 where it is a lifetime.
fn character_literal(characters: &[char], at: usize) -> usize {
    let peek = |offset: usize| characters.get(at + offset).copied().unwrap_or('\n');
    if peek(1) == '\\' {
        let end = (3..12).find(|&offset| peek(offset) == '\'');
        return end.map_or(1, |offset| offset + 1);
    }
    if peek(2) == '\'' { 3 } else { 1 }
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// Marks the lines of items under `#[cfg(test)]`.
fn mark_tests(lines: &mut [Line]) {
    let mut at = 0;
    while at < lines.len() {
        if lines[at].code.trim_start().starts_with("#[cfg(test)]") {
            let end = block_end(lines, at, 0).unwrap_or(at);
            for line in &mut lines[at..=end] {
                line.in_test = true;
            }
            at = end;
        }
        at += 1;
    }
}

/// The line on which the first brace opened at or after `start` is closed; none where a `;` comes
/// before any brace. `column` is the byte of the start line to begin at.
fn block_end(lines: &[Line], start: usize, column: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut brackets = 0usize;
    for (index, line) in lines.iter().enumerate().skip(start) {
        let skip = if index == start { column } else { 0 };
        for c in line.code.get(skip..).unwrap_or_default().chars() {
            match c {
                '(' | '[' => brackets += 1,
                ')' | ']' => brackets = brackets.saturating_sub(1),
                '{' => depth += 1,
                '}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Some(index);
                    }
                }
                ';' if depth == 0 && brackets == 0 => return None,
                _ => {}
            }
        }
    }
    None
}

/// The functions with a body, outside tests.
pub(super) fn functions(lines: &[Line]) -> Vec<Function> {
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if line.in_test {
            continue;
        }
        let Some((column, name)) = function_name(&line.code) else {
            continue;
        };
        if let Some(end) = block_end(lines, index, column) {
            let code_lines = count_code(&lines[index..=end]);
            found.push(Function { line: index, name, code_lines });
        }
    }
    found
}

/// Lines that hold code.
pub(super) fn count_code(lines: &[Line]) -> usize {
    lines.iter().filter(|line| !line.code.trim().is_empty()).count()
}

/// The byte column of `fn` and the name after it.
fn function_name(code: &str) -> Option<(usize, String)> {
    let at = code.find("fn ")?;
    let before = code[..at].chars().next_back();
    if is_word(before) || before == Some('(') {
        return None;
    }
    let name: String = code[at + 3..].chars().take_while(|&c| is_word(Some(c))).collect();
    (!name.is_empty()).then_some((at, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_and_comments_are_not_code() {
        let text = "let a = \"fn x() {\"; // fn y() {\nlet b = r#\"}\"#; let c = '{'; /* } */\n";
        let found = lines(text);
        assert_eq!(found[0].code.matches('{').count(), 0);
        assert_eq!(found[1].code.matches(['{', '}']).count(), 0);
        assert!(found[0].comment.contains("fn y"));
    }

    #[test]
    fn functions_are_counted_without_blank_and_comment_lines() {
        let text = "fn a<'t>(x: &'t str) -> [u8; 2] {\n\n    // why\n    [1, 2]\n}\n\
                    trait T { fn declared(&self); }\n#[cfg(test)]\nmod tests {\n    fn t() {}\n}\n";
        let found = functions(&lines(text));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].code_lines), ("a", 3));
    }
}
