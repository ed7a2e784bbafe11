// The settings page, from `clairvoix settings` to a saved, active profile: counted actions, keyboard alone, axe-core,
// zoom, forced colours, no script, voice, several pupils.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { openBrowser, presets } from "./browser.js";
import { idOf, makePupil, needs, openSettings, screensOf, shoot, startSettings } from "./settings.js";

const settings = await startSettings();
after(() => settings.stop());
const first = await openSettings(settings);
// The address serves once: every test has this browser's cookie, in a context or a page of its own.
const cookies = await first.page.context().cookies();
after(() => first.close());

const ACTIONS_MAX = 12;
const activePupil = () => settings.run("profile", "list", "--json").trim().split("\n").map(JSON.parse).find((pupil) => pupil.active);

/** The same visit under other conditions: another window, other colours, no script. */
async function visit(t, options) {
  const browser = await openBrowser({ locale: "fr-FR", ...options });
  t.after(() => browser.close());
  await browser.context.addCookies(cookies);
  const page = await browser.context.newPage();
  page.setDefaultTimeout(30_000);
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
  return page;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** What axe-core finds wrong, frames included. */
async function violations(page) {
  for (const frame of page.frames()) await frame.evaluate(axeSource);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 120)} (${node.failureSummary})`));
}
const unfold = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));

test("a first-time user has a saved, active profile in at most 12 actions", async () => {
  const { page } = first;
  let actions = 0;
  const press = async (selector) => { actions++; await page.click(selector); };
  const type = async (selector, text) => { actions++; await page.fill(selector, text); };
  await shoot(page, "1-text");
  await press("text=Prendre la leçon d’exemple");
  await press("label[for=need-perd-la-ligne]");
  await press("label[for=need-se-fatigue]");
  await shoot(page, "2-needs");
  await press("text=Continuer");
  for (const side of ["a", "b", "a"]) {
    await page.waitForSelector(".sides");
    await shoot(page, "3-choose-" + actions);
    await press(`button[value=${side}]`);
  }
  await page.waitForSelector(".things");
  await press("#more");
  await page.waitForFunction(() => document.getElementById("shown").textContent.startsWith("15"));
  await shoot(page, "4-tune");
  await press("text=C’est bien ainsi");
  await type("#alias", "Renard");
  await shoot(page, "5-name");
  await press("main .main");
  await page.waitForSelector("h1:has-text('Renard est actif')");
  await shoot(page, "6-done");
  const active = activePupil();
  assert.equal(active.alias, "Renard");
  assert.match(settings.run("profile", "show", "Renard"), /text\.size_pt/);
  console.log(`# settings: ${actions} actions from the first screen to a saved, active profile`);
  assert.ok(actions <= ACTIONS_MAX, `${actions} actions`);
  assert.deepEqual([page.problems, first.foreign()], [[], []]);
});

test("the keyboard alone does it, and its place always shows", async (t) => {
  const page = await visit(t, {});
  await page.goto(settings.root + "new");
  const tabTo = async (selector) => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate((wanted) => {
        const own = document.activeElement, style = getComputedStyle(own);
        const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3;
        return { there: own.matches(wanted), shown: shown || own === document.body || own.tagName === "IFRAME" };
      }, selector);
      assert.ok(seen.shown, "focus is not seen on the way to " + selector);
      if (seen.there) return;
    }
    assert.fail("not reached by Tab: " + selector);
  };
  const step = async (selector, key, then) => {
    await tabTo(selector);
    await page.keyboard.press(key);
    if (then) await page.waitForSelector(then);
  };
  await step(".skip", "Enter");
  await step("button[name=sample]", "Enter", ".needs");
  await step("#need-syllabe-par-syllabe", "Space");
  await step("main .main", "Enter", ".sides");
  for (const side of ["a", "b"]) {
    const before = await page.textContent(".count");
    await step(`button[value=${side}]`, "Space");
    await page.waitForFunction((old) => document.querySelector(".count") && document.querySelector(".count").textContent !== old, before);
  }
  await step("button[value=same]", "Enter", ".things");
  await step("#more", "Enter");
  await page.waitForFunction(() => !document.getElementById("undo").disabled);
  // The focus stays where it was while the parts around it change.
  assert.equal(await page.evaluate(() => document.activeElement.id), "more");
  await step("#slider", "ArrowRight");
  await step("#next", "Enter", "#alias");
  await page.waitForFunction(() => document.activeElement.id === "alias");
  await page.keyboard.type("Tortue");
  await page.keyboard.press("Enter");
  await page.waitForSelector("h1:has-text('Tortue est actif')");
  assert.equal(activePupil().alias, "Tortue");
  assert.deepEqual(page.problems, []);
});

for (const [name, options] of [["light", {}], ["dark", { colorScheme: "dark" }], ["forced", { forcedColors: "active" }]]) {
  test(`axe, every screen, ${name}`, async (t) => {
    const page = await visit(t, options);
    const id = await makePupil(page, settings, "Hibou " + name, "perd-la-ligne");
    await page.goto(settings.root + "new");
    await page.click("button[name=sample]");
    for (const screen of screensOf(id)) {
      await page.goto(settings.root + screen, { waitUntil: "load" });
      await unfold(page);
      assert.deepEqual(await violations(page), [], screen);
      if (name !== "light" && /tune$|needs$/.test(screen)) await shoot(page, `${name}-${screen.replace(/\W+/g, "-")}`);
    }
    await page.goto(settings.root + "draft/name");
    await page.fill("#alias", "Léa Dupont");
    await page.click("main .main");
    await page.waitForSelector("[role=alert]");
    assert.deepEqual(await violations(page), [], "a full name");
    assert.deepEqual(page.problems, []);
  });
}

test("axe, the colours of every preset, and English", async (t) => {
  const page = await visit(t, {});
  const id = await makePupil(page, settings, "Loutre");
  for (const preset of [...presets, ...needs]) {
    settings.run("profile", "set", "--pupil", "Loutre", "presets", preset);
    await page.goto(`${settings.root}p/${id}/tune`, { waitUntil: "load" });
    assert.deepEqual(await violations(page), [], preset);
  }
  await page.click("text=English");
  await page.waitForSelector("html[lang=en]");
  assert.equal(await page.textContent("h1"), "Adjust, one thing at a time");
  assert.deepEqual(await violations(page), []);
  await page.click("text=Français");
  await page.waitForSelector("html[lang=fr]");
});

for (const [name, width, height] of [["320 CSS px", 320, 256], ["1366 x 768 at 400 %", 341, 192], ["a phone", 360, 640], ["a tablet", 768, 1024]]) {
  test(`nothing sticks out at ${name}`, async (t) => {
    const page = await visit(t, { viewport: { width, height } });
    const id = await makePupil(page, settings, `Castor ${width}`, "ne-voit-pas-assez");
    for (const screen of screensOf(id)) {
      await page.goto(settings.root + screen, { waitUntil: "load" });
      await unfold(page);
      const wide = await page.evaluate(() => {
        if (document.documentElement.scrollWidth <= window.innerWidth) return [];
        const out = (element) => element.getBoundingClientRect().right > window.innerWidth + 1;
        return Array.from(document.querySelectorAll("main *")).filter(out).map((element) => element.outerHTML.slice(0, 100));
      });
      assert.deepEqual(wide, [], screen);
      const fits = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
      assert.ok(fits, screen);
      if (/tune$|choose$/.test(screen)) await shoot(page, `${width}-${screen.replace(/\W+/g, "-")}`);
    }
    assert.deepEqual(page.problems, []);
  });
}

test("without script every step works, and the voice is the browser's player", async (t) => {
  const page = await visit(t, { javaScriptEnabled: false });
  const id = await makePupil(page, settings, "Chouette", "trop-d-informations");
  await page.goto(`${settings.root}p/${id}/tune?key=spacing.line`);
  const shown = await page.textContent("#shown");
  await page.click("#more");
  assert.notEqual(await page.textContent("#shown"), shown);
  await page.click("#undo");
  assert.equal(await page.textContent("#shown"), shown);
  await page.click("#listen");
  await page.waitForSelector("audio[controls]");
});

test("the preview is heard and lit, follows what changes, and stops", async (t) => {
  const page = await visit(t, {});
  await makePupil(page, settings, "Merle");
  await page.goto(settings.root + `p/${idOf(page)}/tune`, { waitUntil: "load" });
  const frame = () => page.frameLocator("#preview");
  const lit = () => page.waitForFunction(() => {
    const own = document.getElementById("preview").contentWindow;
    return own.CSS.highlights.get("cv-word").size === 1 && !own.document.getElementById("audio").paused;
  });
  await page.click("#listen");
  await lit();
  assert.equal(await page.textContent("#listen"), "Arrêter");
  const size = () => frame().locator("#text").evaluate((text) => parseFloat(getComputedStyle(text).fontSize));
  const before = await size();
  await page.click("#more");
  await page.waitForFunction((old) => parseFloat(getComputedStyle(document.getElementById("preview").contentDocument.getElementById("text")).fontSize) > old, before);
  // It was told: the voice went on.
  await lit();
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.getElementById("listen").textContent === "Écouter");
  assert.deepEqual(page.problems, []);
});

test("a word read wrong is put right and heard at once", async (t) => {
  const page = await visit(t, {});
  const id = await makePupil(page, settings, "Fauvette");
  await page.goto(`${settings.root}p/${id}/words`);
  await page.fill("#word", "mare");
  await page.fill("#said", "grande flaque");
  await page.click("text=Écouter sans enregistrer");
  const heard = () => page.waitForFunction(() => {
    const own = document.getElementById("preview") && document.getElementById("preview").contentWindow;
    return own && own.CSS.highlights.get("cv-word") && own.CSS.highlights.get("cv-word").size === 1;
  });
  await heard();
  assert.doesNotMatch(settings.run("profile", "show", "Fauvette"), /eleve\.csv/);
  await page.click("main .main");
  await page.waitForSelector("text=se dit maintenant ainsi");
  await heard();
  assert.match(settings.run("profile", "show", "Fauvette"), /eleve\.csv/);
  assert.deepEqual(page.problems, []);
});

test("one press switches pupils; a file is looked at before it is taken", async (t) => {
  const page = await visit(t, {});
  await page.goto(settings.root);
  await page.click("text=Passer à Renard");
  await page.waitForSelector(".who:has-text('Renard')");
  assert.equal(activePupil().alias, "Renard");
  const file = settings.run("profile", "export", "Renard");
  settings.run("profile", "set", "--pupil", "Renard", "text.size_pt", "30");
  await page.goto(settings.root + "import");
  await page.setInputFiles("#file", { name: "renard.clairvoix", mimeType: "text/plain", buffer: Buffer.from(file) });
  await page.click("text=Voir ce qui change");
  await page.waitForSelector("#incoming");
  assert.match(await page.textContent("section.card"), /Taille des lettres 30\s+points/);
  assert.match(settings.run("profile", "show", "Renard"), /text\.size_pt\s+30/);
  await page.click("text=Appliquer ces changements");
  await page.waitForURL(/\/tune$/);
  assert.match(settings.run("profile", "show", "Renard"), /text\.size_pt\s+15/);
  await page.click("#undo");
  await page.waitForFunction(() => document.getElementById("shown").textContent.startsWith("30"));
  assert.match(settings.run("profile", "show", "Renard"), /text\.size_pt\s+30/);
  assert.deepEqual(page.problems, []);
});

test("the sheet to hand over opens with its own policy", async (t) => {
  const page = await visit(t, {});
  const id = await makePupil(page, settings, "Pinson", "se-fatigue");
  const sheet = await page.goto(`${settings.root}p/${id}/sheet`);
  assert.match(sheet.headers()["content-security-policy"], /frame-ancestors 'self'/);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("kbd")).borderStyle !== "none"), true);
  assert.match(await page.textContent("h1"), /Pinson/);
  assert.deepEqual(page.problems, []);
});

test("closing the page ends the program", async () => {
  const own = await startSettings();
  const browser = await openSettings(own);
  await browser.close();
  assert.equal(await own.ended, 0);
});
