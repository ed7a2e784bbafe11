// The hand-over sheet: one or two pages of paper, its codes read as a camera reads them and imported elsewhere, no
// fault of accessibility; the attestation of an examination as well.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import jsQR from "jsqr";
import { openBrowser, repository, temporaryFolder, violations } from "./browser.js";

const program = join(repository, "target/debug/clairvoix");
const folder = temporaryFolder("clairvoix-sheet-");
const shots = process.env.CLAIRVOIX_SCREENSHOTS || join(repository, "target/screenshots");

/** The command with the pupils of one computer. */
const run = (computer, args, input = "") => execFileSync(program, args, {
  cwd: folder, input, encoding: "utf8",
  env: { ...process.env, LANG: "fr_FR.UTF-8", CLAIRVOIX_HOME: join(folder, computer), CLAIRVOIX_PRESETS: "" },
});
const profile = (...args) => run("here", ["profile", ...args]);
const pages = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

const needs = "perd-la-ligne,syllabe-par-syllabe,se-fatigue";
const many = [
  ["text.font", "Andika"], ["text.size_pt", "18"], ["text.weight", "500"], ["spacing.letter_em", "0,15"],
  ["spacing.word_em", "0,5"], ["spacing.line", "2"], ["spacing.paragraph_em", "3"], ["page.column_chars", "45"],
  ["colours.theme", "cream"], ["colours.ink", "#1B1B1B"], ["colours.page", "#FDF6E3"], ["aids.ruler", "oui"],
  ["aids.visible_lines", "5"], ["voice.rate", "0,85"], ["voice.pitch", "1,1"], ["voice.pause_sentence_ms", "600"],
  ["voice.pause_paragraph_ms", "1000"], ["highlight.word", "underline"], ["voice.device", "Casque"],
  ["voice.pronunciations", "classe de sixième B.csv;élève.csv"],
];

before(() => {
  mkdirSync(shots, { recursive: true });
  execFileSync("cargo", ["build", "--quiet", "-p", "clairvoix-cli"], { cwd: repository, stdio: ["ignore", "inherit", "pipe"] });
  profile("new", "Renard", "--preset", needs);
  profile("set", "text.size_pt", "17");
  profile("journal", "aids.ruler", "oui", "--by", "eleve");
  profile("new", "Tortue", "--preset", needs);
  for (const [key, value] of many) profile("set", key, value);
  for (const [key] of many.slice(0, 10)) profile("journal", key, "bof");
});

/** Three pixels for each of CSS: 288 to the inch, less than a printer has. */
const paper = { deviceScaleFactor: 3 };

/** The texts of the codes on a page, from pictures of them as large as on paper. */
async function codesOf(page) {
  const texts = [];
  for (const code of await page.locator(".codes svg").all()) {
    const pixels = await pixelsOf(page, (await code.screenshot()).toString("base64"));
    const found = jsQR(Uint8ClampedArray.from(pixels.bytes), pixels.width, pixels.height);
    assert.ok(found, "a code cannot be read");
    texts.push(Buffer.from(found.binaryData).toString("utf8"));
  }
  return texts;
}

/** The pixels of a picture, from an empty page: the sheet's own policy loads nothing. */
async function pixelsOf(page, picture) {
  const empty = await page.context().newPage();
  const pixels = await empty.evaluate(async (data) => {
    const image = new Image();
    image.src = "data:image/png;base64," + data;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    const { data: bytes, width, height } = canvas.getImageData(0, 0, image.width, image.height);
    return { bytes: Array.from(bytes), width, height };
  }, picture);
  await empty.close();
  return pixels;
}

for (const [alias, most] of [["Renard", 1], ["Tortue", 2]]) {
  test(`the sheet of ${alias}: at most ${most} page, codes that import, no fault`, async () => {
    const path = join(folder, `${alias}.html`);
    profile("sheet", alias, "-o", path);
    const browser = await openBrowser(paper);
    const page = await browser.open(path);
    assert.deepEqual(await violations(page), []);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    writeFileSync(join(shots, `sheet-${alias}.pdf`), pdf);
    const count = pages(pdf);
    assert.ok(count >= 1 && count <= most, `${count} pages`);
    await page.screenshot({ path: join(shots, `sheet-${alias}.png`), fullPage: true });
    const codes = await codesOf(page);
    assert.ok(codes.length > 0);
    run(`there-${alias}`, ["profile", "import", "-"], codes.reverse().join("\n"));
    const shown = (computer) => JSON.parse(run(computer, ["profile", "show", alias, "--json"])).set;
    assert.deepEqual(shown(`there-${alias}`), shown("here"));
    assert.deepEqual(page.problems, []);
    assert.deepEqual(browser.outside, []);
    await browser.close();
  });
}

test("the attestation of an examination: one page, no fault, its hash is on it", async () => {
  profile("exam", "new", "--title", "DNB, français", "--authorisation", "Décision du 12 janvier", "--allow", "speech,line_aids",
    "-o", "dnb.toml");
  run("here", ["profile", "exam", "start", "dnb.toml", "--pupil", "Renard"], "2468\n");
  const ended = JSON.parse(run("here", ["profile", "exam", "end", "-o", "fin.html", "--json"], "2468\n"));
  const browser = await openBrowser();
  const page = await browser.open(join(folder, "fin.html"));
  assert.deepEqual(await violations(page), []);
  assert.equal(pages(await page.pdf({ preferCSSPageSize: true })), 1);
  assert.equal(await page.locator(".seal code").innerText(), ended.sum);
  await page.screenshot({ path: join(shots, "attestation.png"), fullPage: true });
  assert.deepEqual(browser.outside, []);
  await browser.close();
});
