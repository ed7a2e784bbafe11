// How long the frames of a page of 10 000 words are, with every aid on: while it opens, is read, is
// scrolled and is changed. `node frames.js` prints them; frames.test.js checks what does not depend on the
// speed of the machine.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lesson, makePage, openBrowser, temporaryFolder, until } from "./browser.js";

/** A text of at least 10 000 words, made of the lesson's paragraphs, and a profile with every aid. */
export function longPage() {
  const folder = temporaryFolder("clairvoix-long-");
  const [text, profile] = [join(folder, "long.md"), join(folder, "aids.toml")];
  writeFileSync(text, readFileSync(lesson, "utf8").repeat(36));
  writeFileSync(profile, 'preset = "reperage-lignes"\n[aids]\nsyllables = "written"\nsilent_letters = true\nline_numbers = true\n');
  return makePage(text, profile);
}

/**
 * The longest tasks of the page's main thread during `action`, in ms of processor time: what a frame
 * waits for, whatever else the machine is doing.
 */
async function longest(browser, page, action) {
  const session = await browser.context.newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel", "devtools.timeline"], recordMode: "recordAsMuchAsPossible" } });
  await action();
  const done = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await done;
  await session.detach();
  const main = new Set(events.filter((event) => event.name === "thread_name" && event.args.name === "CrRendererMain").map((event) => event.pid + ":" + event.tid));
  const ours = events.filter((event) => event.ph === "X" && event.tdur && main.has(event.pid + ":" + event.tid));
  const top = (name) => ours.filter((event) => event.name.includes(name)).map((event) => Math.round(event.tdur / 100) / 10).sort((x, y) => y - x);
  const tasks = top("RunTask");
  const parts = {};
  for (const name of ["Layout", "Paint", "PrePaint", "UpdateLayoutTree", "FunctionCall", "FireAnimationFrame", "TimerFire", "Layerize", "Commit"]) {
    const found = ours.filter((event) => event.name === name).map((event) => event.tdur / 1000);
    if (found.length) parts[name] = Math.round(Math.max(...found) * 10) / 10;
  }
  return { tasks: tasks.length, longest: tasks.slice(0, 5), over50: tasks.filter((ms) => ms > 50).length, parts };
}

if (import.meta.url === new URL(process.argv[1], "file:").href) {
  const browser = await openBrowser();
  const page = await browser.open(longPage(), (made) => made.addInitScript(() => {
    window.cvOpening = [];
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.cvOpening.push(Math.round(entry.duration)))).observe({ type: "longtask", buffered: true });
  }));
  await until(page, () => CSS.highlights.get("cv-syllable-one").size > 0);
  const counts = await page.evaluate(() => ({
    words: JSON.parse(document.getElementById("cv-data").textContent).marks.length / 5,
    paint: Math.round(performance.getEntriesByName("first-contentful-paint")[0].startTime),
    opening: window.cvOpening,
  }));
  console.log("opened", counts);
  console.log("reading at 4 x", await longest(browser, page, async () => {
    await page.evaluate(() => { const audio = document.getElementById("audio"); audio.playbackRate = 4; return audio.play(); });
    await page.waitForTimeout(8000);
    await page.keyboard.press("Escape");
  }));
  console.log("scrolling", await longest(browser, page, async () => {
    await page.mouse.move(600, 300);
    for (let i = 0; i < 60; i++) { await page.mouse.wheel(0, 600); await page.waitForTimeout(50); }
  }));
  console.log("changing the look", await longest(browser, page, async () => {
    await page.click("#look-button");
    await page.click(".card:nth-child(3)");
    await page.waitForTimeout(600);
    await page.click(".card:nth-child(1)");
    await page.waitForTimeout(600);
  }));
  await browser.close();
}
