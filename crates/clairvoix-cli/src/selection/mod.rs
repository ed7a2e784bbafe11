//! The text that is selected, in whatever application.

#[cfg(all(feature = "selection", target_os = "linux"))]
mod linux;

#[cfg(all(feature = "selection", target_os = "linux"))]
use linux::everywhere;

use crate::{Outcome, ui::Ui};

/// What is selected with the mouse, else what was copied.
#[cfg(feature = "selection")]
pub(crate) fn read(ui: &Ui) -> Outcome<String> {
    use crate::failure::Failure;

    let reach = |_| Failure::io(ui, "failure.selection_no_display", &[]);
    let mut clipboard = arboard::Clipboard::new().map_err(reach)?;
    let mut refused = None;
    for text in everywhere(&mut clipboard) {
        match text {
            Ok(text) if !text.trim().is_empty() => return Ok(text),
            Ok(_) | Err(arboard::Error::ContentNotAvailable) => {}
            Err(error) => refused = Some(error),
        }
    }
    Err(match refused {
        None => Failure::io(ui, "failure.selection_none", &[]),
        Some(error) => Failure::io(ui, "failure.selection_refused", &[("reason", &reason(&error))]),
    })
}

#[cfg(feature = "selection")]
type Found = Result<String, arboard::Error>;

/// The clipboard: all that other systems know.
#[cfg(all(feature = "selection", not(target_os = "linux")))]
fn everywhere(clipboard: &mut arboard::Clipboard) -> impl Iterator<Item = Found> {
    std::iter::once_with(|| clipboard.get().text())
}

/// The library's sentence as a fragment.
#[cfg(feature = "selection")]
fn reason(error: &arboard::Error) -> String {
    let sentence = error.to_string();
    sentence.trim_end_matches('.').to_owned()
}

/// This build reads no selection.
#[cfg(not(feature = "selection"))]
pub(crate) fn read(ui: &Ui) -> Outcome<String> {
    Err(crate::failure::Failure::io(ui, "failure.selection_no_build", &[]))
}
