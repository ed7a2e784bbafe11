// The light follows the voice, and the pupil leads.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audioMs, isPlaying, lesson, litText, makePage, marksOf, openBrowser, until, untilMs } from "./browser.js";

let browser, page, marks;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

const fresh = async (...options) => {
  if (page) await page.close();
  page = await browser.open(makePage(lesson, ...options), async (made) => {
    await made.addInitScript(() => localStorage.clear());
  });
  marks = await marksOf(page);
  await until(page, () => document.getElementById("audio").readyState >= 1);
};
const wordIndex = (ms) => marks.words.findLastIndex((word) => word.from <= ms + 0.5);
const press = (key) => page.keyboard.press(key);

test("every word of the text has its mark, and the marks are those words", async () => {
  await fresh();
  assert.ok(marks.words.length > 250 && marks.sentences.length > 25);
  assert.deepEqual(marks.words.slice(0, 4).map((word) => word.text), ["La", "mare", "aux", "grenouilles"]);
  for (const word of marks.words) assert.match(word.text, /^[\p{L}\p{N}].*$/u);
});

test("the word lit is the word said, at every moment looked at", async () => {
  await fresh();
  await page.click("#play");
  await until(page, () => CSS.highlights.get("cv-word").size === 1);
  const seen = await page.evaluate(() => new Promise((resolve) => {
    const audio = document.getElementById("audio"), samples = [];
    const lit = (name) => Array.from(CSS.highlights.get("cv-" + name), (range) => range.toString()).join("|");
    const look = () => {
      const from = audio.currentTime * 1000;
      // After every callback of this frame, the page's own among them.
      setTimeout(() => {
        samples.push({ from, to: audio.currentTime * 1000, word: lit("word"), sentence: lit("sentence") });
        if (samples.length < 240) requestAnimationFrame(look); else resolve(samples);
      });
    };
    requestAnimationFrame(look);
  }));
  let words = new Set();
  for (const sample of seen) {
    const allowed = [];
    for (let index = Math.max(0, wordIndex(sample.from - 25)); index <= wordIndex(sample.to); index++) {
      const word = marks.words[index];
      allowed.push(word.text);
      if (sample.to >= word.to + 200) allowed.push("");
    }
    assert.ok(allowed.includes(sample.word), `${JSON.stringify(sample)} but ${allowed}`);
    words.add(sample.word);
    assert.ok(sample.sentence.length > 0);
  }
  assert.ok(words.size >= 5, `only ${words.size} words were seen`);
  assert.deepEqual(page.problems, []);
});

test("asked for, each syllable is lit in its time, inside its word, and the light is its own", async () => {
  await fresh("syllables");
  assert.ok(marks.syllables.length > marks.words.length * 1.3);
  const wanted = marks.syllables.slice(0, 60).concat(marks.syllables.slice(-20));
  for (const syllable of wanted) {
    const lit = await page.evaluate(async (ms) => {
      const audio = document.getElementById("audio");
      const arrived = new Promise((resolve) => audio.addEventListener("seeked", resolve, { once: true }));
      audio.currentTime = ms / 1000;
      await arrived;
      const [range] = CSS.highlights.get("cv-syllable"), [word] = CSS.highlights.get("cv-word");
      const inside = word.isPointInRange(range.startContainer, range.startOffset) && word.isPointInRange(range.endContainer, range.endOffset);
      return { text: range.toString(), start: range.startOffset, inside };
    }, (syllable.from + syllable.to) / 2);
    assert.equal(lit.text, syllable.text);
    assert.ok(lit.inside, JSON.stringify(lit));
  }
  const colour = (name) => page.evaluate((key) => getComputedStyle(document.querySelector("[data-b]"), `::highlight(${key})`).backgroundColor, name);
  assert.notEqual(await colour("cv-syllable"), await colour("cv-word"));
  assert.deepEqual(page.problems, []);
  await fresh();
  assert.equal(marks.syllables.length, 0);
  assert.equal(await page.evaluate(() => document.documentElement.classList.contains("by-syllable")), false);
});

test("the text is whole: no script adds to it or splits it", async () => {
  await fresh();
  const before = await page.evaluate(() => document.getElementById("text").innerHTML);
  await page.click("#play");
  await untilMs(page, 1500);
  assert.equal(await page.evaluate(() => document.getElementById("text").innerHTML), before);
});

test("a click on a word reads from there", async () => {
  await fresh();
  const target = marks.words.find((word) => word.text === "chantent");
  const box = await page.evaluate(({ block, start }) => {
    const element = document.querySelector(`[data-b="${block}"]`), range = document.createRange();
    range.setStart(element.firstChild, start + 2);
    range.setEnd(element.firstChild, start + 3);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }, target);
  await page.mouse.click(box.x, box.y);
  await until(page, () => !document.getElementById("audio").paused && CSS.highlights.get("cv-word").size === 1);
  const ms = await audioMs(page);
  assert.ok(ms >= target.from && ms < target.to + 2000, `${ms} is not near ${target.from}`);
});

test("a click beside the letters reads nothing", async () => {
  await fresh();
  await page.mouse.click(20, 300);
  assert.equal(await isPlaying(page), false);
});

test("the keyboard alone plays, pauses, goes by sentence, changes the rate and stops", async () => {
  await fresh();
  await press("Space");
  await until(page, () => !document.getElementById("audio").paused && CSS.highlights.get("cv-word").size === 1);
  await press("Space");
  await until(page, () => document.getElementById("audio").paused);
  const start = await page.evaluate(() => document.getElementById("place").textContent);
  assert.equal(start, `phrase 1 sur ${marks.sentences.length}`);
  await press("ArrowRight");
  assert.equal(await litText(page, "sentence"), marks.sentences[1].text);
  await press("ArrowRight");
  assert.equal(await litText(page, "sentence"), marks.sentences[2].text);
  await press("ArrowLeft");
  assert.equal(await litText(page, "sentence"), marks.sentences[1].text);
  assert.equal(await page.textContent("#place"), `phrase 2 sur ${marks.sentences.length}`);
  await press("ArrowUp");
  await press("ArrowUp");
  assert.equal(await page.textContent("#rate"), "1,2\u00a0×");
  assert.ok(Math.abs(await page.evaluate(() => document.getElementById("audio").playbackRate) - 1.2) < 1e-9);
  await press("ArrowDown");
  assert.equal(await page.textContent("#rate"), "1,1\u00a0×");
  await press("Space");
  await until(page, () => !document.getElementById("audio").paused);
  await press("Escape");
  await until(page, () => document.getElementById("audio").paused);
});

test("the keyboard chooses a word and Enter reads from it", async () => {
  await fresh();
  for (let i = 0; i < 6; i++) await press("Control+ArrowRight");
  const chosen = marks.words[5];
  assert.equal(await litText(page, "cursor"), chosen.text);
  await press("Enter");
  await until(page, () => !document.getElementById("audio").paused && CSS.highlights.get("cv-word").size === 1);
  assert.ok((await audioMs(page)) >= chosen.from);
  assert.equal(await litText(page, "cursor"), "");
});

test("Enter on a selected word reads from it", async () => {
  await fresh();
  await page.evaluate(() => {
    const node = document.querySelector('[data-b="1"]').firstChild;
    window.getSelection().setBaseAndExtent(node, 8, node, 14);
  });
  const target = marks.words.find((word) => word.block === 1 && word.end >= 8);
  await press("Enter");
  await until(page, () => !document.getElementById("audio").paused && CSS.highlights.get("cv-word").size === 1);
  assert.ok((await audioMs(page)) >= target.from);
});

test("every control is reached by Tab, after the text, in the order of the page", async () => {
  await fresh();
  await page.evaluate(() => document.activeElement.blur());
  const order = [];
  for (let i = 0; i < 12; i++) {
    await press("Tab");
    order.push(await page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.tagName));
  }
  assert.deepEqual(order.slice(0, 9), ["skip", "A", "previous", "play", "next", "slower", "faster", "look-button", "help-button"]);
});

test("single-key shortcuts can be switched off", async () => {
  await fresh();
  await press("?");
  assert.equal(await page.evaluate(() => document.getElementById("help").open), true);
  await page.uncheck("#shortcuts");
  await press("Escape");
  await press("ArrowRight");
  await press("Space");
  assert.equal(await isPlaying(page), false);
  assert.equal(await litText(page, "sentence"), "");
});

test("the place is kept when the rate changes, and after the page was closed", async () => {
  await fresh();
  await page.click("#play");
  await untilMs(page, 2000);
  const before = await audioMs(page);
  await page.click("#faster");
  const after = await audioMs(page);
  assert.ok(after >= before && after < before + 3000);
  assert.equal(await isPlaying(page), true);
  assert.equal(await page.evaluate(() => document.getElementById("audio").preservesPitch), true);
  await page.keyboard.press("Escape");
  await until(page, () => document.getElementById("audio").paused);
  const stopped = await audioMs(page);
  // The browser keeps the place when it has time to.
  await until(page, (ms) => Object.entries(localStorage).some(([key, value]) => key.endsWith(".ms") && Math.abs(value - ms) < 50), stopped);
  const sentence = await litText(page, "sentence");
  const again = await browser.open(makePage(lesson));
  // Between two sentences none is lit: the time tells.
  await until(again, (ms) => Math.abs(document.getElementById("audio").currentTime * 1000 - ms) < 50, stopped);
  assert.equal(await litText(again, "sentence"), sentence);
  assert.equal(await again.textContent("#rate"), "1,1\u00a0×");
  assert.equal(await again.evaluate(() => window.scrollY), 0);
  await again.close();
});

test("the line read stays in the middle third, and the page moves at most once a line", async () => {
  await fresh();
  await page.emulateMedia({ reducedMotion: "reduce" });
  const moves = await page.evaluate(() => new Promise((resolve) => {
    const audio = document.getElementById("audio"), seen = [];
    let top = window.scrollY;
    audio.playbackRate = 4;
    audio.play();
    const look = () => {
      const [range] = CSS.highlights.get("cv-word");
      const box = range && range.getClientRects()[0];
      if (box) seen.push({ line: Math.round(box.top + window.scrollY), top: box.top, bottom: box.bottom, moved: window.scrollY !== top, atTop: window.scrollY === 0, atEnd: window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2 });
      top = window.scrollY;
      if (audio.currentTime > 60) resolve(seen); else setTimeout(() => requestAnimationFrame(look));
    };
    requestAnimationFrame(look);
  }));
  const movesOfLine = new Map();
  for (const at of moves) if (at.moved) movesOfLine.set(at.line, (movesOfLine.get(at.line) || 0) + 1);
  assert.ok(movesOfLine.size >= 3, "the page never moved");
  for (const [line, count] of movesOfLine) assert.equal(count, 1, `line at ${line} moved ${count} times`);
  const covered = await page.evaluate(() => document.getElementById("bar").offsetHeight);
  const outside = moves.filter((at) => !at.atTop && !at.atEnd && (at.top < 768 / 3 - covered || at.bottom > (768 * 2) / 3 + 2));
  assert.deepEqual(outside, []);
});

test("a pupil who scrolls away is left alone until they come back", async () => {
  await fresh();
  await page.click("#play");
  await untilMs(page, 900);
  await page.mouse.move(600, 400);
  await page.mouse.wheel(0, 2000);
  await page.waitForSelector("#return:not([hidden])");
  const away = await page.evaluate(() => window.scrollY);
  const ms = await audioMs(page);
  await untilMs(page, ms + 2500);
  assert.equal(await page.evaluate(() => window.scrollY), away);
  await page.click("#return");
  await until(page, () => { const [r] = CSS.highlights.get("cv-sentence"); const b = r.getBoundingClientRect(); return b.top >= 0 && b.bottom < window.innerHeight; });
  assert.equal(await page.isHidden("#return"), true);
});

test("the bar makes itself small while reading, moves nothing, and comes back at a touch of a key", async () => {
  await fresh();
  const places = () => page.evaluate(() => ["text", "play"].map((id) => { const { x, y, width, height } = document.getElementById(id).getBoundingClientRect(); return [x, y + window.scrollY, width, height]; }));
  const playPlace = () => page.evaluate(() => document.getElementById("play").getBoundingClientRect().y);
  const [before, playBefore] = [await places(), await playPlace()];
  await page.keyboard.press("Space");
  await until(page, () => document.documentElement.classList.contains("quiet"));
  assert.equal(await page.isVisible("#next"), false);
  assert.equal(await page.isVisible("#play"), true);
  assert.deepEqual((await places())[0], before[0]);
  assert.equal(await playPlace(), playBefore);
  await page.keyboard.press("Shift");
  assert.equal(await page.isVisible("#next"), true);
});

test("at the end, play begins again", async () => {
  await fresh();
  await page.evaluate(() => { const audio = document.getElementById("audio"); audio.currentTime = audio.duration - 0.3; return audio.play(); });
  await until(page, () => document.getElementById("audio").ended);
  assert.equal(await page.textContent("#play-word"), "Lire");
  await page.click("#play");
  await until(page, () => !document.getElementById("audio").ended && document.getElementById("audio").currentTime < 30);
});

test("a voice that cannot start is said beside the text, with a way out", async () => {
  await fresh();
  const broken = await browser.open(makePage(lesson), (made) => made.route("**/audio.wav", (route) => route.abort()));
  await broken.waitForSelector("#trouble:not([hidden])");
  assert.match(await broken.textContent("#trouble"), /La voix n'a pas pu démarrer\. Le texte reste lisible\.\s*Réessayer/);
  assert.equal(await broken.isVisible("#text"), true);
  await broken.close();
});

test("a link that the keyboard reaches is never under the bar", async () => {
  await fresh();
  await page.setViewportSize({ width: 360, height: 640 });
  await press("Tab");
  await press("Tab");
  const { link, bar } = await page.evaluate(() => ({ link: document.activeElement.getBoundingClientRect().bottom, bar: document.getElementById("bar").getBoundingClientRect().top }));
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "A");
  assert.ok(link <= bar, `${link} is under ${bar}`);
});
