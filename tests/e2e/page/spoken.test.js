// With the real voice: at the time at which a word is heard, its written characters are lit.
// CLAIRVOIX_TEXT=FILE checks another text than the lesson, however long.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { lesson, marksOf, openBrowser, repository, temporaryFolder, until } from "./browser.js";

const text = process.env.CLAIRVOIX_TEXT ?? lesson;
const folder = temporaryFolder("clairvoix-spoken-");
let browser;
before(async () => {
  const read = ["run", "--quiet", "-p", "clairvoix-cli", "--", "read", text, "--out", folder, "--unit", "utf16", "--marks-by", "syllable"];
  execFileSync("cargo", read, { cwd: repository, stdio: ["ignore", "inherit", "pipe"] });
  browser = await openBrowser();
});
after(() => browser.close());

/** Goes to each time without playing, and says what is lit there: the word and where it is. */
const litAt = (page, times) => page.evaluate(async (all) => {
  const audio = document.getElementById("audio"), lit = [];
  for (const ms of all) {
    const arrived = new Promise((resolve) => audio.addEventListener("seeked", resolve, { once: true }));
    audio.currentTime = ms / 1000;
    await arrived;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const range = Array.from(CSS.highlights.get("cv-word"))[0];
    const element = range?.startContainer.parentElement.closest("[data-b]");
    lit.push(range ? { text: range.toString(), block: element.dataset.b, start: range.startOffset } : {});
  }
  return lit;
}, times);

test("each word heard is lit at the characters it stands for", async (t) => {
  const source = readFileSync(text, "utf8");
  const lines = readFileSync(join(folder, "marks.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
  const heard = lines.filter((mark) => mark.kind === "word" && mark.end_ms > mark.start_ms + 2);
  assert.ok(heard.length > 250, `only ${heard.length} words were heard`);
  const page = await browser.open(join(folder, "index.html"));
  await until(page, () => document.getElementById("audio").readyState >= 1);
  await page.click("#play");
  await until(page, () => CSS.highlights.get("cv-word").size === 1);
  await page.click("#play");
  const inPage = (await marksOf(page)).words.filter((word) => word.to > word.from + 2);
  assert.equal(inPage.length, heard.length);
  const pageMarks = await marksOf(page);
  assert.equal(pageMarks.syllables.map((syllable) => syllable.text).join(""), pageMarks.words.map((word) => word.text).join(""));
  const lit = await litAt(page, heard.map((mark) => (mark.start_ms + mark.end_ms) / 2));
  // Markup, white space, cut words and the wrong quotation marks of a copied text are not on the page.
  const plain = (written) => written.replace(/[*_`\\\s-]/g, "").replace(/[‘']/g, "’");
  const wrong = [];
  heard.forEach((mark, index) => {
    const written = plain(source.slice(...mark.range));
    const shown = lit[index];
    if (plain(shown.text ?? "") !== written) wrong.push(`${written} at ${mark.start_ms} ms: ${JSON.stringify(shown)}`);
  });
  t.diagnostic(`${heard.length} words heard, ${heard.length - wrong.length} lit at their characters`);
  assert.deepEqual(wrong, []);
});
