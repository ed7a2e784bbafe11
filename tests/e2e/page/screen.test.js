// The sizes of screens that schools have, zoom, spacing of the reader's own, no script, no highlights, one file.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { isPlaying, lesson, litText, makePage, marksOf, openBrowser, presets, repository, until, violations } from "./browser.js";

// 341 x 192 is what 1366 x 768 leaves at 400 % zoom.
const sizes = [[360, 640], [768, 1024], [1366, 768], [341, 192]];
const shots = process.env.CLAIRVOIX_SCREENSHOTS || join(repository, "target/screenshots");
mkdirSync(shots, { recursive: true });

const layout = (page) => page.evaluate(() => {
  const wide = document.documentElement.scrollWidth > window.innerWidth;
  const targets = Array.from(document.querySelectorAll("button, select, input:not([type=checkbox]), label.check"), (element) => {
    const { width, height } = element.getBoundingClientRect();
    return { name: element.id || element.textContent, width, height };
  }).filter((target) => target.width > 0);
  const bar = document.getElementById("bar").getBoundingClientRect();
  return { wide, small: targets.filter((target) => target.width < 44 || target.height < 44), barHeight: bar.height };
});

for (const preset of presets) {
  test(`${preset}: no sideways scrolling, targets of 44 px, at every size`, async () => {
    const browser = await openBrowser();
    for (const [width, height] of sizes) {
      const page = await browser.open(makePage(lesson, preset));
      await page.setViewportSize({ width, height });
      for (const state of ["paused", "look"]) {
        if (state === "look") await page.click("#look-button");
        const { wide, small, barHeight } = await layout(page);
        assert.equal(wide, false, `${width} x ${height}, ${state}: wider than the window`);
        assert.deepEqual(small, [], `${width} x ${height}, ${state}`);
        assert.ok(barHeight <= height / 3, `${width} x ${height}: the bar takes ${barHeight} px`);
        await page.screenshot({ path: join(shots, `${preset}-${width}x${height}-${state}.png`) });
      }
      await page.close();
    }
    await browser.close();
  });
}

test("lines have at most 80 characters in every preset", async () => {
  const browser = await openBrowser({ viewport: { width: 1920, height: 1080 } });
  for (const preset of presets) {
    const page = await browser.open(makePage(lesson, preset));
    const longest = await page.evaluate(() => {
      let longest = 0;
      for (const element of document.querySelectorAll("p[data-b]")) {
        const range = document.createRange(), node = element.firstChild;
        let top = null, count = 0;
        for (let i = 0; i < node.length; i++) {
          range.setStart(node, i);
          range.setEnd(node, i + 1);
          const box = range.getBoundingClientRect();
          if (!box.width) continue;
          if (top === null || Math.abs(box.top - top) > box.height / 2) { top = box.top; count = 0; }
          longest = Math.max(longest, ++count);
        }
      }
      return { longest, asked: Number(getComputedStyle(document.documentElement).getPropertyValue("--page-column_chars")) };
    });
    assert.ok(longest.longest <= 80 && Math.abs(longest.longest - longest.asked) <= longest.asked * 0.15, `${preset}: ${JSON.stringify(longest)}`);
    await page.close();
  }
  await browser.close();
});

test("the text spacing of WCAG 1.4.12 breaks nothing", async () => {
  const browser = await openBrowser({ viewport: { width: 360, height: 640 }, bypassCSP: true });
  const page = await browser.open(makePage(lesson));
  await page.addStyleTag({ content: "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }" });
  const cut = await page.evaluate(() => Array.from(document.querySelectorAll("main *, #bar button, #bar span"), (element) => element)
    .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && getComputedStyle(element).overflow === "hidden" && !element.closest(".sr"))
    .map((element) => element.outerHTML.slice(0, 80)));
  assert.deepEqual(cut, []);
  assert.equal((await layout(page)).wide, false);
  await browser.close();
});

test("without script the page is complete, readable and can still be heard", async () => {
  const browser = await openBrowser({ javaScriptEnabled: false });
  const page = await browser.context.newPage();
  await page.goto("file://" + makePage(lesson));
  assert.equal(await page.isVisible("h1"), true);
  assert.equal(await page.isVisible("audio[controls]"), true);
  assert.equal(await page.isVisible("#bar"), false);
  assert.equal(await page.isVisible("#look"), false);
  await page.screenshot({ path: join(shots, "no-script.png") });
  await browser.close();
});

test("without the Custom Highlight API the sentence and the word are shown behind the text", async () => {
  const browser = await openBrowser();
  const page = await browser.open(makePage(lesson), (made) => made.addInitScript(() => { delete window.Highlight; }));
  const text = await page.evaluate(() => document.getElementById("text").innerHTML);
  await page.click("#play");
  await page.waitForSelector(".box-word");
  const boxes = await page.evaluate(() => Array.from(document.querySelectorAll(".box"), (box) => box.className));
  assert.ok(boxes.includes("box box-sentence"));
  assert.equal(await page.evaluate(() => document.getElementById("text").innerHTML), text);
  await page.screenshot({ path: join(shots, "no-highlights.png") });
  assert.deepEqual(page.problems, []);
  assert.deepEqual(await violations(page), []);
  await browser.close();
});

test("one file alone plays, follows and is searched in, with nothing beside it and no network", async () => {
  const browser = await openBrowser({ offline: true });
  const page = await browser.open(makePage(lesson, "embed"));
  const { words } = await marksOf(page);
  await page.keyboard.press("Space");
  await until(page, () => CSS.highlights.get("cv-word").size === 1 && !document.getElementById("audio").paused);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await until(page, () => CSS.highlights.get("cv-word").size === 1);
  const ms = await page.evaluate(() => document.getElementById("audio").currentTime * 1000);
  const lit = await litText(page, "word");
  const near = words.filter((word) => word.from >= ms - 1500 && word.from <= ms + 300).map((word) => word.text);
  assert.ok(near.includes(lit), `${lit} at ${ms}, not among ${near}`);
  assert.equal(await isPlaying(page), true);
  assert.deepEqual(browser.outside, []);
  assert.deepEqual(page.problems, []);
  await browser.close();
});

test("a page without a voice still goes from sentence to sentence", async () => {
  const browser = await openBrowser();
  const page = await browser.open(makePage(lesson, "silent"));
  assert.equal(await page.isVisible("#play"), false);
  assert.equal(await page.isVisible("#slower"), false);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.equal(await litText(page, "sentence"), "Au fond du jardin, il y a une mare.");
  assert.deepEqual(page.problems, []);
  await browser.close();
});

test("on paper: the text alone, dark on white, nothing cut", async () => {
  const browser = await openBrowser();
  const page = await browser.open(makePage(lesson, "gros-contraste"));
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.isVisible("#bar"), false);
  assert.equal(await page.evaluate(() => getComputedStyle(document.getElementById("text")).color), "rgb(27, 27, 27)");
  const pdf = await page.pdf({ format: "A4", path: join(shots, "print.pdf") });
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  await browser.close();
});

test("where storage is forbidden, nothing fails", async () => {
  const browser = await openBrowser();
  const page = await browser.open(makePage(lesson), (made) => made.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
  }));
  await page.keyboard.press("ArrowRight");
  await page.click("#faster");
  await page.click("#look-button");
  await page.click(".card:nth-child(2)");
  assert.deepEqual(page.problems, []);
  await browser.close();
});
