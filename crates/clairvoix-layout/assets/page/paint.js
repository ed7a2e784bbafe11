// Colour on the text without touching it: the CSS Custom Highlight API, where the browser has it.
// Elsewhere the sentence, the word and the syllable said are boxes drawn behind the text; syllables and silent letters
// then stay in the page's ink.
const hasHighlights = "highlights" in CSS && typeof Highlight === "function";
const layer = byId("layer");
const paints = {};

["syllable-one", "syllable-two", "silent", "sentence", "word", "syllable", "cursor"].forEach((name, order) => {
  if (!hasHighlights) return;
  paints[name] = new Highlight();
  paints[name].priority = order;
  CSS.highlights.set("cv-" + name, paints[name]);
});
// The colour of a silent letter and the background of a word both show: they set different things.
if (hasHighlights) root.classList.add("cv-highlights");

function boxesOf(range, name) {
  const origin = layer.getBoundingClientRect();
  return Array.from(range.getClientRects(), (rect) => {
    const box = document.createElement("div");
    box.className = "box box-" + name;
    box.style.left = rect.left - origin.left + "px";
    box.style.top = rect.top - origin.top + "px";
    box.style.width = rect.width + "px";
    box.style.height = rect.height + "px";
    return box;
  });
}

/** Shows one range as `name` (sentence, word, syllable or cursor); null shows nothing. */
function paint(name, range) {
  if (hasHighlights) {
    paints[name].clear();
    if (range) paints[name].add(range);
    return;
  }
  layer.querySelectorAll(".box-" + name).forEach((box) => box.remove());
  if (range) layer.append(...boxesOf(range, name));
}
