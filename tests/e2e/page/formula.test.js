// Formulae in a lesson: drawn as MathML, said and lit part by part, safe whatever stood in the lesson.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { marksOf, openBrowser, repository, temporaryFolder, until, violations } from "./browser.js";

const text = join(repository, "tests/corpus/fr/document/formulae.md");
const folder = temporaryFolder("clairvoix-formula-");
let browser, page;
before(async () => {
  const read = ["run", "--quiet", "-p", "clairvoix-cli", "--", "read", text, "--out", folder];
  execFileSync("cargo", read, { cwd: repository, stdio: ["ignore", "inherit", "pipe"] });
  browser = await openBrowser();
  page = await browser.open(join(folder, "index.html"));
  await until(page, () => document.getElementById("audio").readyState >= 1);
});
after(() => browser.close());

test("formulae are drawn, and nothing else of their markup is there", async () => {
  const found = await page.evaluate(() => {
    const all = Array.from(document.querySelectorAll("#text math, #text math *"));
    const box = (selector) => document.querySelector(selector).getBoundingClientRect();
    return {
      formulae: document.querySelectorAll("#text math").length,
      foreign: all.filter((element) => element.namespaceURI !== "http://www.w3.org/1998/Math/MathML").map((element) => element.outerHTML),
      attributes: all.flatMap((element) => element.getAttributeNames()).filter((name) => name !== "display"),
      scripts: document.querySelectorAll("#text script, #text [href^=javascript]").length,
      // A fraction stands higher than a line, an exponent above its base.
      fraction: box("#text p mfrac").height / box("#text p mi").height,
      raised: box("#text p msup > mi").bottom - box("#text p msup > mn").bottom,
      centred: Math.abs(box("#text math[display=block] mi").left - box("#text math[display=block]").left) > 40,
    };
  });
  assert.equal(found.formulae, 8);
  assert.deepEqual(found.foreign, []);
  assert.deepEqual(found.attributes, []);
  assert.equal(found.scripts, 0);
  assert.ok(found.fraction > 1.3, `a fraction is ${found.fraction} lines high`);
  assert.ok(found.raised > 2, `an exponent is raised by ${found.raised} px`);
  assert.ok(found.centred);
  assert.deepEqual(page.problems, []);
});

test("the text of the page is that of the document, formulae included", async () => {
  const first = await page.evaluate(() => document.querySelector("#text p").textContent);
  assert.equal(first, "On pose f(x)=x2+1x. Calcule f pour x=3.");
});

test("each part of a formula is lit while it is said", async () => {
  const words = (await marksOf(page)).words.map((word) => word.text);
  const start = words.indexOf("pose") + 1;
  assert.deepEqual(words.slice(start, words.indexOf("Calcule")).join(""), "f(x)=x2+1x");
  assert.ok(words.indexOf("Calcule") - start > 5, words.slice(start, words.indexOf("Calcule")).join(" | "));
  await page.click("#play");
  const lit = new Set();
  await until(page, () => {
    const range = Array.from(CSS.highlights.get("cv-word") ?? [])[0];
    const element = range?.startContainer.parentElement;
    window.lit ??= new Set();
    if (element?.closest("math")) window.lit.add(element.localName);
    return window.lit.has("mi") && window.lit.has("mn");
  });
  for (const name of await page.evaluate(() => Array.from(window.lit))) lit.add(name);
  await page.click("#play");
  assert.ok(lit.has("mi") && lit.has("mn"), [...lit].join(" "));
});

test("passages in another language say so", async () => {
  const languages = await page.evaluate(() => ({
    page: document.documentElement.lang,
    passages: Array.from(document.querySelectorAll("#text [lang]")).map((element) => `${element.lang}: ${element.textContent.trim()}`),
  }));
  const expected = ["en: The cat is black", "en: My name is Mr Brown.", "es: Me llamo Léa, ich heiße Léa.", "de: ich heiße Léa"];
  assert.deepEqual(languages, { page: "fr", passages: expected });
});

test("the page with formulae is accessible, and fits a narrow screen", async () => {
  assert.deepEqual(await violations(page), []);
  await page.setViewportSize({ width: 320, height: 640 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${overflow} px too wide`);
  assert.deepEqual(browser.outside, []);
});
