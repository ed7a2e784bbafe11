// The bar at the bottom edge: play, sentences, rate, look, place. It makes itself small while the voice reads.
const QUIET_MS = 2500;
const bar = byId("bar");
const [playButton, playWord] = [byId("play"), byId("play-word")];
let quietTimer = 0;

function showPlaying(playing) {
  root.classList.toggle("playing", playing);
  playWord.textContent = playing ? words.pause : words.play;
  wake();
}

function showPlace() {
  const place = byId("place");
  if (!sentenceMarks.count) { place.textContent = ""; return; }
  place.textContent = say("place", { n: Math.max(0, state.sentence) + 1, all: sentenceMarks.count });
}

function showProgress() {
  const end = sentenceMarks.count ? sentenceMarks.to[sentenceMarks.count - 1] : 0;
  const part = end ? Math.min(1, nowMs() / end) : 0;
  byId("progress").style.transform = "scaleX(" + part.toFixed(4) + ")";
}

function showRate() {
  const shown = state.rate.toFixed(1);
  byId("rate").textContent = (data.lang === "fr" ? shown.replace(".", ",") : shown) + "\u00a0×";
  byId("slower").disabled = state.rate <= RATE_MIN;
  byId("faster").disabled = state.rate >= RATE_MAX;
}

function showTrouble() {
  byId("trouble").hidden = false;
  byId("trouble-word").textContent = words.trouble;
  showPlaying(false);
}
function hideTrouble() { byId("trouble").hidden = true; }

/** Any sign of the pupil brings the whole bar back; silence of theirs while the voice reads makes it small. */
function wake() {
  root.classList.remove("quiet");
  clearTimeout(quietTimer);
  quietTimer = setTimeout(() => {
    const busy = bar.contains(document.activeElement) && document.activeElement !== playButton;
    if (isPlaying() && !busy && !isOpen()) root.classList.add("quiet"); else if (isPlaying()) wake();
  }, QUIET_MS);
}

/** A button pressed with the pointer gives the keyboard back to the page: space then plays, as it says. */
function onPress(id, action) {
  byId(id).addEventListener("click", (event) => {
    action();
    if (event.detail > 0 && bar.contains(document.activeElement)) document.activeElement.blur();
  });
}

function measureBar() {
  for (const element of [document.body, panel]) element.style.setProperty("--bar", bar.offsetHeight + "px");
}

function startBar() {
  bar.hidden = false;
  if (hasAudio) {
    onPress("play", toggle);
    onPress("slower", () => setRate(state.rate - 0.1));
    onPress("faster", () => setRate(state.rate + 0.1));
    onPress("retry", () => { hideTrouble(); audio.load(); play(); });
  }
  if (sentenceMarks.count) {
    onPress("previous", previousSentence);
    onPress("next", nextSentence);
  }
  for (const sign of ["pointermove", "pointerdown", "keydown", "focusin", "wheel"]) {
    document.addEventListener(sign, wake, { passive: true, capture: true });
  }
  new ResizeObserver(measureBar).observe(bar);
  measureBar();
  page.addEventListener("click", (event) => {
    const selection = window.getSelection();
    if (event.target.closest("a, button, summary") || (selection && !selection.isCollapsed)) return;
    readFrom(wordAtPoint(event.clientX, event.clientY));
  });
}
