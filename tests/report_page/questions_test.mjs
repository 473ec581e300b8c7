// SPDX-License-Identifier: MIT OR Apache-2.0
// A reviewer's ten questions: at most two actions after opening the page, and the answer is in view at 1280 by 800.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { close_browser, is_in_view, open } from "./browser.mjs";
import { audited, example_arguments, page_with } from "./pages.mjs";
import { sample } from "./sample.mjs";

after(close_browser);

const slowest_action = 600;  // three times what a reviewer should wait, as other machines differ
const example = audited("harbor", ...example_arguments);
const report = sample(600, { base: true });
const changed = page_with("changed", report);

async function ask(file, actions, answers) {
  const page = await open(file);
  for (const action of actions) {
    const begin = performance.now();
    await action(page);
    assert.ok(performance.now() - begin < slowest_action, `${action} took ${Math.round(performance.now() - begin)} ms`);
  }
  for (const answer of answers) {
    const found = typeof answer === "function" ? answer(page) : page.locator("#view, aside").getByText(answer).locator("visible=true");
    await found.first().waitFor({ timeout: 2000 });
    assert.ok(await is_in_view(found), `${answer} is in view`);
  }
  await page.context().close();
}

const go = (view) => (page) => page.getByRole("link", { name: view }).first().click();

test("1: what decides whether it may be released", () =>
  ask(example, [], [(page) => page.getByRole("heading", { name: "Over the line" }), "A hostile pattern takes very long to parse",
    "cargo update -p regex@1.5.4 --precise 1.5.5"]));

test("2: what came in, went out and moved, and which edit caused it", () =>
  ask(changed, [go("Changes")], ["crates/harbor-amber/Cargo.toml:12", 'reqwest = "0.12"', "0.9.0 → 1.12.5"]));

test("3: whether a known vulnerability is really built", () =>
  ask(example, [], ["RUSTSEC-2022-0013 · high 7.5", (page) => page.locator(".card .reach.built"), (page) => page.locator(".card .way").first()]));

test("4: why a package is here", () =>
  ask(example, [async (page) => { await page.keyboard.press("/"); await page.keyboard.type("time"); }, (page) => page.keyboard.press("Enter")],
    [(page) => page.locator("aside h2", { hasText: "time" }), (page) => page.locator("aside .way-lines", { hasText: /harbor-core.*chrono.*time/s })]));

test("5: the least change that clears a finding", () =>
  ask(example, [(page) => page.getByRole("link", { name: "A hostile pattern" }).first().click()],
    [(page) => page.locator("aside .command", { hasText: "cargo update -p regex@1.5.4 --precise 1.5.5" })]));

test("6: what is there twice, and who holds it apart", () =>
  ask(example, [go("Duplicates")], [(page) => page.locator(".duplicate h3", { hasText: "syn" }), "asks for", /is built in 2 versions/]));

test("7: what runs on the build machines, and what the build waits for", () =>
  ask(example, [go("Build")], [(page) => page.locator(".waterfall tbody tr").first(), /16 build scripts and 4 proc macros/, (page) => page.locator(".runners li").first()]));

test("8: what switching features off would save", () =>
  ask(changed, [go("Features")], [(page) => page.locator(".requests .group .row").first(), (page) => page.locator(".requests .saved:not(:empty)").nth(1)]));

test("9: whether a licence or source is outside of the policy, or new", () =>
  ask(changed, [go("Licences")], [/outside of (it|the policy)/, "Changed since main at 9e01d77", (page) => page.locator(".terms .row").nth(1)]));

test("10: what was accepted, until when, and how old the data is", async () => {
  await ask(changed, [go("Accepted")], ["goes with the next release", "2027-01-31"]);
  await ask(changed, [go("Method")], ["its sources are not here", "1,225 advisory records of 2026-11-22 (1 day old)"]);
});
