// SPDX-License-Identifier: MIT OR Apache-2.0
// Everything can be reached and left without a mouse.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { close_browser, open, visit } from "./browser.mjs";
import { page_with } from "./pages.mjs";
import { sample } from "./sample.mjs";

after(close_browser);

const report = sample(120, { base: true });
const file = page_with("keyboard", report);
const focused = (page) => page.evaluate(() => document.activeElement?.textContent ?? "");
const pause = (page) => page.waitForTimeout(80);

test("`/` searches, Enter opens, Esc gives the focus back", async () => {
  const page = await open(file, { fragment: "#/packages" });
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const row = await focused(page);
  await page.keyboard.press("Enter");
  await page.locator("aside h2").waitFor();
  assert.equal(await focused(page), row, "the title has the focus");
  await page.keyboard.press("Escape");
  await pause(page);
  assert.equal(await page.locator("aside").count(), 0);
  assert.equal(await focused(page), row, "the row has it again");
  await page.keyboard.press("/");
  await page.keyboard.type(report.packages[50].name);
  await page.keyboard.press("Enter");
  await page.locator("aside h2", { hasText: report.packages[50].name }).waitFor();
});

test("`j` and `k` move from row to row and stop at the ends", async () => {
  const page = await open(file, { fragment: "#/packages" });
  const names = await page.locator(".packages .group [data-open]").allTextContents();
  for (const name of names.slice(0, 3)) {
    await page.keyboard.press("j");
    assert.equal(await focused(page), name);
  }
  for (let i = 0; i < 5; ++i) await page.keyboard.press("k");
  assert.equal(await focused(page), names[0]);
});

test("`[` and `]` go from finding to finding", async () => {
  const page = await open(file, { fragment: "#/findings" });
  const titles = report.findings.map(({ message }) => message.replaceAll("`", ""));
  for (const title of titles.slice(0, 3)) {
    await page.keyboard.press("]");
    await pause(page);
    assert.equal(await page.locator("aside h2").textContent(), title);
  }
  await page.keyboard.press("[");
  await pause(page);
  assert.equal(await page.locator("aside h2").textContent(), titles[1]);
});

test("`g` and a letter go to every view", async () => {
  const page = await open(file);
  for (const [letter, title] of Object.entries({ f: "Findings", p: "Packages", d: "Duplicates", b: "Build", e: "Features", l: "Licences and sources", v: "Advisories",
    a: "Accepted", m: "Method", c: "Changes since main at 9e01d77" })) {
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
    await pause(page);
    assert.equal(await page.locator("#view h1").textContent(), title);
  }
});

test("letters do nothing in fields, and nothing at all when they are switched off", async () => {
  const page = await open(file, { fragment: "#/packages" });
  await page.locator(".filter input").focus();
  await page.keyboard.type("gf/?j");
  assert.equal(await page.locator(".filter input").inputValue(), "gf/?j");
  assert.equal(await page.locator("dialog").count(), 0);
  await visit(page, "#/packages?keys=off");
  await page.locator("#view").focus();
  await page.keyboard.type("/?gf");
  assert.equal(await page.locator("dialog").count(), 0);
  assert.match(await page.evaluate(() => location.hash), /^#\/packages/);
});

test("Tab goes from the skip link through the tools and views into the view, and all of it shows its focus", async () => {
  const page = await open(file, { fragment: "#/findings" });
  const path = [];
  for (let i = 0; i < 60; ++i) {
    await page.keyboard.press("Tab");
    path.push(await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return { text: document.activeElement.textContent.slice(0, 20), shown: outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 || document.activeElement.matches(".skip"),
        inside: document.activeElement.closest("header, nav, main")?.tagName };
    }));
  }
  assert.match(path[0].text, /Skip/);
  assert.ok(path.some(({ inside }) => inside === "NAV") && path.some(({ inside }) => inside === "MAIN"));
  assert.deepEqual(path.filter(({ shown, inside }) => inside && !shown), []);
});

test("the skip link leads into the view", async () => {
  const page = await open(file);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "view");
});

test("every target is at least 24 pixels high or stands alone in a line of text", async () => {
  const page = await open(file, { fragment: "#/packages" });
  const small = await page.evaluate(() => [...document.querySelectorAll("#app button, #app input, #app select, .views a")]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24).map((one) => one.outerHTML.slice(0, 120)));
  assert.deepEqual(small, []);
});

test("what a filter leaves is told to screen readers", async () => {
  const page = await open(file, { fragment: "#/packages" });
  await page.locator(".filter input").fill("amber");
  const told = page.locator("[role=status]", { hasText: /of 120 packages shown/ });
  await told.waitFor({ state: "attached" });
});
