// SPDX-License-Identifier: MIT OR Apache-2.0
// axe-core finds nothing in any view, in both colour schemes, on narrow and on wide screens.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { close_browser, everywhere, installed, open, visit } from "./browser.mjs";
import { page_with } from "./pages.mjs";
import { sample } from "./sample.mjs";

after(close_browser);

const axe = readFileSync(installed.resolve("axe-core/axe.min.js"), "utf8");
const report = sample(45, { members: 4, base: true });
const file = page_with("axe", report);
const opened = [`#/package/${encodeURIComponent(`${report.packages[30].name}@${report.packages[30].version}`)}`, `#/finding/${report.findings[0].fingerprint}`,
  `#/features?open=request/${report.requests[0].edit}`];

async function violations(page) {
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 240)}`));
}

for (const dark of [false, true])
  for (const width of [360, 1280])
    test(`axe finds nothing, ${dark ? "dark" : "light"}, ${width} wide`, async () => {
      const page = await open(file, { dark, width, bypass: true });
      await page.evaluate(axe);
      const all = [];
      for (const fragment of [...everywhere, ...opened]) {
        await visit(page, fragment);
        await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
        all.push(...(await violations(page)).map((one) => `${fragment}: ${one}`));
      }
      await visit(page, "#/packages");
      for (const key of ["/", "?"]) {
        await page.keyboard.press(key);
        if (key === "/") await page.keyboard.type("a");
        all.push(...(await violations(page)).map((one) => `dialog ${key}: ${one}`));
        await page.keyboard.press("Escape");
      }
      await page.context().close();
      assert.deepEqual(all, []);
    });
