//! A PIN or a passphrase: asked on the terminal without showing it, else the first line of standard input.
//! Never an argument: other people of the computer see those.

use std::io::{self, BufRead, IsTerminal, Read};

use crate::{Outcome, failure::Failure, ui::Ui};

const BYTES_MAX: u64 = 1024;

/// Asks for a secret with the words of a message; `twice` where a slip would lock somebody out.
pub(crate) fn ask(ui: &Ui, question: &str, twice: bool) -> Outcome<String> {
    let failed = |error: io::Error| Failure::read(ui, ui.get("failure.stdin_name"), &error);
    if !io::stdin().is_terminal() {
        let mut line = String::new();
        io::stdin().lock().take(BYTES_MAX).read_line(&mut line).map_err(failed)?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let prompt = |key: &str| rpassword::prompt_password(format!("{} ", ui.get(key)));
    let secret = prompt(question).map_err(failed)?;
    if twice && prompt("secret.again").map_err(failed)? != secret {
        return Err(Failure::Usage(ui.fill("failure.secret_differs", &[])));
    }
    Ok(secret)
}
