// In a frame of another page of the same place: that page says what changes, and hears what happens.
function tellOwner(news) {
  window.parent.postMessage(Object.assign({ clairvoix: true }, news), location.origin);
}

/** What the owner asks: other settings, another speed, the voice on or off. */
function obey(request) {
  if (request.look && typeof request.look === "object") {
    look = request.look;
    applyLook();
    showExample();
  }
  if (request.rate > 0) setRate(request.rate);
  if (request.play === true) { audio.currentTime = 0; play(); } else if (request.play === false) pause();
}

/** Before anything is read, the ruler and the visible lines show on a line of the text. */
function showExample() {
  if (state.started || !(isOn("aidsRuler") || isOn("aidsVisible_lines"))) return;
  const blockOfText = blocks.find((block) => block.tagName === "P") || blocks[0];
  const range = document.createRange();
  if (!blockOfText) return;
  range.selectNodeContents(blockOfText);
  const boxes = range.getClientRects();
  if (boxes.length) showLine(boxes[Math.min(1, boxes.length - 1)]);
}

function startFrame() {
  if (!isFramed) return;
  showExample();
  new ResizeObserver(showExample).observe(page);
  if (window.parent === window) return;
  window.addEventListener("message", (event) => {
    if (event.source === window.parent && event.origin === location.origin && event.data) obey(event.data);
  });
  page.addEventListener("click", (event) => {
    const word = rangeOfMark(wordMarks, wordAtPoint(event.clientX, event.clientY));
    if (word) tellOwner({ word: word.toString() });
  });
  if (!hasAudio) return;
  audio.addEventListener("play", () => tellOwner({ playing: true }));
  for (const name of ["pause", "ended"]) audio.addEventListener(name, () => tellOwner({ playing: false }));
  audio.addEventListener("error", () => tellOwner({ trouble: true }));
}
