// SPDX-License-Identifier: MIT OR Apache-2.0
// Sizes are held to what the page promises, times to three times that, as machines differ; the times themselves are printed.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { after, test } from "node:test";
import { close_browser, open } from "./browser.mjs";
import { audited, folder } from "./pages.mjs";
import { sample } from "./sample.mjs";
import { write_workspace } from "./workspace.mjs";

after(close_browser);

const KiB = 1024;
const rounds = 5;
const slack = 3;

const median = (all) => [...all].sort((a, b) => a - b)[all.length >> 1];

async function slowed(page, rate) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
}

/** Milliseconds from the start of navigation until the first view is complete. */
async function usable(file, rate) {
  const times = [];
  const page = await open(file);
  await slowed(page, rate);
  for (let round = 0; round < rounds; ++round) {
    await page.goto("about:blank");
    await page.goto(`file://${file}`);
    await page.waitForSelector("html[data-ready]");
    times.push(await page.evaluate(() => performance.getEntriesByName("usable")[0].startTime));
  }
  await page.context().close();
  return median(times);
}

/** Milliseconds of work that one more letter in the field makes. */
async function keystroke(page) {
  const times = [];
  for (const letter of "amber") {
    times.push(await page.evaluate((one) => {
      const field = document.querySelector(".filter input");
      field.value += one;
      const begin = performance.now();
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      return new Promise((done) => queueMicrotask(() => setTimeout(() => { document.querySelector("#view").getBoundingClientRect(); done(performance.now() - begin); })));
    }, letter));
    await page.waitForTimeout(150);
  }
  return median(times);
}

/** Milliseconds until a package that was asked for is shown. */
async function opening(page) {
  const times = [];
  for (let at = 0; at < rounds; ++at)
    times.push(await page.evaluate((row) => {
      const link = document.querySelectorAll(".packages .group [data-open]")[row];
      const begin = performance.now();
      link.click();
      return new Promise((done) => requestAnimationFrame(function wait() {
        if (document.querySelector("aside h2")?.textContent === link.textContent) done(performance.now() - begin);
        else requestAnimationFrame(wait);
      }));
    }, at * 7));
  return median(times);
}

const promises = [
  { packages: 600, bytes: 260 * KiB, usable: [250, 700] },
  { packages: 2500, bytes: 600 * KiB, usable: [400, 1000], keystroke: [16, 50], opening: [50, 100] },
  { packages: 10000, bytes: 2048 * KiB, usable: [1200, 4000] },
];

for (const promise of promises)
  test(`a page of ${promise.packages} packages`, async (context) => {
    const home = write_workspace(`${folder}/${promise.packages}`, sample(promise.packages, { members: 4 }));
    const file = audited(`size-${promise.packages}`, ...home);
    const { size } = statSync(file);
    context.diagnostic(`${promise.packages} packages: ${Math.round(size / KiB)} KiB${promise.bytes ? ` of ${promise.bytes / KiB}` : ""}`);
    if (promise.bytes) assert.ok(size <= promise.bytes, `${size} bytes`);
    for (const [at, rate] of [1, 4].entries()) {
      const time = await usable(file, rate);
      context.diagnostic(`${promise.packages} packages, processor ÷ ${rate}: usable after ${Math.round(time)} ms of ${promise.usable[at]}`);
      assert.ok(time <= slack * promise.usable[at], `usable after ${time} ms`);
      if (!promise.keystroke) continue;
      const page = await open(file, { fragment: "#/packages" });
      await page.waitForTimeout(500);
      await slowed(page, rate);
      const typed = await keystroke(page);
      await page.locator(".filter input").fill("");
      await page.waitForTimeout(500);
      const opened = await opening(page);
      context.diagnostic(`  a keystroke ${typed.toFixed(1)} ms of ${promise.keystroke[at]}, opening a package ${opened.toFixed(1)} ms of ${promise.opening[at]}`);
      assert.ok(typed <= slack * promise.keystroke[at], `a keystroke takes ${typed} ms`);
      assert.ok(opened <= slack * promise.opening[at], `opening takes ${opened} ms`);
      await page.context().close();
    }
  });
