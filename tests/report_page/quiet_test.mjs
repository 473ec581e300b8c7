// SPDX-License-Identifier: MIT OR Apache-2.0
// The page asks for nothing, prints nothing and keeps its own policy, wherever one goes in it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { assert_quiet, close_browser, everywhere, open, visit } from "./browser.mjs";
import { audited, example_arguments, page_with } from "./pages.mjs";
import { sample } from "./sample.mjs";

after(close_browser);

/** Opens all that can be opened beside a view. */
async function crawl(page) {
  for (const fragment of everywhere) {
    await visit(page, fragment);
    assert.equal(await page.locator("#app h1").count(), 1, `${fragment} has one title`);
    const link = page.locator("#view [data-open]:visible").first();
    if (await link.count()) {
      await link.click();
      await page.locator("aside h2").waitFor();
      await page.keyboard.press("Escape");
    }
  }
  await page.keyboard.press("/");
  await page.keyboard.type("har");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.keyboard.press("Escape");
}

test("the example's page asks for nothing and says nothing", async () => {
  const page = await open(audited("harbor", ...example_arguments));
  await crawl(page);
  assert_quiet(page);
});

test("a page with everything in it asks for nothing and says nothing", async () => {
  const page = await open(page_with("all", sample(600, { base: true })));
  await crawl(page);
  assert_quiet(page);
});

test("a workspace without packages has every view", async () => {
  const page = await open(page_with("none", sample(0)));
  await crawl(page);
  assert_quiet(page);
});

test("a report that lacks every list but its packages has every view", async () => {
  const page = await open(page_with("bare", { format_version: 1, packages: [] }));
  await crawl(page);
  assert_quiet(page);
});

test("a report whose every value has another type than it should has every view", async () => {
  const wrong = Object.fromEntries(Object.keys(sample(3)).map((key, at) => [key, [7, "text", { a: 1 }, [null, 3, "x", {}], true][at % 5]]));
  const odd = { dependencies: [{ package: 99 }, { package: -1 }, 5], dominator: 77, toward_member: 0, features: [[]], name: 3, source: {} };
  const page = await open(page_with("wrong", { ...wrong, format_version: 1, packages: [null, 5, "x", odd, { dominator: 4, toward_member: 4, name: "loop" }],
    findings: [null, {}, { paths: [["no such package"]], package: {}, fix: {}, advisory: { description: [5, { p: [{ link: "javascript:1" }] }] } }] }));
  await crawl(page);
  assert_quiet(page);
});
