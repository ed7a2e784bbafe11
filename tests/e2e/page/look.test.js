// "Aa": presets, one slider at a time, undo, as before; kept for the next time; beside the text, never over it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { lesson, litText, makePage, openBrowser, presets, until } from "./browser.js";

let browser, page;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

const fresh = async (...options) => {
  if (page) await page.close();
  page = await browser.open(makePage(lesson, ...options), (made) => made.addInitScript(() => {
    // The window's name outlives a reload at once; what a page stores reaches the next one a moment later.
    if (window.name !== "kept") { localStorage.clear(); window.name = "kept"; }
  }));
};
const style = (property, selector = "#text") =>
  page.evaluate(([name, where]) => getComputedStyle(document.querySelector(where))[name], [property, selector]);
const inks = (name) => page.evaluate((key) => Array.from(CSS.highlights.get("cv-" + key), String), name);

test("each preset is a card in its own style with the pupil's own first sentence", async () => {
  await fresh();
  await page.click("#look-button");
  const cards = await page.$$eval("#presets .card", (all) => all.map((card) => {
    const sample = card.querySelector(".sample"), own = getComputedStyle(sample);
    return { name: card.querySelector("strong").textContent, sample: sample.textContent, size: own.fontSize, letters: own.letterSpacing, pressed: card.getAttribute("aria-pressed") };
  }));
  assert.deepEqual(cards.map((card) => card.name), ["Aéré", "Espacé", "Très espacé, lignes courtes", "Gros contrasté", "Repérage des lignes", "Concentration"]);
  assert.ok(cards.every((card) => card.sample === "Au fond du jardin, il y a une mare."));
  assert.equal(new Set(cards.map((card) => card.size + card.letters)).size >= 5, true);
  assert.deepEqual(cards.map((card) => card.pressed), ["true", "false", "false", "false", "false", "false"]);
});

test("a preset changes the page at once, undo and as before bring it back", async () => {
  await fresh();
  const plain = await style("letterSpacing"), paper = await style("backgroundColor", "html");
  await page.click("#look-button");
  assert.equal(await page.isDisabled("#undo"), true);
  await page.click(".card:nth-child(3)");
  assert.notEqual(await style("letterSpacing"), plain);
  assert.equal(await style("backgroundColor", "html"), "rgb(253, 246, 227)");
  await page.click(".card:nth-child(4)");
  assert.equal(await style("backgroundColor", "html"), "rgb(0, 0, 0)");
  assert.equal(await style("color"), "rgb(255, 255, 0)");
  await page.click("#undo");
  assert.equal(await style("backgroundColor", "html"), "rgb(253, 246, 227)");
  await page.click("#before");
  assert.equal(await style("letterSpacing"), plain);
  assert.equal(await style("backgroundColor", "html"), paper);
  await page.click("#undo");
  assert.equal(await style("backgroundColor", "html"), "rgb(253, 246, 227)");
});

test("after the panel was closed with the pointer, space plays; with the keyboard, focus is back on its button", async () => {
  await fresh();
  await page.click("#look-button");
  await page.click("#look-close");
  await page.keyboard.press("Space");
  await until(page, () => !document.getElementById("audio").paused);
  assert.equal(await page.isVisible("#look"), false);
  await page.keyboard.press("Escape");
  await page.focus("#look-button");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.id), "look-button");
});

test("one slider at a time, live, with its unit, by keyboard", async () => {
  await fresh();
  await page.click("#look-button");
  await page.selectOption("#which", { label: "Taille des lettres" });
  await page.focus("#slider");
  const size = parseFloat(await style("fontSize"));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.ok(Math.abs(parseFloat(await style("fontSize")) - (size * 16) / 14) < 0.01);
  assert.equal(await page.textContent("#slider-value"), "16\u00a0pt");
  await page.selectOption("#which", { label: "Entre les lettres" });
  assert.equal(await page.textContent("#slider-value"), "0,03\u00a0em");
  assert.equal(await page.getAttribute("#slider", "aria-label"), "Entre les lettres");
});

test("syllables in two inks and silent letters in grey, over a text that stays whole", async () => {
  await fresh();
  const text = await page.textContent("#text");
  assert.deepEqual(await inks("syllable-one"), []);
  await page.click("#look-button");
  await page.check("input[data-key='aids.syllables']");
  await until(page, () => CSS.highlights.get("cv-syllable-two").size > 5);
  const [one, two] = [await inks("syllable-one"), await inks("syllable-two")];
  assert.deepEqual([one[0], two[0], one[1]], ["La", "ma", "re"]);
  await page.check("input[data-key='aids.silent_letters']");
  await until(page, () => CSS.highlights.get("cv-silent").size > 3);
  assert.ok((await inks("silent")).includes("s"));
  assert.equal(await page.textContent("#text"), text);
  await page.uncheck("input[data-key='aids.syllables']");
  await until(page, () => CSS.highlights.get("cv-syllable-one").size === 0);
});

test("the colours of the page are those of the theme, and follow the system only when asked", async () => {
  await fresh();
  await page.emulateMedia({ colorScheme: "dark" });
  assert.equal(await style("backgroundColor", "html"), "rgb(23, 25, 28)");
  await page.click("#look-button");
  await page.selectOption("#theme", "cream");
  assert.equal(await style("backgroundColor", "html"), "rgb(253, 246, 227)");
  await page.selectOption("#theme", "auto");
  assert.equal(await style("backgroundColor", "html"), "rgb(23, 25, 28)");
  await page.emulateMedia({ colorScheme: "light" });
  await until(page, () => getComputedStyle(document.documentElement).backgroundColor === "rgb(255, 255, 255)");
});

test("what was chosen is there again the next time", async () => {
  await fresh();
  const plain = await style("letterSpacing");
  await page.click("#look-button");
  await page.click(".card:nth-child(2)");
  const letters = await style("letterSpacing");
  assert.notEqual(letters, plain);
  await page.reload();
  for (let tries = 0; tries < 50 && await style("letterSpacing") !== letters; tries += 1) await page.reload();
  assert.equal(await style("letterSpacing"), letters);
});

test("the ruler and the visible lines go with the line being read", async () => {
  await fresh("reperage-lignes");
  await page.click("#next");
  const box = await page.evaluate(() => {
    const [range] = CSS.highlights.get("cv-sentence");
    const [line, ruler] = [range.getClientRects()[0], document.getElementById("ruler").getBoundingClientRect()];
    return { middle: line.top + line.height / 2, top: ruler.top, bottom: ruler.bottom };
  });
  assert.ok(box.top < box.middle && box.middle < box.bottom, JSON.stringify(box));
  await fresh("concentration");
  assert.equal(await page.isVisible("#veil"), false);
  await page.click("#next");
  assert.equal(await page.isVisible("#veil"), true);
});

test("every fifth line has its number, beside the text and never in it", async () => {
  await fresh();
  await page.click("#look-button");
  await page.check("input[data-key='aids.line_numbers']");
  const numbers = await page.$$eval("#numbers span", (all) => all.map((number) => Number(number.dataset.n)));
  assert.ok(numbers.length >= 4);
  assert.deepEqual(numbers, numbers.map((_, index) => 5 * (index + 1)));
  assert.equal(await page.evaluate(() => document.getElementById("numbers").textContent), "");
});

for (const [width, height] of [[1366, 768], [768, 1024], [360, 640]]) {
  test(`the panel is never over the text at ${width} x ${height}`, async () => {
    await fresh();
    await page.setViewportSize({ width, height });
    await page.click("#look-button");
    const { text, panel, bar } = await page.evaluate(() => Object.fromEntries(["text", "look", "bar"].map((id) => {
      const { left, right, top, bottom } = document.getElementById(id).getBoundingClientRect();
      return [id === "look" ? "panel" : id, { left, right, top, bottom }];
    })));
    assert.ok(panel.bottom <= bar.top + 1);
    if (width > 900) assert.ok(text.right <= panel.left);
    else {
      // Below: the text can be scrolled until its end stands above the panel.
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      await until(page, () => document.getElementById("text").getBoundingClientRect().bottom <= document.getElementById("look").getBoundingClientRect().top);
    }
  });
}

test("all presets open without an error, with their own look", async () => {
  for (const preset of presets) {
    await fresh(preset);
    await page.click("#look-button");
    const pressed = await page.$$eval(".card[aria-pressed=true]", (cards) => cards.map((card) => card.dataset.index));
    assert.deepEqual(pressed, [String(presets.indexOf(preset))]);
    assert.equal(await litText(page, "word"), "");
  }
});
