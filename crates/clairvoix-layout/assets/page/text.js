// From marks to places in the text. The text's own nodes are never split, wrapped or changed.
const page = byId("text");
const blocks = Array.from(page.querySelectorAll("[data-b]"));
const nodesOfBlock = [];

/** The text nodes of a block with where each starts. */
function nodesOf(block) {
  if (nodesOfBlock[block]) return nodesOfBlock[block];
  const nodes = [];
  if (blocks[block]) {
    const walker = document.createTreeWalker(blocks[block], NodeFilter.SHOW_TEXT);
    let start = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push({ node, start });
      start += node.length;
    }
  }
  return (nodesOfBlock[block] = nodes);
}

function pointIn(block, offset, atEnd) {
  const nodes = nodesOf(block);
  let found = null;
  for (const entry of nodes) {
    if (entry.start < offset || (entry.start === offset && (!atEnd || !found))) found = entry;
    else break;
  }
  if (!found) return null;
  return [found.node, Math.min(offset - found.start, found.node.length)];
}

/** The range of the UTF-16 offsets `start` to `end` of a block, or null. */
function rangeIn(block, start, end) {
  const from = pointIn(block, start, false), to = pointIn(block, end, true);
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(from[0], from[1]);
  range.setEnd(to[0], to[1]);
  return range;
}

function rangeOfMark(marks, index) {
  if (index < 0 || index >= marks.count) return null;
  return rangeIn(marks.block[index], marks.start[index], marks.end[index]);
}

/** Word marks by place: the audio may read them in another order than the page. */
let wordsByPlace = null;
function wordAt(block, offset) {
  if (!wordsByPlace) {
    wordsByPlace = blocks.map(() => []);
    for (let i = 0; i < wordMarks.count; i++) {
      const list = wordsByPlace[wordMarks.block[i]];
      if (list) list.push(i);
    }
    for (const list of wordsByPlace) list.sort((a, b) => wordMarks.start[a] - wordMarks.start[b]);
  }
  for (const i of wordsByPlace[block] || []) {
    if (wordMarks.end[i] >= offset) return i;
  }
  return -1;
}

/** The word mark at a place of the DOM, or -1. */
function wordAtPlace(node, offset) {
  const element = node && (node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
  const owner = element && element.closest("[data-b]");
  if (!owner) return -1;
  const block = blocks.indexOf(owner);
  const entry = nodesOf(block).find((candidate) => candidate.node === node);
  return wordAt(block, entry ? entry.start + offset : 0);
}

/** The word mark under a point of the window, or -1 when the point is beside the letters. */
function wordAtPoint(x, y) {
  let node = null, offset = 0;
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(x, y);
    if (caret) [node, offset] = [caret.offsetNode, caret.offset];
  } else if (document.caretRangeFromPoint) {
    const caret = document.caretRangeFromPoint(x, y);
    if (caret) [node, offset] = [caret.startContainer, caret.startOffset];
  }
  const index = node ? wordAtPlace(node, offset) : -1;
  const range = rangeOfMark(wordMarks, index);
  if (!range) return -1;
  const near = (box) => x >= box.left - 6 && x <= box.right + 6 && y >= box.top - 6 && y <= box.bottom + 6;
  return Array.from(range.getClientRects()).some(near) ? index : -1;
}
