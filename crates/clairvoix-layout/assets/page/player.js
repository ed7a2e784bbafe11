// The voice: where it is, what is shown for it, how it is moved.
const audio = byId("audio");
const hasAudio = audio !== null;
/** A word stays shown in the short silence after it, so that the light does not flicker. */
const HOLD_MS = 250;
const RATE_MIN = 0.4, RATE_MAX = 4;
const state = { word: -1, syllable: -1, sentence: -1, rate: data.rate, following: true, cursor: -1, started: false };

const isPlaying = () => hasAudio && !audio.paused && !audio.ended;
const nowMs = () => (hasAudio ? audio.currentTime * 1000 : 0);

// Where the browser forbids storage (a file opened from a mail), the place lives as long as the page.
const memory = {};
function remember(key, value) {
  memory[key] = value;
  if (isFramed) return;
  try { localStorage.setItem("clairvoix." + data.id + "." + key, JSON.stringify(value)); } catch { /* memory holds */ }
}
function recall(key) {
  if (isFramed) return memory[key];
  try {
    const kept = localStorage.getItem("clairvoix." + data.id + "." + key);
    if (kept !== null) return JSON.parse(kept);
  } catch { /* memory holds */ }
  return memory[key];
}

/** What of some marks is shown at a moment, or -1. */
function litAt(marks, ms) {
  const index = lastAtMost(marks.from, ms + 0.5);
  return index >= 0 && ms < marks.to[index] + HOLD_MS ? index : -1;
}

/** Shows the sentence, the word and the syllable of a moment. */
function showMoment(ms) {
  const lit = litAt(wordMarks, ms);
  const sentence = lastAtMost(sentenceMarks.from, ms + 0.5);
  if (sentence !== state.sentence) {
    state.sentence = sentence;
    paint("sentence", rangeOfMark(sentenceMarks, sentence));
    showPlace();
    if (state.started) remember("ms", ms);
  }
  if (lit !== state.word) {
    state.word = lit;
    const range = rangeOfMark(wordMarks, lit);
    paint("word", range);
    if (range) followLine(range);
    showProgress();
  }
  const syllable = litAt(syllableMarks, ms);
  if (syllable !== state.syllable) {
    state.syllable = syllable;
    paint("syllable", rangeOfMark(syllableMarks, syllable));
  }
}

function tick() {
  showMoment(nowMs());
  if (isPlaying()) requestAnimationFrame(tick);
}

function play() {
  if (!hasAudio) return;
  state.started = state.following = true;
  hideReturn();
  paint("cursor", null);
  state.cursor = -1;
  const promise = audio.play();
  if (promise) promise.catch((error) => error.name === "AbortError" || showTrouble());
}

function pause() {
  if (hasAudio) audio.pause();
}

const toggle = () => (isPlaying() ? pause() : play());

function seek(ms) {
  state.started = true;
  if (hasAudio) audio.currentTime = ms / 1000;
  state.following = true;
  hideReturn();
  showMoment(ms);
}

function goToSentence(index) {
  if (!sentenceMarks.count) return;
  const target = Math.max(0, Math.min(index, sentenceMarks.count - 1));
  if (hasAudio) return seek(sentenceMarks.from[target]);
  state.sentence = target;
  const range = rangeOfMark(sentenceMarks, target);
  paint("sentence", range);
  showPlace();
  if (range) followLine(range);
}

/** Back to the start of this sentence; from its first second, to the one before. */
function previousSentence() {
  const from = sentenceMarks.from[Math.max(0, state.sentence)];
  const again = hasAudio && state.sentence >= 0 && nowMs() - from > 1000 * state.rate;
  goToSentence(again ? state.sentence : state.sentence - 1);
}
const nextSentence = () => goToSentence(state.sentence + 1);

function readFrom(word) {
  if (!hasAudio || word < 0) return;
  seek(wordMarks.from[word]);
  play();
}

function setRate(rate) {
  state.rate = Math.round(Math.max(RATE_MIN, Math.min(RATE_MAX, rate)) * 10) / 10;
  if (hasAudio) {
    audio.preservesPitch = audio.webkitPreservesPitch = audio.mozPreservesPitch = true;
    audio.defaultPlaybackRate = audio.playbackRate = state.rate / data.audioRate;
  }
  remember("rate", state.rate);
  showRate();
}

/** The sound of a page that is one file: a Blob can be searched in by every browser, a data address not. */
function unpackAudio() {
  const address = audio.getAttribute("src") || "";
  const comma = address.indexOf(",");
  if (!address.startsWith("data:") || comma < 0) return;
  const type = address.slice(5, address.indexOf(";"));
  const text = atob(address.slice(comma + 1));
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  audio.preload = "metadata";
  audio.src = URL.createObjectURL(new Blob([bytes], { type }));
}

function startAudio() {
  if (!hasAudio) return;
  audio.controls = false;
  unpackAudio();
  audio.addEventListener("play", () => { showPlaying(true); requestAnimationFrame(tick); });
  audio.addEventListener("pause", () => { showPlaying(false); tick(); remember("ms", nowMs()); });
  audio.addEventListener("ended", () => { showPlaying(false); remember("ms", 0); });
  audio.addEventListener("seeked", tick);
  // A tab in the background gets no frames; its clock still has to be kept.
  audio.addEventListener("timeupdate", () => { if (document.hidden) showMoment(nowMs()); });
  audio.addEventListener("error", showTrouble);
  audio.addEventListener("playing", hideTrouble);
  window.addEventListener("pagehide", () => state.started && !audio.ended && remember("ms", nowMs()));
  const kept = recall("ms");
  if (kept > 0) {
    const restore = () => { if (!state.started) { audio.currentTime = kept / 1000; state.following = false; showMoment(kept); checkReturn(); } };
    if (audio.readyState >= 1) restore(); else audio.addEventListener("loadedmetadata", restore, { once: true });
  }
}
