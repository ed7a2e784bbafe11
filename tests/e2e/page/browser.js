// One browser for a test file: Debian's Chromium, headless, without network, with a new profile.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const here = dirname(fileURLToPath(import.meta.url));
export const repository = resolve(here, "../../..");

const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
];

const program = () => {
  const known = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"];
  const found = known.find((path) => path && existsSync(path));
  if (!found) throw new Error("no Chromium: install Debian's package chromium, or set CHROMIUM to its program");
  return found;
};

/** A browser of its own; `close` also removes its folder. */
export async function openBrowser(options = {}) {
  const folder = mkdtempSync(join(tmpdir(), "clairvoix-page-"));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: program(), headless: true, args: flags, viewport: { width: 1366, height: 768 }, ...options,
  });
  const outside = [];
  context.on("request", (request) => { if (/^(https?|wss?):/.test(request.url())) outside.push(request.url()); });
  return {
    context,
    outside,
    async open(path, setUp) {
      const page = await context.newPage();
      page.problems = [];
      page.on("pageerror", (error) => page.problems.push(String(error)));
      page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
      if (setUp) await setUp(page);
      await page.goto(pathToFileURL(path).href);
      return page;
    },
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A folder that goes away with the tests. */
export function temporaryFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), name));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const built = new Map();
/** The page of a text of the repository, made by the layout crate's example; returns its path. */
export function makePage(text, ...options) {
  const key = [text, ...options].join(" ");
  if (!built.has(key)) {
    const out = temporaryFolder("clairvoix-made-");
    const command = ["run", "--quiet", "-p", "clairvoix-layout", "--example", "sample_page", "--", text, out, ...options];
    execFileSync("cargo", command, { cwd: repository, stdio: ["ignore", "inherit", "pipe"] });
    built.set(key, join(out, "index.html"));
  }
  return built.get(key);
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** What axe-core finds wrong, one line each. */
export async function violations(page) {
  // The page's own policy forbids a script tag; the debugger's way in is not the page's.
  await page.evaluate(axeSource);
  const result = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 120)} (${node.failureSummary})`));
}

/** The marks inside a page, decoded here on their own (docs/page.md), each with its text. */
export function marksOf(page) {
  return page.evaluate(() => {
    const data = JSON.parse(document.getElementById("cv-data").textContent);
    const texts = Array.from(document.querySelectorAll("#text [data-b]"), (element) => element.textContent);
    const decode = (flat) => {
      const marks = [];
      let block = 0, place = 0, time = 0;
      for (let at = 0; at < flat.length; at += 5) {
        if (flat[at] !== 0) place = 0;
        block += flat[at];
        const start = place + flat[at + 1], end = start + flat[at + 2];
        place = end;
        time += flat[at + 3];
        marks.push({ block, start, end, from: time, to: time + flat[at + 4], text: texts[block].slice(start, end) });
      }
      return marks;
    };
    return { sentences: decode(data.sentences), words: decode(data.marks), syllables: decode(data.syllables) };
  });
}

/** The text under a highlight (word, sentence, cursor), empty when nothing is lit. */
export const litText = (page, name) =>
  page.evaluate((key) => Array.from(CSS.highlights.get("cv-" + key), (range) => range.toString()).join("|"), name);

export const audioMs = (page) => page.evaluate(() => document.getElementById("audio").currentTime * 1000);
export const isPlaying = (page) => page.evaluate(() => { const a = document.getElementById("audio"); return !a.paused && !a.ended; });
/** Waits until a condition inside the page holds. */
export const until = (page, condition, argument) => page.waitForFunction(condition, argument, { polling: 20, timeout: 60_000 });
export const untilMs = (page, ms) => until(page, (limit) => document.getElementById("audio").currentTime * 1000 >= limit, ms);

export const presets = ["aere", "espace", "tres-espace", "gros-contraste", "reperage-lignes", "concentration"];
export const lesson = join(here, "lesson.md");
