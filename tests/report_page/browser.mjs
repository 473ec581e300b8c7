// SPDX-License-Identifier: MIT OR Apache-2.0
// Debian's Chromium for the tests of the page. Everything a page asks for, prints or trips over is kept and held against it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** Packages of this folder's package.json, wherever they were installed. */
export const installed = createRequire(join(process.env.PLIMSOLL_TEST_MODULES ?? here, "here.js"));

const { chromium } = installed("playwright-core");
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
let browser;

async function the_browser() {
  browser ??= await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  return browser;
}

export async function close_browser() {
  await browser?.close();
  browser = undefined;
}

/** Opens a file and waits until the page says it is ready. options: {fragment, dark, width, height, javascript, bypass, touch} */
export async function open(file, options = {}) {
  const { fragment = "", dark = false, width = 1280, height = 800, javascript = true, bypass = false } = options;
  const context = await (await the_browser()).newContext({
    viewport: { width, height }, colorScheme: dark ? "dark" : "light", javaScriptEnabled: javascript, bypassCSP: bypass, offline: false,
  });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  const faults = [];
  page.on("request", (request) => request.url().split("#")[0] === address || faults.push(`request: ${request.url().slice(0, 200)}`));
  page.on("console", (message) => faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.stack}`));
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  if (javascript)
    await page.addInitScript(() => addEventListener("securitypolicyviolation", (event) => console.log(`violation of ${event.violatedDirective}`)));
  await page.goto(address + fragment);
  if (javascript) await page.waitForSelector("html[data-ready]", { timeout: 20000 });
  page.faults = faults;
  return page;
}

/** Goes to a fragment as a link would. */
export async function visit(page, fragment) {
  await page.evaluate((wanted) => { location.hash = wanted; }, fragment);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30))));
}

export function assert_quiet(page) {
  assert.deepEqual(page.faults, []);
}

/** Whether all of the first element that matches is within the window. */
export async function is_in_view(locator) {
  const box = await locator.first().boundingBox();
  const { width, height } = locator.page().viewportSize();
  return box !== null && box.x >= 0 && box.y >= 0 && box.x + box.width <= width + 1 && box.y + Math.min(box.height, 24) <= height;
}

export const views = ["summary", "changes", "findings", "packages", "duplicates", "build", "features", "licences", "advisories", "accepted", "method"];

/** Every view and every part of one. */
export const everywhere = [...views.map((view) => `#/${view}`), "#/changes?show=all", "#/build?part=code", "#/build?part=timeline", "#/build?part=map",
  "#/build?by=packages&part=map", "#/features?part=asked", "#/licences?part=sources", "#/findings?group=package"];
