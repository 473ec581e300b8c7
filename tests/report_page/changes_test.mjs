// SPDX-License-Identifier: MIT OR Apache-2.0
// What changed since an earlier report: the example, held against itself as it might have been before.
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { assert_quiet, close_browser, is_in_view, open } from "./browser.mjs";
import { audited, example, folder } from "./pages.mjs";

after(close_browser);

const earlier = join(folder, "earlier");
const base = join(folder, "main.json");
const arguments_of = (home) => ["--manifest-path", join(home, "Cargo.toml"), "--facts", join(example, "facts.json")];

function edit(path, from, to) {
  const text = readFileSync(path, "utf8");
  assert.ok(text.includes(from), `${path} has ${from}`);
  writeFileSync(path, text.replace(from, to));
}

cpSync(example, earlier, { recursive: true });
edit(join(earlier, "crates/core/Cargo.toml"), 'version = "1.5"', 'version = "=1.5.5"');
edit(join(earlier, "Cargo.lock"), 'name = "regex"\nversion = "1.5.4"', 'name = "regex"\nversion = "1.5.5"');
audited("earlier", ...arguments_of(earlier), "--output", `json:${base}`);
const page_file = audited("changed", ...arguments_of(example), "--base", base);

test("a change stands under the edit that caused it, with why to look at it", async () => {
  const page = await open(page_file, { fragment: "#/changes" });
  const cause = page.locator(".cause").first();
  assert.match(await cause.locator("h2").textContent(), /^crates\/core\/Cargo\.toml:\d+$/);
  assert.equal(await cause.locator("del").textContent(), 'regex = { version = "=1.5.5", optional = true }');
  assert.equal(await cause.locator("ins").textContent(), 'regex = { version = "1.5", optional = true }');
  const line = cause.locator(".change").first();
  assert.ok(await is_in_view(line));
  assert.match(await line.textContent(), /regex 1\.5\.5 → 1\.5\.4/);
  assert.deepEqual(await line.locator(".mark").allTextContents(), ["new finding", "older than before"]);
  await line.getByRole("link", { name: "A hostile pattern" }).click();
  await page.locator("aside h2", { hasText: "A hostile pattern" }).waitFor();
  assert_quiet(page);
});

test("the summary says what changed and leads to what needs eyes", async () => {
  const page = await open(page_file);
  const sentence = page.locator(".changed");
  assert.match(await sentence.textContent(), /Since main\.json: 0 packages in, 0 out, 1 moved;\s+findings: 2 new, 0 gone/);
  assert.equal(await page.locator(".load-line tr", { hasText: "Advisories" }).locator("td").last().textContent(), "3 over, 5 under, 1 new");
  await sentence.getByRole("link", { name: "1 change to look at" }).click();
  await page.getByRole("heading", { name: "Changes since main.json" }).waitFor();
});

test("findings that are new can be told from the others", async () => {
  const page = await open(page_file, { fragment: "#/findings?level=error&status=new" });
  assert.deepEqual(await page.locator(".cards h3 a").allTextContents(), ["regex 1.5.4: A hostile pattern takes very long to parse"]);
});

test("without a script the page says what changed", async () => {
  const page = await open(page_file, { javascript: false });
  const text = await page.locator("#changes").innerText();
  for (const part of ["1 package moved", "crates/core/Cargo.toml:", "moved regex 1.5.5 → 1.5.4", "older than before"]) assert.ok(text.includes(part), part);
});
