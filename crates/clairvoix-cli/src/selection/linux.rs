//! X11 and Wayland, which keep what the mouse selects ("primary selection") apart from what was copied.

use arboard::{Clipboard, GetExtLinux, LinuxClipboardKind};

use super::Found;

/// The selection, then the clipboard, each asked for when it is needed.
pub(super) fn everywhere(clipboard: &mut Clipboard) -> impl Iterator<Item = Found> {
    let kinds = [LinuxClipboardKind::Primary, LinuxClipboardKind::Clipboard];
    kinds.into_iter().map(|kind| clipboard.get().clipboard(kind).text())
}
