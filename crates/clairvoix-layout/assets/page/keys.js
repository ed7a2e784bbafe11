// The keyboard, and the help that lists it.
const help = byId("help");

function openHelp(open) {
  if (open === help.open) return;
  if (open && help.showModal) help.showModal(); else if (!open && help.close) help.close(); else help.open = open;
}

/** Ctrl and an arrow move a word cursor; Enter reads from it. */
function moveCursor(step) {
  if (!wordMarks.count) return;
  const from = state.cursor >= 0 ? state.cursor : lastAtMost(wordMarks.from, nowMs() + 0.5);
  state.cursor = Math.max(0, Math.min(wordMarks.count - 1, from + step));
  const range = rangeOfMark(wordMarks, state.cursor);
  paint("cursor", range);
  if (range) { lineTop = null; followLine(range); byId("cursor-word").textContent = range.toString(); }
}

function enterWord() {
  const selection = window.getSelection();
  if (state.cursor >= 0) return readFrom(state.cursor);
  if (selection && selection.anchorNode && page.contains(selection.anchorNode)) {
    const first = selection.rangeCount ? selection.getRangeAt(0) : null;
    return readFrom(first ? wordAtPlace(first.startContainer, first.startOffset) : -1);
  }
}

function escape() {
  if (isOpen()) openLook(false); else pause();
}

const keyActions = {
  " ": toggle,
  ArrowLeft: previousSentence,
  ArrowRight: nextSentence,
  ArrowUp: () => setRate(state.rate + 0.1),
  ArrowDown: () => setRate(state.rate - 0.1),
  Enter: enterWord,
  "?": () => openHelp(true),
};

function onKey(event) {
  if (event.defaultPrevented || help.open || event.altKey || event.metaKey) return;
  if (event.key === "Escape") return escape();
  if (!byId("shortcuts").checked || event.target.closest("#look, input, select, textarea")) return;
  const onControl = event.target.closest("a, button, summary, audio");
  if (onControl && (event.key === " " || event.key === "Enter")) return;
  if (["PageUp", "PageDown", "Home", "End"].includes(event.key) && isPlaying()) { ownScrollUntil = 0; state.following = false; }
  const wordStep = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (event.ctrlKey && !wordStep) return;
  const action = event.ctrlKey ? () => moveCursor(wordStep) : keyActions[event.key];
  // Without a voice, up and down scroll as everywhere.
  if (!action || (!hasAudio && /^( |ArrowUp|ArrowDown)$/.test(event.key))) return;
  event.preventDefault();
  action();
}

function startKeys() {
  if (isFramed) return;
  document.addEventListener("keydown", onKey);
  onPress("help-button", () => openHelp(true));
  byId("help-close").addEventListener("click", () => openHelp(false));
  const box = byId("shortcuts");
  box.checked = recall("shortcuts") !== false;
  box.addEventListener("change", () => remember("shortcuts", box.checked));
}
