// What the page knows: marks, aids, looks and words, from the JSON beside the text.
const data = JSON.parse(document.getElementById("cv-data").textContent);
const words = data.words;
const root = document.documentElement;
const isFramed = root.classList.contains("framed");
const byId = (id) => document.getElementById(id);

/** "phrase {n} sur {all}" with its places filled. */
function say(key, places) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => places[name]);
}

/** Marks: five numbers each, coded as differences. See docs/page.md. */
function decodeMarks(flat) {
  const count = flat.length / 5;
  const marks = { count };
  for (const name of ["block", "start", "end", "from", "to"]) marks[name] = new Float64Array(count);
  let block = 0, place = 0, time = 0;
  for (let i = 0, at = 0; i < count; i++, at += 5) {
    if (flat[at]) place = 0;
    block += flat[at];
    marks.block[i] = block;
    marks.start[i] = place += flat[at + 1];
    marks.end[i] = place += flat[at + 2];
    marks.from[i] = time += flat[at + 3];
    marks.to[i] = time + flat[at + 4];
  }
  return marks;
}

/** The last index whose value is at most `value`, or -1. `values` never go down. */
function lastAtMost(values, value) {
  let low = 0, high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= value) low = middle + 1; else high = middle;
  }
  return low - 1;
}

const sentenceMarks = decodeMarks(data.sentences);
const wordMarks = decodeMarks(data.marks);
const syllableMarks = decodeMarks(data.syllables);
if (syllableMarks.count) root.classList.add("by-syllable");
const reducedMotion = window.matchMedia("(prefers-reduced-motion: reduce)");
