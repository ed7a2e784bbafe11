// No accessibility fault that axe-core can see: every preset, light, dark and forced colours, and every
// state of the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lesson, makePage, openBrowser, presets, until, violations } from "./browser.js";

const schemes = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["forced", { forcedColors: "active" }],
];

for (const [name, options] of schemes) {
  test(`axe, ${name}`, async (t) => {
    const browser = await openBrowser(options);
    t.after(() => browser.close());
    for (const preset of presets) {
      await t.test(preset, async () => {
        const page = await browser.open(makePage(lesson, preset));
        assert.deepEqual(await violations(page), [], "at rest");
        await page.click("#look-button");
        assert.deepEqual(await violations(page), [], "panel open");
        await page.keyboard.press("Escape");
        await page.click("#help-button");
        assert.deepEqual(await violations(page), [], "help open");
        await page.keyboard.press("Escape");
        await page.click("#play");
        await until(page, () => CSS.highlights.get("cv-word").size === 1);
        assert.deepEqual(await violations(page), [], "reading");
        assert.deepEqual(page.problems, []);
        await page.close();
      });
    }
  });
}

test("axe, English buttons, no voice, and a text without a title", async () => {
  const browser = await openBrowser();
  for (const options of [["en"], ["silent"], ["embed"]]) {
    const page = await browser.open(makePage(new URL("plain.txt", import.meta.url).pathname, ...options));
    assert.deepEqual(await violations(page), [], options.join(" "));
    assert.deepEqual(page.problems, []);
    await page.close();
  }
  await browser.close();
});
