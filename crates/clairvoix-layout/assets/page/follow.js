// Keeping the line that is read in the middle third: the page moves at most once a line, and not at all
// once the pupil has scrolled away, until they come back.
let lineTop = null;
let ownScrollUntil = 0;
const returnButton = byId("return");

/** The part of the window that neither the bar (small while reading) nor the panel below covers. */
const PLAY_PX = 72;
function freeHeight() {
  const below = isOpen() && getComputedStyle(panel).position === "fixed" && panel.offsetLeft === 0;
  const covered = (isPlaying() && !isOpen() ? PLAY_PX : bar.offsetHeight) + (below ? panel.offsetHeight : 0);
  return Math.max(80, window.innerHeight - covered);
}

function scrollToLine(box) {
  const height = freeHeight();
  const target = window.scrollY + box.top - height * 0.36;
  ownScrollUntil = performance.now() + 900;
  window.scrollTo({ top: Math.max(0, target), behavior: reducedMotion.matches ? "auto" : "smooth" });
}

function inMiddle(box) {
  const height = freeHeight();
  return box.top >= height / 3 - 1 && box.bottom <= (height * 2) / 3 + 1;
}

/** Called for each word; acts once a line. */
function followLine(range) {
  const box = range.getClientRects()[0];
  if (!box) return;
  const top = box.top + window.scrollY;
  if (lineTop !== null && Math.abs(top - lineTop) < box.height / 2) return;
  lineTop = top;
  showLine(box);
  if (!state.following || inMiddle(box)) return;
  const atTop = window.scrollY <= 0 && box.top < freeHeight() / 3 && box.top >= 0;
  if (!atTop) scrollToLine(box);
}

const readingRange = () => rangeOfMark(wordMarks, state.word) || rangeOfMark(sentenceMarks, state.sentence);

function showReturn() { returnButton.hidden = false; }
function hideReturn() { returnButton.hidden = true; }

/** After a scroll of the pupil's own: away from the line, or back to it. */
function checkReturn() {
  const range = readingRange();
  const box = range && range.getClientRects()[0];
  if (!box) return hideReturn();
  const seen = box.bottom > 0 && box.top < freeHeight();
  if (isPlaying() && inMiddle(box)) {
    state.following = true;
    hideReturn();
  } else if (isPlaying() || !seen) {
    if (isPlaying()) state.following = false;
    if (!seen) showReturn(); else hideReturn();
  } else {
    hideReturn();
  }
}

/** After anything that moves lines: the window's size, the look, a font that arrives. */
function linesMoved() {
  lineTop = null;
  const range = readingRange(), box = range && range.getClientRects()[0];
  if (box && state.started) showLine(box); else placeLine();
  if (!hasHighlights) {
    paint("sentence", rangeOfMark(sentenceMarks, state.sentence));
    paint("word", rangeOfMark(wordMarks, state.word));
    paint("syllable", rangeOfMark(syllableMarks, state.syllable));
  }
  numberLines();
}

function startFollow() {
  const byHand = () => { ownScrollUntil = 0; if (isPlaying()) state.following = false; };
  window.addEventListener("wheel", byHand, { passive: true });
  window.addEventListener("touchmove", byHand, { passive: true });
  window.addEventListener("scroll", () => { if (performance.now() > ownScrollUntil) checkReturn(); }, { passive: true });
  window.addEventListener("scrollend", () => { ownScrollUntil = 0; });
  returnButton.addEventListener("click", () => {
    state.following = true;
    hideReturn();
    const range = readingRange();
    if (range) scrollToLine(range.getClientRects()[0]);
  });
  new ResizeObserver(linesMoved).observe(page);
  // Without a voice, the ruler and the visible lines follow the pointer.
  page.addEventListener("pointermove", (event) => {
    if (isPlaying() || !(isOn("aidsRuler") || isOn("aidsVisible_lines"))) return;
    const caret = document.caretRangeFromPoint && document.caretRangeFromPoint(event.clientX, event.clientY);
    const box = caret && caret.getClientRects()[0];
    if (box && page.contains(caret.startContainer)) showLine(box);
  }, { passive: true });
}
