// Reading aids: syllables and silent letters on the blocks near the window, the ruler, the lines that
// show well, the numbers of lines.
const SLICE_MS = 6;
const inks = { syllables: ["syllable-one", "syllable-two"], silent: ["silent"] };
const rangesOfBlock = new Map();
const nearBlocks = new Set();
const waiting = [];
let working = false;

const isOn = (key) => root.dataset[key] !== undefined && !["off", "false", "0"].includes(root.dataset[key]);

/** Builds the ranges of one block, a slice at a time, so that no frame is late. */
function* inkBlock(block) {
  const built = [];
  rangesOfBlock.set(block, built);
  for (const [aid, key] of [["syllables", "aidsSyllables"], ["silent", "aidsSilent_letters"]]) {
    const runs = isOn(key) ? (data.runs[aid] || [])[block] || [] : [];
    for (let at = 0, place = 0, turn = 0; at + 1 < runs.length; at += 2, turn++) {
      const start = place + runs[at];
      place = start + runs[at + 1];
      const range = rangeIn(block, start, place);
      if (!range) continue;
      const paint = paints[inks[aid][turn % inks[aid].length]];
      paint.add(range);
      built.push([paint, range]);
      yield;
    }
  }
}

function unInkBlock(block) {
  for (const [paint, range] of rangesOfBlock.get(block) || []) paint.delete(range);
  rangesOfBlock.delete(block);
}

function work() {
  const until = performance.now() + SLICE_MS;
  while (waiting.length && performance.now() < until) {
    const [block, steps] = waiting[0];
    if (!nearBlocks.has(block) || steps.next().done) waiting.shift();
  }
  working = waiting.length > 0;
  if (working) setTimeout(work, 0);
}

function queueInk(block) {
  waiting.push([block, inkBlock(block)]);
  if (!working) {
    working = true;
    setTimeout(work, 0);
  }
}

/** Inks again what is near, after an aid was switched. */
function refreshInk() {
  if (!hasHighlights) return;
  waiting.length = 0;
  for (const block of Array.from(rangesOfBlock.keys())) unInkBlock(block);
  nearBlocks.forEach(queueInk);
}

function watchBlocks() {
  if (!hasHighlights) return;
  const numberOf = new Map(blocks.map((element, index) => [element, index]));
  const seen = (entries) => {
    for (const entry of entries) {
      const block = numberOf.get(entry.target);
      if (entry.isIntersecting && !nearBlocks.has(block)) {
        nearBlocks.add(block);
        queueInk(block);
      } else if (!entry.isIntersecting && nearBlocks.delete(block)) {
        unInkBlock(block);
      }
    }
  };
  const observer = new IntersectionObserver(seen, { rootMargin: "60% 0px" });
  blocks.forEach((element) => observer.observe(element));
  // Paper shows everything at once.
  window.addEventListener("beforeprint", () => {
    blocks.forEach((_, block) => {
      if (rangesOfBlock.has(block)) return;
      nearBlocks.add(block);
      for (const step of inkBlock(block)) void step;
    });
  });
}

const ruler = byId("ruler"), veil = byId("veil");
let lineBox = null;

function placeLine() {
  const showRuler = isOn("aidsRuler") && lineBox, lines = Number(root.dataset.aidsVisible_lines || 0);
  ruler.hidden = !showRuler;
  veil.hidden = !(lines && lineBox);
  if (!lineBox) return;
  const origin = layer.getBoundingClientRect();
  const middle = lineBox.top + lineBox.height / 2 - origin.top;
  const step = parseFloat(getComputedStyle(page).lineHeight) || lineBox.height;
  ruler.style.top = middle - step / 2 + "px";
  ruler.style.height = step + "px";
  veil.style.setProperty("--from", middle - (lines * step) / 2 + "px");
  veil.style.setProperty("--to", middle + (lines * step) / 2 + "px");
}

/** The ruler and the visible lines go to the line of this box (window coordinates). */
function showLine(box) {
  lineBox = box;
  placeLine();
}

const numbers = byId("numbers");
/** A number every five lines, in the margin; drawn beside the text, never in it. */
function numberLines() {
  numbers.textContent = "";
  if (!isOn("aidsLine_numbers")) return;
  const origin = layer.getBoundingClientRect();
  const boxes = blocks.map((element) => [element.getBoundingClientRect(), parseFloat(getComputedStyle(element).lineHeight)]);
  let line = 0;
  const fragment = document.createDocumentFragment();
  for (const [box, height] of boxes) {
    for (let i = 0, count = Math.round(box.height / height); i < count; i++) {
      if (++line % 5) continue;
      const number = document.createElement("span");
      number.dataset.n = line;
      number.style.top = box.top - origin.top + i * height + "px";
      number.style.height = number.style.lineHeight = height + "px";
      fragment.append(number);
    }
  }
  numbers.append(fragment);
}
