// A page of 10 000 words does work for what is seen only. How long frames are depends on the machine:
// `node frames.js` prints that.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser, until } from "./browser.js";
import { longPage } from "./frames.js";

test("10 000 words: only what is near the window is inked, and is let go again", async () => {
  const browser = await openBrowser();
  const page = await browser.open(longPage());
  const inked = () => page.evaluate(() => ["syllable-one", "syllable-two", "silent"].reduce((sum, name) => sum + CSS.highlights.get("cv-" + name).size, 0));
  await until(page, () => CSS.highlights.get("cv-syllable-two").size > 50);
  const all = await page.evaluate(() => {
    const { runs, marks } = JSON.parse(document.getElementById("cv-data").textContent);
    const count = (lists) => lists.reduce((sum, list) => sum + list.length / 2, 0);
    return { words: marks.length / 5, runs: count(runs.syllables) + count(runs.silent) };
  });
  assert.ok(all.words >= 10_000 && all.runs >= 20_000, JSON.stringify(all));
  assert.ok((await inked()) < all.runs / 10);
  for (let i = 1; i <= 10; i++) {
    await page.evaluate((part) => window.scrollTo({ top: document.documentElement.scrollHeight * part, behavior: "instant" }), i / 10);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
    assert.ok((await inked()) < all.runs / 10, `after ${i} tenths`);
  }
  assert.deepEqual(page.problems, []);
  await browser.close();
});
