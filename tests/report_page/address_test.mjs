// SPDX-License-Identifier: MIT OR Apache-2.0
// All state is in the address: it survives reloading, going back, and being handed to somebody else.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { assert_quiet, close_browser, open, views, visit } from "./browser.mjs";
import { page_with } from "./pages.mjs";
import { sample } from "./sample.mjs";

after(close_browser);

const report = sample(60, { base: true });
const file = page_with("address", report);
const slug = (ix) => `${report.packages[ix].name}@${report.packages[ix].version}`;

/** What a reader sees of the state. */
const seen = (page) => page.evaluate(() => ({
  fragment: location.hash,
  view: document.querySelector(".views [aria-current]").textContent,
  title: document.querySelector("#view h1").textContent,
  pressed: [...document.querySelectorAll("[aria-pressed=true]")].map((one) => one.textContent),
  field: document.querySelector(".filter input")?.value,
  sorted: document.querySelector("[aria-sort=ascending], [aria-sort=descending]")?.textContent,
  rows: document.querySelectorAll("#view .row").length,
  drawer: document.querySelector("aside h2")?.textContent,
  theme: document.documentElement.dataset.theme,
}));

function states(count) {
  let seed = 11;
  const pick = (list) => list[(seed = (Math.imul(seed, 1103515245) + 12345) >>> 1) % list.length];
  const texts = ["", "har", "-keel", "via:" + report.packages[20].name, "level:error", "a b", "100%", "ü/?&=#", "“x”,·"];
  return Array.from({ length: count }, () => {
    const view = pick(views);
    const params = { q: pick(texts), level: pick(["", "error", "warning,note"]), reach: pick(["", "built", "built,dev-only"]), sort: pick(["", "cost", "-name", "users"]),
      group: pick(["", "rule", "package"]), part: pick(["", "map", "code", "timeline", "asked", "sources"]), theme: pick(["", "dark", "light"]),
      open: pick(["", `package/${slug(30)}`, `finding/${report.findings[0].fingerprint}`, "package/nothing@1"]) };
    const query = Object.entries(params).filter(([, value]) => value).map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
    return `#/${view}${query && `?${query}`}`;
  });
}

test("200 states look the same in a new window as after many others", async () => {
  const page = await open(file);
  const fresh = await open(file);
  for (const [at, state] of states(200).entries()) {
    await visit(page, state);
    const now = await seen(page);
    assert.equal(new URLSearchParams(now.fragment.split("?")[1] ?? "").toString(), new URLSearchParams(state.split("?")[1] ?? "").toString());
    if (at % 8) continue;
    await fresh.evaluate((wanted) => { location.hash = wanted; location.reload(); }, state);
    await fresh.waitForSelector("html[data-ready]");
    await fresh.waitForTimeout(60);
    assert.deepEqual(await seen(fresh), now, state);
  }
  assert_quiet(page);
});

test("clicking through views, facets and packages can be gone back and forward", async () => {
  const page = await open(file);
  const past = [await seen(page)];
  const steps = [
    () => page.locator(".views a", { hasText: "Packages" }).click(),
    () => page.locator(".facets button").first().click(),
    () => page.locator(".packages .group [data-open]").first().click(),
    () => page.locator(".views a", { hasText: "Build" }).click(),
    () => page.getByRole("button", { name: "Timeline" }).click(),
  ];
  for (const step of steps) {
    await step();
    await page.waitForTimeout(60);
    past.push(await seen(page));
  }
  for (const state of past.slice(0, -1).reverse()) {
    await page.goBack();
    await page.waitForTimeout(60);
    assert.deepEqual(await seen(page), state);
  }
  for (const state of past.slice(1)) {
    await page.goForward();
    await page.waitForTimeout(60);
    assert.deepEqual(await seen(page), state);
  }
});

test("a link to what is not here says so and offers another version", async () => {
  const page = await open(file, { fragment: `#/package/${report.packages[20].name}@99.9.9` });
  await page.getByText("Not in this report").waitFor();
  await page.locator("aside a.package").click();
  assert.match(await page.locator("aside h2").textContent(), new RegExp(report.packages[20].name));
});

test("short addresses and those of the static part open what they name", async () => {
  const { fingerprint, message } = report.findings[0];
  for (const fragment of [`#/finding/${fingerprint}`, `#finding-${fingerprint}`]) {
    const page = await open(file, { fragment });
    assert.equal(await page.locator("aside h2").textContent(), message.replaceAll("`", ""));
  }
});

test("what the link button copies opens the same thing", async () => {
  const page = await open(file, { fragment: `#/packages?q=ha&open=package/${slug(30)}` });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.locator(".copy-link", { hasText: "Copied" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const other = await open(file, { fragment: new URL(copied).hash });
  assert.equal(await other.locator("aside h2").textContent(), slug(30).replace("@", " "));
});
