// SPDX-License-Identifier: MIT OR Apache-2.0
// What clears a finding is there in full where a reviewer meets it first.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { close_browser, open } from "./browser.mjs";
import { page_with } from "./pages.mjs";
import { sample } from "./sample.mjs";

after(close_browser);

const commands = (count) => Array.from({ length: count }, (_, at) => `cargo update -p step-${at}`);

async function first_card(name, count) {
  const report = sample(100);
  report.findings[0].fix = { commands: commands(count), edits: [], safe: true };
  return open(page_with(name, report));
}

test("a card shows each of three steps with a button that copies it", async () => {
  const page = await first_card("three-steps", 3);
  const card = page.locator(".card").first();
  assert.deepEqual(await card.locator(".command code").allTextContents(), commands(3));
  assert.equal(await card.getByRole("button", { name: "Copy command" }).count(), 3);
});

test("of more steps a card shows the first, counts the others and leads to all of them", async () => {
  const page = await first_card("five-steps", 5);
  const card = page.locator(".card").first();
  assert.deepEqual(await card.locator(".command code").allTextContents(), commands(3));
  await card.getByRole("link", { name: "and 2 more steps" }).click();
  await page.locator("aside h2").waitFor();
  assert.deepEqual(await page.locator("aside .command code").allTextContents(), commands(5));
  await page.locator("aside").getByRole("button", { name: "Copy all" }).waitFor();
});
