// `clairvoix settings` as a person starts it: the real program, a folder of its own, the real browser.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openBrowser, repository, temporaryFolder } from "./browser.js";

const target = process.env.CARGO_TARGET_DIR || join(repository, "target");
const program = join(target, "debug", process.platform === "win32" ? "clairvoix.exe" : "clairvoix");
const shots = process.env.CLAIRVOIX_SCREENSHOTS || join(repository, "target/screenshots");

export const needs = ["perd-la-ligne", "syllabe-par-syllabe", "confond-des-lettres", "se-fatigue", "ne-voit-pas-assez", "trop-d-informations"];

/** The program with its page, in a new folder; `run` runs other commands there. */
export async function startSettings(language = "fr") {
  if (!existsSync(program)) throw new Error(`no ${program}: cargo build -p clairvoix-cli -p clairvoix-pico`);
  const home = temporaryFolder("clairvoix-settings-");
  const env = { ...process.env, CLAIRVOIX_HOME: home };
  const child = spawn(program, ["--ui-lang", language, "settings", "--no-open"], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  process.once("exit", () => child.kill());
  const address = await new Promise((resolve) => createInterface({ input: child.stdout }).once("line", resolve));
  return {
    address,
    root: address.split("?")[0],
    ended,
    run: (...args) => execFileSync(program, args, { env, encoding: "utf8" }),
    stop: async () => { child.kill(); await ended; },
  };
}

/** A browser on the page: anything asked of another place, and anything wrong, is a failure. */
export async function openSettings(settings, options = {}) {
  const browser = await openBrowser({ locale: "fr-FR", ...options });
  const page = await browser.context.newPage();
  page.setDefaultTimeout(30_000);
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
  await page.goto(settings.address);
  await page.waitForURL(/\/new$/);
  return {
    page,
    foreign: () => browser.outside.filter((address) => !address.startsWith(settings.root)),
    close: () => browser.close(),
  };
}

/** The pupil's id after the last step. */
export const idOf = (page) => new URL(page.url()).pathname.match(/\/p\/(\w+)\//)[1];

/** From the first screen to a saved pupil, without looking at anything on the way. */
export async function makePupil(page, settings, alias, ...ticked) {
  await page.goto(settings.root + "new");
  await page.click("button[name=sample]");
  for (const need of ticked) await page.click(`label[for=need-${need}]`);
  await page.click("main .main");
  await page.click("button[value=end]");
  await page.click("#next");
  await page.fill("#alias", alias);
  await page.click("main .main");
  await page.waitForURL(/\/done$/);
  return idOf(page);
}

/** Every screen there is, with a pupil and a draft. */
export const screensOf = (id) => [
  "", "new", "import",
  ...["needs", "choose", "tune", "tune?key=colours.theme", "words", "all", "name"].map((name) => "draft/" + name),
  ...["tune", "needs", "choose", "words", "all", "history", "done", "name", "delete"].map((name) => `p/${id}/${name}`),
];

export async function shoot(page, name) {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `settings-${name}.png`) });
}
